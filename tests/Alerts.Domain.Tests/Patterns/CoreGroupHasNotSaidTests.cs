using static Alerts.Domain.Tests.A;

namespace Alerts.Domain.Tests;

/// <summary>CP-3. Day 90 is Monday 8 June 2020; five working days before is day 83.</summary>
public class CoreGroupHasNotSaidTests
{
    private static Report Scheduled(int day, int on, params Subject[] about) =>
        Report("childrens-social-care", Kinds.ConferenceScheduled, day, about.Length == 0 ? [Tom] : about).Saying("on", $"{Day(on):yyyy-MM-dd}");

    private static Report View(int day, params Subject[] about) => Report("childrens-social-care", Kinds.CoreGroupView, day, about.Length == 0 ? [Tom] : about);

    private static Report Care(string kind, int day, params Subject[] about) => Report("childrens-social-care", kind, day, about.Length == 0 ? [Tom, Ann] : about);

    private static readonly Report Plan = Care(Kinds.CpPlanStarted, -5), Conference = Scheduled(0, 90);

    private static readonly Neighbours Table = new(new CoreGroupHasNotSaid())
    {
        { "no view, five working days before", 83, "", Plan, Conference },
        { "no view, a day later", 84, "S3", Plan, Conference },
        { "a view on the last day", 84, "", Plan, Conference, View(83) },
        { "a view too late", 84, "S3", Plan, Conference, View(84) },
        { "a view eight weeks before the conference", 90, "", Plan, Conference, View(34) },
        { "a view of longer before belongs to the conference before", 90, "S3", Plan, Conference, View(33) },
        { "another child's view", 84, "S3", Plan, Conference, View(60, Ann) },
        { "a view that names no child", 84, "", Plan, Conference, Report("childrens-social-care", Kinds.CoreGroupView, 60) },
        { "two children, a view for one", 84, "S3", Plan, Scheduled(0, 90, Tom, Ann), View(60) },
        { "two children, none", 84, "S3 S3", Plan, Scheduled(0, 90, Tom, Ann) },
        { "an urgent conference", 90, "", Plan, Scheduled(80, 90).Saying("urgent") },
        { "fixed three days before: from the next day", 87, "", Plan, Scheduled(87, 90) },
        { "fixed three days before, and the next day", 88, "S3", Plan, Scheduled(87, 90) },
        { "an initial conference: no plan is open", 90, "", Conference },
        { "the plan has ended since", 90, "", Plan, Conference, Care(Kinds.CpPlanEnded, 50) },
        { "another child's plan", 90, "", Care(Kinds.CpPlanStarted, -5, Ann), Conference },
        { "moved to a later day", 84, "", Plan, Conference, Scheduled(20, 120) },
        { "moved to a later day, and nothing by then either", 120, "S3", Plan, Conference, Scheduled(20, 120) },
        { "moved on its own day is too late", 120, "S3 S3", Plan, Conference, Scheduled(90, 120) },
        { "another child's conference moves nothing", 84, "S3", Plan, Conference, Scheduled(20, 120, Ann) },
        { "a core group moves nothing", 84, "S3", Plan, Conference, Scheduled(20, 60).Saying("of", "core-group") },
        { "a core group is no conference", 120, "", Plan, Scheduled(0, 90).Saying("of", "core-group") },
        { "moved there and back", 84, "S3", Plan, Conference, Scheduled(20, 120), Scheduled(30, 90) },
        { "told by two agencies", 84, "S3", Plan, Conference, Scheduled(1, 90) },
        { "a conference without its day", 120, "", Plan, Report("childrens-social-care", Kinds.ConferenceScheduled, 0, Tom) },
        { "the conference withdrawn", 84, "", Plan, Conference, Conference.Withdrawal() },
        { "the conference corrected to another day", 84, "", Plan, Conference, Conference.Correction(r => r.Saying("on", $"{Day(120):yyyy-MM-dd}")) },
    };

    public static TheoryData<string> Rows => Table.Names;

    [Theory, MemberData(nameof(Rows))]
    public void The_core_group_says_before_every_review_conference_whether_the_plan_should_go_on(string neighbour) => Table.Check(neighbour);

    [Fact]
    public void The_day_raises_it_and_a_view_that_is_told_late_takes_it_back()
    {
        var story = new Story([new CoreGroupHasNotSaid()], begins: Start);
        story.Told(Plan, Conference);
        Assert.Empty(story.Household.Alerts);
        story.ItBecomes(Day(84));
        Assert.Equal(["ASW", "CPC"], story.Alert("CP-3").Told.Select(t => t.Role));
        story.Told(View(70));
        Assert.True(story.Alert("CP-3").EvidenceWithdrawn);
    }
}
