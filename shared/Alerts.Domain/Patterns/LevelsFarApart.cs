using Alerts.Domain.Values;

namespace Alerts.Domain;

/// <summary>
/// Notices that two agencies see very different levels of need in the same child or household and that nobody has escalated, or that a disagreement was
/// escalated and stays at one stage. The reviews found different understandings of one family, and escalation little used (S4 Q5 L59, Rec 4; S2 KF5; S1 4.1.11).
/// Different children are no disagreement, nor is a level that the agency itself has changed since. A stage is answered by the next one, by an agreement, or by levels that have come together.
/// </summary>
public sealed class LevelsFarApart() : AbsencePattern("DIS-1", 2, "Professionals see this differently, and no one has escalated", "S4 Q5 L59, Rec 4; S2 KF5; S1 4.1.11",
    Raises.Cumulatively, [Domain.Kinds.LevelRecorded, Domain.Kinds.ProfessionalReferral, Domain.Kinds.ReferralClosed, Domain.Kinds.ReferralToEarlyHelp, Domain.Kinds.EscalationRaised], tell: ["LEADS", "PM"])
{
    public override string Clears => "A level is agreed, or the disagreement formally escalated.";

    private static readonly Number Apart = new("apart", 2, "levels", Origin.TextConcept, "between what the two agencies see", Most: 3);
    private static readonly Number Window = new("window", 30, "days", Origin.TextConcept, "between the two");
    private static readonly Number Within = new("escalateWithin", 30, "days", Origin.TextConcept, "after the second, for somebody to escalate or for the levels to come together");
    private static readonly Number Stage = new("stageWithin", 5, "working days", Origin.Proposal, "after an escalation, for the next stage or an agreement; as long as a stage of a disagreement over an answer lasts here", Most: 20);
    private static readonly Grade Usual = new("severity", Severity.S3, Origin.Proposal, "always");

    // Few agencies send levels and escalations at first.
    public override bool FirstRelease => false;

    /// <summary>A disagreement is not settled by one side's answer (S4 Q5 L59).</summary>
    public override bool EveryRoleAnswers => true;
    public override bool ReadsPeople => true;
    public override IReadOnlyList<Setting> Settings => [Apart, Window, Within, Stage, Usual];

    // So many working days are never more than twice as many days, and a week and a half for holidays.
    public override int Reach => Math.Max(this[Window] + this[Within], 2 * this[Stage] + 10);
    public override bool Reads(Report report) => base.Reads(report) && (report.Kind == Domain.Kinds.EscalationRaised || report.Number("level") is not null);

    public override IEnumerable<Expected> Missing(History history, Period around) => NotEscalated(history, around).Concat(PastItsStage(history, around));

    private IEnumerable<Expected> NotEscalated(History history, Period around) =>
        from second in history.Near(this, around)
        where second.Kind != Domain.Kinds.EscalationRaised
        let day = second.Occurred.Day
        from first in Levels(history, second, Period.On(day).Wider(this[Window], 0)).Where(r => r.Agency != second.Agency && History.ByDate.Compare(r, second) < 0)
            .GroupBy(r => r.Agency).Select(agency => agency.Last())
        where AreApart(first, second)
        let until = day.AddDays(this[Within])
        where Escalations(history, second, new(first.Occurred.Day, until)).Count == 0
            && !Levels(history, second, new(day, until)).Any(r => History.ByDate.Compare(r, second) > 0 && HasComeCloser(r, first, second))
        select new Expected(until.AddDays(1), new(null, this[Usual], [first, second],
            $"Two agencies see this very differently: {Said(first)}, {Said(second)}. {this[Within]} days later nobody has escalated. Speak to each other: agree a level, or escalate."));

    private IEnumerable<Expected> PastItsStage(History history, Period around) =>
        from raised in history.Near(this, around)
        where raised.Kind == Domain.Kinds.EscalationRaised && !raised.Says("agreed")
        let until = WorkingDays.After(raised.Occurred.Day, this[Stage])
        where !Escalations(history, raised, new(WorkingDays.Before(raised.Occurred.Day, this[Stage]), raised.Occurred.Day)).Exists(r => IsSameStage(r, raised))
            && !Escalations(history, raised, new(raised.Occurred.Day, until)).Exists(r => r.Says("agreed") || IsNextStage(r, raised))
            && !HaveComeTogether([.. Levels(history, raised, Period.On(raised.Occurred.Day).Wider(this[Window], 0) with { To = until })], raised)
        select new Expected(until.AddDays(1), new(null, this[Usual], [raised],
            $"A disagreement was escalated ({raised.Occurred}{(raised.Number("stage") is { } stage ? FormattableString.Invariant($", stage {stage:0.#}") : "")}), and {Spoken.Many(this[Stage], "working day")} later there is neither an agreement nor a next stage. "
            + "Agree a level, or take it to the next stage."));

    private static List<Report> Escalations(History history, Report about, Period days) =>
        [.. history.Between([Domain.Kinds.EscalationRaised], days.From, days.To).Where(r => AreAboutTheSame(r, about, history.People))];

    // The same stage told again: its time runs from the first.
    private static bool IsSameStage(Report earlier, Report raised) =>
        !earlier.Says("agreed") && History.ByDate.Compare(earlier, raised) < 0 && earlier.Number("stage") is { } stage && stage == raised.Number("stage");

    // A sender may not say which stage it is.
    private static bool IsNextStage(Report later, Report raised) =>
        later.Number("stage") is { } next && raised.Number("stage") is { } stage ? next > stage : History.ByDate.Compare(later, raised) > 0;

    // Nobody who has said a level is far from anybody else any more, and somebody has said one since.
    private bool HaveComeTogether(IReadOnlyList<Report> levels, Report raised)
    {
        var latest = levels.GroupBy(r => r.Agency).Select(agency => agency.Last()).ToList();
        return latest.Count > 1 && latest.Exists(r => r.Occurred.Day >= raised.Occurred.Day) && latest.TrueForAll(one => latest.TrueForAll(other => !AreApart(one, other)));
    }

    private IEnumerable<Report> Levels(History history, Report about, Period days) =>
        history.Between(Kinds, days.From, days.To).Where(r => r.Number("level") is not null && AreAboutTheSame(r, about, history.People));

    private bool AreApart(Report one, Report other) => Math.Abs(one.Number("level")!.Value - other.Number("level")!.Value) >= this[Apart];

    private bool HasComeCloser(Report later, Report first, Report second) =>
        later.Agency == first.Agency && !AreApart(later, second) || later.Agency == second.Agency && !AreApart(later, first);

    // A report that names no child is about the household.
    private static bool AreAboutTheSame(Report one, Report other, People people) =>
        (people.ChildrenIn(one), people.ChildrenIn(other)) is var (a, b) && (a.Count == 0 || b.Count == 0 || a.Any(x => b.Any(y => y.Key == x.Key)));

    private static string Said(Report report) => FormattableString.Invariant($"{report.Agency.Replace('-', ' ')} level {report.Number("level"):0.#} ({report.Occurred})");
}
