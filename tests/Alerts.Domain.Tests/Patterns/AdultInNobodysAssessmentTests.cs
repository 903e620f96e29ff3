using Alerts.Domain.Values;
using static Alerts.Domain.Tests.A;

namespace Alerts.Domain.Tests;

/// <summary>MALE-1. Twenty working days from the start end on day 28.</summary>
public class AdultInNobodysAssessmentTests
{
    private static readonly Subject Partner = Adult("partner", 50), Uncle = Adult("relative", 51), Lodger = Adult("other-adult", 52), Father = Adult("parent", 53);

    private static Subject Adult(string role, int number) => new(role, NhsNumber: NhsNumber.Fictitious(number));

    private static Report Open(string kind = Kinds.EarlyHelpStarted, int day = -50) =>
        Report(kind == Kinds.EarlyHelpStarted ? "early-help" : "childrens-social-care", kind, day, Tom);

    private static Report Named(Subject adult, int day = 0, string kind = Kinds.AdultNamed, string agency = "school") => Report(agency, kind, day, Tom, adult);

    private static Report Abuse(Subject adult, int day = 0, string agency = "police") => Named(adult, day, Kinds.DomesticAbuseIncident, agency);

    private static Report Assessed(int day, params Subject[] people) => Report("childrens-social-care", Kinds.AssessmentCompleted, day, [Tom, .. people]);

    private static readonly Report Opened = Open(), Naming = Named(Partner), Assessment = Assessed(20, Partner);

    /// <summary>Everything is told at the start, and looked at when all of it should have happened.</summary>
    private const int Afterwards = 1_000;

    private static readonly Neighbours Table = new(new AdultInNobodysAssessment())
    {
        { "a partner named while early help is open", "S4", Open(), Named(Partner) },
        { "named while nothing is open", "", Named(Partner) },
        { "named while a child is in need", "S4", Open(Kinds.CinPlanStarted), Named(Partner) },
        { "named while a child is on a plan", "S4", Open(Kinds.CpPlanStarted), Named(Partner) },
        { "a section 47 enquiry is no open plan", "", Open(Kinds.SectionFortySeven, 0), Named(Partner) },
        { "named on the day on which early help opens", "S4", Open(day: 0), Named(Partner) },
        { "named the day before", "", Open(day: 1), Named(Partner) },
        { "early help closed before", "", Open(), Report("early-help", Kinds.CaseClosed, -1, Tom), Named(Partner) },
        { "early help closed on the day", "", Open(), Report("early-help", Kinds.CaseClosed, 0, Tom), Named(Partner) },
        { "early help closed the day after", "S4", Open(), Report("early-help", Kinds.CaseClosed, 1, Tom), Named(Partner) },
        { "another service closed its own case", "S4", Open(), Report("community-paediatrics", Kinds.CaseClosed, -1, Tom), Named(Partner) },
        { "a relative", "S4", Open(), Named(Uncle) },
        { "another adult", "S4", Open(), Named(Lodger) },
        { "a father", "S4", Open(), Named(Father) },
        { "a carer", "S4", Open(), Named(Adult("carer", 54)) },
        { "a father whom an assessment covers", Afterwards, "", Open(), Named(Father), Assessed(20, Father) },
        { "two parents, the assessment covers the mother", Afterwards, "S4", Open(), Named(Father), Named(Adult("parent", 55)), Assessed(20, Adult("parent", 55)) },
        { "a report that names no adult", "", Open(), Report("school", Kinds.AdultNamed, 0, Tom) },
        { "a new partner in the household", "S4", Open(), Named(Partner, kind: Kinds.NewPartnerInHousehold) },
        { "a change in the household", "S4", Open(), Named(Uncle, kind: Kinds.HouseholdChange) },
        { "a change that names no adult", "", Open(), Report("school", Kinds.HouseholdChange, 0, Tom) },
        { "named by the police in domestic abuse", "S3", Open(), Abuse(Partner) },
        { "domestic abuse told by another agency", "S4", Open(), Abuse(Partner, agency: "health-visiting") },
        { "a father, named by the police in domestic abuse", "S3", Open(), Abuse(Father) },
        { "named by the police for another reason", "S4", Open(), Named(Partner, agency: "police") },
        { "an assessment covers him on the twentieth working day", Afterwards, "", Open(), Named(Partner), Assessed(28, Partner) },
        { "an assessment a day later", Afterwards, "S4", Open(), Named(Partner), Assessed(29, Partner) },
        { "an assessment that leaves him out", Afterwards, "S4", Open(), Named(Partner), Assessed(20, Father) },
        { "recorded as of no matter", Afterwards, "", Open(), Named(Partner), Assessed(20, Partner).Saying("notRelevant") },
        { "a former partner, recorded as of no matter", Afterwards, "", Open(), Abuse(Partner), Assessed(3, Partner).Saying("notRelevant") },
        { "of no matter, but somebody else", Afterwards, "S4", Open(), Named(Partner), Assessed(20, Uncle).Saying("notRelevant") },
        { "an assessment of twelve months before covers him", Afterwards, "", Open(), Named(Partner), Assessed(-365, Partner) },
        { "an assessment of a day earlier", Afterwards, "S4", Open(), Named(Partner), Assessed(-366, Partner) },
        { "another sender's name for the same man", Afterwards, "", Open(), Named(Partner with { Ref = "p" }), Assessed(20, Partner with { Role = "carer" }) },
        { "two men, one covered", Afterwards, "S4", Open(), Named(Partner), Named(Uncle), Assessed(20, Partner) },
        { "two men who turn out to be one", "withdrawn", Open(), Named(new("partner", Ref: "x")), Assessed(20, Partner), Report("school", Kinds.RoutineContact, 40, Partner with { Ref = "x" }) },
        { "named by two agencies on adjacent days", "S4", Open(), Named(Partner), Named(Partner, 1, agency: "gp") },
        { "named by the school, the next day by the police", "S3", Open(), Named(Partner), Abuse(Partner, 1) },
        { "named again months later", "S4 S4", Open(), Named(Partner), Named(Partner, 90) },
        { "named again after he was assessed", Afterwards, "S4", Open(), Named(Partner), Assessed(40, Partner), Named(Partner, 90) },
        { "on the last day on which he may still be assessed", 28, "", Open(), Named(Partner) },
        { "on the day on which it is late", 29, "S4", Open(), Named(Partner) },
        { "assessed in time, looked at later", 60, "", Open(), Named(Partner), Assessed(25, Partner) },
        { "the naming withdrawn", "withdrawn", Open(), Naming, Naming.Withdrawal() },
        { "early help opened in error", "withdrawn", Opened, Named(Partner), Opened.Withdrawal() },
        { "the assessment withdrawn", "S4", Open(), Named(Partner), Assessment, Assessment.Withdrawal() },
        { "it was the father, who is covered", "withdrawn", Open(), Assessed(20, Father), Naming, Naming.Correction(r => r.About(Tom, Father)) },
        { "the open plan told last", "S4", Named(Partner), Open() },
    };

    public static TheoryData<string> Rows => Table.Names;

    [Theory, MemberData(nameof(Rows))]
    public void An_adult_whom_no_assessment_covers_makes_somebody_look_again(string neighbour) => Table.Check(neighbour);

    [Fact]
    public void It_is_raised_by_the_deadline_warns_of_telling_the_family_and_is_taken_back_by_a_late_report()
    {
        var story = new Story([new AdultInNobodysAssessment()], begins: Start);
        story.Told(Open(), Named(Partner with { Name = "Ian Invented" }));
        Assert.Empty(story.ItBecomes(Day(28)).OfType<AlertRaised>());
        story.ItBecomes(Day(29));
        Assert.EndsWith("The family must not be told who named the adult.", story.Alert("MALE-1").Sentence, StringComparison.Ordinal);
        Assert.DoesNotContain("Invented", story.Alert("MALE-1").Sentence, StringComparison.Ordinal);
        Assert.Equal(["LP", "CPC"], story.Alert("MALE-1").Told.Select(t => t.Role));
        story.Told(Assessed(27, Partner));
        Assert.True(story.Alert("MALE-1").EvidenceWithdrawn);
    }

    [Fact]
    public void It_is_off_until_a_partnership_turns_it_on() => Assert.False(new AdultInNobodysAssessment().IsOn);
}
