using System.Text.Json;
using System.Text.Json.Serialization;

namespace Alerts.Agencies;

/// <summary>
/// The wire contract, version 1: one thing that one agency says happened. Sent as JSON with these names in camelCase, or published as this
/// type through MassTransit. Required: messageId, kind, occurredAt, reportedAt, and at least one of subjects, address, householdReference.
/// </summary>
public sealed record AgencyReport
{
    /// <summary>Always 1.</summary>
    public int Version { get; init; } = 1;

    /// <summary>May be left out; where it stands it must be the sender that the credential belongs to.</summary>
    public string? Sender { get; init; }

    /// <summary>The sender's own id for this report, at most 200 characters. The same id again with the same content is the same report.</summary>
    public required string MessageId { get; init; }

    /// <summary>A kind of the vocabulary, for instance "medication-ingestion".</summary>
    public required string Kind { get; init; }

    /// <summary>The day when it happened, yyyy-MM-dd, from 1900 to at most a day ahead.</summary>
    public required string OccurredAt { get; init; }

    /// <summary>How well that day is known: day, month, quarter, year or order-only. Left out: day.</summary>
    public string? Precision { get; init; }

    /// <summary>When the sender wrote it down, with an offset: 2026-11-20T10:02:00Z.</summary>
    public required string ReportedAt { get; init; }

    public IReadOnlyList<AgencySubject>? Subjects { get; init; }
    public AgencyAddress? Address { get; init; }

    /// <summary>The household's reference in this system, where the sender was given one.</summary>
    public string? HouseholdReference { get; init; }

    /// <summary>What happened, in words; at most 10,000 characters.</summary>
    public string? Detail { get; init; }

    /// <summary>Fields of the kind: text, numbers, true or false.</summary>
    public IReadOnlyDictionary<string, JsonElement>? Attributes { get; init; }

    /// <summary>The message id of an earlier report of the same sender that was wrong altogether.</summary>
    public string? Withdraws { get; init; }

    /// <summary>The message id of an earlier report of the same sender that this one replaces.</summary>
    public string? Corrects { get; init; }
}

/// <summary>A person whom the report is about. Role: child, unborn, parent, carer, partner, relative or other-adult.</summary>
public sealed record AgencySubject(string Role, string? Ref = null, string? NhsNumber = null, string? Upn = null, string? Born = null, string? Name = null);

/// <summary>Where the household lives, never where else something happened: a UPRN can tell which household it is.</summary>
public sealed record AgencyAddress(string? Uprn = null, string? Lines = null, string? Postcode = null);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(AgencyReport))]
public sealed partial class AgencyJson : JsonSerializerContext;
