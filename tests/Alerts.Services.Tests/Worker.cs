using System.Data.Common;
using Alerts.Agencies;
using Alerts.Domain;
using Alerts.Households;
using Alerts.Households.Actors;
using Alerts.Households.Intake;
using Alerts.Households.Journal;
using Alerts.Households.Matching;
using Alerts.Households.People;
using Alerts.Households.Transport;
using Alerts.Services.Tests.Transport;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Alerts.Services.Tests;

/// <summary>The worker as its Program wires it, without a web server.</summary>
public sealed class Worker : IAsyncDisposable
{
    private readonly IHost host;
    private readonly List<JournalWriter> others = [];
    private bool started;

    private Worker(IHost host, CollectingLog log) => (this.host, Log) = (host, log);

    internal CollectingLog Log { get; }
    public IDatabase Database => Get<IDatabase>();
    public Intake Intake => Get<Intake>();
    public Matcher Matcher => Get<Matcher>();
    public Workspace Workspace => Get<Workspace>();
    public InProcessHouseholds Households => (InProcessHouseholds)Get<IHouseholds>();

    public static async Task<Worker> Prepare(Parts parts, TimeProvider? clock, Func<IDatabase, IDatabase>? through, Func<ITurnDoor, ITurnDoor>? turns, PatternSet? patterns = null, Action<IServiceCollection>? with = null)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new());
        builder.Services.AddWorkspace(parts).AddHouseholds(parts);
        if (clock is not null)
            builder.Services.AddSingleton(clock);
        if (patterns is not null)
            builder.Services.AddSingleton(patterns);
        if (through is not null)
            builder.Services.AddSingleton(p => through(parts.Journal is null ? new SqliteDatabase(parts.DataFolder) : p.GetRequiredService<PostgresDatabase>()));
        if (turns is not null)
            builder.Services.AddSingleton<ITurnDoor>(p => turns(ActivatorUtilities.CreateInstance<Turns>(p)));
        with?.Invoke(builder.Services);
        var log = new CollectingLog();
        builder.Logging.AddProvider(log);
        var worker = new Worker(builder.Build(), log);
        await worker.host.Services.Prepare();
        return worker;
    }

    public T Get<T>() where T : notnull => host.Services.GetRequiredService<T>();

    public async Task Start()
    {
        started = true;
        await host.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var writer in others)
            await writer.StopAsync(default);
        if (started)
            await host.StopAsync();
        await ((IAsyncDisposable)host).DisposeAsync();
    }

    /// <summary>Actors of another process over the same journal: a second owner of every household.</summary>
    public async Task<InProcessHouseholds> AnotherOwner(IDatabase? through = null)
    {
        var database = through ?? Database;
        var writer = new JournalWriter(database, Get<TimeProvider>(), NullLogger<JournalWriter>.Instance);
        others.Add(writer);
        await writer.StartAsync(default);
        return new(database, writer, Get<PeopleDirectory>(), Get<PatternSet>(), Get<TimeProvider>());
    }

    /// <summary>That owner's turn at a report, as the household's queue would hand it to it.</summary>
    public Task Turn(IHouseholds owner, Guid ledgerId, Guid household) => new Turns(Get<Ledger>(), owner, Get<PeopleDirectory>(), Get<TimeProvider>()).Take(new(ledgerId, household), default);

    /// <summary>Hands a report in as that demonstration sender would over HTTP.</summary>
    public Task<Receipt> Send(string agency, byte[] body) => Intake.Receive(body, new SenderIdentity("demo-" + agency, agency), default);

    /// <summary>Sends a report that must be accepted, and answers with its row's id.</summary>
    public async Task<Guid> Accept(string agency, byte[] body)
    {
        var receipt = await Send(agency, body);
        Assert.Equal(("received", null), (receipt.State, receipt.Rule));
        return receipt.LedgerId;
    }

    /// <summary>Finds the household of an accepted report, as the dispatch would; null where it waits.</summary>
    public async Task<Guid?> Match(Guid ledgerId) => await Matcher.Assign((await Get<Ledger>().Find(ledgerId, default))!, default);

    public async Task<Guid?> Matched(string agency, byte[] body) => await Match(await Accept(agency, body));

    public async Task<IReadOnlyList<T>> Rows<T>(string sql, object? with = null) => await Database.Read(async c => (await c.QueryAsync<T>(sql, with)).AsList(), default);

    public async Task<T> One<T>(string sql, object? with = null) => Assert.Single(await Rows<T>(sql, with));

    public Task<long> Count(string sql, object? with = null) => One<long>("select count(*) from " + sql, with);

    /// <summary>Does to the stored rows what no part of the system would do.</summary>
    public Task Tamper(string sql) => Database.Write((c, t) => c.ExecuteAsync(sql, transaction: t), default);

    public Task<string> StateOf(Guid ledgerId) => One<string>("select state from ledger where id = @id", new { id = ledgerId.ToString("N") });

    public Task<string> ReasonOf(Guid ledgerId) => One<string>("select reason from ledger where id = @id", new { id = ledgerId.ToString("N") });

    public async Task AllJournalled(long reports, int seconds = 30)
    {
        var watch = System.Diagnostics.Stopwatch.StartNew();
        while (await Count("ledger where state = 'journalled'") is var done && done != reports)
        {
            Assert.True(watch.Elapsed < TimeSpan.FromSeconds(seconds), $"{done} of {reports} reports are journalled after {seconds} s.\n{string.Join('\n', Log.Lines.Where(l => !l.StartsWith("Debug", StringComparison.Ordinal)).TakeLast(30))}");
            await Task.Delay(25);
        }
    }

    /// <summary>Every chain of the journal is whole, and no report is in it twice.</summary>
    public async Task<long> Whole()
    {
        var (seen, broken) = await HashChain.Verify(Database, default);
        Assert.Null(broken);
        Assert.Empty(await Rows<string>("select ledger_id from journal where event = 'ReportRecorded' group by ledger_id having count(*) > 1"));
        return seen;
    }
}

/// <summary>A database through which a test sees or does something; as it stands, it does nothing.</summary>
public abstract class Through(IDatabase inner) : IDatabase, IDisposable
{
    public string Description => inner.Description;
    public string IsOneOf(string parameter) => inner.IsOneOf(parameter);
    public string ForUpdate => inner.ForUpdate;
    public string ForUpdateSkipLocked => inner.ForUpdateSkipLocked;
    public event Action<string?>? News { add => inner.News += value; remove => inner.News -= value; }
    public virtual Task<T> Read<T>(Func<DbConnection, Task<T>> read, CancellationToken ct) => inner.Read(read, ct);
    public virtual Task<T> Write<T>(Func<DbConnection, DbTransaction, Task<T>> write, CancellationToken ct) => inner.Write(write, ct);
    public virtual Task Announce(string person, CancellationToken ct) => inner.Announce(person, ct);

    // The container knows PostgreSQL itself and ends it.
    public void Dispose()
    {
        (inner as SqliteDatabase)?.Dispose();
        GC.SuppressFinalize(this);
    }
}
