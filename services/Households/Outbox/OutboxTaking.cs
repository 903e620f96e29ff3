using System.Data.Common;
using Alerts.Households.Delivery;
using Alerts.Households.Intake;
using Alerts.Households.Journal;
using Dapper;

namespace Alerts.Households.Outbox;

/// <summary>
/// Takes what is due on one channel, on lease: a process that dies in the middle leaves it due again. What a person reads is put together here:
/// the first notice goes at once, what follows within a quarter of an hour goes as one message, and S1 always goes at once by itself.
/// </summary>
internal sealed class OutboxTaking(IDatabase database, Desk desk, TimeProvider clock)
{
    /// <summary>Longer than an attempt may take (<see cref="OutboxSender.AttemptMayTake"/>), with what follows it.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(30);

    private const int MostRows = 100, MostInOneMessage = 500;
    private const string Columns = "alert, notice, person, channel, attempts, urgent, accepted_at, traceparent, reference, sent_at";

    /// <summary>What is due now on the channel, so many messages at most.</summary>
    /// <param name="channel">Whose.</param>
    /// <param name="atMost">Messages, all of which are sent at the same time.</param>
    /// <param name="reach">Where not null, the channels by which a person can be told beside the inbox: of who has none operations and the front door are told.</param>
    /// <param name="ct">Ends the wait for the database.</param>
    public async Task<IReadOnlyList<Message>> Due(IChannel channel, int atMost, IReadOnlyList<string>? reach, CancellationToken ct)
    {
        var at = clock.GetUtcNow();
        var now = at.ToUnixTimeMilliseconds();
        // Look before taking: an idle service writes nothing.
        if (await database.Read(c => c.ExecuteScalarAsync<long?>("select 1 from outbox where channel = @Name and due_at <= @now limit 1", new { channel.Name, now }), ct) is null)
            return [];
        var (taken, news) = await database.Write(async (c, t) =>
        {
            var rows = await Rows(c, t, channel.Name, 1, now, atMost);
            if (rows.Count < atMost)
                rows.AddRange(await Rows(c, t, channel.Name, 0, now, channel.Bundles ? MostRows : atMost - rows.Count));
            var single = rows.Where(r => !channel.Bundles || r.Urgent == 1).Select(r => new List<Taken> { r });
            var awaited = rows.Where(r => channel.Bundles && r.Urgent == 0 && r.Reference is not null).GroupBy(r => (r.Person, r.Reference)).Select(g => g.ToList());
            var groups = single.Concat(awaited).Take(atMost).ToList();
            if (channel.Bundles)
                groups.AddRange(await Together(c, t, channel.Name, [.. rows.Where(r => r.Urgent == 0 && r.Reference is null).Select(r => r.Person).Distinct().Take(atMost - groups.Count)], now));
            return (await Leased(c, t, channel.Name, groups, now),
                reach is not null && groups.Count > 0 && await Unreached.TellOfNoWay(c, t, database, [.. groups.Select(g => g[0].Person).Distinct()], reach, desk.Operations(at), at));
        }, ct);
        if (news)
            await desk.Say(ct);
        return taken;
    }

    /// <summary>What is due on channels that are not set up here.</summary>
    public async Task<IReadOnlyList<Message>> DueElsewhere(IReadOnlyList<string> inForce, int atMost, CancellationToken ct)
    {
        var with = new { inForce, now = clock.GetUtcNow().ToUnixTimeMilliseconds() };
        var elsewhere = $"from outbox where due_at <= @now and not (channel {database.IsOneOf("@inForce")}) limit";
        if (await database.Read(c => c.ExecuteScalarAsync<long?>($"select 1 {elsewhere} 1", with), ct) is null)
            return [];
        return await database.Write(async (c, t) =>
        {
            var rows = await c.QueryAsync<Taken>($"select {Columns} {elsewhere} {atMost}{database.ForUpdateSkipLocked}", with, t);
            return await Leased(c, t, null, [.. rows.Select(r => new List<Taken> { r })], with.now);
        }, ct);
    }

    private async Task<List<Taken>> Rows(DbConnection c, DbTransaction t, string channel, int urgent, long now, int atMost) =>
        (await c.QueryAsync<Taken>($"select {Columns} from outbox where channel = @channel and urgent = {urgent} and due_at <= @now order by due_at limit {atMost}{database.ForUpdateSkipLocked}", new { channel, now }, t)).AsList();

    // All that waits for each of these people on the channel, whenever it would be due by itself; nothing where they were told a moment ago.
    private async Task<List<List<Taken>>> Together(DbConnection c, DbTransaction t, string channel, List<string> people, long now)
    {
        var groups = new List<List<Taken>>();
        if (people.Count == 0)
            return groups;
        // In order, so that two processes do not wait for each other.
        people.Sort(StringComparer.Ordinal);
        await Journal.Rows.Insert(c, t, "throttle (person, channel, next_at)", [.. people.Select(p => new object?[] { p, channel, 0L })], "on conflict do nothing");
        var free = await c.QueryAsync<(string Person, long Next)>(
            $"select person, next_at from throttle where channel = @channel and person {database.IsOneOf("@people")} order by person{database.ForUpdateSkipLocked}", new { channel, people }, t);
        foreach (var (person, next) in free.ToList())
        {
            if (next > now)
                await c.ExecuteAsync("update outbox set due_at = @next where person = @person and channel = @channel and urgent = 0 and reference is null and due_at <= @now", new { person, channel, next, now }, t);
            else if ((await c.QueryAsync<Taken>($"select {Columns} from outbox where person = @person and channel = @channel and due_at is not null and urgent = 0 and reference is null order by accepted_at, alert, notice limit {MostInOneMessage}{database.ForUpdateSkipLocked}",
                new { person, channel }, t)).AsList() is { Count: > 0 } together)
                groups.Add(together);
        }
        var until = now + (long)Lease.TotalMilliseconds;
        await c.ExecuteAsync($"update throttle set next_at = @until where channel = @channel and person {database.IsOneOf("@taken")}", new { until, channel, taken = groups.ConvertAll(g => g[0].Person).Append("").ToList() }, t);
        return groups;
    }

    private async Task<IReadOnlyList<Message>> Leased(DbConnection c, DbTransaction t, string? channel, List<List<Taken>> groups, long now)
    {
        if (groups.Count == 0)
            return [];
        var people = groups.Select(g => g[0].Person).Distinct().ToList();
        var addresses = channel is null or Inbox.ChannelName ? []
            : (await c.QueryAsync<(string Person, string Address)>($"select person, address from contact where channel = @channel and dead_at is null and person {database.IsOneOf("@people")}", new { channel, people }, t)).ToDictionary(a => a.Person, a => a.Address);
        var messages = groups.ConvertAll(g => new Message(Guid.NewGuid().ToString("N"), channel == Inbox.ChannelName ? "" : addresses.GetValueOrDefault(g[0].Person),
            // To ask what became of a message is not an attempt to tell.
            g.ConvertAll(r => r.Reference is null ? r with { Attempts = r.Attempts + 1 } : r)));
        var until = now + (long)Lease.TotalMilliseconds;
        foreach (var chunk in messages.SelectMany(m => m.Rows.Select(r => new object?[] { r.Alert, r.Notice, r.Person, r.Channel, r.Attempts, m.Id })).Chunk(1_000))
        {
            var (values, parameters) = Journal.Rows.Values(chunk);
            parameters.Add("until", until);
            await c.ExecuteAsync($"update outbox set due_at = @until, attempts = v.column5, message = v.column6 from (values {values}) as v where outbox.alert = v.column1 and outbox.notice = v.column2 and outbox.person = v.column3 and outbox.channel = v.column4", parameters, t);
        }
        return messages;
    }
}
