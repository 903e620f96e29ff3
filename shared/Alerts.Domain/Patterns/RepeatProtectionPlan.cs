using Alerts.Domain.Values;

namespace Alerts.Domain;

/// <summary>
/// Notices that a child is on a child protection plan for the second time or more, in any authority and however long ago
/// (S4 Q2 L39, Rec 5 L92; S0 L16). A plan that another authority takes over is the same plan.
/// </summary>
public sealed class RepeatProtectionPlan() : Pattern("CP-4", 3, "Repeat child protection plan", "S4 Q2 L39, Rec 5 L92; S0 L16",
    Raises.AnewForEveryIncident, [Domain.Kinds.CpPlanStarted], tell: ["TSC", "CPC", "SUOM"])
{
    public override string Clears => "A Think Space has been considered, and somebody is named who owns the chronology.";

    private static readonly Number Plans = new("plans", 2, "plans", Origin.Text, "of one child, the present one counted in", Least: 2);
    private static readonly Grade Usual = new("severity", Severity.S3, Origin.Proposal, "always");

    public override bool ReadsPeople => true;
    public override IReadOnlyList<Setting> Settings => [Plans, Usual];
    public override string Memory => "plan history never fades";

    // An earlier plan, told late, makes every later one a repeat.
    public override Period Touches(Report own) => Period.Always;

    public override IEnumerable<Finding> Find(History history, Period around)
    {
        var starts = history.Of(Kinds);
        foreach (var plans in Incidents.ByChild(starts, history.People).GroupBy(x => x.Child?.Key))
        {
            var (soFar, count) = (new List<Incident>(), 0m);
            foreach (var (child, plan) in plans)
            {
                if (count > 0 && plan.Reports.Any(r => r.Says("transfer")))
                    continue;
                var before = count;
                count += Math.Max(1, plan.Reports.Max(r => r.Number("count") ?? 1));   // a sender may know only how many there were
                soFar.Add(plan);
                if (count < this[Plans])
                    continue;
                // A third plan is a new alert: each rests on its own start, and the first alert also on what came before.
                yield return Found(history, child, [.. soFar], count, before < this[Plans] ? [.. soFar.SelectMany(p => p.Reports)] : plan.Reports);
            }
        }
    }

    private Finding Found(History history, Person? child, List<Incident> plans, decimal count, IReadOnlyList<Report> evidence) => new(child?.Key, this[Usual], evidence, () =>
        $"A child has been on a child protection plan before: {count:0} plans are known, started {string.Join("; ", plans.Select(p => p.Reports[0].Occurred))}."
        + (child is not null && history.Between(Kinds, DateOnly.MinValue, plans[^1].Day).Any(r => history.People.ChildrenIn(r).Any(c => c.Key != child.Key)) ? " A brother or sister has been on a plan too." : "")
        + " Put one chronology of all agencies together and ask what did not last.");
}
