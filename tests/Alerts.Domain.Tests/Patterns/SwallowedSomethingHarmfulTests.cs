using static Alerts.Domain.Tests.A;

namespace Alerts.Domain.Tests;

/// <summary>ING-1.</summary>
public class SwallowedSomethingHarmfulTests
{
    private static readonly Subject TenToday = Child(10, Day(0).AddYears(-10)), TenTomorrow = Child(11, Day(1).AddYears(-10));

    private static Report Swallowed(int day, params Subject[] children) => Report("ed", Kinds.MedicationIngestion, day, children);

    private static Report Ambulance(int day, params Subject[] children) => Report("ambulance", Kinds.MedicationIngestion, day, children);

    private static Report Care(string kind, int day, params Subject[] about) => Report("childrens-social-care", kind, day, about);

    private static readonly Report First = Swallowed(0, Tom), Plan = Care(Kinds.CpPlanStarted, -4000, Sue), Dirty = Report("school", Kinds.PoorHygiene, -90, Sue);

    private static readonly Neighbours Table = new(new SwallowedSomethingHarmful())
    {
        { "one toddler's ingestion, nothing else known", "S4", First },
        { "one of a household substance", "S4", Report("ambulance", Kinds.SubstanceIngestion, 0, Tom) },
        { "the same one reported by ambulance and by ED", "S4", Ambulance(0, Tom), First },
        { "the same one, the ambulance names nobody and comes first", "withdrawn S4", Ambulance(0), First },
        { "the same one, the ambulance names nobody and comes later", "S4", First, Ambulance(0) },
        { "the same one, ED on the next day", "S4", Report("ambulance", Kinds.SubstanceIngestion, 0, Tom), Swallowed(1, Tom) },
        { "two, two days apart: the second is looked at", "S4 S3", First, Swallowed(2, Tom) },
        { "two children on one day", "S3 S3", First, Swallowed(0, Ann) },
        { "two children in one report", "S3 S3", Swallowed(0, Tom, Ann) },
        { "another child on the next day", "S4 S3", First, Swallowed(1, Ann) },
        { "another child 365 days before", "S4 S3", Swallowed(-365, Ann), First },
        { "another child 366 days before", "S4 S4", Swallowed(-366, Ann), First },
        { "two, years apart", "S4 S4", First, Swallowed(2000, Tom) },
        { "the earlier one told later", "S3 S4", First, Swallowed(-100, Tom) },
        { "the earlier one withdrawn", "withdrawn S4", First, Swallowed(100, Tom), First.Withdrawal() },
        { "nobody said which child, twice", "S4 S3", Swallowed(0), Swallowed(30) },
        { "plan history of any child, long ago", "S3", Plan, First },
        { "plan history told later", "S3", First, Plan },
        { "plan history withdrawn", "S4", Plan, First, Plan.Withdrawal() },
        { "a plan that begins on the day", "S3", Care(Kinds.CpPlanStarted, 0, Tom), First },
        { "a plan that begins later", "S4", First, Care(Kinds.CpPlanStarted, 1, Tom) },
        { "a section 47 enquiry years before", "S3", Care(Kinds.SectionFortySeven, -3000, Tom), First },
        { "early help is no plan", "S4", Report("early-help", Kinds.EarlyHelpStarted, -90, Tom), First },
        { "an older child removed, long ago", "S3", Report("midwifery", Kinds.PreviousChildrenRemoved, -4000), First },
        { "a child removed, long ago", "S3", Care(Kinds.ChildRemoved, -4000, Sue), First },
        { "another concern before", "S3", Dirty, First },
        { "another concern 730 days before", "S3", Dirty.On(-730), First },
        { "another concern 731 days before", "S4", Dirty.On(-731), First },
        { "another concern on the day", "S3", Dirty.On(0), First },
        { "another concern afterwards", "S4", First, Dirty.On(1) },
        { "another concern withdrawn", "S4", Dirty, First, Dirty.Withdrawal() },
        { "the family asked for help, is poor, and a parent is ill", "S4", Report("voluntary-sector", Kinds.SupportSought, -30, Tom), Report("housing", Kinds.HousingOrMoneyProblem, -20, Tom), Report("gp", Kinds.ParentalMentalHealthConcern, -10), First },
        { "routine contact and an illness", "S4", Report("gp", Kinds.RoutineContact, -30, Tom), Report("ed", Kinds.EdAttendanceIllness, -20, Tom), First },
        { "a return visit", "", First.Saying("returnVisit") },
        { "a return visit after it", "S4", First, Swallowed(9, Tom).Saying("returnVisit") },
        { "self-harm at ten", "", Swallowed(0, TenToday).Saying("selfHarm") },
        { "self-harm on the day before the tenth birthday", "S4", Swallowed(0, TenTomorrow).Saying("selfHarm") },
        { "by accident at ten", "S4", Swallowed(0, TenToday) },
        { "not self-harm, said so, at ten", "S4", Swallowed(0, TenToday).Saying("selfHarm", false) },
        { "self-harm at an age that nobody told", "S4", Swallowed(0, TenToday.AgeUnknown()).Saying("selfHarm") },
        { "self-harm at an age that turns out to be ten", "withdrawn", Swallowed(0, TenToday.AgeUnknown()).Saying("selfHarm"), Report("gp", "routine-contact", 50, TenToday) },
        { "self-harm of nobody who is named", "S4", Swallowed(0).Saying("selfHarm") },
        { "toxicology is no ingestion", "", Report("ed", Kinds.UnexplainedToxicology, 0, Tom) },
        { "a fall", "", Report("ed", "ed-attendance-injury", 0, Tom) },
        { "withdrawn later", "withdrawn", First, First.Withdrawal() },
        { "withdrawn by one of two that told of it", "S4", First, Ambulance(0, Tom), First.Withdrawal() },
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

    [Fact]
    public void The_sentence_says_that_once_is_common_and_whether_anything_else_is_known()
    {
        var (alone, known) = (Assert.Single(new SwallowedSomethingHarmful().Find(new([First]), Period.Always)), Assert.Single(new SwallowedSomethingHarmful().Find(new([Plan, First]), Period.Always)));
        Assert.EndsWith("Once is common and mostly needs advice on safe storage.", alone.Sentence, StringComparison.Ordinal);
        Assert.EndsWith("Something else is known of this household: read its history.", known.Sentence, StringComparison.Ordinal);
        Assert.Equal([First.Id], known.Evidence.Select(r => r.Id));
    }
}
