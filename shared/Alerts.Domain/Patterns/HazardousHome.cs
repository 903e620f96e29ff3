using Alerts.Domain.Values;

namespace Alerts.Domain;

/// <summary>
/// Notices a hazardous or neglected home that two agencies saw on separate occasions within twelve months, or one where a child was in
/// immediate danger (S3 s1 L9, s5 L73; S4 Q1 L19; S0 L13). A landlord's disrepair is no concern about care, poverty is not read, and a
/// clean home seen later clears nothing.
/// </summary>
public sealed class HazardousHome() : Pattern("HOME-1", 1, "Hazardous or neglected home seen by more than one agency", "S3 s1 L9, s5 L73; S4 Q1 L19; S0 L13",
    Raises.Cumulatively, [Domain.Kinds.HomeConditionsPoor], tell: ["FD", "HSG", "LP|ASW", "HV|DSL"])
{
    public override string Clears => "A visit has been made and its assessment with the neglect tool recorded; a clean home clears nothing else.";

    private static readonly Number Agencies = new("agencies", 2, "agencies", Origin.TextConcept, "that saw it, on days that are not adjacent");
    private static readonly Number Window = new("window", Incidents.TwelveMonths, "days", Origin.Proposal, "within which they count together");
    private static readonly Grade Usual = new("severity", Severity.S2, Origin.Proposal, "always");

    public override IReadOnlyList<Setting> Settings => [Agencies, Window, Usual];
    public override int Reach => this[Window];

    public override IEnumerable<Finding> Find(History history, Period around)
    {
        var incidents = Incidents.Of(history.Near(this, around).Where(r => !r.Says("landlordDisrepair")));
        foreach (var incident in incidents.Where(i => i.Reports.Any(r => r.Says("immediateDanger"))))
            yield return Found(incident.Reports, $"A child was in immediate danger from the state of the home ({incident.Reports[0].Occurred}).");
        foreach (var window in Incidents.Crossing(incidents, this[Window], this[Agencies], around))
        {
            var reports = window.SelectMany(i => i.Reports).ToList();
            var agencies = reports.Select(r => r.Agency.Replace('-', ' ')).Distinct().ToList();
            if (agencies.Count >= this[Agencies])
                yield return Found(reports, $"{agencies.Count} agencies ({string.Join(", ", agencies)}) reported a hazardous or neglected home on {window.Count} occasions "
                    + $"within {Spoken.Days(this[Window])} ({string.Join("; ", window.Select(i => i.Reports[0].Occurred))}).");
        }
    }

    private Finding Found(IReadOnlyList<Report> reports, string what) =>
        new(null, this[Usual], reports, what + " Ask what it is like for each child to live there, and what the family needs to put it right.");
}
