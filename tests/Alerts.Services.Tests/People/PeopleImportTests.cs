using System.Text;
using Alerts.Domain;
using Alerts.Households;
using Alerts.Households.People;

namespace Alerts.Services.Tests.People;

/// <summary>People and roles from a file: every row's error by row, column and rule; all of it or nothing; and out again in the same columns.</summary>
public abstract class PeopleImportTests(Func<Task<TestDatabase>> make) : OnDatabase(make)
{
    private const string By = "bridget.lowe";
    private const string Header = "id,name,title,organisation,role,rank,hours,household,child,reported_by,area,from,until,email,mobile,teams,webhook,exchange\n";

    [Fact]
    public async Task A_dry_run_says_what_would_change_and_writes_nothing()
    {
        var worker = await Prepared();
        var before = await State(worker);
        var plan = await Preview(worker, PeopleCsv.Sample);
        Assert.Empty(plan.Errors);
        Assert.Contains("Kofi Mensah (kofi.mensah) is listed.", plan.Changes);
        Assert.Contains("Orla Byrne begins as FD (deputy).", plan.Changes);
        Assert.Equal(before, await State(worker));
    }

    [Fact]
    public async Task A_good_file_is_written_and_the_same_file_again_changes_nothing()
    {
        var worker = await Prepared();
        Assert.NotEmpty((await Import(worker, PeopleCsv.Sample)).Changes);
        var roster = worker.Get<PeopleDirectory>().Roster;
        Assert.Equal(("Kofi Mensah", "demo-health-visiting", By), roster.People.Where(p => p.Person.Id == "kofi.mensah").Select(p => (p.Person.Name, p.Organisation, p.SaidBy)).Single());
        Assert.Equal([(Rank.Holder, "ST4"), (Rank.Deputy, "ST5")], roster.Held.Where(h => h.Holding.Person.Id == "kofi.mensah").Select(h => (h.Holding.Rank, h.Holding.Area!)).Order());
        Assert.Contains(roster.Contacts, c => c is { Person: "kofi.mensah", Channel: "sms", Address: "+447700900461" });
        var state = await State(worker);
        Assert.Empty((await Import(worker, PeopleCsv.Sample)).Changes);
        Assert.Equal(state, await State(worker));
    }

    [Fact]
    public async Task What_is_in_force_written_out_and_read_in_again_changes_nothing()
    {
        var worker = await Prepared();
        await Import(worker, PeopleCsv.Sample);
        await Import(worker, Header + "formula,=2+2,@title,,,,,,,,,,,,,\n");
        using var text = new StringWriter();
        PeopleCsv.Write(worker.Get<PeopleDirectory>().Roster, TimeProvider.System.GetUtcNow(), text);
        Assert.Contains("\"'=2+2\",\"'@title\"", text.ToString(), StringComparison.Ordinal);   // no spreadsheet runs it
        var again = await Import(worker, text.ToString());
        Assert.Empty(again.Errors);
        Assert.Empty(again.Changes);
        Assert.Equal("=2+2", worker.Get<PeopleDirectory>().Person("formula")!.Name);
    }

    [Theory]
    [InlineData(",X,Y,,,,,,,,,,,,,", "row 2, column id: is required")]
    [InlineData("new,,Y,,,,,,,,,,,,,", "row 2, column name: is required")]
    [InlineData("a b,X,Y,,,,,,,,,,,,,", "row 2, column id: must be 1 to 100")]
    [InlineData("new,X,Y,,BOSS,,,,,,,,,,,", "row 2, column role: is no role code")]
    [InlineData("new,X,Y,,HV,boss,,,,,,,,,,", "row 2, column rank: must be holder, deputy or manager")]
    [InlineData("new,X,Y,,HV,,nights,,,,,,,,,", "row 2, column hours: must be always")]
    [InlineData("new,X,Y,,HV,,,1234,,,,,,,,", "row 2, column household: must be the reference of a household that exists")]
    [InlineData("new,X,Y,,HV,,,00000000-0000-0000-0000-000000000001,,,,,,,,", "row 2, column household: must be the reference of a household that exists")]
    [InlineData("new,X,Y,,HV,,,,9990000018,,,,,,,", "row 2, column child: ")]
    [InlineData("new,X,Y,,HV,,,,,demo-edd,,,,,,", "row 2, column reported_by: must be the name of a sender, as the sender file has it")]
    [InlineData("new,X,Y,,HV,,,,,,ST4 1AA,,,,,", "row 2, column area: must be the first half of a postcode")]
    [InlineData("new,X,Y,,HV,,,,,,,01/12/2026,,,,", "row 2, column from: must be a day like")]
    [InlineData("new,X,Y,,HV,,,,,,,2026-12-01,2026-11-01,,,", "row 2, column until: must lie after from")]
    [InlineData("new,X,Y,,HV,,,,,,,,2020-01-01,,,", "row 2, column until: has passed already")]
    [InlineData("new,X,Y,,,,,,,,,,,nobody,,", "row 2, column email: must be an e-mail address")]
    [InlineData("new,X,Y,,,,,,,,,,,,0161 496 0000,,,", "row 2, column mobile: must be a United Kingdom mobile number")]
    [InlineData("new,X,Y,,,,,,,,,,,,,http://example.org,,", "row 2, column teams: must be an https address")]
    [InlineData("new,X,Y,,,,office,,,,,,,,,", "row 2, column hours: needs a role in the same row")]
    [InlineData("new,X,Y,,,,,,,,,,,,,,,,,", "row 2, column id: has 20 fields, the header 18")]
    [InlineData("new,X,Y,,,,,,,,,,,,,,http://example.org,", "row 2, column webhook: must be an https address")]
    [InlineData("new,X,Y,,,,,,,,,,,,,,,a key", "row 2, column exchange: must be letters")]
    [InlineData("new,X,Y,,HV,,,,,,,,,,,\n\nnew,Z,Y,,SN,,,,,,,,,,,", "row 4, column name: differs from what row 2 says of the same person")]
    [InlineData("new,X,Y,,HV,,,,,,,,,,,\nnew,X,Y,,HV,,,,,,,,,,,", "row 3, column role: says the same as row 2")]
    [InlineData("bridget.lowe,,,,FD,deputy,,,,,,,,,,", "row 2, column role: cannot be given by you to yourself")]
    [InlineData("amara.okafor,,,,FD,,,,,,,,2026-01-01,,,", "row 2, column role: somebody must hold FD")]
    public async Task A_bad_row_is_said_by_row_column_and_rule_and_nothing_is_written(string rows, string error)
    {
        var worker = await Prepared();
        var before = await State(worker);
        var plan = await Import(worker, Header + rows + "\ngood,Good Person,Health visitor,,,,,,,,,,,,,\n");
        Assert.Contains(plan.Errors, e => e.ToString().StartsWith(error, StringComparison.Ordinal));
        Assert.Equal(before, await State(worker));
    }

    [Theory]
    [InlineData("", "file: is empty")]
    [InlineData("id\n", "file: has no row below its header")]
    [InlineData("name\nX\n", "row 1, column id: is required as a column")]
    [InlineData("id,boss\na,b\n", "row 1, column 2: is no column of this file")]
    [InlineData("id,name,id\na,b,c\n", "row 1, column id: stands twice")]
    public async Task A_file_that_is_none_is_refused(string file, string error)
    {
        var plan = await Import(await Prepared(), file);
        Assert.StartsWith(error, Assert.Single(plan.Errors).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bytes_that_are_no_UTF_8_are_refused()
    {
        using var file = new MemoryStream([.. Encoding.UTF8.GetBytes(Header), 0x61, 0x2C, 0xE9, 0x0A]);
        Assert.Equal("file", Assert.Single((await (await Prepared()).Get<PeopleImport>().Preview(file, By, default)).Errors).Column);
    }

    [Fact]
    public async Task The_same_role_for_two_people_is_two_holdings()
    {
        var worker = await Prepared();
        Assert.Empty((await Import(worker, Header + "new,New Person,Health visitor,,HV,,,,,,,,,,,\n")).Errors);
        Assert.Equal(["new", "priya.nair"], worker.Get<PeopleDirectory>().Roster.Held.Where(h => h.Holding is { Role: "HV", Rank: Rank.Holder }).Select(h => h.Holding.Person.Id).Order());
    }

    [Fact]
    public async Task Somebody_leaves_by_a_file_which_written_out_and_read_in_again_changes_nothing()
    {
        const string left = "id,left,role,until\n";
        var worker = await Prepared();
        Assert.Equal(["Priya Nair (priya.nair) leaves on 2199-01-01: whatever they hold ends then."], (await Preview(worker, left + "priya.nair,2199-01-01,,\n")).Changes);
        Assert.Contains((await Import(worker, left + "priya.nair,2199-01-01,HV,2198-01-01\n")).Errors, e => e.ToString() == "row 2, column until: differs from the day on which they leave");
        Assert.Contains((await Import(worker, left + "amara.okafor,2199-01-01,,\n")).Errors, e => e.Rule.StartsWith("somebody must hold FD", StringComparison.Ordinal));
        Assert.Empty((await Import(worker, left + "priya.nair,2199-01-01,,\ntom.hughes,2020-01-01,,\n")).Errors);
        var directory = worker.Get<PeopleDirectory>();
        Assert.Equal((null, true), (directory.There("tom.hughes"), directory.There("priya.nair") is not null));
        Assert.Equal(new DateTimeOffset(2199, 1, 1, 0, 0, 0, TimeSpan.Zero), directory.Roster.Held.Single(h => h.Holding is { Person.Id: "priya.nair", Role: "HV" }).Holding.Until);
        Assert.Contains((await Import(worker, left + "tom.hughes,,TM,\n")).Errors, e => e.ToString() == "row 2, column role: cannot be held by somebody who has left");
        using var text = new StringWriter();
        PeopleCsv.Write(directory.Roster, TimeProvider.System.GetUtcNow(), text);
        var again = await Import(worker, text.ToString());
        Assert.Empty(again.Errors);
        Assert.Empty(again.Changes);
    }

    [Fact]
    public async Task A_role_for_what_a_sender_reports_is_held()
    {
        var worker = await Prepared();
        Assert.Empty((await Import(worker, Header + "new,New Person,Health visitor,,HV,,,,,demo-ed,,,,,,\n")).Errors);
        Assert.Equal("demo-ed", worker.Get<PeopleDirectory>().Roster.Held.Single(h => h.Holding.Person.Id == "new").Holding.Organisation);
    }

    [Fact]
    public async Task Every_bad_row_is_said_at_once()
    {
        var plan = await Preview(await Prepared(), Header + "a,X,Y,,BOSS,,,,,,,,,,,\nb,X,Y,,HV,boss,,,,,,,,,,\nc,X,Y,,HV,,,,,,,,,x,,\n");
        Assert.Equal([(2, "role"), (3, "rank"), (4, "email")], plan.Errors.Select(e => (e.Row, e.Column)));
    }

    [Fact]
    public async Task A_role_for_one_child_of_a_household_and_its_end()
    {
        var worker = await Running();
        await worker.Accept("gp", Sent.Worry("m1", Sent.Child(1)).Bytes());
        await worker.AllJournalled(1);
        var (household, nhs) = (Guid.Parse(await worker.One<string>("select household from head")), Sent.Child(1).NhsNumber!);
        Assert.Empty((await Import(worker, Header + $"priya.nair,,,,HV,,,{household},{nhs},,,2026-01-01,,,,\n")).Errors);
        var held = worker.Get<PeopleDirectory>().Roster.Held.Single(h => h.Holding.Household == household);
        Assert.Equal(("1-nhs:" + nhs, "HV", "priya.nair"), (held.Holding.Child, held.Holding.Role, held.Holding.Person.Id));
        Assert.Equal((true, false), (Written(children: true).Contains(nhs, StringComparison.Ordinal), Written(children: false).Contains(nhs, StringComparison.Ordinal)));
        Assert.Contains("priya.nair", Written(children: false), StringComparison.Ordinal);
        Assert.Equal(["Priya Nair ends as HV (holder)."], (await Import(worker, Header + $"priya.nair,,,,HV,,,{household},{nhs},,,,2199-01-01,,,\n")).Changes);
        Assert.NotNull(worker.Get<PeopleDirectory>().Roster.Held.Single(h => h.Id == held.Id).Holding.Until);

        string Written(bool children)
        {
            using var text = new StringWriter();
            PeopleCsv.Write(worker.Get<PeopleDirectory>().Roster, TimeProvider.System.GetUtcNow(), text, children);
            return text.ToString();
        }
    }

    private static Task<ImportPlan> Preview(Worker worker, string file) => worker.Get<PeopleImport>().Preview(new MemoryStream(Encoding.UTF8.GetBytes(file)), By, default);

    private static Task<ImportPlan> Import(Worker worker, string file) => worker.Get<PeopleImport>().Run(new MemoryStream(Encoding.UTF8.GetBytes(file)), By, default);

    private static async Task<(long, long, long)> State(Worker worker) => (await worker.Count("person"), await worker.Count("holding"), await worker.Count("contact"));
}

public sealed class PeopleImportOnSqlite() : PeopleImportTests(TestDatabase.Sqlite);

public sealed class PeopleImportOnPostgres() : PeopleImportTests(TestDatabase.Postgres);
