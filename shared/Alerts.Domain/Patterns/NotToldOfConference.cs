using Alerts.Domain.Values;

namespace Alerts.Domain;

/// <summary>
/// Notices that agencies which work with a household have not confirmed that they were told of a conference, a core group or a plan. The audit
/// found that people need sufficient notice (S2 KF4 L71). An urgent conference allows none. It names agencies, never people.
/// </summary>
public sealed class NotToldOfConference() : AbsencePattern("CP-7", 2, "People not told of a conference, core group or plan", "S2 KF4 L71",
    Raises.AnewForEveryIncident, [Domain.Kinds.ConferenceScheduled, Domain.Kinds.CpPlanStarted], tell: ["CPA", "ASW"])
{
    public override string Clears => "The agencies have confirmed that they were told.";

    private static readonly Number Ahead = new("ahead", 5, "working days", Origin.Proposal, "notice before a conference or core group (\"sufficient notice\")");
    private static readonly Number Shared = new("shared", 5, "working days", Origin.Proposal, "after a plan started, to share it");
    private static readonly Grade Usual = new("severity", Severity.S3, Origin.Proposal, "always");

    /// <summary>Nobody fixes a conference further ahead; it bounds how far apart what belongs together can lie.</summary>
    private const int FurthestAhead = 366;

    public override IReadOnlyList<string> Context => Notices.Contacts;
    public override bool FirstRelease => false;
    public override bool ReadsPeople => true;
    public override IReadOnlyList<Setting> Settings => [Ahead, Shared, Usual];
    public override string Memory => "agencies that sent a routine contact, an appointment, attendance, a level, a review or a notice in the 12 months before";
    public override Period Touches(Report own) => Period.Always;

    // A notice answers what was fixed before it; a contact makes an agency one to be told for a year.
    public override Period Touches(string kind, DateOnly context) =>
        Period.On(context).Wider(kind == Domain.Kinds.NoticeReceived ? FurthestAhead : -1, Incidents.TwelveMonths + FurthestAhead);

    public override IEnumerable<Expected> Missing(History history, Period around)
    {
        if (history.Own(this, around).Count == 0)
            yield break;
        var fixedDays = history.Of([Domain.Kinds.ConferenceScheduled]).Where(r => r.Day("on") <= r.Occurred.Day.AddDays(FurthestAhead)).ToList();
        foreach (var conference in Conferences.Standing(fixedDays, history.People).GroupBy(r => (On: r.Day("on")!.Value, CoreGroup: Conferences.IsCoreGroup(r))))
        {
            var (on, due, first) = (conference.Key.On, WorkingDays.Before(conference.Key.On, this[Ahead]), conference.First().Occurred.Day);
            if (Asked(history, around, [.. conference], ["conference", Conferences.CoreGroup], on, due > first ? due : first,
                    $"the {(conference.Key.CoreGroup ? "core group" : "conference")} of {on:d MMMM yyyy}") is { } missing)
                yield return missing;
        }
        foreach (var plan in Incidents.Of(history.Of([Domain.Kinds.CpPlanStarted])).Where(p => p.Reports.Any(r => around.Holds(r.Occurred.Day))))
            if (Asked(history, around, plan.Reports, ["plan"], plan.Day, WorkingDays.After(plan.Day, this[Shared]), $"the child protection plan that started {plan.Reports[0].Occurred}") is { } missing)
                yield return missing;
    }

    private Expected? Asked(History history, Period around, IReadOnlyList<Report> told, IReadOnlyList<string> of, DateOnly on, DateOnly last, string what) =>
        !told.Any(r => around.Holds(r.Occurred.Day)) || Notices.Missing(history, this, told, of, on, last) is not { Count: > 0 } agencies ? null
        : new(last.AddDays(1), new(null, this[Usual], told,
            $"No confirmation by {last:d MMMM yyyy} that these agencies were told of {what}: {Notices.Spoken(agencies)}. Make sure that they know, and that they can take part."));
}
