using static Alerts.Domain.Tests.A;

namespace Alerts.Domain.Tests;

/// <summary>ING-3.</summary>
public class IngestionWithHistoryTests
{
    private static readonly Subject Mother = new("parent", Ref: "mother"), Baby = Child(60, Day(-100)), TenToday = Child(61, Day(0).AddYears(-10));

    private static Report Swallowed(int day, params Subject[] children) => Report("ed", Kinds.MedicationIngestion, day, children);

    private static Report Care(string kind, int day, params Subject[] about) => Report("childrens-social-care", kind, day, about);

    private static Report Booked(int day) => Report("midwifery", Kinds.PregnancyBooked, day, Mother);

    private static Report Born(int day, params Subject[] children) => Report("midwifery", Kinds.Birth, day, children);

    private static readonly Report First = Swallowed(0, Tom), OldPlan = Care(Kinds.CpPlanStarted, -1800, Sue), ItsEnd = Care(Kinds.CpPlanEnded, -1500, Sue);

    private static readonly Neighbours Table = new(new IngestionWithHistory())
    {
        { "an ingestion alone", "", First },
        { "history alone", "", OldPlan, ItsEnd, Booked(-10) },
        { "an old plan of another child", "S2", OldPlan, ItsEnd, First },
        { "a plan that begins on the day", "S2", Care(Kinds.CpPlanStarted, 0, Tom), First },
        { "a plan that begins the day after", "", Care(Kinds.CpPlanStarted, 1, Tom), First },
        { "a plan told later", "S2", First, OldPlan },
        { "a child-in-need plan", "S2", Care(Kinds.CinPlanStarted, -900, Tom), First },
        { "a section 47 enquiry alone is no history", "", Care(Kinds.SectionFortySeven, -3000, Tom), First },
        { "a child was removed long ago", "S2", Report("midwifery", Kinds.PreviousChildrenRemoved, -4000, Mother), First },
        { "a pregnancy booked 365 days before", "S3", Booked(-365), First },
        { "a pregnancy booked 366 days before", "", Booked(-366), First },
        { "a pregnancy booked the day after", "", First, Booked(1) },
        { "the pregnancy was with the child who swallowed it", "", Booked(-300), Swallowed(0, Baby) },
        { "a pregnancy booked after that child was born", "S3", Booked(-20), Swallowed(0, Baby) },
        { "a pregnancy, and nobody said which child", "S3", Booked(-100), Swallowed(0) },
        { "a new baby, a brother swallowed it", "S3", Born(-100, Baby), First },
        { "a new baby, and an old plan", "S2", OldPlan, ItsEnd, Born(-100, Baby), First },
        { "a pregnancy and a new baby", "S3", Booked(-320), Born(-100, Baby), First },
        { "a new baby 365 days before", "S3", Born(-365, Child(62)), Swallowed(0, Sue) },
        { "a new baby 366 days before", "", Born(-366, Child(62)), Swallowed(0, Sue) },
        { "the birth of the child who swallowed it", "", Born(-100, Baby), Swallowed(0, Baby) },
        { "a twin of the child who swallowed it", "", Born(-100, Baby, Child(63)), Swallowed(0, Baby) },
        { "a birth that names no child, the one who swallowed it is two", "S3", Born(-100, Mother), First },
        { "a birth that names no child, the one who swallowed it may be that one", "", Born(-100, Mother), Swallowed(0, Baby) },
        { "a birth that names no child, and no age told", "", Born(-100, Mother), Swallowed(0, Tom.AgeUnknown()) },
        { "a birth of somebody else, and no age told", "S3", Born(-100, Baby), Swallowed(0, Tom.AgeUnknown()) },
        { "a new baby, and nobody said which child", "", Born(-100, Baby), Swallowed(0) },
        { "the child who swallowed it turns out to be the new baby", "withdrawn", Born(-100, Baby with { Ref = "b" }), Report("midwifery", Kinds.MedicationIngestion, 0, new Subject("child", NhsNumber: null, Upn: null, Ref: "c", Born: Start.AddYears(-2))), Report("midwifery", "routine-contact", 9, Baby with { Ref = "c" }) },
        { "the family has accepted early help", "", Report("early-help", Kinds.EarlyHelpStarted, -30, Tom), First },
        { "a statutory assessment 365 days before", "S2", Care(Kinds.AssessmentStarted, -365, Tom), First },
        { "a statutory assessment 366 days before", "", Care(Kinds.AssessmentStarted, -366, Tom), First },
        { "an assessment of special needs", "", Report("school", Kinds.AssessmentStarted, -90, Tom), First },
        { "a referral closed without action", "", Care(Kinds.ReferralClosed, -90, Tom), First },
        { "the same one reported by ambulance and by ED", "S2", OldPlan, Report("ambulance", Kinds.MedicationIngestion, 0, Tom), Swallowed(1, Tom) },
        { "two children on one day are one alert", "S2", OldPlan, First, Swallowed(0, Ann) },
        { "two, two days apart", "S2 S2", OldPlan, First, Swallowed(2, Tom) },
        { "a return visit", "", OldPlan, First.Saying("returnVisit") },
        { "self-harm at ten", "", OldPlan, Swallowed(0, TenToday).Saying("selfHarm") },
        { "withdrawn", "withdrawn", OldPlan, First, First.Withdrawal() },
        { "the plan withdrawn", "withdrawn", OldPlan, First, OldPlan.Withdrawal() },
        { "the plan corrected to begin later", "withdrawn", OldPlan, First, OldPlan.Correction(r => r.On(3)) },
    };

    public static TheoryData<string> Rows => Table.Names;

    [Theory, MemberData(nameof(Rows))]
    public void An_ingestion_beside_history_or_a_new_baby_makes_somebody_look(string neighbour) => Table.Check(neighbour);

    public static TheoryData<string, Report[], string> Sentences => new()
    {
        { "an old plan is shown with its age", [OldPlan, ItsEnd], "a child protection plan, last on 31 January 2016 (4 years before)" },
        { "an open plan is shown with its first day", [Care(Kinds.CinPlanStarted, -9, Tom)], "a child-in-need plan since 1 March 2020" },
        { "an enquiry says nothing beside an old plan", [OldPlan, ItsEnd, Care(Kinds.SectionFortySeven, -40, Tom)], "a child protection plan, last on 31 January 2016 (4 years before)" },
        { "a removal and an assessment", [Care(Kinds.ChildRemoved, -4000, Sue), Care(Kinds.AssessmentStarted, -9, Tom)], "a child was taken from the parents' care (28 March 2009); a statutory assessment started (1 March 2020)" },
        { "a pregnancy", [Booked(-9)], "a pregnancy was booked (1 March 2020)" },
    };

    [Theory, MemberData(nameof(Sentences))]
    public void The_sentence_says_what_is_known_and_how_old_it_is(string what, Report[] history, string known)
    {
        var found = Assert.Single(new IngestionWithHistory().Find(new([.. history, First]), Period.Always));
        Assert.True(found.Sentence == $"A child has, or may have, swallowed something harmful (10 March 2020). Known of this household: {known}. Read the history before deciding; ask how medicines are kept.", $"{what}: {found.Sentence}");
    }

    [Fact]
    public void What_is_known_is_shown_beside_the_ingestion()
    {
        Report[] known = [OldPlan, ItsEnd, Care(Kinds.ChildRemoved, -1600, Sue), Care(Kinds.AssessmentStarted, -30, Tom), Booked(-20)];
        var found = Assert.Single(new IngestionWithHistory().Find(new([.. known, Care(Kinds.CpPlanStarted, 1, Tom), First]), Period.Always));
        Assert.Equal([OldPlan, known[2], ItsEnd, known[3], known[4], First], found.Evidence);
    }

    [Fact]
    public void The_midwife_is_told_during_a_pregnancy()
    {
        Assert.Equal(["FD", "NMW", "HV", "NN"], Told(Booked(-90)));
        Assert.Equal(["FD", "HV", "NN"], Told(Booked(-300), Born(-90, Baby)));
        Assert.Equal(["FD", "NMW", "HV", "NN"], Told(Born(-300, Child(62, Day(-300))), Booked(-20)));
        Assert.Equal(["FD", "HV", "NN"], Told(Born(-90, Baby), Booked(-90)));
        Assert.Equal(["FD", "HV", "NN"], Told(OldPlan));
    }

    private static IEnumerable<string> Told(params Report[] history)
    {
        var story = new Story([new IngestionWithHistory()]);
        story.Told([.. history, First]);
        return story.Alert("ING-3").Told.Select(t => t.Role);
    }
}
