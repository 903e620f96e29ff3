using System.Data.Common;
using System.Security.Cryptography;
using Alerts.Agencies;
using Alerts.Households.Journal;
using Dapper;

namespace Alerts.Households.Intake;

/// <summary>A row of the ledger that a household has to take in.</summary>
/// <param name="SettledAt">When a person settled it, or what it waited for had come; null where it waited for nothing.</param>
public sealed record LedgerRow(Guid Id, string Content, string Sender, string Agency, string? MessageId, string State, Guid? Household, byte[] Body, DateTimeOffset ReceivedAt, DateTimeOffset? SettledAt, string? TraceParent)
{
    /// <summary>As of when the household takes it in. What waited at the front door may have waited for days: as of its acceptance it would be told to who has left since, and their time would be over.</summary>
    public DateTimeOffset At => SettledAt ?? ReceivedAt;
}

/// <summary>What is to be written of one message: a report that could be read, or why it could not.</summary>
public sealed record Received(string Content, SenderIdentity Sender, string? MessageId, byte[] Body, string? Fingerprint, string? WaitsFor, Guid? Household = null);

/// <summary>
/// Every report ever accepted is one row, unique by sender and message id. "Accepted" means that the row is committed; what became of it is
/// its state, and one query shows what is stuck.
/// </summary>
public sealed class Ledger(IDatabase database, TimeProvider clock)
{
    /// <summary>The wait before the sweep first sends a row again; doubled each time.</summary>
    public static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(10);

    internal const string Columns = "id, content, sender, agency, message_id, state, household, body, received_at, settled_at, traceparent";

    /// <summary>Writes a report that could be read: its row's id, and whether another content lies under the same id.</summary>
    public Task<(Guid Id, bool Conflict)> Accept(Received received, string? traceparent, CancellationToken ct) => database.Write(async (c, t) =>
    {
        var id = Guid.NewGuid();
        var now = clock.GetUtcNow();
        if (await Insert(c, t, id, received, "received", null, "message_id", now, now + FirstWait, traceparent))
            return (id, false);
        var (known, fingerprint) = await c.QuerySingleAsync<(string, string)>(
            "select id, fingerprint from ledger where sender = @sender and message_id = @messageId and state in ('received', 'waiting', 'journalled')",
            new { sender = received.Sender.Sender, messageId = received.MessageId }, t);
        if (fingerprint == received.Fingerprint)
            return (Guid.Parse(known), false);
        id = ContentId(received);
        if (!await Insert(c, t, id, received, "conflicting", "messageId", "was used before for a report with another content", now, null, traceparent))
            await SeenAgain(c, t, id, "conflicting");
        return (id, true);
    }, ct);

    /// <summary>Writes a message of our own in the transaction that sends it: its row's id, null where it lies here already.</summary>
    internal async Task<Guid?> Accept(DbConnection c, DbTransaction t, Received received)
    {
        var (id, now) = (Guid.NewGuid(), clock.GetUtcNow());
        using var span = Telemetry.Source.StartActivity("Intake");
        span?.SetTag("alerts.report", id.ToString("N"));
        return await Insert(c, t, id, received, "received", null, null, now, now + FirstWait, span?.Id) ? id : null;
    }

    /// <summary>Keeps what could not be read, with the field and the rule; the same bytes from the same sender are one row.</summary>
    public Task<Guid> Quarantine(Received received, string field, string rule, string? traceparent, CancellationToken ct) => database.Write(async (c, t) =>
    {
        var id = ContentId(received);
        if (!await Insert(c, t, id, received, "quarantined", field, rule, clock.GetUtcNow(), null, traceparent))
            await SeenAgain(c, t, id, "quarantined");
        return id;
    }, ct);

    public Task<LedgerRow?> Find(Guid id, CancellationToken ct) => database.Read(async c =>
        (await c.QueryAsync($"select {Columns} from ledger where id = @id", new { id = id.ToString("N") })).Select(Row).SingleOrDefault(), ct);

    /// <summary>
    /// Takes rows that should have been journalled by now, counts the attempt and doubles the wait. Releases what waited for a report that has a household
    /// now. After <paramref name="most"/> attempts a row goes to quarantine, or is tried on and shown to a person where it is our own; those ids are the second answer, once.
    /// </summary>
    public Task<(IReadOnlyList<LedgerRow> Due, IReadOnlyList<Guid> Aloud)> TakeDue(int atMost, int most, CancellationToken ct) => database.Write(async (c, t) =>
    {
        var now = clock.GetUtcNow().ToUnixTimeMilliseconds();
        await c.ExecuteAsync("""
            update ledger set state = 'received', due_at = @now, settled_at = @now, reason = null, field = null where state = 'waiting' and waits_for is not null and exists
              (select 1 from ledger o where o.sender = ledger.sender and o.message_id = ledger.waits_for and o.household is not null and o.state in ('received', 'journalled'))
            """, new { now }, t);
        var due = (await c.QueryAsync($"select {Columns}, attempts from ledger where due_at <= @now and state = 'received' order by due_at limit {atMost}{database.ForUpdateSkipLocked}", new { now }, t)).AsList();
        var (givenUp, aloud) = (new HashSet<Guid>(), new List<Guid>());
        foreach (var row in due)
        {
            var attempts = (long)row.attempts + 1;
            if (attempts == most + 1)
                aloud.Add(Guid.Parse((string)row.id));
            // What we ask of a household ourselves is never given up: a clock that stood still would leave an alert in front of nobody.
            if (attempts == most + 1 && IsOurs((string)row.content))
                await c.ExecuteAsync("update ledger set reason = @reason where id = @id", new { row.id, reason = $"could not be taken in after {most} attempts, and is tried on" }, t);
            else if (attempts > most && !IsOurs((string)row.content))
            {
                givenUp.Add(Guid.Parse((string)row.id));
                await c.ExecuteAsync("update ledger set state = 'quarantined', due_at = null, field = null, reason = @reason where id = @id",
                    new { row.id, reason = $"could not be taken in after {most} attempts" }, t);
                continue;
            }
            var wait = TimeSpan.FromTicks(Math.Min(LongestWait.Ticks, FirstWait.Ticks << (int)Math.Min(attempts, 20)));
            await c.ExecuteAsync("update ledger set attempts = @attempts, due_at = @next where id = @id", new { row.id, attempts, next = now + (long)wait.TotalMilliseconds }, t);
        }
        return ((IReadOnlyList<LedgerRow>)[.. due.Select(Row).Where(r => !givenUp.Contains(r.Id))], (IReadOnlyList<Guid>)aloud);
    }, ct);

    private static bool IsOurs(string content) => content is Actors.Deadlines.ClockContent or People.RoleChanges.Content;

    /// <summary>The broker was away: that was no attempt of the report's.</summary>
    public Task<int> NotSent(Guid id, CancellationToken ct) => database.Write((c, t) =>
        c.ExecuteAsync("update ledger set attempts = attempts - 1 where id = @id and attempts > 0", new { id = id.ToString("N") }, t), ct);

    internal static LedgerRow Row(dynamic r) => new(Guid.Parse((string)r.id), (string)r.content, (string)r.sender, (string)r.agency, (string?)r.message_id, (string)r.state,
        r.household is null ? null : Guid.Parse((string)r.household), (byte[])r.body, DateTimeOffset.FromUnixTimeMilliseconds((long)r.received_at),
        (long?)r.settled_at is { } settled ? DateTimeOffset.FromUnixTimeMilliseconds(settled) : null, (string?)r.traceparent);

    // "on conflict do nothing" covers both keys: the row's id, and the sender's own id among rows that count.
    private static async Task<bool> Insert(DbConnection c, DbTransaction t, Guid id, Received r, string state, string? field, string? reason, DateTimeOffset now, DateTimeOffset? due, string? traceparent) =>
        await c.ExecuteAsync("""
            insert into ledger (id, content, sender, agency, message_id, state, household, field, reason, waits_for, fingerprint, body, received_at, due_at, traceparent)
            values (@id, @Content, @sender, @agency, @MessageId, @state, @household, @field, @reason, @WaitsFor, @Fingerprint, @Body, @now, @due, @traceparent) on conflict do nothing
            """, new
        {
            id = id.ToString("N"),
            r.Content,
            sender = r.Sender.Sender,
            agency = r.Sender.Agency,
            r.MessageId,
            state,
            household = r.Household?.ToString("N"),
            field = state == "received" ? null : field,
            reason = state == "received" ? null : reason,
            r.WaitsFor,
            r.Fingerprint,
            r.Body,
            now = now.ToUnixTimeMilliseconds(),
            due = due?.ToUnixTimeMilliseconds(),
            traceparent,
        }, t) == 1;

    // Sent again after a person had dealt with it: it waits for a person again.
    private Task<int> SeenAgain(DbConnection c, DbTransaction t, Guid id, string state) =>
        c.ExecuteAsync("update ledger set state = @state, received_at = @now where id = @id and state = 'dealt-with'", new { state, id = id.ToString("N"), now = clock.GetUtcNow().ToUnixTimeMilliseconds() }, t);

    private static Guid ContentId(Received received)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(System.Text.Encoding.UTF8.GetBytes(received.Sender.Sender + "\n"));
        hash.AppendData(received.Body);
        return new(hash.GetHashAndReset().AsSpan(0, 16));
    }
}
