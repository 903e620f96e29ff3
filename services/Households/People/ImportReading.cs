using Alerts.Agencies;
using Alerts.Domain;
using Alerts.Domain.Values;

namespace Alerts.Households.People;

/// <summary>One reading of a people file against the directory as it is: collects what changes, in words too, and every row's error.</summary>
internal sealed class ImportReading(Roster before, IReadOnlySet<Guid> households, Senders senders, DateTimeOffset now, string saidBy)
{
    private readonly List<Listed> people = [];
    private readonly List<Contact> contacts = [];
    private readonly List<HeldRole> begins = [];
    private readonly List<Ending> ends = [];
    private readonly Dictionary<Holding, int> seen = [];
    private readonly Dictionary<string, Edit> departures = [];

    public List<RowError> Errors { get; } = [];
    public List<string> Changes { get; } = [];
    public Edit Edit => new()
    {
        People = people,
        Contacts = [.. contacts, .. departures.Values.SelectMany(d => d.Contacts)],
        Begins = begins,
        Ends = [.. ends, .. departures.Values.SelectMany(d => d.Ends)],
        Leave = [.. departures.Values.SelectMany(d => d.Leave).DistinctBy(a => (a.Away.Person, a.Away.From, a.Away.Until))],
        Back = [.. departures.Values.SelectMany(d => d.Back).DistinctBy(b => b.Id)],
    };

    /// <summary>What all rows of one person say of them: they must not contradict each other.</summary>
    public void Person(string id, IReadOnlyList<PeopleRow> rows)
    {
        var known = before.Person(id);
        if (id.Length == 0)
        {
            Errors.AddRange(rows.Select(r => new RowError(r.Number, "id", "is required")));
            return;
        }
        var listed = new Listed(new(id, One(rows, "name") ?? known?.Person.Name ?? "", One(rows, "title") ?? known?.Person.Title ?? ""), One(rows, "organisation") ?? known?.Organisation ?? "", saidBy) { LeftAt = known?.LeftAt };
        if (!Try(rows[0], () => HoldingRules.Check(listed.Person)))
            return;
        if (listed.Organisation.Length > HoldingRules.LongestName)
            Errors.Add(new(rows[0].Number, "organisation", $"must be at most {HoldingRules.LongestName} characters"));
        var leaves = known?.LeftAt;
        Try(rows.FirstOrDefault(r => r["left"] is not null) ?? rows[0], () => leaves = One(rows, "left") is { } day ? HoldingRules.Moment("left", day) : leaves);
        if (leaves != known?.LeftAt)
        {
            // A day that is past is today: nothing that was done meanwhile is undone.
            departures[id] = Departure.Of(before, listed, leaves!.Value > now ? leaves.Value : now, saidBy, now);
            Changes.Add($"{listed.Person.Name} ({id}) leaves{(leaves > now ? $" on {UkDay.Of(leaves.Value):yyyy-MM-dd}" : "")}: whatever they hold ends then.");
        }
        var described = known is null || (known.Person, known.Organisation) != (listed.Person, listed.Organisation);
        if (departures.TryGetValue(id, out var departure))
            people.Add(departure.People[0]);
        else if (described)
            people.Add(listed);
        if (described)
            Changes.Add(known is null ? $"{listed.Person.Name} ({id}) is listed." : $"{listed.Person.Name} ({id}) has another name, title or organisation.");
        foreach (var (channel, column, words) in ContactRules.All)
            Try(rows.FirstOrDefault(r => r[column] is not null) ?? rows[0], () => Way(listed.Person, channel, words, One(rows, column)));
    }

    /// <summary>The role that a row says, where its person could be read.</summary>
    public void Role(PeopleRow row)
    {
        if ((people.Find(p => p.Person.Id == row["id"]) ?? before.Person(row["id"] ?? ""))?.Person is not { } person)
            return;   // said above
        Try(row, () => Hold(row, person));
    }

    /// <summary>A scope without a role would be lost in silence.</summary>
    public void NothingButAPerson(PeopleRow row)
    {
        if (new[] { "rank", "hours", "household", "child", "reported_by", "area", "from", "until" }.FirstOrDefault(c => row[c] is not null) is { } column)
            Errors.Add(new(row.Number, column, "needs a role in the same row"));
    }

    private void Hold(PeopleRow row, Professional person)
    {
        Guid? household = row["household"] is not { } reference ? null
            : Guid.TryParse(reference, out var id) && households.Contains(id) ? id : throw new RefusedException("household", "must be the reference of a household that exists, as its page shows it");
        var holding = new Holding(HoldingRules.Role(row["role"]!), person, household, HoldingRules.Rank(row["rank"] ?? "holder"), HoldingRules.Hours(row["hours"] ?? "always"),
            row["child"] is { } child ? HoldingRules.Child(child) : null, row["reported_by"], row["area"]);
        var (from, until) = (row["from"] is { } f ? HoldingRules.Moment("from", f) : (DateTimeOffset?)null, row["until"] is { } u ? HoldingRules.Moment("until", u) : (DateTimeOffset?)null);
        HoldingRules.Check(holding with { From = from, Until = until });
        var listed = people.Find(p => p.Person.Id == person.Id) ?? before.Person(person.Id);
        if (!seen.TryAdd(holding, row.Number))
            throw new RefusedException("role", $"says the same as row {seen[holding]}");
        var held = before.Held.LastOrDefault(h => h.Holding.Person.Id == person.Id && h.Holding with { Person = person, From = null, Until = null } == holding && !(h.Holding.Until <= now));
        if (held is null)
            Departure.Check(listed, until, now);
        else if (departures.ContainsKey(person.Id) && until is not null && until != listed!.LeftAt)
            throw new RefusedException("until", "differs from the day on which they leave");
        if (held is null)
            Begin(holding with { From = from ?? now, Until = until });
        else if (from is not null && from != held.Holding.From)
            throw new RefusedException("from", "differs from the day since which this is held; end that first");
        else if (until is { } end && end != held.Holding.Until && !departures.ContainsKey(person.Id))
            End(held, end > now ? end : now);
    }

    private void Begin(Holding holding)
    {
        if (holding.Until <= now)
            throw new RefusedException("until", "has passed already");
        HoldingRules.ReportsHere(holding.Organisation, senders);
        HoldingRules.NotToOneself("role", holding.Person.Id, saidBy);
        begins.Add(new(Guid.NewGuid().ToString("N"), holding, saidBy, now));
        Changes.Add($"{holding.Person.Name} begins as {holding.Role} ({HoldingRules.Word(holding.Rank)}).");
    }

    private void End(HeldRole held, DateTimeOffset at)
    {
        if (held.Holding.Until < at)
            HoldingRules.NotToOneself("until", held.Holding.Person.Id, saidBy);
        ends.Add(new(held.Id, at, saidBy));
        Changes.Add($"{held.Holding.Person.Name} ends as {held.Holding.Role} ({HoldingRules.Word(held.Holding.Rank)}).");
    }

    private void Way(Professional person, string channel, string words, string? given)
    {
        var address = ContactRules.Read(channel, given);
        if (address.Length == 0 || departures.ContainsKey(person.Id) || before.Person(person.Id)?.LeftAt <= now || before.Contacts.Any(c => c.Person == person.Id && c.Channel == channel && c.Address == address && c.DeadAt is null))
            return;
        contacts.Add(new(person.Id, channel, address, saidBy, now));
        Changes.Add($"{person.Name} has another {char.ToLowerInvariant(words[0])}{words[1..]}.");
    }

    private string? One(IReadOnlyList<PeopleRow> rows, string column)
    {
        var first = rows.FirstOrDefault(r => r[column] is not null);
        Errors.AddRange(rows.Where(r => r[column] is { } other && other != first![column]).Select(r => new RowError(r.Number, column, $"differs from what row {first!.Number} says of the same person")));
        return first?[column];
    }

    // Every row's first error is said, so that a file is put right in one go.
    private bool Try(PeopleRow row, Action read)
    {
        try
        {
            read();
            return true;
        }
        catch (RefusedException refused)
        {
            Errors.Add(new(row.Number, refused.Field == "organisation" ? "reported_by" : refused.Field, refused.Rule));
            return false;
        }
    }
}
