using static Alerts.Domain.Tests.A;

namespace Alerts.Domain.Tests;

/// <summary>VISIT-1.</summary>
public class NobodyThroughTheDoorTests
{
    /// <summary>Sue is seven: no infant makes it graver.</summary>
    private static Report Missed(int day, string agency = "health-visiting") => Report(agency, Kinds.MissedVisit, day, Sue);

    private static Report Doorstep(int day) => Report("childrens-social-care", Kinds.DoorstepVisitOnly, day, Sue);

    private static Report Refused(int day, string agency = "health-visiting") => Report(agency, Kinds.RefusedEntry, day, Sue);

    private static Report Visit(int day) => Report("childrens-social-care", Kinds.HomeVisitNoConcern, day, Sue).Saying("childSeen").Saying("homeSeen");

    private static Report Care(string kind, int day) => Report("childrens-social-care", kind, day, Tom);

    private static readonly Subject Baby = Child(7, Start.AddMonths(-6));
    private static readonly Report First = Missed(0), Second = Missed(30), Between = Visit(10);

    private static readonly Neighbours Table = new(new NobodyThroughTheDoor())
    {
        { "one visit missed", "", First },
        { "two visits missed", "S3", First, Second },
        { "two, of two agencies", "S3", First, Missed(30, "school") },
        { "a doorstep visit and a refusal", "S3", Doorstep(0), Refused(20) },
        { "cancelled by the family", "S3", First.Saying("by", "family"), Second.Saying("by", "family") },
        { "the service did not come", "", First, Second.Saying("by", "service") },
        { "the family had moved home", "", First, Second.Saying("because", "moved-home") },
        { "the address was wrong", "", First, Second.Saying("because", "wrong-address") },
        { "illness", "", First, Second.Saying("because", "illness") },
        { "another reason", "S3", First, Second.Saying("because", "forgotten") },
        { "the reason told later", "withdrawn", First, Second, Second.Correction(r => r.Saying("because", "illness")) },
        { "a refusal resolved at the door", "", First, Refused(30).Saying("resolved") },
        { "one occasion, told by two agencies on adjacent days", "", First, Missed(1, "school") },
        { "two days apart", "S3", First, Missed(2) },
        { "a report between makes one of two", "withdrawn", First, Missed(2), Missed(1, "school") },
        { "on day 56", "S3", First, Missed(56) },
        { "on day 57", "", First, Missed(57) },
        { "the child and the home seen in between", "", First, Between, Second },
        { "seen in between, told later", "withdrawn", First, Second, Between },
        { "seen on the day of the second", "", First, Visit(30), Second },
        { "seen on the day of the first", "", First, Visit(0), Second },
        { "seen afterwards clears nothing", "S3", First, Second, Visit(31) },
        { "seen before", "S3", Visit(-1), First, Second },
        { "the home not seen", "S3", First, Second, Report("police", Kinds.HomeVisitNoConcern, 10, Sue).Saying("childSeen") },
        { "the child not seen", "S3", First, Second, Report("police", Kinds.HomeVisitNoConcern, 10, Sue).Saying("homeSeen") },
        { "two again after the child and the home were seen", "S3", First, Between, Missed(20), Missed(40) },
        { "two before and two after", "S3 S3", First, Missed(5), Between, Missed(20), Missed(40) },
        { "the visit between withdrawn", "S3", First, Second, Between, Between.Withdrawal() },
        { "an open plan, one agency", "S3", Care(Kinds.CpPlanStarted, -40), First, Second },
        { "an open plan, two agencies, none refused", "S3", Care(Kinds.CpPlanStarted, -40), First, Doorstep(30) },
        { "an open plan, one agency, refused", "S3", Care(Kinds.CpPlanStarted, -40), First, Refused(30) },
        { "an open plan, two agencies, one refused", "S2", Care(Kinds.CpPlanStarted, -40), First, Refused(30, "midwifery") },
        { "two agencies, one refused, and no plan", "S3", First, Refused(30, "midwifery") },
        { "a child-in-need plan, two agencies, one refused", "S3", Care(Kinds.CinPlanStarted, -40), First, Refused(30, "midwifery") },
        { "a plan that starts on the day of the second", "S2", Care(Kinds.CpPlanStarted, 30), First, Refused(30, "midwifery") },
        { "a plan that starts the day after", "S3", Care(Kinds.CpPlanStarted, 31), First, Refused(30, "midwifery") },
        { "a plan that ended before", "S3", Care(Kinds.CpPlanStarted, -40), Care(Kinds.CpPlanEnded, -5), First, Refused(30, "midwifery") },
        { "a plan whose end is told late", "S3", Care(Kinds.CpPlanStarted, -40), First, Refused(30, "midwifery"), Care(Kinds.CpPlanEnded, 20) },
        { "early help is no statutory plan", "S3", Report("early-help", Kinds.EarlyHelpStarted, -40, Tom), First, Second },
        { "an infant, one agency", "S3", First.About(Baby), Second },
        { "an infant, two agencies, none refused", "S3", First.About(Baby), Missed(30, "midwifery") },
        { "an infant, two agencies, one refused", "S2", First.About(Baby), Refused(30, "midwifery") },
        { "an infant, one agency, refused", "S3", First.About(Baby), Refused(30) },
        { "an infant, two agencies, a refusal resolved", "S3", First.About(Baby), Second, Refused(40, "midwifery").Saying("resolved") },
        { "two today is no infant", "S3", First, Refused(30, "midwifery").About(Child(8, Day(30).AddYears(-2))) },
        { "two tomorrow", "S2", First, Refused(30, "midwifery").About(Child(8, Day(31).AddYears(-2))) },
        { "a child born afterwards", "S3", First, Refused(30, "midwifery"), Report("midwifery", Kinds.Birth, 60, Child(8, Day(60))) },
        { "a child of an age that nobody told counts as an infant", "S2", First.About(Child(8)), Refused(30, "midwifery") },
        { "told about different children", "S3", First, Second.About(Child(8, Start.AddYears(-9))) },
        { "told about nobody", "S3", First.About(), Second.About() },
        { "arriving in the wrong order", "S3", Second, First },
        { "one withdrawn", "withdrawn", First, Second, First.Withdrawal() },
        { "corrected to the day after the other", "withdrawn", First, Second, Second.Correction(r => r.On(1)) },
    };

    public static TheoryData<string> Rows => Table.Names;

    [Theory, MemberData(nameof(Rows))]
    public void A_door_that_stays_closed_makes_somebody_look_again(string neighbour) => Table.Check(neighbour);

    [Fact]
    public void The_sentence_gives_the_days_and_the_agencies() =>
        Assert.Equal("Nobody got through the door on 2 occasions within 8 weeks (10 March 2020; 9 April 2020), as told by health visiting, childrens social care. Ask who has seen the children, and agree who will.",
            Assert.Single(new NobodyThroughTheDoor().Find(new([First, Doorstep(30)]), Period.Always)).Sentence);

    [Fact]
    public void The_front_door_is_told_where_nobody_leads()
    {
        var story = new Story([new NobodyThroughTheDoor()], Story.Holders("FD", "SN"));
        story.Told(First, Second);
        Assert.Equal(["FD", "SN"], story.Alert("VISIT-1").Told.Select(t => t.Role));
    }
}
