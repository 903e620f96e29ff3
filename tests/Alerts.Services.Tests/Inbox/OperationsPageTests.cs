using System.Net;
using Alerts.Households;
using Alerts.Households.Journal;
using Alerts.Households.People;
using Alerts.Services.Tests.People;
using Alerts.Standalone;
using Dapper;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Alerts.Services.Tests.Inbox;

/// <summary>Whoever is told of a sender that has gone quiet, or of somebody who cannot be reached, can see it and see to it.</summary>
public abstract class OperationsPageTests(Func<Task<TestDatabase>> make) : OnDatabase(make)
{
    private const string Operations = "martin.kay", Partnership = "bridget.lowe", FrontDoor = "amara.okafor", Owner = "grace.lin";
    private readonly string unreached = Guid.NewGuid().ToString("N"), ed = Guid.NewGuid().ToString("N"), gp = Guid.NewGuid().ToString("N");
    private readonly DirectoryInfo keys = Directory.CreateTempSubdirectory("alerts-keys-");
    private WebApplication? app;
    private Uri address = null!;

    private IDatabase Database => app!.Services.GetRequiredService<IDatabase>();

    [Theory]
    [InlineData(Operations)]
    [InlineData(Partnership)]
    [InlineData(FrontDoor)]
    public async Task Who_runs_the_service_sees_all_of_it_from_their_list_on_and_deals_with_it(string person)
    {
        await Start();
        using var visitor = await Visitor.SignsIn(address, person);
        Assert.Contains("1 person cannot be reached and 2 senders have gone quiet: <a class=\"govuk-link\" href=\"/operations\">Operations</a>", await visitor.Reads("/"), StringComparison.Ordinal);
        var page = await visitor.Reads("/operations");
        foreach (var said in new[] { "Tom Hughes cannot be reached by e-mail", "demo-ed has gone quiet", "demo-gp has gone quiet", "Senders that have sent too little yet" })
            Assert.Contains(said, page, StringComparison.Ordinal);
        Assert.Contains("Say in a few words what you did about it", (await visitor.Answered("/operations?handler=Quiet", new() { ["row"] = gp, ["done"] = " " })).Item2, StringComparison.Ordinal);
        foreach (var (form, row) in new[] { ("Unreached", unreached), ("Quiet", ed), ("Quiet", gp) })
            Assert.Equal(HttpStatusCode.OK, await visitor.Sends("/operations", "/operations?handler=" + form, new() { ["row"] = row, ["done"] = "Rang them." }));
        Assert.Contains("Nothing waits here.", await visitor.Reads("/operations"), StringComparison.Ordinal);
        Assert.DoesNotContain("cannot be reached", await visitor.Reads("/"), StringComparison.Ordinal);
        Assert.Equal([person, person, person], await Database.Read(async c => (await c.QueryAsync<string>("select settled_by from unreached union all select settled_by from silence")).AsList(), default));
    }

    [Fact]
    public async Task The_front_door_has_one_line_of_it()
    {
        await Start();
        using var amara = await Visitor.SignsIn(address, FrontDoor);
        var page = await amara.Reads("/front-door");
        Assert.Contains("1 person cannot be reached and 2 senders have gone quiet: <a", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Tom Hughes", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_looks_after_a_senders_system_sees_and_settles_that_senders_silence_only()
    {
        await Start();
        using var grace = await Visitor.SignsIn(address, Owner);
        Assert.Contains("1 sender has gone quiet: <a", await grace.Reads("/"), StringComparison.Ordinal);
        var page = await grace.Reads("/operations");
        Assert.Contains("demo-ed has gone quiet", page, StringComparison.Ordinal);
        foreach (var kept in new[] { "demo-gp", "Tom Hughes", "sent too little" })
            Assert.DoesNotContain(kept, page, StringComparison.Ordinal);
        foreach (var (form, row) in new[] { ("Unreached", unreached), ("Quiet", gp) })
            Assert.Contains("That does not wait any more", (await grace.Answered("/operations?handler=" + form, new() { ["row"] = row, ["done"] = "Rang them." })).Item2, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, await grace.Sends("/operations", "/operations?handler=Quiet", new() { ["row"] = ed, ["done"] = "Their server was down." }));
        Assert.Contains("The system that you look after has not gone quiet.", await grace.Reads("/operations"), StringComparison.Ordinal);
        Assert.Equal([ed], await Database.Read(async c => (await c.QueryAsync<string>("select id from silence where settled_at is not null union all select id from unreached where settled_at is not null")).AsList(), default));
    }

    [Fact]
    public async Task For_everybody_else_there_is_no_such_page()
    {
        await Start();
        using var priya = await Visitor.SignsIn(address, "priya.nair");
        Assert.Equal(HttpStatusCode.NotFound, await priya.Opens("/operations"));
        Assert.Equal(HttpStatusCode.NotFound, (await priya.Answered("/operations?handler=Quiet", new() { ["row"] = ed, ["done"] = "Rang them." })).Item1);
        Assert.DoesNotContain("perations", await priya.Reads("/"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task On_the_pages_too_an_organisation_that_sends_nothing_is_refused_and_what_is_held_for_a_child_stays_out_of_the_file()
    {
        await Start();
        using var bridget = await Visitor.SignsIn(address, Partnership);
        var key = app!.Services.GetRequiredService<PeopleDirectory>().Roster.Person("priya.nair")!.Key;
        Assert.Contains("Organisation must be the name of a sender", (await bridget.Answered($"/people/one/{key}?handler=Begin", new() { ["Role"] = "HV", ["Rank"] = "holder", ["Hours"] = "always", ["Organisation"] = "demo-edd" })).Item2, StringComparison.Ordinal);
        await app.Services.GetRequiredService<Staffing>().Begin(new("SN", new("priya.nair", "Priya Nair", "Health visitor"), Guid.NewGuid(), Child: "1-nhs:9990000018"), Partnership, default);
        Assert.DoesNotContain("9990000018", await bridget.Reads("/people?handler=Export"), StringComparison.Ordinal);
        Assert.Contains("Roles held for one child only are left out of that file", await bridget.Reads("/people"), StringComparison.Ordinal);
    }

    public override async Task DisposeAsync()
    {
        if (app is not null)
            await app.DisposeAsync();
        await base.DisposeAsync();
        keys.Delete(recursive: true);
    }

    private async Task Start()
    {
        var senders = Path.Combine(keys.FullName, "senders.json");
        await File.WriteAllTextAsync(senders, $$"""{"senders": [{"sender": "demo-ed", "agency": "ed", "owner": "{{Owner}}"}, {"sender": "demo-gp", "agency": "gp"}, {"sender": "demo-school", "agency": "school"}]}""");
        app = RunCommand.Build(new(null, 1, 0, Parts.Journal is null ? Parts.DataFolder : keys.FullName, Replay: false, null, Parts.Journal, Parts.Partitions, null, senders, null));
        await app.Services.Prepare();
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
        await Database.Write(async (c, t) =>
        {
            await c.ExecuteAsync("insert into unreached (id, person, channel, why, at) values (@unreached, 'tom.hughes', 'email', 'the mail server refuses this address (550)', @now)", new { unreached, now }, t);
            return await c.ExecuteAsync("insert into silence (id, sender, since, told_at, expected) values (@ed, 'demo-ed', @now, @now, 3), (@gp, 'demo-gp', @now, @now, 3)", new { ed, gp, now }, t);
        }, default);
        await app.StartAsync();
        address = new(app.Urls.Single());
    }
}

public sealed class OperationsPageOnPostgres() : OperationsPageTests(TestDatabase.Postgres);

public sealed class OperationsPageOnSqlite() : OperationsPageTests(TestDatabase.Sqlite);
