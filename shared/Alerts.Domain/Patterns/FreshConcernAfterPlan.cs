using Alerts.Domain.Values;

namespace Alerts.Domain;

/// <summary>
/// Notices a fresh concern, not a minor one, soon after a plan or early help closed. In all three families of S0 every plan had ceased (L16);
/// Child B was closed to early help (S1 1.2, 2.11-2.12, 4.1.15). A section 47 enquiry without a plan is no step down, and where
/// another plan is open for the child people are looking already.
/// </summary>
public sealed class FreshConcernAfterPlan() : Pattern("CP-6", 2, "Fresh concern soon after a plan or early help closed", "S0 L16; S1 1.2, 2.11-2.12, 4.1.15",
    Raises.Cumulatively, [.. Domain.Kinds.All.Where(k => k.Stance == Stance.Adverse && k.Weight != Weight.Low).Select(k => k.Name)], tell: ["FD", "TM", "HV|DSL"])
{
    public override string Clears => "The front door has decided after reading the history.";

    private static readonly Number Months = new("months", 18, "calendar months", Origin.Proposal, "after a child protection or child-in-need plan ended; one concern is enough");
    private static readonly Number EarlyHelpMonths = new("earlyHelpMonths", 12, "calendar months", Origin.Proposal, "after early help closed");
    private static readonly Number EarlyHelpIncidents = new("earlyHelpIncidents", 2, "incidents", Origin.Proposal, "separate concerns after early help closed");
    private static readonly Grade Usual = new("severity", Severity.S3, Origin.Proposal, "otherwise");
    private static readonly Grade Graver = new("severityOfProtection", Severity.S2, Origin.Proposal, "after a child protection plan, where something was seen on a child (a mark alone is not enough) or in the home; or a clinician's suspicion after a child-in-need plan (a child's own words are referred by themselves, and HIST-4 says where they are closed)");

    public override IReadOnlyList<string> Context => PlanHistory.KindsWithEarlyHelp;
    public override bool ReadsPeople => true;
    public override IReadOnlyList<Setting> Settings => [Months, EarlyHelpMonths, EarlyHelpIncidents, Usual, Graver];
    public override int Reach => 31 * this[EarlyHelpMonths];
    public override string Memory => $"{this[Months]} months after a plan, {this[EarlyHelpMonths]} after early help";
    public override Period Touches(DateOnly context) => Period.Since(context);

    public override bool OnlyGrowsBy(Report came, History history) => history.IsLastOwn(this, came);

    public override IEnumerable<Finding> Find(History history, Period around)
    {
        var closed = history.Plans.All.Where(IsStepDown).ToList();
        if (closed.Count == 0)
            yield break;
        var incidents = Incidents.Of(history.Near(this, around).Where(r => !SomebodyIsLooking(r, history)));
        var near = around.Wider(1, 1);   // a report that goes may leave two incidents where there was one
        foreach (var incident in incidents.Where(i => i.Day <= near.To && i.Reports[^1].Occurred.Day >= near.From))
            if (closed.Where(e => e.Plan != Plan.EarlyHelp && IsSoonAfter(e, incident.Day, this[Months])).ToList() is { Count: > 0 } plans)
            {
                var grave = plans.Exists(e => e.Plan == Plan.ChildProtection) && incident.Reports.Any(r => r.Kind != Domain.Kinds.InjuryObserved && Domain.Kinds.DirectSigns.Contains(r.Kind)) || incident.Reports.Any(r => r.Kind == Domain.Kinds.SuspectedNonAccidentalInjury);
                yield return Found(plans, [incident], grave ? Graver : Usual);
            }
        foreach (var episode in closed.Where(e => e.Plan == Plan.EarlyHelp && e.To < near.To && e.To.Value.AddMonths(this[EarlyHelpMonths]) >= near.From))
            if (incidents.Where(i => IsSoonAfter(episode, i.Day, this[EarlyHelpMonths])).ToList() is var after && after.Count >= this[EarlyHelpIncidents])
                yield return Found([episode], after, Usual);
    }

    private Finding Found(IReadOnlyList<PlanEpisode> closed, IReadOnlyList<Incident> concerns, Grade grade)
    {
        var last = closed.MaxBy(e => e.To)!;
        return new(null, this[grade],
            [.. closed.SelectMany(e => e.Reports).Where(r => r.Occurred.Day <= concerns[^1].Day).Concat(concerns.SelectMany(c => c.Reports)).DistinctBy(r => r.Id).Order(History.ByDate)], () =>
            $"{(concerns.Count == 1 ? "A fresh concern" : $"{concerns.Count} fresh concerns")} ({string.Join("; ", concerns.Select(c => c.Reports[0].Occurred))}) in a household where "
            + $"{Named(last.Plan)} ended {last.Reports[^1].Occurred}. Ask whether what was achieved then still holds, for every child.");
    }

    private static string Named(Plan plan) => plan switch { Plan.ChildProtection => "a child protection plan", Plan.ChildInNeed => "a child-in-need plan", _ => "early help" };

    // A child-in-need plan that a protection plan takes over has been stepped up; a plan opened in error was none.
    private static bool IsStepDown(PlanEpisode episode) => episode.Plan != Plan.SectionFortySeven && episode.To is not null
        && episode.Reports[^1].Kind != Domain.Kinds.CpPlanStarted && !episode.Reports.Any(r => r.Text("because") == "opened-in-error");

    private static bool IsSoonAfter(PlanEpisode episode, DateOnly day, int months) => episode.To is { } to && day > to && day <= to.AddMonths(months);

    private static bool SomebodyIsLooking(Report concern, History history)
    {
        var open = history.Plans.OpenOn(concern.Occurred.Day, earlyHelp: false);
        return open.Count > 0 && history.People.ChildrenIn(concern).All(child => open.Any(e => e.IsOf(child)));
    }
}
