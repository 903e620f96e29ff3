using System.Diagnostics;
using System.Threading.Channels;
using Alerts.Domain;
using Dapper;

namespace Alerts.Households.Journal;

/// <summary>How an append ended.</summary>
public enum Appended
{
    /// <summary>In the journal, with its ledger row marked.</summary>
    Committed,

    /// <summary>Another owner has written since; read the household again and decide again.</summary>
    Stale,

    /// <summary>The ledger row was journalled before, or belongs to another household: nothing may be written for it.</summary>
    NotOurs,
}

/// <summary>What one turn of one household wants written. <paramref name="State"/> is the household after the events.</summary>
public sealed record Append(Household State, int ExpectedVersion, IReadOnlyList<Event> Events, Guid LedgerId, DateTimeOffset AcceptedAt, string? TraceParent);

/// <summary>
/// Writes whatever is waiting in one transaction: many households' events, list rows, outbox rows and ledger marks, one sync of the disk.
/// A household that is refused drops out of the batch; the others are committed.
/// </summary>
public sealed class JournalWriter(IDatabase database, TimeProvider clock, ILogger<JournalWriter> log) : BackgroundService
{
    private const int MostAtOnce = 256;
    private readonly Channel<Waiting> waiting = System.Threading.Channels.Channel.CreateUnbounded<Waiting>(new() { SingleReader = true });

    private sealed record Waiting(Append Append, TaskCompletionSource<Appended> Answer);

    /// <summary>Raised after every commit that put something into the outbox.</summary>
    public event Action? OutboxFilled;

    /// <summary>Completes when the write is durable or refused; fails when its outcome is that nothing was written.</summary>
    public Task<Appended> Append(Append append)
    {
        var mine = new Waiting(append, new(TaskCreationOptions.RunContinuationsAsynchronously));
        return waiting.Writer.TryWrite(mine) ? mine.Answer.Task : Task.FromException<Appended>(new OperationCanceledException("the journal is closing"));
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var batch = new List<Waiting>();
        try
        {
            while (await waiting.Reader.WaitToReadAsync(stoppingToken))
            {
                batch.Clear();
                while (batch.Count < MostAtOnce && waiting.Reader.TryRead(out var next))
                    batch.Add(next);
                await Commit(batch);
            }
        }
        finally
        {
            waiting.Writer.TryComplete();
            while (waiting.Reader.TryRead(out var left))
                left.Answer.TrySetCanceled(CancellationToken.None);
        }
    }

    private async Task Commit(List<Waiting> batch)
    {
        var spans = batch.ConvertAll(w => Span(w.Append));
        Activity.Current = spans.Find(s => s is not null);
        var changed = new HashSet<string>();
        try
        {
            var outcomes = await Write(batch, changed);
            for (var i = 0; i < batch.Count; i++)
            {
                spans[i]?.SetTag("alerts.journal.outcome", outcomes[i].ToString());
                spans[i]?.Dispose();
                batch[i].Answer.TrySetResult(outcomes[i]);
            }
        }
        catch (Exception failed) when (failed is not OutOfMemoryException)
        {
            log.LogError("A write of {Count} households to the journal failed: {Error}", batch.Count, failed.GetType().Name);
            foreach (var (w, span) in batch.Zip(spans))
            {
                span?.SetStatus(ActivityStatusCode.Error);
                span?.Dispose();
                w.Answer.TrySetException(new IOException("the journal could not be written"));
            }
            return;
        }
        finally
        {
            Activity.Current = null;
        }
        OutboxFilled?.Invoke();
        SayFaults(batch);
        await Say(changed);
    }

    // A pattern that fails must be seen by operations, not only in the household's history.
    private void SayFaults(List<Waiting> batch)
    {
        foreach (var w in batch)
            foreach (var fault in w.Append.Events.OfType<PatternFaulted>())
            {
                log.LogError("Pattern {Pattern} failed on household {Household} ({Error})", fault.Pattern, w.Append.State.Id, fault.ErrorType);
                Telemetry.PatternFaults.Add(1, new KeyValuePair<string, object?>("pattern", fault.Pattern));
            }
    }

    private static Activity? Span(Append append)
    {
        Activity.Current = null;   // a write without a trace of its own must not fall into its neighbour's
        return Telemetry.Source.StartActivity("Journal", ActivityKind.Internal, Telemetry.Parent(append.TraceParent));
    }

    // Open pages hear of it at once; they look every few seconds in any case, so a failure here loses nothing.
    private async Task Say(HashSet<string> changed)
    {
        try
        {
            foreach (var person in changed)
                await database.Announce(person, CancellationToken.None);
        }
        catch (Exception failed) when (failed is System.Data.Common.DbException or IOException)
        {
            log.LogWarning("Open pages could not be told of a change ({Error})", failed.GetType().Name);
        }
    }

    private async Task<List<Appended>> Write(List<Waiting> batch, HashSet<string> changed)
    {
        var appends = batch.ConvertAll(w => w.Append);
        var hashes = new Dictionary<string, string>();
        try
        {
            return await database.Write((c, t) => new JournalTransaction(c, t, database, clock.GetUtcNow()).Run(appends, hashes, changed), CancellationToken.None);
        }
        catch (CommitUnknownException)
        {
            // It may have been committed: ask for our own last rows by key.
            var stored = await database.Read(async c => (await c.QueryAsync<(string Household, string Hash)>(
                $"select household, hash from journal where hash {database.IsOneOf("@hashes")}", new { hashes = hashes.Values.ToList() })).ToDictionary(r => r.Household, r => r.Hash), CancellationToken.None);
            if (stored.Count == 0)
                throw;
            return appends.ConvertAll(a => stored.ContainsKey(a.State.Id.ToString("N")) ? Appended.Committed : Appended.Stale);
        }
    }
}
