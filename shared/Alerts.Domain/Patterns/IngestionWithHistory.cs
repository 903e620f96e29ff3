using Alerts.Domain.Values;

namespace Alerts.Domain;

/// <summary>
/// Notices an ingestion in a household with plan history, an earlier removal, a pregnancy or a new baby, or a recent assessment. In the
/// review of Child B the first one did not inform the checks that followed the booking of a pregnancy (S1 4.1.8, 4.1.9).
/// The birth of the child who swallowed something is no new baby, and an old plan is shown with its age: it may be long resolved.
/// That a family accepted early help is not read.
/// </summary>
public sealed class IngestionWithHistory() : Pattern("ING-3", 4, "Ingestion where the household has a history or a new baby", "S1 4.1.8, 4.1.9",
    Raises.AnewForEveryIncident, Domain.Kinds.Ingestions, tell: ["FD", "HV|SN", "NN"])
{
    public override string Clears => "The history of the household has been opened, and a decision recorded.";

    private static readonly Number Baby = new("newBaby", Incidents.TwelveMonths, "days", Origin.TextConcept, "before it, within which a pregnancy was booked or another child was born");
    private static readonly Number Assessment = new("recentAssessment", Incidents.TwelveMonths, "days", Origin.External, "before it, within which a statutory assessment started (published base rates name 24 months, which is twice as common)");
    private static readonly Grade Usual = new("severity", Severity.S2, Origin.Proposal, "otherwise");
    private static readonly Grade BabyAlone = new("severityOfBabyAlone", Severity.S3, Origin.Proposal, "nothing but a pregnancy or a new baby is known: toddlers with a new brother or sister are ordinary");

    /// <summary>Two children of one mother are further apart than this many months, however roughly a birth is dated; twins are not.</summary>
    private const int SameBirth = 6;

    public override IReadOnlyList<string> Context { get; } =
        [.. PlanHistory.KindsWithEnds, .. Domain.Kinds.Removals, Domain.Kinds.AssessmentStarted, Domain.Kinds.PregnancyBooked, Domain.Kinds.Birth];

    public override bool ReadsPeople => true;
    public override IReadOnlyList<Setting> Settings => [Baby, Assessment, SwallowedSomethingHarmful.SelfHarmFrom, Usual, BabyAlone];
    public override string Memory => $"the one incident; plan history and removals never fade; an assessment {Spoken.Days(this[Assessment])}, a baby {Spoken.Days(this[Baby])}";
    public override Period Touches(DateOnly context) => Period.Since(context);

    public override IEnumerable<Finding> Find(History history, Period around)
    {
        // One alert for what happened to several children at once.
        var swallowed = Incidents.ByChild(history.Near(this, around).Where(r => !r.Says("returnVisit")), history.People)
            .Where(x => SwallowedSomethingHarmful.IsNoSelfHarm(x.Child, x.Incident, this[SwallowedSomethingHarmful.SelfHarmFrom])).SelectMany(x => x.Incident.Reports).DistinctBy(r => r.Id).Order(History.ByDate);
        foreach (var incident in Incidents.Of(swallowed))
        {
            var pregnancy = Pregnancy(history, incident);
            var baby = NewBaby(history, incident);
            List<(string Said, IReadOnlyList<Report> Reports)> known =
            [
                .. OneOf(LastPlan(history, incident.LastDay), incident.LastDay),
                .. OneOf("a child was taken from the parents' care", Before(history, Domain.Kinds.Removals, incident).LastOrDefault()),
                .. OneOf("a pregnancy was booked", pregnancy),
                .. OneOf("another child was born", baby),
                .. OneOf("a statutory assessment started", Before(history, [Domain.Kinds.AssessmentStarted], incident, this[Assessment]).LastOrDefault(r => r.Agency == "childrens-social-care")),
            ];
            if (known.Count > 0)
                yield return new Finding(null, this[known.Count > (pregnancy is null ? 0 : 1) + (baby is null ? 0 : 1) ? Usual : BabyAlone], [.. known.SelectMany(k => k.Reports).Order(History.ByDate), .. incident.Reports],
                    $"A child has, or may have, swallowed something harmful ({incident.Reports[0].Occurred}). Known of this household: {string.Join("; ", known.Select(k => k.Said))}. Read the history before deciding; ask how medicines are kept.",
                    pregnancy is not null && !(baby?.Occurred.Day >= pregnancy.Occurred.Day) ? ["FD", "NMW", "HV|SN", "NN"] : null);
        }
    }

    // The pregnancy of a child who was born after it was booked is that child's own.
    private Report? Pregnancy(History history, Incident incident) =>
        Before(history, [Domain.Kinds.PregnancyBooked], incident, this[Baby]).LastOrDefault(p => Children(history, incident) is not { Count: > 0 } who || who.Any(c => c.Born is not { } born || born <= p.Occurred.Day));

    private Report? NewBaby(History history, Incident incident) =>
        Before(history, [Domain.Kinds.Birth], incident, this[Baby]).LastOrDefault(b => Children(history, incident).Any(c => IsAnother(history.People.ChildrenIn(b), b.Occurred.Day, c)));

    // Where a birth date is not told, only a birth that names somebody else is clearly another child's.
    private static bool IsAnother(IReadOnlyList<Person> babies, DateOnly birth, Person child) =>
        babies.All(b => b.Key != child.Key) && (child.Born is { } born ? born.AddMonths(SameBirth) <= birth : babies.Count > 0);

    private static List<Person> Children(History history, Incident incident) => [.. incident.Reports.SelectMany(history.People.ChildrenIn).DistinctBy(c => c.Key)];

    private static IEnumerable<Report> Before(History history, IReadOnlyList<string> kinds, Incident incident, int? days = null) =>
        history.Between(kinds, days is { } within ? Period.On(incident.Day).Wider(within, 0).From : DateOnly.MinValue, incident.LastDay);

    // The one that is open, or else the one that ended last.
    private static PlanEpisode? LastPlan(History history, DateOnly day)
    {
        var plans = history.Plans.Statutory.Where(p => p.Plan != Plan.SectionFortySeven && p.From <= day).ToList();
        return plans.LastOrDefault(p => p.To is not { } to || to > day) ?? plans.MaxBy(p => p.To);
    }

    private static string Said(PlanEpisode plan, DateOnly day) => plan.To is { } to && to <= day
        ? $"{Called(plan.Plan)}, last on {plan.Reports[^1].Occurred} ({Spoken.Between(to, day)} before)"
        : $"{Called(plan.Plan)} since {plan.Reports[0].Occurred}";

    private static string Called(Plan plan) => plan switch
    {
        Plan.ChildProtection => "a child protection plan",
        Plan.ChildInNeed => "a child-in-need plan",
        _ => throw new InvalidOperationException($"{plan} has no words: it is not read here"),
    };

    private static IEnumerable<(string Said, IReadOnlyList<Report> Reports)> OneOf(PlanEpisode? plan, DateOnly day) => plan is null ? [] : [(Said(plan, day), [.. plan.Reports.Where(r => r.Occurred.Day <= day)])];

    private static IEnumerable<(string Said, IReadOnlyList<Report> Reports)> OneOf(string what, Report? report) => report is null ? [] : [($"{what} ({report.Occurred})", [report])];
}
