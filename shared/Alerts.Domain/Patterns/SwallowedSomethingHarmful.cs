using Alerts.Domain.Values;

namespace Alerts.Domain;

/// <summary>
/// Notices that a child has swallowed something harmful, so that the health visitor or school knows what the hospital knows.
/// In the review of Child B the first ingestion was known only inside the emergency department (S1 4.1.8; also 2.7).
/// One event is no concern by itself: most families need advice on safe storage, and the alert says so.
/// </summary>
public sealed class SwallowedSomethingHarmful() : Pattern("ING-1", 1, "A child has swallowed something harmful", "S1 2.7, 4.1.8",
    Raises.AnewForEveryIncident, Domain.Kinds.Ingestions, tell: ["HV|SN", "GPL"])
{
    /// <summary>Health visitors hold children under five, schools from five (TEXT: role of the service).</summary>
    private const int SchoolAge = 5;

    /// <summary>From this age a self-harm pathway takes an overdose over (PROPOSAL).</summary>
    private const int SelfHarmPathwayAge = 10;

    public override bool ReadsPeople => true;

    public override IEnumerable<Finding> Find(History history, Period around) =>
        from x in Incidents.ByChild(history.Near(this, around).Where(r => !r.Says("returnVisit")), history.People)
        where x.Child is null || x.Child.Under(SelfHarmPathwayAge, x.Incident.Day) || !x.Incident.Reports.Any(r => r.Says("selfHarm"))
        let older = x.Child is not null && !x.Child.Under(SchoolAge, x.Incident.Day)
        select new Finding(x.Child?.Key, Severity.S3, x.Incident.Reports,
            $"A child has, or may have, swallowed something harmful ({x.Incident.Reports[0].Occurred}). Once is common and mostly needs advice on safe storage.",
            older ? ["SN", "DSL", "GPL"] : Tell);
}
