namespace Alerts.Domain;

/// <summary>Which agencies around a household confirmed that they were told of something, and which did not.</summary>
internal static class Notices
{
    /// <summary>Kinds by which an agency shows that it works with the household, besides those that a pattern reads itself.</summary>
    public static readonly IReadOnlyList<string> Contacts =
        [Kinds.NoticeReceived, Kinds.ReviewHeld, Kinds.CoreGroupView, Kinds.RoutineContact, Kinds.AppointmentBrought, Kinds.SchoolAttendanceLow, Kinds.LevelRecorded];

    /// <summary>
    /// The attached agencies without a notice by the last day. Attached: it sent a report that the pattern reads, its <see cref="Contacts"/> among them,
    /// about the household in the twelve months before. One that saw it once, as the police at an incident, is not. The
    /// agency that gave the notice needs none; the voluntary sector and the RSPCA are told by people, never by a list.
    /// </summary>
    /// <param name="told">The reports of the conference, plan or stage of which people must be told, earliest first.</param>
    /// <param name="of">The words of the attribute `of` that mean this sort of notice.</param>
    /// <param name="on">The day that a notice names where it names one.</param>
    public static IReadOnlyList<string> Missing(History history, Pattern pattern, IReadOnlyList<Report> told, IReadOnlyList<string> of, DateOnly on, DateOnly last)
    {
        var first = told[0].Occurred.Day;
        var received = history.Between([Kinds.NoticeReceived], first, last)
            .Where(n => of.Contains(n.Text("of")) && (n.Day("on") ?? on) == on && told.Any(t => history.People.MayShareAChild(n, t)))
            .Select(n => n.Agency);
        var before = Period.On(first).Wider(Incidents.TwelveMonths, -1);
        return [.. pattern.Kinds.Concat(pattern.Context).SelectMany(kind => history.Between([kind], before.From, before.To)).Select(r => r.Agency)
            .Except(RoleDirectory.NeverAttached).Except(told.Select(t => t.Agency)).Except(received).Order(StringComparer.Ordinal)];
    }

    /// <summary>The agencies in words.</summary>
    public static string Spoken(IEnumerable<string> agencies) => string.Join(", ", agencies.Select(a => a.Replace('-', ' ')));
}
