using Alerts.Domain;
using Alerts.Households.Transport;
using MassTransit;

namespace Alerts.Households.Delivery;

/// <summary>What agencies' own systems are told of a notice: ids only. They ask the service for the rest, as somebody who is signed in.</summary>
public sealed record AlertNotice(string Alert, int Notice, string Reference);

/// <summary>
/// The topic exchange <c>alerts</c>, for agencies' own systems: one message a notice and organisation, whose routing key is the contact's address.
/// Delivered means that the broker has it in a queue; without a broker it is the bus in this process.
/// </summary>
public sealed class Exchange(IBus bus) : IChannel
{
    public const string ChannelName = "exchange";
    private static readonly Uri Alerts = new($"exchange:{RabbitMqTopology.Alerts}?type=topic");

    public string Name => ChannelName;

    public bool Bundles => false;

    public async Task<Outcome> Send(Notice notice, CancellationToken ct)
    {
        var (alert, number) = notice.Of[0];
        var endpoint = await bus.GetSendEndpoint(Alerts);
        try
        {
            // Not cancelled but left: a publish that is cancelled half-way poisons its channel.
            await endpoint.Send(new AlertNotice(alert, number, Alert.ReferenceOf(alert)), context =>
            {
                context.SetRoutingKey(notice.Address);
                // Otherwise the broker drops and confirms what no queue of the organisation is bound for.
                if (context.TryGetPayload(out RabbitMqSendContext? rabbit))
                    rabbit.Mandatory = true;
            }, CancellationToken.None).WaitAsync(ct);
            return new Outcome.Delivered();
        }
        catch (Exception returned) when (returned is MessageReturnedException or RabbitMQ.Client.Exceptions.PublishException)
        {
            return new Outcome.TryLater("no queue is bound for this routing key");
        }
    }
}
