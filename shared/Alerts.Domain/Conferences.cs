namespace Alerts.Domain;

/// <summary>Conferences that were fixed for a day.</summary>
internal static class Conferences
{
    /// <summary>The word of the attribute `of` where a core group was fixed; anything else is a conference.</summary>
    public const string CoreGroup = "core-group";

    /// <summary>The reports that fixed a day that still stands. An urgent one allows no notice; one that was moved before its day has been replaced.</summary>
    public static IEnumerable<Report> Standing(IReadOnlyList<Report> scheduled, People people) =>
        scheduled.Where(r => r.Day("on") is not null && !r.Says("urgent") && !scheduled.Any(later => Replaces(later, r, people)));

    private static bool Replaces(Report later, Report earlier, People people) =>
        later.Day("on") is { } day && day != earlier.Day("on") && later.Occurred.Day < earlier.Day("on") && IsCoreGroup(later) == IsCoreGroup(earlier)
        && (later.Occurred.Day, later.ReportedAt, later.Id).CompareTo((earlier.Occurred.Day, earlier.ReportedAt, earlier.Id)) > 0 && people.MayShareAChild(later, earlier);

    public static bool IsCoreGroup(Report scheduled) => scheduled.Text("of") == CoreGroup;
}
