using static Alerts.Domain.Tests.A;

namespace Alerts.Domain.Tests;

/// <summary>HIST-4.</summary>
public class ReportedAgainAfterClosureTests
{
    private static Report Closed(int day, string kind = Kinds.ReferralClosed) => Report("childrens-social-care", kind, day, Sue);

    private static Report Reported(int day, string agency = "school") => Report(agency, Kinds.ProfessionalReferral, day, Sue);

    private static readonly Report First = Reported(0), NoAction = Closed(1), Second = Reported(100, "gp");

    private static readonly Neighbours Table = new(new ReportedAgainAfterClosure())
    {
        { "a report and its closure", "", First, NoAction },
        { "two reports, none closed", "", First, Second },
        { "reported again after it was closed", "S3", First, NoAction, Second },
        { "the same incident, three days after the closure", "", First, NoAction, Reported(4, "gp") },
        { "four days after the closure", "S3", First, NoAction, Reported(5, "gp") },
        { "on day 365 after the closure", "S3", First, NoAction, Reported(366, "gp") },
        { "on day 366 after the closure", "", First, NoAction, Reported(367, "gp") },
        { "after an assessment that ended with nothing", "S3", Closed(1, Kinds.AssessmentClosed), Second },
        { "after a diversion to early help", "S3", Closed(1, Kinds.ReferralToEarlyHelp), Second },
        { "after a visit of social care that found no concern", "S3", Closed(1, Kinds.HomeVisitNoConcern), Second },
        { "after a health visitor's ordinary visit", "", Report("health-visiting", Kinds.HomeVisitNoConcern, 1, Sue), Second },
        { "reported again by a neighbour", "S3", First, NoAction, Report("childrens-social-care", Kinds.PublicConcernReport, 100) },
        { "a child under two", "S2", Report("gp", "routine-contact", -20, Ann), First, NoAction, Second },
        { "a child under two who is born only later", "S3", Report("gp", "routine-contact", 400, Child(9, Day(200))), First, NoAction, Second },
        { "a child of unknown age counts as under two", "S2", Report("gp", "routine-contact", -20, Child(9)), First, NoAction, Second },
        { "a third report after two closures", "S2", First, NoAction, Second, Closed(101), Reported(200) },
        { "two closures of one contact", "S3", First, NoAction, Closed(3, Kinds.AssessmentClosed), Second },
        { "three closures, several agencies", "S2", First, NoAction, Second, Closed(101), Closed(201) , Reported(300)},
        { "three closures after reports of one agency", "", First, NoAction, Closed(50), Closed(100) },
        { "three closures after reports of two agencies on the first day", "S3", First, Reported(0, "gp"), NoAction, Closed(50), Closed(100) },
        { "a suspicion that was closed", "S2", Report("ed", Kinds.SuspectedNonAccidentalInjury, 0, Sue), Closed(28) },
        { "a suspicion, and a closure much later", "", Report("ed", Kinds.SuspectedNonAccidentalInjury, 0, Sue), Closed(29) },
        { "a child's own words, diverted to early help", "S2", Report("school", Kinds.ChildDisclosure, 0, Sue), Closed(3, Kinds.ReferralToEarlyHelp) },
        { "a suspicion after a closure", "S2", NoAction, Report("ed", Kinds.SuspectedNonAccidentalInjury, 90, Sue) },
        { "asking for help again is not a report", "", First, NoAction, Report("voluntary-sector", Kinds.SupportSought, 100) },
        { "the closure withdrawn", "withdrawn", First, NoAction, Second, NoAction.Withdrawal() },
        { "the second report withdrawn", "withdrawn", First, NoAction, Second, Second.Withdrawal() },
        { "backwards", "S3", Second, NoAction, First },
    };

    public static TheoryData<string> Rows => Table.Names;

    [Theory, MemberData(nameof(Rows))]
    public void A_report_after_a_closure_is_read_with_what_was_closed(string neighbour) => Table.Check(neighbour);
}
