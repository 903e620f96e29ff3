using Alerts.Domain.Values;

namespace Alerts.Domain;

/// <summary>
/// Notices an open case in which for weeks no review was held, nobody discussed it in supervision and nobody saw the child: the audit found
/// drift in most cases, and little grip (S2 KF2; S4 Q2 L35-37). What was done and is not typed yet has five working days.
/// </summary>
public sealed class OpenCaseStandingStill() : AbsencePattern("DRIFT-1", 2, "Open case standing still", "S2 KF2; S4 Q2 L35-37", Raises.AnewForEveryIncident,
    [.. PlanHistory.Starts, Domain.Kinds.ReviewHeld, Domain.Kinds.SupervisionHeld, Domain.Kinds.HomeVisitNoConcern, Domain.Kinds.DoorstepVisitOnly, Domain.Kinds.RoutineContact, Domain.Kinds.AssessmentCompleted],
    tell: ["TM", "LP|ASW"])
{
    public override string Clears => "A review or supervision is recorded.";

    private static readonly Number Protection = new("protectionDays", 42, "days", Origin.Proposal, "child protection: a core group every six weeks");
    private static readonly Number Need = new("needDays", 42, "days", Origin.Proposal, "child in need");
    private static readonly Number EarlyHelp = new("earlyHelpDays", 84, "days", Origin.Proposal, "early help");
    private static readonly Number Typing = new("typing", 5, "working days", Origin.Proposal, "for what was done and is not typed yet");
    private static readonly Grade Usual = new("severity", Severity.S3, Origin.Proposal, "always");


    public override IReadOnlyList<string> Context => [Domain.Kinds.CinPlanEnded, Domain.Kinds.CpPlanEnded, Domain.Kinds.CaseClosed];
    public override bool FirstRelease => false;
    public override bool JoinsAdjacentDays => false;
    public override bool ReadsPeople => true;
    public override IReadOnlyList<Setting> Settings => [Protection, Need, EarlyHelp, Typing, Usual];
    public override string Memory => "as long as the case is open";

    // The longest wait and its working days, with their weekends and holidays.
    public override int Reach => Math.Max(this[EarlyHelp], Math.Max(this[Protection], this[Need])) + 2 * this[Typing] + 14;

    // Whether a case is open changes what every gap from then on means, and the one that runs into that day.
    public override Period Touches(DateOnly context) => Period.Since(context).Wider(Reach, 0);
    public override Period Touches(Report own) => PlanHistory.Starts.Contains(own.Kind) ? Touches(own.Occurred.Day) : base.Touches(own);

    // What was done today, or ends today, is too late for what is late.
    public override bool OnlyGrowsBy(Report came, History history) => history.IsOfToday(came);
    public override bool OnlySettles(Report came, History history) => history.IsOfToday(came);

    // One day ends the gap that runs into it and begins another: every other gap stays as it was.
    public override Period Affects(History history, Period around)
    {
        var near = base.Affects(history, around);
        return around.From != around.To ? near
            : new(history.Plans.All.Where(e => IsNear(e, around, near)).Select(e => history.LastOwnBefore(this, around.From, near.From, r => IsAbout(r, e, history.People))).Append(around.From).Min(), around.To);
    }

    public override bool Reads(Report report) =>
        base.Reads(report) && (PlanHistory.Starts.Contains(report.Kind) || report.Kind is Domain.Kinds.ReviewHeld or Domain.Kinds.SupervisionHeld || Domain.Kinds.ChildWasSeen(report));

    public override IEnumerable<Expected> Missing(History history, Period around)
    {
        var near = history.Reach(this, around);
        foreach (var episode in history.Plans.All)
        {
            if (!IsNear(episode, around, near))
                continue;
            // The gap that a report ends begins on the last day before it.
            var from = history.LastOwnBefore(this, around.From, near.From, r => IsAbout(r, episode, history.People));
            foreach (var (day, next) in Days(history.Own(this, new(from, near.To)), episode, history.People))
            {
                if (day[0].Occurred.Day > around.To)
                    break;
                var last = WorkingDays.After(day[0].Occurred.Day.AddDays(Wait(episode.Plan)), this[Typing]);
                if (!(episode.To <= last) && !(next <= last))
                    yield return Expected.By(last.AddDays(1), () => new(null, this[Usual], day,
                        $"An open case ({Named(episode.Plan)}, since {episode.Reports[0].Occurred}) has stood still since {day[^1].Occurred}: no review, no supervision and no sight of the child on the record. "
                        + "Ask what the next step for the child is, and who takes it."));
            }
        }
    }

    private static bool IsNear(PlanEpisode episode, Period around, Period near) =>
        episode.From <= around.To && !(episode.To < near.From) && PlanHistory.Starts.Contains(episode.Reports[0].Kind);

    // Each day with reports about an open case, and the next such day.
    private static IEnumerable<(List<Report> Reports, DateOnly? Next)> Days(IReadOnlyList<Report> reports, PlanEpisode episode, People people)
    {
        List<Report>? day = null;
        foreach (var report in reports)
        {
            if (report.Occurred.Day < episode.From || report.Occurred.Day > episode.To || !IsAbout(report, episode, people))
                continue;
            if (day is not null && day[0].Occurred.Day != report.Occurred.Day)
            {
                yield return (day, report.Occurred.Day);
                day = null;
            }
            (day ??= []).Add(report);
        }
        if (day is not null)
            yield return (day, null);
    }

    private int Wait(Plan plan) => this[plan switch { Plan.ChildProtection => Protection, Plan.ChildInNeed => Need, _ => EarlyHelp }];

    private static string Named(Plan plan) => plan switch { Plan.ChildProtection => "child protection", Plan.ChildInNeed => "child in need", _ => "early help" };

    private static bool IsAbout(Report report, PlanEpisode episode, People people)
    {
        for (var i = 0; i < episode.Children.Count; i++)
            if (people.MayBeAbout(report, episode.Children[i]))
                return true;
        return episode.Children.Count == 0;
    }
}
