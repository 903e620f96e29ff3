using static Alerts.Domain.Tests.A;

namespace Alerts.Domain.Tests;

/// <summary>EDU-2.</summary>
public class StarterNotBroughtToSchoolTests
{
    // Expected on Tuesday 10 March 2020; the tenth working day after it is Tuesday 24 March, day 14.
    private const int LastDay = 14, LateDay = 15;

    private static Report Expected(int on, int told = 0) => Report("school", Kinds.SchoolStartExpected, told, Tom).Saying("on", $"{Day(on):yyyy-MM-dd}");

    private static Report Present(int day) => Report("school", Kinds.SchoolPresent, day, Tom);

    private static Report Deferred(int day, int? on = null) =>
        Report("school", Kinds.SchoolStartDeferred, day, Tom) is var r && on is { } later ? r.Saying("on", $"{Day(later):yyyy-MM-dd}") : r;

    private static Report NotBrought(int day) => Report("gp", Kinds.WasNotBrought, day, Tom);

    private static readonly Report Start = Expected(0), Plan = Report("childrens-social-care", Kinds.CpPlanStarted, -2000, Ann), Here = Present(5);

    private static readonly Neighbours Table = new(new StarterNotBroughtToSchool())
    {
        { "before the last day", LastDay, "", Start },
        { "on the day on which it is late", LateDay, "S3", Start },
        { "a start without a day is expected on the day of the report", LateDay, "S3", Report("school", Kinds.SchoolStartExpected, 0, Tom) },
        { "after a plan of a sister", LateDay, "S2", Plan, Start },
        { "after a section 47 enquiry alone", LateDay, "S3", Plan.Correction(r => r with { Kind = Kinds.SectionFortySeven, Corrects = null }), Start },
        { "told long before", LateDay, "S3", Expected(0, told: -200) },
        { "told when it was late already", 40, "S3", Expected(0, told: 30) },
        { "there on the first day", 60, "", Start, Present(0) },
        { "there on the last day", 60, "", Start, Present(LastDay) },
        { "there a day later", 60, "S3", Start, Present(LateDay) },
        { "a visit before the expected day is no start", 60, "S3", Start, Present(-3) },
        { "started elsewhere before the day", 60, "", Expected(0, told: -20), Present(-3).Saying("elsewhere") },
        { "started elsewhere after the day", 60, "", Start, Present(5).Saying("elsewhere") },
        { "at nursery elsewhere before it was told", 60, "S3", Start, Present(-3).Saying("elsewhere") },
        { "bank holidays are no school days: expected on 1 April 2020, Easter between", 38, "", Expected(22) },
        { "the same, a day later", 39, "S3", Expected(22) },
        { "a deferred entry", 60, "", Start, Deferred(3) },
        { "deferred too late", 60, "S3", Start, Deferred(LateDay) },
        { "deferred before it was told, without a day", 60, "S3", Start, Deferred(-3) },
        { "deferred to a later day, not yet there", LateDay, "", Start, Deferred(3, on: 30) },
        { "deferred to a later day, and late again", 100, "S3", Start, Deferred(3, on: 30) },
        { "deferred to a later day, and there", 100, "", Start, Deferred(3, on: 30), Present(31) },
        { "deferred twice", 60, "", Start, Deferred(3, on: 30), Deferred(33, on: 80) },
        { "deferred in spring, told in summer with the old day", 60, "", Start, Deferred(-100, on: 90) },
        { "home education announced in the first days", 60, "", Start, Report("ehe", Kinds.EheNotified, 4, Tom) },
        { "home education announced afterwards", 60, "S3", Start, Report("ehe", Kinds.EheNotified, LateDay, Tom) },
        { "home-educated until now", 60, "S3", Start, Report("ehe", Kinds.EheNotified, -300, Tom) },
        { "not brought to an appointment in the year before", LateDay, "S2", Start, NotBrought(-365) },
        { "not brought to an appointment a day earlier", LateDay, "S3", Start, NotBrought(-366) },
        { "not brought to an appointment in the first days", LateDay, "S2", Start, NotBrought(LastDay) },
        { "not brought to an appointment afterwards", 60, "S3", Start, NotBrought(LateDay) },
        { "an appointment that the clinic moved", LateDay, "S3", Start, NotBrought(-30).Saying("by", "service") },
        { "another child not brought to an appointment", LateDay, "S3", Start, NotBrought(-30).About(Ann) },
        { "a plan of long ago", LateDay, "S2", Start, Plan },
        { "a plan of later", 60, "S3", Start, Report("childrens-social-care", Kinds.CpPlanStarted, LateDay, Tom) },
        { "told by the school and by the authority, two days apart", LateDay, "", Start, Expected(2).About(Tom) with { Agency = "ehe", Id = new("ehe", "e1") } },
        { "the same, late by the later day", LateDay + 2, "S3", Start, Expected(2) with { Agency = "ehe", Id = new("ehe", "e2") } },
        { "two children, one there", LateDay, "S3", Start.About(Tom, Ann), Present(1) },
        { "two children, neither there", LateDay, "S3 S3", Start.About(Tom, Ann) },
        { "another child's presence", LateDay, "S3", Start, Present(1).About(Ann) },
        { "a start that names no child", LateDay, "", Start.About() },
        { "a second start in another year", 400, "S3 S3", Start, Expected(366) },
        { "corrected to a later day", LateDay, "", Start, Start.Correction(r => r.Saying("on", "2020-09-01")) },
        { "withdrawn", LateDay, "", Start, Start.Withdrawal() },
        { "the presence withdrawn", LateDay, "S3", Start, Here, Here.Withdrawal() },
    };

    public static TheoryData<string> Rows => Table.Names;

    [Theory, MemberData(nameof(Rows))]
    public void An_expected_starter_who_does_not_come_makes_somebody_look_again(string neighbour) => Table.Check(neighbour);

    [Fact]
    public void It_is_off_until_a_partnership_has_both_feeds() => Assert.False(new StarterNotBroughtToSchool().FirstRelease);

    [Fact]
    public void The_day_raises_it_and_a_late_report_of_presence_takes_it_back()
    {
        var story = new Story([new StarterNotBroughtToSchool()], begins: A.Start);
        story.Told(Plan, Start);
        Assert.Equal([("EDU-2", Day(LateDay))], story.Household.Deadlines);
        story.ItBecomes(Day(LastDay));
        Assert.Empty(story.Household.Alerts);
        story.ItBecomes(Day(LateDay));
        Assert.Equal(["DSL", "AO", "FD"], story.Alert("EDU-2").Told.Select(t => t.Role));
        Assert.Equal("A child was expected to start school on 10 March 2020, and no report tells of a day there by 24 March 2020 (10 working days). "
            + "A child of this household has been on a plan before. Ask whether the child has started elsewhere; if not, see the child.", story.Alert("EDU-2").Sentence);
        story.Told(Here);
        Assert.True(story.Alert("EDU-2").EvidenceWithdrawn);
    }
}
