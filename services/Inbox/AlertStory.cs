using Alerts.Domain;
using Alerts.Domain.Values;
using Alerts.Households;

namespace Alerts.Inbox;

/// <summary>One thing that happened with an alert: when, what, and the reason where a person gave one.</summary>
public sealed record AlertStep(DateTimeOffset At, string Text, string? Reason = null);

/// <summary>What has happened with an alert, as English, one line a notice, a decision, or somebody who could not be told.</summary>
public static class AlertStory
{
    public static IEnumerable<AlertStep> Of(Household household, Alert alert, IReadOnlyList<RecordRow> record, Func<string, string> nameOf) =>
        alert.Notices.Select(n => Step(n, nameOf) with { At = ToldAt(n, record) })
            .Concat(household.Trouble.Select(t => Missed(t, alert, record)).OfType<AlertStep>())
            .Concat(alert.EarlierDecisions.Concat(alert.Answers)
                .Select(d => new AlertStep(d.At, $"{nameOf(d.Person)} decided: {Words.Decision(d.Decision).ToLowerInvariant()}.{Review(d)}", d.Reason)))
            .OrderBy(s => s.At);

    /// <summary>The child that the alert is about; null where it is about the whole household.</summary>
    public static string? About(Alert alert, Household household) =>
        alert.Child is { } key && household.History.People.Named(key) is { } child ? Words.Person(child, DateOnly.FromDateTime(alert.Notices[^1].At.UtcDateTime)) : null;

    /// <summary>When people were told: the report behind it may have come long before.</summary>
    public static DateTimeOffset ToldAt(Noticed notice, IReadOnlyList<RecordRow> record) => record.Where(r => r.Notice == notice.Notice).Select(r => r.Queued).DefaultIfEmpty(notice.At).Min();

    // Why nobody could be told is known for who was away only: off duty at that hour is not the same as nobody.
    private static AlertStep? Missed(Event trouble, Alert alert, IReadOnlyList<RecordRow> record)
    {
        var text = trouble switch
        {
            RolePassedOn { Person: { } away } p when p.Alert == alert.Id => $"{Words.Role(p.Role)}: {away.Name} ({p.Place}) was away and could not be told.",
            RolePassedOn p when p.Alert == alert.Id => $"{Words.Role(p.Role)}: nobody could be told as {p.Place}.",
            RoleNotHeld n when n.Alert == alert.Id => $"{Words.Role(n.Role)}: nobody could be told in this role; {n.Instead.Name} was told instead.",
            _ => null,
        };
        return text is null ? null : new(alert.Notices.LastOrDefault(n => n.At == trouble.At) is { } notice ? ToldAt(notice, record) : trouble.At, text);
    }

    private static AlertStep Step(Noticed notice, Func<string, string> nameOf) => notice switch
    {
        AlertRaised r => new(r.At, $"Raised, “{Words.Clock(r.Severity)}”. Told: {Names(r)}."),
        AlertReopened o => new(o.At, $"Told again, “{Words.Clock(o.Severity)}”. New: {Words.Spoken(o.WhatIsNew)}. Told: {Names(o)}."),
        EvidenceReassessed e => new(e.At, $"{e.Sentence} Told: {Names(e)}."),
        AlertClimbed { Severity: Severity.S4 } c => new(c.At, $"Nobody had answered for {string.Join(", ", c.Silent.Select(Words.Role))} for {Words.Weeks(c.Step)}. Told: {Names(c)}."),
        AlertClimbed c => new(c.At, $"Nobody had answered for {string.Join(", ", c.Silent.Select(Words.Role))} when the time to answer had passed {Words.Times(c.Step)}. Told: {Names(c)}."),
        AlertPassedOn p => new(p.At, $"{nameOf(p.Person)} said that it is for somebody else{(p.Roles is { } roles ? $" than the {string.Join(" and the ", roles.Select(r => Words.Inline(Words.Role(r))))}" : "")}. Told: {Names(p)}.", p.Reason),
        AlertHandedOver { Told: [] } h => new(h.At, $"{string.Join(", ", h.From.Select(t => t.Person.Name).Distinct())} did not hold the role any more, and has it no longer."),
        AlertHandedOver { From: [] } h => new(h.At, $"Offices had closed and nobody had decided. Told as well: {Names(h)}."),
        AlertHandedOver h => new(h.At, $"Changed hands, from {string.Join(", ", h.From.Select(t => t.Person.Name).Distinct())} to {Names(h)}."),
        DecisionChallenged { Stage: 1 } d => new(d.At, $"{nameOf(d.Person)} disagreed with the decision; it is open again. Told: {Names(d)}.", d.Reason),
        DecisionChallenged d => new(d.At, $"The disagreement was not settled in its time; stage {d.Stage} begins. Told: {Names(d)}."),
        _ => throw new InvalidOperationException($"notice {notice.GetType().Name} has no words"),
    };

    private static string Review(Decided decided) => decided.ReviewOn is { } day ? $" To be looked at again on {day:d MMMM yyyy}." : "";

    private static string Names(Noticed notice) => string.Join(", ", notice.Told.Select(t => t.Person.Name).Distinct());
}
