using System.Data.Common;
using Alerts.Agencies;
using Alerts.Domain;
using Alerts.Households.Journal;

namespace Alerts.Households.People;

/// <summary>The one way to change the directory: decide on what it says now, check the rules, write, and see it here at once.</summary>
public sealed class Staffing(IDatabase database, PeopleDirectory directory, TimeProvider clock)
{
    /// <param name="decide">What is to be changed, given the directory and the moment; throws <see cref="RefusedException"/> where it may not.</param>
    /// <param name="ct">Ends it before anything is written.</param>
    /// <exception cref="RefusedException">A rule is broken; nothing was written.</exception>
    public async Task<Edit> Change(Func<Roster, DateTimeOffset, Edit> decide, CancellationToken ct)
    {
        var edit = await database.Write((c, t) => Change(c, t, clock.GetUtcNow(), decide), ct);
        await directory.Refresh(ct);
        return edit;
    }

    /// <summary>The same within somebody else's transaction.</summary>
    internal static async Task<Edit> Change(DbConnection c, DbTransaction t, DateTimeOffset now, Func<Roster, DateTimeOffset, Edit> decide)
    {
        await PeopleRows.Take(c, t);
        var before = await PeopleRows.Read(c, t);
        var edit = decide(before, now);
        if (edit.IsNothing)
            return edit;
        HoldingRules.NotToOneself(edit, before);
        before.After(edit).MustHoldTheFrontDoor(now);
        await PeopleRows.Write(c, t, before, edit, now);
        return edit;
    }

    /// <summary>A person begins to hold a role, from now or from a day.</summary>
    public Task Begin(Holding holding, string saidBy, CancellationToken ct) => Change((roster, now) =>
    {
        HoldingRules.Check(holding);
        Departure.Check(roster.Person(holding.Person.Id), holding.Until, now);
        if (holding.Until <= now)
            throw new RefusedException("until", "has passed already");
        return new() { Begins = [new(Guid.NewGuid().ToString("N"), holding with { From = holding.From ?? now }, saidBy, now)] };
    }, ct);

    /// <summary>A holding ends. What has begun cannot be taken back: it ends now at the earliest.</summary>
    public Task End(string holding, DateTimeOffset? until, string saidBy, CancellationToken ct) => Change((roster, now) =>
    {
        var held = roster.Held.FirstOrDefault(h => h.Id == holding) ?? throw new RefusedException("holding", "is none that the directory knows");
        if (held.Holding.Until <= now)
            throw new RefusedException("holding", "has ended already");
        return new() { Ends = [new(holding, until is { } u && u > now ? u : now, saidBy)] };
    }, ct);

    /// <summary>A person is there no more, from now or from a day on.</summary>
    public Task Leave(string person, DateTimeOffset? from, string saidBy, CancellationToken ct) => Change((roster, now) =>
        roster.Person(person) is not { } who ? throw new RefusedException("person", "is nobody of the directory")
        : who.LeftAt <= now ? throw new RefusedException("person", "has left already")
        : Departure.Of(roster, who, from is { } f && f > now ? f : now, saidBy, now), ct);

    /// <summary>A person does not leave, or is there again. What they held was given to others: it has to be given anew.</summary>
    public Task Stay(string person, string saidBy, CancellationToken ct) => Change((roster, _) =>
        roster.Person(person) is not { LeftAt: not null } who ? throw new RefusedException("person", "has not left") : new() { People = [who with { LeftAt = null, SaidBy = saidBy }] }, ct);

    /// <summary>A person is away, and somebody covers or nobody does.</summary>
    public Task GoAway(Away away, string saidBy, CancellationToken ct) => Change((roster, now) =>
    {
        HoldingRules.Check(away, roster);
        return new() { Leave = [new(Guid.NewGuid().ToString("N"), away, saidBy, now)] };
    }, ct);

    /// <summary>Somebody is back before the day, or will not go.</summary>
    public Task ComeBack(string absence, string saidBy, CancellationToken ct) => Change((roster, now) =>
        roster.Leave.FirstOrDefault(a => a.Id == absence) is not { } leave ? throw new RefusedException("away", "is none that the directory knows")
        : leave.Away.Until <= now ? throw new RefusedException("away", "has ended already")
        : new() { Back = [new(absence, now > leave.Away.From ? now : leave.Away.From, saidBy)] }, ct);

    /// <summary>Sets a person's address on a channel, also one that was dead; an empty one takes it away.</summary>
    public Task Reach(string person, string channel, string? address, string saidBy, CancellationToken ct) =>
        Change((roster, now) => new() { Contacts = [Way(roster, person, channel, address, saidBy, now)] }, ct);

    /// <summary>Sets a person's addresses; one that is as before stays as it is, and dead where it was.</summary>
    public Task Reach(string person, IReadOnlyDictionary<string, string?> addresses, string saidBy, CancellationToken ct) => Change((roster, now) => new()
    {
        Contacts = [.. addresses.Select(a => Way(roster, person, a.Key, a.Value, saidBy, now))
            .Where(w => w.Address != (roster.Contacts.FirstOrDefault(c => c.Person == person && c.Channel == w.Channel)?.Address ?? ""))],
    }, ct);

    /// <summary>Lists somebody who is not in the directory yet.</summary>
    public Task List(Professional person, string organisation, string saidBy, CancellationToken ct) => Change((roster, _) =>
    {
        HoldingRules.Check(person);
        if (roster.Person(person.Id) is not null)
            throw new RefusedException("id", "belongs to somebody already");
        if (organisation.Length > HoldingRules.LongestName || organisation.Any(char.IsControl))
            throw new RefusedException("organisation", $"must be at most {HoldingRules.LongestName} characters, without control characters");
        return new() { People = [new(person, organisation, saidBy)] };
    }, ct);

    private static Contact Way(Roster roster, string person, string channel, string? address, string saidBy, DateTimeOffset now) =>
        roster.Person(person) is not { } who ? throw new RefusedException("person", "is nobody of the directory")
        : who.LeftAt <= now ? throw new RefusedException("person", "has left")
        : new(person, channel, ContactRules.Read(channel, address), saidBy, now);
}
