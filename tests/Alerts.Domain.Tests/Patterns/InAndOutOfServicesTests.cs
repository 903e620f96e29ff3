using static Alerts.Domain.Tests.A;

namespace Alerts.Domain.Tests;

/// <summary>CUM-2. Early help closes on day 0 for the first time.</summary>
public class InAndOutOfServicesTests
{
    private static Report Opened(int day, params Subject[] about) => Report("early-help", Kinds.EarlyHelpStarted, day, about.Length == 0 ? [Tom] : about);

    private static Report Closed(int day, params Subject[] about) => Report("early-help", Kinds.CaseClosed, day, about.Length == 0 ? [Tom] : about);

    private static Report Care(string kind, int day, params Subject[] about) => Report("childrens-social-care", kind, day, about.Length == 0 ? [Tom] : about);

    private static Report Referred(DateOnly day) => Report("school", Kinds.ProfessionalReferral, day, Tom);

    private static Report Referred(int day) => Referred(Day(day));

    private static readonly Report First = Opened(-200), End = Closed(0), Again = Opened(100), EndAgain = Closed(200), Third = Opened(300);

    private static readonly Neighbours Table = new(new InAndOutOfServices())
    {
        { "closed and opened again once", "", First, End, Again },
        { "twice", "S3", First, End, Again, EndAgain, Third },
        { "twice, still closed", "", First, End, Again, EndAgain },
        { "across services", "S3", Care(Kinds.CinPlanStarted, -200), Care(Kinds.CinPlanEnded, 0), Again, EndAgain, Care(Kinds.CpPlanStarted, 300) },
        { "a step between teams: 28 days", "", First, End, Opened(28), EndAgain, Third },
        { "29 days", "S3", First, End, Opened(29), EndAgain, Third },
        { "stepped down on the same day, twice", "", Care(Kinds.CpPlanStarted, -200), Care(Kinds.CpPlanEnded, 0), Care(Kinds.CinPlanStarted, 0), Care(Kinds.CinPlanEnded, 100), Opened(100), Closed(300), Opened(400) },
        { "stepped up: the child-in-need plan ends with it", "", Care(Kinds.CinPlanStarted, -200), Care(Kinds.CpPlanStarted, 0), Care(Kinds.CpPlanEnded, 100), Opened(200) },
        { "the second return on day 730", "S3", First, End, Again, EndAgain, Opened(730) },
        { "on day 731", "", First, End, Again, EndAgain, Opened(731) },
        { "three times, the first long before", "S3", First, End, Again, EndAgain, Opened(800), Closed(850), Opened(900) },
        { "another child's case stays open", "S3", Opened(-300, Ann), First, End, Again, EndAgain, Third },
        { "two children, each back once, at different times", "", Opened(-200, Tom), Closed(0, Tom), Opened(-200, Ann), Opened(100, Tom), Closed(200, Ann), Opened(300, Ann) },
        { "two children, together in and out", "S3", Opened(-200, Tom, Ann), Closed(0, Tom, Ann), Opened(100, Tom, Ann), Closed(200, Tom, Ann), Opened(300, Tom, Ann) },
        { "another agency closes its own case", "", First, Report("police", Kinds.CaseClosed, 0, Tom), Again, Report("ed", Kinds.CaseClosed, 200, Tom), Third },
        { "an enquiry is no service", "", First, End, Care(Kinds.SectionFortySeven, 100), Care(Kinds.SectionFortySeven, 300) },
        { "nobody said when the plan between began", "", First, End, Care(Kinds.CinPlanEnded, 200), Third },
        { "referred again once", "", First, End, Referred(90) },
        { "referred again after two closures", "S3", First, End, Referred(90), Again, EndAgain, Referred(250) },
        { "referred twice after one closure", "", First, End, Referred(90), Referred(120) },
        { "closures of social care without a plan", "S3", Care(Kinds.CaseClosed, 0), Referred(90), Care(Kinds.CaseClosed, 120), Referred(200) },
        { "the second six months after the closure", "S3", Care(Kinds.CaseClosed, 0), Referred(90), Care(Kinds.CaseClosed, 120), Referred(Day(120).AddMonths(6)) },
        { "a day later", "", Care(Kinds.CaseClosed, 0), Referred(90), Care(Kinds.CaseClosed, 120), Referred(Day(120).AddMonths(6).AddDays(1)) },
        { "a referral on the day of the closure", "", Care(Kinds.CaseClosed, 0), Referred(90), Care(Kinds.CaseClosed, 120), Referred(120) },
        { "closed and stepped to another team, then referred", "", Care(Kinds.CaseClosed, 0), Referred(90), Care(Kinds.CaseClosed, 120), Opened(130), Referred(200) },
        { "the same closure told by two", "", Care(Kinds.CaseClosed, 0), Closed(1), Referred(90) },
        { "one opening withdrawn", "withdrawn", First, End, Again, EndAgain, Third, Third.Withdrawal() },
        { "one closing withdrawn", "withdrawn", First, End, Again, EndAgain, Third, EndAgain.Withdrawal() },
        { "a closing corrected to the day before the opening", "withdrawn", First, End, Again, EndAgain, Third, EndAgain.Correction(r => r.On(299)) },
        { "in the wrong order", "S3", Third, EndAgain, Again, End, First },
    };

    public static TheoryData<string> Rows => Table.Names;

    [Theory, MemberData(nameof(Rows))]
    public void A_household_that_goes_in_and_out_of_services_makes_somebody_look_again(string neighbour) => Table.Check(neighbour);

    [Fact]
    public void The_sentence_says_when_it_came_back()
    {
        var story = new Story([new InAndOutOfServices()]);
        story.Told(First, End, Again, EndAgain, Third);
        Assert.StartsWith("2 times within 24 months this household was closed and opened again (back 18 June 2020; 4 January 2021).", story.Alert("CUM-2").Sentence, StringComparison.Ordinal);
        Assert.Equal(["SM", "EHM", "FD"], story.Alert("CUM-2").Told.Select(t => t.Role));
    }
}
