using Alerts.Domain.Values;
using Alerts.Households;

namespace Alerts.Services.Tests;

/// <summary>A worker that was started with a partnership's settings of the patterns.</summary>
public sealed class SettingsInForceTests() : OnDatabase(TestDatabase.Sqlite), IDisposable
{
    private readonly string file = Path.GetTempFileName();

    public void Dispose() => File.Delete(file);

    [Fact]
    public async Task Households_decide_by_them_and_their_alerts_keep_the_version()
    {
        await using var worker = await Started("""{"version": "2026-11 Anytown", "patterns": {"VCS-1": {"severity": "S4", "severityOfNeedOrHistory": "S1", "recipients": ["PM"]}}}""");
        await worker.Start();
        await worker.Accept("voluntary-sector", Sent.Report("m1", "hunger-reported", Sent.Child(1)).Bytes());
        await worker.AllJournalled(1);
        var item = Assert.Single(await worker.Workspace.ItemsFor("bridget.lowe", default));
        var (_, alert) = (await worker.Workspace.Alert(item.Alert, default))!.Value;
        Assert.Equal((Severity.S1, "2026-11 Anytown"), (alert.Severity, alert.Raised.Settings));
        Assert.NotNull(alert.Raised.Measure);
        Assert.Empty(await worker.Workspace.ItemsFor("amara.okafor", default));
    }

    [Fact]
    public async Task What_is_in_force_is_said_at_the_start()
    {
        await using var worker = await Started("""{"version": "2026-11 Anytown", "patterns": {"ING-2": {"window": 300}, "CP-1": {"on": false}, "AGG-1": {"window": 365}}}""");
        var said = HouseholdsRegistration.InForce(worker.Get<IServiceProvider>()).ToList();
        Assert.Contains("settings of the patterns: version 2026-11 Anytown, other than published: ING-2, CP-1 (off)", said);
        Assert.DoesNotContain("CP-1", said[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_file_all_is_as_published() =>
        Assert.Contains("settings of the patterns: as published", HouseholdsRegistration.InForce((await Prepared()).Get<IServiceProvider>()));

    [Fact]
    public async Task A_file_that_cannot_be_used_stops_the_start() =>
        Assert.Contains("$.version: is required", (await Assert.ThrowsAsync<InvalidDataException>(() => Started("{}"))).Message, StringComparison.Ordinal);

    private async Task<Worker> Started(string settings)
    {
        await File.WriteAllTextAsync(file, settings);
        return await Worker.Prepare(Parts with { PatternFile = file }, null, null, null);
    }
}
