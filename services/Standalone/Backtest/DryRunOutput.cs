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
    private readonly List<(Guid Household, Changed Alert, IReadOnlyList<Report> Because)> shown = [];
    private int households, changes, faults;

    public void Add(Compared household)
    {
        households++;
        faults += household.Faults;
        frontDoors.TryAdd(household.FrontDoor, new int[2]);
        frontDoors[household.FrontDoor][0] += household.First.Count;
        frontDoors[household.FrontDoor][1] += household.Second.Count;
        foreach (var alert in household.First)
            Count(alert)[0]++;
        foreach (var alert in household.Second)
            Count(alert)[1]++;
        foreach (var (changed, because) in household.Changes)
        {
            Count(changed.Alert)[changed.Change switch { Changed.Gained => 2, Changed.Lost => 3, _ => 4 }]++;
            changes++;
            json?.WriteLine(JsonSerializer.Serialize(Line(household.Household, changed, because), DryRunJson.Default.ChangeLine));
            if (shown.Count < MostRows)
                shown.Add((household.Household, changed, because));
        }
    }

    public void Json()
    {
        foreach (var ((pattern, severity), n) in counts)
            json!.WriteLine(JsonSerializer.Serialize(new CountLine("count", pattern, $"{severity}", n[0], n[1], n[2], n[3], n[4]), DryRunJson.Default.CountLine));
        foreach (var (door, n) in frontDoors)
            json!.WriteLine(JsonSerializer.Serialize(new FrontDoorLine("front-door", door, Day(since), workingDays, n[0], n[1], ADay(n[0]), ADay(n[1])), DryRunJson.Default.FrontDoorLine));
        json!.WriteLine(JsonSerializer.Serialize(new TotalLine("total", Day(since), households, counts.Values.Sum(n => n[0]), counts.Values.Sum(n => n[1]), changes, faults), DryRunJson.Default.TotalLine));
    }

    /// <param name="first">The settings compared with, as they were named.</param>
    /// <param name="second">The settings tried.</param>
    /// <param name="console">Where to.</param>
    public void Tables(string first, string second, IAnsiConsole console)
    {
        console.MarkupLineInterpolated($"Alerts raised since {Day(since)}, first under {first}, then under {second}");
        var table = new Table().AddColumns("Pattern", "Severity", "First", "Second", "Gained", "Lost", "Moved");
        foreach (var ((pattern, severity), n) in counts)
            table.AddRow([new Text($"{pattern} {Patterns.Find(pattern)?.Name}"), new Text($"{severity}"), .. n.Select(c => new Text(c.ToString(CultureInfo.InvariantCulture)))]);
        console.Write(table);
        if (shown.Count > 0)
            console.Write(Rows());
        if (changes > shown.Count)
            console.MarkupLineInterpolated($"{changes - shown.Count} more differ; --json lists them all.");
        console.MarkupLineInterpolated($"{households} households, {workingDays} working days.");
        foreach (var (door, n) in frontDoors)
            console.MarkupLineInterpolated($"Front door of {door}: {n[0]} alerts under {first} ({ADay(n[0]):0.##} a working day), {n[1]} under {second} ({ADay(n[1]):0.##} a working day).");
        if (faults > 0)
            console.MarkupLineInterpolated($"[red]Patterns failed {faults} times: what they would have found is missing here.[/]");
        console.MarkupLine("Nothing was written.");
    }

    private Table Rows()
    {
        var table = new Table().AddColumns("Household", "Change", "Pattern", "First", "Second", "The reports that make the difference");
        foreach (var (household, changed, because) in shown)
            table.AddRow(new Text($"{household}"), new Text(changed.How.Count == 0 ? changed.Change : $"{changed.Change}: {string.Join(", ", changed.How)}"), new Text($"{changed.Alert.Pattern} {Patterns.Find(changed.Alert.Pattern)?.Name}"),
                new Text(Cell(changed.First)), new Text(Cell(changed.Second)), new Text(string.Join("\n", because.Select(r => $"{Day(r.Occurred.Day)} {r.Agency} {r.Kind}"))));
        return table;
    }

    private int[] Count(Alert alert)
    {
        counts.TryAdd((alert.Pattern, alert.Severity), new int[5]);
        return counts[(alert.Pattern, alert.Severity)];
    }

    private static ChangeLine Line(Guid household, Changed changed, IReadOnlyList<Report> because) => new("difference", household, changed.Alert.Pattern, changed.Change, changed.How,
        Side(changed.First), Side(changed.Second), [.. because.Select(r => new BecauseLine(Day(r.Occurred.Day), r.Agency, r.Kind))]);

    private static AlertSide? Side(Alert? alert) => alert is null ? null : new(Day(Changed.FirstToldAt(alert)), Day(Changed.RaisedAt(alert)), $"{alert.Severity}");

    private static string Cell(Alert? alert) => alert is null ? "not raised" : $"{Day(Changed.FirstToldAt(alert))} {alert.Severity}";

    private double ADay(int alerts) => Math.Round(alerts / (double)workingDays, 2);

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}

internal sealed record BecauseLine(string At, string Agency, string Kind);

internal sealed record AlertSide(string FirstToldAt, string RaisedAt, string Severity);

internal sealed record ChangeLine(string Type, Guid Household, string Pattern, string Change, IReadOnlyList<string> How, AlertSide? First, AlertSide? Second, IReadOnlyList<BecauseLine> Because);

internal sealed record CountLine(string Type, string Pattern, string Severity, int First, int Second, int Gained, int Lost, int Moved);

internal sealed record FrontDoorLine(string Type, string FrontDoor, string Since, int WorkingDays, int First, int Second, double FirstPerWorkingDay, double SecondPerWorkingDay);

internal sealed record TotalLine(string Type, string Since, int Households, int First, int Second, int Changes, int Faults);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ChangeLine))]
[JsonSerializable(typeof(CountLine))]
[JsonSerializable(typeof(FrontDoorLine))]
[JsonSerializable(typeof(TotalLine))]
internal sealed partial class DryRunJson : JsonSerializerContext;
