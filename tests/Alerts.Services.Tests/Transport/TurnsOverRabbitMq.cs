using System.Text;
using Alerts.Households.Transport;
using RabbitMQ.Client;

namespace Alerts.Services.Tests.Transport;

[Collection(nameof(OneBroker))]
public sealed class TurnsOverRabbitMq(Broker broker)
{
    static Turn ATurn() => new(Guid.NewGuid(), Guid.NewGuid());

    [Fact]
    public async Task A_turn_sent_right_after_the_start_reaches_the_door()
    {
        await using var node = await Node.Start(broker.Settings);
        var sent = Enumerable.Range(0, 200).Select(_ => ATurn()).ToList();
        await Task.WhenAll(sent.Select(t => node.Partitions.Send(t, default)));
        await Eventually.True(() => node.Turns.Got.Count == 200, "all turns are taken");
        Assert.Equal(sent.ToHashSet(), node.Turns.Got.ToHashSet());
    }

    [Fact]
    public async Task A_process_that_only_sends_reaches_the_owner()
    {
        await using var owner = await Node.Start(broker.Settings);
        await using var sender = await Node.Start(broker.Settings, takesReports: false, takesTurns: false);
        var turn = ATurn();
        await sender.Partitions.Send(turn, default);
        await Eventually.True(() => owner.Turns.Got.Contains(turn), "the owner has it");
    }

    [Fact]
    public async Task Nobody_s_queue_is_an_error_and_not_a_silent_loss()
    {
        await using var sender = await Node.Start(broker.Settings with { Partitions = 40 }, takesReports: false, takesTurns: false);
        var turn = ATurn();
        while (Partitions.Of(turn.Household, 40) < Broker.Partitions)
            turn = ATurn();
        var failure = await Record.ExceptionAsync(() => sender.Partitions.Send(turn, default));
        Assert.NotNull(failure);
        Assert.Contains("returned", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_ids_travel()
    {
        var turn = ATurn();
        await using var node = await Node.Start(broker.Settings);
        await using var channel = await broker.Connection.CreateChannelAsync();
        var copy = (await channel.QueueDeclareAsync("", false, true, true)).QueueName;
        await channel.QueueBindAsync(copy, Partitions.QueueOf(Partitions.Of(turn.Household, Broker.Partitions)), "");
        await node.Partitions.Send(turn, default);
        var got = await channel.BasicGetAsync(copy, autoAck: true);
        Assert.NotNull(got);
        Assert.Equal($$"""{"ledgerId":"{{turn.LedgerId}}","household":"{{turn.Household}}"}""", Encoding.UTF8.GetString(got.Body.Span).ReplaceLineEndings("").Replace(" ", "", StringComparison.Ordinal));
        Assert.Empty((got.BasicProperties.Headers ?? new Dictionary<string, object?>()).Keys.Except(Wire.Harmless));
        Assert.True(got.BasicProperties.Persistent);
    }

    [Fact]
    public async Task A_throwing_door_loses_the_turn_for_the_sweep_and_leaves_nothing_behind()
    {
        await using var node = await Node.Start(broker.Settings, before: n => n.Turns.Answer = (_, _) => throw new InvalidOperationException("Ailsa Marker fell"));
        var turn = ATurn();
        await node.Partitions.Send(turn, default);
        var queue = Partitions.QueueOf(Partitions.Of(turn.Household, Broker.Partitions));
        await broker.Publish(queue, "", "Ailsa Marker, not a turn"u8.ToArray());
        await broker.Publish(queue, "", "{}"u8.ToArray(), p => p.ContentType = "application/vnd.masstransit+json");
        await Eventually.True(() => node.Log.Lines.Count(l => l.StartsWith("Warning", StringComparison.Ordinal) && l.Contains(queue, StringComparison.Ordinal)) == 3, "three warnings");
        await Task.Delay(500);
        Assert.Single(node.Turns.Got);
        Assert.Equal(0u, (await broker.Queue(queue))!.MessageCount);
        Assert.Contains(node.Log.Lines, l => l.Contains(turn.LedgerId.ToString(), StringComparison.Ordinal) && l.Contains("InvalidOperationException", StringComparison.Ordinal));
        Assert.DoesNotContain(node.Log.Lines, l => l.Contains("Marker", StringComparison.Ordinal));
        Assert.DoesNotContain(await broker.Everything(), n => n.Contains("_error", StringComparison.Ordinal) || n.Contains("_skipped", StringComparison.Ordinal) || n.Contains("Fault", StringComparison.Ordinal));
    }

    [Fact]
    public async Task One_node_owns_a_partition_and_the_other_takes_over_when_it_stops()
    {
        var turn = ATurn();
        var first = await Node.Start(broker.Settings);
        await using var second = await Node.Start(broker.Settings);
        for (var i = 0; i < 20; i++)
            await first.Partitions.Send(turn, default);
        await Eventually.True(() => first.Turns.Got.Count == 20, "the first node has all");
        Assert.Empty(second.Turns.Got);
        await first.DisposeAsync();
        await second.Partitions.Send(turn, default);
        await Eventually.True(() => second.Turns.Got.Count == 1, "the second node takes over");
    }

    [Fact]
    public async Task A_stop_waits_for_the_turn_under_way()
    {
        var ended = false;
        var node = await Node.Start(broker.Settings, before: n => n.Turns.Answer = async (_, ct) => { await Task.Delay(1500, ct); ended = true; });
        await node.Partitions.Send(ATurn(), default);
        await Eventually.True(() => !node.Turns.Got.IsEmpty, "it is under way");
        await node.DisposeAsync();
        Assert.True(ended);
    }
}
