using System.Text;
using Alerts.Domain;
using Alerts.Standalone;
using Alerts.Standalone.Demo;
using Dapper;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Alerts.Acceptance;

/// <summary>A system with one family's alerts in it, told of by agencies who write what would be dangerous if it were taken for markup.</summary>
public sealed class NastyFamily : IAsyncLifetime
{
    public const string Detail = "<script>window.hacked = 1</script> <img src=x onerror=\"window.hacked = 2\"> {{7*7}} ' \" &lt; </textarea>";
    public const string Name = "<svg onload=alert(1)>Ava</svg>";

    public RunningSystem Running { get; private set; } = null!;
    public string Alert { get; private set; } = "";
    public string Household { get; private set; } = "";

    /// <summary>An alert that the health visitor has decided.</summary>
    public string Decided { get; private set; } = "";

    public async Task InitializeAsync()
    {
        Running = await EmbeddedParts.Start();
        var family = new Family();
        var ava = family.Ava with { Name = Name };
        await Running.EdReports(family.Swallowed(ava, 40, Detail));
        await Running.EdReports(family.Swallowed(ava, 10, "Licked an air freshener.", "substance-ingestion"));
        await Running.Report("rspca", family.Report("animal-concern", 1, Detail) with { Address = new(Uprn: "10009876543", Lines: Name) });
        using var refused = await Running.Post("rspca", Encoding.UTF8.GetBytes(Detail));
        await Running.Database.Write((c, t) => c.ExecuteAsync("insert into unreached (id, person, channel, why, at) values (@id, 'grace.lin', 'email', 'the mail server refuses this address (550)', 0)", new { id = Guid.NewGuid().ToString("N") }, t), default);
        await Eventually.True(async () => (await Running.Workspace.ItemsFor("amara.okafor", default)).Count == 1, "the second ingestion is in front of the front door");
        var item = Assert.Single(await Running.Workspace.ItemsFor("amara.okafor", default));
        await Running.Staffing.Begin(new("NN", new("femi.ade", "Femi Ade", "Deputy named nurse, hospital trust")), "amara.okafor", default);
        await Eventually.True(async () => (await Running.Workspace.ItemsFor("femi.ade", default)).Count == 1, "the new named nurse has it");
        (Alert, Household) = ($"/alerts/{item.Alert}", $"/households/{item.Household:N}");
        var swallowed = (await Running.Workspace.ItemsFor("priya.nair", default)).First(i => i.Pattern == "ING-1");
        Assert.True((await Running.Workspace.Decide(Guid.NewGuid(), swallowed.Alert, (await Running.Workspace.Alert(swallowed.Alert, default))!.Value.Alert.Revision, "priya.nair", Decisions.ActNow, Detail, default)).Recorded);
        Decided = $"/alerts/{swallowed.Alert}";
        await Running.Staffing.Leave("carl.benson", null, "amara.okafor", default);
    }

    public async Task DisposeAsync() => await Running.DisposeAsync();
}

/// <summary>WCAG 2.2 AA, small windows, keys only, no script, and nothing that an agency writes taken for markup.</summary>
[Collection(nameof(Stories))]
public sealed class PagesAreAccessible(Chromium chromium, NastyFamily family) : IClassFixture<NastyFamily>
{
    private const string Nobody = "";
    private static readonly AxeRunOptions WcagAa = new() { RunOnly = new() { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] } };

    public static TheoryData<string, string> Pages => new()
    {
        { "sign-in", Nobody },
        { "my alerts, empty", "Ruth Adler" },
        { "my alerts", "Amara Okafor" },
        { "my alerts, handed over", "Femi Ade" },
        { "one alert", "Amara Okafor" },
        { "decide with errors", "Amara Okafor" },
        { "decided", "Amara Okafor" },
        { "disagree with errors", "Amara Okafor" },
        { "household", "Amara Okafor" },
        { "front door", "Amara Okafor" },
        { "settle with errors", "Amara Okafor" },
        { "operations", "Martin Kay" },
        { "operations with errors", "Amara Okafor" },
        { "people", "Amara Okafor" },
        { "people found", "Bridget Lowe" },
        { "nobody found", "Bridget Lowe" },
        { "list with errors", "Amara Okafor" },
        { "one person", "Bridget Lowe" },
        { "one person who has left", "Bridget Lowe" },
        { "leave with errors", "Bridget Lowe" },
        { "give a role with errors", "Amara Okafor" },
        { "read people in", "Amara Okafor" },
        { "read in with errors", "Amara Okafor" },
        { "not found", "Amara Okafor" },
    };

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task Every_page_passes_WCAG_22_AA_fits_into_320_pixels_and_is_quiet_on_the_console(string page, string who)
    {
        await using var person = await Comes(who);
        await Opens(person, page);
        if (page == "my alerts, handed over")
            await person.Page.GetByRole(AriaRole.Heading, new() { Name = "From Grace Lin, since" }).WaitForAsync();
        await Passes(person);
        await person.Page.SetViewportSizeAsync(320, 700);
        await Passes(person);
        Assert.True(await person.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= document.documentElement.clientWidth"), "the page is wider than its window of 320 pixels");
        Assert.DoesNotContain(person.Complaints, c => page != "not found" || !c.Contains("404", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task The_tab_key_reaches_everything_that_can_be_used(string page, string who)
    {
        await using var person = await Comes(who);
        await Opens(person, page);
        // One stop for each group of radio buttons; nothing inside what is folded.
        await person.Page.EvaluateAsync("document.activeElement.blur()");
        var wanted = await person.Page.EvaluateAsync<int>("""
            (() => {
              const groups = new Set();
              const usable = [...document.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex="0"]')]
                .filter(e => e.checkVisibility({ contentVisibilityAuto: true }))
                .filter(e => e.type !== 'radio' || !groups.has(e.name + e.form?.innerHTML.length) && groups.add(e.name + e.form?.innerHTML.length));
              return usable.length;
            })()
            """);
        var reached = new HashSet<int>();
        for (var presses = 0; presses < wanted + 20; presses++)
        {
            await person.Page.Keyboard.PressAsync("Tab");
            reached.Add(await person.Page.EvaluateAsync<int>("document.activeElement === document.body ? -1 : [...document.querySelectorAll('*')].indexOf(document.activeElement)"));
        }
        reached.Remove(-1);
        Assert.Equal(wanted, reached.Count);
    }

    [Fact]
    public async Task An_alert_is_found_opened_and_decided_with_keys_only()
    {
        await using var system = await EmbeddedParts.Start();
        var green = new Family();
        await system.EdReports(green.Swallowed(green.Ava, 1, "A tablet."));
        await using var priya = await Person.SignsIn(chromium, system.Address, "Priya Nair");
        await priya.Open.WaitForAsync();
        var keys = priya.Page.Keyboard;
        await keys.PressAsync("Tab");
        Assert.Equal("Skip to main content", await Focused(priya));
        await TabTo(priya, "A child has swallowed something harmful");
        await keys.PressAsync("Enter");
        await priya.Page.WaitForURLAsync("**/alerts/*");
        await TabTo(priya, "act-now");
        await keys.PressAsync("Space");
        await keys.PressAsync("ArrowDown");
        await TabTo(priya, "reason");
        await keys.TypeAsync("We visit tomorrow.");
        await TabTo(priya, "Record my decision");
        await keys.PressAsync("Enter");
        await priya.Page.GetByText("is recorded: already acting").WaitForAsync();
        Assert.Contains("is recorded", await priya.Page.EvaluateAsync<string>("document.activeElement.innerText"));
    }

    [Fact]
    public async Task Everything_but_the_live_part_works_without_scripts()
    {
        await using var system = await EmbeddedParts.Start();
        var green = new Family();
        await system.Report("voluntary-sector", green.Report("voluntary-concern", 2, "Came for food.") with { Subjects = [green.Ava, green.Mother] });
        await system.Report("rspca", green.Report("animal-concern", 1, "Two dogs.") with { Address = new(Uprn: "10009876543") });
        await Eventually.True(async () => await system.Workspace.Waiting(default) == 1 && (await system.Workspace.ItemsFor("amara.okafor", default)).Count == 1, "both are at the front door");
        await using var amara = await Person.SignsIn(chromium, system.Address, "Amara Okafor", scripts: false);
        Assert.Contains("<noscript><p class=\"govuk-body\">Reload this page to see new alerts.", await amara.Page.ContentAsync());   // DevTools' switch does not show it
        await amara.FollowsLink("A voluntary organisation is worried about a child");
        await amara.Page.GetByRole(AriaRole.Button, new() { Name = "Record my decision" }).ClickAsync();
        await amara.Page.GetByRole(AriaRole.Link, new() { Name = "Choose a decision from the list" }).WaitForAsync();
        await amara.Page.GetByLabel("Act now", new() { Exact = true }).CheckAsync();
        await amara.Page.GetByLabel("Why?").FillAsync("Strategy discussion at two o'clock.");
        await amara.Page.GetByRole(AriaRole.Button, new() { Name = "Record my decision" }).ClickAsync();
        await amara.Page.GetByText("is recorded: act now.").WaitForAsync();
        await amara.FollowsLink("Front door");
        await amara.Page.GetByText("What was sent").ClickAsync();
        await amara.Page.GetByLabel("A new household").CheckAsync();
        await amara.Page.GetByRole(AriaRole.Button, new() { Name = "Give it this household" }).ClickAsync();
        await amara.Page.GetByText("The report has a new household.").WaitForAsync();
        await amara.FollowsLink("My alerts");
        await amara.Page.GetByText("Decided (1)").ClickAsync();
        await amara.Page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await amara.Page.GetByRole(AriaRole.Heading, new() { Name = "Sign in", Exact = true }).WaitForAsync();
    }

    [Theory]
    [InlineData("one alert")]
    [InlineData("household")]
    [InlineData("front door")]
    public async Task What_an_agency_writes_is_shown_as_text(string page)
    {
        await using var person = await Comes("Amara Okafor");
        person.Page.Dialog += (_, dialog) => Assert.Fail($"a script ran: {dialog.Message}");
        await Opens(person, page);
        foreach (var folded in await person.Page.Locator("summary").AllAsync())
            await folded.ClickAsync();
        var text = await person.Page.Locator("main").InnerTextAsync();
        Assert.Contains("<script>window.hacked = 1</script>", text);
        Assert.Contains("<img src=x onerror=", text);
        if (page != "front door")
            Assert.Contains(NastyFamily.Name, text);
        Assert.Equal(0, await person.Page.Locator("main script, main img, main svg").CountAsync());
        Assert.True(await person.Page.EvaluateAsync<bool>("window.hacked === undefined"));
        Assert.Empty(person.Complaints);
    }

    /// <summary>The picture in the README: set ALERTS_SCREENSHOT to where it goes.</summary>
    [Fact]
    public async Task The_front_door_has_its_alerts_on_one_page_after_the_case_of_Child_B()
    {
        await using var system = await EmbeddedParts.Start();
        await using var amara = await Person.SignsIn(chromium, system.Address, "Amara Okafor");
        using var http = new HttpClient { BaseAddress = system.Address };
        await new Replay(CaseFile.Read(Path.Combine(AppContext.BaseDirectory, "cases", "01-stoke-child-b.ndjson")), http, 100_000, _ => { }).Run(default);
        await Eventually.True(async () => await amara.Open.CountAsync() >= 15, "fifteen alerts and more are on the page");
        Assert.True(await amara.NeverReloaded());
        var picture = await amara.Page.ScreenshotAsync(new() { FullPage = true, Clip = new() { Width = 1280, Height = 1050 } });
        Assert.InRange(picture.Length, 10_000, 200_000);
        if (Environment.GetEnvironmentVariable("ALERTS_SCREENSHOT") is { Length: > 0 } path)
            await File.WriteAllBytesAsync(path, picture);
    }

    private async Task<Person> Comes(string who) => who == Nobody ? await Person.Opens(chromium, family.Running.Address) : await Person.SignsIn(chromium, family.Running.Address, who);

    private async Task Opens(Person person, string page)
    {
        await person.Page.GotoAsync(page switch
        {
            "sign-in" => "/sign-in",
            "my alerts" or "my alerts, empty" or "my alerts, handed over" => "/",
            "one alert" or "decide with errors" => family.Alert,
            "decided" or "disagree with errors" => family.Decided,
            "household" => family.Household,
            "front door" or "settle with errors" => "/front-door",
            "operations" or "operations with errors" => "/operations",
            "people" or "list with errors" or "people found" or "nobody found" => "/people",
            "one person" or "give a role with errors" => family.Running.PageOf("priya.nair"),
            "one person who has left" => family.Running.PageOf("carl.benson"),
            "leave with errors" => family.Running.PageOf("amara.okafor"),
            "read people in" or "read in with errors" => "/people/import",
            "not found" => "/alerts/nothing-is-here",
            _ => throw new ArgumentOutOfRangeException(nameof(page), page, "is no page"),
        });
        if (page is "people found" or "nobody found")
        {
            await person.Page.GetByLabel("Search by name").FillAsync(page == "nobody found" ? "xyzzy" : "nurse");
            await person.Page.GetByRole(AriaRole.Button, new() { Name = "Search" }).ClickAsync();
            await person.Page.GetByText("Clear search").WaitForAsync();
        }
        if (page == "leave with errors")
            await person.Page.GetByText("They have left, or will leave").ClickAsync();
        var send = page switch { "leave with errors" => "Record that they leave", "disagree with errors" => "Record that I disagree", "decide with errors" => "Record my decision", "settle with errors" => "Give it this household", "operations with errors" => "Grace Lin cannot be reached", "list with errors" => "List this person", "give a role with errors" => "Give this role", "read in with errors" => "Show what would change", _ => null };
        if (send is null)
            return;
        await person.Page.GetByRole(AriaRole.Button, new() { Name = send }).ClickAsync();
        await person.Page.GetByText("There is a problem").WaitForAsync();
    }

    internal static async Task Passes(Person person)
    {
        var found = await person.Page.RunAxe(WcagAa);
        Assert.True(found.Violations.Length == 0, string.Join('\n', found.Violations.Select(v => $"{v.Id}: {v.Help}\n  {string.Join("\n  ", v.Nodes.Select(n => n.Html))}")));
    }

    private static async Task TabTo(Person person, string what)
    {
        for (var presses = 0; presses < 40; presses++)
        {
            await person.Page.Keyboard.PressAsync("Tab");
            if ((await Focused(person)).StartsWith(what, StringComparison.Ordinal))
                return;
        }
        Assert.Fail($"the tab key never came to {what}");
    }

    private static Task<string> Focused(Person person) =>
        person.Page.EvaluateAsync<string>("(e => e.type === 'radio' ? e.value : e.name || e.innerText || '')(document.activeElement)");
}
