using Alerts.Domain.Values;

namespace Alerts.Domain;

/// <summary>
/// Notices an animal-welfare report of the RSPCA about a household with a child: one who lived there, whenever that becomes known, or who is
/// expected or born there within two years (S0 point 3 L33-35: the link was little known, and there was little joint working). It is graver for a child under two, who
/// cannot get away from an animal (published case 27; ours).
/// </summary>
public sealed class AnimalWelfareReport() : Pattern("RSP-1", 3, "Animal-welfare report at an address with children", "S0 point 3 L33-35; cases/27",
    Raises.AnewForEveryIncident, Domain.Kinds.Adverse, tell: ["FD", "HV|DSL", "LP|ASW"])
{
    public override string Clears => "The front door has decided.";

    private const int Adult = 18;

    private static readonly Number Later = new("knownLater", 24, "months", Origin.Proposal, "after the report, for a child who is born or expected only later");
    private static readonly Number Infant = new("infantUnder", 2, "years", Origin.Proposal, "of age a child cannot get away from an animal");
    private static readonly Grade Usual = new("severity", Severity.S3, Origin.Proposal, "a child lives or is expected there");
    private static readonly Grade Graver = new("severityOfCrueltyOrInfant", Severity.S2, Origin.Proposal, "cruelty by or in front of a child, or a child under two or expected");

    public override IReadOnlyList<Setting> Settings => [Later, Infant, Usual, Graver];
    public override IReadOnlyList<string> Context => [Domain.Kinds.Birth, Domain.Kinds.PregnancyBooked];
    public override bool ReadsPeople => true;
    public override string Memory => $"{Spoken.Many(this[Later], "month")} after the report, for a child who is born, expected or known there only later";

    public override bool Reads(Report report) => report.Agency == "rspca" && base.Reads(report);

    public override IEnumerable<Finding> Find(History history, Period around)
    {
        foreach (var incident in Incidents.Of(history.Near(this, around)))
        {
            var until = incident.Day.AddMonths(this[Later]);
            var expected = history.Of([Domain.Kinds.PregnancyBooked]).Any(p => p.Occurred.Day >= incident.Day.AddMonths(-9) && p.Occurred.Day <= until);
            var children = history.People.Children.Where(c => c.Under(Adult, incident.Day) && (c.Born is not { } born || born <= until)).ToList();
            if (!expected && children.Count == 0)
                continue;
            var cruelty = incident.Reports.Any(r => r.Says("cruelty") && (r.Says("byChild") || r.Says("childPresent")));
            var infant = expected || children.Any(c => c.Under(this[Infant], incident.Day));
            yield return new Finding(null, this[cruelty || infant ? Graver : Usual], incident.Reports,
                $"The RSPCA reported a concern about animals ({incident.Reports[0].Occurred}) at a home where a child lives or is expected."
                + (cruelty ? " Cruelty by or in front of a child." : "") + (infant ? $" A child there is under {this[Infant]}, or expected." : ""));
        }
    }
}
