using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Alerts.Households.Transport;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace Alerts.Services.Tests.Transport;

[Collection(nameof(OneBroker))]
public sealed class ReportsOverRabbitMq(Broker broker)
{
    static readonly byte[] Plain = """{"sender":"ed","kind":"medication-ingestion"}"""u8.ToArray();

    [Fact]
    public async Task A_plain_JSON_report_comes_in_as_it_was_sent_with_key_user_and_trace()
    {
        await using var node = await Node.Start(broker.Settings);
        const string trace = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
        await broker.Publish("reports", "ed.medication-ingestion", Plain, p =>
        {
            (p.ContentType, p.UserId, p.MessageId) = ("application/json", "guest", "ed-1");
            p.Headers = new Dictionary<string, object?> { ["traceparent"] = trace };
        });
        await Eventually.True(() => !node.Reports.Got.IsEmpty, "the report is handed in");
        var got = Assert.Single(node.Reports.Got);
        Assert.Equal(Plain, got.Body.ToArray());
        Assert.Equal(("application/json", "guest", "ed.medication-ingestion", trace), (got.ContentType, got.BrokerUser, got.RoutingKey, got.TraceParent));
    }

    [Fact]
    public async Task A_MassTransit_publish_comes_in_as_raw_bytes_with_its_trace()
    {
        await using var node = await Node.Start(broker.Settings);
        var outside = Bus.Factory.CreateUsingRabbitMq(c => c.Host(broker.Address.Host, (ushort)broker.Address.Port, broker.Factory().VirtualHost, _ => { }));
        await outside.StartAsync();
        // MassTransit hands a trace on only where somebody listens to it, as an agency that exports traces does.
        using var listener = new ActivityListener { ShouldListenTo = s => s.Name == "MassTransit", Sample = (ref _) => ActivitySamplingResult.AllData };
        ActivitySource.AddActivityListener(listener);
        using var span = new Activity("agency").Start();
        await outside.Publish(new PublishedReport("ed", "ed-2"), c => c.Mandatory = true);
        await outside.StopAsync();
        await Eventually.True(() => !node.Reports.Got.IsEmpty, "the publish is handed in");
        var got = Assert.Single(node.Reports.Got);
        Assert.Equal("application/vnd.masstransit+json", got.ContentType);
        Assert.Equal("ed-2", JsonDocument.Parse(got.Body).RootElement.GetProperty("message").GetProperty("messageId").GetString());
        Assert.Contains(span.TraceId.ToHexString(), got.TraceParent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("text/plain")]
    [InlineData("not a content type ;;; ===")]
    [InlineData("application/xml; charset=\"")]
    [InlineData("application/vnd.masstransit+json")]
    [InlineData("application/vnd.masstransit+bson")]
    [InlineData("application/vnd.masstransit+aes")]
    [InlineData("application/json")]
    public async Task Garbage_comes_in_whatever_it_calls_itself(string? contentType)
    {
        await using var node = await Node.Start(broker.Settings);
        byte[] garbage = [0, 0xff, 0xfe, (byte)'{', 0xc3, 0x28, 0];
        await broker.Publish("reports", "rspca", garbage, p =>
        {
            if (contentType is not null)
                p.ContentType = contentType;
            p.MessageId = "no\0guid";
            p.CorrelationId = "neither";
            p.Expiration = null;
            p.Headers = new Dictionary<string, object?>
            {
                ["traceparent"] = new List<object> { 1, "x" },
                ["MT-Activity-Id"] = 17,
                ["Content-Type"] = 12,
                ["MT-MessageType"] = "urn:message:nobody",
                ["MT-Host-Info"] = "{",
                ["MT-Redelivery-Count"] = "x",
                ["nested"] = new Dictionary<string, object?> { ["a"] = null },
                ["nothing"] = null,
            };
        });
        await broker.Publish("reports", "", ReadOnlyMemory<byte>.Empty, p => p.ContentType = contentType!);
        await Eventually.True(() => node.Reports.Got.Count == 2, "both are handed in");
        Assert.Contains(node.Reports.Got, r => r.Body.Span.SequenceEqual(garbage) && r.ContentType == contentType && r.TraceParent is null && r.BrokerUser is null);
        Assert.Contains(node.Reports.Got, r => r.Body.IsEmpty);
        await NothingIsLeft();
    }

    [Fact]
    public async Task A_throwing_door_gets_the_report_again_until_it_answers_and_nothing_personal_is_logged()
    {
        var tries = 0;
        await using var node = await Node.Start(broker.Settings, before: n => n.Reports.Answer = _ =>
            Interlocked.Increment(ref tries) <= 2 ? throw new InvalidOperationException("Ailsa Marker fell") : new("ed", "ed-3", "received", Guid.NewGuid(), null, null));
        await broker.Publish("reports", "ed.x", "Ailsa Marker"u8.ToArray());
        await Eventually.True(() => node.Reports.Got.Count == 1, "the first try");
        await Task.Delay(1000);
        Assert.Single(node.Reports.Got); // a pause before the next, so that nothing spins
        await Eventually.True(() => node.Reports.Got.Count == 3, "the third try");
        await NothingIsLeft();
        Assert.Equal(3, node.Reports.Got.Count);
        Assert.DoesNotContain(node.Log.Lines, l => l.Contains("Marker", StringComparison.Ordinal));
        Assert.Contains(node.Log.Lines, l => l.Contains("System.InvalidOperationException", StringComparison.Ordinal));
        Assert.DoesNotContain(await broker.Everything(), n => !Ours.Contains(n.TrimEnd("0123456789".ToCharArray())));
    }

    [Fact]
    public async Task A_node_that_stops_while_its_door_fails_keeps_no_report_from_the_next()
    {
        var hung = await Node.Start(broker.Settings, before: n => n.Reports.Answer = _ => { Thread.Sleep(3000); throw new TimeoutException(); });
        await broker.Publish("reports", "ed.x", Plain);
        await Eventually.True(() => !hung.Reports.Got.IsEmpty, "the hung node has it");
        await hung.DisposeAsync();
        await using var next = await Node.Start(broker.Settings);
        await Eventually.True(() => !next.Reports.Got.IsEmpty, "the next node has it");
    }

    [Fact]
    public async Task The_receipt_is_plain_JSON_to_the_sender_and_comes_after_the_answer()
    {
        var ledgerId = Guid.NewGuid();
        var answered = false;
        await using var node = await Node.Start(broker.Settings, before: n => n.Reports.Answer = _ =>
        {
            Thread.Sleep(300);
            answered = true;
            return new Receipt("ed", "ed-4", "quarantined", ledgerId, "occurredAt", "not more than a day ahead");
        });
        await using var channel = await broker.Connection.CreateChannelAsync();
        var mine = (await channel.QueueDeclareAsync("", false, true, true)).QueueName;
        await channel.QueueBindAsync(mine, "receipts", "ed");
        var got = new ConcurrentQueue<(bool Answered, string? Type, string Key, string Headers, string Body)>();
        var consumer = new AsyncEventingBasicConsumer(channel);
        consumer.ReceivedAsync += (_, e) =>
        {
            var headers = string.Join(' ', (e.BasicProperties.Headers ?? new Dictionary<string, object?>()).Keys.Except(Wire.Harmless));
            got.Enqueue((answered, e.BasicProperties.ContentType, e.RoutingKey, headers, Encoding.UTF8.GetString(e.Body.Span)));
            return Task.CompletedTask;
        };
        await channel.BasicConsumeAsync(mine, true, consumer);
        await broker.Publish("reports", "ed.x", Plain);
        await Eventually.True(() => !got.IsEmpty, "the receipt arrives");
        var receipt = Assert.Single(got);
        Assert.Equal((true, "application/json", "ed", ""), (receipt.Answered, receipt.Type, receipt.Key, receipt.Headers));
        var body = JsonDocument.Parse(receipt.Body).RootElement.EnumerateObject().Select(p => (p.Name, p.Value.GetString()));
        Assert.Equal([("sender", "ed"), ("messageId", "ed-4"), ("state", "quarantined"), ("ledgerId", ledgerId.ToString()),
            ("field", "occurredAt"), ("rule", "not more than a day ahead")], body);
    }

    [Fact]
    public async Task Five_hundred_reports_come_in_once_each()
    {
        await using var node = await Node.Start(broker.Settings);
        await Task.WhenAll(Enumerable.Range(0, 500).Select(i => broker.Publish("reports", "ed.x", BitConverter.GetBytes(i))));
        await Eventually.True(() => node.Reports.Got.Count >= 500, "all are handed in");
        Assert.Equal(500, node.Reports.Got.Select(r => BitConverter.ToInt32(r.Body.Span)).Distinct().Count());
    }

    /// <summary>Any other queue or exchange would be one of MassTransit's own for errors, skipped messages or faults.</summary>
    static readonly string[] Ours = ["Alerts.Agencies:AgencyReport", "reports", "intake", "receipts", "alerts", "household-"];

    /// <summary>Acknowledged messages leave nothing behind: once the node is gone, its unacknowledged ones would show as ready.</summary>
    async Task NothingIsLeft() => await Eventually.True(async () => (await broker.Queue("intake"))!.MessageCount == 0, "the queue is empty");

    /// <summary>An agency's own copy of the contract: only the name of its exchange matters here.</summary>
    [EntityName("Alerts.Agencies:AgencyReport")]
    public sealed record PublishedReport(string Sender, string MessageId);
}
