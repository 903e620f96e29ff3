using System.Data.Common;
using Alerts.Households.Journal;
using Alerts.Households.Outbox;
using Dapper;

namespace Alerts.Households.Delivery;

/// <summary>Somebody, by name, who cannot be reached by a channel, and why. Channel "none": the inbox is their only way.</summary>
public sealed record CannotBeReached(Guid Id, string Person, string Channel, string Why, DateTimeOffset At);

/// <summary>
/// A dead address is itself news: operations are told, and it waits until somebody has dealt with it or something arrives. Once for each person and channel
/// while it waits, and once for good for somebody who has no way but the inbox.
/// </summary>
public sealed class Unreached(IDatabase database, TimeProvider clock)
{
    /// <summary>In place of a channel's name, where the inbox is the only way.</summary>
    public const string NoWay = "none";

    public const string NotSetUp = "this channel is not set up here";

    /// <summary>In place of who dealt with it.</summary>
    private const string ByItself = "(delivered)";

    private const string Into = "unreached (id, person, channel, why, at)";

    /// <summary>What waits, the oldest first; 500 at most.</summary>
    public Task<IReadOnlyList<CannotBeReached>> Waiting(CancellationToken ct) => database.Read(async c =>
        (IReadOnlyList<CannotBeReached>)[.. (await c.QueryAsync<(string Id, string Person, string Channel, string Why, long At)>("select u.id, coalesce(p.name, u.person), u.channel, u.why, u.at from unreached u left join person p on p.id = u.person where u.settled_at is null order by u.at, u.id limit 500"))
            .Select(u => new CannotBeReached(Guid.Parse(u.Id), u.Person, u.Channel, u.Why, DateTimeOffset.FromUnixTimeMilliseconds(u.At)))], ct);

    /// <summary>A person has dealt with it: it leaves the front door, and is kept. False when it does not wait any more.</summary>
    public async Task<bool> DealtWith(Guid id, string person, string note, CancellationToken ct) => await database.Write((c, t) =>
        c.ExecuteAsync("update unreached set settled_by = @person, settled_note = @note, settled_at = @now where id = @id and settled_at is null",
            new { id = id.ToString("N"), person, note, now = clock.GetUtcNow().ToUnixTimeMilliseconds() }, t), ct) == 1;

    /// <summary>A message that will never arrive; true where operations have something new. An address that reaches nobody is not used again. Operations are told.</summary>
    internal static async Task<bool> Tell(DbConnection c, DbTransaction t, IDatabase database, Message message, Outcome.Never never, IEnumerable<string> operations, DateTimeOffset now)
    {
        // Struck out or taken away already: whoever did that knows.
        if (message.Address is null && never.Why != NotSetUp)
            return false;
        if (never.AddressRefused)
            await c.ExecuteAsync("update contact set dead_at = @at, dead_why = @Why where person = @Person and channel = @Channel and address = @Address and dead_at is null",
                new { at = now.ToUnixTimeMilliseconds(), never.Why, message.Person, message.Channel, message.Address }, t);
        return await TellOnce(c, t, database, message.Person, message.Channel, never.Why, operations, now);
    }

    /// <summary>Something has arrived: who could not be reached by this channel, or outside the inbox at all, is reached. It leaves the page by itself.</summary>
    internal static async Task<bool> Arrived(DbConnection c, DbTransaction t, Message message, long at) => message.Channel != Inbox.ChannelName && await c.ExecuteAsync(
        $"update unreached set settled_by = '{ByItself}', settled_note = 'a message has arrived', settled_at = @at where person = @Person and channel in (@Channel, @none) and settled_at is null",
        new { at, message.Person, message.Channel, none = Channels.ReachesAPerson(message.Channel) ? NoWay : message.Channel }, t) > 0;

    /// <summary>Which of these people have no living address on any of the channels: operations are told of each once. True where they have something new.</summary>
    internal static async Task<bool> TellOfNoWay(DbConnection c, DbTransaction t, IDatabase database, IReadOnlyList<string> people, IReadOnlyList<string> channels, IEnumerable<string> operations, DateTimeOffset now)
    {
        var known = await c.QueryAsync<string>($"""
            select person from contact where dead_at is null and channel {database.IsOneOf("@channels")} and person {database.IsOneOf("@people")}
            union select person from unreached where channel = '{NoWay}' and person {database.IsOneOf("@people")}
            """, new { channels, people }, t);
        var news = false;
        // In order, so that two processes do not wait for each other.
        foreach (var person in people.Except(known).Order(StringComparer.Ordinal))
            news |= await TellOnce(c, t, database, person, NoWay, "has no address on any channel beside the inbox", operations, now);
        return news;
    }

    private static async Task<bool> TellOnce(DbConnection c, DbTransaction t, IDatabase database, string person, string channel, string why, IEnumerable<string> operations, DateTimeOffset now)
    {
        var id = Guid.NewGuid().ToString("N");
        if (await c.ExecuteAsync($"insert into {Into} values (@id, @person, @channel, @why, @at) on conflict do nothing", new { id, person, channel, why, at = now.ToUnixTimeMilliseconds() }, t) == 0)
            return false;
        // What is not set up here is the same for everybody: the page says so. Nobody is told of themselves by the way that does not reach them.
        if (why != NotSetUp)
            await Besides.Tell(c, t, database, Besides.Address + id, 1, operations.Where(p => p != person), now);
        return true;
    }
}
