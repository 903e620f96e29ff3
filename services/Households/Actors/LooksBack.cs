using System.Data.Common;
using System.Text.Json;
using Alerts.Agencies;
using Alerts.Domain;
using Alerts.Households.Intake;
using Alerts.Households.Journal;
using Dapper;

namespace Alerts.Households.Actors;

/// <summary>
/// Asks every household once to look back with the patterns that are new to this database: added, switched on, of another version or with other numbers
/// than it last ran with. Each is a message like every other, a row of the ledger written in the transaction that moves the cursor on, so that no
/// restart leaves a household out or asks it twice. So few at a time that reports do not wait behind them.
/// </summary>
public sealed class LooksBack(IDatabase database, Ledger ledger, Dispatch dispatch, PatternSet patterns, TimeProvider clock, ILogger<LooksBack> log) : BackgroundService
{
    /// <summary>In the ledger: what these rows hold.</summary>
    public const string Content = "look-back";

    /// <summary>Nobody sends these: <see cref="SenderFile"/> refuses a sender of such a name.</summary>
    private static readonly SenderIdentity Ourselves = new("(look-back)", "other");

    /// <summary>A hundred a second: an authority's 45,000 households take eight minutes.</summary>
    private const int AtOnce = 100;
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(1);

    private bool opened;

    private sealed record Round(long Number, string InForce, string Patterns, string Upto, long Done);

    /// <summary>Sees what has changed before any report is taken in, so that a household that comes after needs no look. A journal that is away keeps no door shut: it looks again.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            await Open(cancellationToken);
        }
        catch (Exception failed) when (failed is System.Data.Common.DbException or IOException)
        {
            log.LogWarning("What has changed in the patterns could not be seen ({Error}); trying again", failed.GetType().Name);
        }
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var tick = new PeriodicTimer(Every, clock);
        var more = true;
        while (more)
        {
            try
            {
                if (!opened)
                    await Open(stoppingToken);
                more = await Ask(stoppingToken) && await tick.WaitForNextTickAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failed) when (failed is not OutOfMemoryException)
            {
                log.LogWarning("Households could not be asked to look back ({Error}); trying again", failed.GetType().Name);
                await Task.Delay(Every, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    // A round that was not finished is taken up into the next, from the first household on.
    private async Task Open(CancellationToken ct)
    {
        await database.Write(See, ct);
        opened = true;
    }

    private async Task<int> See(DbConnection c, DbTransaction t)
    {
        if (database is PostgresDatabase)
            await c.ExecuteAsync("select pg_advisory_xact_lock(41171)", transaction: t);
        var last = await Last(c, t);
        var now = patterns.InForce.ToDictionary(p => p.Id, p => $"{p.Id} {p.Version} {p.Measure}");
        var before = last?.InForce.Split('\n') ?? [];
        var added = now.Where(p => !before.Contains(p.Value)).Select(p => p.Key).ToList();
        if (last is not null && added.Count == 0 && before.Length == now.Count)
            return 0;
        var asked = added.Union(last is { Done: 0 } ? last.Patterns.Split(',').Where(now.ContainsKey) : []).ToList();
        var nobody = asked.Count == 0 || await c.ExecuteScalarAsync<long>("select count(*) from head where version > 0", transaction: t) == 0;
        if (!nobody)
            log.LogWarning("Households look back with {Patterns}: new here, or changed", string.Join(", ", asked));
        return await c.ExecuteAsync("insert into look_back (round, in_force, patterns, upto, done) values (@round, @inForce, @asked, '', @done)",
            new { round = (last?.Number ?? 0) + 1, inForce = string.Join('\n', now.Values), asked = string.Join(',', asked), done = nobody ? 1L : 0L }, t);
    }

    /// <summary>Asks the next few households; false when all have been asked.</summary>
    private async Task<bool> Ask(CancellationToken ct)
    {
        // Look before taking: most starts have nothing to ask. Nor is anything asked while the last few have not looked.
        if (await database.Read(c => Last(c, null), ct) is not { Done: 0 })
            return false;
        if (await database.Read(c => c.ExecuteScalarAsync<long>($"select count(*) from ledger where due_at is not null and state = 'received' and content = '{Content}'"), ct) > 0)
            return true;
        foreach (var row in await database.Write(Next, ct))
            dispatch.Soon(row);
        return true;
    }

    private async Task<List<Guid>> Next(DbConnection c, DbTransaction t)
    {
        var rows = new List<Guid>();
        if (await Last(c, t, database.ForUpdate) is not { Done: 0 } round)
            return rows;
        var households = (await c.QueryAsync<string>($"select household from head where version > 0 and household > @Upto order by household limit {AtOnce}", round, t)).AsList();
        foreach (var household in households)
            if (await ledger.Accept(c, t, Message(household, round)) is { } row)
                rows.Add(row);
        await c.ExecuteAsync("update look_back set upto = @upto, done = @done where round = @number",
            new { upto = households.Count > 0 ? households[^1] : round.Upto, done = households.Count < AtOnce ? 1L : 0L, number = round.Number }, t);
        return rows;
    }

    private static Received Message(string household, Round round)
    {
        var look = new LookBack(Guid.Empty, default, (int)round.Number, round.Patterns.Split(','));
        return new(Content, Ourselves, $"{household}/{round.Number}", JsonSerializer.SerializeToUtf8Bytes(look, CommandJson.Default.LookBack), null, null, Guid.Parse(household));
    }

    private static async Task<Round?> Last(DbConnection c, DbTransaction? t, string lockRows = "") =>
        await c.QuerySingleOrDefaultAsync<Round>($"select round as number, in_force as inforce, patterns, upto, done from look_back order by round desc limit 1{lockRows}", transaction: t);
}
