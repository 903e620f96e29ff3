using System.Text.Json;
using System.Text.Json.Serialization;
using Alerts.Domain.Values;

namespace Alerts.Domain;

/// <summary>What makes a report one report: who sent it (known from the credential) and the sender's own id for it.</summary>
public readonly record struct ReportId(string Sender, string MessageId) : IComparable<ReportId>
{
    public int CompareTo(ReportId other) =>
        string.CompareOrdinal(Sender, other.Sender) is var c and not 0 ? c : string.CompareOrdinal(MessageId, other.MessageId);

    // One string is enough to tell apart what one household has: reports are looked up very often.
    public override int GetHashCode() => MessageId is null ? 0 : StringComparer.Ordinal.GetHashCode(MessageId);

    public override string ToString() => $"{Sender}/{MessageId}";
}

/// <summary>What a person is in the household.</summary>
public static class SubjectRoles
{
    public const string Child = "child";
    public const string Unborn = "unborn";

    /// <summary>Every role that a subject may have.</summary>
    public static readonly IReadOnlyList<string> All = [Child, Unborn, "parent", "carer", "partner", "relative", "other-adult"];
}

/// <summary>A person whom a report is about. Any identifier may be missing; <paramref name="Ref"/> is the sender's own reference.</summary>
public sealed record Subject(string Role, string? Ref = null, NhsNumber? NhsNumber = null, Upn? Upn = null, DateOnly? Born = null, string? Name = null)
{
    [JsonIgnore]
    public bool IsChild => Role is SubjectRoles.Child or SubjectRoles.Unborn;

    /// <summary>The strongest name under which this person can be recognised again.</summary>
    public string Key(Report report) => NhsNumber is { } nhs ? "1-nhs:" + nhs : Keys(report).First();

    /// <summary>Every such name, the strongest first. Never empty.</summary>
    public IEnumerable<string> Keys(Report report)
    {
        if (NhsNumber is not null)
            yield return Key(report);
        if (Upn is { } upn)
            yield return "2-upn:" + upn;
        if (Ref is not null)
            yield return $"3-ref:{report.Id.Sender}/{Ref}";
        if (NhsNumber is null && Upn is null && Ref is null)
            yield return $"4-only:{report.Id}/{Role}/{Name}{WhichIn(report)}";
    }

    // Two whom nobody can tell apart are still two.
    private string WhichIn(Report report)
    {
        var before = report.Subjects.TakeWhile(s => !ReferenceEquals(s, this)).Count(s => s is { NhsNumber: null, Upn: null, Ref: null } && s.Role == Role && s.Name == Name);
        return before == 0 ? "" : $"#{before + 1}";
    }
}

/// <summary>Where the household lives. Where else something happened belongs into the words of the report.</summary>
public sealed record Address(Uprn? Uprn = null, string? Lines = null, string? Postcode = null);

/// <summary>
/// One thing that one agency says happened, in our words. Windows run on <see cref="Occurred"/>, never on arrival.
/// A report that withdraws or corrects names the message id of an earlier one of the same sender.
/// </summary>
public sealed record Report
{
    public required ReportId Id { get; init; }

    /// <summary>What sort of agency the sender is: "ed", "school", "rspca", … (see <see cref="Kinds.Agencies"/>).</summary>
    public required string Agency { get; init; }

    public required string Kind { get; init; }
    public required EventDate Occurred { get; init; }
    public required DateTimeOffset ReportedAt { get; init; }

    // A text that leaves it out reads as none, never as null.
    public IReadOnlyList<Subject> Subjects { get; init => field = value ?? []; } = [];

    public Address? Address { get; init; }
    public Guid? HouseholdReference { get; init; }
    public string? Detail { get; init; }
    public IReadOnlyDictionary<string, JsonElement> Attributes { get; init => field = value ?? NoAttributes; } = NoAttributes;
    public string? Withdraws { get; init; }
    public string? Corrects { get; init; }

    private static readonly IReadOnlyDictionary<string, JsonElement> NoAttributes = new Dictionary<string, JsonElement>();

    /// <summary>True when the sender set this attribute of the kind to true.</summary>
    public bool Says(string attribute) => Attributes.TryGetValue(attribute, out var v) && v.ValueKind == JsonValueKind.True;

    /// <summary>True when the sender set it to false; silence says nothing.</summary>
    public bool Denies(string attribute) => Attributes.TryGetValue(attribute, out var v) && v.ValueKind == JsonValueKind.False;

    public string? Text(string attribute) => Attributes.TryGetValue(attribute, out var v) && v.ValueKind == JsonValueKind.String ? v.GetString() : null;

    public decimal? Number(string attribute) => Attributes.TryGetValue(attribute, out var v) && v.ValueKind == JsonValueKind.Number ? v.GetDecimal() : null;

    /// <summary>A day or a month ("2020-11": its first day) given as an attribute; null when absent.</summary>
    public DateOnly? Day(string attribute) =>
        Text(attribute) is { } s && DateOnly.TryParseExact(s.Length == 7 ? s + "-01" : s, "yyyy-MM-dd", out var day) ? day : null;
}
