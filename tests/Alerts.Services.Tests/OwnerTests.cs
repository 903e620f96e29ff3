using System.Data.Common;
using Alerts.Agencies;
using Alerts.Domain;
using Alerts.Households.Actors;
using Alerts.Households.Intake;
using Alerts.Households.Journal;
using FsCheck;
using FsCheck.Fluent;

namespace Alerts.Services.Tests;

/// <summary>Who owns a household writes its history: one at a time, again after a failure, and two at once without losing or doubling anything.</summary>
public abstract class OwnerTests(Func<Task<TestDatabase>> make) : OnJournal(make)
{
    [Fact]
    public async Task Two_owners_who_take_turns_at_random_lose_nothing_and_double_nothing()
    {
        var worker = await Prepared();
        InProcessHouseholds[] owners = [await worker.AnotherOwner(), await worker.AnotherOwner()];
        var family = 0;
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(12), Prop.ForAll(ArbMap.Default.ArbFor<NonEmptyArray<bool>>(), spread => Law(spread.Get, ++family).GetAwaiter().GetResult()));
        await worker.Whole();

        async Task Law(bool[] spread, int child)
        {
            var turns = new List<(Guid Row, Guid Household, int Owner)>();
            foreach (var (second, i) in spread.Select((s, i) => (s, i)))
            {
                var row = await worker.Accept("voluntary-sector", Sent.Worry($"{child}-{i}", Sent.Child(child)).On($"202{i % 6}-0{1 + i % 9}-1{i % 5}").Bytes());
                turns.Add((row, (await worker.Match(row))!.Value, second ? 1 : 0));
            }
            await Task.WhenAll(turns.Select(t => Task.Run(() => worker.Turn(owners[t.Owner], t.Row, t.Household))));
            var home = turns[0].Household;
            Assert.Equal(spread.Length, await worker.Count("journal where event = 'ReportRecorded' and household = @home", new { home = home.ToString("N") }));
            await ListsAreTheJournals(worker, home);
        }
    }

    [Fact]
    public async Task Two_owners_who_take_the_same_turn_at_once_journal_it_once()
    {
        var worker = await Prepared();
        InProcessHouseholds[] owners = [await worker.AnotherOwner(), await worker.AnotherOwner()];
        for (var i = 0; i < 20; i++)
        {
            var row = await worker.Accept("voluntary-sector", Sent.Worry($"m{i}", Sent.Child(i % 4)).On($"2026-0{1 + i / 4}-05").Bytes());
            var household = (await worker.Match(row))!.Value;
            await Task.WhenAll(owners.Concat(owners).Select(o => Task.Run(() => worker.Turn(o, row, household))));
        }
        await worker.Whole();
        Assert.Equal((20, 20), (await worker.Count("journal where event = 'ReportRecorded'"), await worker.Count("ledger where state = 'journalled'")));
    }

    [Fact]
    public async Task A_turn_for_another_household_than_the_rows_own_writes_nothing()
    {
        var worker = await Prepared();
        var owner = await worker.AnotherOwner();
        var row = await worker.Accept("gp", Sent.Worry("m1", Sent.Child(1)).Bytes());
        await worker.Match(row);
        var found = (await worker.Get<Ledger>().Find(row, default))!;
        Assert.Empty(await owner.Hand(Guid.NewGuid(), new RecordReport(row, found.ReceivedAt, ReportParser.Parse(found.Body, new(found.Sender, found.Agency), found.ReceivedAt)), default));
        Assert.Equal((0, "received"), (await worker.Count("journal"), await worker.StateOf(row)));
    }

    [Fact]
    public async Task A_journal_that_cannot_be_written_discards_what_was_decided_and_the_next_command_works()
    {
        ForgetfulDatabase database = null!;
        var worker = await Prepared(through: d => database = new(d));
        var owner = await worker.AnotherOwner();
        var home = await TakeIn(worker, owner, Sent.Worry("m1", Sent.Child(1)));
        var row = await worker.Accept("voluntary-sector", Sent.Worry("m2", Sent.Child(1)).On("2026-03-01").Bytes());
        await worker.Match(row);
        database.Forgets = When.BeforeTheCommit;
        for (var i = 0; i < 3; i++)
            await Assert.ThrowsAsync<IOException>(() => worker.Turn(owner, row, home));
        database.Forgets = When.Never;
        Assert.Equal(4, await worker.Count("journal"));
        await worker.Turn(owner, row, home);
        Assert.Equal(8, await worker.Whole());
        await ListsAreTheJournals(worker, home);
    }

    [Fact]
    public async Task An_idle_actor_ends_and_the_next_command_reads_its_household_again()
    {
        var clock = new HandMovedClock(DateTimeOffset.UtcNow);
        var worker = await Prepared(clock);
        var owner = await worker.AnotherOwner();
        var home = await TakeIn(worker, owner, Sent.Worry("m1", Sent.Child(1)));
        Assert.Equal(1, owner.Awake);
        await Transport.Eventually.True(() => { clock.Move(TimeSpan.FromMinutes(2)); return owner.Awake == 0; }, "the actor ends");
        Assert.Equal(home, await TakeIn(worker, owner, Sent.Worry("m2", Sent.Child(1)).On("2026-03-01")));
        Assert.Equal(1, owner.Awake);
        Assert.Equal(8, await worker.Whole());
    }

    [Fact]
    public async Task A_turn_that_nobody_waits_for_any_more_is_not_begun_and_comes_again()
    {
        var worker = await Prepared();
        var journal = new HeldUpDatabase(worker.Database);
        var owner = await worker.AnotherOwner(journal);
        var home = await TakeIn(worker, owner, Sent.Worry("m1", Sent.Child(1)));
        var rows = new List<Guid>();
        foreach (var message in new[] { "m2", "m3", "m4" })
        {
            rows.Add(await worker.Accept("voluntary-sector", Sent.Worry(message, Sent.Child(1)).On("2026-03-01").Bytes()));
            await worker.Match(rows[^1]);
        }
        var found = (await worker.Get<Ledger>().Find(rows[1], default))!;
        var release = journal.HoldUp();
        var first = worker.Turn(owner, rows[0], home);
        try
        {
            await Transport.Eventually.True(() => journal.IsWaitedFor, "the first is being written");
            using var waits = new CancellationTokenSource();
            var second = owner.Hand(home, new RecordReport(rows[1], found.ReceivedAt, ReportParser.Parse(found.Body, new(found.Sender, found.Agency), found.ReceivedAt)), waits.Token);
            await waits.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);
        }
        finally
        {
            release.SetResult();
        }
        await first;
        await worker.Turn(owner, rows[2], home);
        Assert.Equal(["journalled", "received", "journalled"], [await worker.StateOf(rows[0]), await worker.StateOf(rows[1]), await worker.StateOf(rows[2])]);
        await worker.Turn(owner, rows[1], home);
        Assert.Equal("journalled", await worker.StateOf(rows[1]));
        await worker.Whole();
    }

    [Fact]
    public async Task Hammering_an_actor_while_it_ends_loses_nothing()
    {
        var clock = new HandMovedClock(DateTimeOffset.UtcNow);
        var worker = await Prepared(clock);
        var owner = await worker.AnotherOwner();
        var rows = new List<(Guid Row, Guid Household)>();
        for (var i = 0; i < 60; i++)
        {
            var row = await worker.Accept("voluntary-sector", Sent.Worry($"m{i}", Sent.Child(1 + i % 2)).On($"202{i % 6}-0{1 + i % 9}-1{i % 5}").Bytes());
            rows.Add((row, (await worker.Match(row))!.Value));
        }
        using var ended = new CancellationTokenSource();
        var time = Task.Run(async () =>
        {
            // More than the two minutes of idleness and less than a turn's thirty seconds at a time.
            while (!ended.IsCancellationRequested)
            {
                clock.Move(TimeSpan.FromSeconds(25));
                await Task.Delay(1);
            }
        });
        foreach (var chunk in rows.Chunk(3))
        {
            await Task.WhenAll(chunk.Select(r => Task.Run(async () =>
            {
                while (true)
                    try
                    {
                        await worker.Turn(owner, r.Row, r.Household);
                        return;
                    }
                    catch (TimeoutException)
                    {
                        // The clock outran it; whether it was written is not known, so the turn comes again.
                    }
            }))).WaitAsync(TimeSpan.FromSeconds(30));
            await Task.Delay(Random.Shared.Next(25));
        }
        await ended.CancelAsync();
        await time;
        Assert.Equal((60, 60), (await worker.Count("journal where event = 'ReportRecorded'"), await worker.Count("ledger where state = 'journalled'")));
        await worker.Whole();
    }

    private sealed class HeldUpDatabase(IDatabase inner) : Through(inner)
    {
        private TaskCompletionSource? heldUp;

        public bool IsWaitedFor { get; private set; }

        public TaskCompletionSource HoldUp() => heldUp = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public override async Task<T> Write<T>(Func<DbConnection, DbTransaction, Task<T>> write, CancellationToken ct)
        {
            if (heldUp is { } held)
            {
                IsWaitedFor = true;
                await held.Task;
            }
            return await base.Write(write, ct);
        }
    }
}

public sealed class OwnersOnPostgres() : OwnerTests(TestDatabase.Postgres);

public sealed class OwnersOnSqlite() : OwnerTests(TestDatabase.Sqlite);
