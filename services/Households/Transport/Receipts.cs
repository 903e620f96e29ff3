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

    public async Task Tell(Receipt receipt)
    {
        var endpoint = await bus.GetSendEndpoint(Exchange);
        await endpoint.Send(receipt, context => context.SetRoutingKey(receipt.Sender), CancellationToken.None).WaitAsync(ConfirmWithin);
    }
}
