namespace Alerts.Households.Intake;

/// <summary>
/// Sends rows on again as long as they are not in the journal: a purged queue or a crash anywhere costs seconds, never a report. It runs
/// where households are owned, so that while no owner runs nothing is counted against a report.
/// </summary>
public sealed class Sweep(Ledger ledger, Dispatch dispatch, Desk desk, TimeProvider clock, ILogger<Sweep> log) : BackgroundService
{
    /// <summary>Turns that a row may fail before it is given up aloud: with the doubling wait, more than an hour.</summary>
    private const int MostAttempts = 12;

    private const int AtOnce = 100;
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var tick = new PeriodicTimer(Every, clock);
        while (await tick.Next(stoppingToken))
        {
            try
            {
                await Once(stoppingToken);
            }
            catch (Exception failed) when (failed is not OutOfMemoryException && !stoppingToken.IsCancellationRequested)
            {
                log.LogWarning("The sweep failed ({Error}); it will try again", failed.GetType().Name);
            }
        }
    }

    private async Task Once(CancellationToken ct)
    {
        var (due, aloud) = await ledger.TakeDue(AtOnce, MostAttempts, ct);
        foreach (var id in aloud)
            log.LogCritical("Report {Report} could not be taken in after {Attempts} attempts: it waits at the front door", id, MostAttempts);
        if (aloud.Count > 0)
            await desk.Say(ct);
        if (due.Count > 0)
            log.LogInformation("The sweep sends {Count} reports on again", due.Count);
        foreach (var row in due)
            if (!await dispatch.TrySend(row, ct))
                await ledger.NotSent(row.Id, ct);
    }
}
