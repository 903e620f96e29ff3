using MassTransit;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace Alerts.Households.Transport;

/// <summary>How often the watch looks, and how long a queue may stand still before the process is ended.</summary>
public sealed record WatchTimes(TimeSpan Between, TimeSpan Patience);

/// <summary>
/// Ends the process, loudly, when it no longer does what it is there for. Guards against: MassTransit 8.4.0 losing an endpoint
/// silently after the broker closed its channel (a handler outlived the consumer timeout: 0 consumers for minutes, not a line in the
/// log, its own health check still "Healthy"; fixed in a version that does not restore here); an endpoint whose retry gave up; a single active consumer to whom the broker no longer
/// delivers. A fresh process mends all three, a stuck one hides them. It looks over a connection of its own, so that a sick bus
/// cannot hide its own sickness, and while the broker itself is away it waits: a restart would not bring it back.
/// </summary>
sealed class BusWatch(BusSettings settings, IReadOnlyList<string> queues, Deliveries deliveries, IBusControl bus, WatchTimes times,
    IHostApplicationLifetime process, TimeProvider clock, ILogger<BusWatch> log) : BackgroundService
{
    const int ExitCode = 70;
    const string TheBus = "the bus";

    readonly Dictionary<string, StandStill> still = queues.Append(TheBus).ToDictionary(q => q, _ => new StandStill(times.Patience), StringComparer.Ordinal);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        IConnection? connection = null;
        try
        {
            while (true)
            {
                await Task.Delay(times.Between, clock, stoppingToken);
                try
                {
                    connection ??= await Open(stoppingToken);
                    foreach (var queue in queues)
                        await Look(connection, queue, stoppingToken);
                    LookAtBus();
                }
                catch (Exception failure) when (failure is not OperationCanceledException and not StoodStill and not BrokerRefused)
                {
                    // Blind is not stuck: with the broker away every clock starts anew.
                    log.LogWarning("The watch cannot see RabbitMQ ({Failure})", failure.GetBaseException().GetType().Name);
                    foreach (var one in still.Values)
                        one.Moved(clock.GetUtcNow());
                    if (connection is not null)
                        await connection.DisposeAsync();
                    connection = null;
                }
            }
        }
        catch (Exception end) when (end is StoodStill or BrokerRefused)
        {
            log.LogCritical("{Reason} Ending the process, so that a fresh one takes over", end.Message);
            Environment.ExitCode = ExitCode;
            process.StopApplication();
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // An ordinary stop.
        }
        finally
        {
            if (connection is not null)
                await connection.DisposeAsync();
        }
    }

    async Task<IConnection> Open(CancellationToken ct)
    {
        var connection = await settings.Factory().CreateConnectionAsync("alerts: watch", ct);
        BrokerGate.RefuseDeadlocking(connection);
        return connection;
    }

    async Task Look(IConnection connection, string queue, CancellationToken ct)
    {
        // A channel per look: asking for a queue that is gone closes the channel.
        await using var channel = await connection.CreateChannelAsync(cancellationToken: ct);
        uint ready = 0, consumers = 0;
        try
        {
            var state = await channel.QueueDeclarePassiveAsync(queue, ct);
            (ready, consumers) = (state.MessageCount, state.ConsumerCount);
        }
        catch (OperationInterruptedException gone) when (gone.ShutdownReason?.ReplyCode == Constants.NotFound)
        {
            // No queue, no consumer: exactly what is looked for.
        }
        if (still[queue].At(clock.GetUtcNow(), ready, consumers, deliveries.From(queue)))
            throw new StoodStill($"{queue} has stood still for {times.Patience.TotalSeconds:0} s: {ready} waiting, {consumers} consumers.");
    }

    /// <summary>Another node may have taken over what this one lost, and the queues look well: the bus still knows that an endpoint of its own is gone.</summary>
    void LookAtBus()
    {
        var health = bus.CheckHealth();
        var sick = health.Endpoints.Where(e => e.Value.Status != BusHealthStatus.Healthy).Select(e => e.Key).ToList();
        if (health.Status == BusHealthStatus.Healthy)
            still[TheBus].Moved(clock.GetUtcNow());
        else if (still[TheBus].At(clock.GetUtcNow(), ready: 0, consumers: 0, deliveries: 0))
            throw new StoodStill($"The bus has been {health.Status} for {times.Patience.TotalSeconds:0} s with the broker there ({string.Join(", ", sick)}).");
    }

    sealed class StoodStill(string what) : Exception(what);
}
