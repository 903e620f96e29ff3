using Alerts.Domain.Values;

namespace Alerts.Domain;

/// <summary>Where a change among the live reports can matter to a pattern: most patterns that are asked need not look anywhere.</summary>
internal sealed class Touched(History history, Change change)
{
    private Period[] last = [];

    /// <summary>The days on which what the pattern finds can have changed; none where it need not look.</summary>
    public Period[] Days(Pattern pattern) =>
        (change.Before is not null || history.MayConcern(pattern)) && Near(pattern) is { Length: > 0 } days && !AreBesideAllOfItsOwn(days, pattern) && !OnlySettles(pattern) ? days : [];

    private bool OnlySettles(Pattern pattern) => change is { Before: null, After: { } came, People: false } && pattern is AbsencePattern absence && !pattern.Reads(came) && absence.OnlySettles(came, history);

    // Every finding holds a report of the pattern's own: a plan, or somebody who became known, changes nothing of days without one.
    private bool AreBesideAllOfItsOwn(Period[] days, Pattern pattern)
    {
        if (change is not { Before: null, After: { } came } || pattern.Reads(came))
            return false;
        foreach (var day in days)
            if (history.HasOwn(pattern, pattern.OnlyLooksBack ? day : day.Wider(1, 1)))
                return false;
        return true;
    }

    private Period[] Near(Pattern pattern)
    {
        if (change is { Before: null, After: null })
            return [];
        if (change.People && pattern.ReadsPeople)
            return [Period.Always];
        return (Near(change.Before, pattern), Near(change.After, pattern)) switch
        {
            (null, null) => [],
            (null, { } one) => Only(one),
            ({ } one, null) => Only(one),
            ({ } one, { } other) => one == other ? Only(one) : one == Period.Always || other == Period.Always ? [Period.Always] : [one, other],
        };
    }

    // Most patterns look at the same day.
    private Period[] Only(Period days) => last is [var before] && before == days ? last : last = [days];

    private static Period? Near(Report? report, Pattern pattern) =>
        report is null ? null : pattern.Reads(report) ? pattern.Touches(report) : pattern.Heeds(report) ? pattern.Touches(report.Kind, report.Occurred.Day) : null;
}
