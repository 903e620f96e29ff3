using System.Net;
using Alerts.Domain;
using Alerts.Domain.Values;
using Alerts.Households.Feedback;
using Alerts.Households.Intake;
using Alerts.Households.Transport;
using Alerts.Services.Tests.Transport;
using MassTransit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Alerts.Services.Tests;

/// <summary>What a sender hears of its report after the receipt, and what it must never learn.</summary>
public abstract class FeedbackTests(Func<Task<TestDatabase>> make) : OnDatabase(make)
{
    private const string FrontDoor = "amara.okafor";
    private Worker worker = null!;

    public static TheoryData<string, string> Decisions => new()
    {
        { Domain.Decisions.ActNow, "act-now" },
        { Domain.Decisions.AlreadyActing, "already-acting" },
        { Domain.Decisions.NoFurtherAction, "no-further-action" },
    };

    [Theory, MemberData(nameof(Decisions))]
    public async Task A_statutory_agency_hears_that_it_was_read_and_the_class_of_the_decision(string decision, string heard)
    {
        worker = await Running();
        await Raised("ed", Sent.Report("m1", "medication-ingestion", Sent.Child(1)));
        Assert.Equal(("received", null), await Status("ed", "m1"));
        await Open();
        Assert.Equal(("read", null), await Status("ed", "m1"));
        await Open();
        await Decide(decision);
        Assert.Equal(("decided", heard), await Status("ed", "m1"));
        Assert.Equal(["read", heard], await worker.Rows<string>("select said from feedback order by at, said desc"));
    }

    [Theory]
    [InlineData("voluntary-sector", "voluntary-concern")]
    [InlineData("rspca", "animal-concern")]
    [InlineData("other", "voluntary-concern")]
    public async Task All_others_hear_the_class_of_outcome_only(string agency, string kind)
    {
        worker = await Running();
        await Raised(agency, Sent.Report("m1", kind, Sent.Child(1)));
        Assert.Equal(("received", null), await Status(agency, "m1"));
        await Open();
        Assert.Equal(("being looked at", null), await Status(agency, "m1"));
        await Decide(Domain.Decisions.ActNow);
        Assert.Equal(("looked at and closed", null), await Status(agency, "m1"));
        Assert.Equal(["being looked at", "looked at and closed"], await worker.Rows<string>("select said from feedback order by said"));
    }

    [Fact]
    public async Task A_charity_whose_report_matters_only_because_of_what_others_reported_hears_no_more_than_that_it_was_received()
    {
        worker = await Running();
        await Raised("rspca", Sent.Report("m0", "animal-concern", Sent.Child(1)));
        // It names no child: alone it would raise nothing.
        await worker.Accept("rspca", (Sent.Report("m1", "animal-concern") with { HouseholdReference = (await Household()).ToString(), OccurredAt = "2026-09-01" }).Bytes());
        await worker.AllJournalled(2);
        Assert.True(await worker.Count("alert") > 1, "it became an alert of a child known there");
        foreach (var item in await worker.Workspace.ItemsFor(FrontDoor, default))
        {
            await worker.Workspace.RecordRead(FrontDoor, item.Household, item.Alert, default);
            await Decided(item.Alert, Domain.Decisions.ActNow);
        }
        Assert.Equal(("looked at and closed", null), await Status("rspca", "m0"));
        Assert.Equal(("received", null), await Status("rspca", "m1"));
    }

    [Fact]
    public async Task A_class_that_comes_back_after_another_is_said_again_and_one_that_stays_is_not()
    {
        worker = await Running();
        await Raised("ed", Sent.Report("m1", "medication-ingestion", Sent.Child(1)));
        var alert = await worker.One<string>("select id from alert");
        foreach (var decision in new[] { Domain.Decisions.ActNow, Domain.Decisions.NoFurtherAction, Domain.Decisions.ActNow })
        {
            if (await Status("ed", "m1") is (not "received", _))
                Assert.Equal(new Households.Answer(true, null), await worker.Workspace.Challenge(Guid.NewGuid(), alert, "martin.kay", "There is more to it.", default));
            await Decide(decision);
            Assert.Equal(("decided", decision), await Status("ed", "m1"));
        }
        var at = await worker.One<long>("select at from feedback where said = 'act-now'");
        Assert.Equal(new Households.Answer(true, null), await worker.Workspace.Challenge(Guid.NewGuid(), alert, "martin.kay", "There is more to it.", default));
        await Decide(Domain.Decisions.ActNow);
        Assert.Equal(at, await worker.One<long>("select at from feedback where said = 'act-now'"));
    }

    [Theory]
    [InlineData(Domain.Decisions.ActNow, Domain.Decisions.NoFurtherAction, "act-now")]
    [InlineData(Domain.Decisions.NoFurtherAction, Domain.Decisions.AlreadyActing, "already-acting")]
    [InlineData(Domain.Decisions.NoFurtherAction, Domain.Decisions.NoFurtherAction, "no-further-action")]
    public async Task Where_several_roles_answer_the_gravest_class_is_said(string first, string second, string said)
    {
        worker = await Running(patterns: Both.InForce);
        await Raised("ed", Sent.Report("m1", "medication-ingestion", Sent.Child(1)));
        var alert = (await worker.Workspace.Alert(await worker.One<string>("select id from alert"), default))!.Value.Alert;
        foreach (var (person, decision) in new[] { (FrontDoor, first), ("priya.nair", second) })
            Assert.Equal(new Households.Answer(true, null), await worker.Workspace.Decide(Guid.NewGuid(), alert.Id, alert.Revision, person, decision, "Spoke to the parents; the health visitor goes tomorrow.", default));
        Assert.Equal(("decided", said), await Status("ed", "m1"));
    }

    private sealed class Both() : Pattern("TST-3", 1, "A child swallowed something", "a test", Raises.AnewForEveryIncident, [Domain.Kinds.MedicationIngestion], ["FD", "HV"])
    {
        public static PatternSet InForce { get; } = new(null, [new Both()]);

        public override bool EveryRoleAnswers => true;

        public override IEnumerable<Finding> Find(History history, Period around) =>
            history.Near(this, around).Select(r => new Finding(null, Severity.S2, [r], "A child swallowed something."));
    }

    [Fact]
    public async Task Of_another_s_report_and_of_one_that_never_was_there_is_nothing()
    {
        worker = await Running();
        await Raised("ed", Sent.Report("m1", "medication-ingestion", Sent.Child(1)));
        Assert.Null(await worker.Get<ReportStatuses>().Of("demo-gp", "m1", default));
        Assert.Null(await worker.Get<ReportStatuses>().Of("demo-ed", "m2", default));
        await worker.Send("ed", Sent.Report("bad", "witchcraft", Sent.Child(1)).Bytes());
        Assert.Equal(("not taken", null), await Status("ed", "bad"));
    }

    [Fact]
    public async Task It_is_published_once_where_receipts_go()
    {
        worker = await Running();
        var heard = new System.Collections.Concurrent.ConcurrentQueue<ReportStatus>();
        var listener = worker.Get<IBusControl>().ConnectReceiveEndpoint("listener", e =>
        {
            ((IInMemoryReceiveEndpointConfigurator)e).Bind("receipts", MassTransit.Transports.Fabric.ExchangeType.Topic, "demo-ed");
            e.Handler<ReportStatus>(m =>
            {
                heard.Enqueue(m.Message);
                return Task.CompletedTask;
            });
        });
        await listener.Ready;
        await Raised("ed", Sent.Report("m1", "medication-ingestion", Sent.Child(1)));
        await Open();
        await Eventually.True(async () => await worker.Count("feedback where due_at is null") == 1, "it is published");
        Assert.Equal(0, await worker.Get<FeedbackSender>().Publish(default));
        await Eventually.True(() => heard.Count == 1, "it is heard");
        Assert.Equal(new ReportStatus("demo-ed", "m1", "read", null), Assert.Single(heard));
    }

    [Fact]
    public async Task The_bytes_are_the_same_for_a_child_nobody_knew_and_for_one_who_was_known_well()
    {
        var builder = WebApplication.CreateBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        worker = await Running();
        builder.Services.AddSingleton(worker.Get<ReportStatuses>()).AddSingleton(worker.Get<Households.Senders>()).AddSingleton(worker.Get<Intake>());
        await using var door = builder.Build();
        door.MapReports();
        await door.StartAsync();

        // Known: two reports of others and a plan before. Unknown: nothing at all. Each sender uses the same id of its own.
        await worker.Accept("childrens-social-care", Sent.Report("p1", "cp-plan-started", Sent.Child(1)).On("2024-01-05").Bytes());
        await worker.Accept("school", Sent.Report("p2", "child-not-seen", Sent.Child(1)).On("2026-09-01").Bytes());
        await Eventually.True(async () => await worker.Count("journal where event = 'ReportRecorded'") == 2, "they are taken in");
        List<string>[] bytes = [[], []];
        foreach (var child in new[] { 1, 2 })
        {
            var id = $"m{child}";
            await worker.Accept("voluntary-sector", Sent.Worry(id, Sent.Child(child)).Bytes());
            await Eventually.True(async () => await worker.Count("alert where pattern = 'VCS-1' and is_open = 1") == 1, "it is an alert");
            bytes[child - 1].Add(await Get(door, id, "demo-key-voluntary-sector"));
            var mine = (await worker.Workspace.ItemsFor(FrontDoor, default)).Where(i => i.Open && i.Pattern == "VCS-1").ToList();
            await worker.Workspace.RecordRead(FrontDoor, mine[0].Household, Assert.Single(mine).Alert, default);
            bytes[child - 1].Add(await Get(door, id, "demo-key-voluntary-sector"));
            await Decided(mine[0].Alert, Domain.Decisions.ActNow);
            bytes[child - 1].Add(await Get(door, id, "demo-key-voluntary-sector"));
        }
        Assert.Equal(bytes[0], bytes[1].ConvertAll(b => b.Replace("m2", "m1", StringComparison.Ordinal)));
        Assert.Equal(3, bytes[0].Distinct().Count());
        Assert.Equal("""200 application/json; charset=utf-8 {"sender":"demo-voluntary-sector","messageId":"m1","state":"looked at and closed","decision":null}""", bytes[0][2]);

        // Nothing is said of what is not the sender's own, nor that there is anything.
        var none = await Get(door, "never", "demo-key-gp");
        Assert.StartsWith("404 ", none, StringComparison.Ordinal);
        Assert.Equal(none, await Get(door, "m1", "demo-key-gp"));
        Assert.StartsWith("401 ", await Get(door, "m1", "demo-key-nobody"), StringComparison.Ordinal);
        await door.StopAsync();
    }

    private static async Task<string> Get(WebApplication door, string id, string key)
    {
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{door.Urls.Single()}/v1/reports/{id}/status");
        request.Headers.Add("X-Api-Key", key);
        using var response = await client.SendAsync(request);
        Assert.True(response.StatusCode == HttpStatusCode.Unauthorized || response.Headers.CacheControl?.NoStore == true);
        return $"{(int)response.StatusCode} {response.Content.Headers.ContentType} {await response.Content.ReadAsStringAsync()}";
    }

    private async Task Raised(string agency, Agencies.AgencyReport report)
    {
        await worker.Accept(agency, report.Bytes());
        await worker.AllJournalled(1);
        Assert.Equal(1, await worker.Count("alert"));
    }

    private async Task<(string State, string? Decision)> Status(string agency, string id)
    {
        var status = (await worker.Get<ReportStatuses>().Of("demo-" + agency, id, default))!;
        Assert.Equal(("demo-" + agency, id), (status.Sender, status.MessageId));
        return (status.State, status.Decision);
    }

    private async Task<Guid> Household() => Guid.Parse(await worker.One<string>("select household from alert limit 1"));

    private async Task Open()
    {
        var alert = await worker.One<string>("select id from alert");
        await worker.Workspace.RecordRead(FrontDoor, await Household(), alert, default);
    }

    private async Task Decide(string decision) => await Decided(await worker.One<string>("select id from alert"), decision);

    private async Task Decided(string id, string decision)
    {
        var alert = (await worker.Workspace.Alert(id, default))!.Value.Alert;
        foreach (var person in alert.EveryRoleAnswers ? alert.Told.Select(t => t.Person.Id).Distinct() : [FrontDoor])
            Assert.Equal(new Households.Answer(true, null), await worker.Workspace.Decide(Guid.NewGuid(), id, alert.Revision, person, decision, "Spoke to the parents; the health visitor goes tomorrow.", default));
    }
}

public sealed class FeedbackOnPostgres() : FeedbackTests(TestDatabase.Postgres);

public sealed class FeedbackOnSqlite() : FeedbackTests(TestDatabase.Sqlite);
