using System.Text;
using System.Text.Json.Nodes;
using Alerts.Agencies;
using Alerts.Domain;
using Alerts.Domain.Values;

namespace Alerts.Domain.Tests.Agencies;

/// <summary>Messages as agencies send them, at 10 o'clock on 20 November 2026.</summary>
static class Wire
{
    public static readonly DateTimeOffset Now = new(2026, 11, 20, 10, 0, 0, TimeSpan.Zero);
    public static readonly SenderIdentity School = new("school-17", "school");
    public static readonly SenderIdentity Hospital = new("st-anne-ed", "ed");
    public static readonly string Child = NhsNumber.Fictitious(7).ToString();

    /// <summary>A whole report in the contract's words: every field that there is but withdraws and corrects.</summary>
    public static JsonObject Contract() => new()
    {
        ["version"] = 1,
        ["sender"] = School.Sender,
        ["messageId"] = "m-1",
        ["kind"] = "was-not-brought",
        ["occurredAt"] = "2026-11-18",
        ["precision"] = "day",
        ["reportedAt"] = "2026-11-19T09:30:00+01:00",
        ["subjects"] = new JsonArray(
            new JsonObject { ["role"] = "child", ["ref"] = "p-9", ["nhsNumber"] = Child, ["upn"] = "A123456789012", ["born"] = "2020-02-29", ["name"] = "Zoë" },
            new JsonObject { ["role"] = "parent", ["name"] = "Ann" }),
        ["address"] = new JsonObject { ["uprn"] = "000100012345", ["lines"] = "1 High Street\nStoke", ["postcode"] = "ST1 1AA" },
        ["householdReference"] = "0f8fad5b-d9cb-469f-a165-70867728950e",
        ["detail"] = "Missed again.\r\n\tNo call.",
        ["attributes"] = new JsonObject { ["by"] = "mother", ["critical"] = true, ["room"] = "12b", ["visits"] = 3 },
    };

    /// <summary>An emergency department's own message.</summary>
    public static JsonObject Attendance() => new()
    {
        ["type"] = "ed-attendance.v1",
        ["attendanceId"] = "ATT-2026-0042",
        ["arrivedOn"] = "2026-11-19",
        ["recordedAt"] = "2026-11-19T23:10:00Z",
        ["patient"] = new JsonObject { ["nhsNumber"] = Child, ["localId"] = "L-77", ["bornOn"] = "2024-05-01", ["name"] = "Zoë" },
        ["addressUprn"] = "100012345",
        ["reason"] = "poisoning",
        ["agent"] = "medicine",
        ["medicineOfAnAdult"] = true,
        ["admitted"] = true,
        ["selfHarm"] = false,
        ["note"] = "Two tablets of grandmother's.",
    };

    public static byte[] Bytes(this JsonNode node) => Encoding.UTF8.GetBytes(node.ToJsonString());

    /// <summary>The same with one field set to another value: "subjects[0].role" or "detail". Null takes the field away.</summary>
    public static JsonObject With(this JsonObject message, string path, JsonNode? value)
    {
        JsonNode at = message;
        var steps = path.Replace("[", ".", StringComparison.Ordinal).Replace("]", "", StringComparison.Ordinal).Split('.');
        foreach (var step in steps[..^1])
            at = int.TryParse(step, out var index) ? at[index]! : at[step]!;
        if (value is null)
            ((JsonObject)at).Remove(steps[^1]);
        else
            at[steps[^1]] = value;
        return message;
    }

    /// <summary>As MassTransit wraps what is published through it.</summary>
    public static JsonObject Envelope(this JsonNode message) => new()
    {
        ["messageId"] = "9c2b0000-5d1e-0015-93f5-08de27a1f0aa",
        ["conversationId"] = "9c2b0000-5d1e-0015-95a8-08de27a1f0aa",
        ["destinationAddress"] = "rabbitmq://localhost/Alerts.Agencies:AgencyReport",
        ["messageType"] = new JsonArray("urn:message:Alerts.Agencies:AgencyReport"),
        ["message"] = message.DeepClone(),
        ["sentTime"] = "2026-11-20T10:00:00Z",
        ["headers"] = new JsonObject { ["MT-Activity-Id"] = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01" },
        ["host"] = new JsonObject { ["machineName"] = "agency", ["processId"] = 1 },
    };

    /// <summary>The field and the rule that a message broke; fails where it was taken.</summary>
    public static (string Field, string Rule) RefusalOf(ReadOnlyMemory<byte> body, SenderIdentity sender)
    {
        var refused = Assert.Throws<RefusedException>(() => ReportParser.Parse(body, sender, Now));
        return (refused.Field, refused.Rule);
    }
}
