using System.Text;
using System.Text.Json;
using Alerts.Domain;
using Alerts.Households.Transport;
using Alerts.Services.Tests.Transport;

namespace Alerts.Services.Tests;

/// <summary>Promise 1, accepted is durable, and the first half of promise 2: the same report a hundred times is one row.</summary>
public abstract class IntakeTests(Func<Task<TestDatabase>> make) : OnDatabase(make)
{
    [Fact]
    public async Task Accepted_is_a_committed_row_before_the_answer()
    {
        var worker = await Prepared();
        var body = Sent.Worry("m-1", Sent.Child(1)).Bytes();
        var receipt = await worker.Send("voluntary-sector", body);
        // Read by another connection, with nothing running that could have written it since.
        var row = await worker.One<(string Id, string State, string MessageId, byte[] Body)>("select id, state, message_id, body from ledger");
        Assert.Equal((receipt.LedgerId.ToString("N"), "received", "m-1"), (row.Id, row.State, row.MessageId));
        Assert.Equal(body, row.Body);
    }

    [Fact]
    public async Task A_report_that_cannot_be_committed_is_not_accepted()
    {
        ForgetfulDatabase database = null!;
        var worker = await Prepared(through: d => database = new(d));
        database.Forgets = When.BeforeTheCommit;
        await Assert.ThrowsAsync<Households.Journal.CommitUnknownException>(() => worker.Send("gp", Sent.Worry("m-1", Sent.Child(1)).Bytes()));
        Assert.Equal(0, await worker.Count("ledger"));
    }

    [Fact]
    public async Task The_same_report_a_hundred_times_at_once_is_one_row_one_receipt_and_one_alert()
    {
        var worker = await Running();
        var report = Sent.Worry("m-1", Sent.Child(1)).Bytes();
        var dressed = Encoding.UTF8.GetBytes(JsonSerializer.Serialize(JsonSerializer.Deserialize<JsonElement>(report), new JsonSerializerOptions { WriteIndented = true }));
        var receipts = await Task.WhenAll(Enumerable.Range(0, 100).Select(i => Task.Run(() => worker.Send("voluntary-sector", i % 2 == 0 ? report : dressed))));
        Assert.Single(receipts.Distinct());
        await worker.AllJournalled(1);
        // And again once it is in the journal.
        Assert.Equal(receipts[0], await worker.Send("voluntary-sector", report));
        Assert.Equal((1, 1, 1), (await worker.Count("ledger"), await worker.Count("journal where event = 'ReportRecorded'"), await worker.Count("alert")));
    }

    [Fact]
    public async Task Another_content_under_a_used_id_is_kept_beside_it_and_told()
    {
        var worker = await Prepared();
        var first = await worker.Accept("gp", Sent.Worry("m-1", Sent.Child(1)).Bytes());
        var other = (Sent.Worry("m-1", Sent.Child(1)) with { Detail = "Something else." }).Bytes();
        var conflict = await worker.Send("gp", other);
        Assert.Equal(("conflicting", "messageId", "was used before for a report with another content"), (conflict.State, conflict.Field, conflict.Rule));
        Assert.Equal(conflict, await worker.Send("gp", other));
        Assert.Equal(2, await worker.Count("ledger"));
        Assert.Equal(Sent.Worry("m-1", Sent.Child(1)).Bytes(), await worker.One<byte[]>("select body from ledger where id = @id", new { id = first.ToString("N") }));
        Assert.Equal(other, await worker.One<byte[]>("select body from ledger where state = 'conflicting'"));
        // The same id of another sender is another report.
        await worker.Accept("school", other);
    }

    [Fact]
    public async Task Many_contents_under_one_id_at_once_leave_one_accepted_and_the_others_in_conflict()
    {
        var worker = await Prepared();
        var receipts = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => Task.Run(() => worker.Send("gp", (Sent.Worry("m-1", Sent.Child(1)) with { Detail = $"Version {i}" }).Bytes()))));
        Assert.Single(receipts, r => r.State == "received");
        Assert.Equal(19, receipts.Count(r => r.State == "conflicting"));
        Assert.Equal(20, await worker.Count("ledger"));
    }

    public static TheoryData<string, byte[], string, string> Broken() => new()
    {
        { "not JSON", "Ailsa fell"u8.ToArray(), "body", "must be JSON (line 1, byte 1)" },
        { "no text at all", [0, 0xff, 0xfe, (byte)'{', 0xc3, 0x28, 0], "body", "must be JSON (line 1, byte 1)" },
        { "empty", [], "body", "must be JSON (line 1, byte 1)" },
        { "two megabytes", (Sent.Worry("m-1", Sent.Child(1)) with { Detail = new('x', 2 * 1024 * 1024) }).Bytes(), "body", "must be at most 256 KiB" },
        { "names that are no text", "{\"messageId\":\"m-1\",\"\\ud800\":1}"u8.ToArray(), "body", "must have names that are text" },
        { "a nought in the text", (Sent.Worry("m-1", Sent.Child(1)) with { Detail = "a\0b" }).Bytes(), "detail", "must hold no control characters" },
        { "another's name", (Sent.Worry("m-1", Sent.Child(1)) with { Sender = "demo-police" }).Bytes(), "sender", "must be the sender that the credential belongs to" },
        { "an unknown kind", Sent.Report("m-1", "witchcraft", Sent.Child(1)).Bytes(), "kind", "is no kind of the vocabulary" },
        { "an ED's message from another", "{\"type\":\"ed-attendance.v1\"}"u8.ToArray(), "type", "is sent by ed only" },
    };

    [Theory]
    [MemberData(nameof(Broken))]
    public async Task What_cannot_be_read_is_kept_byte_for_byte_with_field_and_rule_and_once(string what, byte[] body, string field, string rule)
    {
        Assert.NotEmpty(what);
        var worker = await Prepared();
        var receipt = await worker.Send("gp", body);
        Assert.Equal(("quarantined", field, rule), (receipt.State, receipt.Field, receipt.Rule));
        var row = await worker.One<(string State, string Field, string Reason, byte[] Body)>("select state, field, reason, body from ledger");
        Assert.Equal(("quarantined", field, rule), (row.State, row.Field, row.Reason));
        Assert.Equal(body, row.Body);
        Assert.Equal(receipt, await worker.Send("gp", body));
        Assert.Equal(1, await worker.Count("ledger"));
        // The same from somebody else is another row, and it does not stand in the way of the mended report.
        await worker.Send("school", body);
        Assert.Equal(2, await worker.Count("ledger"));
        await worker.Accept("gp", Sent.Worry("m-1", Sent.Child(1)).Bytes());
    }

    [Fact]
    public async Task A_message_off_the_broker_is_vouched_for_by_its_user()
    {
        var worker = await Prepared();
        var body = Sent.Worry("m-1", Sent.Child(1)).Bytes();
        Assert.Equal(("received", "demo-gp"), Told(await worker.Intake.Receive(new RawReport(body, null, "demo-gp", "gp.voluntary-concern", "nonsense"), default)));
        Assert.Equal(("quarantined", "(unknown)"), Told(await worker.Intake.Receive(new RawReport(body, null, null, "", null), default)));
        Assert.Equal(("quarantined", "(unknown)"), Told(await worker.Intake.Receive(new RawReport(body, null, "stranger", "", null), default)));
        Assert.Equal(2, await worker.Count("ledger"));

        static (string, string) Told(Receipt receipt) => (receipt.State, receipt.Sender);
    }

    [Fact]
    public async Task Every_kind_of_the_vocabulary_is_accepted_and_journalled()
    {
        var worker = await Running();
        // The two kinds that say who works with a family must say who, and as what.
        var who = new Dictionary<string, JsonElement> { ["role"] = JsonElement.Parse("\"GPL\""), ["person"] = JsonElement.Parse("\"helen.marsh\"") };
        foreach (var kind in Kinds.All)
            await worker.Accept("gp", (Sent.Report("k-" + kind.Name, kind.Name, Sent.Child(1)) with { Attributes = kind.Attributes.ContainsKey("person") ? who : null }).Bytes());
        await worker.AllJournalled(Kinds.All.Count);
        Assert.Equal(Kinds.All.Count, await worker.Count("journal where event = 'ReportRecorded'"));
        Assert.Equal(0, await worker.Count("journal where event = 'PatternFaulted'"));
        Assert.Equal(1, await worker.Count("head"));
    }

    [Fact]
    public async Task Nothing_of_a_report_stands_in_the_log()
    {
        var worker = await Running();
        await worker.Accept("gp", (Sent.Worry("m-1", Sent.Child(1) with { Name = "Ailsa Marker" }) with { Detail = "Marker fell" }).Bytes());
        await worker.Send("gp", Encoding.UTF8.GetBytes("{\"kind\": \"Ailsa Marker\""));
        await worker.AllJournalled(1);
        Assert.DoesNotContain(worker.Log.Lines, l => l.Contains("Marker", StringComparison.Ordinal));
    }
}

public sealed class IntakeOnPostgres() : IntakeTests(TestDatabase.Postgres);

public sealed class IntakeOnSqlite() : IntakeTests(TestDatabase.Sqlite);
