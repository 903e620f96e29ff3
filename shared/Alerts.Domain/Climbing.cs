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
        if (!household.Clocks.Contains((due.Alert, due.Notice, due.Step)))
            return;
        born(new ClockReached(due.Alert, due.Notice, due.Step) { At = due.At });
        var alert = household.Alert(due.Alert)!;
        if (due.Step == Clocks.Review)
            Review(alert, due);
        else if (due.Step <= Clocks.Opening)
            Open(alert, due);
        else if (due.Step < 0 && alert.Challenge is { } challenge && challenge.Notice == due.Notice)
            new Answering(household, roles, born).NextStage(alert, due.At);
        else if (due.Step > 0 && alert is { IsOpen: true, Clock: { } clock } && clock.Notice == due.Notice)
            Climb(alert, clock, due);
    }

    private void Review(Alert alert, AnswerIsDue due)
    {
        // An older decision's day does nothing: it was opened again meanwhile and decided otherwise.
        if (alert.ReviewOn is { } on && Clocks.ReviewOn(on) <= due.At)
            born(new AlertReopened(alert.Id, alert.Notice + 1, alert.Severity, alert.Sentence, alert.Reached.Because, [.. alert.Holders.Select(t => roles.HandedOn(t, household, alert.Child, due.At)).Distinct()],
                "the day has come that was set for looking at it again", []) { At = due.At });
    }

    private void Climb(Alert alert, Running clock, AnswerIsDue due)
    {
        var silent = alert.Silent.ToList();
        var told = due.Step > Clocks.Partnership ? [] : silent.Select(role => Next(alert, role, due)).OfType<Told>().Distinct().ToList();
        if (told.Count == 0)
            told = Everybody(alert, silent, due);
        born(new AlertClimbed(alert.Id, alert.Notice + 1, alert.Severity.OneUp(), alert.Sentence, alert.Reached.Because, told, due.Step, silent) { At = due.At });
        // Counted from the notice, so that lateness does not add up; what is past is not told twice over.
        var step = Clocks.After(due.Step);
        while (step > Clocks.Partnership && Clocks.Due(clock.Severity, clock.From, step, roles.Nation) <= due.At)
            step = Clocks.After(step);
        born(new ClockSet(alert.Id, clock.Notice, step, Clocks.Due(clock.Severity, clock.From, step, roles.Nation)) { At = due.At });
    }

    // Whoever has answered for their own role is left in peace.
    private List<Told> Everybody(Alert alert, List<string> silent, AnswerIsDue due)
    {
        var answered = alert.Holders.Select(t => t.Wanted).Except(silent).ToList();
        var told = alert.Told.Where(t => silent.Count == 0 || !answered.Contains(t.Wanted));
        return [.. (due.Step < Clocks.Partnership ? told : told.Append(roles.Reach(RoleDirectory.Partnership, household, alert.Child, due.At))).DistinctBy(t => (t.Role, t.Person.Id))];
    }

    // The next in line who can be told and has not been; each who cannot is said. The partnership manager is not there for every role without a deputy.
    private Told? Next(Alert alert, string role, AnswerIsDue due)
    {
        foreach (var (step, rank, place) in new[] { (Clocks.Deputy, Rank.Deputy, StandsIn.Deputy), (Clocks.Manager, Rank.Manager, StandsIn.Manager) })
        {
            if (due.Step > step)
                continue;
            var person = roles.At(role, rank, household, alert.Child, due.At);
            if (person is not null && alert.Told.Any(t => t.Person.Id == person.Id))
                continue;
            if (person is not null && !roles.IsAway(person.Id, due.At))
                return new(role, person, As: place);
            born(new RolePassedOn(alert.Id, role, place, person) { At = due.At });
        }
        if (due.Step < Clocks.Partnership)
            return null;
        var partnership = roles.Reach(RoleDirectory.Partnership, household, alert.Child, due.At);
        return alert.Told.Any(t => t.Person.Id == partnership.Person.Id) ? null : partnership;
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
        if (!Clocks.IsOffice(at, roles.Nation) && !household.Clocks.Any(c => c.Alert == alert.Id && c.Step <= Clocks.Opening)
            && alert.Holders.Any(t => roles.ByDay(t.Wanted, household, alert.Child, at).Person.Id != t.Person.Id))
            born(new ClockSet(alert.Id, alert.Notice, step, Clocks.NextOffice(at, roles.Nation)) { At = at });
    }

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
        if (changes.Count == 0)
            return;
        // Who has it already in that role (it was opened again since the change) is not told twice.
        var told = changes.Select(c => c.Now).Distinct().Except(alert.Holders).ToList();
        born(new AlertHandedOver(alert.Id, alert.Notice + 1, alert.Urgency, alert.Sentence, alert.Reached.Because, told, [.. changes.Select(c => c.Before)]) { At = at });
        foreach (var said in Unreachable.Say(alert.Id, told, missed, at))
            born(said);
    }

    private Told Now(Told told, Alert alert, DateTimeOffset at, Action<Unreachable>? missed = null) => roles.Reach(told.Wanted, household, alert.Child, at, missed);
}
