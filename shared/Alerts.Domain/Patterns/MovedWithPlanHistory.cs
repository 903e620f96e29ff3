using Alerts.Domain.Values;

namespace Alerts.Domain;

/// <summary>
/// Notices that a household with plan history has moved in, moved or come back: a move, or a new registration with a GP, a school or a landlord.
/// In the review of Child B the family came back to the area and nobody was told (S1 2.4, 4.1.3-4.1.4). A section 47 enquiry alone
/// is no history. A temporary stay is quiet, and so are a baby's registration and a start of school at the usual age; the registrations that follow
/// one move are not told again.
/// </summary>
public sealed class MovedWithPlanHistory() : Pattern("HIST-3", 3, "Household with plan history has moved in or come back", "S1 2.4, 4.1.3-4.1.4",
    Raises.AnewForEveryIncident,
    [Domain.Kinds.CrossBoundaryMove, Domain.Kinds.HouseMove, Domain.Kinds.GpRegistered, Domain.Kinds.SchoolOnRoll, Domain.Kinds.TenancyStarted],
    tell: ["FD", "HV|SN", "GPL", "DSL"])
{
    public override string Clears => "The earlier record is linked at the front door.";

    private static readonly Number SettlingIn = new("settlingIn", 56, "days", Origin.Proposal, "after a move or registration, further registrations belong to it");
    private static readonly Grade Usual = new("severity", Severity.S3, Origin.Proposal, "always");

    /// <summary>Ages at which children start or change school without a move.</summary>
    private static readonly int[] UsualStarts = [2, 3, 4, 5, 11, 12, 16];

    private static readonly string[] Moves = [Domain.Kinds.CrossBoundaryMove, Domain.Kinds.HouseMove];

    public override IReadOnlyList<string> Context => [.. PlanHistory.Kinds, .. Domain.Kinds.Removals];
    public override IReadOnlyList<Setting> Settings => [SettlingIn, Usual];
    public override int Reach => this[SettlingIn];
    public override bool ReadsPeople => true;
    public override string Memory => "plan history and removals, which never fade";
    public override Period Touches(DateOnly context) => Period.Since(context);
    public override bool Reads(Report report) => base.Reads(report) && !report.Says("temporary");

    // What belonged to a move that is taken back, or to one that came late, does so no more, or does now.
    public override Period Touches(Report own) => Period.On(own.Occurred.Day).Wider(1, this[SettlingIn] + 1);

    public override bool OnlyGrowsBy(Report came, History history) => history.IsLastOwn(this, came);

    public override IEnumerable<Finding> Find(History history, Period around) =>
        from incident in Incidents.Of(history.Near(this, around).Where(r => HasHistory(history, r.Occurred.Day) && !IsOrdinary(r, history.People)))
        where incident.Day <= around.To && incident.LastDay >= around.From
        where incident.Reports.Any(r => Moves.Contains(r.Kind)) || !IsSettlingIn(history, incident.Day)
        select new Finding(null, this[Usual], [.. HistoryOf(history, incident.Day), .. incident.Reports],
            $"A household where a child was on a plan, in need or removed before, here or elsewhere, has moved or registered anew ({incident.Reports[0].Occurred}). "
            + "Link the earlier record and ask the area that held it. If a refuge is involved, shield where they live.");

    private bool IsSettlingIn(History history, DateOnly day)
    {
        var before = Period.On(day).Wider(this[SettlingIn], -1);
        return history.Between(Kinds, before.From, before.To).Any(r => Reads(r) && HasHistory(history, r.Occurred.Day) && !IsOrdinary(r, history.People));
    }

    // Registering a baby is no move, nor is starting at the age when everybody starts.
    private static bool IsOrdinary(Report report, People people) =>
        people.ChildrenIn(report) is { Count: > 0 } children && children.All(c => c.AgeOn(report.Occurred.Day) is { } age
            && (report.Kind == Domain.Kinds.GpRegistered && age == 0 || report.Kind == Domain.Kinds.SchoolOnRoll && UsualStarts.Contains(age)));

    // What it rests on is shown beside the move.
    private static IEnumerable<Report> HistoryOf(History history, DateOnly day) =>
        history.Plans.Statutory.Where(e => e.Plan != Plan.SectionFortySeven && e.From <= day).SelectMany(e => e.Reports).Where(r => PlanHistory.Kinds.Contains(r.Kind) && r.Occurred.Day <= day)
            .Concat(history.Between(Domain.Kinds.Removals, DateOnly.MinValue, day)).DistinctBy(r => r.Id).Order(History.ByDate);

    private static bool HasHistory(History history, DateOnly day) =>
        history.Plans.PlannedBy(day) || history.Has(Domain.Kinds.Removals, new(DateOnly.MinValue, day));
}
