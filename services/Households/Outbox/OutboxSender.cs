using System.Diagnostics;
using Alerts.Households.Delivery;
using Alerts.Households.Intake;
using Alerts.Households.Journal;
using Alerts.Households.Matching;

namespace Alerts.Households.Outbox;

/// <summary>
/// Tells people: takes what is due, asks its channel, writes the attempt down. Each channel has a lane of its own, so that a mail server that
/// hangs keeps nothing from anybody's list. Only this retries, by the published <see cref="Ladder"/>.
/// </summary>
public sealed class OutboxSender : BackgroundService
{
    /// <summary>How long after each failed attempt the next follows; the last step repeats.</summary>
    public static IReadOnlyList<TimeSpan> Ladder => Outbox.Ladder.Steps;

    /// <summary>An attempt that takes longer has failed; whether it arrived is not known.</summary>
    public static readonly TimeSpan AttemptMayTake = TimeSpan.FromSeconds(20);

    // The inbox answers in no time; the others wait for somebody else's server.
    private const int InboxAtOnce = 100, AtOnce = 16;
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);
    private readonly OutboxTaking taking;
    private readonly OutboxRecord record;
    private readonly IReadOnlyList<IChannel> channels;
    private readonly IReadOnlyList<string> names;
    private readonly IReadOnlyList<string>? reach;
    private readonly Desk desk;
    private readonly TimeProvider clock;
    private readonly ILogger<OutboxSender> log;
    private volatile TaskCompletionSource filled = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public OutboxSender(IDatabase database, JournalWriter journal, Matcher matcher, IReadOnlyList<IChannel> channels, Desk desk, TimeProvider clock, ILogger<OutboxSender> log)
    {
        (this.channels, this.desk, this.clock, this.log) = (channels, desk, clock, log);
        (taking, record) = (new(database, desk, clock), new(database, desk.Operations));
        names = [.. channels.Select(c => c.Name)];
        reach = names.Where(Channels.ReachesAPerson).ToList() is { Count: > 0 } outside ? outside : null;
        journal.OutboxFilled += Wake;
        matcher.OutboxFilled += Wake;
    }

    public override void Dispose()
    {
        base.Dispose();
        record.Dispose();
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(channels.Select(channel =>
    {
        var inbox = channel.Name == Inbox.ChannelName;
        return Lane(ct => taking.Due(channel, inbox ? InboxAtOnce : AtOnce, inbox ? reach : null, ct), channel, stoppingToken);
    }).Append(Lane(ct => taking.DueElsewhere(names, AtOnce, ct), null, stoppingToken)));

    private async Task Lane(Func<CancellationToken, Task<IReadOnlyList<Message>>> take, IChannel? channel, CancellationToken ct)
    {
        // Off the thread that starts the host: SQLite answers on the caller's.
        await Task.Yield();
        while (!ct.IsCancellationRequested)
        {
            try
            {
                var woken = filled.Task;
                while (await take(ct) is { Count: > 0 } due)
                    await Task.WhenAll(due.Select(m => Send(m, channel, ct)));
                await Task.WhenAny(woken, Task.Delay(LookEvery, ct));
            }
            catch (OperationCanceledException) when (ct.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failed) when (failed is not OutOfMemoryException)
            {
                log.LogError("The outbox of {Channel} could not be worked off ({Error}); trying again", channel?.Name ?? "no channel", failed.GetType().Name);
                await Task.Delay(LookEvery, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private void Wake() => Interlocked.Exchange(ref filled, new(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();

    private async Task Send(Message message, IChannel? channel, CancellationToken ct)
    {
        using var outbox = Telemetry.Source.StartActivity("Outbox", ActivityKind.Internal, Telemetry.Parent(message.Rows[0].Traceparent));
        var outcome = await Deliver(message, channel, ct);
        var now = clock.GetUtcNow();
        var news = await record.Write(new(message, outcome, now));
        if (news)
            await desk.Say(ct);
        if (outcome is Outcome.Delivered)
            foreach (var row in message.Rows)
                Telemetry.Latency.Record((now.ToUnixTimeMilliseconds() - row.Accepted_At) / 1000.0, new KeyValuePair<string, object?>("channel", row.Channel));
    }

    private async Task<Outcome> Deliver(Message message, IChannel? channel, CancellationToken ct)
    {
        if (channel is null)
            // Where only the inbox is set up, that is said at start and not of every person.
            return new Outcome.Never(reach is null ? "only the inbox is set up here" : Unreached.NotSetUp);
        if (message.Address is null)
            return new Outcome.Never("the person has no address on this channel any more");
        using var span = Telemetry.Source.StartActivity("Delivery");
        span?.SetTag("alerts.alert", message.Rows[0].Alert);
        span?.SetTag("alerts.channel", message.Channel);
        using var longest = new CancellationTokenSource(AttemptMayTake, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, longest.Token);
        try
        {
            return await channel.Send(message.Notice, either.Token);
        }
        catch (OperationCanceledException) when (longest.IsCancellationRequested && !ct.IsCancellationRequested)
        {
            span?.SetStatus(ActivityStatusCode.Error);
            return new Outcome.TryLater($"no answer within {AttemptMayTake.TotalSeconds:0} s", Sent: message.Notice.Sent);
        }
        // Its text may hold an address.
        catch (Exception failed) when (failed is not OutOfMemoryException && !ct.IsCancellationRequested)
        {
            span?.SetStatus(ActivityStatusCode.Error);
            log.LogWarning("Channel {Channel} failed ({Error})", message.Channel, failed.GetType().Name);
            return new Outcome.TryLater(failed.GetType().Name, Sent: message.Notice.Sent);
        }
    }
}
