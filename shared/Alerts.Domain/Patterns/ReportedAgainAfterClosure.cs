using Alerts.Domain.Values;

namespace Alerts.Domain;

/// <summary>
/// Notices that a household is reported again after a contact was closed without a plan or a visit found no concern, and that contacts
/// are closed again and again: each closure started from nothing (S1 2.5, 2.8, 2.9; S0 point 6; 22.6 % of referrals are re-referrals within twelve
/// months). That one more report comes is common. It is graver after six closures; where an assessment ended with nothing in a child's first year
/// and somebody other than the police reports again; and where a clinician's suspicion or a child's own words were closed without an enquiry (published cases 07, 11 and 25; numbers ours).
/// While a statutory plan is open people are looking, and nothing is told.
/// </summary>
public sealed class ReportedAgainAfterClosure() : Pattern("HIST-4", 3, "Several contacts below threshold, or reported again after one was closed",
    "S1 2.5, 2.8, 2.9; S0 point 6; cases/07, 11, 25", Raises.Cumulatively, [.. Domain.Kinds.Closures, Domain.Kinds.HomeVisitNoConcern, .. Domain.Kinds.Referrals, .. Grave], tell: ["SM", "FD"])
{
    public override string Clears => "A manager has decided on the contacts as one history.";

    private static readonly Number Window = new("window", Incidents.TwelveMonths, "days", Origin.TextConcept, "from a closure to the next report, and for contacts that count together");
    private static readonly Number Contacts = new("contacts", 3, "closed contacts", Origin.TextConcept, "closed without a plan, at least four days apart, when several agencies had reported");
    private static readonly Number Again = new("closuresBefore", 6, "closures", Origin.Proposal, "before a further report, for it to be graver");
    private static readonly Number Soon = new("closedWithin", 28, "days", Origin.Proposal, "after a grave report, for its closure to be noticed by itself");
    private static readonly Number SameIncident = new("sameIncident", 3, "days", Origin.Proposal, "between two, one incident that several agencies report is merged (72 hours)", Least: 0);
    private static readonly Number FirstYears = new("firstYears", 1, "years", Origin.Proposal, "of a child, in which an assessment that ended with nothing makes a further report graver; a child of an unknown age is not taken for so young");
    private static readonly Grade Usual = new("severity", Severity.S3, Origin.Proposal, "otherwise");
    private static readonly Grade Graver = new("severityIfGraver", Severity.S2, Origin.Proposal, "so many closures before it, an assessment that ended with nothing in a child's first year (firstYears), or a grave report that was closed");

    /// <summary>A child under two cannot tell: the sentence says that there is one, and nothing hangs on it.</summary>
    private const int Infant = 2;

    private static string[] Grave => [Domain.Kinds.SuspectedNonAccidentalInjury, Domain.Kinds.ChildDisclosure];

    public override IReadOnlyList<Setting> Settings => [Window, Contacts, Again, Soon, SameIncident, FirstYears, Usual, Graver];
    public override int Reach => this[Window];
    public override string Memory => $"{Spoken.Days(this[Window])}, and any plan that is open";
    public override bool ReadsPeople => true;
    public override bool OnlyLooksBack => true;
    public override bool JoinsAdjacentDays => false;

    public override IReadOnlyList<string> Context => [.. PlanHistory.KindsWithEarlyHelp];

    public override Period Touches(DateOnly context) => Period.Since(context);

    // A visit without concern closes something only where social care or the police went to look.
    public override bool Reads(Report report) => base.Reads(report) && (report.Kind != Domain.Kinds.HomeVisitNoConcern || report.Agency is "childrens-social-care" or "police");

    // While a plan is open people are looking: another pattern notices what is closed as already open then.
    private static bool NobodyLooks(Report report, History history) => !report.Says("alreadyOpen") && !history.Plans.OpenOn(report.Occurred.Day, earlyHelp: false).Any();

    public override IEnumerable<Finding> Find(History history, Period around)
    {
        var near = history.Near(this, around).Where(r => NobodyLooks(r, history)).ToList();
        foreach (var report in near.Where(r => r.Occurred.Day >= around.From))
        {
            var before = near.Where(r => r.Occurred.Day <= report.Occurred.Day && r.Occurred.Day >= Period.On(report.Occurred.Day).Wider(this[Window], 0).From).ToList();
            var found = IsClosure(report) ? Closed(report, before, history) : Reported(report, before, history.People);
            if (found is not null)
                yield return found;
        }
    }

    private static bool IsClosure(Report r) => Domain.Kinds.Closures.Contains(r.Kind) || r.Kind == Domain.Kinds.HomeVisitNoConcern;

    private Finding? Reported(Report report, List<Report> before, People people)
    {
        var closed = before.Where(r => IsClosure(r) && r.Occurred.Day < report.Occurred.Day.AddDays(-this[SameIncident])).ToList();
        if (closed.Count == 0)
            return null;
        var infant = people.Children.Any(c => c.AgeOn(report.Occurred.Day) < Infant);
        // What the police refer is mostly about the adults.
        var looked = closed.Exists(r => r.Kind == Domain.Kinds.AssessmentClosed && people.Children.Any(c => c.AgeOn(r.Occurred.Day) < this[FirstYears]));
        var grave = looked && report.Agency != "police" || Separate(closed) >= this[Again];
        return new(null, this[grave ? Graver : Usual], [.. closed, report],
            $"Reported again ({report.Occurred}) after {(closed.Count == 1 ? "a contact was" : $"{closed.Count} contacts were")} closed or a visit found no concern within {Spoken.Days(this[Window])}."
            + (infant ? " There is a child under two." : "") + " Read the earlier reports before deciding this one.");
    }

    private Finding? Closed(Report closure, List<Report> before, History history)
    {
        var grave = before.Where(r => Grave.Contains(r.Kind) && r.Occurred.Day >= closure.Occurred.Day.AddDays(-this[Soon])
            && history.Between([Domain.Kinds.SectionFortySeven], r.Occurred.Day, closure.Occurred.Day).Count == 0).ToList();
        if (grave.Count > 0 && closure.Kind != Domain.Kinds.HomeVisitNoConcern)
            return new(null, this[Graver], [.. grave, closure],
                $"Closed without a plan ({closure.Occurred}) within {Spoken.Days(this[Soon])} of a clinician's suspicion or a child's own words ({grave[0].Occurred}). Ask who looked at it, and with what history.");
        var contacts = before.Where(r => Domain.Kinds.Closures.Contains(r.Kind)).ToList();
        return Domain.Kinds.Closures.Contains(closure.Kind) && Separate(contacts) >= this[Contacts] && before.Where(r => !IsClosure(r)).DistinctBy(r => r.Agency).Count() >= 2
            ? new(null, this[Usual], [.. before.Where(r => r.Kind != Domain.Kinds.HomeVisitNoConcern)],
                $"{Separate(contacts)} contacts were closed without a plan within {Spoken.Days(this[Window])}, after reports of several agencies. Look at them as one history.")
            : null;
    }

    private int Separate(IEnumerable<Report> closures)
    {
        var (count, last) = (0, DateOnly.MinValue);
        foreach (var day in closures.Select(r => r.Occurred.Day).Where(d => last == DateOnly.MinValue || d.DayNumber - last.DayNumber > this[SameIncident]))
            (count, last) = (count + 1, day);
        return count;
    }
}
