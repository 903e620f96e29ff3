using static Alerts.Domain.Tests.A;

namespace Alerts.Domain.Tests;

/// <summary>DRIFT-1. Six weeks and five working days after day 0 is day 49; twelve weeks and five working days is day 91.</summary>
public class OpenCaseStandingStillTests
{
    private static Report Care(string kind, int day, params Subject[] about) => Report("childrens-social-care", kind, day, about.Length == 0 ? [Tom] : about);

    private static Report Help(string kind, int day) => Report("early-help", kind, day, Tom);

    private static readonly Report Protected = Care(Kinds.CpPlanStarted, 0), InNeed = Care(Kinds.CinPlanStarted, 0), Helped = Help(Kinds.EarlyHelpStarted, 0);
    private static readonly Report Review = Care(Kinds.ReviewHeld, 30);

    private static readonly Neighbours Table = new(new OpenCaseStandingStill())
    {
        { "no case", 200, "", Review, Care(Kinds.RoutineContact, 0).Saying("childSeen") },
        { "a protection plan, six weeks and what is not yet typed", 49, "", Protected },
        { "a day later", 50, "S3", Protected },
        { "a child in need, on the last day", 49, "", InNeed },
        { "a child in need, a day later", 50, "S3", InNeed },
        { "early help, on the last day", 91, "", Helped },
        { "early help, a day later", 92, "S3", Helped },
        { "a review held", 50, "", Protected, Review },
        { "a review on the last day", 60, "", Protected, Care(Kinds.ReviewHeld, 49) },
        { "a review too late", 60, "S3", Protected, Care(Kinds.ReviewHeld, 50) },
        { "supervision held", 50, "", Protected, Care(Kinds.SupervisionHeld, 40) },
        { "the child seen", 50, "", Protected, Care(Kinds.RoutineContact, 40).Saying("childSeen") },
        { "the child seen alone", 50, "", Protected, Care(Kinds.DoorstepVisitOnly, 40).Saying("childSeenAlone") },
        { "a visit", 50, "", Protected, Report("health-visiting", Kinds.HomeVisitNoConcern, 40, Tom) },
        { "a contact without the child", 50, "S3", Protected, Care(Kinds.RoutineContact, 40) },
        { "another child seen", 50, "S3", Protected, Care(Kinds.RoutineContact, 40, Ann).Saying("childSeen") },
        { "a review that names no child", 50, "", Protected, Report("childrens-social-care", Kinds.ReviewHeld, 30) },
        { "still since the review, over a bank holiday", 80, "", Protected, Review },
        { "still since the review, a day later", 81, "S3", Protected, Review },
        { "moving all the time", 130, "", Protected, Review, Care(Kinds.SupervisionHeld, 65), Care(Kinds.ReviewHeld, 100) },
        { "every gap counts", 300, "S3 S3 S3", Protected, Care(Kinds.ReviewHeld, 100), Care(Kinds.ReviewHeld, 200) },
        { "the case closed in time", 60, "", Protected, Care(Kinds.CpPlanEnded, 49) },
        { "the case closed later", 60, "S3", Protected, Care(Kinds.CpPlanEnded, 50) },
        { "early help closed", 200, "", Helped, Help(Kinds.CaseClosed, 60) },
        { "stepped up meanwhile: a new six weeks", 60, "", InNeed, Care(Kinds.CpPlanStarted, 30) },
        { "two children, one plan", 50, "S3", Care(Kinds.CpPlanStarted, 0, Tom, Ann) },
        { "two children, one plan, one of them seen", 50, "", Care(Kinds.CpPlanStarted, 0, Tom, Ann), Care(Kinds.RoutineContact, 40).Saying("childSeen") },
        { "the start told by two agencies", 60, "S3", Protected, Report("school", Kinds.CpPlanStarted, 1, Tom) },
        { "an enquiry is no case", 200, "", Care(Kinds.SectionFortySeven, 0) },
        { "the plan withdrawn", 50, "", Protected, Protected.Withdrawal() },
        { "the review withdrawn", 50, "S3", Protected, Review, Review.Withdrawal() },
        { "the review corrected to another day", 60, "S3", Protected, Review, Review.Correction(r => r.On(55)) },
        { "a case of years ago that stood still and was closed", 1, "S3", Care(Kinds.ReviewHeld, -970), Care(Kinds.CinPlanStarted, -1_000), Care(Kinds.CinPlanEnded, -900) },
    };

    public static TheoryData<string> Rows => Table.Names;

    [Theory, MemberData(nameof(Rows))]
    public void An_open_case_that_stands_still_makes_somebody_ask_for_the_next_step(string neighbour) => Table.Check(neighbour);

    [Fact]
    public void The_day_raises_it_and_a_review_that_is_told_late_takes_it_back()
    {
        var story = new Story([new OpenCaseStandingStill()], begins: Start);
        story.Told(Protected);
        Assert.Empty(story.Household.Alerts);
        story.ItBecomes(Day(50));
        Assert.StartsWith("An open case (child protection, since 10 March 2020) has stood still since 10 March 2020:", story.Alert("DRIFT-1").Sentence, StringComparison.Ordinal);
        Assert.Equal(["TM", "LP"], story.Alert("DRIFT-1").Told.Select(t => t.Role));
        story.Told(Review);
        Assert.True(story.Alert("DRIFT-1").EvidenceWithdrawn);
        Assert.NotEmpty(story.Household.Deadlines);
    }
}
