using static Alerts.Domain.Tests.A;

namespace Alerts.Domain.Tests;

/// <summary>CP-7. Day 90 is Monday 8 June 2020, five working days before is day 83; five working days after day 0 is day 7.</summary>
public class NotToldOfConferenceTests
{
    private static Report Scheduled(int day, int on, params Subject[] about) =>
        Report("childrens-social-care", Kinds.ConferenceScheduled, day, about.Length == 0 ? [Tom] : about).Saying("on", $"{Day(on):yyyy-MM-dd}");

    private static Report Told(string agency, int day, string of = "conference", int? on = null, params Subject[] about) =>
        Report(agency, Kinds.NoticeReceived, day, about).Saying("of", of) is var notice && on is { } named ? notice.Saying("on", $"{Day(named):yyyy-MM-dd}") : notice;

    private static Report Contact(string agency, int day) => Report(agency, Kinds.RoutineContact, day, Tom);

    private static readonly Report Conference = Scheduled(0, 90), Plan = Report("childrens-social-care", Kinds.CpPlanStarted, 0, Tom);
    private static readonly Report Nurse = Contact("health-visiting", -30), Notice = Told("health-visiting", 20);

    private static readonly Neighbours Table = new(new NotToldOfConference())
    {
        { "nobody else is attached", 90, "", Conference },
        { "not told, on the last day", 83, "", Nurse, Conference },
        { "not told, a day later", 84, "S3", Nurse, Conference },
        { "told on the last day", 90, "", Nurse, Conference, Told("health-visiting", 83) },
        { "told too late", 90, "S3", Nurse, Conference, Told("health-visiting", 84) },
        { "told of this day", 90, "", Nurse, Conference, Told("health-visiting", 20, on: 90) },
        { "told of another day", 90, "S3", Nurse, Conference, Told("health-visiting", 20, on: 60) },
        { "told of a plan", 90, "S3", Nurse, Conference, Told("health-visiting", 20, "plan") },
        { "told before it was fixed: of another", 90, "S3", Nurse, Conference, Told("health-visiting", -5) },
        { "told about another child", 90, "S3", Nurse, Conference, Told("health-visiting", 20, about: Ann) },
        { "another agency was told", 90, "S3", Nurse, Conference, Told("gp", 20) },
        { "two agencies, one told: one alert", 90, "S3", Nurse, Contact("gp", -10), Conference, Told("gp", 20) },
        { "attached a year before to the day", 90, "S3", Contact("gp", -365), Conference },
        { "a day longer ago", 90, "", Contact("gp", -366), Conference },
        { "attached on the day or since", 90, "", Contact("gp", 0), Contact("school", 9), Conference },
        { "a charity, the RSPCA and a vet", 90, "", Contact("voluntary-sector", -9), Contact("rspca", -9), Contact("other", -9), Conference },
        { "an urgent conference", 90, "", Nurse, Conference.Saying("urgent") },
        { "moved: told of the new day in time", 120, "", Nurse, Conference, Scheduled(20, 120), Told("health-visiting", 30, on: 120) },
        { "moved: told of the old day", 120, "S3", Nurse, Conference, Scheduled(20, 120), Told("health-visiting", 10, on: 90) },
        { "fixed at short notice: the day after", 88, "S3", Nurse, Scheduled(87, 90) },
        { "fixed at short notice, told that day", 90, "", Nurse, Scheduled(87, 90), Told("health-visiting", 87) },
        { "two children, one conference", 90, "S3", Nurse, Scheduled(0, 90, Tom, Ann) },
        { "two children, one conference, told one by one", 90, "S3", Nurse, Conference, Scheduled(0, 90, Ann) },
        { "two conferences", 120, "S3 S3", Nurse, Conference, Scheduled(0, 117, Ann) },
        { "a core group, nobody told", 90, "S3", Nurse, Scheduled(0, 90).Saying("of", "core-group") },
        { "a core group, told", 90, "", Nurse, Scheduled(0, 90).Saying("of", "core-group"), Told("health-visiting", 20, "core-group") },
        { "a plan not shared, on the last day", 7, "", Nurse, Plan },
        { "a plan not shared, a day later", 8, "S3", Nurse, Plan },
        { "a plan shared on the last day", 8, "", Nurse, Plan, Told("health-visiting", 7, "plan") },
        { "a plan shared too late", 9, "S3", Nurse, Plan, Told("health-visiting", 8, "plan") },
        { "told of a conference, not of the plan", 8, "S3", Nurse, Plan, Told("health-visiting", 3) },
        { "the conference withdrawn", 90, "", Nurse, Conference, Conference.Withdrawal() },
        { "the contact withdrawn", 90, "", Nurse, Conference, Nurse.Withdrawal() },
        { "the notice withdrawn", 90, "S3", Nurse, Conference, Notice, Notice.Withdrawal() },
    };

    public static TheoryData<string> Rows => Table.Names;

    [Theory, MemberData(nameof(Rows))]
    public void Who_works_with_a_household_is_told_of_its_conferences_and_plans(string neighbour) => Table.Check(neighbour);

    [Fact]
    public void The_day_raises_it_naming_the_agencies_and_a_notice_that_is_told_late_takes_it_back()
    {
        var story = new Story([new NotToldOfConference()], begins: Start);
        story.Told(Nurse, Contact("gp", -10), Contact("school", -10), Conference, Told("gp", 5));
        Assert.Empty(story.Household.Alerts);
        story.ItBecomes(Day(84));
        Assert.Contains("told of the conference of 8 June 2020: health visiting, school.", story.Alert("CP-7").Sentence, StringComparison.Ordinal);
        Assert.Equal(["CPA", "ASW"], story.Alert("CP-7").Told.Select(t => t.Role));
        story.Told(Told("health-visiting", 60), Told("school", 70));
        Assert.True(story.Alert("CP-7").EvidenceWithdrawn);
    }
}
