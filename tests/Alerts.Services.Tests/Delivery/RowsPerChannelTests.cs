using Alerts.Domain;
using Alerts.Households.Delivery;
using Alerts.Households.People;
using Alerts.Services.Tests.Transport;
using Microsoft.Extensions.DependencyInjection;

namespace Alerts.Services.Tests.Delivery;

/// <summary>What the journal writes for people with several ways to be reached, and what becomes of ways that lead nowhere.</summary>
public abstract class RowsPerChannelTests(Func<Task<TestDatabase>> make) : OnDatabase(make)
{
    private const string FrontDoor = Somebody.Name;

    // And not of somebody who cannot be reached.
    private const string OfAlerts = "alert not like 'address/%'";

    private readonly HandMovedClock clock = new(DateTimeOffset.UtcNow);

    private static ListeningChannel Well(string name) => new(name, _ => new Outcome.Delivered("theirs-1"));

    private Task<Worker> With(params IChannel[] channels) => Running(clock, with: s => s.AddSingleton<IReadOnlyList<IChannel>>(p => [ActivatorUtilities.CreateInstance<Households.Delivery.Inbox>(p), .. channels]));

    private static async Task Told(Worker worker)
    {
        await worker.Accept("voluntary-sector", Sent.Worry("m1", Sent.Child(1)).Bytes());
        await worker.AllJournalled(1);
        await Eventually.True(async () => await worker.Count($"outbox where due_at is not null and {OfAlerts}") == 0, "nothing is due any more");
    }

    [Fact]
    public async Task A_person_is_told_by_every_living_way_that_they_have()
    {
        var (email, teams) = (Well("email"), Well("teams"));
        var worker = await With(email, teams);
        await worker.Reached("email", (FrontDoor, "amara@trust.example.org"));
        await worker.Reached("teams", (FrontDoor, "https://old.example.org/"));
        await worker.Tamper("update contact set dead_at = 1 where channel = 'teams'");
        await Told(worker);
        Assert.Equal(["email", "inbox"], await worker.Rows<string>($"select channel from outbox where person = @FrontDoor and {OfAlerts} order by channel", new { FrontDoor }));
        Assert.Equal("amara@trust.example.org", Assert.Single(email.Heard).Address);
        Assert.Empty(teams.Heard);
        var (why, reference, message) = await worker.One<(string?, string?, string?)>($"select why, reference, message from attempt where channel = 'email' and {OfAlerts}");
        Assert.Equal((null, "theirs-1"), (why, reference));
        Assert.Equal(message, await worker.One<string>($"select message from outbox where channel = 'email' and sent_at is not null and delivered_at is not null and {OfAlerts}"));
    }

    [Theory]
    [InlineData(Exchange.ChannelName, "hospital-trust")]
    [InlineData(Webhook.ChannelName, "https://hospital-trust.example.org/alerts")]
    public async Task An_organisation_s_own_system_hears_of_a_notice_once_whoever_of_its_people_was_told(string channel, string address)
    {
        var system = new ListeningChannel(channel, _ => new Outcome.Delivered(), bundles: false);
        var worker = await With(system);
        await worker.Reached(channel, [.. Somebody.DemoPeople.Select(p => (p, address))]);
        await Told(worker);
        Assert.True(await worker.Count("inbox") > 1, "the test needs two who are told");
        Assert.Equal(address, Assert.Single(system.Heard).Address);
    }

    [Fact]
    public async Task An_address_that_reaches_nobody_is_struck_out_and_the_front_door_is_told()
    {
        var email = new ListeningChannel("email", _ => new Outcome.Never("the mail server refuses this address (550)", AddressRefused: true));
        var worker = await With(email);
        await worker.Reached("email", (FrontDoor, "amara@trust.example.org"));
        await Told(worker);
        Assert.Equal("the mail server refuses this address (550)", await worker.One<string>("select dead_why from contact where dead_at is not null"));
        Assert.Equal("the mail server refuses this address (550)", await worker.One<string>($"select why from attempt where outcome = 'never' and {OfAlerts}"));
        var unreached = worker.Get<Unreached>();
        var waits = Assert.Single(await unreached.Waiting(default), u => u.Channel == "email");
        Assert.Equal(("Amara Okafor", "the mail server refuses this address (550)"), (waits.Person, waits.Why));
        var before = (await unreached.Waiting(default)).Count;
        Assert.True(await unreached.DealtWith(waits.Id, FrontDoor, "Rang her: a new address.", default));
        Assert.False(await unreached.DealtWith(waits.Id, FrontDoor, "Rang her: a new address.", default));
        Assert.Equal(before - 1, (await unreached.Waiting(default)).Count);
        // The next notice has no row for it any more.
        await worker.Accept("voluntary-sector", Sent.Worry("m2", Sent.Child(1)).On("2026-09-01").Bytes());
        await worker.AllJournalled(2);
        await Eventually.True(async () => await worker.Count($"outbox where due_at is not null and {OfAlerts}") == 0, "nothing is due any more");
        Assert.Single(email.Heard);
    }

    [Fact]
    public async Task Operations_are_told_of_a_dead_address_and_not_by_it()
    {
        var email = new ListeningChannel("email", n => n.Person == FrontDoor ? new Outcome.Never("the mail server refuses this address (550)", AddressRefused: true) : new Outcome.Delivered());
        var worker = await With(email);
        var operations = worker.Get<PeopleDirectory>().Holders(RoleDirectory.Operations, clock.GetUtcNow()).ToList();
        await worker.Tamper("delete from contact");
        await worker.Reached("email", [.. Somebody.DemoPeople.Select(p => (p, $"{p}@trust.example.org"))]);
        await Told(worker);
        await Eventually.True(() => Task.FromResult(operations.All(p => email.Heard.Any(n => n.Person == p))), "operations hear of it");
        var heard = email.Heard.First(n => n.Person == operations[0]);
        Assert.Equal("a notice about somebody who cannot be reached", heard.HowMany);
        Assert.StartsWith("P-", heard.References, StringComparison.Ordinal);
        Assert.DoesNotContain(email.Heard, n => n.Person == FrontDoor && n.Of.Any(o => o.Alert.StartsWith("address/", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task An_address_that_is_put_right_has_the_open_alerts_that_the_dead_one_did_not_get()
    {
        var email = new ListeningChannel("email", n => n.Address == "old@trust.example.org" ? new Outcome.Never("the mail server refuses this address (550)", AddressRefused: true) : new Outcome.Delivered());
        var worker = await With(email);
        await worker.Reached("email", [.. Somebody.DemoPeople.Select(p => (p, p == FrontDoor ? "old@trust.example.org" : $"{p}@trust.example.org"))]);
        await Told(worker);
        Assert.Contains(await worker.Get<Unreached>().Waiting(default), u => u.Channel == "email");
        await worker.Get<Staffing>().Reach(FrontDoor, "email", "new@trust.example.org", FrontDoor, default);
        await Eventually.True(async () => { clock.Move(TimeSpan.FromMinutes(1)); return await worker.Count("outbox where person = @FrontDoor and channel = 'email' and state = 'delivered'", new { FrontDoor }) == 1; }, "it arrives");
        Assert.Equal("new@trust.example.org", email.Heard.Last(n => n.Person == FrontDoor).Address);
        // Nobody has to say that it is dealt with.
        await Eventually.True(async () => !(await worker.Get<Unreached>().Waiting(default)).Any(u => u.Person == "Amara Okafor" && u.Channel == "email"), "it leaves the front door by itself");
        // The same address once more sends nothing again.
        await worker.Get<Staffing>().Reach(FrontDoor, "email", "new@trust.example.org", FrontDoor, default);
        Assert.Equal(0, await worker.Count("outbox where person = @FrontDoor and channel = 'email' and due_at is not null", new { FrontDoor }));   // that operations are told may wait its quarter of an hour
    }

    [Fact]
    public async Task A_way_that_is_not_set_up_here_ends_at_once_and_is_told_of_once()
    {
        var worker = await With(Well("email"));
        await worker.Reached("sms", (FrontDoor, "+447700900123"));
        await Told(worker);
        await worker.Accept("voluntary-sector", Sent.Worry("m2", Sent.Child(2)).Bytes());
        await worker.AllJournalled(2);
        await Eventually.True(async () => await worker.Count("outbox where channel = 'sms' and state = 'never' and alert not like 'address/%'") == 2, "both end");
        Assert.Equal(("sms", Unreached.NotSetUp), await worker.One<(string, string)>("select channel, why from unreached where channel <> 'none'"));
        // The address may be good: nothing here has tried it.
        Assert.Equal(1, await worker.Count("contact where person = @FrontDoor and channel = 'sms' and dead_at is null", new { FrontDoor }));
    }

    [Fact]
    public async Task Who_has_no_way_but_the_inbox_is_told_of_once_and_told_all_the_same()
    {
        var email = Well("email");
        var worker = await With(email);
        await worker.Reached("email", (FrontDoor, "amara@trust.example.org"));
        await Told(worker);
        var others = await worker.Rows<string>("select person from inbox where person <> @FrontDoor order by person", new { FrontDoor });
        Assert.NotEmpty(others);
        Assert.Equal(others, await worker.Rows<string>("select person from unreached where channel = 'none' order by person"));
        await worker.Tamper("update unreached set settled_at = 1, settled_by = 'amara.okafor', settled_note = 'has no telephone'");
        await worker.Accept("voluntary-sector", Sent.Worry("m2", Sent.Child(2)).Bytes());
        await worker.AllJournalled(2);
        await Eventually.True(async () => await worker.Count("outbox where channel = 'inbox' and due_at is not null") == 0, "every list is up to date");
        Assert.Empty(await worker.Get<Unreached>().Waiting(default));
        Assert.Equal(await worker.Count("outbox where channel = 'inbox'"), await worker.Count("outbox where channel = 'inbox' and state = 'delivered'"));
    }

    [Fact]
    public async Task Where_only_the_inbox_is_set_up_nobody_is_complained_of()
    {
        var worker = await With();
        await worker.Reached("sms", (FrontDoor, "+447700900123"));
        await Told(worker);
        Assert.Equal("only the inbox is set up here", await worker.One<string>("select why from attempt where channel = 'sms' and outcome = 'never'"));
        Assert.Equal(0, await worker.Count("unreached"));
    }
}

public sealed class RowsPerChannelOnPostgres() : RowsPerChannelTests(TestDatabase.Postgres);

public sealed class RowsPerChannelOnSqlite() : RowsPerChannelTests(TestDatabase.Sqlite);
