using System.Text;
using System.Text.Json;
using Alerts.Households.Delivery;
using Alerts.Services.Tests.Transport;
using MassTransit;
using RabbitMQ.Client;

namespace Alerts.Services.Tests.Delivery;

/// <summary>The alerts exchange of a real broker, as an organisation's own system reads it.</summary>
[Collection(nameof(OneBroker))]
public sealed class ExchangeTests(Broker broker) : OnDatabase(TestDatabase.Sqlite)
{
    [Fact]
    public async Task An_organisation_s_queue_gets_ids_only_by_its_own_routing_key()
    {
        var worker = await Worker.Prepare(Parts with { Bus = broker.Address }, null, null, null);
        await worker.Start();
        try
        {
            await using var channel = await broker.Connection.CreateChannelAsync();
            await channel.QueueDeclareAsync("trust", exclusive: false);
            await channel.QueueBindAsync("trust", "alerts", "hospital-trust");
            var exchange = new Exchange(worker.Get<IBus>());
            Assert.Equal(new Outcome.Delivered(), await exchange.Send(Somebody.Told("hospital-trust"), default));
            // Nobody listens to it: the broker would drop it and say that all is well.
            Assert.Equal(new Outcome.TryLater("no queue is bound for this routing key"), await exchange.Send(Somebody.Told("another-trust"), default));
            BasicGetResult? got = null;
            await Eventually.True(async () => (got = await channel.BasicGetAsync("trust", autoAck: true)) is not null, "it is in the queue");
            var body = JsonDocument.Parse(Encoding.UTF8.GetString(got!.Body.Span)).RootElement;
            Assert.Equal(["alert", "notice", "reference"], body.EnumerateObject().Select(p => p.Name));
            Assert.Equal((Somebody.Alert(0), 1, "A-000000"), (body.GetProperty("alert").GetString(), body.GetProperty("notice").GetInt32(), body.GetProperty("reference").GetString()));
            Assert.Null(await channel.BasicGetAsync("trust", autoAck: true));
            await channel.QueueDeleteAsync("trust");
        }
        finally
        {
            await worker.DisposeAsync();
        }
    }

    [Fact]
    public async Task Without_a_broker_it_is_the_bus_in_this_process()
    {
        var worker = await Running();
        var heard = new TaskCompletionSource<AlertNotice>();
        var handle = worker.Get<IBusControl>().ConnectReceiveEndpoint("trust", endpoint =>
        {
            endpoint.ConfigureConsumeTopology = false;
            ((IInMemoryReceiveEndpointConfigurator)endpoint).Bind("alerts", MassTransit.Transports.Fabric.ExchangeType.Topic, "hospital-trust");
            endpoint.Handler<AlertNotice>(c =>
            {
                heard.TrySetResult(c.Message);
                return Task.CompletedTask;
            });
        });
        await handle.Ready;
        Assert.Equal(new Outcome.Delivered(), await new Exchange(worker.Get<IBus>()).Send(Somebody.Told("hospital-trust"), default));
        Assert.Equal(new AlertNotice(Somebody.Alert(0), 1, "A-000000"), await heard.Task.WaitAsync(TimeSpan.FromSeconds(10)));
        await handle.StopAsync();
    }
}
