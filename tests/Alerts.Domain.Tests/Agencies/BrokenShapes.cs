using System.Text;
using System.Text.Json.Nodes;
using Alerts.Agencies;

namespace Alerts.Domain.Tests.Agencies;

/// <summary>Everything that was thought of that a sender can get wrong, with the one field and rule that it is told.</summary>
public sealed class BrokenShapes
{
    private const string Required = "is required";
    private const string Ahead = "must not lie more than a day ahead";
    private const string DateLike = "must be a date like 2026-11-20";
    private const string TimeLike = "must be a time with an offset like 2026-11-20T10:02:00Z";
    private const string Empty = "must not be empty";
    private const string Text = "must be text";
    private const string Control = "must hold no control characters";
    private const string NoText = "holds characters that are no text (half a surrogate pair)";
    private const string NoField = "is no field of the contract";
    private const string Object = "must be a JSON object";
    private const string TooLong = "must be at most 256 KiB";
    private const string Nhs = "must be an NHS number with a right check digit";
    private const string Plain = "must be text, a number, true or false";

    /// <summary>One field of a whole report in the contract's words, set to something wrong (null: taken away).</summary>
    public static TheoryData<string, string?, string, string> Contract() => new()
    {
        { "messageId", null, "messageId", Required },
        { "kind", null, "kind", Required },
        { "occurredAt", null, "occurredAt", Required },
        { "reportedAt", null, "reportedAt", Required },
        { "subjects[0].role", null, "subjects[0].role", Required },
        { "messageId", "17", "messageId", Text },
        { "messageId", "\"\"", "messageId", Empty },
        { "messageId", "\"  \"", "messageId", Empty },
        { "messageId", "\"a\\nb\"", "messageId", Control },
        { "kind", "[\"was-not-brought\"]", "kind", Text },
        { "kind", "\"witchcraft\"", "kind", "is no kind of the vocabulary" },
        { "kind", "\"Was-Not-Brought\"", "kind", "is no kind of the vocabulary" },
        { "occurredAt", "20261118", "occurredAt", Text },
        { "occurredAt", "\"18/11/2026\"", "occurredAt", DateLike },
        { "occurredAt", "\"2026-11-18T10:00:00Z\"", "occurredAt", DateLike },
        { "occurredAt", "\"2026-02-30\"", "occurredAt", DateLike },
        { "occurredAt", "\"2026-11-22\"", "occurredAt", Ahead },
        { "occurredAt", "\"9999-12-31\"", "occurredAt", Ahead },
        { "occurredAt", "\"1899-12-31\"", "occurredAt", "must not lie before 1900" },
        { "reportedAt", "\"2026-11-19\"", "reportedAt", TimeLike },
        { "reportedAt", "\"2026-11-19T09:30:00\"", "reportedAt", TimeLike },
        { "reportedAt", "\"2026-11-19 09:30:00Z\"", "reportedAt", TimeLike },
        { "reportedAt", "1763544600", "reportedAt", Text },
        { "reportedAt", "\"2026-11-21T10:00:01Z\"", "reportedAt", Ahead },
        { "reportedAt", "\"1899-12-31T00:00:00Z\"", "reportedAt", "must not lie before 1900" },
        { "precision", "\"decade\"", "precision", "must be day, month, quarter, year or order-only" },
        { "precision", "1", "precision", Text },
        { "version", "2", "version", "must be 1" },
        { "version", "\"1\"", "version", "must be a whole number" },
        { "version", "1.5", "version", "must be a whole number" },
        { "sender", "\"another-school\"", "sender", "must be the sender that the credential belongs to" },
        { "sender", "{}", "sender", Text },
        { "severity", "\"urgent\"", "severity", NoField },
        { "Kind", "\"was-not-brought\"", "Kind", NoField },
        { "detail", "true", "detail", Text },
        { "detail", "\"a\\u0000b\"", "detail", Control },
        { "detail", "\"a\\u0007b\"", "detail", Control },
        { "detail", "\"a\\u0085b\"", "detail", Control },
        { "detail", "\"half a smile \\ud83d\"", "detail", NoText },
        { "detail", "\"the other half \\ude00\"", "detail", NoText },
        { "subjects", "{}", "subjects", "must be a list" },
        { "subjects", "[\"Zoe\"]", "subjects[0]", Object },
        { "subjects", "[null]", "subjects[0]", Object },
        { "subjects[1].role", "\"headteacher\"", "subjects[1].role", "must be child, unborn, parent, carer, partner, relative, other-adult" },
        { "subjects[0].nhsNumber", "\"9990000019\"", "subjects[0].nhsNumber", Nhs },
        { "subjects[0].nhsNumber", "\"99900\"", "subjects[0].nhsNumber", Nhs },
        { "subjects[0].nhsNumber", "9990000077", "subjects[0].nhsNumber", Text },
        { "subjects[0].upn", "\"B123456789012\"", "subjects[0].upn", "must be a UPN with a right check letter" },
        { "subjects[0].born", "\"2026-12-24\"", "subjects[0].born", "must not lie ahead" },
        { "subjects[0].born", "\"2021-02-29\"", "subjects[0].born", DateLike },
        { "subjects[0].name", "\"Zo\\u001be\"", "subjects[0].name", Control },
        { "subjects[0].age", "5", "subjects[0].age", NoField },
        { "address", "\"1 High Street\"", "address", Object },
        { "address", "{}", "address.uprn", "give a UPRN, address lines or a postcode" },
        { "address.uprn", "\"1234567890123\"", "address.uprn", "must be a UPRN of one to twelve digits" },
        { "address.uprn", "\"0\"", "address.uprn", "must be a UPRN of one to twelve digits" },
        { "address.uprn", "100012345", "address.uprn", Text },
        { "address.postcode", "\"ST1 1AA, Stoke\"", "address.postcode", "must be at most 10 characters" },
        { "address.country", "\"UK\"", "address.country", NoField },
        { "householdReference", "\"the Smiths\"", "householdReference", "must be a household's reference as this system gave it" },
        { "attributes", "[]", "attributes", Object },
        { "attributes.critical", "\"yes\"", "attributes.critical", "must be true or false" },
        { "attributes.by", "17", "attributes.by", "must be text" },
        { "attributes.nested", "{\"a\":1}", "attributes.nested", Plain },
        { "attributes.nested", "[1]", "attributes.nested", Plain },
        { "attributes.visits", "1e999", "attributes.visits", "must be a number of a usual size" },
        { "attributes.by", "\"mo\\u0000ther\"", "attributes.by", Control },
        { "attributes.by", "\"\\ud83d\"", "attributes.by", NoText },
        { "withdraws", "\"m-1\"", "withdraws", "must name an earlier report, not itself" },
        { "corrects", "\"m-1\"", "corrects", "must name an earlier report, not itself" },
        { "withdraws", "7", "withdraws", Text },
        { "type", "\"school-absence.v1\"", "type", "is no message that an agency sends" },
    };

    /// <summary>One field of an emergency department's own message.</summary>
    public static TheoryData<string, string?, string, string> Attendance() => new()
    {
        { "attendanceId", null, "attendanceId", Required },
        { "arrivedOn", null, "arrivedOn", Required },
        { "recordedAt", null, "recordedAt", Required },
        { "patient", null, "patient", Required },
        { "reason", null, "reason", Required },
        { "agent", null, "agent", "must be medicine or other where the reason is poisoning" },
        { "agent", "\"bleach\"", "agent", "must be medicine or other where the reason is poisoning" },
        { "reason", "\"injury\"", "agent", "is only for poisoning" },
        { "reason", "\"boredom\"", "reason", "must be poisoning, injury, illness or left-before-seen" },
        { "arrivedOn", "\"2026-11-22\"", "arrivedOn", Ahead },
        { "arrivedOn", "\"1899-01-01\"", "arrivedOn", "must not lie before 1900" },
        { "recordedAt", "\"yesterday\"", "recordedAt", TimeLike },
        { "recordedAt", "\"2026-11-25T10:00:00Z\"", "recordedAt", Ahead },
        { "patient", "\"Zoe\"", "patient", Object },
        { "patient.nhsNumber", "\"9990000019\"", "patient.nhsNumber", Nhs },
        { "patient.bornOn", "\"2027-01-01\"", "patient.bornOn", "must not lie ahead" },
        { "patient.gender", "\"F\"", "patient.gender", NoField },
        { "addressUprn", "\"house 3\"", "addressUprn", "must be a UPRN of one to twelve digits" },
        { "admitted", "\"true\"", "admitted", "must be true or false" },
        { "selfHarm", "0", "selfHarm", "must be true or false" },
        { "note", "\"a\\u0000b\"", "note", Control },
        { "messageId", "\"m-1\"", "messageId", NoField },
        { "cancels", "\"ATT-2026-0042\"", "cancels", "must name an earlier report, not itself" },
        { "replaces", "\"ATT-2026-0042\"", "replaces", "must name an earlier report, not itself" },
    };

    /// <summary>What is no report as a whole. One character stands for one byte.</summary>
    public static TheoryData<string, string, string> Bodies() => new()
    {
        { "", "body", "must be JSON (line 1, byte 1)" },
        { "help", "body", "must be JSON (line 1, byte 1)" },
        { "{\"messageId\": 1", "body", "must be JSON (line 1, byte 16)" },
        { "<report/>", "body", "must be JSON (line 1, byte 1)" },
        { "{\"messageId\":\"m-1\",\"kind\":\"wa", "body", "must be JSON (line 1, byte 30)" },
        { "[]", "body", Object },
        { "17", "body", Object },
        { "null", "body", Object },
        { "\"report\"", "body", Object },
        { "{}", "kind", Required },
        { "\u00ef\u00bb\u00bfgarbage", "body", "must be JSON (line 1, byte 1)" },
        { "\u00ef\u00bb\u00bf\u00ef\u00bb\u00bf{}", "body", "must be JSON (line 1, byte 1)" },
        { "{} {}", "body", "must be JSON (line 1, byte 4)" },
        { "{\"kind\":\"birth\",\"kind\":\"birth\"}", "body", "must not hold the same field twice" },
        { "{\"attributes\":{\"a\":1,\"a\":2}}", "body", "must not hold the same field twice" },
        { "{\"attributes\":{\"a\":1,\"\\u0061\":2}}", "body", "must not hold the same field twice" },
        { "{\"\\ud800\":1}", "body", "must have names that are text" },
        { "{\"\u00c3(\":1}", "body", "must have names that are text" },
        { "\0\u00ff\u00fe{\u00c3(\0", "body", "must be JSON (line 1, byte 1)" },
        { "{\"messageType\":[\"urn:message:x\"],\"message\":\"no report\"}", "body", Object },
        { "{\"messageType\":[\"urn:message:x\"],\"message\":{\"kind\":\"witchcraft\"}}", "kind", "is no kind of the vocabulary" },
    };

    [Theory]
    [MemberData(nameof(Contract))]
    public void A_report_in_the_contracts_words_with_one_broken_field_is_refused_by_its_name(string path, string? value, string field, string rule)
    {
        var message = Wire.Contract().With(path, value is null ? null : "VALUE");
        var body = Encoding.UTF8.GetBytes(message.ToJsonString().Replace("\"VALUE\"", value, StringComparison.Ordinal));
        Assert.Equal((field, rule), Wire.RefusalOf(body, Wire.School));
        // Whatever it came in, the answer is the same.
        var wrapped = Encoding.UTF8.GetBytes(message.Envelope().ToJsonString().Replace("\"VALUE\"", value, StringComparison.Ordinal));
        Assert.Equal((field, rule), Wire.RefusalOf(wrapped, Wire.School));
    }

    [Theory]
    [MemberData(nameof(Attendance))]
    public void An_emergency_departments_message_with_one_broken_field_is_refused_in_its_own_words(string path, string? value, string field, string rule) =>
        Assert.Equal((field, rule), Wire.RefusalOf(Encoding.UTF8.GetBytes(
            Wire.Attendance().With(path, value is null ? null : "VALUE").ToJsonString().Replace("\"VALUE\"", value, StringComparison.Ordinal)), Wire.Hospital));

    [Theory]
    [MemberData(nameof(Bodies))]
    public void What_is_no_report_is_refused_as_a_whole(string body, string field, string rule) =>
        Assert.Equal((field, rule), Wire.RefusalOf(Encoding.Latin1.GetBytes(body), Wire.School));

    [Fact]
    public void Nesting_deeper_than_sixteen_is_refused() =>
        Assert.Equal(("body", "must not be nested deeper than 16"), Wire.RefusalOf(Encoding.UTF8.GetBytes(new string('[', 100_000) + new string(']', 100_000)), Wire.School));

    [Fact]
    public void Two_megabytes_of_detail_are_refused_and_so_is_a_detail_a_little_too_long()
    {
        Assert.Equal(("body", TooLong), Wire.RefusalOf(Wire.Contract().With("detail", new string('x', 2 * 1024 * 1024)).Bytes(), Wire.School));
        Assert.Equal(("detail", "must be at most 10,000 characters"), Wire.RefusalOf(Wire.Contract().With("detail", new string('x', 10_001)).Bytes(), Wire.School));
        Assert.Equal(("messageId", "must be at most 200 characters"), Wire.RefusalOf(Wire.Contract().With("messageId", new string('x', 201)).Bytes(), Wire.School));
    }

    [Fact]
    public void More_than_fifty_subjects_or_attributes_are_refused()
    {
        var subjects = new JsonArray([.. Enumerable.Range(0, 51).Select(_ => new JsonObject { ["role"] = "child" })]);
        Assert.Equal(("subjects", "must hold at most 50 entries"), Wire.RefusalOf(Wire.Contract().With("subjects", subjects).Bytes(), Wire.School));
        var attributes = new JsonObject(Enumerable.Range(10, 51).Select(i => KeyValuePair.Create("a" + i, (JsonNode?)i)));
        Assert.Equal(("attributes.a60", "is one too many: at most 50 attributes"), Wire.RefusalOf(Wire.Contract().With("attributes", attributes).Bytes(), Wire.School));
    }

    [Theory]
    [InlineData("a\0b")]
    [InlineData("")]
    [InlineData("nothing\nof the sort")]
    [InlineData("spaced out")]
    public void The_name_of_an_attribute_is_a_name(string name) =>
        Assert.Equal(("attributes.(a name that is none)", "must be a name of letters, digits, dots, hyphens and underscores"),
            Wire.RefusalOf(Wire.Contract().With("attributes", new JsonObject { [name] = true }).Bytes(), Wire.School));

    [Theory]
    [InlineData("offered", "-1", "must be a number from 0 to 100,000")]
    [InlineData("broughtShare", "24", "must be a share from 0 to 1, not a percentage")]
    [InlineData("offered", "100001", "must be a number from 0 to 100,000")]
    [InlineData("offered", "\"12\"", "must be a number from 0 to 100,000")]
    [InlineData("from", "\"2026\"", "must be a day or a month like 2026-11")]
    [InlineData("from", "\"2026-13\"", "must be a day or a month like 2026-11")]
    [InlineData("setting", "false", "must be text")]
    public void An_attribute_that_the_kind_has_is_of_its_type(string name, string value, string rule) =>
        Assert.Equal(("attributes." + name, rule), Wire.RefusalOf(
            Wire.Contract().With("kind", "appointments-summary").With("attributes", new JsonObject { [name] = JsonNode.Parse(value) }).Bytes(), Wire.School));

    [Fact]
    public void A_report_about_nobody_and_nowhere_is_refused() =>
        Assert.Equal(("subjects", "name a person, or give an address or a household reference"),
            Wire.RefusalOf(Wire.Contract().With("subjects", null).With("address", null).With("householdReference", null).Bytes(), Wire.School));

    [Fact]
    public void Nothing_both_withdraws_and_corrects()
    {
        Assert.Equal(("corrects", "must not stand together with withdraws"), Wire.RefusalOf(Wire.Contract().With("withdraws", "m-0").With("corrects", "m-0").Bytes(), Wire.School));
        Assert.Equal(("replaces", "must not stand together with cancels"), Wire.RefusalOf(Wire.Attendance().With("cancels", "a").With("replaces", "a").Bytes(), Wire.Hospital));
    }

    [Fact]
    public void An_emergency_departments_message_from_a_school_is_refused() =>
        Assert.Equal(("type", "is sent by ed only"), Wire.RefusalOf(Wire.Attendance().Bytes(), Wire.School));

    [Fact]
    public void What_is_said_of_a_broken_report_quotes_nothing_of_it()
    {
        var marked = Encoding.UTF8.GetBytes("{\"kind\": \"Ailsa Marker fell\", \"Ailsa Marker\": Ailsa}");
        var (field, rule) = Wire.RefusalOf(marked, Wire.School);
        Assert.DoesNotContain("Ailsa", field + rule, StringComparison.Ordinal);
        (field, rule) = Wire.RefusalOf(Wire.Contract().With("Ailsa Marker", "fell").Bytes(), Wire.School);
        Assert.DoesNotContain("Ailsa", field + rule, StringComparison.Ordinal);
    }

    [Fact]
    public void A_message_damaged_anywhere_is_read_or_refused_and_nothing_else_happens()
    {
        var random = new Random(20261120);
        byte[][] whole = [Wire.Contract().Bytes(), Wire.Attendance().Bytes(), Wire.Contract().Envelope().Bytes()];
        for (var round = 0; round < 30_000; round++)
        {
            var body = whole[round % whole.Length].ToArray();
            for (var damages = random.Next(1, 4); damages > 0; damages--)
                body[random.Next(body.Length)] = (byte)random.Next(256);
            if (random.Next(4) == 0)
                body = body[..random.Next(body.Length)];
            try
            {
                var report = ReportParser.Parse(body, round % whole.Length == 1 ? Wire.Hospital : Wire.School, Wire.Now);
                _ = ReportParser.Fingerprint(report);
            }
            catch (RefusedException refused)
            {
                Assert.NotEmpty(refused.Rule);
            }
            _ = ReportParser.MessageIdOf(body);
        }
    }
}
