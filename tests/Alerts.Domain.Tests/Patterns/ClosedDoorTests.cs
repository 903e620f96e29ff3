using static Alerts.Domain.Tests.A;

namespace Alerts.Domain.Tests;

/// <summary>DOOR-1.</summary>
public class ClosedDoorTests
{
    private static readonly Report Hostile = Report("school", Kinds.AggressionToProfessional, 0), Avoids = Report("early-help", Kinds.Disengagement, 0),
        TurnedAway = Report("school", Kinds.RefusedEntry, 10), Plan = Report("childrens-social-care", Kinds.CpPlanStarted, -3000, Sue);

    private static readonly Neighbours Table = new(new ClosedDoor())
    {
        { "hostility alone", "", Hostile },
        { "a closed door alone", "", TurnedAway },
        { "hostility and a closed door", "S2", Hostile, TurnedAway },
        { "the door first", "S2", TurnedAway.On(-10), Hostile },
        { "twelve weeks apart", "S2", Hostile, TurnedAway.On(84) },
        { "a day more", "", Hostile, TurnedAway.On(85) },
        { "only as far as the doorstep", "S3", Hostile, Report("childrens-social-care", Kinds.DoorstepVisitOnly, 10) },
        { "nobody at home", "S3", Hostile, Report("health-visiting", Kinds.MissedVisit, 10) },
        { "the child was not seen", "S3", Hostile, Report("ehe", Kinds.ChildNotSeen, 10) },
        { "drawing back and a missed visit", "S3", Avoids, Report("health-visiting", Kinds.MissedVisit, 10) },
        { "drawing back and refused while a child protection plan is open, however old", "S2", Plan, Avoids, TurnedAway },
        { "drawing back and not seen while it is open: it may have been at school", "S3", Plan, Avoids, Report("ehe", Kinds.ChildNotSeen, 10) },
        { "drawing back and a missed visit while it is open", "S3", Plan, Avoids, Report("health-visiting", Kinds.MissedVisit, 10) },
        { "a plan that has ended", "S3", Plan, Report("childrens-social-care", Kinds.CpPlanEnded, -5, Sue), Avoids, TurnedAway },
        { "another door once the plan has ended: nothing is open on the last day", "S3", Plan, Avoids, TurnedAway, Report("childrens-social-care", Kinds.CpPlanEnded, 20, Sue), TurnedAway.Again(30) },
        { "a child-in-need plan", "S3", Report("childrens-social-care", Kinds.CinPlanStarted, -5, Sue), Avoids, TurnedAway },
        { "a plan only afterwards", "S3", Plan.On(100), Avoids, TurnedAway },
        { "a complaint is a right, and no hostility", "S3", Report("childrens-social-care", Kinds.ComplaintAgainstProfessional, 0), TurnedAway },
        { "the service cancelled the visit", "", Hostile, Report("health-visiting", Kinds.MissedVisit, 10).Saying("by", "service") },
        { "resolved on the doorstep", "", Hostile, TurnedAway.Saying("resolved") },
        { "a communication need, not hostility", "", Hostile.Saying("communicationNeed"), TurnedAway },
        { "withdrawn", "withdrawn", Hostile, TurnedAway, Hostile.Withdrawal() },
        { "the plan withdrawn", "S3", Plan, Avoids, TurnedAway, Plan.Withdrawal() },
    };

    public static TheoryData<string> Rows => Table.Names;

    [Theory, MemberData(nameof(Rows))]
    public void Hostility_or_avoidance_with_a_closed_door_asks_when_the_child_was_seen(string neighbour) => Table.Check(neighbour);
}
