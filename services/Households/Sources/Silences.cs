using Alerts.Households.Journal;
using Dapper;

namespace Alerts.Households.Sources;

/// <summary>A sender that has gone quiet. <paramref name="Expected"/>: how many messages usually come between the last one and the moment at which that was noticed.</summary>
public sealed record Silence(Guid Id, string Sender, DateTimeOffset Since, DateTimeOffset ToldAt, int Expected, DateTimeOffset? PartnershipToldAt, DateTimeOffset? EndedAt);

/// <summary>What operations see of senders that have gone quiet: until somebody has seen to it, and for a day when they send again.</summary>
public sealed class Silences(IDatabase database, Senders senders, TimeProvider clock)
{
    /// <summary>What was taken in; what was refused at the door says only that a sender is there.</summary>
    internal const string Accepted = "content = 'report' and (state in ('received', 'waiting', 'journalled') or state = 'quarantined' and household is not null)";

    private static readonly TimeSpan ShownWhenEnded = TimeSpan.FromDays(1);

    /// <summary>The longest silence first.</summary>
    public Task<IReadOnlyList<Silence>> Waiting(CancellationToken ct) => Rows("settled_at is null and (ended_at is null or ended_at > @ended)", ct);

    internal Task<IReadOnlyList<Silence>> GoingOn(CancellationToken ct) => Rows("ended_at is null", ct);

    /// <summary>The senders that have sent too little for anybody to know when they have gone quiet.</summary>
    public Task<IReadOnlyList<string>> NotJudged(CancellationToken ct) => database.Read(async c =>
    {
        var from = (clock.GetUtcNow() - Rhythm.Learned).ToUnixTimeMilliseconds();
        var judged = await c.QueryAsync<string>($"""
            select sender from ledger where {Accepted} and received_at >= @from group by sender having count(*) >= {Rhythm.FewestMessages} and max(received_at) - min(received_at) >= {(long)Rhythm.Shortest.TotalMilliseconds}
            union select sender from silence where ended_at is null
            """, new { from });
        return (IReadOnlyList<string>)[.. senders.All.Select(s => s.Sender).Except(judged).Order(StringComparer.Ordinal)];
    }, ct);

    /// <summary>A person has seen to it: it leaves the page of operations, and is kept. False when it does not wait any more.</summary>
    public async Task<bool> DealtWith(Guid id, string person, string note, CancellationToken ct) => await database.Write((c, t) =>
        c.ExecuteAsync("update silence set settled_by = @person, settled_note = @note, settled_at = @now where id = @id and settled_at is null",
            new { id = id.ToString("N"), person, note, now = clock.GetUtcNow().ToUnixTimeMilliseconds() }, t), ct) == 1;

    private Task<IReadOnlyList<Silence>> Rows(string where, CancellationToken ct) => database.Read(async c =>
        (IReadOnlyList<Silence>)[.. (await c.QueryAsync<(string Id, string Sender, long Since, long ToldAt, long Expected, long? Partnership, long? Ended)>(
            $"select id, sender, since, told_at, expected, partnership_told_at, ended_at from silence where {where} order by since, id limit 500", new { ended = (clock.GetUtcNow() - ShownWhenEnded).ToUnixTimeMilliseconds() }))
            .Select(r => new Silence(Guid.Parse(r.Id), r.Sender, At(r.Since), At(r.ToldAt), (int)r.Expected, r.Partnership is { } p ? At(p) : null, r.Ended is { } e ? At(e) : null))], ct);

    private static DateTimeOffset At(long ms) => DateTimeOffset.FromUnixTimeMilliseconds(ms);
}
