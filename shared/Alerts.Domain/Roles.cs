using System.Text.Json.Serialization;
using Alerts.Domain.Values;

namespace Alerts.Domain;

/// <summary>A named person who can be told. <paramref name="Id"/> is what they sign in with; it carries no meaning.</summary>
public sealed record Professional(string Id, string Name, string Title);

/// <summary>How a person stands to a role: its holder, the deputy who stands in, the manager who answers for it.</summary>
public enum Rank { Holder, Deputy, Manager }

/// <summary>When a person answers for a role: always, in office hours only, or outside them (the Emergency Duty Team).</summary>
public enum Hours { Always, Office, OutOfHours }

/// <summary>
/// That a person holds a role, is its deputy or its manager. The narrowest one counts: of one child or household, of an organisation that reported,
/// of an area, and last of the whole partnership. <paramref name="Until"/> is the first moment at which it holds no longer.
/// </summary>
/// <param name="Child">A person's key in that household, where it is for one child only.</param>
/// <param name="Organisation">The name by which its system sends reports.</param>
/// <param name="Area">The first half of a postcode.</param>
public sealed record Holding(string Role, Professional Person, Guid? Household = null, Rank Rank = Rank.Holder, Hours Hours = Hours.Always, string? Child = null,
    string? Organisation = null, string? Area = null, DateTimeOffset? From = null, DateTimeOffset? Until = null)
{
    public bool IsAt(DateTimeOffset at) => (From is not { } from || from <= at) && (Until is not { } until || at < until);
}

/// <summary>That a person is away, on leave or ill, and who covers for them, where somebody does.</summary>
public sealed record Away(string Person, DateTimeOffset From, DateTimeOffset Until, Professional? Cover = null);

/// <summary>
/// That a person was told of an alert, in which role; <paramref name="InsteadOf"/> names the role that nobody held. <paramref name="As"/>: they stand in
/// for the holder, as cover, deputy or manager.
/// </summary>
public sealed record Told(string Role, Professional Person, string? InsteadOf = null, string? As = null)
{
    /// <summary>The role that was wanted.</summary>
    [JsonIgnore]
    public string Wanted => InsteadOf ?? Role;
}

/// <summary>How somebody stands in for a role.</summary>
public static class StandsIn
{
    public const string Cover = "cover", Deputy = "deputy", Manager = "manager";
}

/// <summary>Somebody who should have been told and could not be: nobody has that place (<paramref name="Person"/> null), or they are away.</summary>
public sealed record Unreachable(string Role, string Place, Professional? Person)
{
    /// <summary>Says of those told who should have been in their stead, in order: who was away, and which role nobody could be reached in.</summary>
    internal static IEnumerable<Event> Say(string alert, IEnumerable<Told> told, IReadOnlyCollection<Unreachable> missed, DateTimeOffset at)
    {
        foreach (var t in told)
        {
            bool IsOf(Unreachable m) => m.Role == t.Wanted || t.InsteadOf is not null && m.Role is RoleDirectory.FrontDoor or RoleDirectory.Partnership;
            foreach (var one in missed.Where(m => IsOf(m) && (m.Person is not null || m.Role == t.Wanted && t.As is not null && m.Place == "holder")).Distinct())
                yield return new RolePassedOn(alert, one.Role, one.Place, one.Person) { At = at };
            if (t.InsteadOf is { } role)
                yield return new RoleNotHeld(alert, role, t.Person) { At = at };
        }
    }
}
