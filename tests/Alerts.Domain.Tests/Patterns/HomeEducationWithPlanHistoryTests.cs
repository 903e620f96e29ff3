using static Alerts.Domain.Tests.A;

namespace Alerts.Domain.Tests;

/// <summary>EHE-1.</summary>
public class HomeEducationWithPlanHistoryTests
{
    private static readonly DateOnly Today = new(2022, 3, 10), FiveYearsBefore = new(2017, 3, 10);

    private static Report Care(string kind, DateOnly day, params Subject[] about) => Report("childrens-social-care", kind, day, about.Length == 0 ? [Tom] : about);

    private static Report HomeEducated(params Subject[] about) => Report("ehe", Kinds.EheNotified, Today, about.Length == 0 ? [Sue] : about);

    private static Report NotInSchool(Subject child) => Report("ehe", Kinds.NotInSchool, Today, child);

    private static Subject Aged(int number, int years, int days = 0) => Child(number, Today.AddYears(-years).AddDays(days));

    private static readonly Report Declared = HomeEducated();

    private static readonly Report Started = Care(Kinds.CpPlanStarted, new(2016, 9, 1)), Ended = Care(Kinds.CpPlanEnded, FiveYearsBefore), Enquiry = Care(Kinds.SectionFortySeven, new(2020, 1, 5));

    private static readonly Neighbours Table = new(new HomeEducationWithPlanHistory())
    {
        { "home education alone", "", HomeEducated() },
        { "every child home-educated, no history", "", HomeEducated(Sue), HomeEducated(Tom), NotInSchool(Ann) },
        { "a plan alone", "", Started, Ended },
        { "a plan that ended five years before to the day", "S2", Started, Ended, HomeEducated() },
        { "a plan that ended a day earlier", "", Started, Care(Kinds.CpPlanEnded, FiveYearsBefore.AddDays(-1)), HomeEducated() },
        { "a plan that never ended", "S2", Care(Kinds.CpPlanStarted, new(2009, 1, 1)), HomeEducated() },
        { "a plan whose start nobody told", "S2", Ended, HomeEducated() },
        { "a plan of long ago whose end is told late", "withdrawn", Started, HomeEducated(), Care(Kinds.CpPlanEnded, new(2016, 12, 1)) },
        { "a plan that begins on the day", "S2", Care(Kinds.CpPlanStarted, Today), HomeEducated() },
        { "a plan that begins the day after", "", Care(Kinds.CpPlanStarted, Today.AddDays(1)), HomeEducated() },
        { "the end of another child's plan ends nothing", "S2", Started, Care(Kinds.CpPlanEnded, new(2016, 12, 1), Ann), HomeEducated() },
        { "an end that names no child ends it", "", Started, Report("childrens-social-care", Kinds.CpPlanEnded, new DateOnly(2016, 12, 1)), HomeEducated() },
        { "a section 47 enquiry within five years", "S2", Enquiry, HomeEducated() },
        { "a section 47 enquiry of five years before to the day", "S2", Care(Kinds.SectionFortySeven, FiveYearsBefore), HomeEducated() },
        { "a section 47 enquiry a day earlier", "", Care(Kinds.SectionFortySeven, FiveYearsBefore.AddDays(-1)), HomeEducated() },
        { "in need, until social care closed the case five years before", "S2", Care(Kinds.CinPlanStarted, new(2015, 1, 1)), Care(Kinds.CaseClosed, FiveYearsBefore), HomeEducated() },
        { "in need, until social care closed the case a day earlier", "", Care(Kinds.CinPlanStarted, new(2015, 1, 1)), Care(Kinds.CaseClosed, FiveYearsBefore.AddDays(-1)), HomeEducated() },
        { "in need; another service closed its own case", "S2", Care(Kinds.CinPlanStarted, new(2015, 1, 1)), Report("early-help", Kinds.CaseClosed, new DateOnly(2016, 1, 1), Tom), HomeEducated() },
        { "in need, until a protection plan that is over too", "", Care(Kinds.CinPlanStarted, new(2015, 1, 1)), Care(Kinds.CpPlanStarted, new(2015, 6, 1)), Care(Kinds.CpPlanEnded, new(2016, 6, 1)), HomeEducated() },
        { "a section 47 enquiry told after the home education", "S2", HomeEducated(), Enquiry },
        { "missing education, of school age", "S2", Enquiry, NotInSchool(Aged(30, 9)) },
        { "missing education, five today", "S2", Enquiry, NotInSchool(Aged(31, 5)) },
        { "not yet five", "", Enquiry, NotInSchool(Aged(32, 5, days: 1)) },
        { "not yet sixteen", "S2", Enquiry, NotInSchool(Aged(33, 16, days: 1)) },
        { "sixteen today", "", Enquiry, NotInSchool(Aged(34, 16)) },
        { "missing education at an age that nobody told", "S2", Enquiry, NotInSchool(Child(35)) },
        { "missing education of nobody who is named", "S2", Enquiry, Report("ehe", Kinds.NotInSchool, Today) },
        { "absent from a school place", "", Enquiry, NotInSchool(Sue).Saying("schoolPlace") },
        { "without a school place, said so", "S2", Enquiry, NotInSchool(Sue).Saying("schoolPlace", false) },
        { "an age told later", "withdrawn", Enquiry, NotInSchool(Child(36)), Report("gp", "routine-contact", Today, Aged(36, 3)) },
        { "home education withdrawn", "withdrawn", Enquiry, Declared, Declared.Withdrawal() },
        { "the enquiry withdrawn", "withdrawn", Enquiry, HomeEducated(), Enquiry.Withdrawal() },
        { "one of two enquiries withdrawn", "S2", Enquiry, Care(Kinds.SectionFortySeven, new(2019, 1, 5)), HomeEducated(), Enquiry.Withdrawal() },
        { "two children, one alert", "S2", Enquiry, HomeEducated(Sue), HomeEducated(Tom) },
        { "early help is no plan", "", Report("early-help", "early-help-started", new DateOnly(2021, 1, 1), Tom), HomeEducated() },
        { "a referral closed without action is no plan", "", Care("referral-nfa", new(2021, 1, 1)), HomeEducated() },
    };

    public static TheoryData<string> Rows => Table.Names;

    [Theory, MemberData(nameof(Rows))]
    public void Home_education_where_there_is_plan_history_makes_somebody_look_again(string neighbour) => Table.Check(neighbour);

    [Fact]
    public void The_evidence_is_the_plan_and_the_home_education()
    {
        var home = HomeEducated();
        var found = Assert.Single(new HomeEducationWithPlanHistory().Find(new([home, Started, Ended]), Period.Always));
        Assert.Equal([Started.Id, Ended.Id, home.Id], found.Evidence.Select(r => r.Id));
        Assert.Contains("most home education is no concern", found.Sentence, StringComparison.Ordinal);
    }
}
