using Microsoft.Playwright;

namespace Alerts.Acceptance;

/// <summary>People answer an alert on its page: a reason that says nothing is refused, it is decided, somebody disagrees, it is passed on, and all of it stands in the record.</summary>
[Collection(nameof(Stories))]
public sealed class AnAlertIsAnswered(Chromium chromium)
{
    [Fact]
    public async Task Decided_challenged_and_passed_on()
    {
        await using var system = await EmbeddedParts.Start();
        var green = new Family();
        await system.Report("voluntary-sector", green.Report("voluntary-concern", 1, "Came for food again.") with { Subjects = [green.Ava, green.Mother] });
        await using var amara = await Person.SignsIn(chromium, system.Address, "Amara Okafor");
        await amara.FollowsLink("A voluntary organisation is worried about a child");
        await amara.Page.GetByText("Otherwise whoever stands in next is told then.").WaitForAsync();
        await Decides(amara, "No further action", "It is already open to us.");
        await amara.Page.GetByRole(AriaRole.Link, new() { Name = "That it is open or known already is no reason by itself" }).WaitForAsync();
        await amara.Page.GetByLabel("Look at it again on (optional)").FillAsync("soon");
        await Decides(amara, "No further action", "The social worker saw her at school this morning.");
        await amara.Page.GetByRole(AriaRole.Link, new() { Name = "Write the day as 2027-01-31" }).WaitForAsync();
        await amara.Page.GetByLabel("Look at it again on (optional)").FillAsync("");
        await amara.Page.GetByRole(AriaRole.Button, new() { Name = "Record my decision" }).ClickAsync();
        await amara.Page.GetByText("is recorded: no further action.").WaitForAsync();
        await Picture(amara, "decided");

        await using var priya = await Person.SignsIn(chromium, system.Address, "Priya Nair");
        await priya.Page.GetByText("Decided (1)").ClickAsync();
        await priya.FollowsLink("A voluntary organisation is worried about a child");
        await priya.Page.GetByLabel("Why do you disagree?").FillAsync("Nobody has weighed her since October.");
        await priya.Page.GetByRole(AriaRole.Button, new() { Name = "Record that I disagree" }).ClickAsync();
        await priya.Page.GetByText("both sides’ leads are told").WaitForAsync();
        await priya.Page.GetByText("Priya Nair disagrees with the decision of").WaitForAsync();

        await Decides(priya, "Not for me", "She is five now, and on the school nurse’s caseload.");
        await priya.Page.GetByRole(AriaRole.Link, new() { Name = "Say for whom it is" }).WaitForAsync();
        var whom = priya.Page.GetByLabel("If it is not for you: for whom is it?");
        var offered = await whom.Locator("option").AllInnerTextsAsync();
        Assert.Contains("School nurse: Tom Hughes", offered);
        Assert.Contains("Allocated social worker: nobody can be told, so Amara Okafor gets it (front-door duty manager)", offered);
        Assert.DoesNotContain(offered, o => o.StartsWith("Health visitor:", StringComparison.Ordinal));   // it would come back to her
        await whom.SelectOptionAsync("SN");
        await Picture(priya, "decide");
        await priya.Page.GetByRole(AriaRole.Button, new() { Name = "Record my decision" }).ClickAsync();
        await priya.Page.GetByText("is with Tom Hughes, school nurse now").WaitForAsync();
        Assert.Equal(0, await priya.Open.CountAsync());

        await using var tom = await Person.SignsIn(chromium, system.Address, "Tom Hughes");
        await tom.FollowsLink("A voluntary organisation is worried about a child");
        await tom.Page.GetByRole(AriaRole.Heading, new() { Name = "The record: told, opened, decided" }).WaitForAsync();
        await Picture(tom, "passed-on");
        var download = await tom.Page.RunAndWaitForDownloadAsync(() => tom.FollowsLink("Save this record as a spreadsheet"));
        var record = await File.ReadAllTextAsync(await download.PathAsync());
        Assert.StartsWith("alert,pattern,notice,person,roles,channel,state,queued,sent,delivered,opened,decided,decision,reason", record, StringComparison.Ordinal);
        Assert.Contains("Amara Okafor", record, StringComparison.Ordinal);
        Assert.Contains("no-further-action,The social worker saw her at school this morning.", record, StringComparison.Ordinal);
        Assert.Empty(amara.Complaints.Concat(priya.Complaints).Concat(tom.Complaints));
    }

    private static async Task Decides(Person person, string decision, string reason)
    {
        await person.Page.GetByLabel(decision, new() { Exact = true }).CheckAsync();
        await person.Page.GetByLabel("Why?").FillAsync(reason);
        await person.Page.GetByRole(AriaRole.Button, new() { Name = "Record my decision" }).ClickAsync();
    }

    /// <summary>Pictures for who wants to look: set ALERTS_PICTURES to a folder.</summary>
    private static async Task Picture(Person person, string name)
    {
        if (Environment.GetEnvironmentVariable("ALERTS_PICTURES") is { Length: > 0 } folder)
            await person.Page.ScreenshotAsync(new() { FullPage = true, Path = Path.Combine(folder, name + ".png") });
    }
}
