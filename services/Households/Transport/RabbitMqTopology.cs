using MassTransit;
using RabbitMQ.Client;

namespace Alerts.Households.Transport;

/// <summary>The names on the broker and the shape of each queue.</summary>
static class RabbitMqTopology
{
    public const string Reports = "reports";
    public const string Receipts = "receipts";
    public const string Alerts = "alerts";
    public const string Intake = "intake";

    /// <summary>Where a sender's plain MassTransit <c>Publish</c> of the contract's type arrives.</summary>
    const string PublishedReports = "Alerts.Agencies:AgencyReport";

    /// <summary>
    /// RabbitMQ 4 gives a quorum queue a limit of 20 deliveries and then drops whole prefetched batches. 3.10 refuses -1 ("none"), so
    /// the limit is the highest number that both take.
    /// </summary>
    const int NoDeliveryLimit = int.MaxValue;
    const ushort Prefetch = 64;

    public static void Connect(IRabbitMqBusFactoryConfigurator bus, BusSettings settings)
    {
        var broker = settings.Factory();
        bus.Host(broker.HostName, (ushort)broker.Endpoint.Port, broker.VirtualHost, host =>
        {
            host.Username(broker.UserName);
            host.Password(broker.Password);
            host.Heartbeat(broker.RequestedHeartbeat);
            if (broker.Ssl.Enabled)
                host.UseSsl(ssl => ssl.ServerName = broker.Ssl.ServerName);
        });
    }

    public static void TakeReports(IRabbitMqBusFactoryConfigurator bus, IServiceProvider services) => bus.ReceiveEndpoint(Intake, queue =>
    {
        Quorum(queue);
        queue.ConcurrentMessageLimit = 32;
        queue.Bind(Reports, reports => { reports.ExchangeType = ExchangeType.Topic; reports.RoutingKey = "#"; });
        queue.Bind(PublishedReports);
        queue.ConfigureReceive(pipe => pipe.UseFilter(new ReportsIn(services)));
    });

    public static void TakeTurns(IRabbitMqBusFactoryConfigurator bus, IServiceProvider services, int partition)
    {
        var name = Partitions.QueueOf(partition);
        bus.ReceiveEndpoint(name, queue =>
        {
            Quorum(queue);
            // The broker elects the owner. It is no mutual exclusion (a draining node overlaps with its successor): the journal is.
            queue.SingleActiveConsumer = true;
            // Order on the wire is not trusted, and the journal commits many households at once: everything prefetched runs.
            queue.ConcurrentMessageLimit = Prefetch;
            queue.ConfigureReceive(pipe => pipe.UseFilter(new TurnsIn(name, services)));
        });
    }

    /// <summary>The exchanges that agencies use must be there before the first report, also in a process that only sends.</summary>
    public static async Task DeclareOutside(IChannel channel, CancellationToken ct)
    {
        await channel.ExchangeDeclareAsync(Reports, ExchangeType.Topic, durable: true, cancellationToken: ct);
        await channel.ExchangeDeclareAsync(Receipts, ExchangeType.Topic, durable: true, cancellationToken: ct);
        await channel.ExchangeDeclareAsync(Alerts, ExchangeType.Topic, durable: true, cancellationToken: ct);
    }

    static void Quorum(IRabbitMqReceiveEndpointConfigurator queue)
    {
        queue.SetQuorumQueue();
        queue.SetQueueArgument("x-delivery-limit", NoDeliveryLimit);
        queue.PrefetchCount = Prefetch;
        queue.ConfigureConsumeTopology = false;
        queue.PublishFaults = false;
    }
}
