using Alerts.Domain.Values;

namespace Alerts.Domain.Tests;

/// <summary>What one pattern's fault, and one withdrawn report, may and may not do, checked with generated histories.</summary>
public class FaultLaws
{
    private const int Histories = 2_000;

    private static readonly RoleDirectory Roles = Story.Holders(Story.Roles);

    [Fact]
    public void A_pattern_that_fails_at_random_changes_nothing_that_any_other_finds()
    {
        var failed = 0;
        var broken = Enumerable.Range(1, Histories).AsParallel().AsOrdered().Select(seed =>
        {
            var random = new Random(seed);
            bool Fails() => random.Next(3) == 0;
            var all = PatternSet.Everything.InForce;
            var place = random.Next(all.Count + 1);
            var with = new PatternSet(null, [.. all.Take(place), seed % 2 == 0 ? new Faulty(Fails) : new FaultyAbsence(Fails), .. all.Skip(place)]);
            var (one, other) = (new Household(Story.HouseholdId), new Household(Story.HouseholdId));
            foreach (var message in new GeneratedHistory(seed).Messages)
            {
                try
                {
                    Interlocked.Add(ref failed, Decide.On(one, new RecordReport(Guid.Empty, message.ReportedAt, message), Roles, with).Count(e => e is PatternFaulted));
                }
                catch (DivideByZeroException fault)
                {
                    return $"history {seed}: the fault stopped everything at {message.Id}: {fault}";
                }
                Decide.On(other, new RecordReport(Guid.Empty, message.ReportedAt, message), Roles, PatternSet.Everything);
            }
            return Said(one) == Said(other) && Readable.LiveReports(one) == Readable.LiveReports(other) ? null : $"history {seed}:\n{Said(other)}\n-- but beside a pattern that fails --\n{Said(one)}";
        }).FirstOrDefault(b => b is not null);
        Assert.True(broken is null, broken);
        Assert.True(failed > Histories, $"it failed {failed} times only");
    }

    [Fact]
    public void A_withdrawal_flags_the_alerts_that_held_the_report_and_those_alone_whose_findings_it_changes()
    {
        var held = 0;
        var broken = Enumerable.Range(1, Histories).AsParallel().AsOrdered().Select(seed =>
        {
            var household = new Household(Story.HouseholdId);
            foreach (var message in new GeneratedHistory(seed).Messages)
            {
                var stood = household.Alerts.ToDictionary(a => a.Id, a => (Alert: a, Standing: a.Standing.ToDictionary()));
                var events = Decide.On(household, new RecordReport(Guid.Empty, message.ReportedAt, message), Roles, PatternSet.Everything);
                if (message.Withdraws is null)
                    continue;
                var withdrawn = new ReportId(message.Id.Sender, message.Withdraws);
                var flagged = events.OfType<EvidenceReassessed>().Select(e => e.Alert).Order(StringComparer.Ordinal).ToList();
                var scratch = Standing.FromScratch(household, Patterns.All).ToHashSet();
                var expected = stood.Values.Where(s => s.Standing.Any(e => !Enum.GetValues<Severity>().Any(found => found.AtLeast(e.Value) && scratch.Contains(Standing.Line(household, s.Alert, e.Key, found))))).Select(s => s.Alert.Id).Order(StringComparer.Ordinal).ToList();
                var holding = stood.Values.Where(s => household.Live(withdrawn) is null && s.Standing.ContainsKey(withdrawn)).Select(s => s.Alert.Id).ToList();
                Interlocked.Add(ref held, holding.Count);
                if (holding.Except(flagged).Any() || !flagged.SequenceEqual(expected) || holding.Any(a => household.Alert(a)!.Standing.ContainsKey(withdrawn)))
                    return $"history {seed}, {message.Id} withdraws {withdrawn}: held by {string.Join(' ', holding)}; flagged {string.Join(' ', flagged)}; what they stood on has changed for {string.Join(' ', expected)}";
            }
            return null;
        }).FirstOrDefault(b => b is not null);
        Assert.True(broken is null, broken);
        Assert.True(held > 200, $"only {held} alerts ever held a report that was withdrawn");
    }

    private static string Said(Household household) =>
        string.Join('\n', household.Alerts.Where(a => a.Pattern != "BAD-1").OrderBy(a => a.Id, StringComparer.Ordinal).Select(Readable.WhatItSays));

    // It fails while it says what it reads, where it looks, or half-way through what it finds.
    private sealed class Faulty(Func<bool> fails) : Pattern("BAD-1", 1, "Faulty", "none", Raises.Cumulatively, [.. Domain.Kinds.All.Select(k => k.Name)], ["FD"])
    {
        public override bool ReadsPeople => true;
        public override bool Reads(Report report) => fails() ? throw new DivideByZeroException() : base.Reads(report);
        public override Period Touches(Report own) => fails() ? throw new DivideByZeroException() : base.Touches(own);

        public override IEnumerable<Finding> Find(History history, Period around)
        {
            foreach (var report in history.Near(this, around))
                yield return fails() ? throw new DivideByZeroException() : new(null, Severity.S3, [report], "Something.");
        }
    }

    private sealed class FaultyAbsence(Func<bool> fails) : AbsencePattern("BAD-1", 1, "Faulty", "none", Raises.AnewForEveryIncident, [.. Domain.Kinds.All.Select(k => k.Name)], ["FD"])
    {
        public override bool Reads(Report report) => fails() ? throw new DivideByZeroException() : base.Reads(report);

        public override IEnumerable<Expected> Missing(History history, Period around)
        {
            foreach (var report in history.Near(this, around))
                yield return fails() ? throw new DivideByZeroException() : new(report.Occurred.Day.AddDays(10), new(null, Severity.S3, [report], "Nothing."));
        }
    }
}
