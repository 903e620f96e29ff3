using System.Diagnostics;
using System.Threading.Channels;
using Alerts.Households.Matching;
using Alerts.Households.Transport;

namespace Alerts.Households.Intake;

/// <summary>Sends accepted rows on to their household's owner, at once. What is lost here, or has no room, the <see cref="Sweep"/> sends again.</summary>
public sealed class Dispatch(Ledger ledger, Matcher matcher, Partitions partitions, ILogger<Dispatch> log) : BackgroundService
{
    private const int AtOnce = 16;
    private readonly Channel<Guid> soon = Channel.CreateBounded<Guid>(new BoundedChannelOptions(10_000) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>Asks for a row to be sent on now. Where there are too many, the sweep takes it.</summary>
    public void Soon(Guid ledgerId) => soon.Writer.TryWrite(ledgerId);

    /// <summary>Finds the row's household where it has none, and sends it on; false when the broker did not take it, which is no fault of the row's.</summary>
    public async Task<bool> TrySend(LedgerRow row, CancellationToken ct)
    {
        // What follows belongs to the report's own trace, whoever sends it on, and however late.
        using var span = Telemetry.Source.StartActivity("Matching", ActivityKind.Internal, Telemetry.Parent(row.TraceParent));
        span?.SetTag("alerts.report", row.Id.ToString("N"));
        var found = false;
        try
        {
            var household = row.Household ?? await matcher.Assign(row, ct);
            span?.SetTag("alerts.household", household?.ToString("N") ?? "(a person decides)");
            found = true;
            if (household is { } known)
                await partitions.Send(new(row.Id, known), ct);
            return true;
        }
        catch (Exception failed) when (failed is not OutOfMemoryException && !ct.IsCancellationRequested)
        {
            span?.SetStatus(ActivityStatusCode.Error);
            log.LogWarning("Report {Report} could not be sent on ({Error}); the sweep will", row.Id, failed.GetType().Name);
            return !found;
        }
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(Enumerable.Range(0, AtOnce).Select(_ => SendAsAccepted(stoppingToken)));

    private async Task SendAsAccepted(CancellationToken ct)
    {
        try
        {
            await foreach (var id in soon.Reader.ReadAllAsync(ct))
                if (await Find(id, ct) is { State: "received" } row)
                    await TrySend(row, ct);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            return;
        }
    }

    private async Task<LedgerRow?> Find(Guid id, CancellationToken ct)
    {
        try
        {
            return await ledger.Find(id, ct);
        }
        catch (Exception failed) when (failed is not OutOfMemoryException && !ct.IsCancellationRequested)
        {
            log.LogWarning("Report {Report} could not be read ({Error}); the sweep will", id, failed.GetType().Name);
            return null;
        }
    }
}
