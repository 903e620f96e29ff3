using Alerts.Domain;
using Alerts.Domain.Values;

namespace Alerts.Standalone.Backtest;

/// <summary>What other settings do to an alert: it comes, it does not come any more, or it comes on another day or with another severity.</summary>
public enum Differs { Gained, Lost, Moved }

/// <summary>One alert that differs between two runs of the same reports. <paramref name="Because"/>: the reports that make the difference, earliest first.</summary>
public sealed record Difference(Differs What, Alert? Before, Alert? After, IReadOnlyList<Report> Because)
{
    public Alert Alert => After ?? Before!;

    /// <summary>
    /// The same household under two settings, compared alert by alert: two are the same when they are of one pattern and child and share a report.
    /// Episode numbers do not tell, since one alert more shifts them all.
    /// </summary>
    public static IReadOnlyList<Difference> Between(Household before, Household after)
    {
        var left = before.Alerts.OrderBy(a => a.Raised.At).ToList();
        var differences = new List<Difference>();
        foreach (var alert in after.Alerts.OrderBy(a => a.Raised.At))
        {
            var same = left.Where(b => b.Pattern == alert.Pattern && ChildOf(before, b) == ChildOf(after, alert)).MaxBy(b => b.Evidence.Intersect(alert.Evidence).Count());
            if (same is null || !same.Evidence.Intersect(alert.Evidence).Any())
                differences.Add(new(Differs.Gained, null, alert, Reports(after, alert.Evidence)));
            else
            {
                left.Remove(same);
                if (RaisedOn(same) != RaisedOn(alert) || same.Severity != alert.Severity)
                    differences.Add(new(Differs.Moved, same, alert, Reports(after, [same.Reached.Because, alert.Reached.Because])));
            }
        }
        differences.AddRange(left.Select(b => new Difference(Differs.Lost, b, null, Reports(before, b.Evidence))));
        return differences;
    }

    public static DateOnly RaisedOn(Alert alert) => UkDay.Of(alert.Raised.At);

    private static string? ChildOf(Household household, Alert alert) => alert.Child is { } child ? household.History.People.Canonical(child) : null;

    // What was withdrawn since is not shown.
    private static IReadOnlyList<Report> Reports(Household household, IEnumerable<ReportId> ids) => [.. ids.Distinct().Select(household.Live).OfType<Report>().Order(History.ByDate)];
}
