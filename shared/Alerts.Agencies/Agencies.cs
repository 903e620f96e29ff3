using Alerts.Domain;
using Alerts.Domain.Values;

namespace Alerts.Agencies;

/// <summary>What an agency's own message means here: a report without its sender, which only the credential tells.</summary>
public sealed record Meaning(string MessageId, string Kind, EventDate Occurred, DateTimeOffset ReportedAt)
{
    public IReadOnlyList<Subject> Subjects { get; init; } = [];
    public Address? Address { get; init; }
    public string? Detail { get; init; }

    /// <summary>Attributes of the kind that hold, for instance "admitted".</summary>
    public IReadOnlyList<string> Says { get; init; } = [];
    public string? Withdraws { get; init; }
    public string? Corrects { get; init; }
}

/// <summary>
/// An agency that sends messages of its own: what it sends, in its words, and what that means here. Nothing else knows that it exists.
/// Reads its fields in its own names; a broken one is refused by throwing <see cref="RefusedException"/>.
/// </summary>
public interface IAgency
{
    /// <summary>The sort of agency, as in <see cref="Kinds.Agencies"/>. Only its senders may send its messages.</summary>
    string Sort { get; }

    /// <summary>Each message by its name with the version in it ("ed-attendance.v1"), and how to read it.</summary>
    IReadOnlyDictionary<string, Func<Fields, DateTimeOffset, Meaning>> Messages { get; }
}

/// <summary>The agencies with messages of their own: one line each. All others send <see cref="AgencyReport"/>.</summary>
public static class AgencyList
{
    public static readonly IReadOnlyList<IAgency> InForce =
    [
        new EmergencyDepartment(),
    ];
}
