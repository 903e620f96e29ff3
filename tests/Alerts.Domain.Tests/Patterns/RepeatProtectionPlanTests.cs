using static Alerts.Domain.Tests.A;

namespace Alerts.Domain.Tests;

/// <summary>CP-4.</summary>
public class RepeatProtectionPlanTests
{
    private static Report Started(int day, params Subject[] about) => Report("childrens-social-care", Kinds.CpPlanStarted, day, about.Length == 0 ? [Tom] : about);

    private static Report Ended(int day) => Report("childrens-social-care", Kinds.CpPlanEnded, day, Tom);

    private static readonly Report First = Started(0), Second = Started(400);

    private static readonly Neighbours Table = new(new RepeatProtectionPlan())
    {
        { "one plan", "", First },
        { "a second plan", "S3", First, Ended(100), Second },
        { "a second plan, the end of the first unknown", "S3", First, Second },
        { "a second plan, seventeen years later", "S3", First, Started(17 * 365) },
        { "a first plan long before, told late", "S3", Second, Started(-3_000) },
        { "the same start told by social care and by school", "", First, Report("school", Kinds.CpPlanStarted, 1, Tom) },
        { "a third plan is a new alert", "S3 S3", First, Second, Started(800) },
        { "another authority takes the plan over", "", First, Started(400).Saying("transfer") },
        { "taken over, said so by one of two", "withdrawn", First, Started(400), Report("school", Kinds.CpPlanStarted, 401, Tom).Saying("transfer") },
        { "taken over, and the plan before was never told: it is the first", "S3", Started(0).Saying("transfer"), Second },
        { "taken over, said not", "S3", First, Started(400).Saying("transfer", false) },
        { "a sender who knows of two", "S3", First.Saying("count", 2) },
        { "a sender who knows of one", "", First.Saying("count", 1) },
        { "two and then one more", "S3 S3", First.Saying("count", 2), Second },
        { "two children, one plan each", "", First, Started(400, Ann) },
        { "two children, both twice", "S3 S3", Started(0, Tom, Ann), Started(400, Tom, Ann) },
        { "two children, one of them twice", "S3", Started(0, Tom, Ann), Second },
        { "a child-in-need plan before", "", Report("childrens-social-care", Kinds.CinPlanStarted, 0, Tom), Second },
        { "the first withdrawn", "withdrawn", First, Second, First.Withdrawal() },
        { "the second withdrawn", "withdrawn", First, Second, Second.Withdrawal() },
        { "the first of three withdrawn", "S3 S3", First, Second, Started(800), First.Withdrawal() },
        { "corrected: it was a transfer", "withdrawn", First, Second, Second.Correction(r => r.Saying("transfer")) },
        { "two children who turn out to be one", "S3", Started(0, new Subject("child", Ref: "t")), Second, Report("childrens-social-care", "routine-contact", 9, Tom with { Ref = "t" }) },
    };

    public static TheoryData<string> Rows => Table.Names;

    [Theory, MemberData(nameof(Rows))]
    public void A_second_protection_plan_of_a_child_makes_somebody_think_again(string neighbour) => Table.Check(neighbour);

    [Fact]
    public void The_sentence_shows_the_earlier_plans_and_the_siblings()
    {
        var story = new Story([new RepeatProtectionPlan()]);
        story.Told(Started(0, Tom, Ann), Second);
        Assert.Contains("2 plans are known, started 10 March 2020; 14 April 2021. A brother or sister has been on a plan too.", story.Alert("CP-4").Sentence, StringComparison.Ordinal);
        Assert.Equal(["TSC", "CPC", "SUOM"], story.Alert("CP-4").Told.Select(t => t.Role));
    }
}
