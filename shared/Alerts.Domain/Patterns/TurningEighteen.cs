using Alerts.Domain.Values;

namespace Alerts.Domain;

/// <summary>
/// Notices a young person of seventeen and a half with an open plan or recent signs of neglect and no plan for the move to adult services:
/// safeguarding falls off a cliff on the eighteenth birthday, and neglect does not (S4 Q1 L19, L29). A transition that is planned already is quiet.
/// Signs of neglect stand for the open alerts of the catalogue: an alert is what people were told and have not answered, and what is found must not hang on that.
/// </summary>
public sealed class TurningEighteen() : AbsencePattern("TRANS-1", 3, "Turning 18 with neglect still open", "S4 Q1 L19, L29",
    Raises.AnewForEveryIncident, [.. PlanHistory.Starts, .. Neglect], tell: ["LP|ASW", "ADU"])
{
    public override string Clears => "A plan for the move to adult services is recorded.";

    private static readonly Number Age = new("age", 17 * 12 + 6, "months", Origin.Proposal, "old when a transition must be planned; published as half a year before the eighteenth birthday");
    private static readonly Number Window = new("window", Incidents.TwelveMonths, "days", Origin.Proposal, "before that day, within which signs of neglect count");
    private static readonly Grade Usual = new("severity", Severity.S4, Origin.Proposal, "always");

    private const int EighteenInMonths = 18 * 12;

    /// <summary>Signs of neglect of medium weight or more; a single small one is none.</summary>
    private static readonly string[] Neglect = [.. new[]
        {
            Domain.Kinds.HungerReported, Domain.Kinds.PoorHygiene, Domain.Kinds.HomeConditionsPoor, Domain.Kinds.UnmetHealthNeed, Domain.Kinds.NotInSchool, Domain.Kinds.WeightOrGrowthConcern,
        }.Where(k => Domain.Kinds.Find(k)!.Weight != Weight.Low)];

    public override IReadOnlyList<string> Context =>
        [Domain.Kinds.CinPlanEnded, Domain.Kinds.CpPlanEnded, Domain.Kinds.CaseClosed, Domain.Kinds.TransitionPlanRecorded, Domain.Kinds.AssessmentCompleted];
    public override bool FirstRelease => false;
    public override bool JoinsAdjacentDays => false;
    public override bool ReadsPeople => true;
    public override IReadOnlyList<Setting> Settings => [Age, Window, Usual];
    public override string Memory => $"open plans; signs of neglect {Spoken.Days(this[Window])}";

    // A plan may have begun many years before the day.
    public override Period Touches(Report own) => PlanHistory.Starts.Contains(own.Kind) ? Period.Always : base.Touches(own);

    public override IEnumerable<Expected> Missing(History history, Period around)
    {
        foreach (var child in history.People.Children)
        {
            if (child.Born is not { } born || born.Year > DateOnly.MaxValue.Year - 100)
                continue;
            var day = born.AddMonths(this[Age]);
            var neglect = history.Between(Neglect, Period.On(day).Wider(this[Window], 0).From, day);
            var because = history.Plans.OpenOn(day).Where(e => e.IsOf(child)).Select(e => e.Reports[0]).Where(r => PlanHistory.Starts.Contains(r.Kind))
                .Concat(neglect.Where(r => history.People.MayBeAbout(r, child))).DistinctBy(r => r.Id).Order(History.ByDate).ToList();
            if (because.Count > 0 && !history.Between([Domain.Kinds.TransitionPlanRecorded, Domain.Kinds.AssessmentCompleted], DateOnly.MinValue, day)
                    .Any(r => (r.Kind == Domain.Kinds.TransitionPlanRecorded || r.Says("transition")) && history.People.MayBeAbout(r, child)))
                yield return new(day, new(child.Key, this[Usual], because,
                    $"A young person {Until(EighteenInMonths - this[Age])}, with {(PlanHistory.Starts.Contains(because[0].Kind) ? "an open plan" : "recent signs of neglect")}, and no plan for the move to adult services is recorded. "
                    + "Agree who will be there after the birthday."));
        }
    }

    private static string Until(int months) => months <= 0 ? "is 18" : months == 6 ? "will be 18 within half a year" : $"will be 18 within {Spoken.Many(months, "month")}";
}
