using Alerts.Domain.Values;

namespace Alerts.Domain;

/// <summary>
/// Notices a child who was taken from an emergency department before being seen, or out of hospital against advice: once where a child was on a child
/// protection plan, otherwise twice in twelve months (S1 timeline, 2022: parents self-discharged, then a visit to the GP). Waits are long: a child
/// whom a GP saw within two days was not kept from care, and does not count. An open alert (catalogue) is not read: it is what people were told and have not
/// answered, so that what is found would hang on the order of arrival, on answers and on every other pattern's settings.
/// </summary>
public sealed class TakenFromEmergencyDepartment() : Pattern("EDX-1", 3, "Child taken from ED before being seen, or discharged by carer", "S1 timeline",
    Raises.Cumulatively, [Domain.Kinds.LeftBeforeSeen, Domain.Kinds.DischargedByCarer, Domain.Kinds.Disengagement], tell: ["NN", "HV|SN"])
{
    public override string Clears => "A GP has seen the child within two days, or somebody has since.";

    private static readonly Number Times = new("incidents", 2, "incidents", Origin.TextConcept, "where no child was on a child protection plan; one is enough with it");
    private static readonly Number Window = new("window", Incidents.TwelveMonths, "days", Origin.Proposal, "within which they count together");
    private static readonly Number GpWithin = new("gpWithin", 2, "days", Origin.TextConcept, "after it, within which a GP who saw the child un-makes it");
    private static readonly Grade Usual = new("severity", Severity.S3, Origin.Proposal, "otherwise: a matter for the named nurse (the catalogue says S2 for both)");
    private static readonly Grade WithHistory = new("severityWithHistory", Severity.S2, Origin.Proposal, "a child of the household was on a child protection plan, and the child was taken out against advice or more than once");

    /// <summary>What a GP may send about a visit of the child.</summary>
    private static readonly IReadOnlyList<string> GpContacts = [Domain.Kinds.RoutineContact, Domain.Kinds.AppointmentBrought, Domain.Kinds.InjuryObserved];

    public override IReadOnlyList<string> Context { get; } = [.. PlanHistory.Kinds, .. GpContacts];
    public override bool ReadsPeople => true;
    public override IReadOnlyList<Setting> Settings => [Times, Window, GpWithin, Usual, WithHistory];
    public override int Reach => this[Window];
    public override string Memory => $"{Spoken.Days(this[Window])}; plan history never fades";
    public override Period Touches(DateOnly context) => Period.Since(context).Wider(this[GpWithin], 0);

    public override bool Heeds(Report report) => base.Heeds(report) && (report.Agency == "gp" || !GpContacts.Contains(report.Kind));

    public override bool Reads(Report report) => base.Reads(report) && (report.Kind != Domain.Kinds.Disengagement || report.Agency == "ed");

    public override IEnumerable<Finding> Find(History history, Period around)
    {
        var left = Incidents.ByChild(history.Near(this, around), history.People).Where(x => !WasSeenByGp(x.Child, x.Incident, history))
            .SelectMany(x => x.Incident.Reports).DistinctBy(r => r.Id).Order(History.ByDate);
        return from window in Incidents.Crossing(Incidents.Of(left), this[Window], 1, around)
               let planned = history.Plans.ProtectedBy(window[^1].LastDay)
               let grave = planned && (window.Count >= this[Times] || window.Any(i => i.Reports.Any(r => r.Kind != Domain.Kinds.LeftBeforeSeen)))
               where planned || window.Count >= this[Times]
               select new Finding(null, this[grave ? WithHistory : Usual], [.. window.SelectMany(i => i.Reports)],
                   $"A child was taken from an emergency department before being seen, or out of hospital against advice{(window.Count > 1 ? $", {window.Count} times within {Spoken.Days(this[Window])}" : "")} "
                   + $"({string.Join("; ", window.Select(i => i.Reports[0].Occurred))})." + (planned ? " A child of this household has been on a plan before." : "") + " Ask whether the child has been seen since, and what made them leave.",
                   planned ? ["NN", "HV|SN", "FD"] : null);
    }

    private bool WasSeenByGp(Person? child, Incident incident, History history) =>
        history.Between(GpContacts, incident.Day, Period.On(incident.LastDay).Wider(0, this[GpWithin]).To)
            .Any(r => r.Agency == "gp" && (r.Kind == Domain.Kinds.RoutineContact || Domain.Kinds.ChildWasSeen(r)) && IsAbout(child, r, history.People));

    // A GP sees parents too: the contact must be the child's own.
    private static bool IsAbout(Person? child, Report contact, People people) =>
        people.ChildrenIn(contact) is { Count: > 0 } seen ? child is null || seen.Any(c => c.Key == child.Key) : Domain.Kinds.ChildWasSeen(contact);
}
