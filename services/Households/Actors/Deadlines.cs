using System.Globalization;
using System.Text.Json;
using Alerts.Agencies;
using Alerts.Domain;
using Alerts.Households.Intake;
using Alerts.Households.Journal;
using Dapper;

namespace Alerts.Households.Actors;

/// <summary>
/// Asks households to look again on the days that they set themselves, and whether somebody has answered when a clock of an alert has run out. A due deadline becomes a row of the ledger in the transaction that marks
/// it as sent, and from there on it is a message like every other: sent on, swept until it is journalled, and once in effect.
/// </summary>
public sealed class Deadlines(IDatabase database, Ledger ledger, Dispatch dispatch, TimeProvider clock, ILogger<Deadlines> log) : BackgroundService
{
    /// <summary>In the ledger: what these rows hold.</summary>
    public const string Content = "deadline", ClockContent = "clock";

    /// <summary>Nobody sends these: <see cref="SenderFile"/> refuses a sender of such a name.</summary>
    private static readonly SenderIdentity Ourselves = new("(deadline)", "other");

    private const int AtOnce = 100;
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(5);

    private sealed record Due(string Household, string Pattern, string On_Day);

    private sealed record DueClock(string Household, string Alert, long Notice, long Step);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var tick = new PeriodicTimer(Every, clock);
        do
        {
            try
            {
                // A morning may have many. Clocks first: people wait for them.
                while (await Send<DueClock>("clock", "household, alert, notice, step", "alert = @Alert and notice = @Notice and step = @Step", Message, stoppingToken) == AtOnce
                    || await Send<Due>("deadline", "household, pattern, on_day", "household = @Household and pattern = @Pattern and on_day = @On_Day", Message, stoppingToken) == AtOnce)
                    continue;
            }
            catch (Exception failed) when (failed is not OutOfMemoryException && !stoppingToken.IsCancellationRequested)
            {
                log.LogWarning("Deadlines could not be sent ({Error}); trying again", failed.GetType().Name);
            }
        }
        while (await tick.Next(stoppingToken));
    }

    /// <summary>Sends what is due, so many at most; answers how many were due.</summary>
    private async Task<int> Send<T>(string table, string columns, string one, Func<T, Received> message, CancellationToken ct)
    {
        var now = clock.GetUtcNow().ToUnixTimeMilliseconds();
        // Look before taking: an idle service writes nothing.
        if (await database.Read(c => c.ExecuteScalarAsync<long>($"select count(*) from {table} where due_at <= @now", new { now }), ct) == 0)
            return 0;
        var (due, rows) = await database.Write(async (c, t) =>
        {
            var due = (await c.QueryAsync<T>($"select {columns} from {table} where due_at <= @now order by due_at limit {AtOnce}{database.ForUpdateSkipLocked}", new { now }, t)).AsList();
            var rows = new List<Guid>();
            foreach (var d in due)
            {
                if (await ledger.Accept(c, t, message(d)) is { } row)
                    rows.Add(row);
                await c.ExecuteAsync($"update {table} set due_at = null where {one}", d, t);
            }
            return (due.Count, rows);
        }, ct);
        foreach (var row in rows)
            dispatch.Soon(row);
        return due;
    }

    // The id is the deadline itself, so that there is one row of it whatever happens.
    private static Received Message(Due d)
    {
        var look = new LookAgain(Guid.Empty, default, d.Pattern, DateOnly.ParseExact(d.On_Day, "yyyy-MM-dd", CultureInfo.InvariantCulture));
        return new(Content, Ourselves, $"{d.Household}/{d.Pattern}/{d.On_Day}", JsonSerializer.SerializeToUtf8Bytes(look, CommandJson.Default.LookAgain), null, null, Guid.Parse(d.Household));
    }

    private static Received Message(DueClock d)
    {
        var due = new AnswerIsDue(Guid.Empty, default, d.Alert, (int)d.Notice, (int)d.Step);
        return new(ClockContent, Ourselves, $"{d.Alert}/{d.Notice}/{d.Step}", JsonSerializer.SerializeToUtf8Bytes(due, CommandJson.Default.AnswerIsDue), null, null, Guid.Parse(d.Household));
    }
}
