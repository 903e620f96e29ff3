using System.Globalization;
using System.Text;
using System.Text.Json;
using Alerts.Domain.Values;

namespace Alerts.Agencies;

/// <summary>A report that cannot be taken: the field, as a path, and the rule that it broke. Holds nothing of what was sent but field names.</summary>
public sealed class RefusedException(string field, string rule) : Exception($"{field}: {rule}")
{
    public string Field { get; } = field;
    public string Rule { get; } = rule;
}

/// <summary>
/// Reads the fields of one JSON object by name and says which field broke which rule. What nobody read is refused at the end, so that a
/// misspelt field is an error and not a silence.
/// </summary>
public sealed class Fields
{
    /// <summary>The rule for names: half a surrogate pair, or bytes that are no UTF-8, cannot be read at all.</summary>
    internal const string NamesAreText = "must have names that are text";

    private static readonly DateOnly Earliest = new(1900, 1, 1);
    private readonly string path;
    private readonly Dictionary<string, JsonElement> left;

    public Fields(JsonElement element, string path = "")
    {
        this.path = path;
        if (element.ValueKind != JsonValueKind.Object)
            throw new RefusedException(path.Length == 0 ? "body" : path, "must be a JSON object");
        try
        {
            left = element.EnumerateObject().Where(p => p.Value.ValueKind != JsonValueKind.Null).ToDictionary(p => p.Name, p => p.Value);
        }
        catch (InvalidOperationException)
        {
            throw new RefusedException(path.Length == 0 ? "body" : path, NamesAreText);
        }
    }

    public bool Has(string name) => left.ContainsKey(name);

    public RefusedException Refuse(string name, string rule) => new(At(name), rule);

    public string Required(string name, int longest) => Optional(name, longest) ?? throw Refuse(name, "is required");

    /// <summary>Text without control characters, in Unicode's composed form; null where the field is missing.</summary>
    public string? Optional(string name, int longest, bool lines = false)
    {
        if (!left.Remove(name, out var value))
            return null;
        if (value.ValueKind != JsonValueKind.String)
            throw Refuse(name, "must be text");
        string text;
        try
        {
            text = value.GetString()!.Normalize(NormalizationForm.FormC);
        }
        catch (Exception broken) when (broken is InvalidOperationException or ArgumentException)
        {
            throw Refuse(name, "holds characters that are no text (half a surrogate pair)");
        }
        if (text.Length > longest)
            throw Refuse(name, $"must be at most {longest.ToString("N0", CultureInfo.InvariantCulture)} characters");
        if (text.Any(c => char.IsControl(c) && !(lines && c is '\n' or '\r' or '\t')))
            throw Refuse(name, "must hold no control characters");
        if (string.IsNullOrWhiteSpace(text))
            throw Refuse(name, "must not be empty");
        return text;
    }

    public bool Flag(string name)
    {
        if (!left.Remove(name, out var value))
            return false;
        return value.ValueKind switch
        {
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            _ => throw Refuse(name, "must be true or false"),
        };
    }

    public int? Whole(string name)
    {
        if (!left.Remove(name, out var value))
            return null;
        return value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) ? number : throw Refuse(name, "must be a whole number");
    }

    /// <summary>A day from 1900 to <paramref name="latest"/>.</summary>
    public DateOnly? Day(string name, DateOnly latest, string latestInWords)
    {
        if (Optional(name, 40) is not { } text)
            return null;
        if (!DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            throw Refuse(name, "must be a date like 2026-11-20");
        if (day < Earliest)
            throw Refuse(name, "must not lie before 1900");
        return day <= latest ? day : throw Refuse(name, latestInWords);
    }

    public DateTimeOffset? Moment(string name, DateTimeOffset latest)
    {
        if (!left.TryGetValue(name, out var value))
            return null;
        if (Optional(name, 40) is not { } text || !text.Contains('T', StringComparison.Ordinal) || !value.TryGetDateTimeOffset(out var moment) || !HasOffset(text))
            throw Refuse(name, "must be a time with an offset like 2026-11-20T10:02:00Z");
        if (moment.Year < 1900)
            throw Refuse(name, "must not lie before 1900");
        return moment <= latest ? moment : throw Refuse(name, "must not lie more than a day ahead");
    }

    /// <summary>An identity that cannot be wrong.</summary>
    public T? Identity<T>(string name, string rule) where T : struct, IParsable<T> =>
        Optional(name, 40) is not { } text ? null : T.TryParse(text, CultureInfo.InvariantCulture, out var value) ? value : throw Refuse(name, rule);

    /// <summary>The earlier report that this one withdraws, and the one that it corrects, in the sender's names for the two: at most one of them, and not itself.</summary>
    public (string? Withdraws, string? Corrects) Earlier(string withdraws, string corrects, string own)
    {
        var (withdrawn, corrected) = (Optional(withdraws, 200), Optional(corrects, 200));
        if (withdrawn is not null && corrected is not null)
            throw Refuse(corrects, $"must not stand together with {withdraws}");
        return (withdrawn ?? corrected) != own ? (withdrawn, corrected) : throw Refuse(withdrawn is null ? corrects : withdraws, "must name an earlier report, not itself");
    }

    public Fields? Object(string name) => left.Remove(name, out var value) ? new Fields(value, At(name)) : null;

    public IReadOnlyList<Fields> List(string name, int most)
    {
        if (!left.Remove(name, out var value))
            return [];
        if (value.ValueKind != JsonValueKind.Array)
            throw Refuse(name, "must be a list");
        if (value.GetArrayLength() > most)
            throw Refuse(name, $"must hold at most {most} entries");
        return [.. value.EnumerateArray().Select((e, i) => new Fields(e, $"{At(name)}[{i}]"))];
    }

    /// <summary>Takes everything that is left, as text, numbers and flags.</summary>
    public IEnumerable<(string Name, JsonElement Value)> TakeAll()
    {
        foreach (var name in left.Keys.Order(StringComparer.Ordinal).ToList())
        {
            var value = left[name];
            if (!IsName(name))
                throw Refuse(name, "must be a name of letters, digits, dots, hyphens and underscores");
            if (value.ValueKind is JsonValueKind.Object or JsonValueKind.Array)
                throw Refuse(name, "must be text, a number, true or false");
            if (value.ValueKind == JsonValueKind.Number && !value.TryGetDecimal(out _))
                throw Refuse(name, "must be a number of a usual size");
            if (value.ValueKind == JsonValueKind.String)
                value = JsonElement.Parse(JsonSerializer.Serialize(Optional(name, 500)!, Plain.Default.String));
            left.Remove(name);
            yield return (name, value.Clone());
        }
    }

    /// <exception cref="RefusedException">A field that the contract does not have.</exception>
    public void NothingElse()
    {
        if (left.Count > 0)
            throw Refuse(left.Keys.Order(StringComparer.Ordinal).First(), "is no field of the contract");
    }

    private string At(string name)
    {
        var shown = IsName(name) ? name : "(a name that is none)";
        return path.Length == 0 ? shown : $"{path}.{shown}";
    }

    private static bool IsName(string name) => name.Length is > 0 and <= 60 && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.');

    private static bool HasOffset(string text) => text.EndsWith('Z') || text.LastIndexOfAny(['+', '-']) > text.IndexOf('T', StringComparison.Ordinal);
}

[System.Text.Json.Serialization.JsonSerializable(typeof(string))]
internal sealed partial class Plain : System.Text.Json.Serialization.JsonSerializerContext;
