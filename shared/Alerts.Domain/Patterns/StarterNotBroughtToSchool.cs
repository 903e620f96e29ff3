using Alerts.Domain.Values;

namespace Alerts.Domain;

/// <summary>
/// Notices a child who was expected to start at a school and was not there on any day of the first ten. Child B was expected in
/// September 2022 and first came in November, the day before the incident (S1 2.12). A start elsewhere, a deferred entry and home
/// education are no concern here; home education has patterns of its own.
/// </summary>
public sealed class StarterNotBroughtToSchool() : AbsencePattern("EDU-2", 3, "Expected starter has not been brought to school", "S1 2.12",
    Raises.AnewForEveryIncident, [Domain.Kinds.SchoolStartExpected], tell: ["DSL", "AO"])
{
    public override string Clears => "The child is on the roll and present elsewhere, or has been present on five days.";

    private static readonly Number Allowed = new("schoolDays", 10, "working days", Origin.TextConcept, "after the expected day; no school calendar is held, so a school's own holidays count as school days", Most: 200);
    private static readonly Number Before = new("historyWindow", Incidents.TwelveMonths, "days", Origin.Proposal, "before the expected day, in which an appointment that the child was not brought to makes it graver");
    private static readonly Grade Usual = new("severity", Severity.S3, Origin.Proposal, "otherwise");
    private static readonly Grade Graver = new("severityWithHistory", Severity.S2, Origin.Proposal, "the child was not brought to an appointment, or a child of the household was on a plan");

    /// <summary>Plan history is a plan: a section 47 enquiry alone is too common, and neither the entry nor the review names one (the entry of EHE-1 does).</summary>
    private static bool IsPlanned(History history, DateOnly day) => history.Plans.PlannedBy(day);

    private static readonly IReadOnlyList<string> Present = [Domain.Kinds.SchoolPresent], Deferred = [Domain.Kinds.SchoolStartDeferred], Educated = [Domain.Kinds.EheNotified], Missed = [Domain.Kinds.WasNotBrought];

    private sealed record Start(Person Child, IReadOnlyList<Report> Told, DateOnly On);

    public override IReadOnlyList<string> Context =>
        [Domain.Kinds.SchoolPresent, Domain.Kinds.SchoolStartDeferred, Domain.Kinds.EheNotified, Domain.Kinds.WasNotBrought, .. PlanHistory.Kinds];

    public override bool ReadsPeople => true;

    /// <summary>A school that sends expected starts and no presence would make every starter late; five reports in a hundred come days or weeks late.</summary>
    public override bool FirstRelease => false;
    public override IReadOnlyList<Setting> Settings => [Allowed, Before, Usual, Graver];

    // One start may be told, and told again, long before the day.
    public override int Reach => 2 * Incidents.TwelveMonths;
    public override string Memory => $"the start and the {Spoken.Days(this[Before])} before it; plan history never fades";

    /// <summary>No start is told longer before (schools are chosen a year ahead), in days.</summary>
    private const int ToldAhead = 5 * Incidents.TwelveMonths;

    // A plan makes every later start graver; all else has to do with starts about that time.
    public override Period Touches(DateOnly context) => Period.Since(context).Wider(ToldAhead, 0);

    // Nothing of today has to do with the first days at school of a start that is late.
    public override bool OnlySettles(Report came, History history) => history.IsOfToday(came);

    // What was told before those days is not told of these starts.
    public override Period Affects(History history, Period around) => around.To == DateOnly.MaxValue ? around : base.Affects(history, around);

    public override IEnumerable<Expected> Missing(History history, Period around)
    {
        if (history.Own(this, around).Count == 0)
            yield break;
        foreach (var start in Starts(history, around))
        {
            if (Due(start, history) is not { } due || WasThere(start, due, history))
                continue;
            var last = Last(due);
            yield return Expected.By(last.AddDays(1), () => NotBrought(start, due, last, history));
        }
    }

    private Finding NotBrought(Start start, DateOnly due, DateOnly last, History history)
    {
        var planned = IsPlanned(history, last);
        var missed = Has(history, start.Child, Missed, new(due.AddDays(-this[Before]), last), r => r.Text("by") != "service");
        return new(start.Child.Key, this[planned || missed ? Graver : Usual], start.Told,
            $"A child was expected to start school on {due:d MMMM yyyy}, and no report tells of a day there by {last:d MMMM yyyy} ({this[Allowed]} working days)."
            + (missed ? $" The child was not brought to an appointment in the {Spoken.Days(this[Before])} before." : "") + (planned ? " A child of this household has been on a plan before." : "")
            + " Ask whether the child has started elsewhere; if not, see the child.", planned ? ["DSL", "AO", "FD"] : null);
    }

    // A day told that falls among the first days of another is the same start told again; the later day counts.
    private IEnumerable<Start> Starts(History history, Period around)
    {
        foreach (var child in history.Own(this, around.Wider(ToldAhead, ToldAhead)).SelectMany(r => history.People.ChildrenIn(r).Select(c => (Child: c, Report: r))).GroupBy(x => x.Child.Key))
        {
            var starts = new List<Start>();
            foreach (var (person, report) in child.OrderBy(x => On(x.Report)))
                if (starts.Count > 0 && On(report) <= Last(starts[^1].On))
                    starts[^1] = new(person, [.. starts[^1].Told.Append(report).Order(History.ByDate)], On(report));
                else
                    starts.Add(new(person, [report], On(report)));
            foreach (var start in starts)
                if (start.Told.Any(r => around.Holds(r.Occurred.Day)))
                    yield return start;
        }
    }

    // A deferral agreed in time moves the day; one that gives no day calls off what had been told by then.
    private DateOnly? Due(Start start, History history)
    {
        var due = start.On;
        foreach (var deferral in history.Between(Deferred, due.AddDays(-this[Before]), DateOnly.MaxValue).Where(r => IsAbout(r, start.Child, history)).TakeWhile(d => d.Occurred.Day <= Last(due)))
            if (deferral.Day("on") is { } later)
                due = later > due ? later : due;
            else if (deferral.Occurred.Day >= start.Told[0].Occurred.Day)
                return null;
        return due;
    }

    private bool WasThere(Start start, DateOnly due, History history)
    {
        var told = start.Told[0].Occurred.Day;
        var days = new Period(told < due ? told : due, Last(due));
        return Has(history, start.Child, Present, days, r => r.Occurred.Day >= due || r.Says("elsewhere")) || Has(history, start.Child, Educated, days, _ => true);
    }

    private DateOnly Last(DateOnly due) => WorkingDays.After(due, this[Allowed]);

    private static DateOnly On(Report told) => told.Day("on") ?? told.Occurred.Day;

    private static bool Has(History history, Person child, IReadOnlyList<string> kinds, Period days, Func<Report, bool> which) =>
        history.Has(kinds, days, r => which(r) && IsAbout(r, child, history));

    private static bool IsAbout(Report report, Person child, History history) => history.People.ChildrenIn(report).Any(c => c.Key == child.Key);
}
