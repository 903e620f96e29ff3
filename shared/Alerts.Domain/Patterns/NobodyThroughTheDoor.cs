using Alerts.Domain.Values;

namespace Alerts.Domain;

/// <summary>
/// Notices two occasions within eight weeks on which nobody got through the door, whichever agencies came. In the reviews visits were
/// cancelled or ended on the doorstep, each agency holding its own (S0 L20; S3 s5 L71; S4 Q1 L23). A visit that the service did not make,
/// illness, a move and a wrong address are no concern, and a visit that saw the child and the home lets the count begin anew.
/// </summary>
public sealed class NobodyThroughTheDoor() : Pattern("VISIT-1", 2, "Nobody is getting through the door", "S0 L20; S3 s5 L71; S4 Q1 L23",
    Raises.Cumulatively, Domain.Kinds.ClosedDoors, tell: ["LP|ASW", "HV|SN"])
{
    public override string Clears => "A visit has been completed that saw the child and the home.";

    private static readonly Number Separate = new("incidents", 2, "incidents", Origin.TextConcept, "separate incidents, on days that are not adjacent");
    private static readonly Number Window = new("window", 56, "days", Origin.Proposal, "within which they count together");
    private static readonly Number InfantUnder = new("infantUnder", 2, "years", Origin.Proposal, "of age a child cannot tell anybody; an unknown age counts as under it");
    private static readonly Grade Usual = new("severity", Severity.S3, Origin.Proposal, "otherwise");
    private static readonly Grade Graver = new("severityOfPlanOrInfant", Severity.S2, Origin.Proposal, "a child protection plan is open or a child is under two, and two agencies were kept out, one of them refused");

    // Neither a child's age nor a plan makes it graver alone: 2 % of new-birth visits and many visits under a plan are not done in ordinary families.

    /// <summary>Why a visit missed is no closed door: the words of the attribute `because`.</summary>
    private static readonly string[] NotTheDoor = ["moved-home", "wrong-address", "illness"];

    private static readonly IReadOnlyList<string> Visits = [Domain.Kinds.HomeVisitNoConcern];

    public override IReadOnlyList<string> Context => [.. Visits, .. PlanHistory.KindsWithEnds];
    public override bool ReadsPeople => true;
    public override bool OnlyLooksBack => true;
    public override IReadOnlyList<Setting> Settings => [Separate, Window, InfantUnder, Usual, Graver];
    public override int Reach => this[Window];
    public override string Memory => $"{Spoken.Days(this[Window])}, and a child protection plan that is open";

    // A visit parts what comes after it from what came before; a plan matters while it is open.
    public override Period Touches(DateOnly context) => Period.Since(context);

    public override bool OnlyGrowsBy(Report came, History history) => history.IsLastOwn(this, came);

    public override IEnumerable<Finding> Find(History history, Period around)
    {
        foreach (var stretch in Stretches(Incidents.Of(history.Near(this, around).Where(IsClosedDoor)), history))
            foreach (var window in Incidents.Crossing(stretch, this[Window], this[Separate], around))
                yield return Found(window, [.. window.SelectMany(i => i.Reports)], history);
    }

    private Finding Found(IReadOnlyList<Incident> window, List<Report> reports, History history)
    {
        var day = window[^1].Day;
        bool IsPlanned() => history.Plans.OpenOn(day, earlyHelp: false).Any(e => e.Plan == Plan.ChildProtection);
        bool IsInfant() => history.People.Children.Any(c => c.Under(this[InfantUnder], day) && !(c.Born > day));
        var many = reports.Exists(r => r.Kind == Domain.Kinds.RefusedEntry) && reports.Exists(r => r.Agency != reports[0].Agency);
        return new(null, this[many && (IsPlanned() || IsInfant()) ? Graver : Usual], reports, () =>
            $"Nobody got through the door on {window.Count} occasions within {Spoken.Days(this[Window])} ({string.Join("; ", window.Select(i => i.Reports[0].Occurred))}), "
            + $"as told by {string.Join(", ", reports.Select(r => r.Agency.Replace('-', ' ')).Distinct())}."
            + (IsPlanned() ? " A child protection plan is open." : "") + (IsInfant() ? $" A child may be under {this[InfantUnder]}." : "")
            + " Ask who has seen the children, and agree who will.");
    }

    private static bool IsClosedDoor(Report report) =>
        !report.Says("resolved") && !(report.Kind == Domain.Kinds.MissedVisit && (report.Text("by") == "service" || NotTheDoor.Contains(report.Text("because"))));

    // Where somebody saw the child and the home in between, what came before does not count with what comes after.
    private static IEnumerable<IReadOnlyList<Incident>> Stretches(IReadOnlyList<Incident> incidents, History history)
    {
        var stretch = new List<Incident>();
        foreach (var incident in incidents)
        {
            if (stretch.Count > 0 && history.Has(Visits, new(stretch[^1].LastDay, incident.Day), v => v.Says("childSeen") && v.Says("homeSeen")))
            {
                yield return stretch;
                stretch = [];
            }
            stretch.Add(incident);
        }
        if (stretch.Count > 0)
            yield return stretch;
    }
}
