using Alerts.Domain;

namespace Alerts.Households.Feedback;

/// <summary>
/// Who hears the class of outcome only (rule 8 of what must never be) must not learn from it whether the household was known. So no more than
/// "received" is said of a report that became part of an alert only because of what others had reported: what is said is what a family
/// of whom nothing was known would have brought.
/// </summary>
internal static class SaysNothingOfHistory
{
    // Whom it would tell makes no difference: somebody must hold the front door.
    private static readonly RoleDirectory Nobody = new([new(RoleDirectory.FrontDoor, new("", "", ""))]);

    /// <summary>True when this pattern would have raised an alert for the report alone.</summary>
    public static bool IsTrueOf(string pattern, Report report) =>
        Decide.On(new Household(Guid.Empty), new RecordReport(Guid.Empty, report.ReportedAt, report with { Corrects = null }), Nobody, PatternSet.Everything)
            .Any(e => e is AlertRaised raised && raised.Pattern == pattern);
}
