using Alerts.Domain;
using Alerts.Domain.Values;

namespace Alerts.Standalone.Backtest;

/// <summary>
/// What second settings do to an alert of a household: only they raise it (gained), only the first do (lost), or both at another time or as
/// gravely not (moved).
/// </summary>
/// <param name="How">How it moved, seen from the first: "earlier" or "later", "graver" or "milder".</param>
/// <param name="Because">The reports that make the difference.</param>
public sealed record Changed(string Change, IReadOnlyList<string> How, Alert? First, Alert? Second, IReadOnlySet<ReportId> Because)
{
    public const string Gained = "gained", Lost = "lost", Moved = "moved";

    public Alert Alert => First ?? Second!;

    /// <summary>The alerts of one household under two settings: what has changed, and how many are alike.</summary>
    public static (IReadOnlyList<Changed> Changes, int Alike) Between(IEnumerable<Alert> first, IEnumerable<Alert> second)
    {
        var (left, changes, alike) = (second.ToList(), new List<Changed>(), 0);
        foreach (var alert in first)
        {
            // The number of an alert may differ between two runs; what it rests on says whether it is the same.
            var same = left.Where(other => Shared(alert, other) > 0).OrderByDescending(other => other.Child == alert.Child).ThenByDescending(other => Shared(alert, other)).FirstOrDefault();
            if (same is null)
                changes.Add(new(Lost, [], alert, null, alert.Evidence.ToHashSet()));
            else
            {
                left.Remove(same);
                if (Ways(alert, same) is { Count: > 0 } how)
                    changes.Add(new(Moved, how, alert, same, Differing(alert, same)));
                else
                    alike++;
            }
        }
        changes.AddRange(left.Select(alert => new Changed(Gained, [], null, alert, alert.Evidence.ToHashSet())));
        return (changes, alike);
    }

    /// <summary>When people were first told of it.</summary>
    public static DateOnly FirstToldAt(Alert alert) => UkDay.Of(alert.Raised.At);

    /// <summary>When the severity shown was first reached.</summary>
    public static DateOnly RaisedAt(Alert alert) => UkDay.Of(alert.Reached.At);

    private static int Shared(Alert one, Alert other) => one.Pattern == other.Pattern ? one.Evidence.Intersect(other.Evidence).Count() : 0;

    private static List<string> Ways(Alert first, Alert second)
    {
        var how = new List<string>();
        var (before, after) = FirstToldAt(first) != FirstToldAt(second) ? (FirstToldAt(first), FirstToldAt(second)) : (RaisedAt(first), RaisedAt(second));
        if (before != after)
            how.Add(after < before ? "earlier" : "later");
        if (first.Severity != second.Severity)
            how.Add(second.Severity.Above(first.Severity) ? "graver" : "milder");
        return how;
    }

    // What one was raised by, or rests on, and the other not; where that is all the same, the reports that reached the severity shown.
    private static HashSet<ReportId> Differing(Alert first, Alert second)
    {
        var ids = first.Raised.Evidence.Select(e => e.Report).ToHashSet();
        ids.SymmetricExceptWith(second.Raised.Evidence.Select(e => e.Report));
        var standing = first.Standing.Keys.ToHashSet();
        standing.SymmetricExceptWith(second.Standing.Keys);
        ids.UnionWith(standing);
        return ids.Count > 0 ? ids : [first.Reached.Because, second.Reached.Because];
    }
}
