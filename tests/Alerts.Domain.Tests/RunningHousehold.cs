namespace Alerts.Domain.Tests;

/// <summary>A household that runs on beside its journal. Now and then another one is read from the journal, which remembers nothing else, and must decide the same.</summary>
internal sealed class RunningHousehold(Random random, RoleDirectory roles, int readOnceIn)
{
    private readonly List<Event> journal = [];

    public Household Household { get; } = new(Story.HouseholdId);

    /// <summary>The number of events so far.</summary>
    public int Version => journal.Count;

    public IReadOnlyList<Event> Take(Command command, PatternSet patterns)
    {
        var read = random.Next(readOnceIn) == 0 ? Household.Fold(Household.Id, journal) : null;
        var events = Decide.On(Household, command, roles, patterns);
        Assert.Empty(events.OfType<PatternFaulted>());
        journal.AddRange(events);
        if (read is not null)
            Assert.Equal(Lines(Decide.On(read, command, roles, patterns)), Lines(events));
        return events;
    }

    private static string Lines(IEnumerable<Event> events) => string.Join('\n', events.Select(Written));

    // The order in which evidence is written down means nothing.
    private static string Written(Event e) => DomainJson.Write(e switch
    {
        AlertRaised r => r with { Evidence = InOrder(r.Evidence) },
        EvidenceJoined j => j with { Evidence = InOrder(j.Evidence) },
        AlertReopened o => o with { Evidence = InOrder(o.Evidence) },
        EvidenceReassessed w => w with { Lost = [.. w.Lost.Order()], Changed = InOrder(w.Changed) },
        _ => e,
    });

    private static IReadOnlyList<Evidence> InOrder(IReadOnlyList<Evidence> evidence) => [.. evidence.OrderBy(e => e.Report)];
}
