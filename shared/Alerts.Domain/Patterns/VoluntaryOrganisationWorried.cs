using Alerts.Domain.Values;

namespace Alerts.Domain;

/// <summary>
/// Notices every concern from a voluntary organisation. The reviews found that charities knew relevant things and that nobody
/// joined them to what others knew (S0 point 5 L41-43, Rec 6; S1 2.5, 4.1.4). Asking a charity for help, or being poor, is never a concern.
/// </summary>
public sealed class VoluntaryOrganisationWorried() : Pattern("VCS-1", 4, "A voluntary organisation is worried about a child", "S0 point 5 L41-43, Rec 6; S1 2.5, 4.1.4",
    Raises.AnewForEveryIncident, Domain.Kinds.Adverse, tell: ["FD", "LP|ASW", "HV|DSL"])
{
    public override string Clears => "The front door has decided, and the sender knows what sort of outcome there was.";

    private static readonly Number BasicNeedUnder = new("basicNeedUnder", 5, "years", Origin.TextConcept, "of age, an unmet basic need makes it graver (\"very hungry and needed nappies\", nearly two)");

    private static readonly Grade Usual = new("severity", Severity.S3, Origin.Proposal, "otherwise");
    private static readonly Grade Graver = new("severityOfNeedOrHistory", Severity.S2, Origin.Proposal, "unmet basic need of a child under five, or a child was on a child protection plan ever; need and an enquiry alone are too common");

    private static readonly string[] BasicNeeds = [Domain.Kinds.HungerReported, Domain.Kinds.PoorHygiene];

    public override IReadOnlyList<string> Context => [Domain.Kinds.CpPlanStarted, Domain.Kinds.CpPlanEnded];
    public override bool ReadsPeople => true;
    public override IReadOnlyList<Setting> Settings => [BasicNeedUnder, Usual, Graver];
    public override string Memory => "the one incident; plan history never fades";
    public override Period Touches(DateOnly context) => Period.Since(context);

    public override bool Reads(Report report) => report.Agency == "voluntary-sector" ? base.Reads(report) : report.Kind == Domain.Kinds.VoluntaryConcern;

    public override IEnumerable<Finding> Find(History history, Period around)
    {
        foreach (var incident in Incidents.Of(history.Near(this, around)))
        {
            var last = incident.Reports[^1].Occurred.Day;
            var unmet = incident.Reports.Any(r => (BasicNeeds.Contains(r.Kind) || r.Says("basicNeed")) && IsAboutAYoungChild(r, history.People));
            var planned = history.Plans.ProtectedBy(last);
            yield return new Finding(null, this[unmet || planned ? Graver : Usual], incident.Reports,
                $"A voluntary organisation reported a concern ({incident.Reports[0].Occurred})." + (unmet ? " A young child's basic needs were not met." : "")
                + (planned ? " A child of this household has been on a child protection plan." : ""));
        }
    }

    // A report that names no child may be about any child of the household.
    private bool IsAboutAYoungChild(Report report, People people)
    {
        var named = people.ChildrenIn(report);
        var children = named.Count > 0 ? named : [.. people.Children];
        return children.Count == 0 || children.Any(c => c.Under(this[BasicNeedUnder], report.Occurred.Day));
    }
}
