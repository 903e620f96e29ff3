using System.Net;
using System.Text;
using Microsoft.Playwright;

namespace Alerts.Acceptance;

/// <summary>The directory's pages, without scripts: found, given a role, ended, sent on leave, reached, and read in from a file.</summary>
[Collection(nameof(Stories))]
public sealed class PeoplePages(Chromium chromium)
{
    private const string Header = "id,name,title,role,email\n";

    [Fact]
    public async Task A_person_is_listed_gets_a_role_goes_on_leave_is_reached_and_ends()
    {
        await using var system = await EmbeddedParts.Start();
        await using var amara = await Person.SignsIn(chromium, system.Address, "Amara Okafor", scripts: false);
        await amara.FollowsLink("People");
        await Fill(amara, "What they sign in with", "kofi.mensah");
        await Press(amara, "List this person");
        await amara.Page.GetByRole(AriaRole.Link, new() { Name = "Name is required" }).WaitForAsync();
        await Fill(amara, "Name", "Kofi Mensah");
        await Fill(amara, "Title", "Health visitor");
        await Press(amara, "List this person");
        await amara.Page.GetByText("Kofi Mensah is listed.").WaitForAsync();

        await Press(amara, "Give this role");
        await amara.Page.GetByRole(AriaRole.Link, new() { Name = "Role is no role code" }).WaitForAsync();
        await amara.Page.GetByLabel("Role", new() { Exact = true }).SelectOptionAsync("HV");
        await amara.Page.GetByLabel("As", new() { Exact = true }).SelectOptionAsync("deputy");
        await amara.Page.GetByText("Not for every family").ClickAsync();
        await Fill(amara, "For one area only (optional)", "ST4");
        await Press(amara, "Give this role");
        await amara.Page.GetByText("Kofi Mensah holds that role from then.").WaitForAsync();
        await amara.Page.GetByText("For the area ST4. From").WaitForAsync();
        await amara.Page.GetByText("Said by Amara Okafor").WaitForAsync();

        await Fill(amara, "Back on", "2199-01-01");
        await amara.Page.GetByLabel("Who covers").SelectOptionAsync("priya.nair");
        await Press(amara, "Record this leave");
        await amara.Page.GetByText("Priya Nair covers").First.WaitForAsync();
        await amara.Page.GetByRole(AriaRole.Button, new() { Name = "Back, or not going" }).ClickAsync();
        await amara.Page.GetByText("No leave is recorded.").WaitForAsync();

        await Fill(amara, "E-mail address", "nobody");
        await Press(amara, "Save these addresses");
        await amara.Page.GetByRole(AriaRole.Link, new() { Name = "Email must be an e-mail address" }).WaitForAsync();
        await Fill(amara, "E-mail address", "kofi.mensah@example.org");
        await Press(amara, "Save these addresses");
        Assert.Equal("kofi.mensah@example.org", await amara.Page.GetByLabel("E-mail address", new() { Exact = true }).InputValueAsync());

        await amara.Page.GetByText("End this role").ClickAsync();
        await amara.Page.GetByRole(AriaRole.Button, new() { Name = "End it" }).ClickAsync();
        await amara.Page.GetByText("Holds no role").WaitForAsync();
        await amara.Page.GetByText("Held earlier (1)").ClickAsync();
        await amara.Page.GetByText("Ended by Amara Okafor.").WaitForAsync();
    }

    [Fact]
    public async Task The_last_holder_of_the_front_door_cannot_be_ended()
    {
        await using var system = await EmbeddedParts.Start();
        await using var bridget = await Person.SignsIn(chromium, system.Address, "Bridget Lowe", scripts: false);
        await bridget.Page.GotoAsync(system.PageOf("amara.okafor"));
        await bridget.Page.GetByText("End this role").First.ClickAsync();
        await bridget.Page.GetByRole(AriaRole.Button, new() { Name = "End it" }).First.ClickAsync();
        await bridget.Page.GetByRole(AriaRole.Link, new() { Name = "somebody must hold FD" }).WaitForAsync();
        await bridget.Page.GetByText("They have left, or will leave").ClickAsync();
        await Press(bridget, "Record that they leave");
        await bridget.Page.GetByRole(AriaRole.Link, new() { Name = "somebody must hold FD" }).WaitForAsync();
    }

    [Fact]
    public async Task A_search_stands_in_no_address_and_is_there_again_on_the_way_back()
    {
        await using var system = await EmbeddedParts.Start();
        await using var bridget = await Person.SignsIn(chromium, system.Address, "Bridget Lowe", scripts: false);
        var addresses = new List<string>();
        bridget.Page.Request += (_, request) => addresses.Add(request.Url);
        await bridget.FollowsLink("People");
        await Fill(bridget, "Search by name", "Priya");
        await Press(bridget, "Search");
        await bridget.Page.GetByText("1 person").WaitForAsync();
        await bridget.FollowsLink("Priya Nair");
        await bridget.Page.GetByRole(AriaRole.Heading, new() { Name = "Priya Nair", Level = 1 }).WaitForAsync();
        await bridget.Page.GoBackAsync();
        await bridget.Page.GetByText("Found for “Priya”.").WaitForAsync();
        Assert.Equal("Priya", await bridget.Page.GetByLabel("Search by name").InputValueAsync());
        await bridget.FollowsLink("Clear search");
        await bridget.FollowsLink("Tom Hughes");
        await bridget.FollowsLink("People");
        Assert.Equal(0, await bridget.Page.GetByText("Clear search").CountAsync());
        await Fill(bridget, "Search by name", "xyzzy");
        await Press(bridget, "Search");
        await bridget.Page.GetByText("Nobody found.").WaitForAsync();
        Assert.DoesNotContain(addresses, a => new[] { "priya", "nair", "tom", "hughes", "xyzzy" }.Any(name => a.Contains(name, StringComparison.OrdinalIgnoreCase)));
    }

    [Fact]
    public async Task Somebody_leaves_is_not_on_the_page_any_more_and_is_there_again()
    {
        await using var system = await EmbeddedParts.Start();
        await using var bridget = await Person.SignsIn(chromium, system.Address, "Bridget Lowe", scripts: false);
        await bridget.Page.GotoAsync(system.PageOf("priya.nair"));
        await bridget.Page.GetByText("They have left, or will leave").ClickAsync();
        await Fill(bridget, "First day on which they are not there (empty: now)", "soon");
        await Press(bridget, "Record that they leave");
        await bridget.Page.GetByRole(AriaRole.Link, new() { Name = "must be a day like" }).WaitForAsync();
        await Fill(bridget, "First day on which they are not there (empty: now)", "");
        await Press(bridget, "Record that they leave");
        await bridget.Page.GetByText("It is recorded that Priya Nair leaves.").WaitForAsync();
        await bridget.Page.GetByText("they cannot sign in").First.WaitForAsync();
        Assert.Equal(0, await bridget.Page.GetByRole(AriaRole.Button, new() { Name = "Give this role" }).CountAsync());
        await Picture(bridget, "left");
        await bridget.FollowsLink("People");
        Assert.Equal(0, await bridget.Page.GetByRole(AriaRole.Heading, new() { Name = "Priya Nair" }).CountAsync());
        await bridget.Page.GetByText("Not there any more (1)").ClickAsync();
        await Picture(bridget, "people");
        await bridget.FollowsLink("Priya Nair");
        await Press(bridget, "They are back");
        await bridget.Page.GetByText("Priya Nair can sign in.").WaitForAsync();
        Assert.Contains("by Bridget Lowe", await bridget.Page.Locator("main").InnerTextAsync());
        await Picture(bridget, "back");
    }

    [Fact]
    public async Task Nobody_gives_a_role_to_themselves()
    {
        await using var system = await EmbeddedParts.Start();
        await using var bridget = await Person.SignsIn(chromium, system.Address, "Bridget Lowe", scripts: false);
        await bridget.Page.GotoAsync(system.PageOf("bridget.lowe"));
        await bridget.Page.GetByLabel("Role", new() { Exact = true }).SelectOptionAsync("FD");
        await Press(bridget, "Give this role");
        await bridget.Page.GetByRole(AriaRole.Link, new() { Name = "Role cannot be given by you to yourself" }).WaitForAsync();
        Assert.Equal(0, await bridget.Page.GetByRole(AriaRole.Link, new() { Name = "Front door" }).CountAsync());
    }

    [Fact]
    public async Task A_file_is_shown_first_and_written_when_it_is_good()
    {
        await using var system = await EmbeddedParts.Start();
        await using var bridget = await Person.SignsIn(chromium, system.Address, "Bridget Lowe", scripts: false);
        await bridget.Page.GotoAsync("/people/import");
        await Choose(bridget, Header + "kofi.mensah,Kofi Mensah,Health visitor,BOSS,\n");
        await bridget.Page.GetByText("Row 2, column role: is no role code").WaitForAsync();
        await Choose(bridget, Header + "kofi.mensah,Kofi Mensah,<b>Health visitor</b>,HV,kofi@example.org\n");
        await bridget.Page.GetByText("Kofi Mensah begins as HV (holder).").WaitForAsync();
        await bridget.Page.GetByRole(AriaRole.Button, new() { Name = "Write these 3 changes" }).ClickAsync();
        await bridget.Page.GetByText("3 changes are written.").WaitForAsync();
        await Fill(bridget, "Search by name", "kofi");
        await Press(bridget, "Search");
        await bridget.Page.GetByText("1 person").WaitForAsync();
        Assert.Contains("<b>Health visitor</b>", await bridget.Page.Locator("main").InnerTextAsync());
    }

    [Fact]
    public async Task A_message_that_names_somebody_unknown_is_mended_at_the_front_door()
    {
        await using var system = await EmbeddedParts.Start();
        var message = """{"messageId": "a1", "kind": "professional-assigned", "occurredAt": "2026-10-01", "reportedAt": "2026-10-01T20:00:00Z", "attributes": {"role": "HV", "person": "kofi.mensah"}, "subjects": [{"role": "child", "ref": "c1"}]}""";
        using var refused = await system.Post("health-visiting", Encoding.UTF8.GetBytes(message));
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        await using var amara = await Person.SignsIn(chromium, system.Address, "Amara Okafor", scripts: false);
        await amara.FollowsLink("Front door");
        await amara.Page.GetByText("is nobody of the role directory").WaitForAsync();
        await amara.Page.GetByRole(AriaRole.Button, new() { Name = "Take it in again" }).ClickAsync();
        await amara.Page.GetByText("the person it names is still not known").First.WaitForAsync();
        await amara.Page.GotoAsync("/people");
        foreach (var (label, text) in new[] { ("What they sign in with", "kofi.mensah"), ("Name", "Kofi Mensah"), ("Title", "Health visitor") })
            await Fill(amara, label, text);
        await Press(amara, "List this person");
        await amara.FollowsLink("Front door");
        await amara.Page.GetByRole(AriaRole.Button, new() { Name = "Take it in again" }).ClickAsync();
        await amara.Page.GetByText("It is being taken in again.").WaitForAsync();
        await Eventually.True(async () =>
        {
            await amara.Page.GotoAsync(system.PageOf("kofi.mensah"));
            return await amara.Page.GetByText("For one child of household").CountAsync() > 0;
        }, "the person holds the role");
    }

    [Fact]
    public async Task Nobody_else_finds_these_pages()
    {
        await using var system = await EmbeddedParts.Start();
        await using var priya = await Person.SignsIn(chromium, system.Address, "Priya Nair", scripts: false);
        Assert.Equal(0, await priya.Page.GetByRole(AriaRole.Link, new() { Name = "People" }).CountAsync());
        foreach (var page in new[] { "/people", "/people?handler=Export", "/people?handler=Found", system.PageOf("priya.nair"), "/people/import" })
            Assert.Equal((int)HttpStatusCode.NotFound, (await priya.Page.GotoAsync(page))!.Status);
    }

    private static Task Fill(Person person, string label, string text) => person.Page.GetByLabel(label, new() { Exact = !label.StartsWith("Search", StringComparison.Ordinal) }).FillAsync(text);

    private static Task Press(Person person, string button) => person.Page.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).ClickAsync();

    /// <summary>Pictures for who wants to look: set ALERTS_PICTURES to a folder.</summary>
    private static async Task Picture(Person person, string name)
    {
        if (Environment.GetEnvironmentVariable("ALERTS_PICTURES") is { Length: > 0 } folder)
            await person.Page.ScreenshotAsync(new() { FullPage = true, Path = Path.Combine(folder, name + ".png") });
    }

    private static async Task Choose(Person person, string file)
    {
        await person.Page.Locator("#file").SetInputFilesAsync(new FilePayload { Name = "people.csv", MimeType = "text/csv", Buffer = Encoding.UTF8.GetBytes(file) });
        await Press(person, "Show what would change");
    }
}
