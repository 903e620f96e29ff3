using Alerts.Domain.Values;

namespace Alerts.Domain;

/// <summary>
/// Notices hostility or avoidance together with a closed door: staff are threatened or the family draws back, and within twelve weeks a visit gets no
/// further than the door or no child is seen (S0 point 1 L26-28; published cases 01, 07 and 11; the number is ours). It is graver
/// where entry was refused (a child who was not seen may have been at school); avoidance is often fear or overload, and is graver then only while a child protection plan is open.
/// </summary>
public sealed class ClosedDoor() : Pattern("DOOR-1", 2, "Hostility or avoidance with a closed door", "S0 point 1 L26-28; cases/01, 07, 11",
    Raises.Cumulatively, [.. Hostile, Domain.Kinds.Disengagement, .. Domain.Kinds.ClosedDoors, Domain.Kinds.ChildNotSeen], tell: ["FD", "LP|ASW?", "HV|DSL"])
{
    public override string Clears => "Each child has been seen, and it is recorded when and by whom.";

    private static readonly Number Window = new("window", 84, "days", Origin.Proposal, "between the two, whichever came first");
    private static readonly Grade Usual = new("severity", Severity.S3, Origin.Proposal, "otherwise");
    private static readonly Grade Graver = new("severityOfHostility", Severity.S2, Origin.Proposal, "entry was refused, and there was hostility, or a child protection plan is open");

    private static readonly string[] Hostile = [Domain.Kinds.AggressionToProfessional, Domain.Kinds.ComplaintAgainstProfessional];

    public override IReadOnlyList<Setting> Settings => [Window, Usual, Graver];
    public override int Reach => 2 * this[Window];   // a door before what the family did, and another after it
    public override string Memory => $"{Spoken.Days(this[Window])}, and a child protection plan that is open";
    public override bool ReadsPeople => true;   // a plan's end depends on whose it was
    public override bool JoinsAdjacentDays => false;
    public override IReadOnlyList<string> Context => PlanHistory.KindsWithEnds;

    public override Period Touches(DateOnly context) => Period.Since(context);

    // One more door or stance takes nothing away, unless settings make the graver the milder; only whether a plan is open is asked on the last day, and one that ended shortly before may have been open on the last day until now.
    public override bool OnlyGrowsBy(Report came, History history) => Reads(came) && this[Graver].AtLeast(this[Usual])
        && !history.Plans.Statutory.Any(e => e.Plan == Plan.ChildProtection && e.To <= came.Occurred.Day && e.To > Period.On(came.Occurred.Day).Wider(this[Window], 0).From);

    public override bool Reads(Report report) => base.Reads(report) && report.Text("by") != "service" && !report.Says("resolved") && !report.Says("communicationNeed");

    public override IEnumerable<Finding> Find(History history, Period around)
    {
        var near = history.Near(this, around);
        var closed = near.Where(r => !IsStance(r)).ToList();
        var reached = around.Wider(this[Window], this[Window]);
        foreach (var stance in near.Where(r => IsStance(r) && reached.Holds(r.Occurred.Day)))
        {
            var doors = closed.Where(r => Math.Abs(r.Occurred.Day.DayNumber - stance.Occurred.Day.DayNumber) <= this[Window]).ToList();
            if (doors.Count == 0 || !around.Holds(stance.Occurred.Day) && !doors.Exists(d => around.Holds(d.Occurred.Day)))
                continue;
            var all = doors.Append(stance).Order(History.ByDate).ToList();
            // A complaint is a right: with a closed door it is avoidance, never hostility.
            var refused = doors.Exists(d => d.Kind == Domain.Kinds.RefusedEntry);
            var grave = refused && (stance.Kind == Domain.Kinds.AggressionToProfessional || history.Plans.OpenOn(all[^1].Occurred.Day, earlyHelp: false).Any(e => e.Plan == Plan.ChildProtection));
            yield return new(null, this[grave ? Graver : Usual], all, () =>
                (stance.Kind == Domain.Kinds.AggressionToProfessional ? "Aggression to staff" : "The family drew back from a service or complained") + $" ({stance.Occurred}), and "
                + $"{(doors.Count == 1 ? "a visit" : $"{doors.Count} visits")} got no further than the door or did not see a child within {Spoken.Days(this[Window])}. When was each child last seen, and by whom?");
        }
    }

    private static bool IsStance(Report r) => Hostile.Contains(r.Kind) || r.Kind == Domain.Kinds.Disengagement;
}
