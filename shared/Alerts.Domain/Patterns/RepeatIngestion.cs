using Alerts.Domain.Values;

namespace Alerts.Domain;

/// <summary>
/// Notices a second ingestion in one household within twelve months: any child, any substance, whichever agency saw it.
/// In the review of Child B a blood thinner and then an air freshener were each seen alone (S1 2.7, 2.9, 4.1.8).
/// </summary>
public sealed class RepeatIngestion() : Pattern("ING-2", 1, "Second ingestion in the same household", "S1 2.7, 2.9, 4.1.8",
    Raises.Cumulatively, reach: Incidents.TwelveMonths, [.. SwallowedSomethingHarmful.Ingestions, Domain.Kinds.UnexplainedToxicology],
    tell: ["FD", "NN", "HV|SN", "GPL", "DSL", "ASW|LP?"])
{
    /// <summary>TEXT: two incidents are described. The window of twelve months is a PROPOSAL.</summary>
    private const int Threshold = 2;

    public override bool ReadsPeople => true;

    public override IEnumerable<Finding> Find(History history, Report? around)
    {
        var incidents = Incidents.ByChild(history.Near(this, around).Where(r => !r.Says("returnVisit")), history.People).Select(x => x.Incident).ToList();
        return from window in Incidents.Crossing(incidents, Incidents.TwelveMonths, Threshold)
               let admitted = window.Any(i => i.Reports.Any(r => r.Says("admitted")))
               let adultMedicineAgain = window.Count(i => i.Reports.Any(r => r.Says("adultMedicine"))) >= Threshold
               select new Finding(null, admitted || adultMedicineAgain ? Severity.S1 : Severity.S2, [.. window.SelectMany(i => i.Reports).DistinctBy(r => r.Id)],
                   $"{window.Count} separate ingestions in this household within 12 months: {string.Join("; ", window.Select(i => i.Reports[0].Occurred))}."
                   + (admitted ? " A child was admitted." : "") + (adultMedicineAgain ? " An adult's medicine more than once." : ""));
    }
}
