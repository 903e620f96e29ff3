using Alerts.Domain.Values;

namespace Alerts.Domain;

/// <summary>
/// Notices that toxicology found a substance in a child which nobody has explained, so that every other child in the home is checked. In
/// the review of Child B one child's result came first, and later tests found the drugs in his siblings too (S1 1.1, end of the timeline).
/// It says that nothing is confirmed: a contaminant, or a treatment that was given, is explained by the treating team and stays quiet.
/// </summary>
public sealed class UnexplainedSubstance() : Pattern("ING-4", 2, "Unexplained substance found in a child: check every child in the home", "S1 1.1, timeline",
    Raises.AnewForEveryIncident, [Domain.Kinds.UnexplainedToxicology], tell: ["FD", "ND", "POL", "ASW|LP"])
{
    public override string Clears => "A consultant paediatrician has recorded an explanation, or a strategy discussion has been held.";

    private static readonly Grade Usual = new("severity", Severity.S1, Origin.TextConcept, "always");

    public override bool ReadsPeople => true;
    public override IReadOnlyList<Setting> Settings => [Usual];

    public override IEnumerable<Finding> Find(History history, Period around)
    {
        return from incident in Incidents.Of(In(history.Near(this, around), history.People))
               select new Finding(null, this[Usual], incident.Reports,
                   $"Toxicology found a substance in a child that nobody has explained ({incident.Reports[0].Occurred}). It is not confirmed: it may be a contaminant or a treatment that was given. "
                   + "Check every other child in the home now.");
    }

    /// <summary>Which of these results of toxicology, earliest first, nobody has explained. What is explained for one child explains nothing for another.</summary>
    internal static IEnumerable<Report> In(IEnumerable<Report> results, People people) =>
        Incidents.ByChild(results, people).Where(x => !x.Incident.Reports.Any(r => r.Says("explained"))).SelectMany(x => x.Incident.Reports).DistinctBy(r => r.Id).Order(History.ByDate);
}
