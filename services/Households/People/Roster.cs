using Alerts.Agencies;
using Alerts.Domain;

namespace Alerts.Households.People;

/// <summary>A person whom the directory knows. <paramref name="Organisation"/>: the name by which its system sends reports; empty for none.</summary>
public sealed record Listed(Professional Person, string Organisation, string SaidBy)
{
    /// <summary>From when they are there no more; null for who stays.</summary>
    public DateTimeOffset? LeftAt { get; init; }

    /// <summary>What stands for them in the address of a page; given by the database.</summary>
    public string Key { get; init; } = "";
}

/// <summary>A holding with its id, who said so, when, and who ended it.</summary>
public sealed record HeldRole(string Id, Holding Holding, string SaidBy, DateTimeOffset SaidAt, string? EndedBy = null)
{
    /// <summary>True when it is over, or ends before it begins.</summary>
    public bool IsOver(DateTimeOffset now) => Holding.Until <= now || Holding.Until <= Holding.From;
}

/// <summary>An absence with its id, who said so, when, and who ended it early.</summary>
public sealed record Absence(string Id, Away Away, string SaidBy, DateTimeOffset SaidAt, string? EndedBy = null);

/// <summary>A way to reach a person beside the inbox. <paramref name="DeadAt"/>: since when the channel says that it reaches nobody.</summary>
public sealed record Contact(string Person, string Channel, string Address, string SaidBy, DateTimeOffset SaidAt, DateTimeOffset? DeadAt = null, string? DeadWhy = null);

/// <summary>That something holds until a moment only, and who said so; null where a message took its end back.</summary>
public sealed record Ending(string Id, DateTimeOffset? Until, string? EndedBy);

/// <summary>What somebody wants changed, all of it or nothing. A contact without an address is taken away.</summary>
public sealed record Edit
{
    public IReadOnlyList<Listed> People { get; init; } = [];
    public IReadOnlyList<HeldRole> Begins { get; init; } = [];
    public IReadOnlyList<Ending> Ends { get; init; } = [];
    public IReadOnlyList<Absence> Leave { get; init; } = [];
    public IReadOnlyList<Ending> Back { get; init; } = [];
    public IReadOnlyList<Contact> Contacts { get; init; } = [];

    public bool IsNothing => People.Count + Begins.Count + Ends.Count + Leave.Count + Back.Count + Contacts.Count == 0;
}

/// <summary>Everything that the directory says at one moment: past, present and future holdings alike.</summary>
public sealed record Roster(IReadOnlyList<Listed> People, IReadOnlyList<HeldRole> Held, IReadOnlyList<Absence> Leave, IReadOnlyList<Contact> Contacts)
{
    public static readonly Roster Empty = new([], [], [], []);

    private Dictionary<string, Listed>? byId;
    private List<DateTimeOffset>? moments;

    // A copy may get other people.
    private Roster(Roster original) => (People, Held, Leave, Contacts) = (original.People, original.Held, original.Leave, original.Contacts);

    /// <summary>True when something that the roster says begins or ends in that time.</summary>
    public bool Turns(DateTimeOffset after, DateTimeOffset until)
    {
        var turns = moments ??= [.. Held.SelectMany(h => new[] { h.Holding.From, h.Holding.Until }).Concat(Leave.SelectMany(a => new DateTimeOffset?[] { a.Away.From, a.Away.Until })).Concat(People.Select(p => p.LeftAt)).OfType<DateTimeOffset>().Order()];
        var next = turns.BinarySearch(after);
        next = next < 0 ? ~next : next;
        while (next < turns.Count && turns[next] == after)
            next++;
        return next < turns.Count && turns[next] <= until;
    }

    /// <summary>The person for whom this stands in an address.</summary>
    public Listed? ByKey(string key) => key.Length == 0 ? null : People.FirstOrDefault(p => p.Key == key);

    public Listed? Person(string id) => (byId ??= People.ToDictionary(p => p.Person.Id)).GetValueOrDefault(id);

    /// <summary>What a decision is given: every holding and every leave, since it asks for a moment that may lie a little back.</summary>
    /// <exception cref="ArgumentException">Nobody holds the front door.</exception>
    public RoleDirectory Roles(Nation nation) => new(Held.Select(h => h.Holding), Leave.Select(a => a.Away), nation);

    /// <summary>The roster as it is after the edit.</summary>
    public Roster After(Edit edit)
    {
        var (ends, back) = (edit.Ends.ToDictionary(e => e.Id), edit.Back.ToDictionary(e => e.Id));
        return new(
            [.. People.Where(p => !edit.People.Any(e => e.Person.Id == p.Person.Id)), .. edit.People],
            [.. Held.Select(h => ends.TryGetValue(h.Id, out var e) ? h with { Holding = h.Holding with { Until = e.Until }, EndedBy = e.EndedBy } : h), .. edit.Begins],
            [.. Leave.Select(a => back.TryGetValue(a.Id, out var e) ? a with { Away = a.Away with { Until = e.Until ?? a.Away.Until }, EndedBy = e.EndedBy } : a), .. edit.Leave],
            [.. Contacts.Where(c => !edit.Contacts.Any(e => (e.Person, e.Channel) == (c.Person, c.Channel))), .. edit.Contacts.Where(c => c.Address.Length > 0)]);
    }

    /// <summary>
    /// Null where somebody holds the front door for every household at every hour from now on; otherwise the first moment when nobody does.
    /// Whatever nobody else holds goes there, so an edit that would leave it empty, now or on a day to come, is refused.
    /// </summary>
    public DateTimeOffset? FrontDoorEmpty(DateTimeOffset now)
    {
        var held = Held.Select(h => h.Holding).Where(h => h is { Role: RoleDirectory.FrontDoor, Rank: Rank.Holder, Household: null, Child: null, Organisation: null, Area: null }).ToList();
        foreach (var at in held.SelectMany(h => new[] { h.From, h.Until }).OfType<DateTimeOffset>().Where(m => m > now).Append(now).Distinct().Order())
        {
            var then = held.Where(h => h.IsAt(at)).Select(h => h.Hours).ToHashSet();
            if (!then.Contains(Hours.Always) && !(then.Contains(Hours.Office) && then.Contains(Hours.OutOfHours)))
                return at;
        }
        return null;
    }

    /// <exception cref="RefusedException">The edit would leave a moment at which nobody holds the front door.</exception>
    public void MustHoldTheFrontDoor(DateTimeOffset now)
    {
        if (FrontDoorEmpty(now) is { } at)
            throw new RefusedException("role", $"somebody must hold {RoleDirectory.FrontDoor} (front-door duty manager) for every household at every hour; nobody would {(at <= now ? "now" : $"from {at:yyyy-MM-dd HH:mm} UTC")}");
    }
}
