using System.Net;
using System.Text.Json;
using Alerts.Agencies;
using Alerts.Domain;
using Alerts.Households;
using Alerts.Households.Intake;
using Alerts.Households.Journal;
using Alerts.Households.People;
using Alerts.Services.Tests.Transport;
using Alerts.Standalone;
using Dapper;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Alerts.Services.Tests.People;

/// <summary>
/// A household gets another health visitor at midnight: a minute later the new one has its alerts and a notice of them, and the old one has lost them. The
/// same with leave and cover. Nothing of it depends on a process that keeps running.
/// </summary>
public abstract class HandedOverStory(Func<Task<TestDatabase>> make, Broker? broker) : OnDatabase(make)
{
    private const string Priya = "priya.nair", Kofi = "kofi.mensah", FrontDoor = "amara.okafor";
    private const long Alerts = 3;   // for each of two ingestions, and for both together
    private static readonly DateTimeOffset Midnight = new(2026, 10, 5, 23, 0, 0, TimeSpan.Zero);   // in summer time
    private readonly HandMovedClock clock = new(new(2026, 10, 5, 15, 55, 0, TimeSpan.Zero));
    private readonly DirectoryInfo keys = Directory.CreateTempSubdirectory("alerts-keys-");
    private WebApplication? app;
    private Uri address = null!;

    private IDatabase Database => app!.Services.GetRequiredService<IDatabase>();

    [Fact]
    public async Task Messages_give_the_household_to_another_health_visitor_from_tomorrow()
    {
        await Begins();
        await Send("health-visiting", Said("a1", Kinds.ProfessionalAssigned, Priya, "2026-10-01"));
        var alert = await Swallowed();
        await Send("health-visiting", Said("u1", Kinds.ProfessionalUnassigned, Priya, "2026-10-06"));
        await Send("health-visiting", Said("a2", Kinds.ProfessionalAssigned, Kofi, "2026-10-06"));
        await AtMidnight(alert);
    }

    [Fact]
    public async Task The_front_door_gives_the_household_to_another_health_visitor_from_tomorrow()
    {
        await Begins();
        var alert = await Swallowed();
        await OnThePage(Kofi, "Begin", new() { ["Role"] = "HV", ["Rank"] = "holder", ["Hours"] = "always", ["Household"] = await One<string>("select household from head"), ["From"] = "2026-10-06" });
        await AtMidnight(alert);
    }

    [Fact]
    public async Task Cover_has_it_during_leave_and_afterwards_the_holder_has_it_back()
    {
        await Begins();
        var alert = await Swallowed();
        await OnThePage(Priya, "Away", new() { ["From"] = "2026-10-06", ["Until"] = "2026-10-13", ["Cover"] = Kofi });
        await AtMidnight(alert);
        // It climbs meanwhile, as nobody decides.
        clock.SleepUntil(Midnight.AddDays(7).AddMinutes(-10));
        await Eventually.True(() => Moved(async () => await One<long>("select count(*) from clock where due_at is null or due_at <= @now", new { now = clock.GetUtcNow().ToUnixTimeMilliseconds() }) == 0), "what was due in that week is done");
        clock.SleepUntil(Midnight.AddDays(7).AddSeconds(-1));
        Assert.Equal((false, true), (await Opens(Priya, alert), await Opens(Kofi, alert)));
        await Comes(alert, Midnight.AddDays(7), from: Kofi, to: Priya);
        await Restart();
        await Has(alert, Priya, Kofi);
        using var priya = await Visitor.SignsIn(address, Priya);
        Assert.Contains("Waiting for 1 week<", await priya.Reads("/"), StringComparison.Ordinal);   // whoever had it meanwhile
        Assert.Equal(2 * Alerts, await One<long>("select count(*) from journal where event = 'AlertHandedOver'"));
    }

    [Fact]
    public async Task What_was_decided_goes_with_the_role_and_the_open_page_of_who_had_it_loses_it_within_seconds()
    {
        await Begins();
        var alert = await Swallowed();
        await Decides(Priya, alert);
        using var priya = await Visitor.SignsIn(address, Priya);
        using var kofi = await Visitor.SignsIn(address, Kofi);
        var next = await priya.Follows();
        Assert.Contains("/alerts/" + alert, await next(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, await priya.Opens($"/alerts/{alert}?handler=Record"));
        var household = Guid.Parse(await One<string>("select household from alert where id = @alert", new { alert })).ToString("N");
        await OnThePage(Kofi, "Begin", new() { ["Role"] = "HV", ["Rank"] = "holder", ["Hours"] = "always", ["Household"] = household });
        var lost = await next().WaitAsync(TimeSpan.FromSeconds(5));
        Assert.DoesNotContain("/alerts/", lost, StringComparison.Ordinal);
        Assert.Contains("Decided by you, with others now (1)", lost, StringComparison.Ordinal);
        Assert.Contains(Alert.ReferenceOf(alert), lost, StringComparison.Ordinal);
        Assert.DoesNotContain("ingestion", lost, StringComparison.OrdinalIgnoreCase);
        await Has(alert, Kofi, Priya);   // no other alert of the household opens it to her either
        foreach (var page in new[] { $"/alerts/{alert}?handler=Record", "/households/" + household })
            Assert.Equal((await priya.Refused("/alerts/" + new string('0', 32)), HttpStatusCode.OK), (await priya.Refused(page), await kofi.Opens(page)));
        var gone = await priya.Reads("/alerts/" + alert);
        Assert.Contains("For news of it ask:", gone, StringComparison.Ordinal);
        Assert.Contains("Amara Okafor, front-door duty manager", gone, StringComparison.Ordinal);   // it is decided: where the family is by now is not to be learned here
        Assert.DoesNotContain("Kofi Mensah", gone, StringComparison.Ordinal);
        Assert.DoesNotContain("recorded", gone, StringComparison.Ordinal);   // she sent nothing
        using var stranger = await Visitor.SignsIn(address, "ruth.adler");
        Assert.Equal(await stranger.Refused("/alerts/" + new string('0', 32)), await stranger.Refused("/alerts/" + alert));
        Assert.Contains("Decided before you had the role (1)", await kofi.Reads("/"), StringComparison.Ordinal);
        Assert.Contains("/alerts/" + alert, await kofi.Reads("/households/" + household), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_loses_it_while_they_write_keeps_their_words_and_learns_who_has_it()
    {
        await Begins();
        var alert = await Swallowed();
        using var priya = await Visitor.SignsIn(address, Priya);
        using var stranger = await Visitor.SignsIn(address, "ruth.adler");
        var seen = (await app!.Services.GetRequiredService<Workspace>().Alert(alert, default))!.Value.Alert.Revision;
        await OnThePage(Kofi, "Begin", new() { ["Role"] = "HV", ["Rank"] = "holder", ["Hours"] = "always", ["Household"] = await One<string>("select household from head") });
        await AsksToDecide("For news of it ask:|Since ");
        await Eventually.True(() => Moved(async () => await One<long>("select count(*) from inbox where person = @Kofi", new { Kofi }) == Alerts), "the alerts have changed hands");
        await AsksToDecide("Since ");
        Assert.Equal(0, await One<long>("select count(*) from ledger where content = 'decision'"));
        Assert.False(await Opens(Priya, alert));

        async Task AsksToDecide(string since)
        {
            Dictionary<string, string> Form() => new() { ["token"] = Guid.NewGuid().ToString(), ["seen"] = $"{seen}", ["decision"] = Decisions.ActNow, ["reason"] = "I visit at four, with the <nursery>." };
            var (status, page) = await priya.Answered("/alerts/" + alert, Form());
            Assert.Equal(HttpStatusCode.OK, status);
            Assert.Matches("(?s)" + since, page);
            foreach (var said in new[] { $"Alert {Alert.ReferenceOf(alert)} is with somebody else", "Kofi Mensah, health visitor", "Nothing was recorded.", "Act now\nI visit at four, with the <nursery>." })
                Assert.Contains(said, page, StringComparison.Ordinal);
            Assert.DoesNotContain("ingestion", page, StringComparison.OrdinalIgnoreCase);
            Assert.Equal(HttpStatusCode.OK, (await priya.Answered($"/alerts/{alert}?handler=Challenge", new() { ["disagreement"] = "No." })).Item1);
            Assert.Equal(HttpStatusCode.NotFound, (await stranger.Answered("/alerts/" + alert, Form())).Item1);
        }
    }

    [Fact]
    public async Task Who_was_told_because_nobody_answered_loses_it_with_their_place()
    {
        await Begins();
        var alert = await Swallowed();
        clock.SleepUntil(DateTimeOffset.FromUnixTimeMilliseconds(await Due(alert)));
        await Eventually.True(() => Moved(async () => await One<long>("select count(*) from inbox where person = 'hannah.cole' and alert = @alert", new { alert }) == 1), "the deputy is told");
        Assert.True(await Opens("hannah.cole", alert));
        using var hannah = await Visitor.SignsIn(address, "hannah.cole");
        var next = await hannah.Follows();
        Assert.Contains("/alerts/" + alert, await next(), StringComparison.Ordinal);
        var deputy = app!.Services.GetRequiredService<PeopleDirectory>().Roster.Held.Single(h => h.Holding.Person.Id == "hannah.cole");
        await app.Services.GetRequiredService<Staffing>().End(deputy.Id, clock.GetUtcNow().AddMinutes(1), FrontDoor, default);
        Assert.True(await Opens("hannah.cole", alert));
        clock.Move(TimeSpan.FromMinutes(1));
        Assert.DoesNotContain("/alerts/" + alert, await next().WaitAsync(TimeSpan.FromSeconds(5)), StringComparison.Ordinal);
        Assert.False(await Opens("hannah.cole", alert));
    }

    [Fact]
    public async Task Who_leaves_has_nothing_from_that_day_on_and_the_deputy_has_their_alerts()
    {
        await Begins();
        var alert = await Swallowed();
        await OnThePage(Priya, "Leave", new() { ["From"] = "2026-10-06" });
        using var priya = await Visitor.SignsIn(address, Priya);
        var next = await priya.Follows();
        Assert.Contains("/alerts/" + alert, await next(), StringComparison.Ordinal);
        clock.SleepUntil(Midnight.AddSeconds(-1));
        Assert.Equal(HttpStatusCode.OK, await priya.Opens("/alerts/" + alert));
        clock.Move(TimeSpan.FromSeconds(2));
        Assert.Contains("You have no access any more.", await next().WaitAsync(TimeSpan.FromSeconds(5)), StringComparison.Ordinal);
        Assert.Contains("Sign in as Hannah Cole", await priya.Reads("/alerts/" + alert), StringComparison.Ordinal);
        using var again = await Visitor.SignsIn(address, Priya);   // the page answers, and signs nobody in
        var page = await again.Reads("/");
        Assert.Contains("Sign in as Hannah Cole", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Priya Nair", page, StringComparison.Ordinal);
        await Eventually.True(() => Moved(async () => await One<long>("select count(*) from inbox where person = 'hannah.cole'") == Alerts), "the deputy has them");
        Assert.Equal(0, await One<long>("select count(*) from inbox where person = @Priya", new { Priya }));
    }

    public override async Task DisposeAsync()
    {
        if (app is not null)
            await app.DisposeAsync();
        await base.DisposeAsync();
        keys.Delete(recursive: true);
    }

    // Until a second before midnight nothing has changed; a minute after it everything has, once, whatever restarts.
    private async Task AtMidnight(string alert)
    {
        clock.SleepUntil(Midnight.AddSeconds(-1));
        await Restart();
        await Has(alert, Priya, Kofi);
        var due = await Due(alert);
        await Comes(alert, Midnight, from: Priya, to: Kofi);
        await Restart();
        clock.SleepUntil(clock.GetUtcNow().AddMinutes(15));   // the second look
        await Eventually.True(() => Moved(async () => await One<long>("select count(*) from ledger where content = 'roles' and state <> 'journalled'") == 0), "the households have looked again");
        await Has(alert, Kofi, Priya);
        Assert.Equal(Alerts, await One<long>("select count(*) from journal where event = 'AlertHandedOver'"));
        Assert.Equal(due, await Due(alert));   // to hand over gives nobody more time
    }

    private async Task Comes(string alert, DateTimeOffset moment, string from, string to)
    {
        clock.SleepUntil(moment);
        var latest = moment.AddMinutes(1);
        await Eventually.True(() => Moved(async () => await One<long>("select count(*) from inbox where person = @to", new { to }) == Alerts), "the alerts have changed hands");
        Assert.True(clock.GetUtcNow() <= latest, $"it took until {clock.GetUtcNow():T}");
        await IsToldOnTheList(alert, from, to);
        await Has(alert, to, from);
        await IsToldOnTheList(alert, from, to);   // two more are to be opened
        foreach (var other in await Database.Read(async c => (await c.QueryAsync<string>("select id from alert")).AsList(), default))
            Assert.True(await Opens(to, other));
        await IsToldOnTheList(alert, null, to);
        var notice = await One<long>("select notice from inbox where alert = @alert and person = @to", new { alert, to });
        Assert.Equal(1, await One<long>("select count(*) from outbox where alert = @alert and person = @to and notice = @notice and channel = 'inbox'", new { alert, to, notice }));
        using var visitor = await Visitor.SignsIn(address, to);
        Assert.Contains("Changed hands", await visitor.Reads("/alerts/" + alert), StringComparison.Ordinal);
    }

    private async Task IsToldOnTheList(string alert, string? from, string to)
    {
        using var visitor = await Visitor.SignsIn(address, to);
        var list = await visitor.Reads("/");
        if (from is null)
        {
            Assert.DoesNotContain("Handed over to you", list, StringComparison.Ordinal);
            return;
        }
        var name = app!.Services.GetRequiredService<PeopleDirectory>().Person(from)!.Name;
        Assert.Matches($"""(?s)Handed over to you.*From {name}, since .*href="/alerts/{alert}">{Alert.ReferenceOf(alert)}, second ingestion in the same household</a>\. Decide by [^<]* left\)\.""", list);
    }

    private async Task Has(string alert, string who, string whoNot)
    {
        Assert.Equal((true, false), (await Opens(who, alert), await Opens(whoNot, alert)));
        using var has = await Visitor.SignsIn(address, who);
        using var hasNot = await Visitor.SignsIn(address, whoNot);
        var household = Guid.Parse(await One<string>("select household from alert where id = @alert", new { alert })).ToString("N");
        Assert.Contains("/alerts/" + alert, await has.Reads("/"), StringComparison.Ordinal);
        Assert.DoesNotContain("/alerts/" + alert, await hasNot.Reads("/"), StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.NotFound), (await has.Opens("/households/" + household), await hasNot.Opens("/households/" + household)));
    }

    // Who had it once is told who has it now, and nothing of what it says.
    private async Task<bool> Opens(string who, string alert)
    {
        using var visitor = await Visitor.SignsIn(address, who);
        var (status, page) = await visitor.Refused("/alerts/" + alert);
        var gone = page.Contains($"Alert {Alert.ReferenceOf(alert)} is with somebody else", StringComparison.Ordinal);
        Assert.False(gone && page.Contains("ingestion", StringComparison.OrdinalIgnoreCase));
        return status == HttpStatusCode.OK && !gone;
    }

    private async Task OnThePage(string person, string form, Dictionary<string, string> says)
    {
        using var amara = await Visitor.SignsIn(address, FrontDoor);
        var key = app!.Services.GetRequiredService<PeopleDirectory>().Roster.Person(person)!.Key;
        Assert.Equal(HttpStatusCode.OK, await amara.Sends("/people/one/" + key, $"/people/one/{key}?handler={form}", says));
    }

    private async Task Decides(string person, string alert)
    {
        var workspace = app!.Services.GetRequiredService<Workspace>();
        var answer = workspace.Decide(Guid.NewGuid(), alert, (await workspace.Alert(alert, default))!.Value.Alert.Revision, person, Decisions.ActNow, "Visit today.", default);
        await Eventually.True(() => Moved(() => Task.FromResult(answer.IsCompleted)), "it is decided");
        Assert.Equal(new Answer(true, null), await answer);
    }

    private Task<long> Due(string alert) => One<long>("select due_at from clock where alert = @alert and step > 0", new { alert });

    private async Task<string> Swallowed()
    {
        await Send("ed", Sent.Report("e1", Kinds.MedicationIngestion, Sent.Child(1)).On("2026-09-01"));
        await Send("ed", Sent.Report("e2", Kinds.MedicationIngestion, Sent.Child(1)));
        Assert.Equal(Alerts, await One<long>("select count(*) from inbox where person = @Priya", new { Priya }));
        var alert = await One<string>("select id from alert where pattern = 'ING-2'");
        await Has(alert, Priya, Kofi);
        return alert;
    }

    private static AgencyReport Said(string id, string kind, string person, string on) => Sent.Report(id, kind, Sent.Child(1)).On(on) with
    {
        Attributes = new Dictionary<string, JsonElement> { ["role"] = JsonSerializer.SerializeToElement("HV"), ["person"] = JsonSerializer.SerializeToElement(person) },
    };

    private async Task Send(string agency, AgencyReport report)
    {
        var receipt = await app!.Services.GetRequiredService<Intake>().Receive(report.Bytes(), new SenderIdentity("demo-" + agency, agency), default);
        Assert.Equal(("received", null), (receipt.State, receipt.Rule));
        await Eventually.True(async () => await One<string>("select state from ledger where id = @id", new { id = receipt.LedgerId.ToString("N") }) == "journalled", $"{report.MessageId} is journalled");
    }

    private async Task Begins()
    {
        await Start();
        await app!.Services.GetRequiredService<Staffing>().List(new(Kofi, "Kofi Mensah", "Health visitor"), "", FrontDoor, default);
    }

    private async Task Restart()
    {
        await app!.StopAsync();
        await app.DisposeAsync();
        await Start();
    }

    private async Task Start()
    {
        app = RunCommand.Build(new(null, 1, 0, Parts.Journal is null ? Parts.DataFolder : keys.FullName, Replay: false, broker?.Address, Parts.Journal, Broker.Partitions, null, null, null), clock);
        await app.Services.Prepare();
        await app.StartAsync();
        address = new(app.Urls.Single());
    }

    private async Task<bool> Moved(Func<Task<bool>> happened)
    {
        clock.Move(TimeSpan.FromSeconds(1));
        return await happened();
    }

    private Task<T> One<T>(string sql, object? with = null) => Database.Read(async c => await c.QuerySingleAsync<T>(sql, with), default);
}

public sealed class HandedOverOnEmbeddedParts() : HandedOverStory(TestDatabase.Sqlite, null);

[Collection(nameof(OneBroker))]
public sealed class HandedOverOnRealParts(Broker broker) : HandedOverStory(TestDatabase.Postgres, broker);
