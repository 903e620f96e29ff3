using static Alerts.Domain.Tests.A;

namespace Alerts.Domain.Tests;

/// <summary>EHE-3.</summary>
public class HomeEducatedChildNotSeenTests
{
    // Announced on 10 March 2020; six months end on 10 September, day 184.
    private const int LastDay = 184, LateDay = 185;

    private static readonly Report Announced = Report("ehe", Kinds.EheNotified, 0, Sue);

    private static Report Seen(int day) => Report("gp", Kinds.RoutineContact, day, Sue).Saying("childSeen");

    private static Report Back(int day) => Report("school", Kinds.SchoolOnRoll, day, Sue);

    private static readonly Report Sight = Seen(100), Return = Back(100);

    private static readonly Neighbours Table = new(new HomeEducatedChildNotSeen())
    {
        { "until the last day", LastDay, "", Announced },
        { "on the day on which it is late", LateDay, "S4", Announced },
        { "a child at school whom nobody mentions", 900, "", Report("school", Kinds.SchoolOnRoll, 0, Sue) },
        { "seen on the last day", LateDay, "", Announced, Seen(LastDay) },
        { "seen the day after", LateDay, "S4", Announced, Seen(LateDay) },
        { "seen before it was announced", LateDay, "S4", Announced, Seen(-1) },
        { "six months after the last sight", 283, "", Announced, Seen(100) },
        { "a day more", 284, "S4", Announced, Seen(100) },
        { "seen every few months", 600, "", Announced, Seen(100), Seen(250), Seen(420) },
        { "two gaps, one alert", 600, "S4", Announced, Seen(200) },
        { "a contact that says nothing of a sight", LateDay, "S4", Announced, Report("gp", Kinds.RoutineContact, 100, Sue) },
        { "a contact that did not see the child", LateDay, "S4", Announced, Seen(100).Saying("childSeen", false) },
        { "at an appointment", LateDay, "", Announced, Report("gp", Kinds.AppointmentBrought, 100, Sue) },
        { "in hospital", LateDay, "", Announced, Report("ed", Kinds.EdAttendanceInjury, 100, Sue) },
        { "observed when a need of the child was recorded", LateDay, "", Announced, Report("gp", Kinds.DevelopmentalConcern, 100, Sue).Saying("childObserved") },
        { "seen by the officer at a second announcement", LateDay, "", Announced, Report("ehe", Kinds.EheNotified, 100, Sue).Saying("childSeen") },
        { "announced again is no sight", LateDay, "S4", Announced, Report("ehe", Kinds.EheNotified, 100, Sue) },
        { "a brother seen", LateDay, "S4", Announced, Seen(100).About(Tom) },
        { "a visit that names nobody", LateDay, "S4", Announced, Report("police", Kinds.HomeVisitNoConcern, 100) },
        { "back on a school's roll", 900, "", Announced, Back(100) },
        { "back at school on the last day", 900, "", Announced, Back(LastDay) },
        { "back at school after it", 900, "S4", Announced, Back(LateDay) },
        { "back at school, and home again", 360, "S4", Announced, Back(100), Report("ehe", Kinds.EheNotified, 150, Sue) },
        { "sixteen by then", 900, "", Announced.About(Child(9, Day(LastDay).AddYears(-16))) },
        { "not quite sixteen by then", 900, "S4", Announced.About(Child(9, Day(LastDay + 1).AddYears(-16))) },
        { "of an age that nobody told", LateDay, "S4", Announced.About(Sue.AgeUnknown()) },
        { "a plan of long ago", LateDay, "S3", Announced, Report("childrens-social-care", Kinds.CpPlanStarted, -2000, Tom) },
        { "an enquiry on the day on which it is late", LateDay, "S3", Announced, Report("childrens-social-care", Kinds.SectionFortySeven, LateDay, Sue) },
        { "an enquiry of later", 900, "S4", Announced, Report("childrens-social-care", Kinds.SectionFortySeven, LateDay + 1, Sue) },
        { "two children, one seen", LateDay, "S4", Announced.About(Sue, Tom), Sight },
        { "two children, neither seen", LateDay, "S4 S4", Announced.About(Sue, Tom) },
        { "nobody who is named", LateDay, "", Announced.About() },
        { "the sight withdrawn", LateDay, "S4", Announced, Sight, Sight.Withdrawal() },
        { "the return withdrawn", LateDay, "S4", Announced, Return, Return.Withdrawal() },
        { "the announcement withdrawn", LateDay, "", Announced, Announced.Withdrawal() },
        { "the announcement corrected to a later day", LateDay, "", Announced, Announced.Correction(r => r.On(30)) },
    };

    public static TheoryData<string> Rows => Table.Names;

    [Theory, MemberData(nameof(Rows))]
    public void A_home_educated_child_whom_nobody_has_seen_comes_into_the_digest(string neighbour) => Table.Check(neighbour);

    [Fact]
    public void The_day_raises_it_and_a_late_report_of_a_sight_takes_it_back_and_sets_another_day()
    {
        var story = new Story([new HomeEducatedChildNotSeen()], begins: Start);
        story.Told(Announced);
        Assert.Equal([("EHE-3", Day(LateDay))], story.Household.Deadlines);
        story.ItBecomes(Day(LateDay));
        Assert.Equal(["EHEO", "GPL"], story.Alert("EHE-3").Told.Select(t => t.Role));
        Assert.Equal("No report tells that a professional has seen a home-educated child in the 6 months since 10 March 2020. That is no sign of harm, and nobody may insist. Ask who knows the child.",
            story.Alert("EHE-3").Sentence);
        story.Told(Sight);
        Assert.True(story.Alert("EHE-3").EvidenceWithdrawn);
        Assert.Equal([("EHE-3", Day(284))], story.Household.Deadlines);
    }

    [Fact]
    public void It_is_off_until_a_partnership_turns_it_on() => Assert.Null(PatternSet.Published.Find("EHE-3"));
}
