using static Alerts.Domain.Tests.A;

namespace Alerts.Domain.Tests;

/// <summary>ING-1.</summary>
public class SwallowedSomethingHarmfulTests
{
    private static readonly Subject TenToday = Child(10, Day(0).AddYears(-10)), TenTomorrow = Child(11, Day(1).AddYears(-10));

    private static Report Swallowed(int day, params Subject[] children) => Report("ed", Kinds.MedicationIngestion, day, children);

    private static readonly Report First = Swallowed(0, Tom);

    private static readonly Neighbours Table = new(new SwallowedSomethingHarmful())
    {
        { "one ingestion", "S3", First },
        { "one of a household substance", "S3", Report("ambulance", Kinds.SubstanceIngestion, 0, Tom) },
        { "the same one reported by ambulance and by ED", "S3", Report("ambulance", Kinds.MedicationIngestion, 0, Tom), First },
        { "the same one, ED on the next day", "S3", Report("ambulance", Kinds.SubstanceIngestion, 0, Tom), Swallowed(1, Tom) },
        { "two, two days apart", "S3 S3", First, Swallowed(2, Tom) },
        { "two, years apart", "S3 S3", First, Swallowed(2000, Tom) },
        { "two children on one day", "S3 S3", First, Swallowed(0, Ann) },
        { "two children in one report", "S3 S3", Swallowed(0, Tom, Ann) },
        { "a return visit", "", First.Saying("returnVisit") },
        { "a return visit after it", "S3", First, Swallowed(9, Tom).Saying("returnVisit") },
        { "self-harm at ten", "", Swallowed(0, TenToday).Saying("selfHarm") },
        { "self-harm on the day before the tenth birthday", "S3", Swallowed(0, TenTomorrow).Saying("selfHarm") },
        { "by accident at ten", "S3", Swallowed(0, TenToday) },
        { "not self-harm, said so, at ten", "S3", Swallowed(0, TenToday).Saying("selfHarm", false) },
        { "self-harm at an age that nobody told", "S3", Swallowed(0, TenToday.AgeUnknown()).Saying("selfHarm") },
        { "self-harm at an age that turns out to be ten", "withdrawn", Swallowed(0, TenToday.AgeUnknown()).Saying("selfHarm"), Report("gp", "routine-contact", 50, TenToday) },
        { "self-harm of nobody who is named", "S3", Swallowed(0).Saying("selfHarm") },
        { "toxicology is no ingestion", "", Report("ed", Kinds.UnexplainedToxicology, 0, Tom) },
        { "a fall", "", Report("ed", "ed-attendance-injury", 0, Tom) },
        { "withdrawn later", "withdrawn", First, First.Withdrawal() },
        { "withdrawn by one of two that told of it", "S3", First, Report("ambulance", Kinds.MedicationIngestion, 0, Tom), First.Withdrawal() },
        { "corrected to a return visit", "withdrawn", First, First.Correction(r => r.Saying("returnVisit")) },
    };

    public static TheoryData<string> Rows => Table.Names;

    [Theory, MemberData(nameof(Rows))]
    public void Every_ingestion_is_told_once(string neighbour) => Table.Check(neighbour);

    public static TheoryData<string, Subject?, string> Ages => new()
    {
        { "under five", Child(20, Day(1).AddYears(-5)), "HV GPL" },
        { "five today", Child(21, Day(0).AddYears(-5)), "SN DSL GPL" },
        { "of an age that nobody told", Child(22), "HV GPL" },
        { "not named, in a household without children", null, "HV GPL" },
    };

    [Theory, MemberData(nameof(Ages))]
    public void It_goes_to_the_health_visitor_under_five_and_to_the_school_from_five(string child, Subject? subject, string told)
    {
        var story = new Story([new SwallowedSomethingHarmful()]);
        story.Told(subject is null ? Swallowed(0) : Swallowed(0, subject));
        Assert.True(told == string.Join(' ', story.Alert("ING-1").Told.Select(t => t.Role)), child);
    }

    [Fact]
    public void A_report_that_names_no_child_goes_to_the_school_nurse_where_every_child_is_of_school_age()
    {
        var story = new Story([new SwallowedSomethingHarmful()]);
        story.Told(Report("school", "routine-contact", 0, Sue), Swallowed(0));
        Assert.Equal(["SN", "GPL"], story.Alert("ING-1").Told.Select(t => t.Role));
    }
}
