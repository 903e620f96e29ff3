using static Alerts.Domain.Tests.A;

namespace Alerts.Domain.Tests;

/// <summary>HIST-4.</summary>
public class ReportedAgainAfterClosureTests
{
    private static Report Closed(int day, string kind = Kinds.ReferralClosed) => Report("childrens-social-care", kind, day, Sue);

    private static Report Reported(int day, string agency = "school") => Report(agency, Kinds.ProfessionalReferral, day, Sue);

    private static Report Care(string kind, int day) => Report("childrens-social-care", kind, day, Sue);

    private static Report Known(Subject child, int day = -20) => Report("gp", Kinds.RoutineContact, day, child);

    private static Report[] ClosedOn(params int[] days) => [.. days.Select(d => Closed(d))];

    private static readonly Report First = Reported(0), NoAction = Closed(1), Second = Reported(100, "gp"), Nothing = Closed(1, Kinds.AssessmentClosed),
        Suspected = Report("ed", Kinds.SuspectedNonAccidentalInjury, 0, Sue), Plan = Care(Kinds.CpPlanStarted, -10);

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
        { "a child under two is named, and no more", "S3", Known(Ann), First, NoAction, Second },
        { "an assessment that ended with nothing in a child's first year", "S2", Known(Ann), Nothing, Second },
        { "on the day before its first birthday", "S2", Known(Child(9, Day(2).AddYears(-1))), Nothing, Second },
        { "on its first birthday", "S3", Known(Child(9, Day(1).AddYears(-1))), Nothing, Second },
        { "of a child whose age nobody told", "S3", Known(Child(9)), Nothing, Second },
        { "before the child was born", "S3", Known(Child(9, Day(50)), 60), Nothing, Second },
        { "a visit that found nothing in a child's first year", "S3", Known(Ann), Closed(1, Kinds.HomeVisitNoConcern), Second },
        { "an assessment in a child's first year, and the police refer", "S3", Known(Ann), Nothing, Reported(100, "police") },
        { "the police after six closures", "S2", [.. ClosedOn(1, 11, 21, 31, 41, 51), Reported(100, "police")] },
        { "five closures", "S3", [.. ClosedOn(1, 11, 21, 31, 41), Second] },
        { "six closures", "S2", [.. ClosedOn(1, 11, 21, 31, 41, 51), Second] },
        { "six closures, two of them of one contact", "S3", [.. ClosedOn(1, 11, 21, 31, 41, 44), Second] },
        { "six closures, the last two four days apart", "S2", [.. ClosedOn(1, 11, 21, 31, 41, 45), Second] },
        { "six closures, the first 365 days before", "S2", [.. ClosedOn(1, 11, 21, 31, 41, 51), Reported(366)] },
        { "six closures, the first 366 days before", "S3", [.. ClosedOn(1, 11, 21, 31, 41, 51), Reported(367)] },
        { "a third report after two closures", "S3", First, NoAction, Second, Closed(101), Reported(200) },
        { "two closures of one contact", "S3", First, NoAction, Closed(3, Kinds.AssessmentClosed), Second },
        { "three closures, several agencies", "S3", First, NoAction, Second, Closed(101), Closed(201), Reported(300) },
        { "three closures after reports of one agency", "", First, NoAction, Closed(50), Closed(100) },
        { "three closures after reports of two agencies on the first day", "S3", First, Reported(0, "gp"), NoAction, Closed(50), Closed(100) },
        { "a suspicion that was closed", "S2", Suspected, Closed(28) },
        { "a suspicion, and a closure much later", "", Suspected, Closed(29) },
        { "a suspicion that was enquired into and closed", "", Suspected, Care(Kinds.SectionFortySeven, 3), Closed(28) },
        { "an enquiry on the day of the closure", "", Suspected, Care(Kinds.SectionFortySeven, 28), Closed(28) },
        { "an enquiry only after the closure", "S2", Suspected, Closed(28), Care(Kinds.SectionFortySeven, 29) },
        { "an enquiry from before the suspicion", "S2", Care(Kinds.SectionFortySeven, -1), Suspected, Closed(28) },
        { "an enquiry told late", "withdrawn", Suspected, Closed(28), Care(Kinds.SectionFortySeven, 3) },
        { "a suspicion that was closed as open already", "", Suspected, Closed(28).Saying("alreadyOpen") },
        { "a child's own words, diverted to early help", "S2", Report("school", Kinds.ChildDisclosure, 0, Sue), Closed(3, Kinds.ReferralToEarlyHelp) },
        { "a suspicion after a closure", "S3", NoAction, Report("ed", Kinds.SuspectedNonAccidentalInjury, 90, Sue) },
        { "asking for help again is not a report", "", First, NoAction, Report("voluntary-sector", Kinds.SupportSought, 100) },
        { "while a child protection plan is open", "", Plan, First, NoAction, Second },
        { "while a child-in-need plan is open", "", Care(Kinds.CinPlanStarted, -10), First, NoAction, Second },
        { "a plan that had ended", "S3", Plan, Care(Kinds.CpPlanEnded, -5), First, NoAction, Second },
        { "a plan begins after the closure", "", First, NoAction, Care(Kinds.CpPlanStarted, 50), Second },
        { "a plan begins after the second report", "S3", First, NoAction, Second, Care(Kinds.CpPlanStarted, 101) },
        { "early help is open, and nobody looks by law", "S3", Report("early-help", Kinds.EarlyHelpStarted, -10, Sue), First, NoAction, Second },
        { "a plan told late", "withdrawn", First, NoAction, Second, Plan },
        { "a plan withdrawn", "S3", Plan, First, NoAction, Second, Plan.Withdrawal() },
        { "closed as open already", "", First, NoAction.Saying("alreadyOpen"), Second },
        { "the closure withdrawn", "withdrawn", First, NoAction, Second, NoAction.Withdrawal() },
        { "the second report withdrawn", "withdrawn", First, NoAction, Second, Second.Withdrawal() },
        { "backwards", "S3", Second, NoAction, First },
    };

    public static TheoryData<string> Rows => Table.Names;

    [Theory, MemberData(nameof(Rows))]
    public void A_report_after_a_closure_is_read_with_what_was_closed(string neighbour) => Table.Check(neighbour);
}
