using static Alerts.Domain.Tests.A;

namespace Alerts.Domain.Tests;

/// <summary>HIST-1.</summary>
public class DecidedWithoutHistoryTests
{
    private static Report Decided(int day = 0, bool opened = false, string kind = Kinds.ReferralClosed) => Report("childrens-social-care", kind, day, Tom).Saying("historyOpened", opened);

    private static Report Before(string kind, int day = -4_000) => Report("childrens-social-care", kind, day, Tom);

    private static Report Concern(string kind, DateOnly day) => Report("school", kind, day, Tom);

    private static readonly Report Decision = Decided(), Started = Before(Kinds.CpPlanStarted);

    private static readonly Neighbours Table = new(new DecidedWithoutHistory())
    {
        { "nothing is known", "", Decided() },
        { "a plan long ago", "S3", Before(Kinds.CpPlanStarted), Decided() },
        { "passed to early help", "S3", Before(Kinds.CpPlanStarted), Decided(kind: Kinds.ReferralToEarlyHelp) },
        { "the history was opened", "", Before(Kinds.CpPlanStarted), Decided(opened: true) },
        { "nobody said whether it was opened", "", Before(Kinds.CpPlanStarted), Report("childrens-social-care", Kinds.ReferralClosed, 0, Tom) },
        { "a section 47 enquiry long ago", "S3", Before(Kinds.SectionFortySeven), Decided() },
        { "children removed long ago", "S3", Before(Kinds.PreviousChildrenRemoved), Decided() },
        { "a child removed long ago", "S3", Before(Kinds.ChildRemoved), Decided() },
        { "a plan that began after the decision", "", Decided(), Before(Kinds.CpPlanStarted, 1) },
        { "early help is no history of this kind", "", Before(Kinds.EarlyHelpStarted), Decided() },
        { "the very referral that was decided", "", Report("school", Kinds.ProfessionalReferral, -7, Tom), Decided() },
        { "a concern of eight days before", "S3", Report("school", Kinds.HungerReported, -8, Tom), Decided() },
        { "a small concern of twelve months before", "S3", Concern(Kinds.PoorHygiene, Start.AddMonths(-12)), Decided() },
        { "a small concern of a day earlier has faded", "", Concern(Kinds.PoorHygiene, Start.AddMonths(-12).AddDays(-1)), Decided() },
        { "a grave concern of five years before", "S3", Concern(Kinds.ChildDisclosure, Start.AddMonths(-60)), Decided() },
        { "a grave concern of a day earlier has faded", "", Concern(Kinds.ChildDisclosure, Start.AddMonths(-60).AddDays(-1)), Decided() },
        { "an adult's violence never fades", "S3", Concern(Kinds.ParentalOffending, Start.AddYears(-20)).Saying("violence"), Decided() },
        { "an adult's offending of another sort, twelve months ago", "S3", Concern(Kinds.ParentalOffending, Start.AddMonths(-12)), Decided() },
        { "an adult's offending of another sort, longer ago", "", Concern(Kinds.ParentalOffending, Start.AddMonths(-12).AddDays(-1)), Decided() },
        { "being poor and being ill are no history", "", Report("housing", Kinds.HousingOrMoneyProblem, -30), Report("gp", Kinds.ParentalMentalHealthConcern, -30), Report("voluntary-sector", Kinds.SupportSought, -30), Decided() },
        { "the same decision told on adjacent days", "S3", Before(Kinds.CpPlanStarted), Decided(), Decided(1) },
        { "two decisions", "S3 S3", Before(Kinds.CpPlanStarted), Decided(), Decided(2) },
        { "opened after all", "withdrawn", Before(Kinds.CpPlanStarted), Decision, Decision.Correction(r => r.Saying("historyOpened")) },
        { "the decision withdrawn", "withdrawn", Before(Kinds.CpPlanStarted), Decision, Decision.Withdrawal() },
        { "the history withdrawn", "withdrawn", Started, Decided(), Started.Withdrawal() },
        { "the history told last", "S3", Decided(), Before(Kinds.CpPlanStarted) },
    };

    public static TheoryData<string> Rows => Table.Names;

    [Theory, MemberData(nameof(Rows))]
    public void A_decision_with_the_history_unopened_makes_somebody_look_again(string neighbour) => Table.Check(neighbour);

    [Fact]
    public void Only_the_front_door_is_told_and_told_what_there_is()
    {
        var story = new Story([new DecidedWithoutHistory()]);
        story.Told(Before(Kinds.CpPlanStarted), Decided());
        Assert.Equal(["FD"], story.Alert("HIST-1").Told.Select(t => t.Role));
        Assert.Contains("There is a plan or section 47 enquiry.", story.Alert("HIST-1").Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void It_is_off_until_a_partnership_turns_it_on() => Assert.False(new DecidedWithoutHistory().IsOn);
}
