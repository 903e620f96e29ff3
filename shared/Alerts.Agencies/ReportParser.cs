using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Alerts.Domain;
using Alerts.Domain.Values;

namespace Alerts.Agencies;

/// <summary>Who sends, as the credential says: the sender's id and what sort of agency it is.</summary>
public sealed record SenderIdentity(string Sender, string Agency);

/// <summary>
/// The one parser: raw bytes of any path (HTTP, AMQP plain or in a MassTransit envelope) to a report, or to the one field and rule that is
/// broken. Strict: no duplicate or unknown fields, nesting of at most 16.
/// </summary>
public static class ReportParser
{
    /// <summary>The most bytes that can be a report; what is longer is kept in quarantine.</summary>
    public const int LongestBody = 256 * 1024;

    private const string Ahead = "must not lie more than a day ahead";
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 16 };

    private static readonly Dictionary<string, (IAgency Agency, Func<Fields, DateTimeOffset, Meaning> Read)> OwnMessages =
        AgencyList.InForce.SelectMany(a => a.Messages.Select(m => (m.Key, (a, m.Value)))).ToDictionary(x => x.Key, x => x.Item2);

    private static readonly Dictionary<string, Precision> Precisions = new()
    {
        ["day"] = Precision.Day,
        ["month"] = Precision.Month,
        ["quarter"] = Precision.Quarter,
        ["year"] = Precision.Year,
        ["order-only"] = Precision.OrderOnly,
    };

    /// <exception cref="RefusedException">What was sent is no report; the field and the rule are named.</exception>
    public static Report Parse(ReadOnlyMemory<byte> body, SenderIdentity sender, DateTimeOffset now)
    {
        if (body.Length > LongestBody)
            throw new RefusedException("body", $"must be at most {LongestBody / 1024} KiB");
        using var document = Read(body);
        var fields = new Fields(Unwrapped(document.RootElement));
        if (fields.Optional("sender", 200) is { } named && named != sender.Sender)
            throw fields.Refuse("sender", "must be the sender that the credential belongs to");
        if (fields.Optional("type", 100) is not { } type)
            return Contract(fields, sender, now);
        if (!OwnMessages.TryGetValue(type, out var own))
            throw fields.Refuse("type", "is no message that an agency sends");
        if (own.Agency.Sort != sender.Agency)
            throw fields.Refuse("type", $"is sent by {own.Agency.Sort} only");
        var meaning = own.Read(fields, now);
        fields.NothingElse();
        return new Report
        {
            Id = new(sender.Sender, meaning.MessageId),
            Agency = sender.Agency,
            Kind = meaning.Kind,
            Occurred = meaning.Occurred,
            ReportedAt = meaning.ReportedAt,
            Subjects = meaning.Subjects,
            Address = meaning.Address,
            Detail = meaning.Detail,
            Attributes = meaning.Says.ToDictionary(s => s, _ => JsonElement.Parse("true")),
            Withdraws = meaning.Withdraws,
            Corrects = meaning.Corrects,
        };
    }

    /// <summary>The message id where one can be read, for a row that is refused: null where there is none.</summary>
    public static string? MessageIdOf(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = Read(body);
            var root = Unwrapped(document.RootElement);
            return new[] { "messageId", "attendanceId" }.Select(n => root.TryGetProperty(n, out var v) && v.ValueKind == JsonValueKind.String ? v.GetString() : null)
                .FirstOrDefault(id => id is { Length: > 0 and <= 200 } && !id.Any(char.IsControl));
        }
        catch (Exception unreadable) when (unreadable is RefusedException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>Equal for two reports exactly when they say the same; what only the transport added does not count.</summary>
    public static string Fingerprint(Report report) =>
        Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(report, DomainJson.Default.Report)));

    private static JsonDocument Read(ReadOnlyMemory<byte> body)
    {
        try
        {
            if (body.Span.StartsWith(Encoding.UTF8.Preamble))
                body = body[Encoding.UTF8.Preamble.Length..];
            return JsonDocument.Parse(body, Strict);
        }
        catch (InvalidOperationException)
        {
            throw new RefusedException("body", Fields.NamesAreText);
        }
        // The parser's own words may quote what was sent, so they are not passed on.
        catch (JsonException broken)
        {
            throw new RefusedException("body", broken.Message.Contains("uplicate", StringComparison.Ordinal) ? "must not hold the same field twice"
                : broken.Message.Contains("maximum configured depth", StringComparison.Ordinal) ? $"must not be nested deeper than {Strict.MaxDepth}"
                : $"must be JSON (line {broken.LineNumber + 1}, byte {broken.BytePositionInLine + 1})");
        }
    }

    // MassTransit wraps a message in an envelope with its type beside it.
    private static JsonElement Unwrapped(JsonElement root) =>
        root.ValueKind == JsonValueKind.Object && root.TryGetProperty("messageType", out _) && root.TryGetProperty("message", out var message) ? message : root;

    private static Report Contract(Fields fields, SenderIdentity sender, DateTimeOffset now)
    {
        if (fields.Whole("version") is { } version && version != 1)
            throw fields.Refuse("version", "must be 1");
        var today = DateOnly.FromDateTime(now.UtcDateTime);
        var kind = fields.Required("kind", 100);
        if (Kinds.Find(kind) is not { } known)
            throw fields.Refuse("kind", "is no kind of the vocabulary");
        var occurred = fields.Day("occurredAt", today.AddDays(1), Ahead) ?? throw fields.Refuse("occurredAt", "is required");
        if (!Precisions.TryGetValue(fields.Optional("precision", 20) ?? "day", out var precision))
            throw fields.Refuse("precision", "must be day, month, quarter, year or order-only");
        var id = fields.Required("messageId", 200);
        var (withdraws, corrects) = fields.Earlier("withdraws", "corrects", id);
        var report = new Report
        {
            Id = new(sender.Sender, id),
            Agency = sender.Agency,
            Kind = kind,
            Occurred = new(occurred, precision),
            ReportedAt = fields.Moment("reportedAt", now.AddDays(1)) ?? throw fields.Refuse("reportedAt", "is required"),
            Subjects = [.. fields.List("subjects", 50).Select(s => SubjectOf(s, today))],
            Address = fields.Object("address") is { } address ? AddressOf(address) : null,
            HouseholdReference = fields.Identity<Guid>("householdReference", "must be a household's reference as this system gave it"),
            Detail = fields.Optional("detail", 10_000, lines: true),
            Attributes = fields.Object("attributes") is { } attributes ? AttributesOf(attributes, known) : new Dictionary<string, JsonElement>(),
            Withdraws = withdraws,
            Corrects = corrects,
        };
        fields.NothingElse();
        if (report.Subjects.Count == 0 && report.Address is null && report.HouseholdReference is null && report.Withdraws is null)
            throw fields.Refuse("subjects", "name a person, or give an address or a household reference");
        return report;
    }

    private static Subject SubjectOf(Fields fields, DateOnly today)
    {
        var role = fields.Required("role", 20);
        if (!SubjectRoles.All.Contains(role))
            throw fields.Refuse("role", "must be " + string.Join(", ", SubjectRoles.All));
        // An unborn child's date is the day when the birth is expected.
        var latest = role == SubjectRoles.Unborn ? today.AddMonths(10) : today.AddDays(1);
        var subject = new Subject(role, fields.Optional("ref", 200), fields.Identity<NhsNumber>("nhsNumber", "must be an NHS number with a right check digit"),
            fields.Identity<Upn>("upn", "must be a UPN with a right check letter"), fields.Day("born", latest, "must not lie ahead"), fields.Optional("name", 200));
        fields.NothingElse();
        return subject;
    }

    private static Address AddressOf(Fields fields)
    {
        var address = new Address(fields.Identity<Uprn>("uprn", "must be a UPRN of one to twelve digits"), fields.Optional("lines", 500, lines: true), fields.Optional("postcode", 10));
        fields.NothingElse();
        return address == new Address() ? throw fields.Refuse("uprn", "give a UPRN, address lines or a postcode") : address;
    }

    private static Dictionary<string, JsonElement> AttributesOf(Fields fields, Kind kind)
    {
        var attributes = new Dictionary<string, JsonElement>();
        foreach (var (name, value) in fields.TakeAll())
        {
            if (attributes.Count == 50)
                throw fields.Refuse(name, "is one too many: at most 50 attributes");
            if (kind.Attributes.TryGetValue(name, out var type) && !Fits(type, value))
                throw fields.Refuse(name, type switch
                {
                    AttributeType.Flag => "must be true or false",
                    AttributeType.Number => "must be a number from 0 to 100,000",
                    AttributeType.Share => "must be a share from 0 to 1, not a percentage",
                    AttributeType.Date => "must be a day or a month like 2026-11",
                    _ => "must be text",
                });
            attributes.Add(name, value);
        }
        return attributes;
    }

    private static bool Fits(AttributeType type, JsonElement value) => type switch
    {
        AttributeType.Flag => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        AttributeType.Number => value.ValueKind == JsonValueKind.Number && value.TryGetDecimal(out var n) && n is >= 0 and <= 100_000,
        AttributeType.Share => value.ValueKind == JsonValueKind.Number && value.TryGetDecimal(out var share) && share is >= 0 and <= 1,
        AttributeType.Date => value.ValueKind == JsonValueKind.String && DateOnly.TryParseExact(value.GetString() is { Length: 7 } m ? m + "-01" : value.GetString(), "yyyy-MM-dd", out _),
        AttributeType.Words => value.ValueKind == JsonValueKind.String,
        _ => throw new InvalidOperationException($"attribute type {type} has no rule"),
    };
}
