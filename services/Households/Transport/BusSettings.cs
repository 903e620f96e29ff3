using RabbitMQ.Client;

namespace Alerts.Households.Transport;

/// <summary>Where the bus is (null: in this process only) and over how many queues the households are spread.</summary>
public sealed record BusSettings(Uri? RabbitMq, int Partitions)
{
    /// <summary>A record prints its members, and this one's address holds a password.</summary>
    public override string ToString() => RabbitMq is null
        ? $"in-memory, {Partitions} partitions"
        : $"RabbitMQ at {RabbitMq.Host}:{Factory().Endpoint.Port}, {Partitions} partitions";

    /// <summary>The address read once, by the client's own rules (escaped passwords, default ports, virtual host), for MassTransit and for our own connection.</summary>
    internal ConnectionFactory Factory() => new()
    {
        Uri = RabbitMq ?? throw new InvalidOperationException("The bus is in-memory: there is no broker to connect to."),
        RequestedHeartbeat = TimeSpan.FromSeconds(10),
        AutomaticRecoveryEnabled = false,
    };
}
