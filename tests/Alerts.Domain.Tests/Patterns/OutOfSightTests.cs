using static Alerts.Domain.Tests.A;

namespace Alerts.Domain.Tests;

/// <summary>SIGHT-1.</summary>
public class OutOfSightTests
{
    private static readonly Report Worried = Report("school", Kinds.SchoolConcern, 0, Sue), HomeEducated = Report("ehe", Kinds.EheNotified, 100, Sue);

    private static readonly Neighbours Table = new(new OutOfSight())
    {
        { "home education alone", "", HomeEducated },
        { "a concern alone", "", Worried },
        { "home education after a concern", "S2", Worried, HomeEducated },
        { "off the roll after a concern", "S2", Worried, Report("school", Kinds.RemovedFromRoll, 50, Sue) },
        { "not in school after a sign on a child", "S2", Report("school", Kinds.HungerReported, 0, Tom), Report("school", Kinds.NotInSchool, 50, Sue) },
        { "not in school after another concern", "", Worried, Report("school", Kinds.NotInSchool, 50, Sue) },
        { "a referral of a school", "S2", Report("school", Kinds.ProfessionalReferral, 0, Sue), HomeEducated },
        { "a referral of the police that names the child", "S2", Report("police", Kinds.ProfessionalReferral, 0, Sue), HomeEducated },
        { "a referral of the police that names no child", "", Report("police", Kinds.ProfessionalReferral, 0), HomeEducated },
        { "a referral of the police after domestic abuse", "", Report("police", Kinds.DomesticAbuseIncident, -3, Sue), Report("police", Kinds.ProfessionalReferral, 0, Sue), HomeEducated },
        { "a referral of the police, four days after domestic abuse", "S2", Report("police", Kinds.DomesticAbuseIncident, -4, Sue), Report("police", Kinds.ProfessionalReferral, 0, Sue), HomeEducated },
        { "the domestic abuse is told late", "withdrawn", Report("police", Kinds.ProfessionalReferral, 0, Sue), HomeEducated, Report("police", Kinds.DomesticAbuseIncident, -1, Sue) },
        { "a squalid home that the police saw", "S2", Report("police", Kinds.HomeConditionsPoor, 0), HomeEducated },
        { "a squalid home that the police saw, and not in school", "S2", Report("police", Kinds.HomeConditionsPoor, 0), Report("school", Kinds.NotInSchool, 50, Sue) },
        { "aggression to a police officer", "", Report("police", Kinds.AggressionToProfessional, 0), HomeEducated },
        { "that a child is unhappy is a good reason to teach it at home", "", Report("school", Kinds.ChildDistressOrBehaviour, 0, Sue), HomeEducated },
        { "nor is domestic abuse read here", "", Report("childrens-social-care", Kinds.DomesticAbuseIncident, 0, Sue), HomeEducated },
        { "a concern about a brother", "S2", Report("health-visiting", Kinds.HungerReported, 0, Tom), HomeEducated },
        { "on day 183", "S2", Worried, HomeEducated.On(183) },
        { "on day 184", "", Worried, HomeEducated.On(184) },
        { "a concern only afterwards", "", Worried.On(101), HomeEducated },
        { "low attendance before home education is no concern by itself", "", Report("school", Kinds.SchoolAttendanceLow, 50, Sue), HomeEducated },
        { "nor is a missed appointment, or a fall", "", Report("gp", Kinds.WasNotBrought, 50, Sue), Report("ed", Kinds.EdAttendanceInjury, 60, Sue), HomeEducated },
        { "nor is absence before home education", "", Report("school", Kinds.NotInSchool, 50, Sue), HomeEducated },
        { "nor are poverty and asking for help", "", Report("housing", Kinds.HousingOrMoneyProblem, 50), Report("voluntary-sector", Kinds.SupportSought, 60), HomeEducated },
        { "the concern withdrawn", "withdrawn", Worried, HomeEducated, Worried.Withdrawal() },
        { "the concern reported late", "S2", HomeEducated, Worried },
        { "the concern corrected to a year before", "withdrawn", Worried, HomeEducated, Worried.Correction(r => r.On(-300)) },
    };

    public static TheoryData<string> Rows => Table.Names;

    [Theory, MemberData(nameof(Rows))]
    public void A_child_who_drops_out_of_sight_soon_after_a_concern_must_be_seen(string neighbour) => Table.Check(neighbour);
}
