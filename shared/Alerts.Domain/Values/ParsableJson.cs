using System.Text.Json;
using System.Text.Json.Serialization;

namespace Alerts.Domain.Values;

/// <summary>Writes a value as its text and reads it back by its own rules, so that a wrong identity cannot be stored.</summary>
public sealed class ParsableJson<T> : JsonConverter<T> where T : IParsable<T>
{
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        T.Parse(reader.GetString() ?? "", null);

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
}
