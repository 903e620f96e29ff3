using System.Collections.Concurrent;
using Alerts.Domain;
using Alerts.Households.Journal;
using Alerts.Households.People;

namespace Alerts.Households.Actors;

/// <summary>
/// The runtime seam: hand a command to a household, and be answered once what follows from it is durable. In-process actors implement it;
/// the partitioned queues carry a command to the process whose actors own the household.
/// </summary>
public interface IHouseholds
{
    /// <exception cref="IOException">Nothing was written; the command can be handed in again.</exception>
    /// <exception cref="TimeoutException">The turn took too long; whether it was written is not known, or it was not begun.</exception>
    /// <exception cref="OperationCanceledException">Whoever handed it in waits no more: the same.</exception>
    Task<IReadOnlyList<Event>> Hand(Guid household, Command command, CancellationToken ct);
}

/// <summary>One actor a household, made when it is needed and ended when it has been idle.</summary>
public sealed class InProcessHouseholds(IDatabase database, JournalWriter journal, PeopleDirectory directory, PatternSet patterns, TimeProvider clock) : IHouseholds
{
    /// <summary>How long an actor without work keeps its household in memory.</summary>
    private static readonly TimeSpan IdleAfter = TimeSpan.FromMinutes(2);

    private static readonly TimeSpan LongestTurn = TimeSpan.FromSeconds(30);
    private readonly ConcurrentDictionary<Guid, HouseholdActor> actors = new();

    /// <summary>Households in memory now.</summary>
    public int Awake => actors.Count;

    public async Task<IReadOnlyList<Event>> Hand(Guid household, Command command, CancellationToken ct)
    {
        while (true)
        {
            var actor = actors.GetOrAdd(household, id => new(id, database, journal, directory, patterns, IdleAfter, clock, ended => actors.TryRemove(new(id, ended))));
            if (actor.TryTake(command, out var answer))
                try
                {
                    return await answer.Task.WaitAsync(LongestTurn, clock, ct);
                }
                finally
                {
                    answer.TrySetCanceled(CancellationToken.None);   // or a slow journal would have ever more of the same to do
                }
            // It has ended. Whoever sees it takes it away: where it ended before it was added, nobody else would.
            actors.TryRemove(new(household, actor));
        }
    }
}
