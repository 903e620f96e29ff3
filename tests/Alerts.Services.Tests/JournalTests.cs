using Alerts.Agencies;
using Alerts.Domain;
using Alerts.Households.Intake;
using Alerts.Households.Journal;
using Microsoft.Extensions.Logging.Abstractions;

namespace Alerts.Services.Tests;

/// <summary>The journal: versions, the chain of hashes, many households in one commit, and a commit whose answer is lost.</summary>
public abstract class JournalTests(Func<Task<TestDatabase>> make) : OnJournal(make)
{
    [Fact]
    public async Task Versions_run_from_one_without_a_gap_and_the_chain_is_whole()
    {
        var worker = await Running();
        for (var i = 0; i < 20; i++)
            await worker.Accept("voluntary-sector", Sent.Worry($"m{i}", Sent.Child(i % 3)).On($"2026-0{1 + i / 4}-1{i % 4 * 2}").Bytes());
        await worker.AllJournalled(20);
        Assert.True(await worker.Whole() >= 40);
        foreach (var household in await worker.Rows<string>("select household from head"))
        {
            var versions = await worker.Rows<long>("select version from journal where household = @household order by version", new { household });
            Assert.Equal(Enumerable.Range(1, versions.Count).Select(v => (long)v), versions);
        }
    }

    [Theory]
    [InlineData("an edited row", "update journal set data = replace(data, '2026', '2025') where version = 3", "version 3: was changed")]
    [InlineData("an edited hash", "update journal set hash = 'x' where version = 3", "version 3: was changed")]
    [InlineData("a renamed event", "update journal set event = 'AlertDecided' where version = 1", "version 1: was changed")]
    [InlineData("a cut tail", "delete from journal where version = (select max(version) from journal)", "its head says 8")]
    [InlineData("a row cut out", "delete from journal where version = 2", "version 3: is not the next version")]
    [InlineData("everything cut", "delete from journal", "and it has no events")]
    [InlineData("a swapped pair", "update journal set version = 102 where version = 2; update journal set version = 2 where version = 3; update journal set version = 3 where version = 102", "version 2: does not follow the row before it")]
    [InlineData("a deleted head", "delete from head", "has events and no head")]
    [InlineData("a head put back", "update head set version = 5", "ends at version 8, its head says 5")]
    [InlineData("another head", "update head set hash = 'x'", "with another hash")]
    [InlineData("an inserted row", "insert into journal select household, version + 1, ledger_id, at, event, data, hash, 'x' from journal where version = 8", "version 9: was changed")]
    public async Task Whoever_changes_the_past_is_shown_the_first_row_that_is_broken(string what, string tampering, string shown)
    {
        Assert.NotEmpty(what);
        var worker = await Prepared();
        var owner = await worker.AnotherOwner();
        for (var i = 1; i <= 2; i++)
            await TakeIn(worker, owner, Sent.Worry($"m{i}", Sent.Child(1)).On($"2026-0{i}-10"));
        Assert.Equal(8, await worker.Whole());
        await worker.Tamper(tampering);
        var (_, broken) = await HashChain.Verify(worker.Database, default);
        Assert.Contains(shown, broken, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("delete from journal where version = 3 and household = '{0}'")]
    [InlineData("delete from head where household = '{0}'")]
    [InlineData("insert into journal select household, version + 1, ledger_id, at, event, data, hash, 'x' from journal where version = 4 and household = '{0}'")]
    public async Task A_household_whose_past_was_changed_is_refused_aloud_and_harms_no_other(string tampering)
    {
        var worker = await Prepared();
        var owner = await worker.AnotherOwner();
        var home = await TakeIn(worker, owner, Sent.Worry("m1", Sent.Child(1)));
        await worker.Tamper(tampering.Replace("{0}", home.ToString("N"), StringComparison.Ordinal));
        var fresh = await worker.AnotherOwner();
        var rows = new List<(Guid Row, Guid Household)>();
        for (var i = 2; i < 30; i++)
        {
            var row = await worker.Accept("voluntary-sector", Sent.Worry($"m{i}", Sent.Child(i % 2 == 0 ? 1 : i)).On("2026-03-01").Bytes());
            rows.Add((row, (await worker.Match(row))!.Value));
        }
        var turns = rows.Select(r => worker.Turn(fresh, r.Row, r.Household)).ToList();
        await Task.WhenAll(turns).ContinueWith(_ => { }, TaskScheduler.Default).WaitAsync(TimeSpan.FromSeconds(20));
        for (var i = 0; i < turns.Count; i++)
        {
            if (rows[i].Household == home)
                await Assert.ThrowsAsync<IOException>(() => turns[i]);
            else
                await turns[i];
        }
    }

    [Fact]
    public async Task A_refused_household_drops_out_of_the_batch_and_the_others_are_committed()
    {
        var worker = await Prepared();
        var owner = await worker.AnotherOwner();
        await TakeIn(worker, owner, Sent.Worry("m1", Sent.Child(1)));
        var stale = await Ready(worker, Sent.Worry("m2", Sent.Child(1)).On("2026-03-01"));
        await TakeIn(worker, owner, Sent.Worry("m3", Sent.Child(1)).On("2026-05-01"));
        var others = new List<Append>();
        for (var i = 0; i < 5; i++)
            others.Add(await Ready(worker, Sent.Worry($"o{i}", Sent.Child(10 + i))));
        var notOurs = others[0] with { State = others[1].State, LedgerId = others[0].LedgerId };
        // All wait before the writer starts, so that they are one batch.
        using var writer = new JournalWriter(worker.Database, TimeProvider.System, NullLogger<JournalWriter>.Instance);
        var answers = others.Take(2).Append(stale).Concat(others.Skip(2)).Append(notOurs).Select(writer.Append).ToList();
        await writer.StartAsync(default);
        Assert.Equal([Appended.Committed, Appended.Committed, Appended.Stale, Appended.Committed, Appended.Committed, Appended.Committed, Appended.NotOurs], await Task.WhenAll(answers));
        await writer.StopAsync(default);
        await worker.Whole();
        Assert.Equal(7, await worker.Count("ledger where state = 'journalled'"));
    }

    [Fact]
    public async Task A_row_that_was_given_up_is_not_journalled_behind_the_desks_back()
    {
        var worker = await Prepared();
        var late = await Ready(worker, Sent.Worry("m1", Sent.Child(1)));
        await worker.Tamper("update ledger set state = 'quarantined'");
        var again = await Ready(worker, Sent.Worry("m1", Sent.Child(1)));
        using var writer = new JournalWriter(worker.Database, TimeProvider.System, NullLogger<JournalWriter>.Instance);
        await writer.StartAsync(default);
        Assert.Equal(Appended.NotOurs, await writer.Append(late));
        Assert.Equal(Appended.Committed, await writer.Append(again));
        await writer.StopAsync(default);
    }

    [Fact]
    public async Task A_commit_whose_answer_was_lost_is_read_back_and_appended_once()
    {
        ForgetfulDatabase database = null!;
        var worker = await Prepared(through: d => database = new(d));
        var owner = await worker.AnotherOwner();
        foreach (var when in new[] { When.AfterTheCommit, When.BeforeTheCommit })
        {
            var rows = new List<(Guid Row, Guid Household)>();
            for (var i = 0; i < 10; i++)
            {
                var row = await worker.Accept("voluntary-sector", Sent.Worry($"{when}{i}", Sent.Child(i)).On(when == When.AfterTheCommit ? "2026-02-01" : "2026-04-01").Bytes());
                rows.Add((row, (await worker.Match(row))!.Value));
            }
            database.Forgets = when;
            var turns = rows.Select(r => worker.Turn(owner, r.Row, r.Household)).ToList();
            if (when == When.AfterTheCommit)
                await Task.WhenAll(turns);
            else
                foreach (var turn in turns)
                    await Assert.ThrowsAsync<IOException>(() => turn);
            database.Forgets = When.Never;
            foreach (var (row, household) in rows)
                await worker.Turn(owner, row, household);
            await worker.Whole();
        }
        Assert.Equal((20, 20, 20), (await worker.Count("ledger where state = 'journalled'"), await worker.Count("journal where event = 'ReportRecorded'"), await worker.Count("alert")));
    }

    [Fact]
    public async Task A_turn_that_changes_nothing_still_marks_its_row()
    {
        ForgetfulDatabase database = null!;
        var worker = await Prepared(through: d => database = new(d));
        var owner = await worker.AnotherOwner();
        await TakeIn(worker, owner, Sent.Worry("m1", Sent.Child(1)));
        foreach (var when in new[] { When.Never, When.AfterTheCommit })
        {
            // The same report once more as a row of its own, as after a row was given up.
            await worker.Tamper("update ledger set state = 'quarantined'");
            var again = await worker.Accept("voluntary-sector", Sent.Worry("m1", Sent.Child(1)).Bytes());
            var household = (await worker.Match(again))!.Value;
            database.Forgets = when;
            try
            {
                await worker.Turn(owner, again, household);
            }
            catch (IOException) when (when == When.AfterTheCommit)
            {
                // Nothing was appended that could be read back: the sweep would ask again, and find the row marked.
            }
            database.Forgets = When.Never;
            Assert.Equal("journalled", await worker.StateOf(again));
        }
        Assert.Equal(1, await worker.Count("journal where event = 'ReportRecorded'"));
        await worker.Whole();
    }

    private static async Task<Append> Ready(Worker worker, AgencyReport report)
    {
        var id = await worker.Accept("voluntary-sector", report.Bytes());
        var household = (await worker.Match(id))!.Value;
        var row = (await worker.Get<Ledger>().Find(id, default))!;
        var state = await HouseholdReader.Read(worker.Database, household, default);
        var before = state.Version;
        var events = Decide.On(state, new RecordReport(id, row.ReceivedAt, ReportParser.Parse(row.Body, new(row.Sender, row.Agency), row.ReceivedAt)), worker.Get<Households.People.PeopleDirectory>().Current);
        return new(state, before, events, id, row.ReceivedAt, null);
    }
}

public sealed class JournalOnPostgres() : JournalTests(TestDatabase.Postgres)
{
    [Fact]
    public async Task Connections_that_are_cut_under_load_lose_nothing_and_double_nothing()
    {
        var worker = await Running();
        var observer = await Prepared();
        using var enough = new CancellationTokenSource();
        var cutting = Task.Run(async () =>
        {
            while (!enough.IsCancellationRequested)
            {
                await Task.Delay(Random.Shared.Next(20, 120));
                await observer.Rows<bool>("select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()");
            }
        });
        await Parallel.ForAsync(0, 300, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (i, _) =>
        {
            while (true)
                try
                {
                    await worker.Accept("voluntary-sector", Sent.Worry($"m{i}", Sent.Child(i % 20)).On($"202{i % 6}-0{1 + i % 9}-1{i % 5}").Bytes());
                    await Task.Delay(20, CancellationToken.None);
                    return;
                }
                catch (Exception lost) when (lost is Npgsql.NpgsqlException or CommitUnknownException or IOException)
                {
                    // As an agency does: the same id again until there is a receipt.
                }
        });
        await enough.CancelAsync();
        try
        {
            await cutting;
        }
        catch (Npgsql.NpgsqlException)
        {
            // It may have met a connection that it had cut itself.
        }
        // Through connections that were never cut.
        var after = await Prepared();
        await after.AllJournalled(300, 60);
        await after.Whole();
        Assert.Equal(300, await after.Count("journal where event = 'ReportRecorded'"));
    }
}

public sealed class JournalOnSqlite() : JournalTests(TestDatabase.Sqlite);
