using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Alerts.Agencies;
using Alerts.Domain.Values;
using Dapper;
using Microsoft.Playwright;
using Npgsql;
using Xunit.Abstractions;

namespace Alerts.Acceptance;

/// <summary>
/// From the sender's traceparent to the notice in front of a person is one trace; and nothing that a report, a decision or a failure says
/// about somebody leaves in a span, a metric or a log. The services run as processes, because OTEL_* variables are a process's.
/// </summary>
[Collection(nameof(Stories))]
public sealed class OneTrace(Chromium chromium, Servers servers, ITestOutputHelper output) : IAsyncLifetime
{
    private static readonly string[] Rooms = ["Intake", "Matching", "Actors", "Household", "Journal", "Outbox", "Delivery"];
    private readonly Marks marks = new();
    private OtlpSink sink = null!;
    private Child households = null!;
    private Child inbox = null!;
    private Uri door = null!;
    private Uri pages = null!;
    private string journal = "";
    private AmqpSender ed = null!;

    public async Task InitializeAsync()
    {
        sink = await OtlpSink.Start();
        journal = await servers.Database();
        var settings = new Dictionary<string, string>
        {
            ["ALERTS_BUS"] = (await servers.VirtualHost()).ToString(),
            ["ALERTS_JOURNAL"] = journal,
            ["ALERTS_PARTITIONS"] = $"{Servers.Partitions}",
            ["ALERTS_HTTP"] = "http://127.0.0.1:0",
            ["OTEL_EXPORTER_OTLP_ENDPOINT"] = sink.Address.ToString(),
            ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
            ["OTEL_BSP_SCHEDULE_DELAY"] = "200",
            ["OTEL_BLRP_SCHEDULE_DELAY"] = "200",
            ["OTEL_METRIC_EXPORT_INTERVAL"] = "500",
        };
        (households, inbox) = (Child.Start("Households", environment: settings), Child.Start("Inbox", environment: settings));
        (door, pages) = (await households.Address(), await inbox.Address());
        ed = await AmqpSender.Connect(servers, Servers.EmergencyDepartment);
    }

    public async Task DisposeAsync()
    {
        await ed.DisposeAsync();
        await households.DisposeAsync();
        await inbox.DisposeAsync();
        await sink.DisposeAsync();
    }

    [Fact]
    public async Task A_report_is_one_tree_from_its_sender_to_the_notice_and_no_signal_names_anybody()
    {
        // Two ingestions of one marked child: by HTTP and by AMQP, each in its sender's own trace.
        var (byHttp, byAmqp) = (Sender(), Sender());
        await Accepted(Post(marks.Swallowed(40), byHttp));
        await Journalled(1);
        await ed.Publish("medication-ingestion", Family.Bytes(marks.Swallowed(10)), byAmqp);
        await Journalled(2);
        var untraced = await Untraced();
        await Broken();
        await Failing();
        await Decided();

        // At the end both are asked to stop, so that what they still hold comes too.
        await Eventually.True(() => Tree(byHttp).Count(s => s.Name == "Delivery") == 2 && Tree(byAmqp).Count(s => s.Name == "Delivery") >= 4, "the deliveries of both reports are exported");
        await households.Stop();
        await inbox.Stop();
        IsOneTree(byHttp);
        IsOneTree(byAmqp);
        BeginsWithIntake(untraced);
        var decision = Assert.Single(sink.Spans, s => s.Service == "alerts-inbox" && s.Name == "POST alerts/{id}");
        Assert.Contains(sink.Spans, s => s.Trace == decision.Trace && s is { Service: "alerts-households", Name: "Journal" });
        Assert.Contains(sink.Bodies, b => b.Path == "/v1/metrics" && Encoding.Latin1.GetString(b.Body).Contains("alerts.accepted_to_delivered", StringComparison.Ordinal));
        Assert.Contains(sink.Bodies, b => b.Path == "/v1/logs");
        foreach (var (path, body) in sink.Bodies)
            marks.AreNotIn(path, body);
        marks.AreNotIn("what the household service said", Encoding.UTF8.GetBytes(households.Said));
        marks.AreNotIn("what the inbox said", Encoding.UTF8.GetBytes(inbox.Said));
    }

    // A sender that traces nothing: the trace begins at our door.
    private async Task<Guid> Untraced()
    {
        var known = ed.Receipts.Count;
        await ed.Publish("medication-ingestion", Family.Bytes(marks.Swallowed(8)));
        var receipt = await ed.ReceiptAfter(known);
        await Journalled(3);
        return receipt.LedgerId;
    }

    private void BeginsWithIntake(Guid report)
    {
        var intake = Assert.Single(sink.Spans, s => s.Name == "Intake" && s.Attributes.GetValueOrDefault("alerts.report") == report.ToString("N"));
        Assert.Equal("", intake.Parent);
        Assert.Contains(sink.Spans, s => s.Trace == intake.Trace && s.Name == "Delivery");
    }

    // What cannot be read, or comes to an address that is none, by both doors.
    private async Task Broken()
    {
        var whole = Family.Bytes(marks.Swallowed(5));
        foreach (var body in new[] { whole[..^40], Encoding.UTF8.GetBytes(Marks.Detail), Family.Bytes(marks.Swallowed(5) with { Kind = Marks.Name }), Family.Bytes(marks.Swallowed(5) with { OccurredAt = Marks.Name }) })
        {
            using var refused = await Send(body, Sender());
            Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
            var known = ed.Receipts.Count;
            await ed.Publish("medication-ingestion", body.AsMemory(1), Sender());
            Assert.Equal("quarantined", (await ed.ReceiptAfter(known)).State);
        }
        using var http = new HttpClient();
        using var lost = await http.GetAsync(new Uri(door, $"/people/{Uri.EscapeDataString(Marks.Name)}?born={Marks.Born}"));
        using var elsewhere = await http.GetAsync(new Uri(pages, $"/alerts/{Uri.EscapeDataString(Marks.Name)}?postcode={Uri.EscapeDataString(Marks.Postcode)}"));
        using var query = await http.PostAsync(new Uri(door, $"/v1/reports?name={Uri.EscapeDataString(Marks.Name)}"), new ByteArrayContent(whole));
        Assert.Equal(HttpStatusCode.Unauthorized, query.StatusCode);
    }

    // The database refuses a report's rows, and says in its error what is in them: once in the ledger, once in the journal.
    private async Task Failing()
    {
        await Execute("alter table ledger add constraint refuses check (message_id not like '%-refused-%') not valid");
        using (var answer = await Send(Family.Bytes(marks.Swallowed(6) with { MessageId = $"{Marks.MessageId}-refused-1" }), Sender()))
            Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        await Execute("alter table ledger drop constraint refuses");

        await Execute($"alter table journal add constraint refuses check (data not like '%-late-%') not valid");
        await Accepted(Post(marks.Swallowed(6) with { MessageId = $"{Marks.MessageId}-late-1" }, Sender()));
        await Eventually.True(() => households.Said.Contains("to the journal failed", StringComparison.Ordinal), "the write to the journal failed");
        await Execute("alter table journal drop constraint refuses");
        await Journalled(4);
    }

    private async Task Decided()
    {
        await using var priya = await Person.SignsIn(chromium, pages, "Priya Nair");
        await priya.FollowsLink("Second ingestion in the same household");
        await priya.FollowsLink("See everything known about this household");
        await priya.Page.GetByText(Marks.Detail).First.WaitForAsync();
        await priya.Page.GoBackAsync();
        await priya.Page.GetByLabel("Act now", new() { Exact = true }).CheckAsync();
        await priya.Page.GetByLabel("Why?").FillAsync(Marks.Reason);
        await priya.Page.GetByRole(AriaRole.Button, new() { Name = "Record my decision" }).ClickAsync();
        await priya.Page.GetByText("is recorded: act now.").WaitForAsync();
    }

    private List<ExportedSpan> Tree(string traceparent) => [.. sink.Spans.Where(s => s.Trace == traceparent.Split('-')[1])];

    private void IsOneTree(string traceparent)
    {
        var (tree, root) = (Tree(traceparent), traceparent.Split('-')[2]);
        output.WriteLine(Drawn(tree, root, 0));
        foreach (var room in Rooms)
            Assert.Contains(tree, s => s.Name == room && s.Source == "Alerts");
        var known = tree.Select(s => s.Id).Append(root).ToHashSet();
        Assert.All(tree, s => Assert.Contains(s.Parent, known));
        Assert.Equal(tree.Count, tree.Select(s => s.Id).Distinct().Count());
        Assert.Single(tree, s => s.Parent == root);
        // The rooms in the order of the walk.
        foreach (var (room, after) in new[] { ("Matching", "Intake"), ("Actors", "Intake"), ("Household", "Actors"), ("Journal", "Household"), ("Outbox", "Household"), ("Delivery", "Outbox") })
            Assert.All(tree.Where(s => s.Name == room), s => Assert.Contains(Ancestors(tree, s), a => a.Name == after));
        var household = Assert.Single(tree, s => s.Name == "Household");
        foreach (var id in new[] { "alerts.household", "alerts.report", "alerts.alert" })
            Assert.Matches("^[0-9a-f]{32}$", household.Attributes[id]);
        Assert.Equal(household.Attributes["alerts.report"], Assert.Single(tree, s => s.Name == "Intake").Attributes["alerts.report"]);
        Assert.Contains(tree, s => s.Name == "Delivery" && s.Attributes["alerts.alert"] == household.Attributes["alerts.alert"]);
    }

    private static IEnumerable<ExportedSpan> Ancestors(List<ExportedSpan> tree, ExportedSpan span)
    {
        while (tree.Find(s => s.Id == span.Parent) is { } parent)
            yield return span = parent;
    }

    private static string Drawn(List<ExportedSpan> tree, string parent, int depth) =>
        string.Concat(tree.Where(s => s.Parent == parent).Select(s => $"{new string(' ', 2 * depth)}{s.Name} ({s.Service}, {s.Source})\n{Drawn(tree, s.Id, depth + 1)}"));

    private static string Sender() => $"00-{ActivityTraceId.CreateRandom()}-{ActivitySpanId.CreateRandom()}-01";

    private static async Task Accepted(Task<HttpResponseMessage> sending)
    {
        using var answer = await sending;
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
    }

    private Task<HttpResponseMessage> Post(AgencyReport report, string traceparent) => Send(Family.Bytes(report), traceparent);

    private async Task<HttpResponseMessage> Send(byte[] body, string traceparent)
    {
        // A handler of its own, so that .NET does not put its own traceparent in.
        using var http = new HttpClient(new SocketsHttpHandler { ActivityHeadersPropagator = null });
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(door, "/v1/reports")) { Content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } } };
        request.Headers.Add("X-Api-Key", "demo-key-ed");
        request.Headers.Add("traceparent", traceparent);
        return await http.SendAsync(request);
    }

    private async Task Journalled(int reports) => await Eventually.True(async () => await Execute("select count(*) from journal where event = 'ReportRecorded'") == reports, $"{reports} reports are in the journal", 30);

    private async Task<long> Execute(string sql)
    {
        await using var connection = new NpgsqlConnection(journal);
        return await connection.ExecuteScalarAsync<long>(sql);
    }
}

/// <summary>Values that stand nowhere else, and every dress in which they might leave.</summary>
public sealed class Marks
{
    public const string Name = "Quillonde Marchbanks";
    public const string Born = "2023-02-17";
    public const string Lines = "47 Zephyrine Wynd";
    public const string Postcode = "ZX9 7QJ";
    public const string Detail = "thallium-flavoured blancmange, says Grandmother Oglethorpe";
    public const string Reason = "Peregrina at the duty desk has rung Uncle Bartholomäus";
    public const string MessageId = "visit-of-perpetua";
    private const string UprnOfHome = "10087654321";
    private static readonly NhsNumber Nhs = NhsNumber.Fictitious(867_530);
    private readonly List<(string What, string Dress)> all;
    private int sent;

    public Marks() => all = [.. new[] { Name, "quillonde", Born, "17 February 2023", "17/02/2023", "2023, 2, 17", Lines, "zephyrine", Postcode, UprnOfHome, Nhs.ToString(), Detail, "oglethorpe", Reason, "peregrina", MessageId }
        .SelectMany(Dresses)];

    public AgencyReport Swallowed(int daysAgo) => new()
    {
        MessageId = $"{MessageId}-{++sent}",
        Kind = "medication-ingestion",
        OccurredAt = $"{Family.Today.AddDays(-daysAgo):yyyy-MM-dd}",
        ReportedAt = $"{DateTimeOffset.UtcNow:yyyy-MM-ddTHH:mm:ss}Z",
        Subjects = [new("child", "local-1", Nhs.ToString(), Born: Born, Name: Name)],
        Address = new(UprnOfHome, Lines, Postcode),
        Detail = Detail,
    };

    public void AreNotIn(string where, byte[] bytes)
    {
        var text = Encoding.Latin1.GetString(bytes).ToLowerInvariant();
        foreach (var (what, dress) in all)
            if (text.IndexOf(dress, StringComparison.Ordinal) is >= 0 and var at)
                Assert.Fail($"{where}: \"{what}\" stands in it as \"{dress}\":\n…{text[Math.Max(0, at - 200)..Math.Min(text.Length, at + 200)]}…");
    }

    // In lower case, as the text that is searched. Base64 has three forms, by where in its run of bytes the value begins; the ends depend on the neighbours.
    private static IEnumerable<(string What, string Dress)> Dresses(string mark)
    {
        foreach (var said in new[] { mark, mark.ToLowerInvariant(), mark.ToUpperInvariant() })
        {
            var bytes = Encoding.UTF8.GetBytes(said);
            string[] dresses =
            [
                Encoding.Latin1.GetString(bytes), Uri.EscapeDataString(said), WebUtility.UrlEncode(said), Convert.ToHexString(bytes), System.Text.Json.JsonEncodedText.Encode(said).ToString(),
                .. Enumerable.Range(0, 3).Select(shift => Convert.ToBase64String([.. new byte[shift], .. bytes])[(shift == 0 ? 0 : 4)..].TrimEnd('=')[..^1]),
            ];
            foreach (var dress in dresses)
                yield return (mark, dress.ToLowerInvariant());
        }
    }
}
