using static Alerts.Domain.Tests.A;

namespace Alerts.Domain.Tests;

/// <summary>WNB-1.</summary>
public class NotBroughtToAppointmentsTests
{
    private static Report Missed(int day) => Report("community-paediatrics", Kinds.WasNotBrought, day, Tom);

    private static Report AlsoByGp(int day) => Report("gp", Kinds.WasNotBrought, day, Tom);

    private static Report Brought(int day) => Report("community-paediatrics", Kinds.AppointmentBrought, day, Tom);

    private static Report Cancelled(int day, string by, bool late = true) =>
        Report("community-paediatrics", Kinds.AppointmentCancelled, day, Tom).Saying("by", by).Saying("late", late);

    private static Report Summary(int day, string from, string to) =>
        Report("community-paediatrics", Kinds.AppointmentsSummary, day, Tom).Saying("setting", "outpatient").Saying("from", from).Saying("to", to);

    private static Report Counted(int day, string from, string to, int offered, int brought) => Summary(day, from, to).Saying("offered", offered).Saying("brought", brought);

    private static Report Shared(int day, string from, string to, decimal share) => Summary(day, from, to).Saying("broughtShare", share);

    private static Report[] Days(Func<int, Report> report, params int[] days) => [.. days.Select(report)];

    private static readonly Report MovedLater = Missed(30);

    private static readonly Neighbours Table = new(new NotBroughtToAppointments())
    {
        { "a lone missed appointment", "", Missed(0) },
        { "three missed of three", "", Days(Missed, 0, 10, 20) },
        { "four missed of four", "S3", Days(Missed, 0, 10, 20, 30) },
        { "two brought of four", "S3", [.. Days(Missed, 0, 10), .. Days(Brought, 20, 30)] },
        { "exactly three in four", "", [Missed(0), .. Days(Brought, 10, 20, 30)] },
        { "just under three in four", "S3", [.. Days(Missed, 0, 10), .. Days(Brought, 20, 30, 40, 50, 60)] },
        { "eight clinics kept of ten", "", [.. Days(Brought, 0, 20, 40, 60, 80, 100, 120, 140), .. Days(Missed, 160, 180)] },
        { "seven clinics kept of ten", "S3", [.. Days(Brought, 0, 20, 40, 60, 80, 100, 120), .. Days(Missed, 140, 160, 180)] },
        { "a poor month between good ones, looked at from more than a year after the first", "", [.. Days(Brought, [.. Enumerable.Range(0, 12)]), .. Days(Missed, 300, 310, 320, 330), .. Days(Brought, [.. Enumerable.Range(340, 12)]), Brought(390)] },
        { "a date that the hospital moved", "", [.. Days(Missed, 0, 10, 20), Missed(30).Saying("by", "service")] },
        { "marked as moved afterwards", "withdrawn", [.. Days(Missed, 0, 10, 20), MovedLater, MovedLater.Correction(r => r.Saying("by", "service"))] },
        { "four cancelled by the service", "", Days(d => Cancelled(d, "service"), 0, 10, 20, 30) },
        { "two late cancellations by the carer do not count", "", [.. Days(Missed, 0, 10), .. Days(d => Cancelled(d, "carer"), 20, 30)] },
        { "two missed of four, both told by the GP too", "S3", [.. Days(Missed, 0, 10), .. Days(Brought, 20, 30), .. Days(AlsoByGp, 0, 10)] },
        { "two missed, both told by the GP too", "", [.. Days(Missed, 0, 10), .. Days(AlsoByGp, 0, 10)] },
        { "one missed of four, told by the GP too", "", [Missed(0), .. Days(Brought, 10, 20, 30), AlsoByGp(0)] },
        { "the GP's letter comes first", "", [AlsoByGp(0), AlsoByGp(10), .. Days(Missed, 0, 10)] },
        { "the GP tells of the day after", "S3", [.. Days(Missed, 0, 10), .. Days(AlsoByGp, 1, 11)] },
        { "two agencies, two specialties on each day", "S3", [.. Days(d => Missed(d).Saying("specialty", "eyes"), 0, 10), .. Days(d => AlsoByGp(d).Saying("specialty", "asthma"), 0, 10)] },
        { "two agencies, one specialty", "", [.. Days(d => Missed(d).Saying("specialty", "Asthma"), 0, 10), .. Days(d => AlsoByGp(d).Saying("specialty", "asthma"), 0, 10)] },
        { "one clinic twice a day is two", "S3", Days(Missed, 0, 0, 10, 10) },
        { "another child's on the same day is another", "", [.. Days(Missed, 0, 10, 20), AlsoByGp(20).About(Ann)] },
        { "a summary beside what the GP tells too", "", [Counted(0, "2019-03-01", "2020-02-29", 8, 6), .. Days(Brought, 10, 11, 12), Missed(20), AlsoByGp(20)] },
        { "three late cancellations by the carer count", "S3", [Missed(0), .. Days(d => Cancelled(d, "carer"), 10, 20, 30)] },
        { "three cancellations in good time", "", [Missed(0), .. Days(d => Cancelled(d, "carer", late: false), 10, 20, 30)] },
        { "three late cancellations, one by the service", "", [.. Days(Missed, 0, 5), .. Days(d => Cancelled(d, "carer"), 10, 20), Cancelled(30, "service")] },
        { "the first of four on day 365 before the last", "S3", Days(Missed, 0, 100, 200, 365) },
        { "the first of four on day 366 before the last", "", Days(Missed, 0, 100, 200, 366) },
        { "two children, two missed each", "", [.. Days(Missed, 0, 10), .. Days(d => Missed(d).About(Ann), 0, 10)] },
        { "three siblings, one hospital-moved day", "", [.. new[] { Tom, Ann, Sue }.SelectMany(c => Days(d => Missed(d).About(c).Saying("by", "service"), 0))] },
        { "two children, four missed each, are two alerts", "S3 S3", [.. Days(Missed, 0, 10, 20, 30), .. Days(d => Missed(d).About(Ann), 0, 10, 20, 30)] },
        { "siblings always seen together are two alerts", "S3 S3", Days(d => Missed(d).About(Tom, Ann), 0, 10, 20, 30) },
        { "a report that names no child says nothing of any", "", Days(d => Missed(d).About(), 0, 10, 20, 30) },
        { "a summary with counts under the share", "S3", Counted(0, "2019-03-01", "2020-02-29", 8, 5) },
        { "a summary with counts at the share", "", Counted(0, "2019-03-01", "2020-02-29", 8, 6) },
        { "a summary of three", "", Counted(0, "2019-03-01", "2020-02-29", 3, 0) },
        { "a summary of three and a missed appointment after it", "S3", Counted(0, "2019-03-01", "2020-02-29", 3, 0), Missed(20) },
        { "a share alone, over six months", "S3", Shared(0, "2019-09-01", "2020-02-29", 0.62m) },
        { "a share alone, over a day less than six months", "", Shared(0, "2019-09-02", "2020-02-29", 0.24m) },
        { "a share alone, over six months given as months", "S3", Shared(0, "2019-09", "2020-02", 0.5m) },
        { "a share alone, over five months given as months", "", Shared(0, "2019-10", "2020-02", 0.24m) },
        { "a share alone of three in four", "", Shared(0, "2019-03", "2020-02", 0.75m) },
        { "a share alone without a period", "", Report("gp", Kinds.AppointmentsSummary, 0, Tom).Saying("broughtShare", 0.24m) },
        { "a share with the number offered", "S3", Shared(0, "2020-02", "2020-02", 0.5m).Saying("offered", 4) },
        { "a share with counts that are null", "S3", Shared(0, "2019-03", "2020-02", 0.24m).Saying("offered", null).Saying("brought", null) },
        { "single outcomes inside the summary's period are not counted twice", "", [.. Days(Missed, -90, -80), Counted(0, "2019-03-01", "2020-02-29", 10, 8)] },
        { "single outcomes of another agency are counted beside it", "S3", [.. Days(d => Report("gp", Kinds.WasNotBrought, d, Tom), -90, -80), Counted(0, "2019-03-01", "2020-02-29", 10, 8)] },
        { "single outcomes after the summary's period are counted beside it", "S3", [.. Days(Missed, 5, 15), Counted(0, "2019-03-01", "2020-02-29", 10, 8)] },
        { "a summary that says nothing hides no single outcome", "S3", [.. Days(Missed, -60, -50, -40, -30), Shared(0, "2019-12", "2020-02", 0.9m)] },
        { "a later summary of the same clinic takes the place of the earlier", "S3", Counted(0, "2019-03-01", "2020-02-29", 8, 8), Counted(30, "2019-04-01", "2020-03-31", 4, 2) },
        { "a later summary of the next months stands beside the earlier", "", Counted(0, "2019-03-01", "2020-02-29", 8, 8), Counted(30, "2020-03-01", "2020-03-31", 4, 2) },
        { "a later, better summary leaves what stood at the earlier date", "S3", Counted(0, "2019-03-01", "2020-02-29", 4, 2), Counted(30, "2019-04-01", "2020-03-31", 8, 8) },
        { "summaries of two clinics are added", "S3", Counted(0, "2019-03-01", "2020-02-29", 2, 0), Counted(1, "2019-03-01", "2020-02-29", 2, 1).Saying("setting", "therapy") },
        { "one of four withdrawn later", "withdrawn", [.. Days(Missed, 0, 10, 20), MovedLater, MovedLater.Withdrawal()] },
        { "visits kept in between, reported late", "withdrawn", [.. Days(Missed, 0, 100), .. Days(Brought, 5, 110), .. Days(Brought, 20, 30, 40, 50, 60, 70)] },
    };

    public static TheoryData<string> Rows => Table.Names;

    [Theory, MemberData(nameof(Rows))]
    public void A_child_brought_to_fewer_than_three_in_four_makes_somebody_look_again(string neighbour) => Table.Check(neighbour);

    [Fact]
    public void The_sentence_gives_the_share_and_the_twelve_months()
    {
        var found = Assert.Single(new NotBroughtToAppointments().Find(new([Shared(0, "2019-03", "2020-02", 0.24m)]), Period.Always));
        Assert.Equal("A child was brought to 24 % of the appointments offered in the 12 months to 10 March 2020. Ask what gets in the way.", found.Sentence);
        Assert.Equal("1-nhs:" + Tom.NhsNumber, found.Child);
    }
}
