using System.Collections.Concurrent;
using System.Text.Json;
using Alerts.Households.Transport;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace Alerts.Acceptance;

/// <summary>An agency with a user at the broker and no library of ours: it publishes JSON to `reports` and listens to its receipts.</summary>
public sealed class AmqpSender : IAsyncDisposable
{
    static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);
    readonly IConnection connection;
    readonly IChannel channel;
    readonly string user;

    AmqpSender(IConnection connection, IChannel channel, string user) => (this.connection, this.channel, this.user) = (connection, channel, user);

    /// <summary>Every receipt that came, earliest first.</summary>
    public ConcurrentQueue<Receipt> Receipts { get; } = [];

    public static async Task<AmqpSender> Connect(Servers servers, string user)
    {
        var link = await servers.Connect(user);
        var sender = new AmqpSender(link, await link.CreateChannelAsync(new CreateChannelOptions(true, true)), user);
        var inbox = (await sender.channel.QueueDeclareAsync()).QueueName;
        await sender.channel.QueueBindAsync(inbox, "receipts", user);
        var consumer = new AsyncEventingBasicConsumer(sender.channel);
        consumer.ReceivedAsync += (_, message) =>
        {
            sender.Receipts.Enqueue(JsonSerializer.Deserialize<Receipt>(message.Body.Span, Json)!);
            return Task.CompletedTask;
        };
        await sender.channel.BasicConsumeAsync(inbox, autoAck: true, consumer);
        return sender;
    }

    public async Task Publish(string kind, ReadOnlyMemory<byte> body, string? traceparent = null)
    {
        var properties = new BasicProperties { ContentType = "application/json", UserId = user, DeliveryMode = DeliveryModes.Persistent };
        if (traceparent is not null)
            properties.Headers = new Dictionary<string, object?> { ["traceparent"] = traceparent };
        await channel.BasicPublishAsync("reports", $"ed.{kind}", mandatory: true, properties, body);
    }

    /// <summary>The first receipt after those that were there before.</summary>
    public async Task<Receipt> ReceiptAfter(int known)
    {
        await Eventually.True(() => Receipts.Count > known, "the receipt is on the receipts exchange");
        return Receipts.ElementAt(known);
    }

    public async ValueTask DisposeAsync()
    {
        await channel.DisposeAsync();
        await connection.DisposeAsync();
    }
}
