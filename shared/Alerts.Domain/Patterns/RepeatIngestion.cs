using Alerts.Domain.Values;

namespace Alerts.Domain;

/// <summary>
/// Notices a second ingestion in one household within twelve months: any child, any substance, whichever agency saw it.
/// In the review of Child B a blood thinner and then an air freshener were each seen alone (S1 2.7, 2.9, 4.1.8).
/// A return visit, a planned re-test and a result of toxicology that was explained are no second one.
/// </summary>
public sealed class RepeatIngestion() : Pattern("ING-2", 3, "Second ingestion in the same household", "S1 2.7, 2.9, 4.1.8",
    Raises.Cumulatively, [.. Domain.Kinds.Ingestions, Domain.Kinds.UnexplainedToxicology],
    tell: ["FD", "NN", "HV|SN", "GPL", "DSL", "ASW|LP?"])
{
    public override string Clears => "The front door has decided, with a reason, after reading the history of the household.";

    private static readonly Number Separate = new("incidents", 2, "incidents", Origin.Text, "separate incidents; a return visit for the same one does not count");
    private static readonly Number Window = new("window", Incidents.TwelveMonths, "days", Origin.Proposal, "within which they count together");
    private static readonly Grade Usual = new("severity", Severity.S2, Origin.Proposal, "otherwise");
    private static readonly Grade Grave = new("severityIfAdmitted", Severity.S1, Origin.Proposal, "a child was admitted, or an adult's medicine more than once");

    public override bool ReadsPeople => true;
    public override IReadOnlyList<Setting> Settings => [Separate, Window, Usual, Grave];
    public override int Reach => this[Window];

    public override IEnumerable<Finding> Find(History history, Period around)
    {
        var near = history.Near(this, around).Where(r => !r.Says("returnVisit") && !r.Says("planned")).ToLookup(r => r.Kind == Domain.Kinds.UnexplainedToxicology);
        var incidents = Incidents.ByChild(near[false].Concat(UnexplainedSubstance.In(near[true], history.People)).Order(History.ByDate), history.People).Select(x => x.Incident).ToList();
        return from window in Incidents.Crossing(incidents, this[Window], this[Separate], around)
               let admitted = window.Any(i => i.Reports.Any(r => r.Says("admitted")))
               let adultMedicineAgain = window.Count(i => i.Reports.Any(r => r.Says("adultMedicine"))) >= this[Separate]
               select new Finding(null, this[admitted || adultMedicineAgain ? Grave : Usual], [.. window.SelectMany(i => i.Reports).DistinctBy(r => r.Id)],
                   $"{window.Count} separate ingestions in this household within {Spoken.Days(this[Window])}: {string.Join("; ", window.Select(i => i.Reports[0].Occurred))}."
                   + (admitted ? " A child was admitted." : "") + (adultMedicineAgain ? " An adult's medicine more than once." : ""));
    }
}
