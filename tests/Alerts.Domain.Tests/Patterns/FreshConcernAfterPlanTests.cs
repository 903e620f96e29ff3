using static Alerts.Domain.Tests.A;

namespace Alerts.Domain.Tests;

/// <summary>CP-6. Plans end on day 0.</summary>
public class FreshConcernAfterPlanTests
{
    private static readonly DateOnly Eighteen = Start.AddMonths(18), Twelve = Start.AddMonths(12);

    private static Report Care(string kind, int day, params Subject[] about) => Report("childrens-social-care", kind, day, about.Length == 0 ? [Tom] : about);

    private static Report Help(string kind, int day) => Report("early-help", kind, day, Tom);

    private static Report Hungry(DateOnly day, params Subject[] about) => Report("school", Kinds.HungerReported, day, about.Length == 0 ? [Tom] : about);

    private static Report Hungry(int day, params Subject[] about) => Hungry(Day(day), about);

    private static readonly Report Started = Care(Kinds.CpPlanStarted, -200), Ended = Care(Kinds.CpPlanEnded, 0);
    private static readonly Report InNeed = Care(Kinds.CinPlanStarted, -200), NoLonger = Care(Kinds.CinPlanEnded, 0);
    private static readonly Report HelpStarted = Help(Kinds.EarlyHelpStarted, -200), HelpClosed = Help(Kinds.CaseClosed, 0);
    private static readonly Report Concern = Hungry(100);

    private static readonly Neighbours Table = new(new FreshConcernAfterPlan())
    {
        { "a concern without a plan", "", Concern },
        { "a plan that ended, nothing since", "", Started, Ended },
        { "a concern after a protection plan", "S2", Started, Ended, Concern },
        { "after a plan whose start nobody told", "S2", Ended, Concern },
        { "eighteen months later", "S2", Started, Ended, Hungry(Eighteen) },
        { "a day later", "", Started, Ended, Hungry(Eighteen.AddDays(1)) },
        { "on the day of the end", "", Started, Ended, Hungry(0) },
        { "the day after the end", "S2", Started, Ended, Hungry(1) },
        { "seen on the day of the end and told by another the day after", "", Started, Ended, Hungry(0), Report("gp", Kinds.HungerReported, 1, Tom) },
        { "a minor event", "", Started, Ended, Report("school", Kinds.PoorHygiene, 100, Tom), Report("school", Kinds.SchoolConcern, 110, Tom) },
        { "a need is no concern", "", Started, Ended, Report("voluntary-sector", Kinds.SupportSought, 100), Report("housing", Kinds.HousingOrMoneyProblem, 110) },
        { "while the plan is open", "", Started, Concern },
        { "about a brother or sister", "S2", Started, Ended, Hungry(100, Ann) },
        { "about nobody who is named", "S3", Started, Ended, Report("police", Kinds.DomesticAbuseIncident, 100) },
        { "an injury seen after a protection plan", "S3", Started, Ended, Report("school", Kinds.InjuryObserved, 100, Tom) },
        { "a clinician's suspicion after a protection plan", "S2", Started, Ended, Report("ed", Kinds.SuspectedNonAccidentalInjury, 100, Tom) },
        { "a clinician's suspicion after a child-in-need plan", "S2", InNeed, NoLonger, Report("ed", Kinds.SuspectedNonAccidentalInjury, 100, Tom) },
        { "a high-risk meeting after a child-in-need plan", "S3", InNeed, NoLonger, Report("police", Kinds.MaracHeard, 100, Tom) },
        { "several, one alert", "S2", Started, Ended, Concern, Hungry(200), Report("police", Kinds.DomesticAbuseIncident, 300, Ann) },
        { "the child became looked after: still history", "S2", Started, Ended.Saying("because", "looked-after"), Concern },
        { "the plan was opened in error", "", Started, Ended.Saying("because", "opened-in-error"), Concern },
        { "a child-in-need plan", "S3", InNeed, NoLonger, Concern },
        { "a child-in-need plan that social care closed", "S3", InNeed, Care(Kinds.CaseClosed, 0), Concern },
        { "a child-in-need plan and a child's own words", "S3", InNeed, NoLonger, Report("school", Kinds.ChildDisclosure, 100, Tom) },
        { "a child-in-need plan, eighteen months and a day later", "", InNeed, NoLonger, Hungry(Eighteen.AddDays(1)) },
        { "a section 47 enquiry without a plan", "", Care(Kinds.SectionFortySeven, 0), Concern },
        { "another plan is open for the child", "", Started, Ended, Care(Kinds.CinPlanStarted, 1), Concern },
        { "another plan is open for another child", "S2", Started, Ended, Care(Kinds.CinPlanStarted, 1, Ann), Concern },
        { "another plan is open for one of two", "S2", Started, Ended, Care(Kinds.CinPlanStarted, 1), Hungry(100, Tom, Ann) },
        { "another plan was open, and ended", "S2", Started, Ended, Care(Kinds.CinPlanStarted, 1), Care(Kinds.CinPlanEnded, 50), Concern },
        { "stepped up to a protection plan that goes on", "", InNeed, Care(Kinds.CpPlanStarted, 0), Concern },
        { "early help is open: nobody looks by law", "S2", Started, Ended, Help(Kinds.EarlyHelpStarted, 1), Concern },
        { "one concern after early help", "", HelpStarted, HelpClosed, Concern },
        { "two after early help", "S3", HelpStarted, HelpClosed, Concern, Hungry(200) },
        { "the same one told twice", "", HelpStarted, HelpClosed, Concern, Report("gp", Kinds.HungerReported, 101, Tom) },
        { "one attendance about two children", "", HelpStarted, HelpClosed, Hungry(100, Tom), Hungry(100, Ann) },
        { "the second twelve months after the closure", "S3", HelpStarted, HelpClosed, Concern, Hungry(Twelve) },
        { "the second a day later", "", HelpStarted, HelpClosed, Concern, Hungry(Twelve.AddDays(1)) },
        { "early help closed by nobody", "", HelpStarted, Concern, Hungry(200) },
        { "two after early help, a protection plan open for the child", "", HelpStarted, HelpClosed, Care(Kinds.CpPlanStarted, 5), Concern, Hungry(200) },
        { "the concern withdrawn", "withdrawn", Started, Ended, Concern, Concern.Withdrawal() },
        { "the end withdrawn", "withdrawn", Started, Ended, Concern, Ended.Withdrawal() },
        { "the end corrected to long before", "withdrawn", Started, Ended, Concern, Ended.Correction(r => r with { Occurred = new(Start.AddMonths(-15), r.Occurred.Precision) }), Started.Withdrawal() },
        { "a new plan, told late", "withdrawn", Started, Ended, Concern, Care(Kinds.CpPlanStarted, 90) },
        { "everything in the wrong order", "S2", Concern, Ended, Started },
    };

    public static TheoryData<string> Rows => Table.Names;

    [Theory, MemberData(nameof(Rows))]
    public void A_fresh_concern_soon_after_a_plan_or_early_help_makes_somebody_look_again(string neighbour) => Table.Check(neighbour);

    [Fact]
    public void The_sentence_says_what_ended_and_when_and_the_plan_is_shown()
    {
        var found = Assert.Single(new FreshConcernAfterPlan().Find(new([Started, Ended, Concern]), Period.Always));
        Assert.Equal([Started.Id, Ended.Id, Concern.Id], found.Evidence.Select(r => r.Id));
        Assert.StartsWith("A fresh concern (18 June 2020) in a household where a child protection plan ended 10 March 2020.", found.Sentence, StringComparison.Ordinal);
    }
}
