using static Alerts.Domain.Tests.A;

namespace Alerts.Domain.Tests;

/// <summary>CP-5. Fifteen months after the start is day 457.</summary>
public class PlanGoesOnTooLongTests
{
    private static Report Started(int day, params Subject[] about) => Report("childrens-social-care", Kinds.CpPlanStarted, day, about.Length == 0 ? [Tom] : about);

    private static Report Ended(int day, params Subject[] about) => Report("childrens-social-care", Kinds.CpPlanEnded, day, about.Length == 0 ? [Tom] : about);

    private static readonly Report Plan = Started(0);

    private static readonly Neighbours Table = new(new PlanGoesOnTooLong())
    {
        { "the day before", 456, "", Plan },
        { "fifteen months", 457, "S3", Plan },
        { "ended the day before", 457, "", Plan, Ended(456) },
        { "ended on the day", 458, "", Plan, Ended(457) },
        { "ended the day after", 458, "S3", Plan, Ended(458) },
        { "another child's plan ended", 457, "S3", Plan, Ended(100, Ann) },
        { "an end that names no child", 457, "", Plan, Report("childrens-social-care", Kinds.CpPlanEnded, 100) },
        { "two children", 457, "S3 S3", Started(0, Tom, Ann) },
        { "two children, one plan ended", 457, "S3", Started(0, Tom, Ann), Ended(100) },
        { "a plan of years ago that nobody ended", 1, "S3", Started(-4_000) },
        { "the child is eighteen by then", 500, "", Started(0, Child(9, Day(457).AddYears(-18))) },
        { "the child is eighteen a day later", 500, "S3", Started(0, Child(9, Day(458).AddYears(-18))) },
        { "another authority takes it over: the same plan", 457, "S3", Plan, Started(200).Saying("transfer") },
        { "the start told again weeks later: one alert", 500, "S3", Plan, Report("school", Kinds.CpPlanStarted, 20, Tom) },
        { "ended and begun again: counted anew", 500, "", Plan, Ended(200), Started(300) },
        { "ended and begun again, fifteen months on", 800, "S3", Plan, Ended(200), Started(300) },
        { "ended and begun again on one day", 800, "S3", Plan, Ended(300), Started(300) },
        { "the plan withdrawn", 500, "", Plan, Plan.Withdrawal() },
        { "the start corrected to a later day", 500, "", Plan, Plan.Correction(r => r.On(100)) },
        { "a child-in-need plan", 500, "", Report("childrens-social-care", Kinds.CinPlanStarted, 0, Tom) },
    };

    public static TheoryData<string> Rows => Table.Names;

    [Theory, MemberData(nameof(Rows))]
    public void A_plan_that_is_open_after_fifteen_months_makes_the_network_think(string neighbour) => Table.Check(neighbour);

    [Fact]
    public void The_day_raises_it_with_the_steps_towards_a_court_and_an_end_that_is_told_late_takes_it_back()
    {
        var story = new Story([new PlanGoesOnTooLong()], begins: Start);
        story.Told(Plan, Report("childrens-social-care", Kinds.LegalStep, 300, Tom));
        Assert.Empty(story.Household.Alerts);
        story.ItBecomes(Day(457));
        Assert.EndsWith("Steps towards a court were taken meanwhile, the last 4 January 2021.", story.Alert("CP-5").Sentence, StringComparison.Ordinal);
        Assert.Equal(["TSC", "CPC", "SM"], story.Alert("CP-5").Told.Select(t => t.Role));
        story.Told(Ended(400));
        Assert.True(story.Alert("CP-5").EvidenceWithdrawn);
    }
}
