using Alerts.Domain.Values;

namespace Alerts.Domain;

/// <summary>
/// Notices a household whose child is absent from a service and not found by another: not in school and nobody in at the door within
/// two weeks, or not in school and not brought to health appointments within six months. In published case 25 the school and in case 24 the
/// hospital each pursued its own absence (numbers ours). Each alone is common; it is graver out of school with a failed visit. A child's own needs or diagnosis are not read.
/// </summary>
public sealed class MissingFromTwoServices() : Pattern("SIGHT-2", 2, "Absent from one service and not found by another", "cases/24, 25; S1 LP8",
    Raises.Cumulatively, [Domain.Kinds.NotInSchool, Domain.Kinds.WasNotBrought, .. Failed], tell: ["FD", "DSL", "HV|SN", "NN"])
{
    public override string Clears => "Somebody has seen the child and the carer since, and both services know it.";

    private static readonly Number Days = new("window", 14, "days", Origin.Proposal, "between an absence and a failed visit");
    private static readonly Number Long = new("windowOfAppointments", 183, "days", Origin.Proposal, "between not being in school and not being brought");
    private static readonly Grade Usual = new("severity", Severity.S3, Origin.Proposal, "otherwise");
    private static readonly Grade Graver = new("severityOutOfSchool", Severity.S2, Origin.Proposal, "out of school with a failed visit");

    private static string[] Failed => [.. Domain.Kinds.ClosedDoors, Domain.Kinds.ChildNotSeen];

    public override IReadOnlyList<Setting> Settings => [Days, Long, Usual, Graver];
    public override int Reach => Math.Max(this[Days], this[Long]);
    public override bool OnlyGrowsBy(Report came, History history) => true;
    public override bool JoinsAdjacentDays => false;
    public override string Memory => $"{Spoken.Days(this[Days])} between an absence and a visit, {Spoken.Days(this[Long])} between two absences";

    public override bool Reads(Report report) => base.Reads(report) && report.Text("by") != "service";

    public override IEnumerable<Finding> Find(History history, Period around)
    {
        var near = history.Near(this, around);
        var today = history.Own(this, around);   // one of the two is of the days in question
        for (var i = 0; i < near.Count; i++)
        {
            var absent = near[i];
            var others = IsVisit(absent) ? [] : around.Holds(absent.Occurred.Day) ? near : today;
            for (var n = 0; n < others.Count; n++)
            {
                var other = others[n];
                var visit = IsVisit(other);
                if (!visit && (absent.Kind != Domain.Kinds.NotInSchool || other.Kind == Domain.Kinds.NotInSchool || absent.Agency == other.Agency))
                    continue;
                if (Math.Abs(absent.Occurred.Day.DayNumber - other.Occurred.Day.DayNumber) > this[visit ? Days : Long])
                    continue;
                var grave = absent.Kind == Domain.Kinds.NotInSchool && visit;
                yield return new(null, this[grave ? Graver : Usual], History.ByDate.Compare(absent, other) < 0 ? [absent, other] : [other, absent], () =>
                    (absent.Kind == Domain.Kinds.NotInSchool ? "A child is not in school" : "A child was not brought to an appointment") + $" ({absent.Occurred}) and "
                    + (visit ? "a visit did not reach the family" : "a child was not brought to an appointment") + $" ({other.Occurred}). Has anybody seen the child and the carer since?");
            }
        }
    }

    private static bool IsVisit(Report r) => r.Kind is not (Domain.Kinds.NotInSchool or Domain.Kinds.WasNotBrought);
}
