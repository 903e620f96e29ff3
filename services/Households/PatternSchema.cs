using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Alerts.Domain;
using Alerts.Domain.Values;

namespace Alerts.Households;

/// <summary>The JSON Schema of a partnership's settings of the patterns, made from the catalogue, so that an editor knows each name, range and default.</summary>
public static class PatternSchema
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Text => Schema().ToJsonString(Readable) + "\n";

    /// <summary>Where a number or severity comes from, in words.</summary>
    public static string Words(Origin origin) => origin switch
    {
        Origin.Text => "stands in the review",
        Origin.TextConcept => "the trigger stands in the review, the number is ours",
        Origin.External => "from another published source",
        Origin.Proposal => "ours",
        _ => throw new InvalidOperationException($"origin {origin} has no words"),
    };

    private static JsonObject Schema() => new()
    {
        ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
        ["title"] = "A partnership's settings of the patterns",
        ["description"] = "What is to differ from the published catalogue. What is absent stays as it is published.",
        ["type"] = "object",
        ["required"] = new JsonArray("version"),
        ["additionalProperties"] = false,
        ["properties"] = new JsonObject
        {
            ["$schema"] = new JsonObject { ["type"] = "string" },
            ["version"] = new JsonObject
            {
                ["description"] = "Every alert keeps the version of the settings under which it was raised: choose a new one with every change.",
                ["type"] = "string",
                ["pattern"] = "\\S",
                ["maxLength"] = PatternFile.VersionLength,
            },
            ["patterns"] = new JsonObject
            {
                ["type"] = "object",
                ["additionalProperties"] = false,
                ["properties"] = new JsonObject(Patterns.All.Select(p => KeyValuePair.Create<string, JsonNode?>(p.Id, Of(p)))),
            },
        },
        ["$defs"] = new JsonObject { ["severity"] = Severities(), ["recipients"] = Recipients() },
    };

    private static JsonObject Of(Pattern pattern)
    {
        var properties = new JsonObject
        {
            [PatternFile.On] = new JsonObject { ["description"] = "whether it is asked at all; its alerts stay either way", ["type"] = "boolean", ["default"] = pattern.FirstRelease },
            [PatternFile.Recipients] = new JsonObject
            {
                ["description"] = "who is told, in place of the published list",
                ["$ref"] = "#/$defs/recipients",
                ["default"] = new JsonArray([.. pattern.Tell.Select(t => JsonValue.Create(t))]),
            },
        };
        foreach (var setting in pattern.Settings)
            properties[setting.Name] = setting switch
            {
                Number n => new JsonObject
                {
                    ["description"] = $"{n.Meaning} ({n.Unit}; {Words(n.Origin)})",
                    ["type"] = "integer",
                    ["minimum"] = n.Least,
                    ["maximum"] = n.Most,
                    ["default"] = n.Default,
                },
                Grade g => new JsonObject { ["description"] = $"{g.Meaning} ({Words(g.Origin)})", ["$ref"] = "#/$defs/severity", ["default"] = g.Default.ToString() },
                _ => throw new InvalidOperationException($"a setting of type {setting.GetType().Name} is not known"),
            };
        return new() { ["title"] = pattern.Name, ["description"] = pattern.Cites, ["type"] = "object", ["additionalProperties"] = false, ["properties"] = properties };
    }

    private static JsonObject Severities() => new()
    {
        ["description"] = "S1: act now, decide within 1 hour. S2: the same working day, 4 working hours. S3: within 3 working days. S4: weekly digest.",
        ["enum"] = new JsonArray([.. Enum.GetNames<Severity>().Select(s => JsonValue.Create(s))]),
    };

    private static JsonObject Recipients()
    {
        var role = $"(?:{string.Join('|', RoleDirectory.Codes)}|LEAD:(?:{string.Join('|', Kinds.Agencies.Where(a => RoleDirectory.LeadFor(a) is not null))}))";
        return new()
        {
            ["description"] = "Role codes. \"HV|SN\": HV, or SN where there is no HV. \"LP?\": only if somebody holds it. \"LEADS\": the lead of every attached agency. At least one is told in any case.",
            ["type"] = "array",
            ["uniqueItems"] = true,
            ["items"] = new JsonObject { ["type"] = "string", ["pattern"] = $@"^(?:{RoleDirectory.Leads}|{role}(?:\|{role})*\??)$" },
            ["contains"] = new JsonObject { ["pattern"] = @"^(?!LEADS$)[^?]*$" },
        };
    }
}
