using Alerts.Domain.Values;

namespace Alerts.Domain;

/// <summary>
/// Notices home education that is announced within a month of a warning over attendance or of school transport sent away, or for a child
/// with an education, health and care plan. In November 2022 Child B's transport was sent away with the words that he was now
/// home-schooled (S1 timeline, November 2022). Home education alone never alerts, and it can be a considered choice: the alert says so.
/// </summary>
public sealed class HomeEducationDuringDispute() : Pattern("EHE-2", 3, "Home education announced during an attendance dispute or with an EHCP", "S1 timeline Nov 2022",
    Raises.Cumulatively, [Domain.Kinds.EheNotified, .. Disputes], tell: ["EHEO", "DSL", "SEND"])
{
    public override string Clears => "The home-education officer has been in contact, and the child has been seen.";

    private static readonly Number Window = new("window", 30, "days", Origin.TextConcept, "between the announcement and the warning or refusal, whichever came first");
    private static readonly Grade Usual = new("severity", Severity.S2, Origin.Proposal, "always");

    private static IReadOnlyList<string> Disputes => [Domain.Kinds.AttendanceWarning, Domain.Kinds.TransportRefused];

    public override IReadOnlyList<string> Context => [.. Needs, .. PlanHistory.Kinds];
    public override IReadOnlyList<string> Needs => [Domain.Kinds.EhcpIssued];
    public override bool ReadsPeople => true;
    public override IReadOnlyList<Setting> Settings => [Window, Usual];
    public override int Reach => this[Window];
    public override string Memory => $"{Spoken.Days(this[Window])}; a child's education, health and care plan never fades";
    public override Period Touches(DateOnly context) => Period.Since(context);

    public override IEnumerable<Finding> Find(History history, Period around)
    {
        foreach (var (child, announced) in Incidents.ByChild(history.Near(this, around).Where(r => r.Kind == Domain.Kinds.EheNotified), history.People))
        {
            var (from, to) = Period.On(announced.Day).Wider(this[Window], this[Window]);
            var disputes = history.Between(Disputes, from, to).Where(r => IsAbout(r, child, history.People)).ToList();
            // Nobody's plan but the child's own: another's need says nothing of this child.
            var plans = child is null ? [] : history.Between(Needs, DateOnly.MinValue, announced.Day).Where(r => history.People.ChildrenIn(r).Any(c => c.Key == child.Key)).ToList();
            if (disputes.Count + plans.Count > 0)
                yield return new Finding(child?.Key, this[Usual], [.. plans.Concat(disputes).Concat(announced.Reports).Order(History.ByDate)],
                    $"Home education was announced ({announced.Reports[0].Occurred})" + Beside(disputes, plans.Count > 0)
                    + ". It can be a considered choice after support has failed: ask, and see the child.", history.Plans.AnyBy(announced.Day) ? ["EHEO", "DSL", "SEND", "FD"] : null);
        }
    }

    private string Beside(List<Report> disputes, bool plan) =>
        (disputes.Exists(d => d.Kind == Domain.Kinds.AttendanceWarning) ? $" within {Spoken.Days(this[Window])} of a warning over attendance" : "")
        + (disputes.Exists(d => d.Kind == Domain.Kinds.TransportRefused) ? $"{(disputes.Exists(d => d.Kind == Domain.Kinds.AttendanceWarning) ? " and" : "")} within {Spoken.Days(this[Window])} of school transport being sent away" : "")
        + (plan ? ", for a child with an education, health and care plan" : "");

    // A warning that names no child, or an announcement that names none, may be about any child.
    private static bool IsAbout(Report report, Person? child, People people) =>
        child is null || people.ChildrenIn(report) is var named && (named.Count == 0 || named.Any(c => c.Key == child.Key));
}
