using Alerts.Domain.Values;

namespace Alerts.Domain;

/// <summary>
/// Command and state in, events out: the only place where events are born. Each event is applied as it is born, so the state runs
/// ahead of the journal until the write is done; where the write fails, the state is thrown away and read again.
/// </summary>
public sealed class Decide
{
    private readonly Household household;
    private readonly Command command;
    private readonly RoleDirectory roles;
    private readonly List<Event> events = [];
    private Action<Event>? born;

    private Decide(Household household, Command command, RoleDirectory roles) => (this.household, this.command, this.roles) = (household, command, roles);

    /// <summary>What follows from the command. Nothing, when it was known already.</summary>
    public static IReadOnlyList<Event> On(Household household, Command command, RoleDirectory roles) => On(household, command, roles, PatternSet.Published);

    /// <summary>The same with the patterns as a partnership has set them.</summary>
    public static IReadOnlyList<Event> On(Household household, Command command, RoleDirectory roles, PatternSet patterns)
    {
        var decide = new Decide(household, command, roles);
        switch (command)
        {
            case RecordReport r when !household.Knows(r.Report.Id):
                decide.Record(r, patterns);
                break;
            case RecordReport:
                break;
            case LookAgain l when household.Deadlines.Contains((l.Pattern, l.On)):
                decide.Look(l, patterns);
                break;
            case LookAgain:
                break;
            case LookBack l when !household.HasLookedBackIn(l.Round):
                decide.Look(l, patterns);
                break;
            case LookBack:
                break;
            case DecideAlert d:
                new Answering(household, roles, e => decide.Born(e)).Answer(d);
                break;
            case AnswerIsDue a:
                decide.Climbing().Reach(a);
                break;
            case LookAtRoles l:
                decide.Climbing().HandOver(l.At);
                break;
            case ChallengeDecision c:
                new Answering(household, roles, e => decide.Born(e)).Challenge(c);
                break;
            default:
                throw new InvalidOperationException($"command {command.GetType().Name} is not known to this version");
        }
        return decide.events;
    }

    private Change Born(Event e)
    {
        events.Add(e);
        var change = household.Apply(e);
        if (e is AlertRaised or AlertReopened or DecisionChallenged)
            StartClock((Noticed)e);
        if (e is AlertReopened or DecisionChallenged)
            Climbing().HandOver(household.Alert(((Noticed)e).Alert)!, e.At);   // roles may have changed hands while it was decided
        if (e is AlertRaised or AlertReopened or AlertPassedOn or AlertHandedOver)
        {
            Climbing().AwaitOpening(household.Alert(((Noticed)e).Alert)!, e.At);
            Climbing().AwaitClosing(household.Alert(((Noticed)e).Alert)!, e.At);
        }
        return change;
    }

    private Climbing Climbing() => new(household, roles, e => Born(e));

    // A clock that runs goes on; only a graver notice starts another, shorter one. Its first step is never later than what was due already.
    // Where the service was down so long that the time would be over before anybody is told, it runs from when they are.
    private void StartClock(Noticed notice)
    {
        var alert = household.Alert(notice.Alert)!;
        var running = alert.Clock;
        if (running is null && !Clocks.HasOne(notice.Severity) && alert.OpenedBy == notice)
            AwaitDigests(alert, command.TakenUp ?? command.At);   // what is new while it waits gives nobody more time
        if (!Clocks.HasOne(notice.Severity) || running is not null && !notice.Severity.Above(running.Severity))
            return;
        var began = command.TakenUp is { } taken && Clocks.Due(notice.Severity, notice.At, Clocks.Deputy, roles.Nation) <= taken ? taken : notice.At;
        var due = household.Clocks.Where(c => running is not null && c.Key.Alert == notice.Alert && c.Key.Notice == running.Notice && c.Key.Step > 0).Select(c => c.Value)
            .Append(Clocks.Due(notice.Severity, began, Clocks.Deputy, roles.Nation)).Min();
        Born(new ClockSet(notice.Alert, notice.Notice, Clocks.Deputy, due) { At = command.At, From = began == notice.At ? null : began });
    }

    private void AwaitDigests(Alert alert, DateTimeOffset from) => Born(new ClockSet(alert.Id, alert.OpenedBy.Notice, Clocks.Stale, Clocks.StaleOn(from)) { At = command.At });

    // Raised before there were clocks: its time begins now.
    private void StartMissingClocks()
    {
        foreach (var alert in household.Alerts.Where(a => a is { IsOpen: true, Clock: null } && Clocks.HasOne(a.Severity)).ToList())
            Born(new ClockSet(alert.Id, alert.Notice, Clocks.Deputy, Clocks.Due(alert.Severity, command.At, Clocks.Deputy, roles.Nation)) { At = command.At, From = command.At });
        foreach (var alert in household.Alerts.Where(a => a is { IsOpen: true, Clock: null } && !household.Clocks.Keys.Any(c => c.Alert == a.Id && c.Notice == a.OpenedBy.Notice && Clocks.IsStale(c.Step))).ToList())
            AwaitDigests(alert, command.At);
    }

    private void Record(RecordReport recorded, PatternSet patterns)
    {
        var before = Whose(recorded.Report.Id);
        var change = Born(new ReportRecorded(recorded.LedgerId, recorded.Report) { At = command.At });
        var asked = patterns.AskedBy(change);
        var touched = new Touched(household.History, change);
        Evaluation By(Pattern pattern) => Evaluation(pattern, patterns, change, recorded.Report.Id);
        void LookWhereTouched(Pattern pattern)
        {
            if (touched.Days(pattern) is { Length: > 0 } days)
                By(pattern).Look(days);
        }
        Action<Pattern> look = LookWhereTouched;
        foreach (var pattern in asked)
            Guarded(pattern, recorded.Report.Id, look);
        if (change.Before is { } was)
            foreach (var pattern in household.AlertsHolding(was.Id).Select(a => a.Pattern).Distinct().Where(p => !asked.Any(a => a.Id == p)).Select(patterns.NotAsked).ToList())
                Guarded(pattern, recorded.Report.Id, p => By(p).OnlyLose());
        if (change.People || Whose(recorded.Report.Id) != before)
            FollowTheFamily();
    }

    // A family that has moved, or that another organisation knows now, may be others': without this an alert would stand in front of who has no place there any more.
    private void FollowTheFamily()
    {
        // What was handed over later than this was accepted is with the right ones already.
        foreach (var alert in household.Alerts.Where(a => a.IsOpen && a.LastTold <= command.At && a.Holders.Any(t => !roles.Has(t, household, a.Child, command.At))).ToList())
            Climbing().HandOver(alert, command.At);
    }

    private (string? Area, bool IsKnown) Whose(ReportId report) => (household.Area, household.LastReportedBy(report.Sender) is not null);

    private void Look(LookAgain look, PatternSet patterns)
    {
        Born(new DeadlineReached(look.Pattern, look.On) { At = command.At });
        if (patterns.Find(look.Pattern) is { } pattern)
            Guarded(pattern, null, p => Evaluation(p, patterns, Change.None, null).Look([Period.Always]));
    }

    // What is off again by now is not asked, and looks back when it comes again.
    private void Look(LookBack back, PatternSet patterns)
    {
        var asked = back.Patterns.Select(patterns.Find).OfType<Pattern>().ToList();
        Born(new LookedBack(back.Round, [.. asked.Select(p => new LookedWith(p.Id, p.Version, p.Measure))]) { At = command.At });
        StartMissingClocks();
        foreach (var pattern in asked)
            Guarded(pattern, null, p => Evaluation(p, patterns, Change.None, null).Look([Period.Always]));
    }

    private Evaluation Evaluation(Pattern pattern, PatternSet patterns, Change change, ReportId? because) =>
        new(household, pattern, patterns.Version, change, because, command.At, roles, born ??= e => Born(e));

    // A bug in one pattern must not stop the others or lose the report. Nor may it lose a deadline: what failed is tried again each morning,
    // so that the mended pattern finds what is late.
    private void Guarded(Pattern pattern, ReportId? because, Action<Pattern> look)
    {
        try
        {
            look(pattern);
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            Born(new PatternFaulted(pattern.Id, because ?? new("", ""), fault.GetType().Name) { At = command.At });
            var tomorrow = household.History.AsOf.AddDays(1);
            if (pattern is AbsencePattern && !household.Awaits(pattern.Id, tomorrow))
                Born(new DeadlineSet(pattern.Id, tomorrow) { At = command.At });
        }
    }
}
