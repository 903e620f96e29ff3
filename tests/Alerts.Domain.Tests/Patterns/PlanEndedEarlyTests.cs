using static Alerts.Domain.Tests.A;

namespace Alerts.Domain.Tests;

/// <summary>CP-1.</summary>
public class PlanEndedEarlyTests
{
    private static readonly DateOnly ThreeMonthsLater = Start.AddMonths(3);

    private static Report Started(params Subject[] about) => Report("childrens-social-care", Kinds.CpPlanStarted, Start, about.Length == 0 ? [Tom] : about);

    private static Report Ended(DateOnly day, params Subject[] about) => Report("childrens-social-care", Kinds.CpPlanEnded, day, about.Length == 0 ? [Tom] : about);

    private static readonly Report TomsStart = Started(), TomsEnd = Ended(ThreeMonthsLater);

    private static readonly Neighbours Table = new(new PlanEndedEarly())
    {
        { "a plan that goes on", "", TomsStart },
        { "ended three months later to the day", "S3", TomsStart, TomsEnd },
        { "ended a day later", "", TomsStart, Ended(ThreeMonthsLater.AddDays(1)) },
        { "ended on the day it began", "S3", TomsStart, Ended(Start) },
        { "calendar months: begun on 30 November, ended on 28 February", "S3", Report("childrens-social-care", Kinds.CpPlanStarted, new DateOnly(2020, 11, 30), Tom), Ended(new(2021, 2, 28)) },
        { "calendar months: ended on 1 March", "", Report("childrens-social-care", Kinds.CpPlanStarted, new DateOnly(2020, 11, 30), Tom), Ended(new(2021, 3, 1)) },
        { "ended at the first review, later than three months", "S3", TomsStart, Ended(ThreeMonthsLater.AddDays(20)).Saying("atFirstReview") },
        { "ended at a later review, said so", "", TomsStart, Ended(ThreeMonthsLater.AddDays(20)).Saying("atFirstReview", false) },
        { "ended at the first review, its start unknown", "S3", TomsEnd.Saying("atFirstReview") },
        { "ended, its start unknown", "", TomsEnd },
        { "the start told after the end", "S3", TomsEnd, TomsStart },
        { "the family moved area", "", TomsStart, TomsEnd.Saying("because", "moved-area") },
        { "the child became looked after", "", TomsStart, TomsEnd.Saying("because", "looked-after") },
        { "opened in error", "", TomsStart, TomsEnd.Saying("because", "opened-in-error") },
        { "moved area, at the first review", "", TomsStart, TomsEnd.Saying("because", "moved-area").Saying("atFirstReview") },
        { "ended for another reason", "S3", TomsStart, TomsEnd.Saying("because", "risk-reduced") },
        { "the reason told later", "withdrawn", TomsStart, TomsEnd, TomsEnd.Correction(r => r.Saying("because", "moved-area")) },
        { "another child's start", "", Started(Ann), TomsEnd },
        { "a start that names no child", "S3", Report("childrens-social-care", Kinds.CpPlanStarted, Start), TomsEnd },
        { "an end that names no child", "S3", TomsStart, Report("childrens-social-care", Kinds.CpPlanEnded, ThreeMonthsLater) },
        { "two siblings' plans ended early", "S3 S3", Started(Tom, Ann), Ended(ThreeMonthsLater, Tom, Ann) },
        { "one sibling's ended early, the other's goes on", "S3", Started(Tom, Ann), TomsEnd },
        { "a second plan, long after the first, ended early", "S3", TomsStart, Ended(Start.AddYears(1)), Report("childrens-social-care", Kinds.CpPlanStarted, Start.AddYears(2), Tom), Ended(Start.AddYears(2).AddMonths(2)) },
        { "two plans, both ended early", "S3 S3", TomsStart, TomsEnd, Report("childrens-social-care", Kinds.CpPlanStarted, Start.AddYears(2), Tom), Ended(Start.AddYears(2).AddMonths(2)) },
        { "the end reported by social care and by school", "S3", TomsStart, TomsEnd, Report("school", Kinds.CpPlanEnded, ThreeMonthsLater.AddDays(1), Tom) },
        { "the start corrected to a month earlier", "withdrawn", TomsStart, TomsEnd, TomsStart.Correction(r => r.On(-30)) },
        { "the end withdrawn", "withdrawn", TomsStart, TomsEnd, TomsEnd.Withdrawal() },
        { "a child-in-need plan that ended early", "", Report("childrens-social-care", Kinds.CinPlanStarted, Start, Tom), Report("childrens-social-care", Kinds.CaseClosed, 30, Tom) },
    };

    public static TheoryData<string> Rows => Table.Names;

    [Theory, MemberData(nameof(Rows))]
    public void A_plan_that_ended_at_or_before_its_first_review_is_audited(string neighbour) => Table.Check(neighbour);

    [Fact]
    public void Only_the_safeguarding_unit_is_told()
    {
        var story = new Story([new PlanEndedEarly()]);
        story.Told(TomsStart, TomsEnd);
        Assert.Equal(["SUOM"], story.Alert("CP-1").Told.Select(t => t.Role));
    }
}
