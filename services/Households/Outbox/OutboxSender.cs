using System.Diagnostics;
using Alerts.Households.Delivery;
using Alerts.Households.Journal;
using Alerts.Households.Matching;
using Dapper;

namespace Alerts.Households.Outbox;

/// <summary>
/// Tells people: takes due rows, asks the row's channel, writes the attempt down. Rows are leased while they are sent, so that a process that
/// dies in the middle leaves them due again. The ladder of waits is published in <see cref="Ladder"/>.
/// </summary>
public sealed class OutboxSender : BackgroundService
{
    /// <summary>How long after each failed attempt the next follows; the last step repeats.</summary>
    public static readonly IReadOnlyList<TimeSpan> Ladder =
        [TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(30)];

    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);
    private readonly IDatabase database;
    private readonly Dictionary<string, IChannel> channels;
    private readonly TimeProvider clock;
    private readonly ILogger<OutboxSender> log;
    private readonly SemaphoreSlim filled = new(0);

    private sealed record Due(string Alert, long Notice, string Person, string Channel, long Attempts, long Accepted_At, string? Traceparent);

    public OutboxSender(IDatabase database, JournalWriter journal, Matcher matcher, IServiceProvider services, TimeProvider clock, ILogger<OutboxSender> log)
    {
        (this.database, this.clock, this.log) = (database, clock, log);
        channels = Channels.InForce(services).ToDictionary(c => c.Name);
        journal.OutboxFilled += Wake;
        matcher.OutboxFilled += Wake;
    }

    public override void Dispose()
    {
        base.Dispose();
        filled.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                while (await TakeDue(stoppingToken) is { Count: > 0 } due)
                    await Task.WhenAll(due.Select(d => Send(d, stoppingToken)));
                await filled.WaitAsync(LookEvery, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failed) when (failed is not OutOfMemoryException)
            {
                log.LogError("The outbox could not be read ({Error}); trying again", failed.GetType().Name);
                await Task.Delay(LookEvery, stoppingToken);
            }
        }
    }

    private void Wake()
    {
        if (filled.CurrentCount == 0)
            filled.Release();
    }

    private async Task<List<Due>> TakeDue(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        // Look before taking: an idle service writes nothing.
        if (await database.Read(c => c.ExecuteScalarAsync<long>("select count(*) from outbox where due_at <= @now", new { now = now.ToUnixTimeMilliseconds() }), ct) == 0)
            return [];
        return await database.Write(async (c, t) =>
        {
            var due = (await c.QueryAsync<Due>($"select alert, notice, person, channel, attempts, accepted_at, traceparent from outbox where due_at <= @now order by due_at limit 100{database.ForUpdateSkipLocked}", new { now = now.ToUnixTimeMilliseconds() }, t)).AsList();
            foreach (var d in due)
                await c.ExecuteAsync("update outbox set due_at = @until, attempts = attempts + 1 where alert = @Alert and notice = @Notice and person = @Person and channel = @Channel",
                    new { d.Alert, d.Notice, d.Person, d.Channel, until = (now + Lease).ToUnixTimeMilliseconds() }, t);
            return due;
        }, ct);
    }

    private async Task Send(Due due, CancellationToken ct)
    {
        using var outbox = Telemetry.Source.StartActivity("Outbox", ActivityKind.Internal, Telemetry.Parent(due.Traceparent));
        var outcome = await Deliver(due, ct);
        var now = clock.GetUtcNow();
        var (state, again) = outcome switch
        {
            Outcome.Delivered => ("delivered", (long?)null),
            Outcome.TryLater => ("queued", (now + Ladder[(int)Math.Min(due.Attempts, Ladder.Count - 1)]).ToUnixTimeMilliseconds()),
            Outcome.Never => ("never", null),
            _ => throw new InvalidOperationException($"outcome {outcome.GetType().Name} has no rule"),
        };
        await database.Write(async (c, t) =>
        {
            await c.ExecuteAsync("update outbox set state = @state, due_at = @again where alert = @Alert and notice = @Notice and person = @Person and channel = @Channel", new { state, again, due.Alert, due.Notice, due.Person, due.Channel }, t);
            await c.ExecuteAsync("insert into attempt (alert, notice, person, channel, at, outcome) values (@Alert, @Notice, @Person, @Channel, @at, @state)", new { due.Alert, due.Notice, due.Person, due.Channel, at = now.ToUnixTimeMilliseconds(), state }, t);
            return 0;
        }, CancellationToken.None);
        if (outcome is Outcome.Delivered)
            Telemetry.Latency.Record((now.ToUnixTimeMilliseconds() - due.Accepted_At) / 1000.0, new KeyValuePair<string, object?>("channel", due.Channel));
    }

    private async Task<Outcome> Deliver(Due due, CancellationToken ct)
    {
        using var span = Telemetry.Source.StartActivity("Delivery");
        span?.SetTag("alerts.alert", due.Alert);
        span?.SetTag("alerts.channel", due.Channel);
        try
        {
            return channels.TryGetValue(due.Channel, out var channel)
                ? await channel.Send(new(due.Alert, (int)due.Notice, due.Person), ct)
                : new Outcome.Never("there is no such channel");
        }
        catch (Exception failed) when (failed is not OutOfMemoryException && !ct.IsCancellationRequested)
        {
            span?.SetStatus(ActivityStatusCode.Error);
            log.LogWarning("Channel {Channel} failed ({Error})", due.Channel, failed.GetType().Name);
            return new Outcome.TryLater(failed.GetType().Name);
        }
    }
}
