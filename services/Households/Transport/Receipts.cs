using MassTransit;

namespace Alerts.Households.Transport;

/// <summary>
/// Tells senders what became of their reports. Not mandatory on the wire: a sender that listens to no receipts is not an error, and
/// sends again until it has one.
/// </summary>
public sealed class Receipts(IBus bus)
{
    static readonly TimeSpan ConfirmWithin = TimeSpan.FromSeconds(30);
    static readonly Uri Exchange = new($"exchange:{RabbitMqTopology.Receipts}?type=topic");

    public Task Tell(Receipt receipt) => Send(receipt, receipt.Sender);

    /// <summary>What became of a report that was received.</summary>
    public Task Tell(ReportStatus status) => Send(status, status.Sender);

    async Task Send<T>(T message, string sender) where T : class
    {
        var endpoint = await bus.GetSendEndpoint(Exchange);
        await endpoint.Send(message, context => context.SetRoutingKey(sender), CancellationToken.None).WaitAsync(ConfirmWithin);
    }
}
