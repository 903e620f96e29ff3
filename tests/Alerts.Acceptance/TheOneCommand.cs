using System.Diagnostics;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Xunit.Abstractions;

namespace Alerts.Acceptance;

/// <summary>What somebody meets who starts the demonstration: one command, nothing else installed.</summary>
[Collection(nameof(Stories))]
public sealed partial class TheOneCommand(ITestOutputHelper output) : IDisposable
{
    private readonly DirectoryInfo data = Directory.CreateTempSubdirectory("alerts-one-command-");

    public void Dispose() => data.Delete(recursive: true);

    [Fact]
    public async Task It_says_where_things_are_replays_the_case_of_Child_B_and_keeps_what_came()
    {
        var watch = Stopwatch.StartNew();
        List<string> alerts;
        await using (var first = Run("--speed", "200"))
        {
            var curl = await first.Line(Curl(), 10);
            output.WriteLine($"said where things are: {watch.ElapsedMilliseconds} ms");
            Assert.Contains($"SQLite, {data.FullName}", first.Said);
            Assert.Contains("in-memory", first.Said);
            Assert.Contains("01-stoke-child-b, incident 2022-11-15", first.Said);
            Assert.Contains("Priya Nair, Health visitor", first.Said);
            var page = new Uri(await first.Line(Page()));
            await AcceptsWhatTheCurlLineSends(curl, page);
            await first.Line(Ends(), 60);
            output.WriteLine($"replayed: {watch.ElapsedMilliseconds} ms");
            alerts = Rows(first.Said);
            // What the review's own findings ask for; other patterns come between.
            string[] asked = ["VCS-1", "ING-1", "ING-3", "ING-1", "ING-2", "AGG-2", "AGG-1", "WNB-1", "WNB-2", "EHE-1"];
            Assert.Equal(asked, alerts.Select(a => a.Split('|')[1].Split(' ')[0]).Aggregate(new List<string>(), (met, id) => met.Count < asked.Length && asked[met.Count] == id ? [.. met, id] : met));
            Assert.DoesNotContain("(earlier run)", first.Said, StringComparison.Ordinal);
            Assert.All(alerts, a => Assert.InRange(int.Parse(a.Split('|')[^1].Replace(",", "", StringComparison.Ordinal)), 0, 5000));
            output.WriteLine(string.Join('\n', alerts));
            await first.Stop();
        }

        // Started again on the same data: the same alerts, and nothing new.
        await using var again = Run("--speed", "100000");
        await again.Line(Ends(), 60);
        Assert.Equal(alerts.Select(WithoutMilliseconds), Rows(again.Said).Select(WithoutMilliseconds));
        Assert.All(Rows(again.Said), a => Assert.EndsWith("(earlier run)", a, StringComparison.Ordinal));
    }

    [Fact]
    public async Task It_starts_with_every_option_left_out_that_can_be()
    {
        await using var plain = Run("--no-replay");
        await plain.Line(Curl());
        Assert.Contains("none is replayed", plain.Said);
        await plain.Stop();
    }

    [Fact]
    public async Task Help_lists_the_options()
    {
        await using var help = Child.Start("Standalone", ["--help"]);
        Assert.Equal(0, await help.Ended());
        foreach (var option in new[] { "--case", "--speed", "--port", "--data", "--no-replay", "--bus", "--journal", "backtest", "dry-run", "verify-journal" })
            Assert.Contains(option, help.Said);
    }

    [Theory]
    [InlineData("--sped", "10")]
    [InlineData("--speed", "0")]
    [InlineData("--partitions", "many")]
    [InlineData("--speed", "fast")]
    [InlineData("--bus", "amqp:nonsense")]
    [InlineData("--case", "/nowhere/case.ndjson")]
    public async Task A_wrong_option_is_answered_in_words_and_with_an_exit_code(string option, string value)
    {
        await using var wrong = Child.Start("Standalone", ["--data", data.FullName, "--port", "0", option, value]);
        Assert.InRange(await wrong.Ended(), 1, 2);
        Assert.DoesNotContain("   at ", wrong.Said, StringComparison.Ordinal);
        var firstLine = wrong.Said.Split('\n')[0];
        Assert.Contains(option == "--case" ? value : option, firstLine);
    }

    [Theory]
    [InlineData("http://0.0.0.0:0")]
    [InlineData("http://*:0")]
    [InlineData("http://127.0.0.1:0;http://[::]:0")]
    public async Task Sign_in_without_a_password_does_not_start_where_others_can_reach_it(string address)
    {
        await using var inbox = Child.Start("Inbox", environment: new Dictionary<string, string> { ["ALERTS_HTTP"] = address });
        Assert.NotEqual(0, await inbox.Ended());
        Assert.Contains("demo sign-in asks for no password, so it starts on loopback addresses only", Assert.Single(inbox.Said.Split('\n')));
    }

    private Child Run(params string[] more) => Child.Start("Standalone", ["--port", "0", "--data", data.FullName, .. more]);

    // A shell takes the line apart, so that its quotes are put to the test; curl itself need not be installed.
    private static async Task AcceptsWhatTheCurlLineSends(string curl, Uri page)
    {
        using var shell = Process.Start(new ProcessStartInfo("sh", ["-c", $"printf '%s\\n' {curl}"]) { RedirectStandardOutput = true, UseShellExecute = false })!;
        var words = (await shell.StandardOutput.ReadToEndAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(["curl", "-sS", $"{page}v1/reports", "-H", "X-Api-Key: demo-key-rspca", "-H", "Content-Type: application/json", "-d"], words[..^1]);
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, words[2]) { Content = new StringContent(words[^1], Encoding.UTF8, "application/json"), Headers = { { "X-Api-Key", "demo-key-rspca" } } };
        using var answer = await http.SendAsync(request);
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
    }

    private static string WithoutMilliseconds(string row) => row[..row.LastIndexOf('|')];

    // The cells of each row of the table; a cell of more than one line is joined.
    private static List<string> Rows(string said)
    {
        var rows = new List<List<string>>();
        foreach (var line in said.Split('\n').Where(l => l.StartsWith('│')))
        {
            var cells = line.Split('│')[1..^1].Select(c => c.Trim()).ToList();
            if (cells[0].StartsWith("A-", StringComparison.Ordinal))
                rows.Add(cells);
            else if (rows.Count > 0)
                rows[^1] = [.. rows[^1].Zip(cells, (a, b) => $"{a} {b}".Trim())];
        }
        return [.. rows.Select(r => string.Join('|', r))];
    }

    [GeneratedRegex(@"^\s+(curl .*)$")]
    private static partial Regex Curl();

    [GeneratedRegex(@"page\s+(http://\S+)")]
    private static partial Regex Page();

    [GeneratedRegex(@"(The page stays open)")]
    private static partial Regex Ends();
}
