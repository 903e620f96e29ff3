using System.Diagnostics;
using System.Net;
using System.Text;
using Alerts.Agencies;
using Alerts.Domain;
using MassTransit;
using Microsoft.Playwright;
using RabbitMQ.Client;
using Xunit.Abstractions;

namespace Alerts.Acceptance;

/// <summary>Report in, alert in somebody's open page, decided, opened again by what is new: the same story on every kind of parts.</summary>
[Collection(nameof(Stories))]
public abstract class WholeSystemStory(Chromium chromium, ITestOutputHelper output) : IAsyncLifetime
{
    protected const string First = "A child has swallowed something harmful";
    protected const string Second = "Second ingestion in the same household";

    protected RunningSystem Running { get; private set; } = null!;
    protected Chromium Chromium => chromium;

    protected abstract Task<RunningSystem> Start();

    public async Task InitializeAsync() => Running = await Start();

    public async Task DisposeAsync() => await Running.DisposeAsync();

    [Fact]
    public async Task A_second_ingestion_is_in_front_of_those_who_can_act_until_one_decides_and_a_new_child_opens_it_again()
    {
        var family = new Family();
        await using var priya = await Person.SignsIn(chromium, Running.Address, "Priya Nair");   // health visitor
        await using var amara = await Person.SignsIn(chromium, Running.Address, "Amara Okafor");   // front door
        Assert.Equal("My alerts – Alerts", await priya.Page.TitleAsync());

        // Forty days ago a toddler swallowed tablets; ED reports it. The health visitor's open page shows it and says why.
        var receipt = await Timed("first ingestion", async () =>
        {
            var answer = await Running.EdReports(family.Swallowed(family.Ava, 40, "Swallowed some of mother's tablets."));
            await priya.OpenOf(First).WaitForAsync(new() { Timeout = 5000 });
            return answer;
        });
        Assert.Equal(("demo-ed", "received"), (receipt.Sender, receipt.State));
        Assert.Equal("(1) My alerts – Alerts", await priya.Page.TitleAsync());
        Assert.Equal(0, await amara.Open.CountAsync());

        // A second one, ten days ago: now the front door is told too.
        await Timed("second ingestion", async () =>
        {
            var answer = await Running.EdReports(family.Swallowed(family.Ava, 10, "Licked an air freshener.", "substance-ingestion"));
            await amara.OpenOf(Second).WaitForAsync(new() { Timeout = 5000 });
            await priya.OpenOf(Second).WaitForAsync(new() { Timeout = 5000 });
            return answer;
        });
        await Eventually.True(async () => await amara.Page.TitleAsync() == "(1) My alerts – Alerts", "the front door's title counts the alert");
        await Eventually.True(async () => await priya.Page.TitleAsync() == "(3) My alerts – Alerts", "the health visitor's title counts her alerts");

        // She opens it on a second page and sees why.
        await using var desk = await Person.SignsIn(chromium, Running.Address, "Priya Nair");
        await desk.FollowsLink(Second);
        await desk.Page.GetByRole(AriaRole.Heading, new() { Name = Second }).WaitForAsync();
        await Shows(desk, $"2 separate ingestions in this household within 12 months: {Family.Words(40)}; {Family.Words(10)}.");
        var evidence = await desk.Page.Locator(".moj-timeline__item").AllInnerTextsAsync();
        Assert.Equal(2, evidence.Count);
        Assert.All(evidence, e => Assert.Contains("Emergency department", e));
        Assert.Contains(Family.Words(40), evidence[0]);
        Assert.Contains("Swallowed some of mother's tablets.", evidence[0]);
        Assert.Contains("demo-ed, medication-ingestion-", evidence[0]);
        Assert.Contains(Family.Words(10), evidence[1]);
        foreach (var other in new[] { "Amara Okafor, front-door duty manager", "Grace Lin, named nurse", "Helen Marsh, gp practice safeguarding lead" })
            await Shows(desk, other);
        await Shows(desk, "local safeguarding procedure");

        await SheDecides(desk);

        // Both open lists say so by themselves.
        await Timed("decision", async () =>
        {
            await priya.OpenOf(Second).WaitForAsync(new() { State = WaitForSelectorState.Detached, Timeout = 5000 });
            await amara.OpenOf(Second).WaitForAsync(new() { State = WaitForSelectorState.Detached, Timeout = 5000 });
            return 0;
        });
        Assert.Equal("My alerts – Alerts", await amara.Page.TitleAsync());
        await amara.Page.GetByText("Decided (1)").ClickAsync();
        await amara.Page.Locator("[data-open=no]").Filter(new() { HasText = Second }).WaitForAsync();

        // Another child of the family: it opens again, live, and says what is new.
        await Timed("re-opening", async () =>
        {
            var answer = await Running.EdReports(family.Swallowed(family.Max, 1, "A baby with a button of the same tablets in his mouth."));
            await amara.OpenOf(Second).WaitForAsync(new() { Timeout = 5000 });
            return answer;
        });
        await amara.OpenOf(Second).GetByText("Opened again. New: a child who was not concerned when it was decided.").WaitForAsync();
        await priya.OpenOf(Second).GetByText("Opened again. New: a child who was not concerned when it was decided.").WaitForAsync();
        await amara.FollowsLink(Second);
        await Shows(amara, "Priya Nair decided: act now.");
        Assert.Equal(1, await amara.Page.Locator(".moj-timeline__item").Filter(new() { Has = amara.Page.GetByText("New", new() { Exact = true }) }).CountAsync());

        Assert.True(await priya.NeverReloaded());
        Assert.Empty(priya.Complaints.Concat(amara.Complaints).Concat(desk.Complaints));
    }

    [Fact]
    public async Task A_report_of_an_address_waits_in_front_of_the_front_door_until_she_says_whose_it_is_and_then_the_alert_follows()
    {
        var family = new Family();
        await using var amara = await Person.SignsIn(chromium, Running.Address, "Amara Okafor");
        await Running.Report("voluntary-sector", family.Report("voluntary-concern", 3, "Came for food again.") with { Subjects = [family.Ava, family.Mother] });
        await amara.OpenOf("A voluntary organisation is worried about a child").WaitForAsync();

        await Timed("waiting report", async () =>
        {
            var answer = await Running.Report("rspca", family.Report("animal-concern", 1, "Two dogs without food or water.") with { Address = new(Uprn: "10009876543") });
            await amara.Page.GetByText("1 report waits at the front door").WaitForAsync(new() { Timeout = 5000 });
            return answer;
        });
        Assert.True(await amara.NeverReloaded());

        // The household's page, reached from its alert, gives the reference that she types in.
        await using var desk = await Person.SignsIn(chromium, Running.Address, "Amara Okafor");
        await desk.FollowsLink("A voluntary organisation is worried about a child");
        await desk.FollowsLink("See everything known about this household");
        var reference = (await desk.Page.GetByText("Household reference:").InnerTextAsync()).Split(": ")[1];
        await desk.FollowsLink("Front door");
        await Shows(desk, "It gives an address only, and no household is known there");
        await desk.Page.GetByText("What was sent").ClickAsync();
        await Shows(desk, "Two dogs without food or water.");
        await desk.Page.GetByLabel("The household with this reference").CheckAsync();
        await desk.Page.GetByLabel("Household reference").FillAsync(reference);
        await desk.Page.GetByRole(AriaRole.Button, new() { Name = "Give it this household" }).ClickAsync();
        await Shows(desk, "The report has its household.");
        await Shows(desk, "Nothing waits here.");
        await amara.OpenOf("Animal-welfare report at an address with children").WaitForAsync(new() { Timeout = 5000 });
        await amara.Page.GetByText("waits at the front door").WaitForAsync(new() { State = WaitForSelectorState.Detached });
        Assert.True(await amara.NeverReloaded());
        Assert.Empty(amara.Complaints.Concat(desk.Complaints));
    }

    [Fact]
    public async Task What_cannot_be_read_stands_on_the_front_door_page_with_its_reason()
    {
        var family = new Family();
        await using var amara = await Person.SignsIn(chromium, Running.Address, "Amara Okafor");
        var report = family.Swallowed(family.Ava, 1, "Drank turpentine.");
        var truncated = await Running.EdSends(report.Kind, Family.Bytes(report)[..80]);
        Assert.Equal(("quarantined", "body"), (truncated.State, truncated.Field));
        var wrongNumber = await Running.EdSends(report.Kind, Family.Bytes(report with { Subjects = [family.Ava with { NhsNumber = "9990000001" }] }));
        Assert.Equal(("quarantined", "subjects[0].nhsNumber", "must be an NHS number with a right check digit"), (wrongNumber.State, wrongNumber.Field, wrongNumber.Rule));
        using (var refused = await Running.Post("school", Encoding.UTF8.GetBytes("""{"version":1,"messageId":"s-1","kind":"sneezing"}""")))
            Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        var first = await Running.EdReports(report);
        var other = await Running.EdReports(report with { Detail = "Drank water." });
        Assert.Equal(("received", "conflicting"), (first.State, other.State));

        await amara.Page.GetByText("4 reports wait at the front door").WaitForAsync(new() { Timeout = 5000 });
        await amara.FollowsLink("4 reports wait at the front door");
        await Shows(amara, "subjects[0].nhsNumber: must be an NHS number with a right check digit");
        await Shows(amara, "kind: is no kind of the vocabulary");
        await Shows(amara, "messageId: was used before for a report with another content");
        await Shows(amara, "body: must be JSON");
        Assert.Empty(amara.Complaints);
        await NothingLeft();
    }

    /// <summary>Everything that came was acknowledged.</summary>
    protected virtual Task NothingLeft() => Task.CompletedTask;

    protected static async Task Shows(Person person, string text) => await person.Page.GetByText(text).First.WaitForAsync();

    protected async Task<T> Timed<T>(string what, Func<Task<T>> work)
    {
        var watch = Stopwatch.StartNew();
        var result = await work();
        output.WriteLine($"{what}: {watch.ElapsedMilliseconds} ms");
        return result;
    }

    // Without a reason first: the page says so and keeps what was chosen. Then twice at once: one decision.
    private async Task SheDecides(Person priya)
    {
        await priya.Page.GetByLabel("Act now", new() { Exact = true }).CheckAsync();
        await priya.Page.GetByRole(AriaRole.Button, new() { Name = "Record my decision" }).ClickAsync();
        await Shows(priya, "There is a problem");
        await priya.Page.GetByRole(AriaRole.Link, new() { Name = "Give a reason in words" }).WaitForAsync();
        Assert.True(await priya.Page.GetByLabel("Act now", new() { Exact = true }).IsCheckedAsync());
        Assert.StartsWith("Error: ", await priya.Page.TitleAsync(), StringComparison.Ordinal);
        await priya.Page.GetByLabel("Why?").FillAsync("Visit tomorrow with the hospital's named nurse; medicines locked away meanwhile.");
        await priya.Page.GetByRole(AriaRole.Button, new() { Name = "Record my decision" }).DblClickAsync();
        await Shows(priya, "is recorded: act now.");
        await Shows(priya, "Priya Nair decided: act now.");
        var id = priya.Page.Url.Split('/')[^1];
        var (household, alert) = (await Running.Workspace.Alert(id, default))!.Value;
        Assert.Equal("act-now", alert.Decision!.Decision);
        Assert.Empty(household.Trouble.OfType<DecisionRefused>());
        Assert.Equal(1, await priya.Page.GetByText("Priya Nair decided").CountAsync());
    }
}

/// <summary>On SQLite and the bus in memory.</summary>
public sealed class WholeSystemOnEmbeddedParts(Chromium chromium, ITestOutputHelper output) : WholeSystemStory(chromium, output)
{
    protected override async Task<RunningSystem> Start() => await EmbeddedParts.Start();
}

/// <summary>On RabbitMQ and PostgreSQL, where the emergency department sends by AMQP.</summary>
public sealed class WholeSystemOnRealParts(Chromium chromium, Servers servers, ITestOutputHelper output) : WholeSystemStory(chromium, output)
{
    protected override async Task<RunningSystem> Start() => await RealParts.Start(servers);

    [Fact]
    public async Task A_report_published_through_MassTransit_is_in_front_of_the_health_visitor_and_has_its_receipt()
    {
        var family = new Family();
        var ed = ((RealParts)Running).Ed;
        await using var priya = await Person.SignsIn(Chromium, Running.Address, "Priya Nair");
        var report = family.Swallowed(family.Ava, 2, "Two of grandmother's tablets.");
        await Timed("MassTransit publish", async () =>
        {
            await Publish(report);
            await priya.OpenOf(First).WaitForAsync(new() { Timeout = 5000 });
            return 0;
        });
        var receipt = await ed.ReceiptAfter(0);
        Assert.Equal((report.MessageId, "received"), (receipt.MessageId, receipt.State));
        Assert.Equal("(1) My alerts – Alerts", await priya.Page.TitleAsync());
        await NothingLeft();
    }

    protected override async Task NothingLeft() => await Eventually.True(async () => (await servers.Lying()).Values.Sum() == 0, "every message is acknowledged");

    // As an agency that uses MassTransit itself would: the contract's type, and its own user as the user-id.
    private async Task Publish(AgencyReport report)
    {
        var (host, (user, password)) = (await servers.VirtualHost(), servers.Login(Servers.EmergencyDepartment));
        var bus = Bus.Factory.CreateUsingRabbitMq(c => c.Host(host.Host, (ushort)host.Port, host.AbsolutePath[1..], h =>
        {
            h.Username(user);
            h.Password(password);
        }));
        await bus.StartAsync();
        await bus.Publish(report, context =>
        {
            if (context.TryGetPayload(out RabbitMqSendContext? rabbit))
                ((BasicProperties)rabbit.BasicProperties).UserId = Servers.EmergencyDepartment;
        });
        await bus.StopAsync();
    }
}
