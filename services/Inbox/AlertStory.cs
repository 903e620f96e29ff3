using Alerts.Domain;

namespace Alerts.Inbox;

/// <summary>One thing that happened with an alert: when, what, and the reason where a person gave one.</summary>
public sealed record AlertStep(DateTimeOffset At, string Text, string? Reason = null);

/// <summary>What has happened with an alert, as English, one line a notice or decision.</summary>
public static class AlertStory
{
    public static IEnumerable<AlertStep> Of(Alert alert, Func<string, string> nameOf) =>
        alert.Notices.Select(Step)
            .Concat(alert.EarlierDecisions.Append(alert.Decision).OfType<Decided>()
                .Select(d => new AlertStep(d.At, $"{nameOf(d.Person)} decided: {Words.Decision(d.Decision).ToLowerInvariant()}.", d.Reason)))
            .OrderBy(s => s.At);

    /// <summary>The child that the alert is about; null where it is about the whole household.</summary>
    public static string? About(Alert alert, Household household) =>
        alert.Child is { } key && household.History.People.Named(key) is { } child ? Words.Person(child, DateOnly.FromDateTime(alert.Notices[^1].At.UtcDateTime)) : null;

    private static AlertStep Step(Noticed notice) => notice switch
    {
        AlertRaised r => new(r.At, $"Raised, “{Words.Clock(r.Severity)}”. Told: {Names(r)}."),
        AlertReopened o => new(o.At, $"Told again, “{Words.Clock(o.Severity)}”. New: {Words.Spoken(o.WhatIsNew)}. Told: {Names(o)}."),
        EvidenceReassessed e => new(e.At, $"{e.Sentence} Told: {Names(e)}."),
        _ => throw new InvalidOperationException($"notice {notice.GetType().Name} has no words"),
    };

    private static string Names(Noticed notice) => string.Join(", ", notice.Told.Select(t => t.Person.Name).Distinct());
}
