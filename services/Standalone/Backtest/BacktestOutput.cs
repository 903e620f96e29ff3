using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Alerts.Domain;
using Alerts.Domain.Values;
using Spectre.Console;

namespace Alerts.Standalone.Backtest;

/// <summary>Prints the results of back-tests: a table for people, or one JSON object a line and nothing else.</summary>
public static class BacktestOutput
{
    /// <summary>Prints them all; gives the exit code.</summary>
    public static int All(IEnumerable<CaseResult> results, bool json, TextWriter to, IAnsiConsole console)
    {
        var failed = false;
        foreach (var result in results)
        {
            failed |= result.Faults.Count > 0;
            if (json)
                Json(result, to);
            else
                Table(result, console);
        }
        return failed ? CommandLine.PatternFailed : 0;
    }

    public static void Json(CaseResult result, TextWriter to)
    {
        foreach (var a in result.Alerts)
            to.WriteLine(JsonSerializer.Serialize(new AlertLine("alert", result.Case.Name, a.Alert.Pattern, a.Alert.Severity.ToString(), ClassOf(a.Alert), Day(a.RaisedAt),
                [.. a.Alert.Reopenings.Select(r => Day(UkDay.Of(r.At)))], a.Recipients,
                [.. a.Evidence.Select(Line)]), BacktestJson.Default.AlertLine));
        Summary(result, to);
    }

    internal static void Summary(CaseResult result, TextWriter to)
    {
        foreach (var fault in result.Faults)
            to.WriteLine(JsonSerializer.Serialize(new CaseFaultLine("fault", result.Case.Name, fault.Pattern, fault.ErrorType), BacktestJson.Default.CaseFaultLine));
        to.WriteLine(JsonSerializer.Serialize(new CaseLine("case", result.Case.Name, Day(result.Case.IncidentAt), result.Case.Events.Count, result.Replayed,
            result.Case.Events.Count - result.Replayed, result.Alerts.Count, Day(result.FirstActionable), Lead(result, result.FirstActionable),
            Day(result.FirstDatedActionable), Lead(result, result.FirstDatedActionable)), BacktestJson.Default.CaseLine));
    }

    /// <summary>A line for each pattern that failed: what it would have found is missing.</summary>
    internal static void Failed(CaseResult result, IAnsiConsole to)
    {
        foreach (var fault in result.Faults.CountBy(f => (f.Pattern, f.ErrorType)))
            to.MarkupLineInterpolated($"[red]{fault.Key.Pattern} failed {fault.Value} times ({fault.Key.ErrorType}): what it would have found is missing here.[/]");
    }

    internal static EvidenceLine Line((Report Report, CaseEvent Event) e) => new(Day(e.Report.Occurred.Day), e.Report.Agency, e.Report.Kind, e.Event.Subject);

    public static void Table(CaseResult result, IAnsiConsole to)
    {
        to.MarkupLineInterpolated($"[bold]{result.Case.Name}[/]: {result.Replayed} of {result.Case.Events.Count} events replayed, incident {Day(result.Case.IncidentAt)}");
        if (result.Alerts.Count == 0)
            to.MarkupLine("No pattern crossed its threshold.");
        else
        {
            var table = new Table().AddColumns("Raised", "Pattern", "Severity", "Days before", "To", "Re-opened", "Because of");
            foreach (var a in result.Alerts)
                table.AddRow(new Text(Day(a.RaisedAt)), new Text($"{a.Alert.Pattern} {Patterns.Find(a.Alert.Pattern)?.Name}"), new Text(a.Alert.Severity.ToString()),
                    new Text(Lead(result, a.RaisedAt)!.Value.ToString(CultureInfo.InvariantCulture)), new Text(string.Join(", ", a.Recipients)),
                    new Text(a.Alert.Reopenings.Count == 0 ? "" : string.Join(", ", a.Alert.Reopenings.Select(r => Day(UkDay.Of(r.At))))),
                    new Text(a.Evidence.Count == 0 ? "taken back: nothing of it stands" : string.Join("\n", a.Evidence.Select(e => $"{Day(e.Report.Occurred.Day)} {e.Report.Agency} {e.Report.Kind}"))));
            to.Write(table);
        }
        Failed(result, to);
        var first = result.FirstActionable is { } day ? $"{Day(day)}, {Lead(result, day)} days before" : "none";
        to.MarkupLineInterpolated($"First actionable alert (S1 or S2): {first}; on dated reports alone: {Day(result.FirstDatedActionable) ?? "none"}");
        to.WriteLine();
    }

    private static string ClassOf(Alert alert) => alert.Class == PatternClass.Risk ? "risk" : "support";

    private static int? Lead(CaseResult result, DateOnly? day) => day is { } d ? result.Case.IncidentAt.DayNumber - d.DayNumber : null;

    internal static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    internal static string? Day(DateOnly? day) => day is { } d ? Day(d) : null;
}

internal sealed record EvidenceLine(string At, string Agency, string Kind, string Subject);

internal sealed record AlertLine(string Type, string Case, string Pattern, string Severity, string Class, string RaisedAt, IReadOnlyList<string> ReopenedAt,
    IReadOnlyList<string> Recipients, IReadOnlyList<EvidenceLine> Evidence);

internal sealed record CaseFaultLine(string Type, string Case, string Pattern, string Error);

internal sealed record CaseLine(string Type, string Case, string IncidentAt, int Events, int Replayed, int Skipped, int Alerts,
    string? FirstActionableAt, int? LeadDays, string? DatedFirstActionableAt, int? DatedLeadDays);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(AlertLine))]
[JsonSerializable(typeof(CaseFaultLine))]
[JsonSerializable(typeof(CaseLine))]
[JsonSerializable(typeof(DifferenceLine))]
internal sealed partial class BacktestJson : JsonSerializerContext;
