using Alerts.Domain.Values;

namespace Alerts.Domain.Tests;

/// <summary>What stands in a household, one readable line each: pattern, child, report, gravest severity.</summary>
internal static class Standing
{
    /// <summary>As its alerts say, however the reports came.</summary>
    public static IReadOnlyList<string> Of(Household household, IEnumerable<Pattern> patterns) =>
        Lines(patterns.SelectMany(p => household.AlertsOf(p.Id).SelectMany(a => a.Standing.Select(e => (p.Id, Child(a.Child, household), e.Key, e.Value)))));

    /// <summary>As the patterns say when they are asked from scratch about the live reports.</summary>
    public static IReadOnlyList<string> FromScratch(Household household, IEnumerable<Pattern> patterns)
    {
        var history = new History(household.History.All) { AsOf = household.History.AsOf };
        return Lines(patterns.SelectMany(p => p.Find(history, Period.Always).SelectMany(f => f.Evidence.Select(r => (p.Id, Child(f.Child, household), r.Id, f.Severity)))));
    }

    /// <summary>The line for one report of an alert.</summary>
    public static string Line(Household household, Alert alert, ReportId report, Severity severity) => Line(alert.Pattern, Child(alert.Child, household), report, severity);

    private static string Line(string pattern, string? child, ReportId report, Severity severity) => $"{pattern} {child} {report} {severity}";

    private static string? Child(string? key, Household household) => key is null ? null : household.History.People.Canonical(key);

    private static List<string> Lines(IEnumerable<(string Pattern, string? Child, ReportId Report, Severity Severity)> standing) =>
        [.. standing.GroupBy(s => (s.Pattern, s.Child, s.Report)).Select(g => Line(g.Key.Pattern, g.Key.Child, g.Key.Report, g.Min(s => s.Severity))).Order(StringComparer.Ordinal)];
}
