using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Alerts.Agencies;
using Alerts.Domain.Values;

namespace Alerts.Domain.Tests.Agencies;

public sealed class WellFormed
{
    private static readonly Report Whole = new()
    {
        Id = new("school-17", "m-1"),
        Agency = "school",
        Kind = "was-not-brought",
        Occurred = new(new(2026, 11, 18), Precision.Day),
        ReportedAt = new(2026, 11, 19, 9, 30, 0, TimeSpan.FromHours(1)),
        Subjects =
        [
            new("child", "p-9", NhsNumber.Fictitious(7), Upn.Parse("A123456789012", null), new(2020, 2, 29), "Zoë"),
            new("parent", Name: "Ann"),
        ],
        Address = new(Uprn.Parse("100012345", null), "1 High Street\nStoke", "ST1 1AA"),
        HouseholdReference = new("0f8fad5b-d9cb-469f-a165-70867728950e"),
        Detail = "Missed again.\r\n\tNo call.",
        Attributes = Attributes("""{"by": "mother", "critical": true, "room": "12b", "visits": 3}"""),
    };

    private static readonly Report Attended = new()
    {
        Id = new("st-anne-ed", "ATT-2026-0042"),
        Agency = "ed",
        Kind = "medication-ingestion",
        Occurred = new(new(2026, 11, 19), Precision.Day),
        ReportedAt = new(2026, 11, 19, 23, 10, 0, TimeSpan.Zero),
        Subjects = [new("child", "L-77", NhsNumber.Fictitious(7), Born: new(2024, 5, 1), Name: "Zoë")],
        Address = new(Uprn.Parse("100012345", null)),
        Detail = "Two tablets of grandmother's.",
        Attributes = Attributes("""{"admitted": true, "adultMedicine": true}"""),
    };

    [Fact]
    public void Plain_JSON_is_the_exact_report() => Same(Whole, Read(Wire.Contract().Bytes(), Wire.School));

    [Fact]
    public void A_byte_order_mark_in_front_changes_nothing() => Same(Whole, Read([.. Encoding.UTF8.Preamble, .. Wire.Contract().Bytes()], Wire.School));

    [Fact]
    public void MassTransits_envelope_around_it_changes_nothing() => Same(Whole, Read(Wire.Contract().Envelope().Bytes(), Wire.School));

    [Fact]
    public void An_emergency_departments_own_message_is_the_exact_report()
    {
        Same(Attended, Read(Wire.Attendance().Bytes(), Wire.Hospital));
        Same(Attended, Read(Wire.Attendance().Envelope().Bytes(), Wire.Hospital));
    }

    [Theory]
    [InlineData("poisoning", "medicine", "medication-ingestion")]
    [InlineData("poisoning", "other", "substance-ingestion")]
    [InlineData("injury", null, "ed-attendance-injury")]
    [InlineData("illness", null, "ed-attendance-illness")]
    [InlineData("left-before-seen", null, "disengagement")]
    public void Each_reason_of_an_emergency_department_has_its_meaning(string reason, string? agent, string kind) =>
        Assert.Equal(kind, Read(Wire.Attendance().With("reason", reason).With("agent", agent).Bytes(), Wire.Hospital).Kind);

    [Fact]
    public void An_emergency_department_cancels_and_replaces_its_own_attendances()
    {
        Assert.Equal("ATT-1", Read(Wire.Attendance().With("cancels", "ATT-1").Bytes(), Wire.Hospital).Withdraws);
        Assert.Equal("ATT-1", Read(Wire.Attendance().With("replaces", "ATT-1").Bytes(), Wire.Hospital).Corrects);
    }

    [Fact]
    public void Every_kind_of_the_vocabulary_is_read_from_the_contracts_own_type() => Assert.All(Kinds.All, kind =>
    {
        var sent = new AgencyReport
        {
            MessageId = "k-" + kind.Name,
            Kind = kind.Name,
            OccurredAt = "2026-11-01",
            ReportedAt = "2026-11-02T08:00:00Z",
            Subjects = [new("child", NhsNumber: Wire.Child)],
            Attributes = kind.Attributes.ToDictionary(a => a.Key, a => JsonElement.Parse(a.Value switch
            {
                AttributeType.Flag => "true",
                AttributeType.Number => "12.5",
                AttributeType.Share => "0.24",
                AttributeType.Date => "\"2026-10\"",
                _ => "\"words\"",
            })),
        };
        var report = Read(JsonSerializer.SerializeToUtf8Bytes(sent, AgencyJson.Default.AgencyReport), Wire.School);
        Assert.Equal((kind.Name, kind.Attributes.Count), (report.Kind, report.Attributes.Count));
    });

    [Fact]
    public void Fields_that_are_null_are_fields_that_are_missing()
    {
        var sent = JsonSerializer.SerializeToNode(new AgencyReport { MessageId = "m", Kind = "birth", OccurredAt = "2026-11-01", ReportedAt = "2026-11-02T08:00:00Z", Subjects = [new("child")] })!;
        Assert.Contains("\"Detail\":null", sent.ToJsonString(), StringComparison.Ordinal);
        var spelled = new JsonObject(sent.AsObject().Select(p => KeyValuePair.Create(JsonNamingPolicy.CamelCase.ConvertName(p.Key), p.Value?.DeepClone())));
        spelled["subjects"] = new JsonArray(new JsonObject { ["role"] = "child", ["nhsNumber"] = null });
        Assert.Null(Read(spelled.Bytes(), Wire.School).Detail);
    }

    [Theory]
    [InlineData("day", Precision.Day)]
    [InlineData("month", Precision.Month)]
    [InlineData("quarter", Precision.Quarter)]
    [InlineData("year", Precision.Year)]
    [InlineData("order-only", Precision.OrderOnly)]
    public void Every_precision_is_read(string word, Precision precision) =>
        Assert.Equal(precision, Read(Wire.Contract().With("precision", word).Bytes(), Wire.School).Occurred.Precision);

    [Fact]
    public void The_edges_of_what_is_allowed_are_allowed()
    {
        _ = Read(Wire.Contract().With("occurredAt", "2026-11-21").Bytes(), Wire.School);
        _ = Read(Wire.Contract().With("occurredAt", "1900-01-01").Bytes(), Wire.School);
        _ = Read(Wire.Contract().With("detail", new string('x', 10_000)).Bytes(), Wire.School);
        _ = Read(Wire.Contract().With("messageId", new string('x', 200)).Bytes(), Wire.School);
        _ = Read(Wire.Contract().With("subjects[0].role", "unborn").With("subjects[0].born", "2027-06-01").Bytes(), Wire.School);
        _ = Read(Wire.Contract().With("subjects", new JsonArray([.. Enumerable.Range(0, 50).Select(_ => new JsonObject { ["role"] = "child" })])).Bytes(), Wire.School);
        _ = Read(Wire.Contract().With("subjects", null).With("address", null).With("householdReference", null).With("withdraws", "m-0").Bytes(), Wire.School);
    }

    [Fact]
    public void The_same_report_in_other_clothes_has_the_same_fingerprint_and_another_report_has_not()
    {
        var print = ReportParser.Fingerprint(Read(Wire.Contract().Bytes(), Wire.School));
        var turned = new JsonObject(Wire.Contract().Reverse().Select(p => KeyValuePair.Create(p.Key, p.Value?.DeepClone())));
        Assert.Equal(print, ReportParser.Fingerprint(Read(Encoding.UTF8.GetBytes(turned.ToJsonString(new() { WriteIndented = true })), Wire.School)));
        Assert.Equal(print, ReportParser.Fingerprint(Read(Wire.Contract().Envelope().Bytes(), Wire.School)));
        Assert.Equal(print, ReportParser.Fingerprint(Read(Wire.Contract().With("sender", null).With("version", null).With("precision", null).Bytes(), Wire.School)));
        foreach (var (path, value) in new[] { ("detail", "Missed."), ("occurredAt", "2026-11-17"), ("subjects[1].name", "Anne"), ("attributes.room", "12c") })
            Assert.NotEqual(print, ReportParser.Fingerprint(Read(Wire.Contract().With(path, value).Bytes(), Wire.School)));
    }

    private static Report Read(byte[] body, SenderIdentity sender) => ReportParser.Parse(body, sender, Wire.Now);

    // As it is written down: lists and dictionaries of records compare by reference.
    private static void Same(Report expected, Report read) =>
        Assert.Equal(JsonSerializer.Serialize(expected, DomainJson.Default.Report), JsonSerializer.Serialize(read, DomainJson.Default.Report));

    private static Dictionary<string, JsonElement> Attributes(string json) => JsonElement.Parse(json).EnumerateObject().ToDictionary(p => p.Name, p => p.Value);
}
