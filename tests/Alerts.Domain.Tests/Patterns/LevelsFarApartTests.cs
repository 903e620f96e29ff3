using static Alerts.Domain.Tests.A;

namespace Alerts.Domain.Tests;

/// <summary>DIS-1.</summary>
public class LevelsFarApartTests
{
    private static Report Level(int day, decimal level, string agency, params Subject[] about) => Report(agency, Kinds.LevelRecorded, day, about.Length == 0 ? [Tom] : about).Saying("level", level);

    private static Report Hospital(int day = 0, decimal level = 4, params Subject[] about) => Level(day, level, "ed", about);

    private static Report Care(int day = 5, decimal level = 2, params Subject[] about) => Level(day, level, "childrens-social-care", about);

    private static Report Household(Report report) => report.About();

    private static Report Escalated(int day, params Subject[] about) => Report("ed", Kinds.EscalationRaised, day, about.Length == 0 ? [Tom] : about);

    private static Report Agreed(int day, params Subject[] about) => Escalated(day, about).Saying("agreed");

    private static readonly Report View = Hospital(), Escalation = Escalated(20);

    /// <summary>Everything is told at the start, and looked at when all of it should have happened.</summary>
    private const int Afterwards = 1_000;

    private static readonly Neighbours Table = new(new LevelsFarApart())
    {
        { "one level", "", Hospital() },
        { "two levels apart", "S3", Hospital(), Care() },
        { "one level apart", "", Hospital(), Care(level: 3) },
        { "three levels apart", "S3", Hospital(), Care(level: 1) },
        { "the lower one first", "S3", Care(0), Hospital(5) },
        { "on one day", "S3", Hospital(), Care(0) },
        { "thirty days between", "S3", Hospital(), Care(30) },
        { "thirty-one days between", "", Hospital(), Care(31) },
        { "one agency that changed its mind", "", Hospital(), Hospital(5, 2) },
        { "different children", "", Hospital(), Care(5, 2, Ann) },
        { "a report about both children", "S3", Hospital(), Care(5, 2, Ann, Tom) },
        { "a level for the household", "S3", Hospital(), Household(Care()) },
        { "a referral and the decision on it", "S3", Report("ed", Kinds.ProfessionalReferral, 0, Tom).Saying("level", 4), Report("childrens-social-care", Kinds.ReferralToEarlyHelp, 2, Tom).Saying("level", 2) },
        { "a referral that was closed", "S3", Report("ed", Kinds.ProfessionalReferral, 0, Tom).Saying("level", 4), Report("childrens-social-care", Kinds.ReferralClosed, 2, Tom).Saying("level", 1) },
        { "a referral that says no level", "", Report("ed", Kinds.ProfessionalReferral, 0, Tom), Care() },
        { "the level for one child, the decision for another", "", Report("ed", Kinds.ProfessionalReferral, 0, Tom).Saying("level", 4), Report("childrens-social-care", Kinds.ReferralToEarlyHelp, 2, Ann).Saying("level", 2) },
        { "escalated on the day of the first", Afterwards, "", Hospital(), Care(), Escalated(0), Agreed(1) },
        { "escalated before", Afterwards, "S3", Hospital(), Care(), Escalated(-1), Agreed(-1) },
        { "escalated thirty days after the second", Afterwards, "", Hospital(), Care(), Escalated(35), Agreed(36) },
        { "escalated a day later", Afterwards, "S3", Hospital(), Care(), Escalated(36), Agreed(37) },
        { "agreed", Afterwards, "", Hospital(), Care(), Escalated(20).Saying("agreed") },
        { "escalated about another child", Afterwards, "S3", Hospital(), Care(), Agreed(20, Ann) },
        { "escalated for the household", Afterwards, "", Hospital(), Care(), Household(Escalated(20)), Household(Agreed(21)) },
        { "the first agency had changed its level before", "", Hospital(), Hospital(3, 3), Care() },
        { "the first agency had moved further away", "S3", Hospital(0, 3), Hospital(3), Care() },
        { "the second comes closer in time", Afterwards, "", Hospital(), Care(), Care(35, 3) },
        { "the second comes closer a day later", "S3", Hospital(), Care(), Care(36, 3) },
        { "the first gives way", Afterwards, "", Hospital(), Care(), Hospital(20, 2) },
        { "a third agency between the two", "S3", Hospital(), Level(3, 3, "school", Tom), Care() },
        { "two agencies against one", "S3", Hospital(), Level(3, 4, "health-visiting", Tom), Care() },
        { "a disagreement over two children: two alerts", "S3 S3", Hospital(), Care(), Hospital(0, 4, Ann), Care(5, 2, Ann) },
        { "on the last day on which somebody may still escalate", 35, "", Hospital(), Care() },
        { "on the day on which it is late", 36, "S3", Hospital(), Care() },
        { "escalated in time, looked at later", 60, "", Hospital(), Care(), Escalated(30), Agreed(32) },
        { "one level withdrawn", "withdrawn", View, Care(), View.Withdrawal() },
        { "one level corrected", "withdrawn", View, Care(), View.Correction(r => r.Saying("level", 3)) },
        { "the escalation withdrawn", "S3", Hospital(), Care(), Escalation.Saying("agreed"), Escalation.Withdrawal() },
        { "escalated, and nothing followed", Afterwards, "S3", Hospital(), Care(), Escalated(10) },
        { "escalated by itself, and nothing followed", "S3", Escalated(0) },
        { "an agreement alone", "", Agreed(0) },
        { "agreed on the fifth working day", Afterwards, "", Escalated(0), Agreed(7) },
        { "agreed a day later", Afterwards, "S3", Escalated(0), Agreed(8) },
        { "agreed on the same day", Afterwards, "", Agreed(0), Escalated(0) },
        { "on the last day on which it may still be answered", 7, "", Escalated(0) },
        { "on the day on which the stage is over its time", 8, "S3", Escalated(0) },
        { "the next stage in time, and then agreed", Afterwards, "", Escalated(0).Saying("stage", 1), Escalated(7).Saying("stage", 2), Agreed(14) },
        { "the next stage in time, and nothing after it", Afterwards, "S3", Escalated(0).Saying("stage", 1), Escalated(7).Saying("stage", 2) },
        { "the next stage too late, and then agreed", Afterwards, "S3", Escalated(0).Saying("stage", 1), Escalated(8).Saying("stage", 2), Agreed(9) },
        { "the same stage told again is no next one", "S3", Escalated(0).Saying("stage", 1), Escalated(2).Saying("stage", 1) },
        { "an earlier stage told again is no next one", Afterwards, "S3", Escalated(0).Saying("stage", 2), Escalated(2).Saying("stage", 1), Agreed(9) },
        { "nobody says which stage: the later is the next", Afterwards, "", Escalated(0), Escalated(5), Agreed(10) },
        { "agreed about another child", "S3", Escalated(0), Agreed(2, Ann) },
        { "agreed for the household", Afterwards, "", Escalated(0), Household(Agreed(2)) },
        { "the levels have come together since", Afterwards, "", Hospital(0), Care(1), Escalated(3), Hospital(9, 3) },
        { "they came together too late", Afterwards, "S3", Hospital(0), Care(1), Escalated(3), Hospital(11, 3) },
        { "they were together before", Afterwards, "S3", Hospital(0, 3), Care(1), Escalated(3) },
        { "another level as far away", Afterwards, "S3", Hospital(0), Care(1), Escalated(3), Hospital(9, 4) },
        { "the answer told late", "withdrawn", Escalation, Agreed(24) },
        { "the escalation alone withdrawn", "withdrawn", Escalation, Escalation.Withdrawal() },
        { "two children who turn out to be one", "S3", Hospital(0, 4, new Subject("child", Ref: "t")), Care(), Report("ed", Kinds.RoutineContact, 9, Tom with { Ref = "t" }) },
    };

    public static TheoryData<string> Rows => Table.Names;

    [Theory, MemberData(nameof(Rows))]
    public void Levels_far_apart_that_nobody_escalated_make_somebody_look_again(string neighbour) => Table.Check(neighbour);

    [Fact]
    public void The_leads_are_told_once_it_is_late_and_a_late_report_of_an_escalation_takes_it_back()
    {
        var story = new Story([new LevelsFarApart()], begins: Start);
        story.Told(Hospital(), Care());
        Assert.Empty(story.ItBecomes(Day(35)).OfType<AlertRaised>());
        story.ItBecomes(Day(36));
        var alert = story.Alert("DIS-1");
        Assert.Equal(["NN", "SM", "PM"], alert.Told.Select(t => t.Role).OrderBy(r => r == "PM").ThenBy(r => r, StringComparer.Ordinal));
        Assert.StartsWith("Two agencies see this very differently: ed level 4 (10 March 2020), childrens social care level 2 (15 March 2020).", alert.Sentence, StringComparison.Ordinal);
        story.Told(Escalated(30).Saying("agreed"));
        Assert.True(alert.EvidenceWithdrawn);
    }

    [Fact]
    public void A_stage_that_is_over_its_time_is_said_with_its_number_and_taken_back_by_what_followed()
    {
        var story = new Story([new LevelsFarApart()], begins: Start);
        story.Told(Escalated(0).Saying("stage", 2));
        story.ItBecomes(Day(8));
        Assert.Equal("A disagreement was escalated (10 March 2020, stage 2), and 5 working days later there is neither an agreement nor a next stage. Agree a level, or take it to the next stage.", story.Alert("DIS-1").Sentence);
        story.Told(Escalated(6).Saying("stage", 3));
        Assert.True(story.Alert("DIS-1").EvidenceWithdrawn);
    }

    [Fact]
    public void It_is_off_until_a_partnership_turns_it_on() => Assert.False(new LevelsFarApart().IsOn);
}
