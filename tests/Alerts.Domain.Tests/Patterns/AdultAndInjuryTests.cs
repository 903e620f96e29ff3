using static Alerts.Domain.Tests.A;

namespace Alerts.Domain.Tests;

/// <summary>ADULT-1.</summary>
public class AdultAndInjuryTests
{
    private static readonly Report Partner = Report("health-visiting", Kinds.NewPartnerInHousehold, 0), Offended = Report("police", Kinds.ParentalOffending, -200),
        Fall = Report("ed", Kinds.EdAttendanceInjury, 100, Sue), Mark = Report("nursery", Kinds.InjuryObserved, 100, Tom), Abuse = Report("police", Kinds.DomesticAbuseIncident, 100);

    private static readonly Neighbours Table = new(new AdultAndInjury())
    {
        { "a fall alone", "", Fall },
        { "domestic abuse alone", "", Abuse },
        { "a new partner alone", "", Partner },
        { "a new partner and a fall", "S3", Partner, Fall },
        { "a new partner and a mark", "S2", Partner, Mark },
        { "a new partner and a mark on a schoolchild", "S3", Partner, Mark.About(Sue) },
        { "a new partner and a clinician's suspicion", "S2", Partner, Report("ed", Kinds.SuspectedNonAccidentalInjury, 100, Sue) },
        { "a mark on the day before the fifth birthday", "S2", Partner, Mark.About(Child(8, Day(101).AddYears(-5))) },
        { "a mark on the fifth birthday", "S3", Partner, Mark.About(Child(8, Day(100).AddYears(-5))) },
        { "a fall on the day before the first birthday", "S2", Partner, Fall.About(Child(8, Day(101).AddYears(-1))) },
        { "a fall on the first birthday", "S3", Partner, Fall.About(Child(8, Day(100).AddYears(-1))) },
        { "a new partner and a baby's fall", "S2", Partner, Report("ed", Kinds.EdAttendanceInjury, 100, Ann) },
        { "a new partner and domestic abuse", "S3", Partner, Abuse },
        { "a partner of 183 days", "S2", Partner, Mark.On(183) },
        { "a partner of 184 days", "", Partner, Mark.On(184) },
        { "an injury before the partner came", "", Partner.On(200), Fall },
        { "a mark where an adult offended", "S3", Offended, Mark },
        { "a baby's mark where an adult offended", "S2", Offended, Mark.About(Ann) },
        { "a baby's mark on the first birthday", "S3", Offended, Mark.About(Child(8, Day(100).AddYears(-1))) },
        { "a schoolchild's mark where an adult offended", "", Offended, Mark.About(Sue) },
        { "a suspicion where an adult offended", "S2", Offended, Report("ed", Kinds.SuspectedNonAccidentalInjury, 100, Sue) },
        { "a schoolchild's fall where an adult offended is ordinary", "", Offended, Fall },
        { "a baby's fall where an adult offended", "S2", Offended, Report("ed", Kinds.EdAttendanceInjury, 100, Ann) },
        { "a fall of a child of unknown age, where an adult offended", "", Offended, Report("ed", Kinds.EdAttendanceInjury, 100, Sue.AgeUnknown()) },
        { "a fall of a child of unknown age, and a new partner", "S3", Partner, Report("ed", Kinds.EdAttendanceInjury, 100, Sue.AgeUnknown()) },
        { "domestic abuse where an adult offended is common", "S3", Offended, Abuse },
        { "an offence of 365 days ago", "S3", Offended.On(100 - 365), Mark },
        { "an offence of a day more", "", Offended.On(100 - 366), Mark },
        { "violence never fades", "S3", Offended.On(-8_000).Saying("violence"), Mark },
        { "nor does an offence against a child", "S3", Offended.On(-8_000).Saying("againstChild"), Mark },
        { "an offence only afterwards", "", Offended.On(101), Mark },
        { "a return visit", "", Partner, Fall.Saying("returnVisit") },
        { "a sports injury", "", Partner, Fall.Saying("sport") },
        { "the partner withdrawn", "withdrawn", Partner, Fall, Partner.Withdrawal() },
        { "the offence comes late", "S3", Mark, Offended },
    };

    public static TheoryData<string> Rows => Table.Names;

    [Theory, MemberData(nameof(Rows))]
    public void An_injury_is_read_with_what_is_known_of_the_adults(string neighbour) => Table.Check(neighbour);
}
