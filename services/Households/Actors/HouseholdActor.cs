using System.Diagnostics;
using System.Threading.Channels;
using Alerts.Domain;
using Alerts.Households.Journal;
using Alerts.Households.People;

namespace Alerts.Households.Actors;

/// <summary>
/// The only writer of one household's history: recover, decide, persist, answer, one command at a time. It knows nothing of safeguarding.
/// A failed write throws its state away; the next command reads the journal again.
/// </summary>
internal sealed class HouseholdActor
{
    /// <summary>A refusal means that another owner has written; so many with nothing new to read mean that the head and the events do not agree.</summary>
    private const int MostReloadsInVain = 3;

    private readonly Guid id;
    private readonly IDatabase database;
    private readonly JournalWriter journal;
    private readonly PeopleDirectory directory;
    private readonly PatternSet patterns;
    private readonly TimeSpan idleAfter;
    private readonly TimeProvider clock;
    private readonly Action<HouseholdActor> ended;
    private readonly Channel<Mail> mailbox = Channel.CreateUnbounded<Mail>(new() { SingleReader = true });
    private readonly Lock door = new();
    private Household? state;

    private sealed record Mail(Command Command, string? TraceParent, TaskCompletionSource<IReadOnlyList<Event>> Answer);

    public HouseholdActor(Guid id, IDatabase database, JournalWriter journal, PeopleDirectory directory, PatternSet patterns, TimeSpan idleAfter, TimeProvider clock, Action<HouseholdActor> ended)
    {
        (this.id, this.database, this.journal, this.directory, this.patterns, this.idleAfter, this.clock, this.ended) = (id, database, journal, directory, patterns, idleAfter, clock, ended);
        using (ExecutionContext.SuppressFlow())
            _ = Task.Run(Run);
    }

    /// <summary>Takes a command in; false when this actor has ended and another must be asked.</summary>
    /// <param name="answer">Whoever waits no more cancels it: a command that was not begun by then is left, for it comes again.</param>
    public bool TryTake(Command command, out TaskCompletionSource<IReadOnlyList<Event>> answer)
    {
        answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
        var mail = new Mail(command, Activity.Current?.Id, answer);
        lock (door)
            return mailbox.Writer.TryWrite(mail);
    }

    private async Task Run()
    {
        while (await HasMail())
            while (mailbox.Reader.TryRead(out var mail))
                if (!mail.Answer.Task.IsCompleted)
                    await Turn(mail);
        ended(this);
    }

    // False once the actor has been idle and has closed its mailbox, which it does only when that is empty.
    private async Task<bool> HasMail()
    {
        using var idle = new CancellationTokenSource(idleAfter, clock);
        try
        {
            return await mailbox.Reader.WaitToReadAsync(idle.Token);
        }
        catch (OperationCanceledException)
        {
            lock (door)
                return mailbox.Reader.TryPeek(out _) || !mailbox.Writer.TryComplete(); // it cannot count
        }
    }

    private async Task Turn(Mail mail)
    {
        using var span = Telemetry.Source.StartActivity("Household", ActivityKind.Internal, Telemetry.Parent(mail.TraceParent));
        span?.SetTag("alerts.household", id.ToString("N"));
        span?.SetTag("alerts.report", mail.Command.LedgerId.ToString("N"));
        try
        {
            mail.Answer.TrySetResult(await Decided(mail.Command, span));
        }
        catch (Exception failed) when (failed is not OutOfMemoryException)
        {
            state = null;
            span?.SetStatus(ActivityStatusCode.Error);
            mail.Answer.TrySetException(failed is IOException ? failed : new IOException($"a turn of a household failed: {failed.GetType().Name}"));
        }
    }

    private async Task<IReadOnlyList<Event>> Decided(Command command, Activity? span)
    {
        var (inVain, refusedAt) = (0, -1);
        while (inVain < MostReloadsInVain)
        {
            state ??= await Recover();
            var before = state.Version;
            inVain = before == refusedAt ? inVain + 1 : 0;
            refusedAt = before;
            var events = Decide.On(state, command, directory.Current, patterns);
            var outcome = await journal.Append(new(state, before, events, command.LedgerId, command.At, span?.Id ?? Activity.Current?.Id));
            if (outcome == Appended.Committed)
            {
                foreach (var noticed in events.OfType<Noticed>())
                    Tell(noticed, span);
                return events;
            }
            // Another owner wrote, or wrote this very row: what we decided never was.
            state = null;
            if (outcome == Appended.NotOurs)
                return [];
        }
        throw new IOException("the journal refuses every write of this household: its head and its events do not agree");
    }

    private void Tell(Noticed noticed, Activity? span)
    {
        var alert = state!.Alert(noticed.Alert)!;
        span?.AddEvent(new("notice", tags: new() { ["alerts.alert"] = noticed.Alert, ["alerts.pattern"] = alert.Pattern, ["alerts.severity"] = noticed.Severity.ToString() }));
        span?.SetTag("alerts.alert", noticed.Alert);
        Telemetry.Notices.Add(1, new("pattern", alert.Pattern), new("severity", noticed.Severity.ToString()));
    }

    private Task<Household> Recover() => HouseholdReader.Read(database, id, CancellationToken.None);
}
