using Alerts.Households.Transport;

namespace Alerts.Services.Tests.Transport;

public sealed class InMemoryBus
{
    [Fact]
    public async Task Turns_reach_the_door_and_a_failing_one_is_dropped()
    {
        await using var node = await Node.Start(new BusSettings(null, 16), before: n => n.Turns.Answer = (t, _) =>
            t.LedgerId.ToByteArray()[0] % 2 == 0 ? throw new InvalidOperationException("Ailsa Marker fell") : Task.CompletedTask);
        var sent = Enumerable.Range(0, 200).Select(_ => new Turn(Guid.NewGuid(), Guid.NewGuid())).ToList();
        foreach (var turn in sent)
            await node.Partitions.Send(turn, default);
        await Eventually.True(() => node.Turns.Got.Count == 200, "all turns are taken");
        Assert.Equal(sent.ToHashSet(), node.Turns.Got.ToHashSet());
        Assert.DoesNotContain(node.Log.Lines, l => l.Contains("Marker", StringComparison.Ordinal));
    }
}
