using static Alerts.Domain.Tests.A;

namespace Alerts.Domain.Tests;

/// <summary>SIGHT-2.</summary>
public class MissingFromTwoServicesTests
{
    private static readonly Report Absent = Report("school", Kinds.NotInSchool, 0, Sue), NobodyIn = Report("school", Kinds.MissedVisit, 5), Missed = Report("gp", Kinds.WasNotBrought, 100, Sue);

    private static readonly Neighbours Table = new(new MissingFromTwoServices())
    {
        { "absent alone", "", Absent },
        { "a failed visit alone", "", NobodyIn },
        { "absent and nobody in", "S2", Absent, NobodyIn },
        { "absent and turned away", "S2", Absent, Report("ehe", Kinds.RefusedEntry, 14) },
        { "a failed visit two weeks before", "S2", Absent, NobodyIn.On(-14) },
        { "fifteen days apart", "", Absent, NobodyIn.On(15) },
        { "the service cancelled its visit", "", Absent, NobodyIn.Saying("by", "service") },
        { "not brought, and nobody in", "S3", Missed, NobodyIn.On(95) },
        { "absent and not brought within six months", "S3", Absent, Missed.On(183) },
        { "absent and not brought a day more apart", "", Absent, Missed.On(184) },
        { "a child's needs make nothing graver", "S3", Report("gp", Kinds.ComplexHealthNeed, -500, Sue), Absent, Missed },
        { "two missed appointments say nothing here", "", Missed, Report("ed", Kinds.WasNotBrought, 110, Sue) },
        { "low attendance is no absence here", "", Report("school", Kinds.SchoolAttendanceLow, 0, Sue), NobodyIn },
        { "withdrawn", "withdrawn", Absent, NobodyIn, Absent.Withdrawal() },
        { "the visit reported first", "S2", NobodyIn, Absent },
    };

    public static TheoryData<string> Rows => Table.Names;

    [Theory, MemberData(nameof(Rows))]
    public void A_child_whom_two_services_miss_is_looked_for(string neighbour) => Table.Check(neighbour);
}
