using System.Collections.Concurrent;
using Alerts.Households.Intake;
using Alerts.Households.Transport;
using Alerts.Services.Tests.Transport;

namespace Alerts.Services.Tests;

/// <summary>The sweep: whatever was accepted and is not in the journal is sent again, and given up aloud in the end.</summary>
public abstract class SweepTests(Func<Task<TestDatabase>> make) : OnDatabase(make)
{
    private readonly HandMovedClock clock = new(DateTimeOffset.UtcNow);

    [Fact]
    public async Task What_a_process_accepted_and_never_sent_on_is_sent_on_by_the_next()
    {
        var died = await Prepared(clock);
        for (var i = 0; i < 30; i++)
            await died.Accept("gp", Sent.Worry($"m{i}", Sent.Child(i)).Bytes());
        // Some had their household already.
        foreach (var id in (await died.Rows<string>("select id from ledger")).Take(10))
            await died.Match(Guid.Parse(id));
        await died.DisposeAsync();
        var next = await Running(clock);
        await Eventually.True(async () =>
        {
            clock.Move(TimeSpan.FromSeconds(1));
            return await next.Count("ledger where state = 'journalled'") == 30;
        }, "all are journalled");
        await next.Whole();
        Assert.Equal(30, await next.Count("head"));
    }

    [Fact]
    public async Task What_the_bus_lost_is_sent_again()
    {
        var losing = 25;
        var worker = await Running(clock, turns: t => new LosingTurns(t, _ => Interlocked.Decrement(ref losing) >= 0));
        for (var i = 0; i < 20; i++)
            await worker.Accept("gp", Sent.Worry($"m{i}", Sent.Child(i % 4)).On($"2026-0{1 + i / 4}-05").Bytes());
        await Eventually.True(async () =>
        {
            clock.Move(TimeSpan.FromSeconds(1));
            return await worker.Count("ledger where state = 'journalled'") == 20;
        }, "all are journalled");
        await worker.Whole();
    }

    [Fact]
    public async Task Attempts_are_counted_waits_double_and_the_thirteenth_gives_up()
    {
        var worker = await Prepared(clock);
        var ledger = worker.Get<Ledger>();
        var row = await worker.Accept("gp", Sent.Worry("m1", Sent.Child(1)).Bytes());
        Assert.Empty((await ledger.TakeDue(100, 12, default)).Due);
        clock.Move(Ledger.FirstWait);
        double[] waits = [10, 20, 40, 80, 160, 320, 600, 600, 600, 600, 600, 600];
        for (var attempt = 1; attempt <= 12; attempt++)
        {
            Assert.Equal(row, Assert.Single((await ledger.TakeDue(100, 12, default)).Due).Id);
            Assert.Equal(attempt, await worker.One<long>("select attempts from ledger"));
            clock.Move(TimeSpan.FromSeconds(waits[attempt - 1]) - TimeSpan.FromMilliseconds(2));
            Assert.Empty((await ledger.TakeDue(100, 12, default)).Due);
            clock.Move(TimeSpan.FromMilliseconds(2));
        }
        var (due, givenUp) = await ledger.TakeDue(100, 12, default);
        Assert.Empty(due);
        Assert.Equal(row, Assert.Single(givenUp));
        Assert.Equal(("quarantined", "could not be taken in after 12 attempts"), (await worker.StateOf(row), await worker.ReasonOf(row)));
    }

    [Fact]
    public async Task What_is_given_up_can_be_taken_in_again_from_the_desk()
    {
        var broken = true;
        var worker = await Running(clock, turns: t => new LosingTurns(t, _ => broken));
        var row = await worker.Accept("gp", Sent.Worry("m1", Sent.Child(1)).Bytes());
        Assert.False(await worker.Workspace.TakeInAgain(row, "amara.okafor", default));
        await Eventually.True(async () =>
        {
            clock.Move(TimeSpan.FromMinutes(10));
            return await worker.StateOf(row) == "quarantined";
        }, "it is given up", 60);
        Assert.True(Assert.Single(await worker.Workspace.Desk(default)).GivenUp);
        broken = false;
        Assert.True(await worker.Workspace.TakeInAgain(row, "amara.okafor", default));
        Assert.Equal(clock.GetUtcNow().ToUnixTimeMilliseconds(), await worker.One<long>("select settled_at from ledger"));
        await worker.AllJournalled(1);
        Assert.Equal("journalled", await worker.StateOf(row));
    }

    [Fact]
    public async Task A_clock_that_cannot_be_taken_in_is_said_aloud_and_tried_on_and_on()
    {
        var broken = false;
        var worker = await Running(clock, turns: t => new LosingTurns(t, _ => broken));
        await worker.Accept("voluntary-sector", Sent.Worry("m1", Sent.Child(1)).Bytes());
        await worker.AllJournalled(1);
        broken = true;
        await Eventually.True(async () =>
        {
            clock.SleepUntil(clock.GetUtcNow() + TimeSpan.FromHours(8));   // and not second by second
            return (await worker.Workspace.Desk(default)).Any(r => r.StandsStill);
        }, "it stands on the desk", 60);
        Assert.Equal(1, await worker.Workspace.Waiting(default));
        Assert.Contains(worker.Log.Lines, l => l.StartsWith("Critical", StringComparison.Ordinal));
        Assert.Equal(0, await worker.Count("journal where event = 'AlertClimbed'"));
        broken = false;
        await Eventually.True(async () =>
        {
            clock.Move(TimeSpan.FromMinutes(10));
            return await worker.Count("journal where event = 'AlertClimbed'") > 0;
        }, "it climbs", 60);
        await Eventually.True(async () => (await worker.Workspace.Desk(default)).Count == 0, "it leaves the desk");
    }

    [Fact]
    public async Task A_row_that_no_matching_can_read_any_more_is_given_up_aloud()
    {
        var worker = await Prepared(clock);
        var row = await worker.Accept("gp", Sent.Worry("m1", Sent.Child(1)).Bytes());
        await worker.Database.Write((c, t) => Dapper.SqlMapper.ExecuteAsync(c, "update ledger set body = @body", new { body = "unreadable"u8.ToArray() }, t), default);
        await worker.Start();
        await Eventually.True(async () =>
        {
            clock.Move(TimeSpan.FromMinutes(10));
            return await worker.StateOf(row) == "quarantined";
        }, "it is given up", 60);
        Assert.Equal(row, Assert.Single(await worker.Workspace.Desk(default)).LedgerId);
    }

    [Fact]
    public async Task What_could_not_be_sent_is_no_attempt()
    {
        var worker = await Prepared(clock);
        var ledger = worker.Get<Ledger>();
        var row = await worker.Accept("gp", Sent.Worry("m1", Sent.Child(1)).Bytes());
        clock.Move(Ledger.FirstWait);
        Assert.Single((await ledger.TakeDue(100, 12, default)).Due);
        await ledger.NotSent(row, default);
        Assert.Equal(0, await worker.One<long>("select attempts from ledger"));
    }

    [Fact]
    public async Task What_is_given_up_is_said_aloud_stands_on_the_desk_and_can_be_sent_again()
    {
        var broken = true;
        var worker = await Running(clock, turns: t => new LosingTurns(t, _ => broken));
        var row = await worker.Accept("gp", Sent.Worry("m1", Sent.Child(1)).Bytes());
        await Eventually.True(async () =>
        {
            clock.Move(TimeSpan.FromMinutes(10));
            return await worker.StateOf(row) == "quarantined";
        }, "it is given up", 60);
        Assert.Contains(worker.Log.Lines, l => l.StartsWith("Critical", StringComparison.Ordinal) && l.Contains(row.ToString(), StringComparison.Ordinal));
        Assert.Equal(row, Assert.Single(await worker.Workspace.Desk(default)).LedgerId);
        broken = false;
        var again = await worker.Accept("gp", Sent.Worry("m1", Sent.Child(1)).Bytes());
        await worker.AllJournalled(1);
        Assert.NotEqual(row, again);
    }

    [Fact]
    public async Task Two_sweeps_at_once_take_each_row_once()
    {
        var worker = await Prepared(clock);
        for (var i = 0; i < 60; i++)
            await worker.Accept("gp", Sent.Worry($"m{i}", Sent.Child(i)).Bytes());
        clock.Move(Ledger.FirstWait);
        var taken = new ConcurrentBag<Guid>();
        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(async () =>
        {
            foreach (var row in (await worker.Get<Ledger>().TakeDue(20, 12, default)).Due)
                taken.Add(row.Id);
        })));
        Assert.Equal(taken.Count, taken.Distinct().Count());
        Assert.Equal(taken.Count, await worker.Count("ledger where attempts = 1"));
    }
}

public sealed class SweepOnPostgres() : SweepTests(TestDatabase.Postgres);

public sealed class SweepOnSqlite() : SweepTests(TestDatabase.Sqlite);

/// <summary>A household's queue that loses what it is told to lose.</summary>
sealed class LosingTurns(ITurnDoor door, Func<Turn, bool> loses) : ITurnDoor
{
    public Task Take(Turn turn, CancellationToken ct) => loses(turn) ? Task.CompletedTask : door.Take(turn, ct);
}
