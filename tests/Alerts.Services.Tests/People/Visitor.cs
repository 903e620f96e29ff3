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

    /// <summary>What somebody is answered who may not see it, apart from the trace of the request: the same as for what does not exist.</summary>
    public async Task<(HttpStatusCode, string)> Refused(string path)
    {
        using var answer = await http.GetAsync(path);
        return (answer.StatusCode, Token().Replace(await answer.Content.ReadAsStringAsync(), ""));
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

    /// <summary>The same with a form of a page that cannot be opened any more, or that refuses it: what it is answered.</summary>
    public async Task<(HttpStatusCode, string)> Answered(string to, Dictionary<string, string> form)
    {
        form["__RequestVerificationToken"] = Token().Match(await Reads("/")).Groups["token"].Value;
        using var content = new FormUrlEncodedContent(form);
        using var answer = await http.PostAsync(to, content);
        return (answer.StatusCode, WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync()));
    }

    /// <summary>My alerts as it stays open: each next list that the live stream writes.</summary>
    public async Task<Func<Task<string>>> Follows()
    {
        var stream = new StreamReader(await http.GetStreamAsync("/alerts/stream"));
        return async () =>
        {
            var (list, isList) = (new System.Text.StringBuilder(), false);
            while (await stream.ReadLineAsync() is { } line)
                if (line.Length > 0)
                    (list, isList) = (list.AppendLine(line), isList || line == "event: list");
                else if (isList)
                    return list.ToString();
                else
                    list.Clear();
            throw new EndOfStreamException("the live list has ended");
        };
    }

    public void Dispose() => http.Dispose();

    [GeneratedRegex("""name="__RequestVerificationToken" type="hidden" value="(?<token>[^"]+)""")]
    private static partial Regex Token();
}
