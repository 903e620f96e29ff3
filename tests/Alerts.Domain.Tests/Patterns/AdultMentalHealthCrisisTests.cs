using static Alerts.Domain.Tests.A;

namespace Alerts.Domain.Tests;

/// <summary>MH-1.</summary>
public class AdultMentalHealthCrisisTests
{
    private static readonly Subject Mother = new("parent", Ref: "mother");

    private static Report Crisis(int day = 0, string agency = "adult-mental-health") => Report(agency, Kinds.ParentalMentalHealthCrisis, day, Mother);

    private static Report Known(Subject child) => Report("gp", Kinds.RoutineContact, -900, child);

    private static Report Need(string kind, int day, params Subject[] about) => Report("community-paediatrics", kind, day, about);

    private static Subject Aged(int number, int years, int days = 0) => Child(number, Start.AddYears(-years).AddDays(days));

    private static readonly Report Called = Crisis(), Issued = Need(Kinds.EhcpIssued, -10, Sue);

    private static readonly Neighbours Table = new(new AdultMentalHealthCrisis())
    {
        { "a crisis in a home with a two-year-old", "S3", Known(Tom), Crisis() },
        { "a child not yet five", "S3", Known(Aged(30, 5, days: 1)), Crisis() },
        { "a child of five today", "", Known(Aged(31, 5)), Crisis() },
        { "an age that nobody told", "S3", Known(Tom.AgeUnknown()), Crisis() },
        { "the younger of two children", "S3", Known(Sue), Known(Ann), Crisis() },
        { "an unborn child", "S3", Known(new(SubjectRoles.Unborn, Ref: "baby")), Crisis() },
        { "a child born nine months later", "S3", Known(Child(32, Start.AddMonths(9))), Crisis() },
        { "a child born after that", "", Known(Sue), Known(Child(33, Start.AddMonths(9).AddDays(1))), Crisis() },
        { "a seven-year-old", "", Known(Sue), Crisis() },
        { "a seven-year-old with an education, health and care plan", "S3", Need(Kinds.EhcpIssued, -10, Sue), Crisis() },
        { "a seven-year-old with complex health needs", "S3", Need(Kinds.ComplexHealthNeed, -10, Sue), Crisis() },
        { "a seven-year-old with delayed development", "S3", Need(Kinds.DevelopmentalConcern, -1_000, Sue), Crisis() },
        { "additional needs recorded on the day", "S3", Need(Kinds.ComplexHealthNeed, 0, Sue), Crisis() },
        { "additional needs recorded the day after", "", Need(Kinds.ComplexHealthNeed, 1, Sue), Crisis() },
        { "additional needs of a child of no name", "S3", Known(Sue), Need(Kinds.ComplexHealthNeed, -10), Crisis() },
        { "additional needs of somebody who is grown up", "", Known(Sue), Need(Kinds.DevelopmentalConcern, -1_000, Aged(34, 18)), Crisis() },
        { "no child is known there", "", Crisis() },
        { "no child is known there, one was present", "S3", Crisis().Saying("childPresent") },
        { "a child was present and unsafe", "S2", Known(Tom), Crisis().Saying("childPresent").Saying("childUnsafe") },
        { "a child was present, safe", "S3", Known(Tom), Crisis().Saying("childPresent").Saying("childUnsafe", false) },
        { "unsafe, but was a child present?", "S3", Known(Tom), Crisis().Saying("childUnsafe") },
        { "a self-referral is not read", "", Known(Tom), Report("adult-mental-health", Kinds.SupportSought, 0, Mother) },
        { "low mood is no crisis", "", Known(Tom), Report("health-visiting", Kinds.ParentalMentalHealthConcern, 0, Mother) },
        { "told by two agencies on adjacent days", "S3", Known(Tom), Crisis(), Crisis(1, "police") },
        { "told twice, by the second as unsafe", "S2", Known(Tom), Crisis(), Crisis(1, "police").Saying("childPresent").Saying("childUnsafe") },
        { "two crises", "S3 S3", Known(Tom), Crisis(), Crisis(2) },
        { "the crisis withdrawn", "withdrawn", Known(Tom), Called, Called.Withdrawal() },
        { "the plan withdrawn", "withdrawn", Issued, Crisis(), Issued.Withdrawal() },
        { "an age told later", "withdrawn", Known(Child(35)), Crisis(), Known(Aged(35, 9)) },
        { "safe after all", "S3", Known(Tom), Called.Saying("childPresent").Saying("childUnsafe"), Called.Correction(r => r.Saying("childPresent")) },
        { "the child told last", "S3", Crisis(), Known(Tom) },
    };

    public static TheoryData<string> Rows => Table.Names;

    [Theory, MemberData(nameof(Rows))]
    public void A_crisis_in_a_home_with_a_young_child_makes_somebody_offer_help(string neighbour) => Table.Check(neighbour);

    [Fact]
    public void It_is_support_and_says_that_good_care_may_be_in_place()
    {
        var story = new Story([new AdultMentalHealthCrisis()]);
        story.Told(Known(Tom), Crisis());
        var alert = story.Alert("MH-1");
        Assert.Equal(PatternClass.Support, alert.Class);
        Assert.Equal(["HV", "LP", "GPL"], alert.Told.Select(t => t.Role));
        Assert.Equal("A parent had a mental-health crisis (10 March 2020) in a home with a child under 5. Ask how the family is and offer help; good care may be in place already.", alert.Sentence);
    }
}
