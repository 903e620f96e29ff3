using Alerts.Domain.Values;

namespace Alerts.Domain;

/// <summary>
/// Notices new information that was closed because the household was open already, without a fresh reason by the next working day. In the review of Child B a second
/// referral was added to the first and set off no new look at what was known (S1 4.1.4, LP1, 2.9). The same report sent twice is not new information.
/// The service manager is told with the others, not in a weekly list: one alert has one clock, and what is found here is meant to be rare.
/// </summary>
public sealed class ClosedAsAlreadyOpen() : AbsencePattern("HIST-2", 2, "New information closed as \"already open\"", "S1 4.1.4, LP1, 2.9",
    Raises.AnewForEveryIncident, [Domain.Kinds.ReferralClosed, Domain.Kinds.ReferralToEarlyHelp], tell: ["FD", "LP|ASW", "SM"])
{
    public override string Clears => "A fresh reason is recorded.";

    private static readonly Number Window = new("window", 7, "days", Origin.Proposal, "before the decision, for the information that it closed");
    private static readonly Number Within = new("workingDays", 1, "working days", Origin.External, "after the decision, for a fresh reason to be recorded", Most: 20);
    private static readonly Grade Usual = new("severity", Severity.S3, Origin.Proposal, "always");

    public override bool ReadsPeople => true;
    public override IReadOnlyList<string> Context => [.. Domain.Kinds.Adverse.Union(PlanHistory.KindsWithEarlyHelp)];
    public override IReadOnlyList<Setting> Settings => [Window, Within, Usual];

    // A decision before this one, within the window, has dealt with what came before it; one after it may give the reason.
    public override int Reach => Math.Max(this[Window], 2 * this[Within] + 10);
    public override string Memory => $"{Spoken.Days(this[Window])}, and any plan or early help that is open";
    public override Period Touches(DateOnly context) => Period.Since(context);

    public override IEnumerable<Expected> Missing(History history, Period around)
    {
        var closed = history.Near(this, around).Where(r => !HasAReason(history, r)).Select(r => (Decision: r, Information: Closed(history, r))).Where(x => x.Information is not null)
            .ToDictionary(x => x.Decision.Id, x => x.Information!);
        return from incident in Incidents.Of(history.Near(this, around).Where(r => closed.ContainsKey(r.Id)))
               let information = incident.Reports.SelectMany(r => closed[r.Id]).DistinctBy(r => r.Id).Order(History.ByDate).ToList()
               select new Expected(WorkingDays.After(incident.Day, this[Within]).AddDays(1), new(null, this[Usual], [.. information.Concat(incident.Reports).Order(History.ByDate)],
                   "New information" + (information.Count == 0 ? "" : $" ({string.Join("; ", information.Select(r => r.Occurred.ToString()).Distinct())})")
                   + $" was closed or passed on as already open ({incident.Reports[0].Occurred}) without a fresh reason. Look at it with what was known before, and record why."));
    }

    // Given with the decision, or recorded by the same agency in time.
    private bool HasAReason(History history, Report decision) =>
        history.Between(Kinds, decision.Occurred.Day, WorkingDays.After(decision.Occurred.Day, this[Within]))
            .Any(r => r.Says("rationale") && r.Agency == decision.Agency && history.People.MayShareAChild(r, decision));

    // The new information that this decision closed; null where it closed none.
    private IReadOnlyList<Report>? Closed(History history, Report decision)
    {
        var day = decision.Occurred.Day;
        var from = Period.On(day).Wider(this[Window], 0).From;
        DateOnly? opened = history.Plans.OpenOn(day).Select(e => (DateOnly?)e.From).Max();
        DateOnly? decided = history.Between(Kinds, from, day.AddDays(-1)) is [.., var earlier] ? earlier.Occurred.Day : null;
        var unsaid = !decision.Denies("alreadyOpen") && !decision.Says("alreadyOpen") && decision is { Kind: Domain.Kinds.ReferralToEarlyHelp, Agency: "childrens-social-care" };
        if (!decision.Says("alreadyOpen") && !(unsaid && opened is not null))
            return null;
        var told = history.Between(Domain.Kinds.Adverse, from, day).Where(r => r.Agency != decision.Agency).GroupBy(r => (r.Agency, r.Kind)).SelectMany(Incidents.Of).ToList();
        var fresh = told.Where(i => !CameOf(i, decided) && !(CameOf(i, opened) && (unsaid || WasSentTwice(i)))).SelectMany(i => i.Reports).ToList();
        return fresh.Count == 0 && (unsaid || told.Exists(WasSentTwice)) ? null : fresh;
    }

    // An earlier decision, or help that was opened since, is what came of it; on the same day only of what was sent twice.
    private static bool CameOf(Incident information, DateOnly? done) => done > information.Day || done == information.Day && WasSentTwice(information);

    private static bool WasSentTwice(Incident information) => information.Reports.Count > 1;
}
