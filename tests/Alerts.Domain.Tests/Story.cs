using Alerts.Domain.Values;

namespace Alerts.Domain.Tests;

/// <summary>One household and what it is told, in the order in which it is told.</summary>
internal sealed class Story(IReadOnlyList<Pattern>? patterns = null, RoleDirectory? roles = null, DateOnly? begins = null)
{
    private static readonly DateOnly LongAfter = new(2024, 1, 1);

    public static readonly Guid HouseholdId = new("6f1c2f5e-0000-4000-8000-000000000001");

    /// <summary>Every role that a pattern names has a holder, whose id is the role.</summary>
    public static readonly string[] Roles = ["FD", "NN", "NMW", "HV", "SN", "GPL", "DSL", "ASW", "LP", "EHEO", "EHM", "SUOM", "BKC", "SM", "POL", "HSG", "LEAD:ambulance",
        "ND", "CPC", "EYF", "TSC", "CPO", "ADU", "PM", "OPS", "SEND", "AO", "TM", "CPA", "LEGAL"];

    private RoleDirectory roles = roles ?? Holders(Roles);
    private readonly PatternSet patterns = patterns is null ? PatternSet.Published : new(null, [.. patterns.Select(p => p.With(Chosen.Nothing with { On = true }))]);
    private DateTimeOffset clock = new(begins ?? LongAfter, new(9, 0), TimeSpan.Zero);
    private int commands;

    public Household Household { get; } = new(HouseholdId);
    public List<Event> Journal { get; } = [];

    public static RoleDirectory Holders(params IEnumerable<string> roles) => new(roles.Select(r => new Holding(r, new(r, $"Holder of {r}", r))));

    /// <summary>What follows from these reports, taken in one after another.</summary>
    public IReadOnlyList<Event> Told(params IEnumerable<Report> reports) => [.. reports.SelectMany(r => Do(new RecordReport(NextId(), Now(), r)))];

    /// <summary>The same of a report that was accepted now, and is taken in at that moment only: the service was down meanwhile.</summary>
    public IReadOnlyList<Event> ToldOnlyBy(string moment, Report report) => Do(new RecordReport(NextId(), Now(), report) { TakenUp = Moment(moment) });

    /// <summary>Time passes: on every day that the household set itself, up to this one, it looks again.</summary>
    public IReadOnlyList<Event> ItBecomes(DateOnly day)
    {
        var events = new List<Event>();
        while (Household.Deadlines.Where(d => d.On <= day).OrderBy(d => d.On).ThenBy(d => d.Pattern, StringComparer.Ordinal).Select(d => ((string, DateOnly)?)d).FirstOrDefault() is var (pattern, on))
        {
            if (UkDay.Start(on) > clock)
                clock = UkDay.Start(on);
            events.AddRange(Do(new LookAgain(NextId(), Now(), pattern, on)));
        }
        return events;
    }

    /// <summary>Time passes and nobody looks.</summary>
    public void Becomes(DateOnly day) => clock = UkDay.Start(day);

    /// <summary>A named person answers the alert as it stands now.</summary>
    public IReadOnlyList<Event> Decided(Alert alert, string reason = "Known to us; visit planned.", int? seen = null) =>
        [.. (alert.EveryRoleAnswers ? alert.Holders.Select(t => t.Person.Id).Distinct().ToList() : ["FD"])
            .SelectMany(p => Do(new DecideAlert(NextId(), Now(), alert.Id, seen ?? alert.Revision, p, Decisions.AlreadyActing, reason)))];

    /// <summary>A named person answers the alert as it stands now.</summary>
    public IReadOnlyList<Event> Answered(Alert alert, string person, string decision = Decisions.AlreadyActing, string? to = null, DateOnly? reviewOn = null, string reason = "Visited today; the plan is brought forward.", string? of = null) =>
        Do(new DecideAlert(NextId(), Now(), alert.Id, alert.Revision, person, decision, reason) { To = to, ReviewOn = reviewOn, Of = of });

    public IReadOnlyList<Event> Challenged(Alert alert, string person, string reason = "The child was not seen.") => Do(new ChallengeDecision(NextId(), Now(), alert.Id, person, reason));

    /// <summary>Roles are held by others from now on; the household looks at them.</summary>
    public IReadOnlyList<Event> HeldBy(RoleDirectory now)
    {
        roles = now;
        return LooksAtRoles();
    }

    public IReadOnlyList<Event> LooksAtRoles() => Do(new LookAtRoles(NextId(), Now()));

    /// <summary>It becomes this moment; nothing that became due meanwhile has happened, as when the process was down.</summary>
    public void SleepsUntil(string moment) => (clock, commands) = (Moment(moment).AddMinutes(-1), 0);   // the next command is the first

    /// <summary>Time passes: every clock that runs out by this moment is reached to the second, in order.</summary>
    public IReadOnlyList<Event> GoesOnUntil(string moment)
    {
        var events = new List<Event>();
        while (Due(Moment(moment)) is { } due)
        {
            Assert.True(events.Count < 1_000, "it never comes to an end");
            events.AddRange(Reached(due, due.Due > Now() ? due.Due : Now()));
        }
        SleepsUntil(moment);
        return events;
    }

    /// <summary>A clock is reached, at its time or later.</summary>
    public IReadOnlyList<Event> Reached(ClockSet due, DateTimeOffset at)
    {
        (clock, commands) = (at, 0);
        return Do(new AnswerIsDue(Guid.Empty, at, due.Alert, due.Notice, due.Step));
    }

    /// <summary>The clocks that run, the next first.</summary>
    public IReadOnlyList<ClockSet> Clocks => [.. Journal.OfType<ClockSet>().Where(c => Household.Clocks.ContainsKey((c.Alert, c.Notice, c.Step))).OrderBy(c => c.Due).ThenBy(c => Journal.IndexOf(c))];

    /// <summary>"2024-12-26 02:00", on the clocks of the United Kingdom.</summary>
    public static DateTimeOffset Moment(string moment)
    {
        var at = DateTime.ParseExact(moment, "yyyy-MM-dd HH:mm", System.Globalization.CultureInfo.InvariantCulture);
        return UkDay.At(DateOnly.FromDateTime(at), TimeOnly.FromDateTime(at));
    }

    private ClockSet? Due(DateTimeOffset until) => Clocks.FirstOrDefault(c => c.Due <= until);

    public Alert Alert(string pattern) => Assert.Single(Household.AlertsOf(pattern));

    private IReadOnlyList<Event> Do(Command command)
    {
        var events = Decide.On(Household, command, roles, patterns);
        Journal.AddRange(events);
        return events;
    }

    // The hand-moved clock: a minute a command.
    private DateTimeOffset Now() => clock.AddMinutes(commands);

    private Guid NextId() => new(++commands, 0, 0, new byte[8]);
}

internal static class WhatFollows
{
    /// <summary>What people are told last; the clock that it starts comes after it.</summary>
    public static Noticed LastNotice(this IEnumerable<Event> events) => events.OfType<Noticed>().Last();
}
