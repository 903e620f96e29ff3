using Alerts.Domain.Values;

namespace Alerts.Domain;

/// <summary>
/// Notices a child protection plan that ended within three months or at its first review, for audit by the
/// Safeguarding Unit Operations Manager (S0 recommendation 2, L51).
/// </summary>
public sealed class PlanEndedEarly() : Pattern("CP-1", 3, "Plan ended at or before first review: audit", "S0 Rec 2 L51",
    Raises.AnewForEveryIncident, [Domain.Kinds.CpPlanEnded], tell: ["SUOM"])
{
    public override string Clears => "The audit has been done.";

    private static readonly Number Months = new("months", 3, "calendar months", Origin.Text, "from start to end at most (\"ends after three months\", at the first review)");
    private static readonly Grade Usual = new("severity", Severity.S3, Origin.Proposal, "always");

    /// <summary>Why a short plan is not an early end: the words of the attribute `because`.</summary>
    internal static readonly string[] NotAnEnd = ["moved-area", "looked-after", "opened-in-error"];

    public override IReadOnlyList<string> Context => [Domain.Kinds.CpPlanStarted];
    public override bool ReadsPeople => true;
    public override IReadOnlyList<Setting> Settings => [Months, Usual];
    public override string Memory => "plan history";
    public override Period Touches(DateOnly context) => Period.Since(context);

    public override IEnumerable<Finding> Find(History history, Period around)
    {
        var starts = history.Of(Context);
        foreach (var (child, incident) in Incidents.ByChild(history.Near(this, around), history.People))
        {
            var end = incident.Reports[0];
            if (incident.Reports.Any(r => NotAnEnd.Contains(r.Text("because"))))
                continue;
            var start = starts.LastOrDefault(s => s.Occurred.Day <= end.Occurred.Day && IsOf(s, child, history.People));
            var early = start is not null && end.Occurred.Day <= start.Occurred.Day.AddMonths(this[Months]);
            if (early || incident.Reports.Any(r => r.Says("atFirstReview")))
                yield return new Finding(child?.Key, this[Usual], start is null ? incident.Reports : [start, .. incident.Reports],
                    early ? $"A child protection plan that started {start!.Occurred} ended {end.Occurred}, within {this[Months]} months. Please audit the decision."
                        : $"A child protection plan ended {end.Occurred} at its first review. Please audit the decision.");
        }
    }

    // A plan reported for the household, or an end that names no child, belongs to any child.
    private static bool IsOf(Report start, Person? child, People people) =>
        child is null || people.ChildrenIn(start) is var named && (named.Count == 0 || named.Any(c => c.Key == child.Key));
}
