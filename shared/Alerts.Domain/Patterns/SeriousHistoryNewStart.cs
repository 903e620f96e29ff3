using Alerts.Domain.Values;

namespace Alerts.Domain;

/// <summary>
/// Notices a pregnancy, a birth, a move to another authority or a crisis in a household with serious adult history, however long ago: children were
/// taken from their parents' care, an adult has offended with violence or against a child, somebody took an overdose or died of drugs (the last alone is lower). Five older
/// children not in their mother's care never informed a decision in the review of Child B (S1 4.1.3, 4.1.9; published cases 01 and 23; the choice of
/// triggers is ours). Such history never fades. Domestic abuse is not read here, nor a high-risk meeting about it: it is too common to be the crisis, and at high risk
/// one household in a hundred a year. A diagnosis, poverty and asking for help are no such history. The birth of a child who is on a child protection plan already is no
/// news, nor is the birth that follows a booking, unless such history came in between.
/// </summary>
public sealed class SeriousHistoryNewStart() : Pattern("ADULT-2", 3, "Serious adult history, and a pregnancy, birth, move or crisis", "S1 4.1.3, 4.1.9; S3 s5 L75; cases/01, 23",
    Raises.AnewForEveryIncident, [Domain.Kinds.PregnancyBooked, Domain.Kinds.LateOrNoBooking, Domain.Kinds.Birth, Domain.Kinds.CrossBoundaryMove, .. Crises], tell: ["FD", "NMW?", "HV|SN", "GPL"])
{
    public override string Clears => "The earlier history has been read, and a decision recorded.";

    /// <summary>A pregnancy lasts no longer, in days.</summary>
    private const int Pregnancy = 280;

    private static readonly Grade Usual = new("severity", Severity.S2, Origin.Proposal, "children were taken from the parents' care, and there is a pregnancy, a birth or a crisis");
    private static readonly Grade Lower = new("severityOtherwise", Severity.S3, Origin.Proposal, "other serious history, which is commoner; a move, of which HIST-3 tells the same people");

    private static string[] Crises => [Domain.Kinds.HouseholdOverdose, Domain.Kinds.ChildReturnedHome];

    public override IReadOnlyList<Setting> Settings => [Usual, Lower];
    public override string Memory => "removals, grave offences and overdoses never fade";
    public override IReadOnlyList<string> Context => [.. Domain.Kinds.Removals, Domain.Kinds.ParentalOffending, Domain.Kinds.CpPlanStarted, Domain.Kinds.CpPlanEnded];
    public override bool ReadsPeople => true;
    public override int Reach => Pregnancy;

    public override Period Touches(DateOnly context) => Period.Since(context);

    // An overdose is a crisis, and history to what comes after it.
    public override Period Touches(Report own) => own.Kind == Domain.Kinds.HouseholdOverdose ? Period.Since(own.Occurred.Day) : base.Touches(own);

    // An overdose of long ago, a crisis of its own then, stands beside what came just now.
    public override Period Affects(History history, Period around) => Period.Always;

    public override IEnumerable<Finding> Find(History history, Period around)
    {
        foreach (var incident in Incidents.Of(history.Near(this, around).Where(r => !IsPlannedFor(r, history) && !WasBooked(r, history))))
        {
            var first = incident.Reports[0];
            var serious = Serious(history, first.Occurred.Day).Except(incident.Reports).ToList();
            if (serious.Count > 0)
                yield return new(null, this[first.Kind != Domain.Kinds.CrossBoundaryMove && serious.Any(r => Domain.Kinds.Removals.Contains(r.Kind)) ? Usual : Lower], [.. serious, .. incident.Reports],
                    $"{Said(first)} ({first.Occurred}) in a household with serious history ({string.Join("; ", serious.Select(r => r.Occurred.ToString()).Distinct())}). Age does not make it irrelevant: read it before deciding.");
        }
    }

    private static bool IsPlannedFor(Report report, History history) =>
        report.Kind == Domain.Kinds.Birth && history.Plans.Statutory.Any(p => p.Plan == Plan.ChildProtection && p.From < report.Occurred.Day && p.IsOpenOn(report.Occurred.Day)
            && p.Children.Any(c => history.People.ChildrenIn(report).Any(born => born.Key == c.Key)));

    private static IEnumerable<Report> Serious(History history, DateOnly until) =>
        history.Between([.. Domain.Kinds.Removals, Domain.Kinds.ParentalOffending, Domain.Kinds.HouseholdOverdose], DateOnly.MinValue, until)
            .Where(Domain.Kinds.NeverFades);

    // The booking was the new start; the birth that follows it is none of its own where all was known by then.
    private static bool WasBooked(Report report, History history) =>
        report.Kind == Domain.Kinds.Birth && history.Between([Domain.Kinds.PregnancyBooked], Period.On(report.Occurred.Day).Wider(Pregnancy, 0).From, report.Occurred.Day.AddDays(-2)) is [.., var booked]
        && !Serious(history, report.Occurred.Day).Any(r => r.Occurred.Day > booked.Occurred.Day);

    private static string Said(Report report) => report.Kind switch
    {
        Domain.Kinds.PregnancyBooked or Domain.Kinds.LateOrNoBooking => "A pregnancy",
        Domain.Kinds.Birth => "A birth",
        Domain.Kinds.CrossBoundaryMove => "A move between authorities",
        _ => "A crisis",
    };
}
