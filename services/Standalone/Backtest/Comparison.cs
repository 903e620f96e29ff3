using Alerts.Domain;
using Alerts.Domain.Values;

namespace Alerts.Standalone.Backtest;

/// <summary>One case under two settings: what they raise differently, and how many alerts they raise alike.</summary>
public sealed record Comparison(CaseResult First, CaseResult Second, IReadOnlyList<Difference> Differences, int Alike)
{
    public static Comparison Of(CaseResult first, CaseResult second)
    {
        var (left, pairs) = (second.Alerts.ToList(), new List<(AlertFound First, AlertFound? Second)>());
        foreach (var alert in first.Alerts)
        {
            var same = left.Where(other => Shared(alert, other) > 0).OrderByDescending(other => other.Alert.Child == alert.Alert.Child).ThenByDescending(other => Shared(alert, other)).FirstOrDefault();
            if (same is not null)
                left.Remove(same);
            pairs.Add((alert, same));
        }
        var differences = pairs.Select(p => Difference.Of(p.First, p.Second)).Concat(left.Select(a => Difference.Of(null, a))).OfType<Difference>()
            .OrderBy(d => (d.First ?? d.Second!).FirstToldAt).ThenBy(d => d.Pattern, StringComparer.Ordinal).ToList();
        return new(first, second, differences, pairs.Count(p => p.Second is not null) - differences.Count(d => d.Change == "moved"));
    }

    // The number of an alert may differ between two runs; what it rests on says whether it is the same.
    private static int Shared(AlertFound one, AlertFound other) =>
        one.Household == other.Household && one.Alert.Pattern == other.Alert.Pattern ? one.Alert.Evidence.Intersect(other.Alert.Evidence).Count() : 0;
}

/// <summary>
/// An alert that only the second settings raise (gained), only the first (lost), or both at another time or as gravely not (moved), and the
/// reports that make the difference.
/// </summary>
/// <param name="How">How it moved, seen from the first: "earlier" or "later", "graver" or "milder".</param>
public sealed record Difference(string Change, IReadOnlyList<string> How, AlertFound? First, AlertFound? Second, IReadOnlyList<(Report Report, CaseEvent Event)> Because)
{
    public string Pattern => (First ?? Second!).Alert.Pattern;

    /// <summary>Null where both are alike.</summary>
    public static Difference? Of(AlertFound? first, AlertFound? second)
    {
        if (first is null || second is null)
            return new(first is null ? "gained" : "lost", [], first, second, (first ?? second!).EverHeld);
        var how = new List<string>();
        var days = first.FirstToldAt != second.FirstToldAt ? (first.FirstToldAt, second.FirstToldAt) : (first.RaisedAt, second.RaisedAt);
        if (days.Item1 != days.Item2)
            how.Add(days.Item2 < days.Item1 ? "earlier" : "later");
        if (first.Alert.Severity != second.Alert.Severity)
            how.Add(second.Alert.Severity.Above(first.Alert.Severity) ? "graver" : "milder");
        return how.Count == 0 ? null : new("moved", how, first, second, Differing(first, second));
    }

    // What one was raised by, or rests on, and the other not; where that is all the same, the reports that reached the severity shown.
    private static List<(Report Report, CaseEvent Event)> Differing(AlertFound first, AlertFound second)
    {
        var ids = Apart(first.Alert.Raised.Evidence.Select(e => e.Report), second.Alert.Raised.Evidence.Select(e => e.Report))
            .Union(Apart(first.Alert.Standing.Keys, second.Alert.Standing.Keys)).ToHashSet();
        if (ids.Count == 0)
            ids = [first.Alert.Reached.Because, second.Alert.Reached.Because];
        return [.. first.EverHeld.Concat(second.EverHeld).Where(e => ids.Contains(e.Report.Id)).DistinctBy(e => e.Report.Id).OrderBy(e => e.Report, History.ByDate)];
    }

    private static IEnumerable<ReportId> Apart(IEnumerable<ReportId> one, IEnumerable<ReportId> other)
    {
        var (a, b) = (one.ToHashSet(), other.ToHashSet());
        a.SymmetricExceptWith(b);
        return a;
    }
}
