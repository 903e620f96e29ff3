using System.Collections.Concurrent;
using Alerts.Households.Transport;
using Alerts.Services.Tests.Transport;

namespace Alerts.Services.Tests;

/// <summary>The one moment between the journal's commit and the broker's acknowledgement, met on purpose.</summary>
[Collection(nameof(OneBroker))]
public sealed class CommittedAndNotAcknowledgedTests(Broker broker) : OnDatabase(TestDatabase.Postgres)
{
    [Fact]
    public async Task A_turn_that_was_committed_and_never_acknowledged_comes_again_and_changes_nothing()
    {
        var parts = Parts with { Bus = broker.Address, Partitions = Broker.Partitions };
        var port = KilledProcessTests.FreePort();
        await using var wire = new Forwarder(port, broker.Address.Port);
        var silent = new SilentAfterCommit();
        var first = await Worker.Prepare(parts with { Bus = new UriBuilder(broker.Address) { Port = port }.Uri }, null, null, silent.Around);
        await first.Start();
        var report = await first.Accept("voluntary-sector", Sent.Worry("m1", Sent.Child(1)).Bytes());
        Assert.Equal(report, (await silent.Committed.Task.WaitAsync(TimeSpan.FromSeconds(20))).LedgerId);
        Assert.Equal("journalled", await first.StateOf(report));

        // Another process stands by; then the first one's connections are gone, as they are when it is killed.
        var again = new ConcurrentQueue<Turn>();
        var second = await Worker.Prepare(parts, null, null, door => new Noting(door, again));
        await second.Start();
        wire.Cut();
        await Eventually.True(() => Task.FromResult(again.Any(t => t.LedgerId == report)), "the broker delivers the turn again", 60);
        silent.LetGo();

        Assert.Equal((1, 1, 1), (await second.Count("journal where event = 'ReportRecorded'"), await second.Count("journal where event = 'AlertRaised'"), await second.Count("alert")));
        Assert.Equal(0, await second.Count("ledger where state <> 'journalled'"));
        await second.Whole();
        await second.DisposeAsync();
        await first.DisposeAsync();
    }

    /// <summary>Does its work, and then never comes back to say so.</summary>
    private sealed class SilentAfterCommit
    {
        private readonly TaskCompletionSource letGo = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource<Turn> Committed { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public ITurnDoor Around(ITurnDoor door) => new Door(this, door);

        public void LetGo() => letGo.TrySetResult();

        private sealed class Door(SilentAfterCommit silent, ITurnDoor inner) : ITurnDoor
        {
            public async Task Take(Turn turn, CancellationToken ct)
            {
                await inner.Take(turn, ct);
                silent.Committed.TrySetResult(turn);
                await silent.letGo.Task;
            }
        }
    }

    /// <summary>Notes each turn that comes, and passes it on.</summary>
    private sealed class Noting(ITurnDoor inner, ConcurrentQueue<Turn> turns) : ITurnDoor
    {
        public async Task Take(Turn turn, CancellationToken ct)
        {
            turns.Enqueue(turn);
            await inner.Take(turn, ct);
        }
    }
}
