using static Alerts.Domain.Tests.A;

namespace Alerts.Domain.Tests;

/// <summary>RSP-1.</summary>
public class AnimalWelfareReportTests
{
    private static readonly Subject Keeper = new("other-adult", Ref: "keeper"), Grown = Child(50, Day(0).AddYears(-18)), GrownTomorrow = Child(51, Day(1).AddYears(-18));

    private static Report Dogs(int day = 0) => Report("rspca", Kinds.AnimalConcern, day, Keeper);

    private static Report Known(Subject child, int day = -50) => Report("gp", "routine-contact", day, child);

    private static readonly Report Starving = Dogs(), TomsVisit = Known(Tom);

    private static readonly Neighbours Table = new(new AnimalWelfareReport())
    {
        { "no child", "", Starving },
        { "a child is known there", "S3", Known(Tom), Starving },
        { "the report names a child", "S3", Starving.About(Keeper, Tom) },
        { "a child becomes known there later", "S3", Starving, Known(Tom, 300) },
        { "a child is born there within two years", "S2", Starving, Report("midwifery", Kinds.Birth, 200, Child(52)) },
        { "a child is born there two years later", "S2", Starving, Report("midwifery", Kinds.Birth, Day(0).AddYears(2), Child(52)) },
        { "a child is born there after more than two years", "", Starving, Report("midwifery", Kinds.Birth, Day(1).AddYears(2), Child(52)) },
        { "a child of one year lives there", "S2", Known(Ann), Starving },
        { "a child whose second birthday is tomorrow", "S2", Known(Child(53, Day(1).AddYears(-2))), Starving },
        { "a pregnancy is booked", "S2", Starving, Report("midwifery", Kinds.PregnancyBooked, 200, new Subject("parent", Ref: "mother")) },
        { "a pregnancy was booked before", "S2", Report("midwifery", Kinds.PregnancyBooked, -30), Starving },
        { "a pregnancy was booked a year before, and no child is known", "", Report("midwifery", Kinds.PregnancyBooked, -365), Starving },
        { "an unborn child is known", "S2", Starving, Report("midwifery", "routine-contact", 9, new Subject("unborn", Ref: "baby")) },
        { "a child who is eighteen today", "", Known(Grown), Starving },
        { "a child who is eighteen tomorrow", "S3", Known(GrownTomorrow), Starving },
        { "a child whose age turns out to be eighteen", "withdrawn", Starving, Known(Grown.AgeUnknown()), Known(Grown, 60) },
        { "the only report of the child is withdrawn", "withdrawn", TomsVisit, Starving, TomsVisit.Withdrawal() },
        { "the same concern from the police", "", Known(Tom), Report("police", Kinds.AnimalConcern, 0, Keeper) },
        { "the same concern from housing, child present", "", Known(Tom), Report("housing", Kinds.AnimalConcern, 0, Keeper).Saying("childPresent") },
        { "another concern of the RSPCA", "S3", Known(Tom), Report("rspca", "home-conditions-poor", 0, Keeper) },
        { "a visit of the RSPCA without concern", "", Known(Tom), Report("rspca", "routine-contact", 0, Keeper) },
        { "the keeper asked the RSPCA for help", "", Known(Tom), Report("rspca", Kinds.SupportSought, 0, Keeper) },
        { "cruelty in front of a child", "S2", Known(Tom), Starving.Saying("cruelty").Saying("childPresent") },
        { "a child was there, and nobody said cruelty", "S3", Known(Tom), Starving.Saying("childPresent") },
        { "cruelty by a child", "S2", Known(Tom), Starving.Saying("cruelty").Saying("byChild") },
        { "no child present, said so", "S3", Known(Tom), Starving.Saying("childPresent", false) },
        { "cruelty where no child is known", "", Starving.Saying("cruelty") },
        { "two reports on adjacent days", "S3", Known(Tom), Starving, Dogs(1) },
        { "two reports, two days apart", "S3 S3", Known(Tom), Starving, Dogs(2) },
        { "withdrawn", "withdrawn", Known(Tom), Starving, Starving.Withdrawal() },
        { "cruelty told in a correction", "S2", Known(Tom), Starving, Starving.Correction(r => r.Saying("cruelty").Saying("childPresent")) },
    };

    public static TheoryData<string> Rows => Table.Names;

    [Theory, MemberData(nameof(Rows))]
    public void An_animal_welfare_report_where_a_child_lives_or_is_expected_makes_somebody_look(string neighbour) => Table.Check(neighbour);
}
