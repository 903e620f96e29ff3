using System.Diagnostics;
using System.Threading.Channels;
using Alerts.Households.Matching;
using Alerts.Households.Transport;

namespace Alerts.Households.Intake;

/// <summary>
/// Sends accepted rows on to their household's owner: at once after they were accepted, and again by the sweep as long as they are not in
/// the journal. A crash anywhere between costs seconds, never a report.
/// </summary>
public sealed class Dispatch(Ledger ledger, Matcher matcher, Partitions partitions, TimeProvider clock, ILogger<Dispatch> log) : BackgroundService
{
    /// <summary>Attempts after which a row is given up aloud: with the doubling wait, more than an hour.</summary>
    private const int MostAttempts = 12;

    private const int AtOnce = 16;
    private static readonly TimeSpan SweepEvery = TimeSpan.FromSeconds(1);
    private readonly Channel<Guid> soon = Channel.CreateBounded<Guid>(new BoundedChannelOptions(10_000) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>Asks for a row to be sent on now. Where there are too many, the sweep takes it.</summary>
    public void Soon(Guid ledgerId) => soon.Writer.TryWrite(ledgerId);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(Enumerable.Range(0, AtOnce).Select(_ => SendAsAccepted(stoppingToken)).Append(Sweep(stoppingToken)));

    private async Task SendAsAccepted(CancellationToken ct)
    {
        try
        {
            await foreach (var id in soon.Reader.ReadAllAsync(ct))
                if (await ledger.Find(id, ct) is { State: "received" } row)
                    await TrySend(row, ct);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            return;
        }
        catch (Exception failed) when (failed is not OutOfMemoryException)
        {
            log.LogWarning("Sending an accepted report on failed ({Error}); the sweep will", failed.GetType().Name);
            if (!ct.IsCancellationRequested)
                await SendAsAccepted(ct);
        }
    }

    private async Task Sweep(CancellationToken ct)
    {
        using var tick = new PeriodicTimer(SweepEvery, clock);
        while (await Next(tick, ct))
        {
            try
            {
                var (due, givenUp) = await ledger.TakeDue(100, MostAttempts, ct);
                foreach (var id in givenUp)
                    log.LogCritical("Report {Report} could not be taken in after {Attempts} attempts: it is in quarantine", id, MostAttempts);
                if (due.Count > 0)
                    log.LogInformation("The sweep sends {Count} reports on again", due.Count);
                foreach (var row in due)
                    await TrySend(row, ct);
            }
            catch (Exception failed) when (failed is not OutOfMemoryException && !ct.IsCancellationRequested)
            {
                log.LogWarning("The sweep failed ({Error}); it will try again", failed.GetType().Name);
            }
        }
    }

    private async Task TrySend(LedgerRow row, CancellationToken ct)
    {
        // What follows belongs to the report's own trace, whoever sends it on, and however late.
        using var span = Telemetry.Source.StartActivity("Matching", ActivityKind.Internal, Telemetry.Parent(row.TraceParent));
        span?.SetTag("alerts.report", row.Id.ToString("N"));
        try
        {
            var household = row.Household ?? await matcher.Assign(row, ct);
            span?.SetTag("alerts.household", household?.ToString("N") ?? "(a person decides)");
            if (household is { } known)
                await partitions.Send(new(row.Id, known), ct);
        }
        catch (Exception failed) when (failed is not OutOfMemoryException && !ct.IsCancellationRequested)
        {
            span?.SetStatus(ActivityStatusCode.Error);
            log.LogWarning("Report {Report} could not be sent on ({Error}); the sweep will", row.Id, failed.GetType().Name);
        }
    }

    private static async Task<bool> Next(PeriodicTimer tick, CancellationToken ct)
    {
        try
        {
            return await tick.WaitForNextTickAsync(ct);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            return false;
        }
    }
}
