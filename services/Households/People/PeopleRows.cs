using System.Data.Common;
using Alerts.Domain;
using Alerts.Households.Journal;
using Dapper;

namespace Alerts.Households.People;

/// <summary>The directory as rows. Whoever writes takes the change number first, so that two edits at once see each other.</summary>
internal static class PeopleRows
{
    private const string Number = "people";

    /// <summary>How often the directory has been written; null before the first time.</summary>
    public static Task<string?> ChangeNumber(DbConnection c, DbTransaction? t) =>
        c.QuerySingleOrDefaultAsync<string?>("select value from setting where name = @Number", new { Number }, t);

    /// <summary>Raises the change number, and with that holds the directory until the transaction ends.</summary>
    public static Task Take(DbConnection c, DbTransaction t) => c.ExecuteAsync(
        "insert into setting (name, value) values (@Number, '1') on conflict (name) do update set value = cast(cast(setting.value as bigint) + 1 as text)", new { Number }, t);

    public static async Task<Roster> Read(DbConnection c, DbTransaction? t)
    {
        var people = (await c.QueryAsync("select id, name, title, organisation, said_by, left_at, key from person order by name, id", transaction: t))
            .Select(r => (Listed)Person(r)).ToList();
        var byId = people.ToDictionary(p => p.Person.Id, p => p.Person);
        // The latest last: where two say the same, the later counts.
        var held = (await c.QueryAsync("select * from holding order by coalesce(from_at, 0), said_at, id", transaction: t)).Select(r => (HeldRole)Held(r, byId)).ToList();
        var leave = (await c.QueryAsync("select * from away order by from_at, id", transaction: t)).Select(r => new Absence((string)r.id,
            new Away((string)r.person, Moment((long)r.from_at), Moment((long)r.until_at), (string?)r.cover is { } cover ? byId[cover] : null), (string)r.said_by, Moment((long)r.said_at), (string?)r.ended_by)).ToList();
        var contacts = (await c.QueryAsync("select * from contact order by person, channel", transaction: t)).Select(r => new Contact(
            (string)r.person, (string)r.channel, (string)r.address, (string)r.said_by, Moment((long)r.said_at), At((long?)r.dead_at), (string?)r.dead_why)).ToList();
        return new(people, held, leave, contacts);
    }

    /// <summary>What is held for one household, and those people; nothing else.</summary>
    public static async Task<Roster> OfHousehold(DbConnection c, DbTransaction t, Guid household, IReadOnlyCollection<string> people, string isOneOf)
    {
        var rows = (await c.QueryAsync("select * from holding where household = @household order by coalesce(from_at, 0), said_at, id", new { household = household.ToString("N") }, t)).AsList();
        var listed = (await c.QueryAsync($"select id, name, title, organisation, said_by, left_at, key from person where id {isOneOf}", new { ids = rows.Select(r => (string)r.person).Concat(people).Distinct().ToList() }, t))
            .Select(r => (Listed)Person(r)).ToList();
        var byId = listed.ToDictionary(p => p.Person.Id, p => p.Person);
        return Roster.Empty with { People = listed, Held = [.. rows.Select(r => (HeldRole)Held(r, byId))] };
    }

    /// <summary>Writes an edit, with a row for every moment at which open alerts have to be looked at because of it.</summary>
    public static async Task Write(DbConnection c, DbTransaction t, Roster before, Edit edit, DateTimeOffset now)
    {
        await Rows.Insert(c, t, "person (id, name, title, organisation, said_by, left_at, key)", [.. edit.People.Select(p => new object?[] { p.Person.Id, p.Person.Name, p.Person.Title, p.Organisation, p.SaidBy, Ms(p.LeftAt), NewKey() })],
            "on conflict (id) do update set name = excluded.name, title = excluded.title, organisation = excluded.organisation, said_by = excluded.said_by, left_at = excluded.left_at");
        await Rows.Insert(c, t, "holding (id, role, person, rank, hours, household, child, organisation, area, from_at, until_at, said_by, said_at, ended_by)", [.. edit.Begins.Select(Row)]);
        foreach (var e in edit.Ends)
            await c.ExecuteAsync("update holding set until_at = @until, ended_by = @EndedBy where id = @Id", new { until = Ms(e.Until), e.EndedBy, e.Id }, t);
        await Rows.Insert(c, t, "away (id, person, from_at, until_at, cover, said_by, said_at)",
            [.. edit.Leave.Select(a => new object?[] { a.Id, a.Away.Person, Ms(a.Away.From), Ms(a.Away.Until), a.Away.Cover?.Id, a.SaidBy, Ms(a.SaidAt) })]);
        foreach (var e in edit.Back)
            await c.ExecuteAsync("update away set until_at = @until, ended_by = @EndedBy where id = @Id", new { until = Ms(e.Until), e.EndedBy, e.Id }, t);
        foreach (var gone in edit.Contacts.Where(x => x.Address.Length == 0))
            await c.ExecuteAsync("delete from contact where person = @Person and channel = @Channel", new { gone.Person, gone.Channel }, t);
        await Rows.Insert(c, t, "contact (person, channel, address, said_by, said_at)", [.. edit.Contacts.Where(x => x.Address.Length > 0).Select(x => new object?[] { x.Person, x.Channel, x.Address, x.SaidBy, Ms(x.SaidAt) })],
            "on conflict (person, channel) do update set address = excluded.address, said_by = excluded.said_by, said_at = excluded.said_at, dead_at = null, dead_why = null");
        await TellAgain(c, t, edit, now);
        await PeopleChanges.Write(c, t, before, edit, now);
        if (edit.People.Any(p => p.LeftAt <= now))
            await StrikeOut(c, t, now);
        await Rows.Insert(c, t, "role_change (id, due_at, role, person, household)", [.. Moments(before, edit, now).Where(m => before.People.Count > 0 || (long)m[1]! > now.ToUnixTimeMilliseconds())]);
    }

    // Whoever can be reached now and could not be before has the open alerts that they were told of: what was sent to a dead address has told nobody.
    private static async Task TellAgain(DbConnection c, DbTransaction t, Edit edit, DateTimeOffset now)
    {
        foreach (var way in edit.Contacts.Where(x => x.Address.Length > 0 && x.Channel != Delivery.Inbox.ChannelName))
            await c.ExecuteAsync("""
                insert into outbox (alert, notice, person, channel, state, due_at, accepted_at, queued_at, urgent)
                select i.alert, i.notice, i.person, @Channel, 'queued', @at, @at, @at, case a.severity when 'S1' then 1 else 0 end from inbox i join alert a on a.id = i.alert
                where i.person = @Person and a.is_open = 1 and a.severity <> 'S4'
                on conflict (alert, notice, person, channel) do update set state = 'queued', due_at = excluded.due_at, queued_at = excluded.queued_at, why = null, attempts = 0 where outbox.state = 'never'
                """, new { way.Channel, way.Person, at = Ms(now) }, t);
    }

    /// <summary>Whoever has left by now is reached by nothing, and nobody looks for an address of theirs.</summary>
    public static async Task StrikeOut(DbConnection c, DbTransaction t, DateTimeOffset now)
    {
        if (await c.ExecuteAsync("delete from contact where person in (select id from person where left_at <= @now)", new { now = Ms(now) }, t) > 0)
            await Take(c, t);
        await c.ExecuteAsync("update unreached set settled_by = '(left)', settled_note = 'has left', settled_at = @now where settled_at is null and person in (select id from person where left_at <= @now)", new { now = Ms(now) }, t);
    }

    /// <summary>Gives everybody a key who has none: they were listed by an earlier version.</summary>
    public static async Task GiveKeys(DbConnection c, DbTransaction t)
    {
        foreach (var id in (await c.QueryAsync<string>("select id from person where key is null", transaction: t)).AsList())
            await c.ExecuteAsync("update person set key = @key where id = @id", new { key = NewKey(), id }, t);
    }

    private static string NewKey() => System.Security.Cryptography.RandomNumberGenerator.GetHexString(32, lowercase: true);

    private static Listed Person(dynamic r) => new(new((string)r.id, (string)r.name, (string)r.title), (string)r.organisation, (string)r.said_by) { LeftAt = At((long?)r.left_at), Key = (string?)r.key ?? "" };

    // Nobody was told anything by a directory that was empty. What lies in the past takes effect now. A role's new holder is a change for those who are told in that role; what ends, and leave, for what the person is told.
    private static IEnumerable<object?[]> Moments(Roster before, Edit edit, DateTimeOffset now)
    {
        object?[] At(DateTimeOffset? moment, string? role, string person, Guid? household) =>
            [Guid.NewGuid().ToString("N"), Ms(moment is { } m && m > now ? m : now), role, person, household?.ToString("N")];
        foreach (var p in edit.People.Where(p => p.LeftAt is not null && p.LeftAt != before.Person(p.Person.Id)?.LeftAt))
            yield return At(p.LeftAt, null, p.Person.Id, null);
        foreach (var h in edit.Begins.Select(b => b.Holding))
        {
            yield return At(h.From, h.Role, h.Person.Id, h.Household);
            if (h.Until is { } until)
                yield return At(until, h.Role, h.Person.Id, h.Household);
        }
        foreach (var (e, h) in edit.Ends.Select(e => (e, before.Held.First(h => h.Id == e.Id).Holding)))
            yield return At(e.Until, h.Role, h.Person.Id, h.Household);
        foreach (var a in edit.Leave.Select(l => l.Away))
            foreach (var moment in new[] { a.From, a.Until })
                yield return At(moment, null, a.Person, null);
        foreach (var (e, a) in edit.Back.Select(e => (e, before.Leave.First(a => a.Id == e.Id).Away)))
            yield return At(e.Until, null, a.Person, null);
    }

    private static HeldRole Held(dynamic r, Dictionary<string, Professional> byId) => new((string)r.id,
        new Holding((string)r.role, byId[(string)r.person], (string?)r.household is { } h ? Guid.Parse(h) : null, Enum.Parse<Rank>((string)r.rank), Enum.Parse<Hours>((string)r.hours),
            (string?)r.child, (string?)r.organisation, (string?)r.area, At((long?)r.from_at), At((long?)r.until_at)), (string)r.said_by, Moment((long)r.said_at), (string?)r.ended_by);

    private static object?[] Row(HeldRole held)
    {
        var h = held.Holding;
        return [held.Id, h.Role, h.Person.Id, h.Rank.ToString(), h.Hours.ToString(), h.Household?.ToString("N"), h.Child, h.Organisation, h.Area, Ms(h.From), Ms(h.Until), held.SaidBy, Ms(held.SaidAt), held.EndedBy];
    }

    private static long? Ms(DateTimeOffset? moment) => moment?.ToUnixTimeMilliseconds();

    private static DateTimeOffset Moment(long ms) => DateTimeOffset.FromUnixTimeMilliseconds(ms);

    private static DateTimeOffset? At(long? ms) => ms is { } m ? Moment(m) : null;
}
