using static Alerts.Domain.Tests.A;

namespace Alerts.Domain.Tests;

/// <summary>WNB-3.</summary>
public class HomeVisitsKeptClinicsMissedTests
{
    private static Report Visited(int day) => Report("health-visiting", Kinds.HomeVisitNoConcern, day, Tom);

    private static Report Missed(int day, params Subject[] children) => Report("community-paediatrics", Kinds.WasNotBrought, day, children.Length == 0 ? [Tom] : children);

    private static readonly Report Third = Missed(50);
    private static readonly Report[] TwoVisits = [Visited(0), Visited(40)], TwoMissed = [Missed(10), Missed(20)];

    private static readonly Neighbours Table = new(new HomeVisitsKeptClinicsMissed())
    {
        { "visits alone", "", TwoVisits },
        { "clinics missed alone", "", [.. TwoMissed, Third] },
        { "two visits and three missed", "S3", [.. TwoVisits, .. TwoMissed, Third] },
        { "two visits and two missed", "", [.. TwoVisits, .. TwoMissed] },
        { "one visit and three missed", "", [Visited(0), .. TwoMissed, Third] },
        { "two visits on one day are one", "", [Visited(0), Report("early-help", Kinds.HomeVisitNoConcern, 0, Ann), .. TwoMissed, Third] },
        { "siblings not brought on one day count once", "", [.. TwoVisits, .. TwoMissed, Missed(20, Ann)] },
        { "three children, one missed each", "S3", [.. TwoVisits, Missed(10), Missed(20, Ann), Missed(30, Sue)] },
        { "the last on day 84", "S3", [.. TwoVisits, .. TwoMissed, Missed(84)] },
        { "a fourth and fifth, and the first told last", "S3", [.. TwoVisits, Missed(20), Third, Missed(60), Missed(70), Missed(2)] },
        { "the last on day 85", "", [.. TwoVisits, .. TwoMissed, Missed(85)] },
        { "a contact in which the home was seen", "S3", [Visited(0), Report("early-help", Kinds.RoutineContact, 40, Tom).Saying("homeSeen"), .. TwoMissed, Third] },
        { "a contact elsewhere", "", [Visited(0), Report("early-help", Kinds.RoutineContact, 40, Tom), .. TwoMissed, Third] },
        { "a visit that was missed is not kept", "", [Visited(0), Report("early-help", Kinds.MissedVisit, 40, Tom), .. TwoMissed, Third] },
        { "a date that the hospital moved", "", [.. TwoVisits, .. TwoMissed, Third.Saying("by", "service")] },
        { "marked as moved afterwards", "withdrawn", [.. TwoVisits, .. TwoMissed, Third, Third.Correction(r => r.Saying("by", "service"))] },
        { "one withdrawn", "withdrawn", [.. TwoVisits, .. TwoMissed, Third, Third.Withdrawal()] },
        { "a visit told late", "S3", [Visited(0), .. TwoMissed, Third, Visited(40)] },
        { "again half a year later", "S3 S3", [.. TwoVisits, .. TwoMissed, Third, Visited(300), Visited(340), Missed(310), Missed(320), Missed(350)] },
    };

    public static TheoryData<string> Rows => Table.Names;

    [Theory, MemberData(nameof(Rows))]
    public void Home_visits_kept_while_clinics_are_missed_raise_a_question(string neighbour) => Table.Check(neighbour);

    [Fact]
    public void It_asks_what_gets_in_the_way()
    {
        var found = new HomeVisitsKeptClinicsMissed().Find(new([.. TwoVisits, .. TwoMissed, Third]), Period.Always);
        Assert.Equal("In the 12 weeks to 29 April 2020 this family kept home visits on 2 days, and children were not brought to appointments on 3. What gets in the way of coming to a clinic? Could the appointment come to the home?",
            Assert.Single(found).Sentence);
    }
}
