using static Alerts.Domain.Tests.A;

namespace Alerts.Domain.Tests;

/// <summary>ADULT-2.</summary>
public class SeriousHistoryNewStartTests
{
    private static readonly Report Removed = Report("childrens-social-care", Kinds.PreviousChildrenRemoved, -5000), Pregnant = Report("midwifery", Kinds.PregnancyBooked, 0), Born = Report("midwifery", Kinds.Birth, 200, Ann),
        Planned = Report("childrens-social-care", Kinds.CpPlanStarted, 190, Ann), Offence = Report("police", Kinds.ParentalOffending, -5000), Overdose = Report("ambulance", Kinds.HouseholdOverdose, -2000);

    private static readonly Neighbours Table = new(new SeriousHistoryNewStart())
    {
        { "a pregnancy alone", "", Pregnant },
        { "removals alone", "", Removed },
        { "a pregnancy after removals, however old", "S2", Removed, Pregnant },
        { "a pregnancy and the birth that follows it", "S2", Removed, Pregnant, Born },
        { "a birth 280 days after the booking", "S2", Removed, Pregnant, Born.On(280) },
        { "a birth 281 days after the booking", "S2 S2", Removed, Pregnant, Born.On(281) },
        { "a birth that nobody had booked", "S2", Removed, Born },
        { "the booking told after the birth", "withdrawn S2", Removed, Born, Pregnant },
        { "a child who was put on a plan before the birth", "", Removed, Planned, Born },
        { "a brother on a plan does not stand for the new child", "S2", Removed, Report("childrens-social-care", Kinds.CpPlanStarted, 190, Tom), Born },
        { "a plan that had ended by the birth", "S2", Removed, Planned, Report("childrens-social-care", Kinds.CpPlanEnded, 195, Ann), Born },
        { "a plan on the day of the birth came after it", "S2", Removed, Born, Report("childrens-social-care", Kinds.CpPlanStarted, 200, Ann) },
        { "a move to another authority, of which another pattern tells too", "S3", Removed, Report("housing", Kinds.CrossBoundaryMove, 0) },
        { "a move within the area", "", Removed, Report("housing", Kinds.HouseMove, 0) },
        { "domestic abuse is too common to be the crisis", "", Removed, Report("police", Kinds.DomesticAbuseIncident, 0) },
        { "an overdose in the household as the crisis", "S2", Removed, Report("ambulance", Kinds.HouseholdOverdose, 0) },
        { "a child returned home", "S2", Report("childrens-social-care", Kinds.ChildRemoved, -100, Tom), Report("childrens-social-care", Kinds.ChildReturnedHome, 0, Tom) },
        { "a high-risk meeting is not serious by itself here", "", Report("police", Kinds.MaracHeard, -2000), Pregnant },
        { "offending and substance misuse are not serious by themselves here", "", Report("police", Kinds.ParentalOffending, -100), Report("gp", Kinds.ParentalSubstanceMisuse, -50), Pregnant },
        { "an offence of violence, however old", "S3", Offence.Saying("violence"), Pregnant },
        { "an offence against a child, however old", "S3", Offence.Saying("againstChild"), Pregnant },
        { "an offence without violence, said so", "", Offence.Saying("violence", false), Pregnant },
        { "an offence of violence on the day", "S3", Offence.On(0).Saying("violence"), Pregnant },
        { "an offence of violence the day after", "", Offence.On(1).Saying("violence"), Pregnant },
        { "an offence of violence between the booking and the birth", "S3", Pregnant, Offence.On(100).Saying("violence"), Born },
        { "the same where a removal was known at the booking", "S2 S2", Removed, Pregnant, Offence.On(100).Saying("violence"), Born },
        { "violence corrected away", "withdrawn", Offence.Saying("violence"), Pregnant, Offence.Correction(r => r) },
        { "an overdose or drug death in the household long ago", "S3", Overdose, Pregnant },
        { "an overdose alone", "", Overdose },
        { "one overdose told by two agencies", "", Overdose, Overdose.Again(-1999) },
        { "a second overdose", "S3", Overdose, Overdose.Again(-100) },
        { "the first of two overdoses told last", "S3", Overdose.Again(-100), Overdose },
        { "an overdose told after the pregnancy", "S3", Pregnant, Overdose },
        { "an overdose and a removal", "S2", Overdose, Removed, Pregnant },
        { "an overdose, and then the offence told late", "S3", Overdose, Pregnant, Offence.Saying("violence") },
        { "an overdose withdrawn", "withdrawn", Overdose, Pregnant, Overdose.Withdrawal() },
        { "poverty and asking for help are no history", "", Report("housing", Kinds.HousingOrMoneyProblem, -100), Report("voluntary-sector", Kinds.SupportSought, -50), Pregnant },
        { "a parent's illness or own care history is a need", "", Report("gp", Kinds.ParentalVulnerability, -100), Report("gp", Kinds.ParentalMentalHealthCrisis, -50), Pregnant },
        { "a crisis of mental health is no trigger", "", Removed, Report("gp", Kinds.ParentalMentalHealthCrisis, 0) },
        { "removed only afterwards", "", Born, Report("childrens-social-care", Kinds.ChildRemoved, 205, Ann) },
        { "booked at two clinics on adjacent days", "S2", Removed, Pregnant, Report("gp", Kinds.PregnancyBooked, 1) },
        { "the removal withdrawn", "withdrawn", Removed, Pregnant, Removed.Withdrawal() },
        { "the removal comes late", "S2", Pregnant, Removed },
    };

    public static TheoryData<string> Rows => Table.Names;

    [Theory, MemberData(nameof(Rows))]
    public void Serious_history_is_read_again_at_every_new_start(string neighbour) => Table.Check(neighbour);
}
