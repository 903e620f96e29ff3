using Alerts.Domain.Values;

namespace Alerts.Domain;

/// <summary>
/// Notices that a worker was kept from seeing a child who was said to be sick or was at risk by what any agency knew. In the review of
/// Child B an ambulance crew was refused a sick twin, police were called, and it was passed to early help (S1 2.9). A misunderstanding
/// that was resolved on the spot is no concern, nor is a closed door where nothing else is known. What those who were refused tell of the same occasion makes
/// no concern of it; what anybody else told by that day does, a child's words of the day before above all. While a plan or early help is open the
/// worker who was refused holds the case, and it is a lower one.
/// </summary>
public sealed class KeptFromSeeingAChild() : Pattern("AGG-2", 3, "A worker was kept from seeing a sick or at-risk child", "S1 2.9",
    Raises.AnewForEveryIncident, Refusals, tell: ["FD", "NN", "HV|DSL", "POL"])
{
    public override string Clears => "The child has been seen, and there is a decision other than \"already open\".";

    private static readonly Number Before = new("window", 183, "days", Origin.Proposal, "before it, in which a concern of medium or high weight makes a child one at risk");
    private static readonly Number Assessed = new("assessmentFor", 63, "days", Origin.External, "after a statutory assessment started (45 working days) it is read as open, unless it is told to have ended");
    private static readonly Grade Usual = new("severity", Severity.S2, Origin.Text, "otherwise, and where a child on a child protection plan, or under a section 47 enquiry within assessmentFor, has still not been seen");
    private static readonly Grade Planned = new("severityWhilePlanOpen", Severity.S3, Origin.Proposal, "a plan, early help or an assessment is open, the child was not said to be sick and no crew was refused: the worker who was refused holds the case (refusals of one visit in sixty are ordinary then)");
    private static readonly Grade Unseen = new("severityIfStillUnseen", Severity.S1, Origin.Text, "the child has still not been seen, unless nothing but an open plan, early help or assessment makes it a concern");

    /// <summary>Crews who come because somebody needs them at once.</summary>
    private static readonly string[] Crews = ["ambulance", "police"];

    private static readonly string[] Concerns = [.. Domain.Kinds.All.Where(k => k.Stance == Stance.Adverse && k.Weight != Weight.Low).Select(k => k.Name)];

    /// <summary>An assessment too: the social worker who is turned away holds the case as under a plan.</summary>
    private const string PlanIsOpen = "a plan, early help or an assessment is open";

    private static readonly IReadOnlyList<string> Assessments = [Domain.Kinds.AssessmentStarted], AssessmentEnds = [Domain.Kinds.AssessmentClosed, Domain.Kinds.AssessmentCompleted];

    private static IReadOnlyList<string> Refusals => [Domain.Kinds.RefusedEntry, Domain.Kinds.ChildNotSeen];

    public override IReadOnlyList<string> Context { get; } = [.. Concerns.Except(Refusals), .. PlanHistory.KindsWithEarlyHelp, .. Assessments, .. AssessmentEnds];
    public override bool ReadsPeople => true;
    public override IReadOnlyList<Setting> Settings => [Before, Assessed, Usual, Planned, Unseen];
    public override int Reach => this[Before];
    public override string Memory => $"{Spoken.Days(this[Before])}, and any plan or assessment that is open";

    // An earlier concern, or a plan while it is open, makes a later refusal one that matters.
    public override Period Touches(DateOnly context) => Period.Since(context);

    public override IEnumerable<Finding> Find(History history, Period around) =>
        from refusal in Incidents.ByChild(history.Near(this, around).Where(r => !r.Says("resolved")), history.People)
        let why = Why(refusal.Incident, history)
        where why is not null && !(why == PlanIsOpen && WasOut(refusal.Incident))
        let unseen = refusal.Incident.Reports.Any(r => r.Says("childStillUnseen"))
        let planned = why == PlanIsOpen
        let also = planned && WasConcern(refusal.Incident, history)
        select new Finding(refusal.Child?.Key, this[planned ? unseen && IsProtected(refusal.Incident.Day, history) ? Usual : Planned : unseen ? Unseen : Usual], refusal.Incident.Reports,
            $"A worker was kept from seeing a child ({refusal.Incident.Reports[0].Occurred}): {why}{(also ? $", and {Earlier}" : "")}."
            + (unseen ? " The child had still not been seen when it was reported: agree now who will see the child." : " Ask who has seen the child since. That the case is open already is no answer."));

    // Those who hold the case come again soon; a child who was out when they came was kept from nobody, unless it is unseen still.
    private static bool WasOut(Incident refusal) => refusal.Reports.All(r => r.Kind == Domain.Kinds.ChildNotSeen && !r.Says("childStillUnseen"));

    private bool IsProtected(DateOnly day, History history) => history.Plans.OpenOn(day, earlyHelp: false).Any(e => e.Plan == Plan.ChildProtection)
        || history.Between([Domain.Kinds.SectionFortySeven], Period.On(day).Wider(this[Assessed], 0).From, day).Count > 0;

    private bool IsAssessed(DateOnly day, History history) =>
        history.Between(Assessments, Period.On(day).Wider(this[Assessed], 0).From, day).LastOrDefault(r => r.Agency == "childrens-social-care") is { } started
        && history.Between(AssessmentEnds, started.Occurred.Day, day.AddDays(-1)).Count == 0;

    // The words for what makes it a sick or an at-risk child; null where nothing does.
    private string? Why(Incident refusal, History history) =>
        refusal.Reports.Any(r => r.Says("childSick")) ? "the child was said to be sick"
        : refusal.Reports.Any(r => r.Kind == Domain.Kinds.RefusedEntry && Crews.Contains(r.Agency)) ? "an ambulance or police crew was refused"
        : IsAssessed(refusal.Day, history) ? PlanIsOpen
        : history.Plans.OpenOn(refusal.Day).Any() ? PlanIsOpen
        : WasConcern(refusal, history) ? Earlier
        : null;

    private string Earlier => $"there was a concern in the {Spoken.Days(this[Before])} before";

    private bool WasConcern(Incident refusal, History history) =>
        history.Between(Domain.Kinds.Adverse, Period.On(refusal.Day).Wider(this[Before], 0).From, refusal.Day).Any(r => Concerns.Contains(r.Kind) && !r.Says("resolved") && !IsTheOccasion(r, refusal));

    // Another refusal of those days is the same occasion too, whoever tells it and of whichever child.
    private static bool IsTheOccasion(Report report, Incident refusal) =>
        report.Occurred.Day >= refusal.Day.AddDays(-1) && (Refusals.Contains(report.Kind) || refusal.Reports.Any(r => r.Agency == report.Agency));
}
