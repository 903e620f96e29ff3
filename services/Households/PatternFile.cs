using System.Text.Encodings.Web;
using System.Text.Json;
using Alerts.Domain;
using Alerts.Domain.Values;

namespace Alerts.Households;

/// <summary>
/// A partnership's settings of the patterns: a version, and what is to differ from the published catalogue; what is absent stays as it is
/// published. All that is wrong with a file is said at once, one line each.
/// </summary>
public sealed class PatternFile
{
    /// <summary>The settings' names that every pattern has, beside those of its own numbers and severities.</summary>
    public const string On = "on", Recipients = "recipients";

    /// <summary>The longest version that is kept with each alert, in characters.</summary>
    public const int VersionLength = 100;

    private static readonly string[] TopNames = ["$schema", "version", "patterns"];

    private readonly string file;
    private readonly List<string> wrong = [];

    private PatternFile(string file) => this.file = file;

    /// <summary>As <see cref="Read"/>; the words "published" and "everything" stand for what needs no file.</summary>
    public static PatternSet Named(string fileOrWord) => fileOrWord switch
    {
        "published" => PatternSet.Published,
        "everything" => PatternSet.Everything,
        var path => Read(path),
    };

    /// <exception cref="InvalidDataException">The file cannot be used; each line of the message names the file, the place and the rule.</exception>
    public static PatternSet Read(string path)
    {
        var reader = new PatternFile(path);
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllText(path), new() { CommentHandling = JsonCommentHandling.Skip });
            var set = reader.Set(document.RootElement);
            return reader.wrong.Count == 0 ? set : throw new InvalidDataException(string.Join('\n', reader.wrong));
        }
        catch (JsonException broken)
        {
            throw new InvalidDataException($"{path}: is not JSON (line {broken.LineNumber + 1}, byte {broken.BytePositionInLine + 1})", broken);
        }
        // InvalidOperationException: text that is no Unicode.
        catch (Exception unusable) when (unusable is IOException or UnauthorizedAccessException or ArgumentException or InvalidOperationException)
        {
            throw new InvalidDataException($"{path}: {unusable.Message}", unusable);
        }
    }

    private PatternSet Set(JsonElement root)
    {
        var top = Properties("$", root);
        foreach (var name in top.Keys.Except(TopNames))
            Wrong(At("$", name), $"is not known here; there are {string.Join(", ", TopNames)}");
        if (top.TryGetValue("$schema", out var schema) && schema.ValueKind != JsonValueKind.String)
            Wrong(At("$", "$schema"), "must be text");
        var chosen = top.TryGetValue("patterns", out var patterns) ? Patterned(patterns) : [];
        return new(root.ValueKind == JsonValueKind.Object ? Version(top) : null, [.. Patterns.All.Select(p => p.With(chosen.GetValueOrDefault(p.Id, Chosen.Nothing)))]);
    }

    private string? Version(Dictionary<string, JsonElement> top)
    {
        if (top.TryGetValue("version", out var version) && version.ValueKind == JsonValueKind.String && version.GetString() is { } text
            && !string.IsNullOrWhiteSpace(text) && text.Length <= VersionLength && !text.Any(char.IsControl))
            return text;
        Wrong("$.version", $"is required and must be one line of text, of at most {VersionLength} characters: every alert keeps it");
        return null;
    }

    private Dictionary<string, Chosen> Patterned(JsonElement patterns)
    {
        var chosen = new Dictionary<string, Chosen>();
        foreach (var (id, settings) in Properties("$.patterns", patterns))
            if (Patterns.Find(id) is { } pattern)
                chosen[id] = ChosenFor(pattern, At("$.patterns", id), settings);
            else
                Wrong(At("$.patterns", id), $"there is no such pattern; there are {string.Join(", ", Patterns.All.Select(p => p.Id))}");
        return chosen;
    }

    private Chosen ChosenFor(Pattern pattern, string path, JsonElement settings)
    {
        bool? on = null;
        IReadOnlyList<string>? tell = null;
        var (numbers, grades) = (new Dictionary<string, int>(), new Dictionary<string, Severity>());
        foreach (var (name, value) in Properties(path, settings))
        {
            var here = At(path, name);
            switch (pattern.Settings.FirstOrDefault(s => s.Name == name))
            {
                case Number number: numbers[name] = WholeNumber(here, value, number); break;
                case Grade grade: grades[name] = SeverityIn(here, value, grade); break;
                case null when name == On: on = YesOrNo(here, value); break;
                case null when name == Recipients: tell = Told(here, value); break;
                default: Wrong(here, $"is no setting of {pattern.Id}; it has {string.Join(", ", pattern.Settings.Select(s => s.Name).Prepend(Recipients).Prepend(On))}"); break;
            }
        }
        return new(on, tell, numbers, grades);
    }

    private int WholeNumber(string path, JsonElement value, Number number)
    {
        if (value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var whole) && whole >= number.Least && whole <= number.Most)
            return whole;
        Wrong(path, $"must be a whole number from {number.Least} to {number.Most}");
        return number.Default;
    }

    private Severity SeverityIn(string path, JsonElement value, Grade grade)
    {
        if (value.ValueKind == JsonValueKind.String && Enum.GetNames<Severity>().Contains(value.GetString()))
            return Enum.Parse<Severity>(value.GetString()!);
        Wrong(path, $"must be one of {string.Join(", ", Enum.GetNames<Severity>())}");
        return grade.Default;
    }

    private bool? YesOrNo(string path, JsonElement value)
    {
        if (value.ValueKind is JsonValueKind.True or JsonValueKind.False)
            return value.GetBoolean();
        Wrong(path, "must be true or false");
        return null;
    }

    private List<string> Told(string path, JsonElement value)
    {
        const string Rule = "must be a list of role codes with at least one that is told in any case: not LEADS, and without a trailing ?";
        if (value.ValueKind != JsonValueKind.Array)
        {
            Wrong(path, Rule);
            return [];
        }
        var before = wrong.Count;
        var told = value.EnumerateArray().Select((v, i) => Recipient($"{path}[{i}]", v)).OfType<string>().ToList();
        foreach (var twice in told.GroupBy(t => t).Where(g => g.Count() > 1))
            Wrong(path, $"names {twice.Key} twice");
        // Otherwise an alert could be raised that nobody at all is told of.
        if (wrong.Count == before && told.TrueForAll(t => t == RoleDirectory.Leads || t.EndsWith('?')))
            Wrong(path, Rule);
        return told;
    }

    private string? Recipient(string path, JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.String || value.GetString() is not { Length: > 0 } recipient)
        {
            Wrong(path, "must be a role code, as \"HV\"; \"HV|SN\" is HV, or SN where there is no HV; \"LP?\" only if somebody holds it");
            return null;
        }
        if (recipient == RoleDirectory.Leads)
            return recipient;
        foreach (var code in (recipient.EndsWith('?') ? recipient[..^1] : recipient).Split('|'))
            if (!RoleDirectory.IsKnown(code))
                Wrong(path, $"{Quoted(code)} is no role code; there are {string.Join(", ", RoleDirectory.Codes)}, LEAD:agency and, alone, {RoleDirectory.Leads}");
            else if (code.StartsWith("LEAD:", StringComparison.Ordinal) && RoleDirectory.LeadFor(code[5..]) is null)
                Wrong(path, $"{Quoted(code)} is outside the statutory network, which is never told of an alert");
        return recipient;
    }

    // Of a name that is there twice it cannot be known which was meant.
    private Dictionary<string, JsonElement> Properties(string path, JsonElement element)
    {
        var properties = new Dictionary<string, JsonElement>();
        if (element.ValueKind != JsonValueKind.Object)
            Wrong(path, "must be a JSON object");
        else
            foreach (var property in element.EnumerateObject())
                if (!properties.TryAdd(property.Name, property.Value))
                    Wrong(At(path, property.Name), "is there twice");
        return properties;
    }

    private void Wrong(string path, string rule) => wrong.Add($"{file}: {path}: {rule}");

    private static string At(string path, string name) =>
        name.Length > 0 && name.All(char.IsAsciiLetterOrDigit) && !char.IsAsciiDigit(name[0]) ? $"{path}.{name}" : $"{path}[{Quoted(name)}]";

    private static string Quoted(string text) => $"\"{JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\"";
}
