using System.Data.Common;
using Alerts.Households.Journal;
using Dapper;

namespace Alerts.Households.People;

/// <summary>One change of what the directory says of a person. <paramref name="About"/>: the holding, the absence or the channel. <paramref name="Until"/>: when it takes effect or ends, where it says so.</summary>
public sealed record PeopleChange(DateTimeOffset At, string? SaidBy, string What, string? About, DateTimeOffset? Until);

/// <summary>What was changed in the directory, and by whom: written with each change, and never changed itself.</summary>
public sealed class PeopleChanges(IDatabase database)
{
    public const string Listed = "listed", Described = "described", Leaves = "leaves", Stays = "stays", Given = "given", Ended = "ended", Away = "away", Back = "back", Reached = "reached", StruckOut = "struck-out";

    /// <summary>A page holds so many.</summary>
    private const int Last = 20;

    /// <summary>The last changes of a person, the latest first.</summary>
    public Task<IReadOnlyList<PeopleChange>> Of(string person, CancellationToken ct) => database.Read(async c =>
        (IReadOnlyList<PeopleChange>)[.. (await c.QueryAsync<(long At, string? SaidBy, string What, string? About, long? Until)>($"select at, said_by, what, about, until_at from person_change where person = @person order by at desc, id limit {Last}", new { person }))
            .Select(r => new PeopleChange(DateTimeOffset.FromUnixTimeMilliseconds(r.At), r.SaidBy, r.What, r.About, r.Until is { } until ? DateTimeOffset.FromUnixTimeMilliseconds(until) : null))], ct);

    internal static Task Write(DbConnection c, DbTransaction t, Roster before, Edit edit, DateTimeOffset now) => Rows.Insert(c, t, "person_change (id, person, at, said_by, what, about, until_at)",
        [.. Said(before, edit).Select(s => new object?[] { Guid.NewGuid().ToString("N"), s.Person, now.ToUnixTimeMilliseconds(), s.By, s.What, s.About, s.Until?.ToUnixTimeMilliseconds() })]);

    private static IEnumerable<(string Person, string? By, string What, string? About, DateTimeOffset? Until)> Said(Roster before, Edit edit)
    {
        foreach (var p in edit.People)
        {
            var known = before.Person(p.Person.Id);
            if (known is null || (known.Person, known.Organisation) != (p.Person, p.Organisation))
                yield return (p.Person.Id, p.SaidBy, known is null ? Listed : Described, null, null);
            if (known?.LeftAt != p.LeftAt)
                yield return (p.Person.Id, p.SaidBy, p.LeftAt is null ? Stays : Leaves, null, p.LeftAt);
        }
        foreach (var h in edit.Begins)
            yield return (h.Holding.Person.Id, h.SaidBy, Given, h.Id, h.Holding.Until);
        foreach (var e in edit.Ends)
            yield return (before.Held.First(h => h.Id == e.Id).Holding.Person.Id, e.EndedBy, Ended, e.Id, e.Until);
        foreach (var a in edit.Leave)
            yield return (a.Away.Person, a.SaidBy, Away, a.Id, a.Away.Until);
        foreach (var e in edit.Back)
            yield return (before.Leave.First(a => a.Id == e.Id).Away.Person, e.EndedBy, Back, e.Id, e.Until);
        foreach (var way in edit.Contacts)
            yield return (way.Person, way.SaidBy, way.Address.Length == 0 ? StruckOut : Reached, way.Channel, null);
    }
}
