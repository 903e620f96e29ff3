using System.Globalization;
using Alerts.Domain;
using Alerts.Domain.Values;
using Alerts.Households.Journal;
using Alerts.Households.People;
using Dapper;

namespace Alerts.Households.Delivery;

/// <summary>
/// Alerts of severity S4 have no clock and send nothing outside when they are raised: on Monday morning, or on the first working day of the week, whoever
/// has any that nobody has decided is told how many. Each week anew, so that they do not lie where nobody looks.
/// </summary>
public sealed class WeeklyDigest(IDatabase database, PeopleDirectory directory, TimeProvider clock, ILogger<WeeklyDigest> log) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(1);
    private static readonly TimeOnly Morning = new(8, 0);

    /// <summary>The Monday of the week in which this day lies.</summary>
    public static DateOnly WeekOf(DateOnly day) => day.AddDays(-(((int)day.DayOfWeek + 6) % 7));

    /// <summary>When the digest of that week goes out: at eight on clocks there, on its first working day. Never later than the week: one without a working day has it on Monday.</summary>
    public static DateTimeOffset DueAt(DateOnly monday, Nation nation)
    {
        var day = WorkingDays.IsOne(monday, nation) ? monday : WorkingDays.After(monday, 1, nation);
        return UkDay.At(day < monday.AddDays(7) ? day : monday, Morning);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var tick = new PeriodicTimer(Every, clock);
        do
        {
            try
            {
                await Send(stoppingToken);
            }
            catch (Exception failed) when (failed is not OutOfMemoryException && !stoppingToken.IsCancellationRequested)
            {
                log.LogWarning("The week's digest could not be sent ({Error}); trying again", failed.GetType().Name);
            }
        }
        while (await tick.Next(stoppingToken));
    }

    /// <summary>Tells whoever has not been told of this week's; answers how many people that were.</summary>
    public async Task<int> Send(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var monday = WeekOf(UkDay.Of(now));
        var due = DueAt(monday, directory.Current.Nation);
        if (now < due)
            return 0;
        var with = new { week = monday.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), due = due.ToUnixTimeMilliseconds(), at = now.ToUnixTimeMilliseconds() };
        // Look before taking. What comes later in the week is for the next one.
        const string waits = """
            from inbox i join alert a on a.id = i.alert where a.is_open = 1 and a.severity = 'S4' and i.told_at <= @due
              and not exists (select 1 from digest d where d.person = i.person and d.week = @week)
            """;
        if (await database.Read(c => c.ExecuteScalarAsync<long?>($"select 1 {waits} limit 1", with), ct) is null)
            return 0;
        return await database.Write(async (c, t) =>
        {
            // In order, so that two processes do not wait for each other in a ring.
            var mine = (await c.QueryAsync<(string Person, long Alerts)>($"""
                insert into digest (person, week, alerts, told_at) select i.person, @week, count(*), @at {waits} group by i.person order by i.person on conflict do nothing returning person, alerts
                """, with, t)).AsList();
            foreach (var (person, alerts) in mine)
                await Besides.Tell(c, t, database, Besides.Digest + with.week, (int)alerts, [person], now);
            return mine.Count;
        }, ct);
    }
}
