using System.Net;
using System.Text.RegularExpressions;

namespace Alerts.Services.Tests.People;

/// <summary>A professional who looks at the pages over HTTP, signed in by name as the demonstration allows.</summary>
internal sealed partial class Visitor : IDisposable
{
    private readonly HttpClient http;

    private Visitor(HttpClient http) => this.http = http;

    public static async Task<Visitor> SignsIn(Uri address, string person)
    {
        var visitor = new Visitor(new(new HttpClientHandler { CookieContainer = new() }) { BaseAddress = address });
        Assert.Equal(HttpStatusCode.OK, await visitor.Sends("/sign-in", "/sign-in", new() { ["person"] = person }));
        return visitor;
    }

    public async Task<HttpStatusCode> Opens(string path)
    {
        using var answer = await http.GetAsync(path);
        return answer.StatusCode;
    }

    public Task<string> Reads(string path) => http.GetStringAsync(path);

    /// <summary>Fills a form of that page in and sends it; follows where it leads.</summary>
    public async Task<HttpStatusCode> Sends(string page, string to, Dictionary<string, string> form)
    {
        form["__RequestVerificationToken"] = Token().Match(await Reads(page)).Groups["token"].Value;
        using var content = new FormUrlEncodedContent(form);
        using var answer = await http.PostAsync(to, content);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.DoesNotContain("There is a problem", text, StringComparison.Ordinal);
        return answer.StatusCode;
    }

    public void Dispose() => http.Dispose();

    [GeneratedRegex("""name="__RequestVerificationToken" type="hidden" value="(?<token>[^"]+)""")]
    private static partial Regex Token();
}
