using System.Text.Json;
using System.Text.Json.Serialization;
using Alerts.Agencies;
using Alerts.Domain;
using Alerts.Households.People;

namespace Alerts.Households;

/// <summary>The role file: people and how they are reached, who holds which role, and who is away. It fills an empty database; backtests read nothing else.</summary>
public sealed record RoleFile(IReadOnlyList<RoleFile.Listing> People, IReadOnlyList<RoleFile.Holder> Roles, IReadOnlyList<RoleFile.Absent>? Away = null)
{
    private const string SaidBy = "(role file)";

    /// <summary>One person; contacts by channel: email, mobile, teams.</summary>
    public sealed record Listing(string Id, string Name, string Title, string? Organisation = null, IReadOnlyDictionary<string, string>? Contacts = null);

    /// <summary>One holding: a role code, a person's id, and what it is for where that is not everything. Rank: holder, deputy, manager; hours: always, office, out-of-hours.</summary>
    public sealed record Holder(string Role, string Person, Guid? Household = null, string? Rank = null, string? Hours = null, string? Child = null,
        string? Organisation = null, string? Area = null, string? From = null, string? Until = null);

    /// <summary>One absence, from and until a day or a moment, and who covers where somebody does.</summary>
    public sealed record Absent(string Person, string From, string Until, string? Cover = null);

    /// <exception cref="InvalidDataException">The file cannot be used; the message names the place and the rule.</exception>
    public static RoleDirectory Read(string path) => Roster.Empty.After(Load(path).AsEdit(DateTimeOffset.UnixEpoch)).Roles(Nation.EnglandAndWales);

    /// <summary>The file, with everything in it checked.</summary>
    /// <exception cref="InvalidDataException">The file cannot be used; the message names the place and the rule.</exception>
    public static RoleFile Load(string path)
    {
        try
        {
            var file = JsonSerializer.Deserialize(File.ReadAllText(path), FilesJson.Default.RoleFile) ?? throw new InvalidDataException("is empty");
            if (file.People is null || file.Roles is null)
                throw new InvalidDataException("needs people and roles");
            _ = Roster.Empty.After(file.AsEdit(DateTimeOffset.UnixEpoch)).Roles(Nation.EnglandAndWales);
            return file;
        }
        catch (Exception wrong) when (wrong is JsonException or ArgumentException or IOException or InvalidDataException)
        {
            throw new InvalidDataException($"{path}: {wrong.Message}", wrong);
        }
    }

    /// <summary>What the file says, as an edit of an empty directory.</summary>
    /// <exception cref="InvalidDataException">The place and the rule.</exception>
    public Edit AsEdit(DateTimeOffset now)
    {
        var people = People.Select((p, i) => At($"people[{i}]", () => Person(p))).ToList();
        foreach (var twice in people.GroupBy(p => p.Person.Id).Where(g => g.Count() > 1))
            throw new InvalidDataException($"people[{people.FindLastIndex(p => p.Person.Id == twice.Key)}].id: was used before");
        var roster = Roster.Empty with { People = people };
        return new()
        {
            People = people,
            Begins = [.. Roles.Select((r, i) => At($"roles[{i}]", () => new HeldRole($"(role file)/{i}", Holding(r, roster), SaidBy, now)))],
            Leave = [.. (Away ?? []).Select((a, i) => At($"away[{i}]", () => new Absence($"(role file)/{i}", Leave(a, roster), SaidBy, now)))],
            Contacts = [.. People.SelectMany((p, i) => (p.Contacts ?? new Dictionary<string, string>()).Select(c => At($"people[{i}].contacts", () => Way(p.Id, c.Key, c.Value, now))))],
        };
    }

    private static Listed Person(Listing p)
    {
        var person = new Professional(p.Id, p.Name, p.Title);
        HoldingRules.Check(person);
        return new(person, p.Organisation ?? "", SaidBy);
    }

    private static Holding Holding(Holder r, Roster roster)
    {
        var holding = new Holding(r.Role, Known("person", r.Person, roster), r.Household, HoldingRules.Rank(r.Rank ?? "holder"), HoldingRules.Hours(r.Hours ?? "always"), r.Child is { } child ? HoldingRules.Child(child) : null,
            r.Organisation, r.Area, r.From is { } from ? HoldingRules.Moment("from", from) : null, r.Until is { } until ? HoldingRules.Moment("until", until) : null);
        HoldingRules.Check(holding);
        return holding;
    }

    private static Away Leave(Absent a, Roster roster)
    {
        var away = new Away(Known("person", a.Person, roster).Id, HoldingRules.Moment("from", a.From), HoldingRules.Moment("until", a.Until), a.Cover is { } cover ? Known("cover", cover, roster) : null);
        HoldingRules.Check(away, roster);
        return away;
    }

    private static Contact Way(string person, string column, string address, DateTimeOffset now) =>
        ContactRules.All.FirstOrDefault(c => c.Column == column).Channel is { } channel && ContactRules.Read(channel, address) is { Length: > 0 } kept ? new(person, channel, kept, SaidBy, now)
        : throw new RefusedException(column, "is no way to reach a person, or has no address");

    private static Professional Known(string field, string id, Roster roster) => roster.Person(id)?.Person ?? throw new RefusedException(field, "nobody in people has this id");

    private static T At<T>(string place, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (RefusedException refused)
        {
            throw new InvalidDataException($"{place}.{refused.Field}: {refused.Rule}", refused);
        }
    }
}

/// <summary>How the files that configure a deployment are read: strictly, with comments allowed.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, ReadCommentHandling = JsonCommentHandling.Skip,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, RespectRequiredConstructorParameters = false, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(RoleFile))]
[JsonSerializable(typeof(SenderFile))]
internal sealed partial class FilesJson : JsonSerializerContext;
