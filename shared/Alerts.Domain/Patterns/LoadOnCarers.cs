using Alerts.Domain.Values;

namespace Alerts.Domain;

/// <summary>
/// Notices that the load on carers who have needs of their own has jumped while no early help and no adult service is open, so that somebody
/// offers help. In the review of Child B twins, tube feeding and long stays in hospital came to parents whose own needs were known, and
/// nobody put the two together (S1 4.1.6, 4.1.11, 4.1.13, 4.3.4, LP4, Systems Rec 5). Early help that closes while the load is there is the same. An ordinary birth or stay in hospital is not enough, and it never counts as risk.
/// </summary>
public sealed class LoadOnCarers() : Pattern("CARE-1", 2, "Load on carers has jumped: offer help", "S1 4.1.6, 4.1.11, 4.1.13, 4.3.4, LP4, Systems Rec 5",
    Raises.Cumulatively, [Domain.Kinds.Birth, Domain.Kinds.EhcpIssued, Domain.Kinds.HospitalAdmission, Domain.Kinds.ComplexHealthNeed, Domain.Kinds.CaseClosed],
    tell: ["HV|SN", "LP|ASW?", "GPL", "EHM", "ADU"])
{
    public override string Clears => "Support was offered, whether it was taken up or not.";

    private static readonly Number Window = new("window", 183, "days", Origin.Proposal, "before or after it, for a parent's mental ill health; before it, for an adult service's contact; within which several count together; after it, for early help that closes");
    private static readonly Grade Usual = new("severity", Severity.S3, Origin.Proposal, "always");

    private static readonly string[] ParentalNeeds = [Domain.Kinds.ParentalVulnerability, Domain.Kinds.ParentalMentalHealthConcern, Domain.Kinds.ParentalMentalHealthCrisis];

    /// <summary>What an adult service sends while it works with a parent.</summary>
    private static readonly string[] AdultService = [.. ParentalNeeds, Domain.Kinds.RoutineContact, Domain.Kinds.AssessmentStarted, Domain.Kinds.AssessmentCompleted, Domain.Kinds.ReviewHeld, Domain.Kinds.CaseClosed];

    public override PatternClass Class => PatternClass.Support;
    public override bool ReadsPeople => true;
    public override IReadOnlyList<string> Context => [.. AdultService.Except(Kinds), Domain.Kinds.EarlyHelpStarted];
    public override IReadOnlyList<Setting> Settings => [Window, Usual];
    public override int Reach => this[Window];
    public override string Memory => $"{Spoken.Days(this[Window])}; a parent's vulnerability never fades";

    // A need that becomes known later matters to what came before it.
    public override Period Touches(DateOnly context) => Period.Since(Period.On(context).Wider(this[Window], 0).From);

    // What closes changes whether help is open for all that follows.
    public override Period Touches(Report own) => own.Kind == Domain.Kinds.CaseClosed ? Touches(own.Occurred.Day) : base.Touches(own);

    public override bool Heeds(Report report) =>
        base.Heeds(report) && (report.Agency == "adult-mental-health" || report.Kind == Domain.Kinds.EarlyHelpStarted || ParentalNeeds.Contains(report.Kind));

    public override bool Reads(Report report) => base.Reads(report) && report.Kind switch
    {
        Domain.Kinds.CaseClosed => report.Agency is "early-help" or "adult-mental-health",
        Domain.Kinds.Birth => report.Says("multiple") || report.Says("complex"),
        Domain.Kinds.HospitalAdmission => report.Says("long"),
        _ => true,
    };

    public override IEnumerable<Finding> Find(History history, Period around) =>
        from last in history.Near(this, around)
        where last.Kind != Domain.Kinds.CaseClosed || last.Agency == "early-help"
        let loads = history.Between(Kinds, Period.On(last.Occurred.Day).Wider(this[Window], 0).From, last.Occurred.Day)
            .Where(r => r.Kind != Domain.Kinds.CaseClosed && Reads(r) && History.ByDate.Compare(r, last) <= 0).ToList()
        where loads.Count > 0
        where BothKnown(history, loads[^1].Occurred.Day) is { } day && !HelpIsOpen(history, day > last.Occurred.Day ? day : last.Occurred.Day)
        let closed = last.Kind == Domain.Kinds.CaseClosed ? last : null
        select new Finding(null, this[Usual], closed is null ? loads : [.. loads, closed],
            $"The load on carers has grown ({loads[^1].Occurred}: {Domain.Kinds.Find(loads[^1].Kind)!.Meaning.ToLowerInvariant()}); a parent has needs of their own, "
            + $"{(closed is null ? "" : $"early help has closed since ({closed.Occurred}), ")}and no early help or adult service is known to be open. Ask what would help, and offer it.");

    // The first day on which both the load and a parent's need were known.
    private DateOnly? BothKnown(History history, DateOnly load)
    {
        var (from, to) = Period.On(load).Wider(this[Window], this[Window]);
        var needs = history.Between(ParentalNeeds, DateOnly.MinValue, to).Where(r => r.Kind == Domain.Kinds.ParentalVulnerability || r.Occurred.Day >= from).ToList();
        return needs.Count == 0 ? null : needs[0].Occurred.Day > load ? needs[0].Occurred.Day : load;
    }

    private bool HelpIsOpen(History history, DateOnly day) =>
        history.Plans.All.Any(e => e.Plan == Plan.EarlyHelp && e.IsOpenOn(day))
        || history.Between(AdultService, Period.On(day).Wider(this[Window], 0).From, day).LastOrDefault(r => r.Agency == "adult-mental-health") is { } last && last.Kind != Domain.Kinds.CaseClosed;
}
