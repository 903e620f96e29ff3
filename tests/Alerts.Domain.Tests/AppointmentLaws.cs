using Alerts.Domain.Values;

namespace Alerts.Domain.Tests;

/// <summary>
/// A household with very many appointments does not read all of them again with each report: it counts them as they come, and remembers what stands
/// already. What must hold all the same, checked with generated histories.
/// </summary>
public class AppointmentLaws
{
    private const int Histories = 300;

    private static readonly RoleDirectory Roles = Story.Holders(Story.Roles);

    private static readonly IReadOnlyList<Pattern> OfAppointments = [.. Patterns.All.Where(p => p.Id.StartsWith("WNB-", StringComparison.Ordinal))];

    // As published, and with windows so short that they slide over the appointments; with one number changed; without any.
    private static readonly PatternSet Published = new(null, OfAppointments), Short = Shortened(75), Stricter = Shortened(60), Off = new("off", [.. OfAppointments.Select(p => p.With(new(false, null, Numbers(p, 75), new Dictionary<string, Severity>())))]);

    [Fact]
    public void What_a_household_remembers_of_its_appointments_changes_no_decision() => ForAll((messages, random) =>
    {
        var household = new Household(Story.HouseholdId);
        var journal = new List<Event>();
        var (patterns, at) = (random.Next(3) == 0 ? Published : Short, 0);
        foreach (var message in messages)
        {
            if (random.Next(30) == 0)
                patterns = new[] { Published, Short, Stricter, Off }[random.Next(4)];
            Same(new RecordReport(Guid.Empty, message.ReportedAt, message));
            if (random.Next(40) == 0)
                Same(new LookBack(Guid.Empty, message.ReportedAt.AddDays(random.Next(2) * 400), ++at, [.. OfAppointments.Select(p => p.Id)]));
            if (random.Next(10) == 0 && household.Alerts.LastOrDefault(a => a.IsOpen) is { } open)
                Same(new DecideAlert(Guid.Empty, message.ReportedAt, open.Id, open.Revision, open.WaitsFor.Id, Decisions.ActNow, "Joint visit."));
        }

        void Same(Command command)
        {
            var expected = Decide.On(Household.Fold(household.Id, journal), command, Roles, patterns).Select(Written).ToList();
            var events = Decide.On(household, command, Roles, patterns);
            Assert.Equal(string.Join('\n', expected), string.Join('\n', events.Select(Written)));
            Assert.Empty(events.OfType<PatternFaulted>());
            journal.AddRange(events);
        }
    });

    [Fact]
    public void After_every_appointment_there_stands_exactly_what_is_found_from_scratch() => ForAll((messages, random) =>
    {
        var household = new Household(Story.HouseholdId);
        var patterns = random.Next(3) == 0 ? Published : Short;
        foreach (var message in messages)
        {
            Decide.On(household, new RecordReport(Guid.Empty, message.ReportedAt, message), Roles, patterns);
            StandsAsFromScratch(household, patterns);
        }
    });

    [Fact]
    public void Appointments_in_any_order_end_in_what_is_found_from_scratch() => ForAll((messages, random) =>
    {
        var (household, patterns) = (new Household(Story.HouseholdId), random.Next(3) == 0 ? Published : Short);
        foreach (var message in GeneratedHistory.Shuffled(messages, random))
            Decide.On(household, new RecordReport(Guid.Empty, message.ReportedAt, message), Roles, patterns);
        StandsAsFromScratch(household, patterns);
    });

    private static void StandsAsFromScratch(Household household, PatternSet patterns) =>
        Assert.Equal(string.Join('\n', Standing.FromScratch(household, patterns.InForce)), string.Join('\n', Standing.Of(household, patterns.InForce)));

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

    private static PatternSet Shortened(int share) => new($"short {share}", [.. OfAppointments.Select(p => p.With(new(true, null, Numbers(p, share), new Dictionary<string, Severity>())))]);

    private static Dictionary<string, int> Numbers(Pattern pattern, int share) => pattern.Settings.OfType<Number>()
        .Where(n => n.Name is "share" or "window" or "missedWindow" or "stay").ToDictionary(n => n.Name, n => n.Name switch { "share" => share, "stay" => 3, _ => 25 });

    private static void ForAll(Action<IReadOnlyList<Report>, Random> law) => Law.ForAll(Histories, seed => new DenseAppointments(seed).Messages, law);
}
