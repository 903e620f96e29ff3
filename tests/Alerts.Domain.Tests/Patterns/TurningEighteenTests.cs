using static Alerts.Domain.Tests.A;

namespace Alerts.Domain.Tests;

/// <summary>TRANS-1. Max is seventeen and a half on day 100.</summary>
public class TurningEighteenTests
{
    private static readonly Subject Max = Child(20, Day(100).AddMonths(-210));

    private static Report Care(string kind, int day, params Subject[] about) => Report("childrens-social-care", kind, day, about.Length == 0 ? [Max] : about);

    private static Report Hungry(int day, params Subject[] about) => Report("school", Kinds.HungerReported, day, about.Length == 0 ? [Max] : about);

    private static readonly Report Plan = Care(Kinds.CinPlanStarted, 0), Hunger = Hungry(50), Known = Report("gp", Kinds.RoutineContact, 0, Max);

    private static readonly Neighbours Table = new(new TurningEighteen())
    {
        { "nothing open", 200, "", Known },
        { "an open plan, a day before", 99, "", Plan },
        { "an open plan, on the day", 100, "S4", Plan },
        { "early help", 100, "S4", Report("early-help", Kinds.EarlyHelpStarted, 0, Max) },
        { "a plan of many years", 100, "S4", Care(Kinds.CpPlanStarted, -3_000) },
        { "a plan that ended before", 100, "", Plan, Care(Kinds.CinPlanEnded, 99) },
        { "a plan that ended after", 110, "S4", Plan, Care(Kinds.CinPlanEnded, 101) },
        { "a plan that began after", 200, "", Known, Care(Kinds.CinPlanStarted, 101) },
        { "an enquiry is no plan", 100, "", Care(Kinds.SectionFortySeven, 50) },
        { "a sign of neglect", 100, "S4", Hunger },
        { "a sign of neglect twelve months before", 100, "S4", Hungry(100 - 365) },
        { "a day longer ago", 100, "", Hungry(100 - 366) },
        { "a sign of neglect later", 200, "", Known, Hungry(101) },
        { "of the home, naming no child", 100, "S4", Known, Report("housing", Kinds.HomeConditionsPoor, 50) },
        { "a small sign", 100, "", Report("school", Kinds.PoorHygiene, 50, Max) },
        { "another concern", 100, "", Report("police", Kinds.DomesticAbuseIncident, 50, Max) },
        { "a brother's or sister's plan", 100, "", Known, Care(Kinds.CinPlanStarted, 0, Tom) },
        { "a transition plan", 100, "", Plan, Care(Kinds.TransitionPlanRecorded, 100) },
        { "a transition plan too late", 110, "S4", Plan, Care(Kinds.TransitionPlanRecorded, 101) },
        { "another's transition plan", 100, "S4", Plan, Care(Kinds.TransitionPlanRecorded, 50, Tom) },
        { "an assessment for the transition", 100, "", Plan, Care(Kinds.AssessmentCompleted, 50).Saying("transition") },
        { "another assessment", 100, "S4", Plan, Care(Kinds.AssessmentCompleted, 50) },
        { "a plan and a sign: one alert", 100, "S4", Plan, Hunger },
        { "of no age that anybody told", 200, "", Care(Kinds.CinPlanStarted, 0, Max.AgeUnknown()) },
        { "the plan withdrawn", 100, "", Plan, Plan.Withdrawal(), Known },
        { "the plan withdrawn, the sign stands", 100, "S4", Plan, Hunger, Plan.Withdrawal() },
        { "a birthday corrected", 100, "", Plan, Plan.Correction(r => r.About(Max with { Born = Max.Born!.Value.AddYears(1) })) },
    };

    public static TheoryData<string> Rows => Table.Names;

    [Theory, MemberData(nameof(Rows))]
    public void Half_a_year_before_the_eighteenth_birthday_somebody_plans_what_comes_after(string neighbour) => Table.Check(neighbour);

    [Theory]
    [InlineData(17 * 12, "will be 18 within 12 months, with"), InlineData(215, "will be 18 within 1 month, with"), InlineData(216, "is 18, with")]
    public void The_sentence_says_how_long_there_is_by_the_age_that_is_set(int age, string said)
    {
        var pattern = (AbsencePattern)new TurningEighteen().With(Chosen.Nothing with { Numbers = new Dictionary<string, int> { ["age"] = age } });
        Assert.StartsWith($"A young person {said}", Assert.Single(pattern.Missing(new([Care(Kinds.CinPlanStarted, -900)]), Period.Always)).Finding.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void The_day_raises_it_and_a_transition_plan_that_is_told_late_takes_it_back()
    {
        var story = new Story([new TurningEighteen()], begins: Start);
        story.Told(Plan);
        Assert.Empty(story.Household.Alerts);
        story.ItBecomes(Day(100));
        Assert.StartsWith("A young person will be 18 within half a year, with an open plan, and no plan for the move", story.Alert("TRANS-1").Sentence, StringComparison.Ordinal);
        Assert.Equal(["LP", "ADU"], story.Alert("TRANS-1").Told.Select(t => t.Role));
        story.Told(Care(Kinds.TransitionPlanRecorded, 80));
        Assert.True(story.Alert("TRANS-1").EvidenceWithdrawn);
    }
}
