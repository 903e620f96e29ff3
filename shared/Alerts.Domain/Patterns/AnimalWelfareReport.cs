using Alerts.Domain.Values;

namespace Alerts.Domain;

/// <summary>
/// Notices an animal-welfare report of the RSPCA about a household with a child: one known there, expected there, or who becomes
/// known there later (S0 point 3 L33-35: the link was little known, and there was little joint working).
/// </summary>
public sealed class AnimalWelfareReport() : Pattern("RSP-1", 1, "Animal-welfare report at an address with children", "S0 point 3 L33-35",
    Raises.AnewForEveryIncident, Domain.Kinds.Adverse, tell: ["FD", "HV|DSL", "LP|ASW"])
{
    private const int Adult = 18;

    private static readonly Grade Usual = new("severity", Severity.S3, Origin.Proposal, "a child lives or is expected there");
    private static readonly Grade Cruel = new("severityOfCruelty", Severity.S2, Origin.Proposal, "cruelty by or in front of a child");

    public override IReadOnlyList<Setting> Settings => [Usual, Cruel];

    public override IReadOnlyList<string> Context => [Domain.Kinds.Birth, Domain.Kinds.PregnancyBooked];
    public override bool ReadsPeople => true;

    public override bool Reads(Report report) => report.Agency == "rspca" && base.Reads(report);

    public override IEnumerable<Finding> Find(History history, Period around)
    {
        var expected = history.Of([Domain.Kinds.PregnancyBooked]);
        return from incident in Incidents.Of(history.Near(this, around))
               where expected.Count > 0 || history.People.Children.Any(c => c.Under(Adult, incident.Day))
               let cruelty = incident.Reports.Any(r => r.Says("cruelty") && (r.Says("byChild") || r.Says("childPresent")))
               select new Finding(null, this[cruelty ? Cruel : Usual], incident.Reports,
                   $"The RSPCA reported a concern about animals ({incident.Reports[0].Occurred}) at a home where a child lives or is expected."
                   + (cruelty ? " Cruelty by or in front of a child." : ""));
    }
}
