using Alerts.Domain.Values;

namespace Alerts.Domain;

/// <summary>
/// Notices injuries on separate occasions in one household within six months: attendances for an injury, and marks that a professional saw
/// elsewhere (cases/08: four of six were seen outside a hospital). In the review of Child B a fall, a head-butt, a sofa and a head injury were
/// each seen alone (S1 2.8, timeline). Children fall: it counts occasions, not the number of children hurt in one accident, and a large family needs one more.
/// </summary>
public sealed class RepeatedInjuries() : Pattern("INJ-1", 3, "Repeated injuries across the children in a household", "S1 2.8, timeline",
    Raises.Cumulatively, [Domain.Kinds.EdAttendanceInjury, Domain.Kinds.InjuryObserved], tell: ["HV|SN", "NN", "GPL"])
{
    public override string Clears => "The named nurse has reviewed the injuries together.";

    private static readonly Number Injuries = new("incidents", 3, "incidents", Origin.TextConcept, "of any children; one more in a large family of which no child has several of them");
    private static readonly Number OfOneBaby = new("incidentsUnderTwo", 2, "incidents", Origin.TextConcept, "of one child under two");
    private static readonly Number Window = new("window", 183, "days", Origin.External, "within which they count together (the Nottingham trial chose repeat attendance in 6 months)");
    private static readonly Number BabyUnder = new("babyUnder", 2, "years", Origin.TextConcept, "of age: a baby's injuries weigh more");
    private static readonly Number SportFrom = new("sportFrom", 5, "years", Origin.Proposal, "of age, from which an injury in sport does not count; sport begins with school");
    private static readonly Number LargeFamily = new("largeFamily", 3, "children", Origin.Proposal, "make a large family, in which one more is needed (base rates: normalise by children)");
    private static readonly Number OfOneChild = new("ofOneChild", 2, "incidents", Origin.Proposal, "of one child, for which a large family needs none more", Least: 2);
    private static readonly Grade Usual = new("severity", Severity.S3, Origin.Proposal, "otherwise");
    private static readonly Grade WithHistory = new("severityWithHistory", Severity.S2, Origin.Proposal, "of one child under two, where a child was on a child protection plan or removed, ever, in any authority");

    private const int Adult = 18;

    public override IReadOnlyList<string> Context { get; } = [.. PlanHistory.Kinds, .. Domain.Kinds.Removals];
    public override bool ReadsPeople => true;
    public override bool OnlyLooksBack => true;
    public override IReadOnlyList<Setting> Settings => [Injuries, OfOneBaby, BabyUnder, SportFrom, LargeFamily, OfOneChild, Window, Usual, WithHistory];
    public override int Reach => this[Window];
    public override string Memory => $"{Spoken.Days(this[Window])}; plan history and removals never fade";
    public override Period Touches(DateOnly context) => Period.Since(context);

    public override IEnumerable<Finding> Find(History history, Period around)
    {
        var all = Incidents.ByChild(history.Near(this, around).Where(r => !r.Says("returnVisit")), history.People)
            .Where(x => !IsSport(x.Child, x.Incident)).ToList();
        var ofHousehold = Incidents.Crossing([.. all.Select(x => x.Incident)], this[Window], this[Injuries], around)
            .Where(w => AreSeparateOccasions(w) && w.Count >= this[Injuries] + (IsSpreadThin(w, all, history) ? 1 : 0));
        var ofBabies = all.Where(x => x.Child?.Under(this[BabyUnder], x.Incident.Day) == true).GroupBy(x => x.Child!.Key, x => x.Incident)
            .SelectMany(baby => Incidents.Crossing([.. baby], this[Window], this[OfOneBaby], around));
        return ofHousehold.Select(w => Found(w, baby: false, history)).Concat(ofBabies.Select(w => Found(w, baby: true, history)));
    }

    private Finding Found(IReadOnlyList<Incident> window, bool baby, History history)
    {
        var day = window[^1].LastDay;
        bool IsKnown() => history.Plans.ProtectedBy(day) || history.Has(Domain.Kinds.Removals, new(DateOnly.MinValue, day));
        string Whose() => ChildrenOn(window[^1].Day, history) is > 1 and var children ? $"among {children} children" : "of a child";
        return new(null, this[baby && IsKnown() ? WithHistory : Usual], [.. window.SelectMany(i => i.Reports).DistinctBy(r => r.Id).Order(History.ByDate)], () =>
            $"{Spoken.Many(window.Count, "injury", "injuries")} {Whose()} within {Spoken.Days(this[Window])}: {string.Join("; ", window.Select(i => i.Reports[0].Occurred))}. "
            + "Children fall; ask how each came about, and see whether the accounts fit." + (IsKnown() ? " A child of this household has been on a plan, or was taken from the parents' care." : ""));
    }

    private bool IsSport(Person? child, Incident incident) =>
        incident.Reports.Any(r => r.Says("sport")) && child?.AgeOn(incident.Day) >= this[SportFrom];

    // One accident may hurt several children.
    private static bool AreSeparateOccasions(IReadOnlyList<Incident> window) => window[^1].Day > window[0].Day.AddDays(1);

    private bool IsSpreadThin(IReadOnlyList<Incident> window, List<(Person? Child, Incident Incident)> all, History history) =>
        ChildrenOn(window[^1].Day, history) >= this[LargeFamily]
        && !all.Where(x => x.Child is not null && window.Contains(x.Incident)).GroupBy(x => x.Child!.Key).Any(c => c.Count() >= this[OfOneChild]);

    private static int ChildrenOn(DateOnly day, History history) => history.People.Children.Count(c => c.Role != SubjectRoles.Unborn && c.Under(Adult, day));
}
