using static Alerts.Domain.Tests.A;

namespace Alerts.Domain.Tests;

/// <summary>AGG-1.</summary>
public class AggressionToProfessionalsTests
{
    private static Report Aggression(int day, string agency = "ambulance") => Report(agency, Kinds.AggressionToProfessional, day, Tom);

    private static readonly Report First = Aggression(0), Second = Aggression(60, "community-paediatrics");

    private static readonly Neighbours Table = new(new AggressionToProfessionals())
    {
        { "one incident", "", First },
        { "two, of two agencies", "S2", First, Second },
        { "two, of one agency", "S2", First, Aggression(60) },
        { "one, reported by two agencies on the same day", "", First, Aggression(0, "police") },
        { "one, reported by two agencies on adjacent days", "", First, Aggression(1, "police") },
        { "two days apart", "S2", First, Aggression(2, "police") },
        { "one that lasted three days", "", First, Aggression(1), Aggression(2) },
        { "two on day 364", "S2", First, Aggression(364) },
        { "two on day 365", "S2", First, Aggression(365) },
        { "two on day 366", "", First, Aggression(366) },
        { "told about different children", "S2", First, Second.About(Ann) },
        { "told about nobody", "S2", First.About(), Second.About() },
        { "a complaint is no aggression", "", First, Report("gp", "complaint-against-professional", 60, Tom) },
        { "refusal at the door is no aggression", "", First, Report("health-visiting", "refused-entry", 60, Tom) },
        { "a need of communication lowers nothing", "S2", First.Saying("communicationNeed"), Second.Saying("communicationNeed") },
        { "and makes nothing of one", "", First.Saying("communicationNeed") },
        { "arriving in the wrong order", "S2", Second, First },
        { "one withdrawn later", "withdrawn", First, Second, First.Withdrawal() },
        { "corrected to the day of the other: it was one incident", "withdrawn", First, Second, Second.Correction(r => r.On(1)) },
        { "three in two years, none within twelve months of another", "", First, Aggression(370), Aggression(740) },
        { "four, two and two", "S2 S2", First, Aggression(10), Aggression(800), Aggression(810) },
    };

    public static TheoryData<string> Rows => Table.Names;

    [Theory, MemberData(nameof(Rows))]
    public void Aggression_on_separate_occasions_makes_somebody_look_again(string neighbour) => Table.Check(neighbour);

    [Theory]
    [InlineData(true, true), InlineData(false, false)]
    public void A_need_of_communication_that_anybody_recorded_is_said(bool recorded, bool said)
    {
        var found = Assert.Single(new AggressionToProfessionals().Find(new([First.Saying("communicationNeed", recorded), Second]), Period.Always));
        Assert.Equal(said, found.Sentence.EndsWith("A need of communication or a disability was recorded with it: ask what would help them to be understood.", StringComparison.Ordinal));
    }

    [Fact]
    public void It_is_told_to_the_lead_of_every_agency_that_reported_in_the_last_two_years()
    {
        var story = new Story([new AggressionToProfessionals()]);
        story.Told(
            Report("school", "routine-contact", Day(60).AddMonths(-24), Tom), Report("midwifery", "routine-contact", Day(60).AddMonths(-24).AddDays(-1), Tom),
            Report("police", "routine-contact", 61, Tom), Report("voluntary-sector", Kinds.SupportSought, 5, Tom), First, Second);
        Assert.Equal(["FD", "LP", "DSL", "LEAD:ambulance", "NN"], story.Alert("AGG-1").Told.Select(t => t.Role));
    }
}
