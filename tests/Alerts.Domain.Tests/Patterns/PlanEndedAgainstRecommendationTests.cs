using static Alerts.Domain.Tests.A;

namespace Alerts.Domain.Tests;

/// <summary>CP-2.</summary>
public class PlanEndedAgainstRecommendationTests
{
    private static Report Recommended(int day, string what = "continue", params Subject[] about) =>
        Report("childrens-social-care", Kinds.RecommendationRecorded, day, about.Length == 0 ? [Tom] : about).Saying("recommendation", what);

    private static Report Decided(int day, string what = "end", params Subject[] about) =>
        Report("childrens-social-care", Kinds.ConferenceDecision, day, about.Length == 0 ? [Tom] : about).Saying("decision", what);

    private static Report Ended(int day, params Subject[] about) => Report("childrens-social-care", Kinds.CpPlanEnded, day, about.Length == 0 ? [Tom] : about);

    private static readonly Report Advice = Recommended(0), Decision = Decided(0), End = Ended(0);

    private static readonly Neighbours Table = new(new PlanEndedAgainstRecommendation())
    {
        { "a recommendation alone", "", Advice },
        { "a decision alone", "", Decision },
        { "to go on, decided to end", "S2", Advice, Decision },
        { "to start, decided to end", "S2", Recommended(0, "start"), Decision },
        { "to end, decided to end", "", Recommended(0, "end"), Decision },
        { "to go on, decided to go on", "", Advice, Decided(0, "continue") },
        { "to end, decided to go on", "", Recommended(0, "end"), Decided(0, "continue") },
        { "to go on, and the plan ended", "S2", Advice, End },
        { "decided to end, and the plan ended the same day: one matter", "S2", Advice, Decision, End },
        { "decided to end, and the plan ended days later: one matter", "S2", Advice, Decision, Ended(5) },
        { "recommended fourteen days before", "S2", Advice, Decided(14) },
        { "recommended fifteen days before", "", Advice, Decided(15) },
        { "recommended after the decision", "", Recommended(1), Decision },
        { "changed before the conference", "", Advice, Recommended(5, "end"), Decided(9) },
        { "changed in the conference", "", Advice, Recommended(9, "end"), Decided(9) },
        { "changed after the conference", "S2", Advice, Decided(9), Recommended(10, "end") },
        { "changed the other way", "S2", Recommended(0, "end"), Recommended(5), Decided(9) },
        { "changed in the conference, told later", "withdrawn", Advice, Decided(9), Recommended(9, "end") },
        { "another child's recommendation", "", Recommended(0, "continue", Ann), Decision },
        { "a recommendation that names no child", "S2", Report("childrens-social-care", Kinds.RecommendationRecorded, 0).Saying("recommendation", "continue"), Decision },
        { "two children, one against", "S2", Recommended(0, "continue", Tom), Recommended(0, "end", Ann), Decided(0, "end", Tom, Ann) },
        { "two children, both against", "S2 S2", Recommended(0, "continue", Tom, Ann), Decided(0, "end", Tom, Ann) },
        { "the child became looked after", "", Advice, Ended(0).Saying("because", "looked-after") },
        { "the child moved away", "", Advice, Ended(0).Saying("because", "moved-area") },
        { "decided to end, and then the child moved away", "S2", Advice, Decision, Ended(3).Saying("because", "moved-area") },
        { "reported by social care and by school on adjacent days", "S2", Advice, End, Report("school", Kinds.CpPlanEnded, 1, Tom) },
        { "the decision withdrawn", "withdrawn", Advice, Decision, Decision.Withdrawal() },
        { "the decision corrected", "withdrawn", Advice, Decision, Decision.Correction(r => r.Saying("decision", "continue")) },
        { "the recommendation withdrawn", "withdrawn", Advice, Decision, Advice.Withdrawal() },
        { "the recommendation told after the decision", "S2", Decision, Advice },
        { "a recommendation without its word", "", Report("childrens-social-care", Kinds.RecommendationRecorded, 0, Tom), Decision },
        { "two conferences a year apart, both against", "S2 S2", Advice, Decision, Recommended(365), Ended(366) },
    };

    public static TheoryData<string> Rows => Table.Names;

    [Theory, MemberData(nameof(Rows))]
    public void A_plan_that_ended_against_the_social_workers_recommendation_is_reviewed_by_managers(string neighbour) => Table.Check(neighbour);

    [Fact]
    public void The_managers_are_told_and_the_recommendation_is_shown()
    {
        var story = new Story([new PlanEndedAgainstRecommendation()]);
        story.Told(Advice, Decision);
        Assert.Equal(["SM", "SUOM"], story.Alert("CP-2").Told.Select(t => t.Role));
        Assert.Equal([Advice.Id, Decision.Id], story.Alert("CP-2").Evidence.OrderBy(e => e != Advice.Id));
    }
}
