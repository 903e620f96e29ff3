using static Alerts.Domain.Tests.A;

namespace Alerts.Domain.Tests;

/// <summary>EDX-1.</summary>
public class TakenFromEmergencyDepartmentTests
{
    private static readonly Subject Mother = new("parent", Ref: "mother");

    private static Report Left(int day, params Subject[] about) => Report("ed", Kinds.LeftBeforeSeen, day, about.Length == 0 ? [Tom] : about);

    private static Report Discharged(int day) => Report("ed", Kinds.DischargedByCarer, day, Tom);

    private static Report Gp(int day, params Subject[] about) => Report("gp", Kinds.RoutineContact, day, about);

    private static readonly Report First = Left(0), Second = Discharged(200), Plan = Report("childrens-social-care", Kinds.CpPlanStarted, -3000, Ann), Visit = Gp(1, Tom);

    private static readonly Neighbours Table = new(new TakenFromEmergencyDepartment())
    {
        { "once", "", First },
        { "twice", "S3", First, Second },
        { "twice, another child", "S3", First, Left(100, Ann) },
        { "twice on day 365", "S3", First, Left(365) },
        { "twice on day 366", "", First, Left(366) },
        { "the same time, told by ED and ward", "", First, Discharged(1) },
        { "brother and sister at once", "", First, Left(0, Ann) },
        { "withdrawing from the emergency department counts", "S3", First, Report("ed", Kinds.Disengagement, 100, Tom) },
        { "withdrawing from another service does not", "", First, Report("health-visiting", Kinds.Disengagement, 100, Tom) },
        { "once, after a child protection plan of any child", "S3", Plan, First },
        { "once, out against advice, after a child protection plan", "S2", Plan, Discharged(0) },
        { "once, out against advice, no plan", "", Discharged(0) },
        { "twice, after a child protection plan", "S2", Plan, First, Left(100) },
        { "once, a child-in-need plan is no child protection plan", "", Report("childrens-social-care", Kinds.CinPlanStarted, -50, Tom), First },
        { "twice, after a child-in-need plan", "S3", Report("childrens-social-care", Kinds.CinPlanStarted, -50, Tom), First, Second },
        { "once, after a section 47 enquiry", "", Report("childrens-social-care", Kinds.SectionFortySeven, -50, Tom), First },
        { "once, plan history told later", "S3", First, Plan },
        { "twice, plan history withdrawn", "S3", Plan, First, Second, Plan.Withdrawal() },
        { "once, plan history withdrawn", "withdrawn", Plan, First, Plan.Withdrawal() },
        { "once, a plan that begins later", "", First, Report("childrens-social-care", Kinds.CpPlanStarted, 1, Tom) },
        { "once, early help is no plan", "", Report("early-help", Kinds.EarlyHelpStarted, -50, Tom), First },
        { "the first before the plan, the second after", "S2", First, Report("childrens-social-care", Kinds.CpPlanStarted, 50, Tom), Second },
        { "seen by the GP on the next day", "", Plan, Visit, First },
        { "seen by the GP on the same day, after a long wait", "", Plan, Gp(0, Tom), First },
        { "seen by the GP two days after", "", Plan, Gp(2, Tom), First },
        { "seen by the GP three days after", "S3", Plan, Gp(3, Tom), First },
        { "seen by the GP the day before", "S3", Plan, Gp(-1, Tom), First },
        { "the GP saw another child", "S3", Plan, Gp(1, Ann), First },
        { "the GP saw the mother", "S3", Plan, Gp(1, Mother), First },
        { "the GP saw a child, not named", "", Plan, Gp(1).Saying("childSeen"), First },
        { "the GP noted a bruise", "", Plan, Report("gp", Kinds.InjuryObserved, 1, Tom), First },
        { "a health visitor is no GP", "S3", Plan, First, Report("health-visiting", Kinds.RoutineContact, 1, Tom) },
        { "of brother and sister the GP saw one", "S3", Plan, Left(0, Tom, Ann), Visit },
        { "one of two was seen by the GP", "", First, Visit, Second },
        { "the GP's visit told late", "withdrawn", Plan, First, Visit },
        { "the GP's visit withdrawn", "S3", Plan, Visit, First, Visit.Withdrawal() },
        { "one of two withdrawn", "withdrawn", First, Second, Second.Withdrawal() },
        { "corrected to an ordinary attendance", "withdrawn", First, Second, Second.Correction(r => r with { Kind = Kinds.EdAttendanceIllness }) },
        { "in the wrong order", "S3", Second, First },
    };

    public static TheoryData<string> Rows => Table.Names;

    [Theory, MemberData(nameof(Rows))]
    public void A_child_taken_from_ED_unseen_makes_somebody_ask(string neighbour) => Table.Check(neighbour);

    [Fact]
    public void The_front_door_is_told_where_there_is_plan_history()
    {
        Assert.Equal(["NN", "HV"], Told(First, Second));
        Assert.Equal(["NN", "HV", "FD"], Told(Plan, First));
    }

    private static IEnumerable<string> Told(params Report[] reports)
    {
        var story = new Story([new TakenFromEmergencyDepartment()]);
        story.Told(reports);
        return story.Alert("EDX-1").Told.Select(t => t.Role);
    }
}
