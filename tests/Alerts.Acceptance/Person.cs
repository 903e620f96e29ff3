using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace Alerts.Acceptance;

/// <summary>A professional in front of a browser of their own.</summary>
public sealed class Person : IAsyncDisposable
{
    readonly IBrowserContext session;
    readonly ConcurrentQueue<string> complaints = [];

    Person(IBrowserContext session, IPage page) => (this.session, Page) = (session, page);

    public IPage Page { get; }

    /// <summary>Errors on the console, of scripts, and violations of the content security policy.</summary>
    public IReadOnlyCollection<string> Complaints => complaints;

    public static async Task<Person> Opens(Chromium chromium, Uri address, bool scripts = true, int width = 1280)
    {
        var own = await chromium.Browser.NewContextAsync(new() { BaseURL = address.ToString(), JavaScriptEnabled = scripts, ViewportSize = new() { Width = width, Height = 900 } });
        own.SetDefaultTimeout(10_000);
        var person = new Person(own, await own.NewPageAsync());
        person.Page.Console += (_, message) =>
        {
            if (message.Type == "error")
                person.complaints.Enqueue($"{person.Page.Url}: {message.Text}");
        };
        person.Page.PageError += (_, error) => person.complaints.Enqueue($"{person.Page.Url}: {error}");
        return person;
    }

    /// <summary>Signs in as the demonstration allows, by name, and stands on My alerts.</summary>
    public static async Task<Person> SignsIn(Chromium chromium, Uri address, string name, bool scripts = true, int width = 1280)
    {
        var person = await Opens(chromium, address, scripts, width);
        await person.Page.GotoAsync("/sign-in");
        await person.Page.GetByRole(AriaRole.Button, new() { Name = $"Sign in as {name}" }).ClickAsync();
        await person.Page.GetByRole(AriaRole.Heading, new() { Name = "My alerts", Level = 1 }).WaitForAsync();
        if (scripts)
        {
            await person.Page.GetByText("This page updates by itself.").WaitForAsync();
            await person.Page.EvaluateAsync("window.neverReloaded = true");
        }
        return person;
    }

    /// <summary>Alerts that wait for a decision, as the list shows them.</summary>
    public ILocator Open => Page.Locator("[data-open=yes]");

    /// <summary>Those of the pattern of this name.</summary>
    public ILocator OpenOf(string pattern) => Open.Filter(new() { HasText = pattern });

    public async Task<bool> NeverReloaded() => await Page.EvaluateAsync<bool>("window.neverReloaded === true");

    public async Task FollowsLink(string text) => await Page.GetByRole(AriaRole.Link, new() { Name = text }).First.ClickAsync();

    public async ValueTask DisposeAsync() => await session.DisposeAsync();
}
