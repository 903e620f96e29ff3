using Alerts.Domain.Values;

namespace Alerts.Domain;

/// <summary>
/// Notices that home education begins, or a child is missing education, where any child of the household was on a plan, in need or
/// under a section 47 enquiry within five years (S0 point 2 L29-32, L16-17, Rec 4). Home education alone never alerts: most is no concern.
/// </summary>
public sealed class HomeEducationWithPlanHistory() : Pattern("EHE-1", 3, "Home education begins where there is plan history", "S0 point 2 L29-32, L16-17, Rec 4",
    Raises.Cumulatively, [Domain.Kinds.EheNotified, Domain.Kinds.NotInSchool], tell: ["EHEO", "FD", "DSL", "SN"])
{
    public override string Clears => "The home-education officer has recorded a decision and the child has been seen; the authority's consent is recorded where the law requires it.";

    private static readonly Number Years = new("years", 5, "calendar years", Origin.External, "since the last day of a plan (government amendments of January 2026, as proposed)");
    private static readonly Grade Usual = new("severity", Severity.S2, Origin.Proposal, "always");

    // A section 47 enquiry alone counts: the catalogue's entry names it, though the review speaks of plans.
    /// <summary>Compulsory school age, in whole years.</summary>
    private const int SchoolAgeFrom = 5, SchoolAgeTo = 16;

    public override IReadOnlyList<string> Context => PlanHistory.KindsWithEnds;
    public override bool ReadsPeople => true;
    public override IReadOnlyList<Setting> Settings => [Years, Usual];
    public override string Memory => "plan history, as far back as its years";

    // A plan's start or end matters to what comes after it.
    public override Period Touches(DateOnly context) => Period.Since(context);

    public override IEnumerable<Finding> Find(History history, Period around)
    {
        foreach (var lossOfSight in history.Near(this, around).Where(r => r.Kind == Domain.Kinds.EheNotified || IsMissingEducation(r, history.People)))
        {
            var day = lossOfSight.Occurred.Day;
            var recent = history.Plans.Statutory.Where(e => e.From <= day && (e.To is not { } to || to >= day.AddYears(-this[Years]))).ToList();
            if (recent.Count > 0)
                yield return new Finding(null, this[Usual], [.. recent.SelectMany(e => e.Reports).Where(r => r.Occurred.Day <= day).DistinctBy(r => r.Id).Order(History.ByDate), lossOfSight],
                    (lossOfSight.Kind == Domain.Kinds.EheNotified ? "Home education was announced" : "A child of school age is missing education")
                    + $" ({lossOfSight.Occurred}) in a household where a child was on a plan, in need or under a section 47 enquiry within {this[Years]} years. See the child; most home education is no concern.");
        }
    }

    // Only without a school place does absence count as missing education; where nobody said, it counts.
    private static bool IsMissingEducation(Report report, People people) =>
        !report.Says("schoolPlace") && (people.ChildrenIn(report) is not { Count: > 0 } children
            || children.Any(c => c.AgeOn(report.Occurred.Day) is not { } age || age is >= SchoolAgeFrom and < SchoolAgeTo));
}
