using Alerts.Domain;
using Alerts.Services.Tests.Transport;

namespace Alerts.Services.Tests;

/// <summary>A pattern that is new to a database is met by every household once, with nobody sending anything, and without a restart losing or doubling any.</summary>
public abstract class LookBackTests(Func<Task<TestDatabase>> make) : OnDatabase(make)
{
    private const int Families = 230;   // more than two batches
    private static readonly PatternSet Off = new(null, [.. NobodySawTheChild.InForce.All.Select(p => p.With(Chosen.Nothing with { On = false }))]);
    private readonly HandMovedClock clock = new(DateTimeOffset.Parse("2026-11-20T20:30:00Z", System.Globalization.CultureInfo.InvariantCulture));

    [Fact]
    public async Task A_new_database_has_nothing_to_look_back_on()
    {
        var worker = await With(NobodySawTheChild.InForce);
        await Unseen(worker, 1, "2026-11-20");
        Assert.Equal((1, 0), (await worker.Count("look_back where done = 1"), await worker.Count("ledger where content = 'look-back'")));
    }

    [Fact]
    public async Task A_pattern_that_is_switched_on_raises_what_is_recent_passes_over_what_is_old_and_expects_what_is_to_come()
    {
        var before = await With(Off);
        await Unseen(before, 1, "2026-11-01");
        await Unseen(before, 2, "2025-10-20");
        await Unseen(before, 3, "2026-11-18");
        await before.DisposeAsync();
        var worker = await With(NobodySawTheChild.InForce);
        await LookedBack(worker, 3, 1);
        Assert.Equal((1, 1), (await worker.Count("alert"), await worker.Count("deadline where on_day = '2026-11-28'")));
        var item = Assert.Single(await worker.Workspace.ItemsFor("amara.okafor", default));
        Assert.Equal(new DateOnly(2026, 11, 1), (await worker.Workspace.Alert(item.Alert, default))!.Value.Household.History.All.Single().Occurred.Day);
        await worker.Whole();
    }

    [Fact]
    public async Task What_is_in_force_as_before_is_not_looked_at_again()
    {
        for (var starts = 0; starts < 3; starts++)
        {
            var worker = await With(NobodySawTheChild.InForce);
            if (starts == 0)
                await Unseen(worker, 1, "2026-11-18");
            await Task.Delay(200);
            Assert.Equal((1, 0), (await worker.Count("look_back"), await worker.Count("ledger where content = 'look-back'")));
            await worker.DisposeAsync();
        }
    }

    [Fact]
    public async Task Shortened_numbers_do_not_wait_for_the_old_day_and_a_pattern_that_is_off_and_on_again_is_looked_at_again()
    {
        var first = await With(NobodySawTheChild.InForce);
        await Unseen(first, 1, "2026-11-18");
        await first.DisposeAsync();
        var shorter = await With(NobodySawTheChild.Within(5));
        await LookedBack(shorter, 1, 1);
        Assert.Equal(["2026-11-23", "2026-11-28"], await shorter.Rows<string>("select on_day from deadline order by on_day"));
        await shorter.DisposeAsync();
        await (await With(Off)).DisposeAsync();
        var again = await With(NobodySawTheChild.Within(5));
        await LookedBack(again, 1, 2);
    }

    [Fact]
    public async Task A_restart_in_the_middle_leaves_no_household_out_and_asks_none_twice()
    {
        var before = await With(Off);
        for (var child = 1; child <= Families; child++)
            await before.Accept("school", Sent.Report($"unseen-{child}", "child-not-seen", Sent.Child(child)).On("2026-11-01").Bytes());
        await before.AllJournalled(Families, 60);
        await before.DisposeAsync();
        // The clock stands, so that the first batch is all that is asked before it ends.
        var dies = await With(NobodySawTheChild.InForce);
        await Eventually.True(async () => await dies.Count("ledger where content = 'look-back'") > 0, "some are asked");
        await dies.DisposeAsync();
        var next = await With(NobodySawTheChild.InForce);
        Assert.InRange(await next.Count("ledger where content = 'look-back'"), 1, Families - 1);
        Assert.Equal(1, await next.Count("look_back where done = 0 and patterns = 'TST-1'"));
        await LookedBack(next, Families, 1);
        Assert.Equal((Families, Families, 1), (await next.Count("alert"), await next.Count("ledger where content = 'look-back'"), await next.Count("look_back where done = 1 and patterns = 'TST-1'")));
        await next.Whole();
    }

    [Fact]
    public async Task A_look_that_is_given_up_stands_on_the_desk_with_the_patterns_that_it_is_about()
    {
        var before = await With(Off);
        await Unseen(before, 1, "2026-11-01");
        await before.DisposeAsync();
        var worker = await Running(clock, turns: t => new LosingTurns(t, _ => true), patterns: NobodySawTheChild.InForce);
        await Eventually.True(async () =>
        {
            clock.Move(TimeSpan.FromMinutes(10));
            return await worker.Count("ledger where content = 'look-back' and state = 'quarantined'") == 1;
        }, "it is given up", 60);
        var row = Assert.Single(await worker.Workspace.Desk(default));
        Assert.Equal(["TST-1"], row.LooksBack);
        Assert.True(row.GivenUp);
    }

    private Task<Worker> With(PatternSet patterns) => Running(clock, patterns: patterns);

    private static async Task Unseen(Worker worker, int child, string day)
    {
        await worker.Accept("school", Sent.Report($"unseen-{child}", "child-not-seen", Sent.Child(child)).On(day).Bytes());
        await worker.AllJournalled(child);
    }

    private async Task LookedBack(Worker worker, int households, int rounds)
    {
        await Eventually.True(async () =>
        {
            clock.Move(TimeSpan.FromSeconds(1));
            return await worker.Count("journal where event = 'LookedBack'") == households * rounds && await worker.Count("look_back where done = 0") == 0;
        }, "households have looked back", 60);
        Assert.Equal(households, await worker.Count("(select distinct household from journal where event = 'LookedBack') as looked"));
        Assert.Equal(0, await worker.Count("ledger where state <> 'journalled'"));
    }
}

public sealed class LookBackOnSqlite() : LookBackTests(TestDatabase.Sqlite);

public sealed class LookBackOnPostgres() : LookBackTests(TestDatabase.Postgres)
{
    [Fact]
    public async Task Two_processes_that_start_together_open_one_round()
    {
        var patterns = NobodySawTheChild.InForce;
        var both = await Task.WhenAll(Running(patterns: patterns), Running(patterns: patterns));
        Assert.Equal(1, await both[0].Count("look_back"));
    }
}
