using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Alerts.Domain;
using Alerts.Domain.Values;
using Spectre.Console;

namespace Alerts.Standalone.Backtest;

/// <summary>Gathers what households differ in, and prints it: tables for people, or one JSON object a line and nothing else. No name and no word of a report is in either.</summary>
public sealed class DryRunOutput(DateOnly since, int workingDays, TextWriter? json)
{
    /// <summary>More differences than this are not read in a table; the JSON has them all.</summary>
    private const int MostRows = 50;

    private readonly SortedDictionary<(string Pattern, Severity Severity), int[]> counts = new(Comparer<(string, Severity)>.Default);
    private readonly SortedDictionary<string, int[]> frontDoors = new(StringComparer.Ordinal);
    private readonly List<(Guid Household, Difference Difference)> shown = [];
    private int households, differences, faults;

    public void Add(Compared household)
    {
        households++;
        faults += household.Faults;
        frontDoors.TryAdd(household.FrontDoor, new int[2]);
        frontDoors[household.FrontDoor][0] += household.Before.Count;
        frontDoors[household.FrontDoor][1] += household.After.Count;
        foreach (var alert in household.Before)
            Count(alert)[0]++;
        foreach (var alert in household.After)
            Count(alert)[1]++;
        foreach (var difference in household.Differences)
        {
            Count(difference.Alert)[2 + (int)difference.What]++;
            differences++;
            json?.WriteLine(JsonSerializer.Serialize(Line(household.Household, difference), DryRunJson.Default.DifferenceLine));
            if (shown.Count < MostRows)
                shown.Add((household.Household, difference));
        }
    }

    public void Json()
    {
        foreach (var ((pattern, severity), n) in counts)
            json!.WriteLine(JsonSerializer.Serialize(new CountLine("count", pattern, $"{severity}", n[0], n[1], n[2], n[3], n[4]), DryRunJson.Default.CountLine));
        foreach (var (door, n) in frontDoors)
            json!.WriteLine(JsonSerializer.Serialize(new FrontDoorLine("front-door", door, Day(since), workingDays, n[0], n[1], ADay(n[0]), ADay(n[1])), DryRunJson.Default.FrontDoorLine));
        json!.WriteLine(JsonSerializer.Serialize(new TotalLine("total", Day(since), households, counts.Values.Sum(n => n[0]), counts.Values.Sum(n => n[1]), differences, faults), DryRunJson.Default.TotalLine));
    }

    public void Tables(IAnsiConsole to)
    {
        var table = new Table { Title = new($"Alerts raised since {Day(since)}") }.AddColumns("Pattern", "Severity", "Before", "After", "Gained", "Lost", "Moved");
        foreach (var ((pattern, severity), n) in counts)
            table.AddRow([new Text($"{pattern} {Patterns.Find(pattern)?.Name}"), new Text($"{severity}"), .. n.Select(c => new Text(c.ToString(CultureInfo.InvariantCulture)))]);
        to.Write(table);
        if (shown.Count > 0)
            to.Write(Rows());
        if (differences > shown.Count)
            to.MarkupLineInterpolated($"{differences - shown.Count} more differ; --json lists them all.");
        to.MarkupLineInterpolated($"{households} households, {workingDays} working days.");
        foreach (var (door, n) in frontDoors)
            to.MarkupLineInterpolated($"Front door of {door}: {n[0]} alerts before ({ADay(n[0]):0.##} a working day), {n[1]} after ({ADay(n[1]):0.##} a working day).");
        if (faults > 0)
            to.MarkupLineInterpolated($"[red]Patterns failed {faults} times: what they would have found is missing here.[/]");
        to.MarkupLine("Nothing was written.");
    }

    private Table Rows()
    {
        var table = new Table { Title = new("What differs") }.AddColumns("Household", "What", "Pattern", "Before", "After", "Because of");
        foreach (var (household, d) in shown)
            table.AddRow(new Text($"{household}"), new Text($"{d.What}".ToLowerInvariant()), new Text(d.Alert.Pattern), new Text(Brief(d.Before)), new Text(Brief(d.After)),
                new Text(string.Join("\n", d.Because.Select(r => $"{Day(r.Occurred.Day)} {r.Agency} {r.Kind}"))));
        return table;
    }

    private int[] Count(Alert alert)
    {
        counts.TryAdd((alert.Pattern, alert.Severity), new int[5]);
        return counts[(alert.Pattern, alert.Severity)];
    }

    private static DifferenceLine Line(Guid household, Difference d) => new("difference", household, $"{d.What}".ToLowerInvariant(), d.Alert.Pattern,
        d.Before is null ? null : Day(Difference.RaisedOn(d.Before)), d.After is null ? null : Day(Difference.RaisedOn(d.After)), d.Before?.Severity.ToString(), d.After?.Severity.ToString(),
        [.. d.Because.Select(r => new BecauseLine(Day(r.Occurred.Day), r.Agency, r.Kind))]);

    private static string Brief(Alert? alert) => alert is null ? "" : $"{Day(Difference.RaisedOn(alert))} {alert.Severity}";

    private double ADay(int alerts) => Math.Round(alerts / (double)workingDays, 2);

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}

internal sealed record BecauseLine(string At, string Agency, string Kind);

internal sealed record DifferenceLine(string Type, Guid Household, string What, string Pattern, string? RaisedBefore, string? RaisedAfter, string? SeverityBefore, string? SeverityAfter,
    IReadOnlyList<BecauseLine> Because);

internal sealed record CountLine(string Type, string Pattern, string Severity, int Before, int After, int Gained, int Lost, int Moved);

internal sealed record FrontDoorLine(string Type, string FrontDoor, string Since, int WorkingDays, int Before, int After, double BeforePerWorkingDay, double AfterPerWorkingDay);

internal sealed record TotalLine(string Type, string Since, int Households, int Before, int After, int Differences, int Faults);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(DifferenceLine))]
[JsonSerializable(typeof(CountLine))]
[JsonSerializable(typeof(FrontDoorLine))]
[JsonSerializable(typeof(TotalLine))]
internal sealed partial class DryRunJson : JsonSerializerContext;
