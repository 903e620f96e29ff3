using System.Collections;
using Alerts.Domain.Values;

namespace Alerts.Domain;

/// <summary>Evidence that is stretches of rows which share no report; read only where it is asked for, because most of it stands in an alert already.</summary>
internal sealed class Stretches(Stretch[] parts) : IReadOnlyList<Report>
{
    private List<Report>? all;

    public Stretch[] Parts => parts;

    public int Count { get; } = parts.Length == 1 ? parts[0].Count : parts.Sum(p => p.Count);

    public Report this[int index] => All[index];

    public IEnumerator<Report> GetEnumerator() => All.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private List<Report> All => all ??= parts.Length == 1 ? [.. parts[0].All] : [.. parts.SelectMany(p => p.All).Order(History.ByDate)];
}

/// <summary>
/// What stands already of a pattern's rows of reports, and in which alert: one more report at the end of a row then joins it without the whole
/// window being read again. A short cut and no state: a household read from its journal begins without, and decides the same.
/// </summary>
internal sealed class StandingRows
{
    private readonly Dictionary<string, Held> rows = [];
    private readonly List<(string Row, Period Days, Severity Severity)> latest = [];   // what was found on the last day looked at
    private DateOnly? lookedAt;
    private Pattern? pattern;
    private int rewritten, written;

    // All reports of the row on these days stand in this alert and in no other, at least as grave. On the last of the days there may be more by now.
    private sealed record Held(Period Days, Severity Severity, Alert Alert, DateOnly LookedAt, Held? DayBefore);

    /// <summary>
    /// The same, where it is the same pattern with the same settings, and all that changed since in its book is one more report at the end; else nothing is known.
    /// </summary>
    public StandingRows For(Pattern asking, AppointmentBook book)
    {
        if (!ReferenceEquals(pattern, asking) || rewritten != book.Rewritten || written + 1 != book.Written)
            Forget();
        (pattern, rewritten, written) = (asking, book.Rewritten, book.Written);
        return this;
    }

    public void Forget()
    {
        rows.Clear();
        lookedAt = null;
    }

    /// <summary>
    /// True when all that was found on that day before is found still, and as grave. What had stood on an earlier day stands whatever is reported of a later one.
    /// </summary>
    public bool AreStillFound(DateOnly day, IReadOnlyList<Finding> found)
    {
        if (lookedAt != day)
            return false;
        foreach (var (row, days, severity) in latest)
            if (!IsFound(row, days, severity, found))
                return false;
        return true;
    }

    private bool IsFound(string row, Period days, Severity severity, IReadOnlyList<Finding> found)
    {
        if (rows.TryGetValue(row, out var held) && held.DayBefore is { } before && before.Days.From <= days.From && before.Days.To >= days.To && before.Severity.AtLeast(severity))
            return true;
        foreach (var finding in found)
            if (finding.Severity.AtLeast(severity) && finding.Evidence is Stretches { Parts: var parts })
                foreach (var part in parts)
                    if (part.Row == row && part.Days.From <= days.From && part.Days.To >= days.To)
                        return true;
        return false;
    }

    /// <summary>
    /// What was found, each with the alert that it stands in but for its newest reports, and only those; null where it must be read as a whole.
    /// </summary>
    public List<(Gathered Newest, Alert In)>? Continued(IReadOnlyList<Finding> found)
    {
        if (found.Count == 0 || rows.Count == 0)
            return null;
        var continued = new List<(Gathered Newest, Alert In)>(found.Count);
        foreach (var finding in found)
        {
            if (Newest(finding) is not var (newest, alert))
                return null;
            var same = continued.FindIndex(c => c.Newest.Finding.Child == finding.Child);
            if (same < 0)
                continued.Add((newest, alert));
            else if (continued[same].In == alert && newest.Evidence.Keys.Any(continued[same].Newest.Evidence.ContainsKey))
                continued[same] = (newest.With(continued[same].Newest), alert);
            else
                return null;   // whether they are one is for their older reports to say
        }
        return continued;
    }

    private (Gathered Newest, Alert In)? Newest(Finding finding)
    {
        if (finding.Evidence is not Stretches { Parts: var parts })
            return null;
        Alert? alert = null;
        var newest = new Dictionary<ReportId, Severity>();
        foreach (var part in parts)
        {
            if (!rows.TryGetValue(part.Row, out var held) || held.Days.From > part.Days.From || held.Days.To > part.Days.To || finding.Severity.Above(held.Severity) || (alert ??= held.Alert) != held.Alert)
                return null;
            foreach (var report in part.Since(held.Days.To))
                newest[report.Id] = finding.Severity;
        }
        // Where nothing of it stands there, because all was well for long, it is another episode: whoever is told must be told anew.
        return newest.Count == finding.Evidence.Count && !newest.Keys.Any(alert!.EverRestedOn) ? null : (new(finding, newest), alert!);
    }

    /// <summary>All that was found on that day stands now, each in this one alert; none where it was passed over.</summary>
    /// <param name="alertOf">Null where each stands where its rows stood already.</param>
    public void Remember(DateOnly day, IReadOnlyList<Finding> found, Func<Finding, Alert?>? alertOf)
    {
        lookedAt = day;
        latest.Clear();
        foreach (var finding in found)
            if (finding.Evidence is Stretches { Parts: var parts } && (alertOf is null ? rows[parts[0].Row].Alert : alertOf(finding)) is { } alert)
                foreach (var part in parts)
                {
                    var before = rows.GetValueOrDefault(part.Row);
                    rows[part.Row] = new(part.Days, finding.Severity, alert, day, before?.LookedAt < day ? before with { DayBefore = null } : before?.DayBefore);
                    latest.Add((part.Row, part.Days, finding.Severity));
                }
            else
                lookedAt = null;
    }
}
