using System.Net;
using System.Net.Sockets;
using Alerts.Households.Transport;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Alerts.Services.Tests.Transport;

[Collection(nameof(OneBroker))]
public sealed class WatchTests(Broker broker)
{
    static readonly DateTimeOffset Noon = new(2030, 1, 1, 12, 0, 0, TimeSpan.Zero);

    /// <summary>Looks every 15 s; each is (ready, consumers, deliveries here). The expectation is the look at which the patience of 60 s ends.</summary>
    [Theory]
    [InlineData("empty and consumed", new[] { 0, 1, 0 }, new[] { 0, 1, 0 }, null)]
    [InlineData("nobody consumes, though messages keep coming", new[] { 1, 0, 0 }, new[] { 1, 0, 0 }, 4)]
    [InlineData("nobody consumes an empty queue", new[] { 0, 0, 0 }, new[] { 0, 0, 0 }, 4)]
    [InlineData("messages wait and nothing moves", new[] { 5, 1, 9 }, new[] { 0, 0, 0 }, 4)]
    [InlineData("messages wait and this node takes some", new[] { 5, 1, 9 }, new[] { 0, 0, 1 }, null)]
    [InlineData("messages wait and another node takes some", new[] { 50, 1, 0 }, new[] { -1, 0, 0 }, null)]
    public void A_queue_stands_still_when(string what, int[] first, int[] each, int? endsAt)
    {
        var still = new StandStill(TimeSpan.FromSeconds(60));
        int? ended = null;
        for (var look = 0; look < 12 && ended is null; look++)
            if (still.At(Noon.AddSeconds(15 * look), (uint)(first[0] + each[0] * look), (uint)(each[1] > 0 ? 1 : first[1]), first[2] + each[2] * look))
                ended = look;
        Assert.True(ended == endsAt, $"{what}: ended at {ended}");
    }

    [Fact]
    public async Task A_queue_that_is_taken_away_ends_the_process_with_an_error()
    {
        await using var node = await Node.Start(broker.Settings, watch: new(TimeSpan.FromMilliseconds(100), TimeSpan.FromMilliseconds(1)));
        var ended = new TaskCompletionSource();
        node.Host.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping.Register(() => ended.TrySetResult());
        await using (var channel = await broker.Connection.CreateChannelAsync())
            await channel.QueueDeleteAsync("household-02", ifUnused: false, ifEmpty: false);
        try
        {
            await ended.Task.WaitAsync(TimeSpan.FromSeconds(20));
            Assert.NotEqual(0, Environment.ExitCode);
            Assert.Contains(node.Log.Lines, l => l.StartsWith("Critical", StringComparison.Ordinal) && l.Contains("Ending the process", StringComparison.Ordinal));
        }
        finally
        {
            Environment.ExitCode = 0; // it is the test run's own
        }
        // This process lives on: MassTransit would bring an endpoint that is stopped while it restarts back to life after the stop.
        await Eventually.True(async () => (await broker.Queue("household-02"))?.ConsumerCount == 1, "the queue is consumed again");
    }

    [Fact]
    public async Task A_healthy_node_is_left_alone()
    {
        await using var node = await Node.Start(broker.Settings, watch: new(TimeSpan.FromMilliseconds(50), TimeSpan.FromSeconds(2)));
        await Task.Delay(4000);
        Assert.DoesNotContain(node.Log.Lines, l => l.StartsWith("Critical", StringComparison.Ordinal) || l.Contains("cannot see", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_start_without_a_broker_waits_for_it_and_logs_no_password()
    {
        // Nothing listens on a port that was just given back; then a forwarder to the real broker does.
        using var reserve = new TcpListener(IPAddress.Loopback, 0);
        reserve.Start();
        var port = ((IPEndPoint)reserve.LocalEndpoint).Port;
        reserve.Stop();
        var address = new UriBuilder(broker.Address) { Host = "127.0.0.1", Port = port }.Uri;
        await using var node = new Node(broker.Settings with { RabbitMq = address });
        var start = node.Host.StartAsync();
        await Eventually.True(() => node.Log.Lines.Count(l => l.Contains("does not answer yet", StringComparison.Ordinal)) >= 2, "two warnings");
        Assert.False(start.IsCompleted);
        await using var forwarder = new Forwarder(port, broker.Address.Port);
        await start.WaitAsync(TimeSpan.FromSeconds(20));
        var turn = new Turn(Guid.NewGuid(), Guid.NewGuid());
        await node.Partitions.Send(turn, default);
        await Eventually.True(() => node.Turns.Got.Contains(turn), "it works");
        var before = forwarder.Taken;
        forwarder.Cut();
        await Eventually.True(() => forwarder.Taken > before, "the bus connects again", 40);
        turn = new Turn(Guid.NewGuid(), Guid.NewGuid());
        await node.Partitions.Send(turn, default);
        await Eventually.True(() => node.Turns.Got.Contains(turn), "it works again after the connection was cut", 40);
        Assert.DoesNotContain(node.Log.Lines, l => l.Contains(broker.Address.UserInfo, StringComparison.Ordinal));
    }
}
