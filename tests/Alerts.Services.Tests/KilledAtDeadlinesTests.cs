using Alerts.Services.Tests.Transport;

namespace Alerts.Services.Tests;

/// <summary>The household service as a process of its own, killed without warning again and again while the deadlines of many households are due.</summary>
[Collection(nameof(OneBroker))]
public sealed class KilledAtDeadlinesTests(Broker broker) : OnDatabase(TestDatabase.Postgres)
{
    private const int Families = 400;
    private static readonly int[] KilledAfter = [20, 120, 250];

    [Fact]
    public async Task Each_household_looks_once_however_often_the_service_is_killed()
    {
        var then = DateTimeOffset.UtcNow.AddDays(-60);
        var worker = await Running(new HandMovedClock(then), patterns: NobodySawTheChild.InForce);
        for (var child = 1; child <= Families; child++)
            await worker.Accept("school", (Sent.Report($"unseen-{child}", "child-not-seen", Sent.Child(child)) with { ReportedAt = $"{then:yyyy-MM-dd}T00:00:00Z" }).On($"{then:yyyy-MM-dd}").Bytes());
        await worker.AllJournalled(Families, 60);
        await worker.DisposeAsync();

        var observer = await Prepared();
        Assert.Equal(Families, await observer.Count("deadline where due_at is not null"));
        var port = KilledProcessTests.FreePort();
        var service = KilledProcessTests.Started(broker, Parts, port);
        try
        {
            foreach (var looked in KilledAfter)
            {
                await Eventually.True(async () => await observer.Count("journal where event = 'DeadlineReached'") >= looked, $"{looked} have looked", 60);
                // SIGKILL: some are sent and not journalled, some are due and not sent.
                service.Kill();
                await service.WaitForExitAsync();
                service.Dispose();
                service = KilledProcessTests.Started(broker, Parts, port);
            }
            // Each looks back too, with the service's own patterns, which are new to it.
            await observer.AllJournalled(3 * Families, 120);
        }
        finally
        {
            service.Kill();
            await service.WaitForExitAsync();
            service.Dispose();
        }
        Assert.Equal((Families, Families, 0), (await observer.Count("journal where event = 'DeadlineReached'"), await observer.Count("(select distinct household from journal where event = 'DeadlineReached') as looked"), await observer.Count("deadline")));
        Assert.Equal((Families, Families), (await observer.Count("journal where event = 'LookedBack'"), await observer.Count("ledger where content = 'look-back'")));
        Assert.Equal(3 * Families, await observer.Count("ledger"));
        await observer.Whole();
    }
}
