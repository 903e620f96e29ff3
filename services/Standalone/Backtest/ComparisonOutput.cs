using System.Text.Json;
using Alerts.Domain;
using Spectre.Console;

namespace Alerts.Standalone.Backtest;

/// <summary>Prints what two settings raise differently: a table for people, or one JSON object a line and nothing else.</summary>
public static class ComparisonOutput
{
    /// <summary>One "difference" a line, and then the summary of the case under the first settings.</summary>
    public static void Json(Comparison comparison, TextWriter to)
    {
        foreach (var d in comparison.Differences)
            to.WriteLine(JsonSerializer.Serialize(new DifferenceLine("difference", comparison.First.Case.Name, d.Pattern, d.Change, d.How, Side(d.First), Side(d.Second),
                [.. d.Because.Select(BacktestOutput.Line)]), BacktestJson.Default.DifferenceLine));
        BacktestOutput.Summary(comparison.First, to);
    }

    public static void Table(Comparison comparison, string first, string second, IAnsiConsole to)
    {
        to.MarkupLineInterpolated($"[bold]{comparison.First.Case.Name}[/]: {comparison.First.Replayed} events replayed under {first}, then under {second}; {InWords([comparison])}");
        if (comparison.Differences.Count > 0)
        {
            var table = new Table().AddColumns("Change", "Pattern", "First", "Second", "The reports that make the difference");
            foreach (var d in comparison.Differences)
                table.AddRow(new Text(d.How.Count == 0 ? d.Change : $"{d.Change}: {string.Join(", ", d.How)}"), new Text($"{d.Pattern} {Patterns.Find(d.Pattern)?.Name}"), new Text(Cell(d.First)), new Text(Cell(d.Second)),
                    new Text(string.Join("\n", d.Because.Select(e => $"{BacktestOutput.Day(e.Report.Occurred.Day)} {e.Report.Agency} {e.Report.Kind}"))));
            to.Write(table);
        }
        BacktestOutput.Failed(comparison.First, to);
        BacktestOutput.Failed(comparison.Second, to);
        to.MarkupLineInterpolated($"First actionable alert (S1 or S2): {BacktestOutput.Day(comparison.First.FirstActionable) ?? "none"} under {first}, {BacktestOutput.Day(comparison.Second.FirstActionable) ?? "none"} under {second}");
        to.WriteLine();
    }

    public static void Total(IReadOnlyList<Comparison> all, string first, string second, IAnsiConsole to) =>
        to.MarkupLineInterpolated($"[bold]{all.Count} {(all.Count == 1 ? "case" : "cases")}[/], from {first} to {second}: {InWords(all)}.");

    private static string InWords(IReadOnlyList<Comparison> all)
    {
        int Of(string change) => all.Sum(c => c.Differences.Count(d => d.Change == change));
        return $"alerts gained {Of("gained")}, lost {Of("lost")}, moved {Of("moved")}, alike {all.Sum(c => c.Alike)}";
    }

    private static string Cell(AlertFound? found) =>
        found is null ? "not raised" : BacktestOutput.Day(found.FirstToldAt) + (found.FirstToldAt == found.RaisedAt ? $" {found.Alert.Severity}" : $" {found.Alert.Raised.Severity},\n{BacktestOutput.Day(found.RaisedAt)} {found.Alert.Severity}");

    private static SideLine? Side(AlertFound? found) =>
        found is null ? null : new(BacktestOutput.Day(found.FirstToldAt), BacktestOutput.Day(found.RaisedAt), found.Alert.Severity.ToString(), found.Recipients);
}

internal sealed record SideLine(string FirstToldAt, string RaisedAt, string Severity, IReadOnlyList<string> Recipients);

internal sealed record DifferenceLine(string Type, string Case, string Pattern, string Change, IReadOnlyList<string> How, SideLine? First, SideLine? Second, IReadOnlyList<EvidenceLine> Because);
