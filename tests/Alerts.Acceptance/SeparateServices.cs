using System.Diagnostics;
using System.Net.Http.Headers;
using Alerts.Agencies;
using Dapper;
using Microsoft.Playwright;
using Npgsql;
using Xunit.Abstractions;

namespace Alerts.Acceptance;

/// <summary>The services as they are deployed: a process each, on RabbitMQ and PostgreSQL.</summary>
[Collection(nameof(Stories))]
public sealed class SeparateServices(Chromium chromium, Servers servers, ITestOutputHelper output) : IAsyncLifetime
{
    private const int Reports = 50;
    private string journal = "";
    private Dictionary<string, string> settings = [];

    public async Task InitializeAsync()
    {
        journal = await servers.Database();
        settings = new()
        {
            ["ALERTS_BUS"] = (await servers.VirtualHost()).ToString(),
            ["ALERTS_JOURNAL"] = journal,
            ["ALERTS_PARTITIONS"] = $"{Servers.Partitions}",
            ["ALERTS_HTTP"] = "http://127.0.0.1:0",
        };
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task A_report_to_one_service_is_live_on_a_page_of_the_other_and_is_decided_there()
    {
        await using var households = Child.Start("Households", environment: settings);
        await using var inbox = Child.Start("Inbox", environment: settings);
        var (door, pages) = (await households.Address(), await inbox.Address());
        var family = new Family();
        await using var priya = await Person.SignsIn(chromium, pages, "Priya Nair");
        var watch = Stopwatch.StartNew();
        await Post(door, family.Swallowed(family.Ava, 1, "Swallowed a tablet."));
        await priya.Open.WaitForAsync(new() { Timeout = 5000 });
        output.WriteLine($"report to page: {watch.ElapsedMilliseconds} ms");
        Assert.Equal("(1) My alerts – Alerts", await priya.Page.TitleAsync());
        var neighbours = new Family();
        watch.Restart();
        await Post(door, neighbours.Swallowed(neighbours.Max, 1, "Licked a battery."));
        await priya.Open.Nth(1).WaitForAsync(new() { Timeout = 5000 });
        output.WriteLine($"the next one: {watch.ElapsedMilliseconds} ms");
        Assert.True(await priya.NeverReloaded());

        await priya.FollowsLink("A child has swallowed something harmful");
        await priya.Page.GetByLabel("No further action").CheckAsync();
        await priya.Page.GetByLabel("Why?").FillAsync("Spoke to the mother; medicines are locked away now.");
        await priya.Page.GetByRole(AriaRole.Button, new() { Name = "Record my decision" }).ClickAsync();
        await priya.Page.GetByText("is recorded: no further action.").WaitForAsync();
        await priya.FollowsLink("My alerts");
        await priya.Page.GetByText("1 alert waits for a decision").WaitForAsync();
        Assert.Empty(priya.Complaints);
    }

    [Fact]
    public async Task Killing_the_household_process_in_the_middle_of_reports_loses_and_doubles_nothing()
    {
        var families = Enumerable.Range(0, Reports / 2).Select(_ => new Family()).ToList();
        var reports = families.SelectMany(f => new[] { f.Swallowed(f.Ava, 40, "A tablet."), f.Swallowed(f.Ava, 10, "Another tablet.") }).ToList();
        await using (var first = Child.Start("Households", environment: settings))
        {
            var door = await first.Address();
            var sending = Parallel.ForEachAsync(reports, new ParallelOptions { MaxDegreeOfParallelism = 2 }, async (report, _) => await TryPost(door, report));
            await Eventually.True(async () => await Count("select count(*) from journal") > Reports / 10, "some are in the journal");
            await first.Kill();
            await sending;
        }
        var journalledBefore = await Count("select count(*) from ledger where state = 'journalled'");
        Assert.InRange(journalledBefore, 1, Reports - 1);

        // Senders that had no answer send again, with the same ids; those that had one may do so too.
        await using var second = Child.Start("Households", environment: settings);
        var again = await second.Address();
        await Parallel.ForEachAsync(reports, new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (report, _) => await Post(again, report));
        var watch = Stopwatch.StartNew();
        await Eventually.True(async () => await Count("select count(*) from ledger where state <> 'journalled'") == 0, "every report is in the journal", 60);
        output.WriteLine($"{journalledBefore} journalled before the kill; the rest {watch.ElapsedMilliseconds} ms after they were sent again");

        Assert.Equal(Reports, await Count("select count(*) from ledger"));
        Assert.Equal(Reports, await Count("select count(*) from journal where event = 'ReportRecorded'"));
        Assert.Equal(Reports, await Count("select count(distinct ledger_id) from journal where event = 'ReportRecorded'"));
        // Each family: the first ingestion, the second, and the second one in the same household.
        Assert.Equal(families.Count * 3, await Count("select count(*) from journal where event = 'AlertRaised'"));
        Assert.Equal(families.Count * 3, await Count("select count(*) from alert"));
        Assert.Equal(families.Count, await Count("select count(distinct household) from journal"));
        // What the killed process was about to send is leased to it for thirty seconds.
        await Eventually.True(async () => await Count("select count(*) from outbox where state <> 'delivered'") == 0, "everybody was told", 45);
        await Eventually.True(async () => (await servers.Lying()).Values.Sum() == 0, "the queues are empty");
    }

    private static async Task<HttpResponseMessage> Send(Uri door, AgencyReport report)
    {
        using var http = new HttpClient { BaseAddress = door };
        http.DefaultRequestHeaders.Add("X-Api-Key", "demo-key-ed");
        using var body = new ByteArrayContent(Family.Bytes(report)) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
        return await http.PostAsync("/v1/reports", body);
    }

    private static async Task Post(Uri door, AgencyReport report)
    {
        using var answer = await Send(door, report);
        answer.EnsureSuccessStatusCode();
    }

    // The door may close at any moment.
    private static async Task TryPost(Uri door, AgencyReport report)
    {
        try
        {
            using var answer = await Send(door, report);
        }
        catch (HttpRequestException)
        {
            return;
        }
    }

    private async Task<int> Count(string sql)
    {
        await using var connection = new NpgsqlConnection(journal);
        return await connection.ExecuteScalarAsync<int>(sql);
    }
}
