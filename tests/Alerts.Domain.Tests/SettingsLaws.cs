using Alerts.Domain.Values;

namespace Alerts.Domain.Tests;

/// <summary>
/// What must hold for every household whose partnership changes its settings while alerts stand, checked with generated histories: half of each
/// is taken in under the published numbers, the rest under others, which may change again or go back.
/// </summary>
public class SettingsLaws
{
    private const int Histories = 2_000;

    private static readonly RoleDirectory Roles = Story.Holders(Story.Roles);

    [Fact]
    public void A_change_of_settings_lowers_no_alert_and_takes_no_evidence_whose_report_stands_as_it_was()
    {
        var broken = Enumerable.Range(1, Histories).AsParallel().AsOrdered().Select(seed => (Seed: seed, What: Broken(new Run(seed), new GeneratedHistory(seed).Messages))).FirstOrDefault(b => b.What is not null);
        Assert.True(broken.What is null, $"history {broken.Seed}: {broken.What}\n{Readable.Of(new GeneratedHistory(broken.Seed).Messages)}");
    }

    [Fact]
    public void The_generated_settings_reach_alerts_that_stand_and_change_them()
    {
        var (kept, changed) = (0, 0);
        foreach (var seed in Enumerable.Range(1, 300))
        {
            var run = new Run(seed);
            Broken(run, new GeneratedHistory(seed).Messages);
            kept += run.Household.Alerts.Count(a => a.Raised.Settings != run.Patterns.Version);
            changed += run.Household.Alerts.Count(a => a.Notices.Count > 1);
        }
        Assert.True(kept >= 100 && changed >= 100, $"{kept} alerts outlived a change of settings, {changed} were changed");
    }

    private static string? Broken(Run run, IReadOnlyList<Report> messages)
    {
        for (var i = 0; i < messages.Count; i++)
        {
            // The first half as published, then others; now and then the published ones again.
            if (i >= messages.Count / 2 && (i == messages.Count / 2 || run.Random.Next(4) == 0))
                run.Change();
            if (run.Take(messages[i]) is { } what)
                return $"after message {i + 1}, {messages[i].Id}, under {run.Patterns.Version ?? "the published numbers"}: {what}";
        }
        return null;
    }

    private sealed class Run(int seed)
    {
        // By which numbers each piece of evidence was found, as the events say.
        private readonly Dictionary<(string Alert, ReportId Report), string?> foundBy = [];
        private int changes;

        public Random Random { get; } = new(seed);
        public PatternSet Patterns { get; private set; } = PatternSet.Everything;
        public Household Household { get; } = new(Story.HouseholdId);

        public void Change() => Patterns = Random.Next(4) == 0 ? PatternSet.Everything
            : new($"settings {++changes}", [.. Domain.Patterns.All.Select(p => p.With(new(Random.Next(5) != 0, null,
                p.Settings.OfType<Number>().Where(_ => Random.Next(2) == 0).ToDictionary(n => n.Name, Other),
                p.Settings.OfType<Grade>().Where(_ => Random.Next(2) == 0).ToDictionary(g => g.Name, _ => (Severity)Random.Next(1, 5)))))]);

        /// <summary>Null where the message changed what stands as it may; otherwise what it did that it must not.</summary>
        public string? Take(Report message)
        {
            var before = Household.Alerts.Select(a => (Alert: a, a.Severity, Standing: a.Standing.ToDictionary())).ToList();
            var live = before.SelectMany(b => b.Standing.Keys).Distinct().ToDictionary(r => r, Household.Live);
            var events = Decide.On(Household, new RecordReport(Guid.Empty, message.ReportedAt, message), Roles, Patterns);
            foreach (var e in events)
                Keep(e, before.ToDictionary(b => b.Alert.Id, b => b.Standing));
            return events.OfType<PatternFaulted>().Select(f => $"{f.Pattern} failed with {f.ErrorType}").FirstOrDefault()
                ?? events.OfType<AlertRaised>().Where(r => r.Settings != Patterns.Version).Select(r => $"{r.Pattern} was raised under {r.Settings}").FirstOrDefault()
                ?? before.Select(b => Wrong(b.Alert, b.Severity, b.Standing, live)).FirstOrDefault(w => w is not null);
        }

        private void Keep(Event e, Dictionary<string, Dictionary<ReportId, Severity>> stood)
        {
            var (alert, evidence, measure) = e switch
            {
                AlertRaised r => (r.Alert, r.Evidence, r.Measure),
                EvidenceJoined j => (j.Alert, j.Evidence, j.Measure),
                AlertReopened o => (o.Alert, o.Evidence, o.Measure),
                _ => ("", [], null),
            };
            foreach (var found in evidence.Where(f => !(stood.GetValueOrDefault(alert)?.TryGetValue(f.Report, out var s) is true && s.Above(f.Severity))))
                foundBy[(alert, found.Report)] = measure;
        }

        private string? Wrong(Alert alert, Severity severity, Dictionary<ReportId, Severity> stood, Dictionary<ReportId, Report?> live)
        {
            var mayChange = false;
            foreach (var (report, weight) in stood)
            {
                var now = alert.Standing.TryGetValue(report, out var s) ? (Severity?)s : null;
                var itself = !ReferenceEquals(live[report], Household.Live(report));
                var (asked, sameNumbers) = (Patterns.Find(alert.Pattern) is not null, Patterns.Find(alert.Pattern)?.Measure == foundBy[(alert.Id, report)]);
                mayChange |= itself || asked && sameNumbers;
                if (Household.Live(report) is null && now is not null)
                    return $"{alert.Pattern} still rests on {report}, which was withdrawn";
                if (!itself && !(asked && sameNumbers) && (now is null || weight.Above(now.Value)))
                    return $"{alert.Pattern} lost {report}, or holds it for less ({weight}, then {now})";
            }
            if (severity.Above(alert.Severity) && !mayChange && !alert.EvidenceWithdrawn && stood.Count > 0)
                return $"{alert.Pattern} fell from {severity} to {alert.Severity}";
            return !alert.EvidenceWithdrawn && alert.Standing.Values.Min() != alert.Severity ? $"{alert.Pattern} shows {alert.Severity}, and stands at {alert.Standing.Values.Min()}" : null;
        }

        // The ends of the range, and numbers around the published one.
        private int Other(Number number) => Math.Clamp(Random.Next(6) switch
        {
            0 => number.Least,
            1 => number.Most,
            2 => number.Default * 2,
            3 => number.Default / 2,
            4 => number.Default + 1,
            _ => number.Default - 1,
        }, number.Least, number.Most);
    }
}
