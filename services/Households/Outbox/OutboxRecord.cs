using System.Data.Common;
using System.Threading.Channels;
using Alerts.Households.Delivery;
using Alerts.Households.Journal;
using Dapper;

namespace Alerts.Households.Outbox;

/// <summary>
/// Writes down what became of messages, whatever is waiting in one transaction: the rows' state, one attempt a row, addresses that reach nobody, and
/// whom the front door must hear of. Who took a row and lost its lease says no more than "delivered": otherwise a late "try later" would undo it.
/// </summary>
internal sealed class OutboxRecord(IDatabase database, Func<DateTimeOffset, IEnumerable<string>> operations) : IDisposable
{
    private const int MostAtOnce = 256;
    private static readonly TimeSpan AskAgain = TimeSpan.FromSeconds(30);
    private readonly Channel<Waiting> waiting = System.Threading.Channels.Channel.CreateUnbounded<Waiting>();
    private readonly SemaphoreSlim one = new(1, 1);

    private sealed record Waiting(Ended Ended, TaskCompletionSource<bool> Answer);

    /// <summary>Completes when it is written; true where the front door has something new.</summary>
    public async Task<bool> Write(Ended ended)
    {
        var mine = new Waiting(ended, new(TaskCreationOptions.RunContinuationsAsynchronously));
        waiting.Writer.TryWrite(mine);
        await one.WaitAsync();
        try
        {
            var batch = new List<Waiting>();
            while (batch.Count < MostAtOnce && waiting.Reader.TryRead(out var next))
                batch.Add(next);
            if (batch.Count > 0)
                await Commit(batch);
        }
        finally
        {
            one.Release();
        }
        return await mine.Answer.Task;
    }

    public void Dispose() => one.Dispose();

    private async Task Commit(List<Waiting> batch)
    {
        try
        {
            var told = await database.Write(async (c, t) =>
            {
                var told = false;
                foreach (var w in batch)
                    told |= await Write(c, t, w.Ended);
                return told;
            }, CancellationToken.None);
            batch.ForEach(w => w.Answer.TrySetResult(told));
        }
        catch (Exception failed) when (failed is not OutOfMemoryException)
        {
            // The lease ends, and they are due again.
            batch.ForEach(w => w.Answer.TrySetException(failed));
        }
    }

    private async Task<bool> Write(DbConnection c, DbTransaction t, Ended ended)
    {
        var (message, at) = (ended.Message, ended.At.ToUnixTimeMilliseconds());
        var later = ended.Outcome as Outcome.TryLater;
        var state = ended.Outcome switch
        {
            Outcome.Delivered => "delivered",
            Outcome.TryLater { Sent: not null } => "sent",
            Outcome.TryLater => "queued",
            Outcome.Never => "never",
            _ => throw new InvalidOperationException($"outcome {ended.Outcome.GetType().Name} has no rule"),
        };
        var rows = message.Rows.Select(r => new
        {
            r.Alert,
            r.Notice,
            r.Person,
            r.Channel,
            state,
            at,
            message = message.Id,
            due = later is null ? (long?)null : later.Sent is not null ? (later.NotBefore ?? ended.At + AskAgain).ToUnixTimeMilliseconds() : Later(ended.At + Ladder.Wait(r.Attempts, r.Urgent == 1), later.NotBefore).ToUnixTimeMilliseconds(),
            sentAt = state is "delivered" or "sent" ? r.Sent_At ?? at : (long?)null,
            deliveredAt = state == "delivered" ? at : (long?)null,
            why = (ended.Outcome as Outcome.Never)?.Why ?? later?.Why,
            awaited = later?.Sent,
            reference = later?.Sent ?? (ended.Outcome as Outcome.Delivered)?.Reference ?? r.Reference,
        }).ToList();
        await c.ExecuteAsync("""
            update outbox set state = @state, due_at = @due, reference = @awaited, sent_at = @sentAt, delivered_at = @deliveredAt
            where alert = @Alert and notice = @Notice and person = @Person and channel = @Channel and state <> 'delivered' and (message = @message or @state = 'delivered')
            """, rows, t);
        // That there is still no final word is no attempt of its own.
        if (later?.Sent is null || later.Sent != message.Rows[0].Reference)
            await c.ExecuteAsync("insert into attempt (alert, notice, person, channel, at, outcome, message, why, reference) values (@Alert, @Notice, @Person, @Channel, @at, @state, @message, @why, @reference)", rows, t);
        await Throttle(c, t, ended);
        return ended.Outcome switch
        {
            Outcome.Delivered => await Unreached.Arrived(c, t, message, at),
            Outcome.Never never => await Unreached.Tell(c, t, database, message, never, operations(ended.At), ended.At),
            Outcome.TryLater { Sent: null } failed when message.Rows.Any(r => r.Attempts == Ladder.ToldAfter) =>
                await Unreached.Tell(c, t, database, message, new($"not reached in {Ladder.ToldAfter} attempts, which go on: {failed.Why}"), operations(ended.At), ended.At),
            _ => false,
        };
    }

    // After a message that was taken the person has their quarter of an hour; after one that was not, the next need not wait for more than was asked for.
    private static Task<int> Throttle(DbConnection c, DbTransaction t, Ended ended)
    {
        if (ended.Message.Rows[0] is not { Urgent: 0, Reference: null })
            return Task.FromResult(0);
        var next = ended.Outcome switch
        {
            Outcome.Delivered or Outcome.TryLater { Sent: not null } => (ended.At + Ladder.Together).ToUnixTimeMilliseconds(),
            Outcome.TryLater { NotBefore: { } asked } => asked.ToUnixTimeMilliseconds(),
            _ => 0,
        };
        return c.ExecuteAsync("update throttle set next_at = @next where person = @Person and channel = @Channel", new { next, ended.Message.Person, ended.Message.Channel }, t);
    }

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset? other) => other is { } at && at > one ? at : one;
}
