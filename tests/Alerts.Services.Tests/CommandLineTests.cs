using System.Diagnostics;
using System.Text.Json;
using Alerts.Households;
using Alerts.Households.Journal;
using Alerts.Services.Tests.Delivery;

namespace Alerts.Services.Tests;

/// <summary>What a user can mend is said in one line that names what is wrong.</summary>
public sealed class CommandLineTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("alerts-command-line-");

    [Theory]
    [InlineData("verify-journal"), InlineData("dry-run", "--against", "published", "--since", "2y"), InlineData("--no-replay", "--port", "0")]
    public async Task A_journal_that_is_no_connection_string_is_refused_by_the_name_of_the_option_and_never_repeated(params string[] arguments)
    {
        foreach (var wrong in new[] { "s3cret", "", "Password=s3cret", "Port=s3cret;Host=x", "Nonsense=s3cret" })
        {
            var (code, said) = await Run([.. arguments, "--journal", wrong, "--data", folder.FullName]);
            Assert.Equal((2, "--journal: must be a PostgreSQL connection string like \"Host=localhost;Username=alerts;Database=alerts\""), (code, said.Trim()));
        }
    }

    [Fact]
    public async Task A_journal_that_a_service_has_open_is_not_verified_and_what_to_do_is_said()
    {
        using var service = new SqliteDatabase(folder.FullName);
        var (code, said) = await Run("verify-journal", "--data", folder.FullName);
        Assert.Equal((2, $"{Path.Combine(folder.FullName, "alerts.db")}: another process has it open, a running service most likely. End that one and try again; on PostgreSQL both could run."), (code, said.Trim()));
    }

    [Fact]
    public async Task A_folder_for_pages_that_holds_something_else_is_refused_before_anything_is_replayed()
    {
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "minutes.html"), "<p>Not ours.</p>");
        var (code, said) = await Run("backtest", Case, "--html", folder.FullName);
        Assert.Equal(2, code);
        Assert.Contains("minutes.html", Assert.Single(said.Trim().Split('\n')), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("published", "everything", "gained"), InlineData("everything", "published", "lost")]
    public async Task Backtest_compares_what_is_against_with_what_the_settings_give(string settings, string against, string change)
    {
        var (code, said) = await Run("backtest", Case, "--settings", settings, "--against", against, "--json");
        Assert.Equal(0, code);
        var changes = said.Trim().Split('\n').Select(l => JsonDocument.Parse(l).RootElement).Where(l => l.TryGetProperty("change", out _)).Select(l => l.GetProperty("change").GetString()).ToHashSet();
        Assert.Contains(change, changes);
        Assert.DoesNotContain(change == "gained" ? "lost" : "gained", changes);
    }

    [Theory]
    [InlineData("backtest"), InlineData("dry-run")]
    public async Task The_direction_is_said_in_the_help(string command)
    {
        var (_, said) = await Run(command, "--help");
        Assert.Contains("FILE compared with what --settings gives; gained: only FILE raises it", string.Join(' ', said.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_key_of_a_receiver_of_webhooks_is_printed_and_nothing_else()
    {
        var address = new Uri("https://partner.example.org/alerts");
        Assert.Equal((0, DeliveryAlone.Secret.KeyFor(address) + "\n"), await Run([(Settings.WebhookSecret, System.Text.Encoding.UTF8.GetString(DeliveryAlone.Secret.Bytes))], "webhook-key", address.ToString()));
        Assert.Equal((2, "ADDRESS: must be an https address\n"), await Run([(Settings.WebhookSecret, new string('s', 32))], "webhook-key", "http://partner.example.org/alerts"));
        Assert.Equal((2, Settings.WebhookSecret + ": is required\n"), await Run([(Settings.WebhookSecret, "")], "webhook-key", address.ToString()));
    }

    public void Dispose() => folder.Delete(recursive: true);

    private static string Case => Path.Combine(AppContext.BaseDirectory, "cases", "01-stoke-child-b.ndjson");

    private static Task<(int Code, string Said)> Run(params string[] arguments) => Run([], arguments);

    private static async Task<(int Code, string Said)> Run((string Name, string Value)[] environment, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", ["exec", Path.Combine(AppContext.BaseDirectory, "Alerts.Standalone.dll"), .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var (said, wrong) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(60));
        return (process.ExitCode, await said + await wrong);
    }
}
