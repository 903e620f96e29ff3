using static Alerts.Domain.Tests.A;

namespace Alerts.Domain.Tests;

/// <summary>AGG-2.</summary>
public class KeptFromSeeingAChildTests
{
    private static Report Refused(int day = 0, string agency = "health-visiting") => Report(agency, Kinds.RefusedEntry, day, Tom);

    private static Report NotSeen(int day = 0) => Report("childrens-social-care", Kinds.ChildNotSeen, day, Tom);

    private static Report Concern(int day, string kind = Kinds.DomesticAbuseIncident) => Report("police", kind, day, Ann);

    private static Report Care(string kind, int day) => Report("childrens-social-care", kind, day, Tom);

    private static readonly Report Door = Refused(), Crew = Refused(0, "ambulance"), Worry = Concern(-60);

    private static readonly Neighbours Table = new(new KeptFromSeeingAChild())
    {
        { "a closed door where nothing else is known", "", Door },
        { "a child not seen where nothing else is known", "", NotSeen() },
        { "still unseen, nothing else is known", "", Door.Saying("childStillUnseen") },
        { "a child said to be sick", "S2", Door.Saying("childSick") },
        { "a child said not to be sick", "", Door.Saying("childSick", false) },
        { "an ambulance crew refused", "S2", Crew },
        { "the police refused", "S2", Refused(0, "police") },
        { "the police did not see a child, and nobody refused", "", Report("police", Kinds.ChildNotSeen, 0, Tom) },
        { "an ambulance crew refused, the child still unseen", "S1", Crew.Saying("childStillUnseen") },
        { "a sick child still unseen, by another's report of the occasion", "S1", Crew, NotSeen(1).Saying("childStillUnseen") },
        { "still unseen, corrected away", "S2", Crew.Saying("childStillUnseen"), Crew.Correction(r => r) },
        { "resolved at the door", "", Crew.Saying("resolved") },
        { "resolved at the door, told later", "withdrawn", Crew, Crew.Correction(r => r.Saying("resolved")) },
        { "a concern of any agency before", "S2", Worry, Door },
        { "a concern of any agency before, told later", "S2", Door, Worry },
        { "a child not seen after a concern", "S2", Worry, NotSeen() },
        { "a concern 183 days before", "S2", Concern(-183), Door },
        { "a concern 184 days before", "", Concern(-184), Door },
        { "a concern two days before", "S2", Concern(-2), Door },
        { "a child's words on the day before", "S2", Report("school", Kinds.ChildDisclosure, -1, Tom), Door },
        { "a child's words on the same day", "S2", Report("school", Kinds.ChildDisclosure, 0, Tom), Door },
        { "a concern told of the same occasion by those who were refused", "", Report("health-visiting", Kinds.ProfessionalReferral, -1, Tom), Report("health-visiting", Kinds.DomesticAbuseIncident, 0, Tom), Door },
        { "by those who were refused, two days before", "S2", Report("health-visiting", Kinds.ProfessionalReferral, -2, Tom), Door },
        { "of two who were refused, one told of a concern the day before", "", Concern(-1), Report("police", Kinds.ChildNotSeen, 0, Tom), Door },
        { "two were refused the same day, at different children", "", Door, Report("housing", Kinds.RefusedEntry, 1, Ann) },
        { "a concern afterwards", "", Door, Concern(9) },
        { "a concern of high weight", "S2", Concern(-9, Kinds.ChildDisclosure), Door },
        { "concerns of low weight", "", Concern(-9, Kinds.PoorHygiene), Concern(-20, Kinds.WasNotBrought), Concern(-30, Kinds.MissedVisit), Door },
        { "needs are no concern", "", Concern(-9, Kinds.ParentalMentalHealthCrisis), Concern(-9, Kinds.HousingOrMoneyProblem), Concern(-9, Kinds.SupportSought), Door },
        { "an earlier refusal is a concern", "S2", Refused(-60), Door },
        { "an earlier refusal that was resolved is none", "", Refused(-60).Saying("resolved"), Door },
        { "the concern withdrawn", "withdrawn", Worry, Door, Worry.Withdrawal() },
        { "an open plan: the worker who was refused holds the case", "S3", Care(Kinds.CpPlanStarted, -900), Door },
        { "an open plan and a concern before", "S3", Care(Kinds.CpPlanStarted, -900), Worry, Door },
        { "an open plan and a sick child", "S2", Care(Kinds.CpPlanStarted, -900), Door.Saying("childSick") },
        { "an open plan and a crew refused", "S2", Care(Kinds.CpPlanStarted, -900), Crew },
        { "an open child protection plan, the child still unseen", "S2", Care(Kinds.CpPlanStarted, -900), Door.Saying("childStillUnseen") },
        { "an open child-in-need plan, the child still unseen", "S3", Care(Kinds.CinPlanStarted, -900), Door.Saying("childStillUnseen") },
        { "a sick child still unseen while a plan is open", "S1", Care(Kinds.CpPlanStarted, -900), Door.Saying("childSick").Saying("childStillUnseen") },
        { "the plan told late", "S2 S3", Worry, Door.On(-30), Care(Kinds.CpPlanStarted, -10), Door.Again(20) },
        { "a plan of a brother", "S3", Care(Kinds.CinPlanStarted, -9).About(Ann), Door },
        { "early help that was closed", "", Report("early-help", Kinds.EarlyHelpStarted, -90, Tom), Report("early-help", Kinds.CaseClosed, -9, Tom), Door },
        { "an open plan and a child who was out", "", Care(Kinds.CpPlanStarted, -900), NotSeen() },
        { "an open plan and a child who was out and is unseen still", "S2", Care(Kinds.CpPlanStarted, -900), NotSeen().Saying("childStillUnseen") },
        { "an assessment is open: its worker holds the case", "S3", Care(Kinds.AssessmentStarted, -63), Worry, Door },
        { "an assessment of longer ago", "S2", Care(Kinds.AssessmentStarted, -64), Worry, Door },
        { "an assessment that is over", "S2", Care(Kinds.AssessmentStarted, -40), Care(Kinds.AssessmentClosed, -1), Worry, Door },
        { "an assessment that ends on the day", "S3", Care(Kinds.AssessmentStarted, -40), Care(Kinds.AssessmentCompleted, 0), Door },
        { "another body's assessment holds no case", "S2", Report("community-paediatrics", Kinds.AssessmentStarted, -40, Tom), Worry, Door },
        { "an assessment, the child still unseen", "S3", Care(Kinds.AssessmentStarted, -40), Door.Saying("childStillUnseen") },
        { "an assessment with an enquiry, the child still unseen", "S2", Care(Kinds.AssessmentStarted, -40), Care(Kinds.SectionFortySeven, -30), Door.Saying("childStillUnseen") },
        { "an assessment and a crew refused", "S2", Care(Kinds.AssessmentStarted, -40), Crew },
        { "a plan that is over", "", Care(Kinds.CpPlanStarted, -900), Care(Kinds.CpPlanEnded, -400), Door },
        { "a plan of later", "", Door, Care(Kinds.CpPlanStarted, 1) },
        { "early help is open", "S3", Report("early-help", Kinds.EarlyHelpStarted, -9, Tom), Door },
        { "the crew, and the police who were called, are one occasion", "S2", Crew, Refused(0, "police") },
        { "the police named nobody", "S2", Crew, Refused(0, "police").About() },
        { "two crews named nobody", "S2", Crew.About(), Refused(1, "police").About() },
        { "a report that names nobody, days after", "S2 S2", Crew, Refused(5, "police").About() },
        { "a report of nobody joins no two occasions of different children", "S2 S2", Crew, Crew.About(Ann) with { Id = new("ambulance", "ann") } },
        { "two separate occasions", "S2 S2", Crew, Refused(60, "ambulance") },
        { "two children", "S2 S2", Crew.About(Tom, Ann) },
        { "aggression is another pattern's", "", Report("ambulance", Kinds.AggressionToProfessional, 0, Tom) },
        { "withdrawn", "withdrawn", Crew, Crew.Withdrawal() },
    };

    public static TheoryData<string> Rows => Table.Names;

    [Theory, MemberData(nameof(Rows))]
    public void A_worker_kept_from_a_sick_or_at_risk_child_makes_somebody_act(string neighbour) => Table.Check(neighbour);

    [Fact]
    public void The_sentence_says_why_it_matters_and_that_already_open_is_no_answer()
    {
        Assert.Equal("A worker was kept from seeing a child (10 March 2020): there was a concern in the 6 months before. Ask who has seen the child since. That the case is open already is no answer.", Sentence(Worry, Door));
        Assert.Equal("A worker was kept from seeing a child (10 March 2020): a plan, early help or an assessment is open, and there was a concern in the 6 months before. Ask who has seen the child since. That the case is open already is no answer.",
            Sentence(Worry, Report("childrens-social-care", Kinds.CinPlanStarted, -20), Door));
        Assert.Equal("A worker was kept from seeing a child (10 March 2020): an ambulance or police crew was refused. The child had still not been seen when it was reported: agree now who will see the child.", Sentence(Crew.Saying("childStillUnseen")));
    }

    [Fact]
    public void The_front_door_the_nurse_and_the_police_are_told()
    {
        var story = new Story([new KeptFromSeeingAChild()]);
        story.Told(Crew);
        Assert.Equal(["FD", "NN", "HV", "POL"], story.Alert("AGG-2").Told.Select(t => t.Role));
    }

    private static string Sentence(params Report[] reports) => Assert.Single(new KeptFromSeeingAChild().Find(new(reports), Period.Always)).Sentence;
}
