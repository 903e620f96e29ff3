using Alerts.Domain.Values;

namespace Alerts.Domain;

/// <summary>
/// Notices that a review conference is near and the core group has not said whether the plan should go on (S0 recommendation 3, L52).
/// It does not fire for an initial conference (no plan is open, so there is no core group), for an urgent one, or for a day from which the conference was moved.
/// </summary>
public sealed class CoreGroupHasNotSaid() : AbsencePattern("CP-3", 2, "Core group has not said whether the plan should go on", "S0 Rec 3 L52",
    Raises.AnewForEveryIncident, [Domain.Kinds.ConferenceScheduled], tell: ["ASW", "CPC"])
{
    public override string Clears => "The core group's view is recorded.";

    private static readonly Number Ahead = new("ahead", 5, "working days", Origin.Proposal, "before the conference");
    private static readonly Number Fresh = new("fresh", 56, "days", Origin.Proposal, "before the conference, within which a view is about this conference and not about the one before (core groups meet every six weeks)");
    private static readonly Grade Usual = new("severity", Severity.S3, Origin.Proposal, "always");

    public override IReadOnlyList<string> Context => [Domain.Kinds.CoreGroupView, Domain.Kinds.CpPlanStarted, Domain.Kinds.CpPlanEnded];
    public override bool FirstRelease => false;
    public override bool ReadsPeople => true;
    public override IReadOnlyList<Setting> Settings => [Ahead, Fresh, Usual];
    public override string Memory => "until the conference, while the plan is open";

    // A day that is fixed anew replaces one that was fixed long before.
    public override Period Touches(Report own) => Period.Always;

    public override IEnumerable<Expected> Missing(History history, Period around)
    {
        var standing = Conferences.Standing(history.Of(Kinds), history.People).Where(r => !Conferences.IsCoreGroup(r));
        foreach (var conference in standing.SelectMany(r => history.People.ChildrenIn(r).Cast<Person?>().DefaultIfEmpty().Select(child => (Child: child, Report: r)))
                     .GroupBy(x => (x.Child?.Key, On: x.Report.Day("on")!.Value)))
        {
            var (child, on, first) = (conference.First().Child, conference.Key.On, conference.First().Report.Occurred.Day);
            var due = WorkingDays.Before(on, this[Ahead]);
            var last = due > first ? due : first;   // fixed at shorter notice: from the day on which it is known
            if (!history.Plans.Statutory.Any(e => e.Plan == Plan.ChildProtection && e.IsOf(child) && e.IsOpenOn(last)))
                continue;
            if (!history.Between([Domain.Kinds.CoreGroupView], Period.On(on).Wider(this[Fresh], 0).From, last).Any(v => history.People.MayBeAbout(v, child)))
                yield return new(last.AddDays(1), new(child?.Key, this[Usual], [.. conference.Select(x => x.Report)],
                    $"A review conference is fixed for {on:d MMMM yyyy}, and the core group has not said whether the child protection plan should go on. Ask the core group for its view before the conference."));
        }
    }
}
