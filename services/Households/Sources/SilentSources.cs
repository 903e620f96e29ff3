using Alerts.Domain;
using Alerts.Households.Delivery;
using Alerts.Households.Intake;
using Alerts.Households.Journal;
using Alerts.Households.People;
using Dapper;

namespace Alerts.Households.Sources;

/// <summary>
/// Notices that a sender has gone quiet (SRC-1) and tells operations, the front door and whoever looks after the sender's system: once, after a day the partnership
/// manager too, and once more when messages come again. Each is a write that only one process can make, with its notices in the same transaction.
/// </summary>
public sealed class SilentSources(IDatabase database, Senders senders, Silences silences, PeopleDirectory directory, Desk desk, TimeProvider clock, ILogger<SilentSources> log) : BackgroundService
{
    /// <summary>When the partnership manager is told (catalogue: after one day).</summary>
    public static readonly TimeSpan PartnershipAfter = TimeSpan.FromDays(1);

    /// <summary>After a silence of our own, senders and the broker first hand in what they hold.</summary>
    public static readonly TimeSpan NotBefore = TimeSpan.FromMinutes(15);

    private const int Quiet = 1, StillQuiet = 2, SendsAgain = 3;
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(1), LearnEvery = TimeSpan.FromHours(1);
    private readonly Dictionary<string, (DateTimeOffset At, Rhythm? Rhythm)> learned = [];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Delay(NotBefore, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        using var tick = new PeriodicTimer(Every, clock);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await Look(stoppingToken);
                await tick.WaitForNextTickAsync(stoppingToken);
            }
            catch (Exception failed) when (failed is not OutOfMemoryException && !stoppingToken.IsCancellationRequested)
            {
                log.LogWarning("Silent senders could not be looked for ({Error}); trying again", failed.GetType().Name);
                await Task.Delay(Every, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
        }
    }

    /// <summary>Looks once at every sender of the file. It writes only where something has changed.</summary>
    public async Task Look(CancellationToken ct)
    {
        var quiet = (await silences.GoingOn(ct)).ToDictionary(s => s.Sender);
        var news = false;
        foreach (var sender in senders.All)
        {
            var (last, now) = (await Last(sender.Sender, ct), clock.GetUtcNow());
            if (quiet.Remove(sender.Sender, out var silence))
                news |= last > silence.Since ? await End(silence, sender, now, ct)
                    : silence.PartnershipToldAt is null && now >= silence.ToldAt + PartnershipAfter && await TellPartnership(silence, now, ct);
            else if (last is { } at && await Rhythm(sender, at, now, ct) is { } rhythm && rhythm.IsSilent(at, now))
                news |= await Begin(sender, at, now, (long)Math.Round(rhythm.Expected(at, now)), ct);
        }
        // Not in the file any more: nothing is expected of them.
        foreach (var silence in quiet.Values)
            news |= await End(silence, null, clock.GetUtcNow(), ct);
        if (news)
            await desk.Say(ct);
    }

    private Task<bool> Begin(SenderFile.Row sender, DateTimeOffset since, DateTimeOffset now, long expected, CancellationToken ct)
    {
        var id = Guid.NewGuid().ToString("N");
        return Once("insert into silence (id, sender, since, told_at, expected) values (@id, @Sender, @since, @now, @expected) on conflict do nothing",
            new { id, sender.Sender, since = since.ToUnixTimeMilliseconds(), now = now.ToUnixTimeMilliseconds(), expected }, id, Quiet, Told(sender, now), now, ct);
    }

    private Task<bool> TellPartnership(Silence silence, DateTimeOffset now, CancellationToken ct) =>
        Once("update silence set partnership_told_at = @now where id = @id and partnership_told_at is null and ended_at is null",
            new { id = silence.Id.ToString("N"), now = now.ToUnixTimeMilliseconds() }, silence.Id.ToString("N"), StillQuiet, directory.Holders(RoleDirectory.Partnership, now), now, ct);

    // Whoever was told that it is quiet is told that it sends again.
    private Task<bool> End(Silence silence, SenderFile.Row? sender, DateTimeOffset now, CancellationToken ct) =>
        Once("update silence set ended_at = @now where id = @id and ended_at is null", new { id = silence.Id.ToString("N"), now = now.ToUnixTimeMilliseconds() }, silence.Id.ToString("N"), SendsAgain,
            sender is null ? [] : Told(sender, now).Union(silence.PartnershipToldAt is null ? [] : directory.Holders(RoleDirectory.Partnership, now)), now, ct);

    private async Task<bool> Once(string change, object with, string id, int number, IEnumerable<string> people, DateTimeOffset now, CancellationToken ct) => await database.Write(async (c, t) =>
    {
        var mine = await c.ExecuteAsync(change, with, t) == 1;
        if (mine)
            await Besides.Tell(c, t, database, Besides.Source + id, number, people, now);
        return mine;
    }, ct);

    private IEnumerable<string> Told(SenderFile.Row sender, DateTimeOffset now)
    {
        var people = desk.Operations(now);
        if (sender.Owner is not { } owner)
            return people;
        if (directory.There(owner) is not null)
            return people.Append(owner);
        log.LogWarning("The owner of sender {Sender} is nobody of the role directory: only operations and the front door are told", sender.Sender);
        return people;
    }

    private Task<DateTimeOffset?> Last(string sender, CancellationToken ct) => database.Read(async c =>
        await c.ExecuteScalarAsync<long?>($"select max(received_at) from ledger where sender = @sender and {Silences.Accepted}", new { sender }) is { } at ? DateTimeOffset.FromUnixTimeMilliseconds(at) : (DateTimeOffset?)null, ct);

    private async Task<Rhythm?> Rhythm(SenderFile.Row sender, DateTimeOffset last, DateTimeOffset now, CancellationToken ct)
    {
        if (learned.TryGetValue(sender.Sender, out var known) && now - known.At < LearnEvery)
            return known.Rhythm;
        var messages = await database.Read(async c => (await c.QueryAsync<long>($"select received_at from ledger where sender = @Sender and received_at >= @from and {Silences.Accepted} order by received_at",
            new { sender.Sender, from = (last - Sources.Rhythm.Learned).ToUnixTimeMilliseconds() })).Select(DateTimeOffset.FromUnixTimeMilliseconds).ToList(), ct);
        var rhythm = Sources.Rhythm.Of(messages, sender.Days, directory.Current.Nation);
        learned[sender.Sender] = (now, rhythm);
        return rhythm;
    }
}
