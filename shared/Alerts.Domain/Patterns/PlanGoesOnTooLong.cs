using Alerts.Domain.Values;

namespace Alerts.Domain;

/// <summary>
/// Notices a child protection plan that is still open after fifteen months, so that the network stops and thinks about a case that
/// may be stuck (S4 Q2 L39; S2 KF2). Where steps towards a court were taken the alert says so.
/// </summary>
public sealed class PlanGoesOnTooLong() : AbsencePattern("CP-5", 3, "Plan has gone on beyond the set time", "S4 Q2 L39; S2 KF2",
    Raises.AnewForEveryIncident, [Domain.Kinds.CpPlanStarted], tell: ["TSC", "CPC", "SM"])
{
    public override string Clears => "A Think Space has been considered.";

    /// <summary>A plan ends at the latest on the eighteenth birthday, whether or not somebody reports it.</summary>
    private const int Adult = 18;

    private static readonly Number Months = new("months", 15, "calendar months", Origin.TextConcept, "after the plan started (\"beyond a certain duration\")");
    private static readonly Grade Usual = new("severity", Severity.S3, Origin.Proposal, "always");

    private static readonly string[] Court = [Domain.Kinds.PreProceedingsStageChanged, Domain.Kinds.LegalStep];

    public override IReadOnlyList<string> Context => [Domain.Kinds.CpPlanEnded, .. Court];
    public override bool ReadsPeople => true;
    public override IReadOnlyList<Setting> Settings => [Months, Usual];
    public override string Memory => "as long as the plan is open";

    // A plan that began earlier takes in what was reported as a start while it was open.
    public override Period Touches(Report own) => Period.Always;

    public override IEnumerable<Expected> Missing(History history, Period around)
    {
        var ends = history.Of([Domain.Kinds.CpPlanEnded]);
        foreach (var plans in Incidents.ByChild(history.Of(Kinds), history.People).GroupBy(x => x.Child?.Key))
        {
            DateOnly? before = null;
            foreach (var (child, plan) in plans.Where(p => before is not { } open || p.Incident.Day >= open))
            {
                // The end that closed the plan before, on the day on which this one began, does not close this one.
                var end = ends.FirstOrDefault(r => r.Occurred.Day >= plan.Day && r.Occurred.Day != before && history.People.MayBeAbout(r, child))?.Occurred.Day;
                before = end ?? DateOnly.MaxValue;
                var late = plan.Day.AddMonths(this[Months]);
                if (end <= late || child?.AgeOn(late) >= Adult)
                    continue;
                yield return Expected.By(late, () => new(child?.Key, this[Usual], plan.Reports, () =>
                    $"A child protection plan that started {plan.Reports[0].Occurred} was still open after {this[Months]} months. Ask what has changed for the child, and what would have to."
                    + (history.Between(Court, plan.Day, late).LastOrDefault(r => history.People.MayBeAbout(r, child)) is { } step ? $" Steps towards a court were taken meanwhile, the last {step.Occurred}." : "")));
            }
        }
    }
}
