using Alerts.Households.Journal;
using Alerts.Households.Transport;
using Dapper;

namespace Alerts.Households.Feedback;

/// <summary>
/// Publishes what senders hear of their reports, where today's receipts go. Taken on lease: a process that dies in between leaves it due again, so that
/// a sender may hear the same twice and never nothing.
/// </summary>
public sealed class FeedbackSender(IDatabase database, Receipts receipts, TimeProvider clock, ILogger<FeedbackSender> log) : BackgroundService
{
    private const int AtOnce = 100;
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(5), Lease = TimeSpan.FromMinutes(2);

    private sealed record Due(string Sender, string Message_Id, string Said);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var tick = new PeriodicTimer(Every, clock);
        while (await tick.Next(stoppingToken))
        {
            try
            {
                while (await Publish(stoppingToken) == AtOnce)
                    continue;
            }
            catch (Exception failed) when (failed is not OutOfMemoryException && !stoppingToken.IsCancellationRequested)
            {
                log.LogWarning("Senders could not be told what became of their reports ({Error}); trying again", failed.GetType().Name);
            }
        }
    }

    /// <summary>Publishes what is due, so much at most; answers how much that was.</summary>
    public async Task<int> Publish(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var with = new { now = now.ToUnixTimeMilliseconds(), until = (now + Lease).ToUnixTimeMilliseconds() };
        // Look before taking: an idle service writes nothing.
        if (await database.Read(c => c.ExecuteScalarAsync<long?>("select 1 from feedback where due_at <= @now limit 1", with), ct) is null)
            return 0;
        var due = await database.Write(async (c, t) =>
        {
            var rows = (await c.QueryAsync<Due>($"select sender, message_id, said from feedback where due_at <= @now order by due_at, sender, message_id limit {AtOnce}{database.ForUpdateSkipLocked}", with, t)).AsList();
            await c.ExecuteAsync("update feedback set due_at = @until where sender = @Sender and message_id = @Message_Id and said = @Said", rows.Select(r => new { r.Sender, r.Message_Id, r.Said, with.until }), t);
            return rows;
        }, ct);
        await Task.WhenAll(due.Select(d => receipts.Tell(ReportStatuses.Said(d.Sender, d.Message_Id, d.Said))));
        await database.Write((c, t) => c.ExecuteAsync("update feedback set due_at = null where sender = @Sender and message_id = @Message_Id and said = @Said", due, t), ct);
        return due.Count;
    }
}
