using Alerts.Domain;
using Alerts.Households.Journal;
using Dapper;

namespace Alerts.Households;

/// <summary>An open alert that somebody was handed. DecideBy: when whoever comes next is told if nobody answers; null where no clock runs.</summary>
public sealed record HandedOver(string Alert, string PatternName, IReadOnlyList<Professional> From, DateTimeOffset At, DateTimeOffset? DecideBy, bool Opened);

/// <summary>What came to a person when roles changed hands, read from the households' journals.</summary>
public sealed class HandOvers(IDatabase database, TimeProvider clock)
{
    /// <summary>So long a hand-over is shown to somebody who has not opened everything in it.</summary>
    public static readonly TimeSpan Shown = TimeSpan.FromDays(7);

    /// <summary>What the person was handed lately and still has, the latest first; nothing once they have opened it all.</summary>
    public async Task<IReadOnlyList<HandedOver>> To(string person, CancellationToken ct)
    {
        // Whoever was handed an alert lately was told of it lately: no other household's journal is looked into.
        var rows = await database.Read(async c => (await c.QueryAsync($"""
            select a.id, a.pattern, i.opened_at, j.data, {ClockRows.DecideBy} as decide_by
            from inbox i join alert a on a.id = i.alert join journal j on j.household = a.household
            where i.person = @person and a.is_open = 1 and i.told_at >= @since and j.event = 'AlertHandedOver' and j.at >= @since
            order by j.at desc, j.version desc
            """, new { person, since = (clock.GetUtcNow() - Shown).ToUnixTimeMilliseconds() })).AsList(), ct);
        var handed = rows.Select(r => (Row: r, Event: (AlertHandedOver)DomainJson.Read((string)r.data)))
            .Where(h => h.Event.Alert == (string)h.Row.id && h.Event.Told.Any(t => t.Person.Id == person))
            .DistinctBy(h => h.Event.Alert)
            .Select(h => new HandedOver(h.Event.Alert, Patterns.Find((string)h.Row.pattern)?.Name ?? (string)h.Row.pattern, From(h.Event, person), h.Event.At,
                (long?)h.Row.decide_by is { } due ? DateTimeOffset.FromUnixTimeMilliseconds(due) : null, h.Row.opened_at is not null)).ToList();
        return handed.Exists(h => !h.Opened) ? handed : [];
    }

    private static IReadOnlyList<Professional> From(AlertHandedOver e, string person) =>
        [.. e.From.Where(f => e.Told.Any(t => t.Person.Id == person && t.Wanted == f.Wanted)).Select(f => f.Person).DistinctBy(p => p.Id)];
}
