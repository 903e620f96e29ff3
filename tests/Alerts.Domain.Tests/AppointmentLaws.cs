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

    // As published, and with windows so short that they slide over the appointments.
    private static readonly PatternSet Published = new(null, OfAppointments), Short = Numbered(0, on: true);

    // Each change of settings is to numbers that were never in force here: what was found under former numbers is weighed anew by chance, when a report comes near it.
    [Fact]
    public void What_a_household_remembers_of_its_appointments_changes_no_decision() => ForAll((messages, random) =>
    {
        var running = new RunningHousehold(random, Roles, readOnceIn: 2);
        var (patterns, changes) = (random.Next(3) == 0 ? Published : Short, 0);
        foreach (var message in messages)
        {
            if (random.Next(25) == 0)
                patterns = Numbered(++changes, on: random.Next(4) != 0);
            running.Take(new RecordReport(Guid.Empty, message.ReportedAt, message), patterns);
            if (random.Next(40) == 0)
                running.Take(new LookBack(Guid.Empty, message.ReportedAt.AddDays(random.Next(2) * 400), running.Version, [.. OfAppointments.Select(p => p.Id)]), patterns);
            if (random.Next(10) == 0 && running.Household.Alerts.LastOrDefault(a => a.IsOpen) is { } open)
                running.Take(new DecideAlert(Guid.Empty, message.ReportedAt, open.Id, open.Revision, open.WaitsFor.Id, Decisions.ActNow, "Joint visit."), patterns);
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

    [Fact]
    public void What_is_missed_years_later_is_another_episode_for_a_household_that_remembers_too()
    {
        Report Told(string kind, int day) => A.Report("gp", kind, day, A.Tom);
        var household = new Household(Story.HouseholdId);
        foreach (var report in (Report[])[.. Days(0, 4).Select(d => Told(Kinds.WasNotBrought, d)), .. Days(40, 60).Select(d => Told(Kinds.AppointmentBrought, d)), .. Days(700, 12).Select(d => Told(Kinds.WasNotBrought, d))])
            Decide.On(household, new RecordReport(Guid.Empty, report.ReportedAt, report), Roles, Published);
        Assert.Equal([1, 2], household.AlertsOf("WNB-1").Select(a => a.Episode));
    }

    private static IEnumerable<int> Days(int first, int count) => Enumerable.Range(0, count).Select(n => first + n * 10);

    private static void StandsAsFromScratch(Household household, PatternSet patterns) =>
        Assert.Equal(Lines(Standing.FromScratch(household, patterns.InForce)), Lines(Standing.Of(household, patterns.InForce)));

    private static string Lines(IEnumerable<string> lines) => string.Join('\n', lines);

    private static PatternSet Numbered(int change, bool on) => new($"change {change}", [.. OfAppointments.Select(p => p.With(new(on, null, Numbers(p, change), new Dictionary<string, Severity>())))]);

    private static Dictionary<string, int> Numbers(Pattern pattern, int change) => pattern.Settings.OfType<Number>().Where(n => n.Name is "share" or "window" or "missedWindow" or "stay")
        .ToDictionary(n => n.Name, n => n.Name switch { "share" => 75 - change % 3 * 10, "stay" => 3, _ => 25 + change });

    private static void ForAll(Action<IReadOnlyList<Report>, Random> law) => Law.ForAll(Histories, seed => new DenseAppointments(seed).Messages, law);
}
