using Alerts.Domain.Values;

namespace Alerts.Domain;

/// <summary>
/// Keeps an alert in front of people until somebody has decided (ACK-1): unanswered, it climbs to the deputy, the role's manager, the partnership
/// manager, and is told again and again. Nothing resolves by time. It follows the role: who holds it now has it.
/// </summary>
internal sealed class Climbing(Household household, RoleDirectory roles, Action<Event> born)
{
    /// <summary>A clock of the household has come to its time. Nothing is ever cancelled: what matters no longer ends here.</summary>
    public void Reach(AnswerIsDue due)
    {
        if (!household.Clocks.ContainsKey((due.Alert, due.Notice, due.Step)))
            return;
        born(new ClockReached(due.Alert, due.Notice, due.Step) { At = due.At });
        var alert = household.Alert(due.Alert)!;
        if (due.Step == Clocks.Review)
            Review(alert, due);
        else if (due.Step <= Clocks.Opening)
            Open(alert, due);
        else if (due.Step == Clocks.Closing)
            Close(alert, due.At);
        else if (Clocks.IsStale(due.Step))
            Stay(alert, due);
        else if (due.Step < 0 && alert.Challenge is { } challenge && challenge.Notice == due.Notice)
            new Answering(household, roles, born).NextStage(alert, due.At);
        else if (due.Step > 0 && alert is { IsOpen: true, Clock: { } clock } && clock.Notice == due.Notice)
            Climb(alert, clock, due);
    }

    private void Review(Alert alert, AnswerIsDue due)
    {
        // An older decision's day does nothing: it was opened again meanwhile and decided otherwise.
        if (alert.ReviewOn is { } on && Clocks.ReviewOn(on, roles.Nation) <= due.At)
            born(new AlertReopened(alert.Id, alert.Notice + 1, alert.Severity, alert.Sentence, alert.Reached.Because, [.. alert.Holders.Select(t => roles.HandedOn(t, household, alert.Child, due.At)).Distinct()],
                "the day has come that was set for looking at it again", [])
            { At = due.At });
    }

    private void Climb(Alert alert, Running clock, AnswerIsDue due)
    {
        var silent = alert.Silent.ToList();
        DateTimeOffset Due(int step) => Clocks.Due(clock.Severity, clock.From, step, roles.Nation);
        // Counted from the notice, so that lateness does not add up; after an outage what has passed meanwhile is told once, to all who would have been told by now.
        var step = due.Step;
        while (Due(Clocks.After(step)) <= due.At)
            step = Clocks.After(step);
        var told = silent.SelectMany(role => StandIns(alert, role, step, clock, due.At)).Concat(step < Clocks.Partnership ? [] : PartnershipManager(alert, clock, due.At)).ToList();
        if (told.Count == 0 || step > Clocks.Partnership)
            told = [.. Everybody(alert, silent, due.At), .. told];
        born(new AlertClimbed(alert.Id, alert.Notice + 1, alert.Severity.OneUp(), alert.Sentence, alert.Reached.Because, [.. told.DistinctBy(t => (t.Role, t.Person.Id))], step, silent) { At = due.At });
        born(new ClockSet(alert.Id, clock.Notice, Clocks.After(step), Due(Clocks.After(step))) { At = due.At });
    }

    // It stays in the digests of whoever has it, and is in those of the deputy and the role's manager from now on; without a clock it is no graver for that. Who is
    // in line only later, or was away, has it after as many weeks more.
    private void Stay(Alert alert, AnswerIsDue due)
    {
        if (alert is not { IsOpen: true, Clock: null } || alert.OpenedBy.Notice != due.Notice)
            return;
        var (silent, since) = (alert.Silent.ToList(), new Running(due.Notice, alert.OpenedBy.At, alert.Severity));
        var told = silent.SelectMany(role => StandIns(alert, role, Clocks.Manager, since, due.At)).DistinctBy(t => (t.Role, t.Person.Id)).ToList();
        if (told.Count > 0)
            born(new AlertClimbed(alert.Id, alert.Notice + 1, alert.Severity, alert.Sentence, alert.Reached.Because, told, (int)((due.At - alert.OpenedBy.At).TotalDays / 7), silent) { At = due.At });
        born(new ClockSet(alert.Id, due.Notice, due.Step - 1, Clocks.StaleOn(due.At)) { At = due.At });
    }

    // Whoever has answered for their own role is left in peace; who has lost their place could not open it.
    private IEnumerable<Told> Everybody(Alert alert, List<string> silent, DateTimeOffset at)
    {
        var answered = alert.Holders.Select(t => t.Wanted).Except(silent).ToList();
        return alert.Told.Where(t => (silent.Count == 0 || !answered.Contains(t.Wanted)) && (alert.Holders.Contains(t) || roles.Has(t, household, alert.Child, at)));
    }

    // Everybody in line by this step who can be told and has not been for this role, which may have come to the alert long after the first notice. The manager comes
    // before their time only where nobody else does; each who cannot be told is said.
    private IEnumerable<Told> StandIns(Alert alert, string role, int step, Running clock, DateTimeOffset at)
    {
        var (anybody, ever) = (false, false);
        foreach (var (from, rank, place) in new[] { (Clocks.Deputy, Rank.Deputy, StandsIn.Deputy), (Clocks.Manager, Rank.Manager, StandsIn.Manager) })
        {
            if (from > step && anybody)
                break;
            var person = roles.At(role, rank, household, alert.Child, at) ?? (RunsByDay(clock.Severity) ? roles.At(role, rank, household, alert.Child, at, true) : null);
            if (person is not null && alert.Told.Any(t => t.Wanted == role && t.Person.Id == person.Id))
                ever = true;
            else if (person is null || roles.IsAway(person.Id, at))
                SayOnce(alert, new RolePassedOn(alert.Id, role, place, person) { At = at }, clock);
            else
            {
                anybody = true;
                yield return new(role, person, As: place);
            }
        }
        // Nobody is in line for this role: the front door looks after it, at once where the time is an hour.
        if (!anybody && !ever && (step >= Clocks.Manager || !RunsByDay(clock.Severity)) && Who(RoleDirectory.FrontDoor, alert, clock.Severity, at) is var door && alert.Told.All(t => t.Person.Id != door.Person.Id))
            yield return door with { InsteadOf = role };
    }

    private IEnumerable<Told> PartnershipManager(Alert alert, Running clock, DateTimeOffset at)
    {
        var missed = new List<Unreachable>();
        var manager = Who(RoleDirectory.Partnership, alert, clock.Severity, at, missed.Add);
        foreach (var said in Unreachable.Say(alert.Id, [manager], missed, at))
            SayOnce(alert, said, clock);
        return alert.Told.Any(t => t.Wanted == manager.Wanted && t.Person.Id == manager.Person.Id) ? [] : [manager];
    }

    // Four working hours from nine, and eight, end at five sharp, when offices are shut: who is there by day is told all the same, or would never be. Nor does
    // what has days change hands at midnight for one night.
    private static bool RunsByDay(Severity severity) => severity != Severity.S1;

    private Told Who(string role, Alert alert, Severity severity, DateTimeOffset at, Action<Unreachable>? missed = null) =>
        RunsByDay(severity) ? roles.ByDay(role, household, alert.Child, at, missed) : roles.Reach(role, household, alert.Child, at, missed);

    // Who is missing is missing at every step: it is said once while the clock runs.
    private void SayOnce(Alert alert, Event said, Running clock)
    {
        var since = alert.Notices.First(n => n.Notice == clock.Notice).At;
        if (!household.Trouble.Any(t => t.At >= since && t with { At = said.At } == said))
            born(said);
    }

    /// <summary>Each open alert goes to who holds its roles now; who held them, or stood in, has it no longer. Who has gone home has not lost it.</summary>
    public void HandOver(DateTimeOffset at)
    {
        foreach (var alert in household.Alerts.Where(a => a.IsOpen).ToList())
            HandOver(alert, at);
    }

    /// <summary>The same for one alert.</summary>
    public void HandOver(Alert alert, DateTimeOffset at) => HandOver(alert, at, t => roles.HandedOn(t, household, alert.Child, at).Person.Id == t.Person.Id);

    /// <summary>Told at night to who is there at night: in the morning it is for who is there by day, if nobody has decided by then.</summary>
    public void AwaitOpening(Alert alert, DateTimeOffset at, int step = Clocks.Opening)
    {
        if (!Clocks.IsOffice(at, roles.Nation) && !household.Clocks.Keys.Any(c => c.Alert == alert.Id && c.Step <= Clocks.Opening)
            && alert.Holders.Any(t => roles.ByDay(t.Wanted, household, alert.Child, at).Person.Id != t.Person.Id))
            born(new ClockSet(alert.Id, alert.Notice, step, Clocks.NextOffice(at, roles.Nation)) { At = at });
    }

    /// <summary>An hour runs day and night: told in office hours and not decided when offices close, it goes to who holds the role at night too, and is taken from nobody.</summary>
    public void AwaitClosing(Alert alert, DateTimeOffset at)
    {
        if (alert is { IsOpen: true, Severity: Severity.S1 } && Clocks.IsOffice(at, roles.Nation) && !household.Clocks.Keys.Any(c => c.Alert == alert.Id && c.Step == Clocks.Closing) && AtNight(alert, at).Any())
            born(new ClockSet(alert.Id, alert.Notice, Clocks.Closing, Clocks.ClosesOn(at)) { At = at });
    }

    private void Close(Alert alert, DateTimeOffset at)
    {
        if (alert.IsOpen && AtNight(alert, at).ToList() is { Count: > 0 } told)
            born(new AlertHandedOver(alert.Id, alert.Notice + 1, alert.Urgency, alert.Sentence, alert.Reached.Because, told, []) { At = at });
    }

    private IEnumerable<Told> AtNight(Alert alert, DateTimeOffset at) =>
        from role in alert.Silent
        let person = roles.At(role, Rank.Holder, household, alert.Child, at, office: false)
        where person is not null && !roles.IsAway(person.Id, at) && alert.Holders.All(t => t.Person.Id != person.Id)
        select new Told(role, person);

    private void Open(Alert alert, AnswerIsDue due)
    {
        if (!alert.IsOpen)
            return;
        HandOver(alert, due.At, t => Now(t, alert, due.At).Person.Id == t.Person.Id);
        AwaitOpening(alert, due.At, due.Step - 1);   // where the process was down all day; no clock is ever set twice
    }

    private void HandOver(Alert alert, DateTimeOffset at, Func<Told, bool> keeps)
    {
        var missed = new List<Unreachable>();
        var changes = alert.Holders.Where(t => !keeps(t)).Select(t => (Before: t, Now: Now(t, alert, at, missed.Add))).ToList();
        // Who was told because nobody answered goes with the place; who has that now is told at the next step.
        var left = alert.Told.Except(alert.Holders).Where(t => !roles.Has(t, household, alert.Child, at)).ToList();
        if (changes.Count + left.Count == 0)
            return;
        // Who has it already in that role (it was opened again since the change) is not told twice.
        var told = changes.Select(c => c.Now).Distinct().Except(alert.Holders).ToList();
        born(new AlertHandedOver(alert.Id, alert.Notice + 1, alert.Urgency, alert.Sentence, alert.Reached.Because, told, [.. changes.Select(c => c.Before), .. left]) { At = at });
        foreach (var said in Unreachable.Say(alert.Id, told, missed, at))
            born(said);
    }

    private Told Now(Told told, Alert alert, DateTimeOffset at, Action<Unreachable>? missed = null) => Who(told.Wanted, alert, alert.Severity, at, missed);
}
