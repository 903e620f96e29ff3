using Alerts.Domain.Values;

namespace Alerts.Domain;

/// <summary>
/// Notices that two agencies see very different levels of need in the same child or household and that nobody has escalated. The reviews found
/// different understandings of one family, and escalation little used (S4 Q5 L59, Rec 4; S2 KF5; S1 4.1.11). Different children are no
/// disagreement, nor is a level that the agency itself has changed since.
/// </summary>
public sealed class LevelsFarApart() : AbsencePattern("DIS-1", 1, "Professionals see this differently, and no one has escalated", "S4 Q5 L59, Rec 4; S2 KF5; S1 4.1.11",
    Raises.Cumulatively, [Domain.Kinds.LevelRecorded, Domain.Kinds.ProfessionalReferral, Domain.Kinds.ReferralClosed, Domain.Kinds.ReferralToEarlyHelp], tell: ["LEADS", "PM"])
{
    public override string Clears => "A level is agreed, or the disagreement formally escalated.";

    private static readonly Number Apart = new("apart", 2, "levels", Origin.TextConcept, "between what the two agencies see", Most: 3);
    private static readonly Number Window = new("window", 30, "days", Origin.TextConcept, "between the two");
    private static readonly Number Within = new("escalateWithin", 30, "days", Origin.TextConcept, "after the second, for somebody to escalate or for the levels to come together");
    private static readonly Grade Usual = new("severity", Severity.S3, Origin.Proposal, "always");

    // Few agencies send levels and escalations at first.
    public override bool FirstRelease => false;

    /// <summary>A disagreement is not settled by one side's answer (S4 Q5 L59).</summary>
    public override bool EveryRoleAnswers => true;
    public override bool ReadsPeople => true;
    public override IReadOnlyList<string> Context => [Domain.Kinds.EscalationRaised];
    public override IReadOnlyList<Setting> Settings => [Apart, Window, Within, Usual];
    public override int Reach => this[Window] + this[Within];
    public override Period Touches(DateOnly context) => Period.On(context).Wider(this[Within], this[Window]);
    public override bool Reads(Report report) => base.Reads(report) && report.Number("level") is not null;

    public override IEnumerable<Expected> Missing(History history, Period around) =>
        from second in history.Near(this, around)
        let day = second.Occurred.Day
        from first in Levels(history, second, Period.On(day).Wider(this[Window], 0)).Where(r => r.Agency != second.Agency && History.ByDate.Compare(r, second) < 0)
            .GroupBy(r => r.Agency).Select(agency => agency.Last())
        where AreApart(first, second)
        let until = day.AddDays(this[Within])
        where !history.Between(Context, first.Occurred.Day, until).Any(r => AreAboutTheSame(r, second, history.People))
            && !Levels(history, second, new(day, until)).Any(r => History.ByDate.Compare(r, second) > 0 && HasComeCloser(r, first, second))
        select new Expected(until.AddDays(1), new(null, this[Usual], [first, second],
            $"Two agencies see this very differently: {Said(first)}, {Said(second)}. {this[Within]} days later nobody has escalated. Speak to each other: agree a level, or escalate."));

    private IEnumerable<Report> Levels(History history, Report about, Period days) =>
        history.Between(Kinds, days.From, days.To).Where(r => Reads(r) && AreAboutTheSame(r, about, history.People));

    private bool AreApart(Report one, Report other) => Math.Abs(one.Number("level")!.Value - other.Number("level")!.Value) >= this[Apart];

    private bool HasComeCloser(Report later, Report first, Report second) =>
        later.Agency == first.Agency && !AreApart(later, second) || later.Agency == second.Agency && !AreApart(later, first);

    // A report that names no child is about the household.
    private static bool AreAboutTheSame(Report one, Report other, People people) =>
        (people.ChildrenIn(one), people.ChildrenIn(other)) is var (a, b) && (a.Count == 0 || b.Count == 0 || a.Any(x => b.Any(y => y.Key == x.Key)));

    private static string Said(Report report) => FormattableString.Invariant($"{report.Agency.Replace('-', ' ')} level {report.Number("level"):0.#} ({report.Occurred})");
}
