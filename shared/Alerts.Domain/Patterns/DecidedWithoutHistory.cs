using Alerts.Domain.Values;

namespace Alerts.Domain;

/// <summary>
/// Notices a contact that was closed or passed on with the household's history unopened, where there is history to open. Both reviews found
/// that decisions at the front door were not informed by what was known (S0 point 4 L36-40, Rec 5; S1 4.1.4, 4.1.11, LP1, LP2; S3 s5 L75).
/// It reads only senders who say that the history was not opened; the contact itself is no history.
/// </summary>
public sealed class DecidedWithoutHistory() : Pattern("HIST-1", 1, "Contact decided with the history unopened", "S0 point 4 L36-40, Rec 5; S1 4.1.4, 4.1.11, LP1, LP2, Systems Rec 1; S3 s5 L75",
    Raises.AnewForEveryIncident, [Domain.Kinds.ReferralClosed, Domain.Kinds.ReferralToEarlyHelp], tell: ["FD"])
{
    public override string Clears => "The history has been opened, and the decision recorded.";

    private static readonly Number Fresh = new("fresh", 7, "days", Origin.Proposal, "before the decision, a concern may be the very contact that was decided", Least: 0);
    private static readonly Grade Usual = new("severity", Severity.S3, Origin.Proposal, "always");

    // Few front doors send at first whether the history was opened.
    public override bool FirstRelease => false;
    public override IReadOnlyList<string> Context => [.. Domain.Kinds.Adverse.Union(PlanHistory.KindsWithRemovals)];
    public override IReadOnlyList<Setting> Settings => [Fresh, Usual];
    public override string Memory => "plans and removals never fade; concerns as their kinds do";
    public override Period Touches(DateOnly context) => Period.Since(context);

    public override bool Reads(Report report) => base.Reads(report) && report.Denies("historyOpened");

    public override IEnumerable<Finding> Find(History history, Period around) =>
        from incident in Incidents.Of(history.Near(this, around))
        let known = WhatThereIs(history, incident.Day)
        where known is not null
        select new Finding(null, this[Usual], [.. history.Between(PlanHistory.KindsWithRemovals, DateOnly.MinValue, incident.Day), .. incident.Reports],
            $"A contact was decided ({incident.Reports[0].Occurred}) with the history of this household unopened. There is {known}. Open it, and look at the decision again.");

    private string? WhatThereIs(History history, DateOnly day) =>
        history.Between(Domain.Kinds.Removals, DateOnly.MinValue, day).Count > 0 ? "a child who was removed from a parent's care"
        : history.Plans.AnyBy(day) ? "a plan or section 47 enquiry"
        : history.Remembered(Domain.Kinds.Adverse, day).Any(r => r.Occurred.Day < Period.On(day).Wider(this[Fresh], 0).From) ? "an earlier concern"
        : null;
}
