using System.Text.Json;
using System.Text.Json.Serialization;
using Alerts.Domain;

namespace Alerts.Standalone.Catalogue;

/// <summary>The same for programs: one JSON object a line.</summary>
public static class PatternJson
{
    public static IEnumerable<string> Lines(PatternSet set) =>
        set.All.Select(p => JsonSerializer.Serialize(Line(p), CatalogueJson.Default.PatternLine))
            .Prepend(JsonSerializer.Serialize(new SettingsLine("settings", set.Version, set.InForce.Count, set.All.Count), CatalogueJson.Default.SettingsLine));

    public static IEnumerable<string> Memory() => Kinds.All.Select(k =>
        JsonSerializer.Serialize(new MemoryLine("memory", k.Name, k.Fades, k.NeverFadesIf, Kebab(k.Weight.ToString()), Kebab(k.Stance.ToString()), k.Meaning), CatalogueJson.Default.MemoryLine));

    private static PatternLine Line(Pattern pattern)
    {
        var published = Patterns.Find(pattern.Id)!;
        return new("pattern", pattern.Id, pattern.Version, pattern.Name, Kebab(pattern.Class.ToString()), pattern.IsOn, published.IsOn, pattern.IsChanged,
            [.. pattern.Settings.OfType<Number>().Select(n => new NumberLine(n.Name, pattern[n], n.Default, n.Unit, n.Least, n.Most, Kebab(n.Origin.ToString()), n.Meaning))],
            [.. pattern.Settings.OfType<Grade>().Select(g => new GradeLine(g.Name, pattern[g].ToString(), g.Default.ToString(), Kebab(g.Origin.ToString()), g.Meaning))],
            pattern.Tell, published.Tell, pattern.Memory, pattern.Clears, pattern.Cites);
    }

    private static string Kebab(string name) => JsonNamingPolicy.KebabCaseLower.ConvertName(name);
}

internal sealed record SettingsLine(string Type, string? Version, int On, int Patterns);

internal sealed record PatternLine(string Type, string Id, int Version, string Name, string Class, bool On, bool PublishedOn, bool Changed, IReadOnlyList<NumberLine> Numbers,
    IReadOnlyList<GradeLine> Severities, IReadOnlyList<string> Recipients, IReadOnlyList<string> PublishedRecipients, string Memory, string Clears, string Cites);

internal sealed record NumberLine(string Name, int Value, int Published, string Unit, int Least, int Most, string Origin, string Meaning);

internal sealed record GradeLine(string Name, string Value, string Published, string Origin, string Meaning);

internal sealed record MemoryLine(string Type, string Kind, int? Months, IReadOnlyList<string> NeverIf, string Weight, string Stance, string Meaning);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(SettingsLine))]
[JsonSerializable(typeof(PatternLine))]
[JsonSerializable(typeof(MemoryLine))]
internal sealed partial class CatalogueJson : JsonSerializerContext;
