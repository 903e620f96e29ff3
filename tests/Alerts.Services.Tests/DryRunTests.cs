using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Alerts.Domain;
using Alerts.Households;
using Alerts.Households.Journal;
using Alerts.Services.Tests.Transport;
using Alerts.Standalone.Backtest;

namespace Alerts.Services.Tests;

/// <summary>Other settings are tried on a journal beside the service that writes it.</summary>
public abstract class DryRunTests(Func<Task<TestDatabase>> make) : OnDatabase(make)
{
    private static readonly string[] Tables = ["ledger", "journal", "head", "alert", "inbox", "outbox", "attempt", "reading", "deadline", "identifier", "residence", "address", "setting", "schema_file", "look_back"];
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("alerts-dry-run-");

    [Fact]
    public async Task Other_settings_are_tried_while_the_service_takes_reports_and_nothing_is_written()
    {
        var worker = await Running();
        for (var child = 0; child < 20; child++)
            await worker.Accept("voluntary-sector", Sent.Worry($"m{child}", Sent.Child(child)).Bytes());
        await worker.AllJournalled(20);
        var before = await Chains(worker);
        using var enough = new CancellationTokenSource();
        var sent = 20;
        var sending = Task.Run(async () =>
        {
            for (; !enough.IsCancellationRequested; sent++)
                await worker.Accept("voluntary-sector", Sent.Worry($"m{sent}", Sent.Child(sent % 30)).On($"2026-0{1 + sent % 9}-1{sent % 7}").Bytes());
        });
        var (code, said) = await DryRun("--against", Off("VCS-1"), "--since", "90d", "--json");
        await enough.CancelAsync();
        await sending;
        Assert.True(code == 0, said);
        var lines = said.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => JsonDocument.Parse(l).RootElement).ToList();
        var total = lines[^1];
        Assert.Equal(("total", 0, 0), (total.GetProperty("type").GetString(), total.GetProperty("second").GetInt32(), total.GetProperty("faults").GetInt32()));
        Assert.InRange(total.GetProperty("households").GetInt32(), 20, 30);
        Assert.InRange(total.GetProperty("first").GetInt32(), 20, sent);
        var lost = lines.Where(l => l.GetProperty("type").GetString() == "difference").ToList();
        Assert.Equal(total.GetProperty("first").GetInt32(), lost.Count);
        Assert.All(lost, l => Assert.Equal(("lost", "VCS-1", "S3", "voluntary-sector", "voluntary-concern"), (l.GetProperty("change").GetString(), l.GetProperty("pattern").GetString(), l.GetProperty("first").GetProperty("severity").GetString(),
            l.GetProperty("because")[0].GetProperty("agency").GetString(), l.GetProperty("because")[0].GetProperty("kind").GetString())));
        Assert.Contains(lines, l => l.GetProperty("type").GetString() == "count" && l.GetProperty("lost").GetInt32() == lost.Count);
        Assert.Contains(lines, l => l.GetProperty("type").GetString() == "front-door" && l.GetProperty("firstPerWorkingDay").GetDouble() > 0);
        // What stood there stands there, and what came meanwhile was taken in as ever.
        await worker.AllJournalled(sent);
        await worker.Whole();
        Assert.Empty(before.Except(await Chains(worker)));
    }

    [Fact]
    public async Task Not_a_row_and_not_a_byte_of_the_journal_is_another_afterwards()
    {
        var worker = await Running();
        for (var child = 0; child < 10; child++)
            await worker.Accept("voluntary-sector", Sent.Worry($"m{child}", Sent.Child(child)).Bytes());
        await worker.AllJournalled(10);
        await Eventually.True(async () => await worker.Count("outbox where state <> 'delivered'") == 0, "all are told");
        var (rows, bytes) = (await Rows(worker), await Bytes());
        var (code, said) = await DryRun("--against", "everything", "--since", "2y");
        Assert.True(code == 0, said);
        Assert.Contains("Nothing was written.", said, StringComparison.Ordinal);
        Assert.Equal(rows, await Rows(worker));
        Assert.Equal(bytes, await Bytes());
    }

    [Theory]
    [InlineData("published", "gained", 0)]
    [InlineData("off", "lost", 1)]
    public async Task What_is_against_is_compared_with_what_the_settings_give(string against, string change, int first)
    {
        var worker = await Running();
        await worker.Accept("voluntary-sector", Sent.Worry("m1", Sent.Child(1)).Bytes());
        await worker.AllJournalled(1);
        var (code, said) = await DryRun("--against", against == "off" ? Off("VCS-1") : against, "--settings", against == "off" ? "published" : Off("VCS-1"), "--since", "90d", "--json");
        Assert.True(code == 0, said);
        var lines = said.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => JsonDocument.Parse(l).RootElement).ToList();
        Assert.Equal((change, first, 1 - first), (lines[0].GetProperty("change").GetString(), lines[^1].GetProperty("first").GetInt32(), lines[^1].GetProperty("second").GetInt32()));
    }

    [Fact]
    public async Task Nothing_of_a_person_is_said()
    {
        var worker = await Running();
        await worker.Accept("voluntary-sector", (Sent.Worry("secret-id", Sent.Child(1) with { Name = "Ava Green" }) with { Detail = "Something private." }).Bytes());
        await worker.AllJournalled(1);
        foreach (var more in new string[][] { [], ["--json"] })
        {
            var (_, said) = await DryRun(["--against", Off("VCS-1"), "--since", "2y", .. more]);
            Assert.Contains("voluntary-concern", said, StringComparison.Ordinal);
            foreach (var personal in new[] { "Ava", "Green", "private", "secret-id", Sent.Child(1).NhsNumber!, "2023-05-01" })
                Assert.DoesNotContain(personal, said, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Who_would_be_told_is_who_is_told_by_the_database_and_by_a_role_file_only_where_it_is_named()
    {
        var worker = await Running();
        await worker.Accept("voluntary-sector", Sent.Worry("m1", Sent.Child(1)).Bytes());
        await worker.AllJournalled(1);
        await worker.Tamper("insert into person (id, name, title, organisation, said_by) values ('door.holder', 'Door Holder', 'Duty manager', '', 'test')");
        await worker.Tamper("update holding set person = 'door.holder' where role = 'FD'");
        Assert.Contains("door.holder", (await DryRun("--against", Off("VCS-1"), "--since", "90d", "--json")).Said, StringComparison.Ordinal);
        var (code, said) = await DryRun("--against", Off("VCS-1"), "--since", "90d", "--json", "--roles", DemoFiles.Roles);
        Assert.Equal((0, true, false), (code, said.Contains("amara.okafor", StringComparison.Ordinal), said.Contains("door.holder", StringComparison.Ordinal)));
        await worker.Tamper("delete from holding; delete from away; delete from contact; delete from person");
        (code, said) = await DryRun("--against", Off("VCS-1"), "--since", "90d");
        Assert.Equal((2, "--roles: the database holds no people yet; name a role file"), (code, said.Trim()));
    }

    [Fact]
    public async Task How_far_it_has_come_stands_on_the_terminal_although_what_is_found_goes_into_a_file()
    {
        var worker = await Running();
        await worker.Accept("voluntary-sector", Sent.Worry("m1", Sent.Child(1)).Bytes());
        await worker.AllJournalled(1);
        var found = Path.Combine(folder.FullName, "found.json");
        // A terminal of its own, as whoever sends what is found to a file has one.
        var (code, shown) = await Run("script", "-qec", string.Join(' ', Command("--against", Off("VCS-1"), "--since", "90d", "--json").Select(a => $"'{a}'")) + $" > '{found}'", "/dev/null");
        Assert.True(code == 0, shown);
        Assert.Contains("Households", shown, StringComparison.Ordinal);
        Assert.All(await File.ReadAllLinesAsync(found), line => JsonDocument.Parse(line));
    }

    [Theory]
    [InlineData("last week")]
    [InlineData("9999y")]
    [InlineData("2199-01-01")]
    [InlineData("-1d")]
    public async Task A_day_that_is_none_is_answered_in_one_line(string since)
    {
        var (code, said) = await DryRun("--against", "everything", $"--since={since}");
        Assert.Equal(2, code);
        Assert.StartsWith("--since: must be like 2y, 18m, 90d or ", Assert.Single(said.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_there_is_no_journal_it_says_so_and_makes_none()
    {
        var (code, said) = await DryRun("--against", "everything", "--since", "2y");
        Assert.Equal(2, code);
        Assert.Contains("there is no journal", Assert.Single(said.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
        Assert.True(Parts.Journal is not null || Directory.GetFiles(Parts.DataFolder).Length == 0);
    }

    [Fact]
    public async Task Days_on_which_the_household_looks_again_come_on_the_way_and_an_alert_that_comes_sooner_has_moved()
    {
        var clock = new HandMovedClock(At("2026-10-20T20:30:00Z"));
        var worker = await Running(clock, patterns: NobodySawTheChild.InForce);
        for (var child = 1; child <= 3; child++)
            await worker.Accept("school", Sent.Report($"unseen-{child}", "child-not-seen", Sent.Child(child)).On("2026-10-20").Bytes());
        await worker.AllJournalled(3);
        // The second is brought on the seventh day; the third report is taken back.
        clock.SleepUntil(At("2026-10-27T20:00:00Z"));
        await worker.Accept("gp", Sent.Report("seen-2", "appointment-brought", Sent.Child(2)).On("2026-10-27").Bytes());
        await worker.Accept("school", (Sent.Report("taken-back", "child-not-seen", Sent.Child(3)) with { Withdraws = "unseen-3" }).Bytes());
        await worker.AllJournalled(5);

        await using var reader = await JournalReader.Open(Parts.Journal, Parts.DataFolder, default);
        var run = new DryRun(RoleFile.Read(DemoFiles.Roles), NobodySawTheChild.InForce, NobodySawTheChild.Within(5), new(2026, 10, 1), At("2026-11-02T12:00:00Z"));
        var compared = new List<Compared>();
        foreach (var household in await reader.Households(default))
            compared.Add(run.Compare(household, await reader.Reports(household, default)));
        Assert.Equal(23, run.WorkingDays);
        Assert.Equal(3, compared.Count);
        var changes = compared.SelectMany(c => c.Changes).OrderBy(c => c.Alert.Change, StringComparer.Ordinal).ThenBy(c => c.Alert.Second!.EvidenceWithdrawn).ToList();
        // Nobody came for the second within five days, and for the third nothing was known on the fifth.
        Assert.Equal(["gained False", "gained True", "moved False"], changes.Select(c => $"{c.Alert.Change} {c.Alert.Second!.EvidenceWithdrawn}"));
        var (moved, because) = changes[^1];
        Assert.Equal((new DateOnly(2026, 10, 30), new DateOnly(2026, 10, 25), "earlier"), (Changed.FirstToldAt(moved.First!), Changed.FirstToldAt(moved.Second!), Assert.Single(moved.How)));
        Assert.Equal("child-not-seen", Assert.Single(because).Kind);
        Assert.Equal((1, 3), (compared.Sum(c => c.First.Count), compared.Sum(c => c.Second.Count)));
    }

    private string Off(string pattern)
    {
        var file = Path.Combine(folder.FullName, "settings.json");
        File.WriteAllText(file, $$"""{"version": "tried", "patterns": {"{{pattern}}": {"on": false} } }""");
        return file;
    }

    private static DateTimeOffset At(string moment) => DateTimeOffset.Parse(moment, CultureInfo.InvariantCulture);

    private static async Task<IReadOnlyList<string>> Chains(Worker worker) => await worker.Rows<string>("select household || version || hash || data from journal");

    private static async Task<string> Rows(Worker worker)
    {
        var counts = new List<string>();
        foreach (var table in Tables)
            counts.Add($"{table} {await worker.Count(table)}");
        return string.Join(", ", counts.Append(Convert.ToHexString(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(string.Concat(await Chains(worker)))))));
    }

    // The file and what is not yet in it; for PostgreSQL its rows say it. By another process: to close the file in this one would end SQLite's locks.
    private async Task<string> Bytes() =>
        Parts.Journal is not null ? "" : (await Run("sha256sum", Path.Combine(Parts.DataFolder, "alerts.db"), Path.Combine(Parts.DataFolder, "alerts.db-wal"))).Said;

    // A process of its own, as whoever tries settings starts it.
    private Task<(int Code, string Said)> DryRun(params string[] arguments) => Run("dotnet", Command(arguments)[1..]);

    private string[] Command(params string[] arguments)
    {
        string[] where = Parts.Journal is { } journal ? ["--journal", journal] : ["--data", Parts.DataFolder];
        return ["dotnet", "exec", Path.Combine(AppContext.BaseDirectory, "Alerts.Standalone.dll"), "dry-run", .. where, .. arguments];
    }

    private static async Task<(int Code, string Said)> Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false })!;
        var (said, wrong) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(60));
        return (process.ExitCode, await said + await wrong);
    }

    public override Task DisposeAsync()
    {
        folder.Delete(recursive: true);
        return base.DisposeAsync();
    }
}

public sealed class DryRunOnSqlite() : DryRunTests(TestDatabase.Sqlite);

public sealed class DryRunOnPostgres() : DryRunTests(TestDatabase.Postgres);
