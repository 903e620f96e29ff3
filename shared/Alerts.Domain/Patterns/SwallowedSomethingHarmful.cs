using Alerts.Domain.Values;

namespace Alerts.Domain;

/// <summary>
/// Notices that a child has swallowed something harmful, so that the health visitor or school knows what the hospital knows.
/// In the review of Child B the first ingestion was known only inside the emergency department (S1 4.1.8; also 2.7).
/// Once is no concern by itself and stays in the weekly digest; it is looked at sooner where something else is known of the household.
/// </summary>
public sealed class SwallowedSomethingHarmful() : Pattern("ING-1", 4, "A child has swallowed something harmful", "S1 2.7, 4.1.8",
    Raises.AnewForEveryIncident, Domain.Kinds.Ingestions, tell: ["HV|SN", "GPL"])
{
    public override string Clears => "Advice on keeping medicines and other harmful things safe has been given and recorded, or the reason why not.";

    private static readonly Number Concern = new("otherConcern", 2 * Incidents.TwelveMonths, "days", Origin.External, "before it, within which any other concern is something known (base rate of both together about 0.07 % of under-fives a year)");
    private static readonly Number Earlier = new("earlierIngestion", Incidents.TwelveMonths, "days", Origin.Proposal, "before it, within which another ingestion is something known");
    internal static readonly Number SelfHarmFrom = new("selfHarmFrom", 10, "years", Origin.Proposal, "of age, from which a self-harm pathway takes an overdose over");
    private static readonly Grade Alone = new("severity", Severity.S4, Origin.External, "nothing else is known (ordinary: about 7 in 1,000 under-fives a year)");
    private static readonly Grade WithHistory = new("severityWithHistory", Severity.S3, Origin.Proposal, "plan history, a removal, another concern or another ingestion");

    // One list, so that it is found by reference.
    private static readonly IReadOnlyList<string> Others =
        [.. Domain.Kinds.Adverse.Except(Domain.Kinds.Ingestions).Union(Domain.Kinds.Removals).Union(PlanHistory.Kinds)];

    public override IReadOnlyList<string> Context => Others;
    public override bool ReadsPeople => true;
    public override IReadOnlyList<Setting> Settings => [Concern, Earlier, SelfHarmFrom, Alone, WithHistory];
    public override int Reach => this[Earlier];
    public override string Memory => $"{Spoken.Days(this[Concern])}; plan history and removals never fade";
    public override Period Touches(DateOnly context) => Period.Since(context);

    public override IEnumerable<Finding> Find(History history, Period around)
    {
        var all = Incidents.ByChild(history.Near(this, around).Where(r => !r.Says("returnVisit")), history.People).ToList();
        foreach (var (child, incident) in all.Where(x => IsNoSelfHarm(x.Child, x.Incident, this[SelfHarmFrom]) && x.Incident.LastDay >= around.From))
        {
            var known = all.Exists(o => IsEarlier(o, (child, incident)) && o.Incident.Day >= Period.On(incident.Day).Wider(this[Earlier], 0).From) || IsKnown(history, incident);
            yield return new Finding(child?.Key, this[known ? WithHistory : Alone], incident.Reports,
                $"A child has, or may have, swallowed something harmful ({incident.Reports[0].Occurred}). Once is common and mostly needs advice on safe storage."
                + (known ? " Something else is known of this household: read its history." : ""),
                child?.Under(Appointments.SchoolAge, incident.Day) == false ? ["SN", "DSL", "GPL"] : null);
        }
    }

    /// <summary>False for an overdose at an age at which a self-harm pathway takes it over.</summary>
    internal static bool IsNoSelfHarm(Person? child, Incident incident, int from) =>
        child is null || child.Under(from, incident.Day) || !incident.Reports.Any(r => r.Says("selfHarm"));

    // A report that names no child, of the same or the next day, may be about the same one.
    private static bool IsEarlier((Person? Child, Incident Incident) one, (Person? Child, Incident Incident) than) =>
        one.Incident != than.Incident && (one.Child is null || than.Child is null ? one.Incident.LastDay.AddDays(1) < than.Incident.Day : one.Incident.Day <= than.Incident.Day);

    private bool IsKnown(History history, Incident incident) =>
        history.Plans.AnyBy(incident.LastDay)
        || history.Has(Domain.Kinds.Removals, new(DateOnly.MinValue, incident.LastDay))
        || history.Has(Domain.Kinds.Adverse, new(Period.On(incident.Day).Wider(this[Concern], 0).From, incident.LastDay), r => !Domain.Kinds.Ingestions.Contains(r.Kind));
}
