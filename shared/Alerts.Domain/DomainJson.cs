using System.Text.Json;
using System.Text.Json.Serialization;

namespace Alerts.Domain;

/// <summary>How events and reports are written down. What is written is hashed and kept for ever: only ever add to it.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(Event))]
[JsonSerializable(typeof(Report))]
[JsonSerializable(typeof(Whereabouts))]
[JsonSerializable(typeof(InFrontOf))]
public sealed partial class DomainJson : JsonSerializerContext
{
    public static string Write(Event e) => JsonSerializer.Serialize(e, Default.Event);

    /// <exception cref="JsonException">The text is no event that this version knows.</exception>
    public static Event Read(string text) => JsonSerializer.Deserialize(text, Default.Event) ?? throw new JsonException("an event is not null");
}
