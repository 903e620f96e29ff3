using System.Text;
using RabbitMQ.Client;

namespace Alerts.Households.Transport;

/// <summary>
/// Holds the start of the process until RabbitMQ is there, and refuses a version that would hang it. It starts before the bus, so
/// nothing consumes from a broker that was not looked at, and MassTransit meets one that answers.
/// </summary>
sealed class BrokerGate(BusSettings settings, ILogger<BrokerGate> log) : IHostedService
{
    static readonly TimeSpan BetweenTries = TimeSpan.FromSeconds(3);

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var broker = settings.Factory();
        while (true)
        {
            try
            {
                await using var connection = await broker.CreateConnectionAsync("alerts: start", cancellationToken);
                RefuseDeadlocking(connection);
                await using var channel = await connection.CreateChannelAsync(cancellationToken: cancellationToken);
                await RabbitMqTopology.DeclareOutside(channel, cancellationToken);
                return;
            }
            catch (Exception failure) when (failure is not BrokerRefused and not OperationCanceledException)
            {
                // Host, port and the kind of failure; never the address, which holds the password.
                log.LogWarning("RabbitMQ at {Host}:{Port} does not answer yet ({Failure}); trying again every {Seconds} s",
                    broker.HostName, broker.Endpoint.Port, failure.GetBaseException().GetType().Name, BetweenTries.TotalSeconds);
            }
            await Task.Delay(BetweenTries, cancellationToken);
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    internal static void RefuseDeadlocking(IConnection connection)
    {
        var version = connection.ServerProperties?.TryGetValue("version", out var value) is true
            ? value switch { byte[] bytes => Encoding.UTF8.GetString(bytes), string text => text, _ => null }
            : null;
        if (BrokerVersion.Deadlocks(version))
            throw new BrokerRefused(version!);
    }
}

public static class BrokerVersion
{
    /// <summary>RabbitMQ 4.3.0 to 4.3.5, release candidates included, can stop delivering from a quorum queue with a single active consumer for ever.</summary>
    public static bool Deadlocks(string? version) =>
        Version.TryParse(version?.Split('-', '+')[0], out var number) && number is { Major: 4, Minor: 3, Build: >= 0 and <= 5 };
}

sealed class BrokerRefused(string version) : Exception(
    $"RabbitMQ {version} is refused: 4.3.0 to 4.3.5 can deadlock quorum queues with a single active consumer, and a household's reports would then lie unseen. Run 4.2.x, or 4.3.6 and later.");
