using Alerts.Domain.Values;

namespace Alerts.Domain;

/// <summary>
/// Notices new information that was closed because the household was open already, without a fresh reason. In the review of Child B a second
/// referral was added to the first and set off no new look at what was known (S1 4.1.4, LP1, 2.9). The same report sent twice is not new information.
/// </summary>
public sealed class ClosedAsAlreadyOpen() : Pattern("HIST-2", 1, "New information closed as \"already open\"", "S1 4.1.4, LP1, 2.9",
    Raises.AnewForEveryIncident, [Domain.Kinds.ReferralClosed, Domain.Kinds.ReferralToEarlyHelp], tell: ["FD", "LP|ASW", "SM"])
{
    public override string Clears => "A fresh reason is recorded.";

    private static readonly Number Window = new("window", 7, "days", Origin.Proposal, "before the decision, for the information that it closed");
    private static readonly Grade Usual = new("severity", Severity.S3, Origin.Proposal, "always");

    public override bool ReadsPeople => true;
    public override IReadOnlyList<string> Context => [.. Domain.Kinds.Adverse.Union(PlanHistory.KindsWithEarlyHelp)];
    public override IReadOnlyList<Setting> Settings => [Window, Usual];

    // A decision before this one, within the window, has dealt with what came before it.
    public override int Reach => this[Window];
    public override string Memory => $"{Spoken.Days(this[Window])}, and any plan or early help that is open";
    public override Period Touches(DateOnly context) => Period.Since(context);

    public override IEnumerable<Finding> Find(History history, Period around)
    {
        var closed = history.Near(this, around).Where(r => !r.Says("rationale")).Select(r => (Decision: r, Information: Closed(history, r))).Where(x => x.Information is not null)
            .ToDictionary(x => x.Decision.Id, x => x.Information!);
        return from incident in Incidents.Of(history.Near(this, around).Where(r => closed.ContainsKey(r.Id)))
               let information = incident.Reports.SelectMany(r => closed[r.Id]).DistinctBy(r => r.Id).Order(History.ByDate).ToList()
               select new Finding(null, this[Usual], [.. information.Concat(incident.Reports).Order(History.ByDate)],
                   "New information" + (information.Count == 0 ? "" : $" ({string.Join("; ", information.Select(r => r.Occurred.ToString()).Distinct())})")
                   + $" was closed or passed on as already open ({incident.Reports[0].Occurred}) without a fresh reason. Look at it with what was known before, and record why.");
    }

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
