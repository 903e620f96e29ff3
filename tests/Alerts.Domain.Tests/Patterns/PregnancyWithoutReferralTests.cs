using static Alerts.Domain.Tests.A;

namespace Alerts.Domain.Tests;

/// <summary>UNB-1. Ten working days from the start end on day 14.</summary>
public class PregnancyWithoutReferralTests
{
    private static readonly Subject Mother = new("parent", Ref: "mother"), Unborn = new(SubjectRoles.Unborn, Ref: "baby");

    private static Report Booked(int day = 0, string agency = "midwifery") => Report(agency, Kinds.PregnancyBooked, day, Mother);

    private static Report Before(string kind, int day = -400) => Report("childrens-social-care", kind, day);

    private static Report Vulnerable(int day = -400) => Report("nursery", Kinds.ParentalVulnerability, day).Saying("learningDisability");

    private static Report Unwell(DateOnly day, string kind = Kinds.ParentalMentalHealthConcern) => Report("gp", kind, day, Mother);

    private static Report Referred(int day) => Report("midwifery", Kinds.ProfessionalReferral, day, Mother).Saying("unborn");

    private static Report Referred(DateOnly day) => Report("midwifery", Kinds.ProfessionalReferral, day, Mother).Saying("unborn");

    private static readonly Report Booking = Booked(), Removed = Before(Kinds.PreviousChildrenRemoved, -5_000), Help = Before(Kinds.EarlyHelpStarted), Referral = Referred(3);

    /// <summary>Everything is told at the start, and looked at when all of it should have happened.</summary>
    private const int Afterwards = 1_000;

    private static readonly Neighbours Table = new(new PregnancyWithoutReferral())
    {
        { "a pregnancy where nothing is known", "", Booked() },
        { "children removed long ago", "S2", Removed, Booked() },
        { "a child removed on the day of the booking", "S2", Before(Kinds.ChildRemoved, 0), Booked() },
        { "a child removed the day after", "", Before(Kinds.ChildRemoved, 1), Booked() },
        { "a plan long ago, whose end is not known", "S2", Before(Kinds.CpPlanStarted, -3_000), Booked() },
        { "the end of a plan whose start is not known", "S2", Before(Kinds.CpPlanEnded), Booked() },
        { "a child in need before is not serious alone", "", Before(Kinds.CinPlanStarted), Booked() },
        { "a section 47 enquiry before is not serious alone", "", Before(Kinds.SectionFortySeven), Booked() },
        { "a brother's plan that began after the booking", "", Booked(), Report("childrens-social-care", Kinds.CpPlanStarted, 3, Tom) },
        { "early help alone", "", Help, Booked() },
        { "more than one baby alone", "", Booked().Saying("multiple") },
        { "a parent's learning disability alone", "", Vulnerable(), Booked() },
        { "both parents' learning disabilities", "", Vulnerable(), Vulnerable(-300), Booked() },
        { "a parent's learning disability and a parent's mental ill health", "", Vulnerable(), Unwell(Day(-30)), Booked() },
        { "the same with a crisis", "", Vulnerable(), Unwell(Day(-30)), Unwell(Day(-20), Kinds.ParentalMentalHealthCrisis), Booked() },
        { "more than one baby and a parent's learning disability", "S2", Vulnerable(), Booked().Saying("multiple") },
        { "another vulnerability of a parent", "S2", Report("nursery", Kinds.ParentalVulnerability, -400), Booked().Saying("multiple") },
        { "more than one baby and early help before", "S2", Help, Booked().Saying("multiple") },
        { "early help before and a parent's mental ill health", "S2", Help, Unwell(Day(-30)), Booked() },
        { "mental ill health of 24 months before", "S2", Help, Unwell(Start.AddMonths(-24)), Booked() },
        { "mental ill health of a day earlier", "", Help, Unwell(Start.AddMonths(-24).AddDays(-1)), Booked() },
        { "the vulnerability told after the booking", "", Help, Booked(), Vulnerable(1) },
        { "asking for help and being poor", "", Help, Report("voluntary-sector", Kinds.SupportSought, -30), Report("housing", Kinds.HousingOrMoneyProblem, -30), Booked() },
        { "referred on the tenth working day", Afterwards, "", Removed, Booked(), Referred(14) },
        { "referred a day later", Afterwards, "S2", Removed, Booked(), Referred(15) },
        { "referred three months before", Afterwards, "", Removed, Booked(), Referred(Start.AddMonths(-3)) },
        { "referred a day earlier than that", Afterwards, "S2", Removed, Booked(), Referred(Start.AddMonths(-3).AddDays(-1)) },
        { "a referral about somebody whose role is unborn", Afterwards, "", Removed, Booked(), Report("midwifery", Kinds.ProfessionalReferral, 5, Unborn) },
        { "a referral about a brother", "S2", Removed, Booked(), Report("midwifery", Kinds.ProfessionalReferral, 5, Tom) },
        { "a meeting before the birth about the unborn child", Afterwards, "", Removed, Booked(), Report("childrens-social-care", Kinds.SectionFortySeven, 8, Unborn) },
        { "a lateral check is no referral", "S2", Removed, Booked(), Report("midwifery", Kinds.LateralCheckAsked, 1, Mother) },
        { "on the last day on which it may still be referred", 14, "", Removed, Booked() },
        { "on the day on which it is late", 15, "S2", Removed, Booked() },
        { "referred in time, looked at later", 30, "", Removed, Booked(), Referred(10) },
        { "the booking told by two agencies on adjacent days", "S2", Removed, Booked(), Booked(1, "gp") },
        { "the same pregnancy told by the GP and booked weeks later", "S2", Removed, Booked(0, "gp"), Booked(40) },
        { "the same, referred after the first", Afterwards, "", Removed, Booked(0, "gp"), Referred(10), Booked(200) },
        { "told again on day 280", "S2", Removed, Booked(), Booked(280) },
        { "told again on day 281", "S2 S2", Removed, Booked(), Booked(281) },
        { "another pregnancy soon after a birth", "S2 S2", Removed, Booked(), Report("midwifery", Kinds.Birth, 150, Ann), Booked(200) },
        { "two pregnancies", "S2 S2", Removed, Booked(), Booked(700) },
        { "two pregnancies, one referred", Afterwards, "S2", Removed, Booked(), Booked(700), Referred(705) },
        { "the booking withdrawn", "withdrawn", Removed, Booking, Booking.Withdrawal() },
        { "the removal withdrawn", "withdrawn", Removed, Booked(), Removed.Withdrawal() },
        { "one baby only, after all", "withdrawn", Help, Booking.Saying("multiple"), Booking.Correction(r => r) },
        { "the referral withdrawn", "S2", Removed, Booked(), Referral, Referral.Withdrawal() },
        { "the history told last", "S2", Booked(), Removed },
    };

    public static TheoryData<string> Rows => Table.Names;

    [Theory, MemberData(nameof(Rows))]
    public void A_pregnancy_with_serious_history_and_no_referral_makes_somebody_look_again(string neighbour) => Table.Check(neighbour);

    [Fact]
    public void It_is_raised_by_the_deadline_and_taken_back_by_a_late_report_of_a_referral_in_time()
    {
        var story = new Story([new PregnancyWithoutReferral()], begins: Start);
        story.Told(Booked(), Removed, Report("gp", Kinds.RoutineContact, 0, Sue));
        Assert.Empty(story.ItBecomes(Day(14)).OfType<AlertRaised>());
        story.ItBecomes(Day(15));
        Assert.Equal(["NMW", "FD", "HV", "ND"], story.Alert("UNB-1").Told.Select(t => t.Role));
        Assert.Contains("A new partner or a long stable time may have changed much.", story.Alert("UNB-1").Sentence, StringComparison.Ordinal);
        story.Told(Referred(9));
        Assert.True(story.Alert("UNB-1").EvidenceWithdrawn);
    }
}
