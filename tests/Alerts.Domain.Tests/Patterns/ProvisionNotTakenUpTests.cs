using static Alerts.Domain.Tests.A;

namespace Alerts.Domain.Tests;

/// <summary>EDU-1.</summary>
public class ProvisionNotTakenUpTests
{
    private const string Autumn = "2019-12-01", Spring = "2020-02-29";

    private static Report Low(int day, string agency = "nursery") => Report(agency, Kinds.SchoolAttendanceLow, day, Tom);

    private static Report Shared(int day, double share, string agency = "nursery") => Low(day, agency).Saying("attendedShare", share);

    private static Report Counted(int day, int offered, int attended, string from = Autumn, string to = Spring) =>
        Low(day).Saying("from", from).Saying("to", to).Saying("offered", offered).Saying("attended", attended);

    private static readonly Report Third = Shared(0, 0.3), Half = Counted(0, 60, 30);

    private static readonly Neighbours Table = new(new ProvisionNotTakenUp())
    {
        { "attendance called low, without a share", "", Low(0) },
        { "a third of what was offered", "S3", Third },
        { "just under half, counted", "S3", Counted(0, 60, 29) },
        { "exactly half, counted", "", Half },
        { "exactly half, as a share", "", Shared(0, 0.5) },
        { "just under half, as a share", "S3", Shared(0, 0.49) },
        { "persistent absence is ordinary", "", Shared(0, 0.85, "school") },
        { "a share with the number offered", "S3", Low(0).Saying("offered", 20).Saying("attendedShare", 0.4) },
        { "more attended than offered", "", Counted(0, 6, 9) },
        { "nothing was offered", "", Counted(0, 0, 0) },
        { "six sessions offered", "S3", Counted(0, 6, 2) },
        { "five sessions offered", "", Counted(0, 5, 0) },
        { "a bad week", "", Counted(0, 10, 0, "2020-03-02", "2020-03-06") },
        { "half a term to the day", "S3", Counted(0, 30, 0, "2020-01-19", "2020-02-29") },
        { "a day less than half a term", "", Counted(0, 30, 0, "2020-01-20", "2020-02-29") },
        { "a period given in months runs to the end of the last", "S3", Shared(0, 0.3).Saying("from", "2020-01").Saying("to", "2020-02") },
        { "a single month", "", Shared(0, 0.3).Saying("from", "2020-02").Saying("to", "2020-02") },
        { "a period without an end runs to the report", "S3", Shared(0, 0.3).Saying("from", "2020-01-29") },
        { "two bad half half-terms together", "S3", Counted(0, 10, 0, "2020-01-20", "2020-02-14"), Counted(30, 10, 2, "2020-02-17", "2020-03-31") },
        { "one bad and one good half of a term", "", Counted(0, 20, 4, "2019-12-01", "2020-01-10"), Counted(30, 20, 18, "2020-01-11", "2020-03-31") },
        { "shares of unlike periods weigh by their days", "S3", Shared(0, 0.4).Saying("from", "2019-12-01").Saying("to", "2020-02-09"), Shared(9, 0.7).Saying("from", "2020-02-10").Saying("to", "2020-02-29") },
        { "the first half on day 91 before the second", "S3", Counted(0, 20, 0, "2020-02-01", "2020-03-06"), Counted(91, 20, 0, "2020-05-15", "2020-06-05") },
        { "the first half on day 92 before the second", "", Counted(0, 20, 0, "2020-02-01", "2020-03-06"), Counted(92, 20, 0, "2020-05-15", "2020-06-05") },
        { "a later, better report leaves what stood at the earlier date", "S3", Third, Shared(30, 0.8) },
        { "a later report about the same days takes the place of the earlier", "S3", Counted(0, 60, 40), Counted(10, 60, 20) },
        { "illness", "", Third.Saying("because", "illness") },
        { "an agreed part-time place", "", Third.Saying("because", "part-time") },
        { "the place was withdrawn", "", Third.Saying("because", "place-withdrawn") },
        { "transport that nobody arranged", "", Third.Saying("because", "transport-not-arranged") },
        { "transport that was sent away", "S3", Third.Saying("because", "transport-refused") },
        { "the reason told later, by correction", "withdrawn", Third, Third.Correction(r => r.Saying("because", "illness")) },
        { "explained for the time since, by a later report", "S3", Third, Shared(20, 0.3).Saying("because", "illness") },
        { "a poor share every month is one alert", "S3", Third, Shared(30, 0.3), Shared(60, 0.2), Shared(90, 0.1) },
        { "nursery kept, portage not", "S3", Shared(0, 0.9), Shared(0, 0.2, "portage") },
        { "two settings, both poor, are one alert each", "S3 S3", Third, Shared(0, 0.2, "portage") },
        { "two children, both poor", "S3 S3", Third.About(Tom, Ann) },
        { "two children, one good", "S3", Third, Shared(1, 0.9).About(Ann) },
        { "a report that names no child", "", Third.About() },
        { "withdrawn", "withdrawn", Third, Third.Withdrawal() },
        { "arriving in the wrong order", "S3", Counted(30, 10, 2, "2020-02-17", "2020-03-31"), Counted(0, 10, 0, "2020-01-20", "2020-02-14") },
    };

    public static TheoryData<string> Rows => Table.Names;

    [Theory, MemberData(nameof(Rows))]
    public void Provision_that_is_not_taken_up_makes_somebody_look_again(string neighbour) => Table.Check(neighbour);

    [Fact]
    public void The_sentence_gives_the_share_and_the_setting() =>
        Assert.Equal("A child attended 30 % of the sessions that the nursery offered, by its reports of the 13 weeks to 10 March 2020. Ask what gets in the way, whatever the child's age.",
            Assert.Single(new ProvisionNotTakenUp().Find(new([Third]), Period.Always)).Sentence);

    [Fact]
    public void Under_five_the_early_years_forum_is_told_and_from_five_the_school()
    {
        Assert.Equal(["EYF", "HV", "SEND", "LP"], Told(Third));
        Assert.Equal(["DSL", "SN", "SEND", "LP"], Told(Shared(0, 0.3, "school").About(Sue)));
    }

    private static IEnumerable<string> Told(Report report)
    {
        var story = new Story([new ProvisionNotTakenUp()]);
        story.Told(report);
        return story.Alert("EDU-1").Told.Select(t => t.Role);
    }
}
