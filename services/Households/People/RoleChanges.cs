using System.Data.Common;
using Alerts.Agencies;
using Alerts.Households.Intake;
using Alerts.Households.Journal;
using Dapper;

namespace Alerts.Households.People;

/// <summary>
/// Notices that somebody has begun or ceased to be told, and asks every household whose open alerts may have to change hands to look at its roles. The moments are
/// rows, written with what makes them, so that a restart loses none; what is asked is a row of the ledger, and from there on a message like every other.
/// </summary>
public sealed class RoleChanges(IDatabase database, Ledger ledger, Dispatch dispatch, TimeProvider clock, ILogger<RoleChanges> log) : BackgroundService
{
    /// <summary>In the ledger: what these rows hold.</summary>
    public const string Content = "roles";

    /// <summary>Nobody sends these: <see cref="SenderFile"/> refuses a sender of such a name.</summary>
    private static readonly SenderIdentity Ourselves = new("(roles)", "other");

    /// <summary>Twice as long as a process may take to see a change, so that no household decides by an old directory after it has looked.</summary>
    private static readonly TimeSpan UntilSeenByAll = 2 * PeopleDirectory.LookEvery;

    /// <summary>A report that was accepted before the moment may be decided after it, as the roles were then: the sweep's longest wait, and a second look finds it.</summary>
    private static readonly TimeSpan SecondLook = TimeSpan.FromMinutes(10);

    private const int AtOnce = 20;

    private sealed record Due(string Id, long Due_At, string? Role, string Person, string? Household, long Again);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var tick = new PeriodicTimer(PeopleDirectory.LookEvery, clock);
        while (await tick.Next(stoppingToken))
        {
            try
            {
                while (await Send(stoppingToken) == AtOnce)
                    continue;   // a first of September may have many
            }
            catch (Exception failed) when (failed is not OutOfMemoryException && !stoppingToken.IsCancellationRequested)
            {
                log.LogWarning("Changes of roles could not be sent ({Error}); trying again", failed.GetType().Name);
            }
        }
    }

    /// <summary>Takes the moments that have come, so many at most, and asks the households; answers how many moments.</summary>
    public async Task<int> Send(CancellationToken ct)
    {
        var until = (clock.GetUtcNow() - UntilSeenByAll).ToUnixTimeMilliseconds();
        // Look before taking: an idle service writes nothing.
        if (await database.Read(c => c.ExecuteScalarAsync<long>("select count(*) from role_change where due_at <= @until", new { until }), ct) == 0)
            return 0;
        var (taken, rows) = await database.Write(async (c, t) =>
        {
            var due = (await c.QueryAsync<Due>($"select id, due_at, role, person, household, again from role_change where due_at <= @until order by due_at, id limit {AtOnce}{database.ForUpdateSkipLocked}", new { until }, t)).AsList();
            var rows = new List<Guid>();
            if (due.Exists(d => d.Role is null))
                await PeopleRows.StrikeOut(c, t, clock.GetUtcNow());
            foreach (var change in due)
            {
                foreach (var household in await Households(c, t, change))
                    if (await ledger.Accept(c, t, Message(household, change.Due_At)) is { } row)
                        rows.Add(row);
                await c.ExecuteAsync(change.Again == 0 ? "update role_change set again = 1, due_at = @later where id = @Id" : "delete from role_change where id = @Id",
                    new { change.Id, later = until + (long)SecondLook.TotalMilliseconds }, t);
            }
            return (due.Count, rows);
        }, ct);
        foreach (var row in rows)
            dispatch.Soon(row);
        return taken;
    }

    // Open alerts in front of the person, in front of whoever is told in that role or, where somebody goes or comes back, in any role of theirs; and in front of
    // the front door and the partnership manager, who stand in for a role that nobody held. To ask one too many changes nothing.
    private static async Task<IEnumerable<string>> Households(DbConnection c, DbTransaction t, Due change) => await c.QueryAsync<string>($"""
        select distinct a.household from inbox i join alert a on a.id = i.alert
        where a.is_open = 1 and (i.person = @Person or ', ' || i.role || ',' like '%, FD,%' or ', ' || i.role || ',' like '%, PM,%'
          or {(change.Role is null ? "exists (select 1 from holding h where h.person = @Person and ', ' || i.role || ',' like '%, ' || h.role || ',%')" : "', ' || i.role || ',' like @inRole")}){(change.Household is null ? "" : " and a.household = @Household")}
        order by a.household
        """, new { change.Person, change.Household, inRole = $"%, {change.Role},%" }, t);

    // The id is the household and the moment, so that there is one row of it whatever happens.
    private static Received Message(string household, long moment) => new(Content, Ourselves, $"{household}/{moment}", "{}"u8.ToArray(), null, null, Guid.Parse(household));
}
