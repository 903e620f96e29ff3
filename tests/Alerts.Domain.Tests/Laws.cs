using System.Text.RegularExpressions;
using Alerts.Domain.Values;

namespace Alerts.Domain.Tests;

/// <summary>
/// What must hold for every household, checked with generated histories. Seeds run from 1, so a failure is found again by running again;
/// a failing history is cut down to the messages that it needs before it is shown.
/// </summary>
public class Laws
{
    private const int Histories = 2_000;

    private static readonly RoleDirectory Roles = Story.Holders(Story.Roles);

    [Fact]
    public void Any_order_of_arrival_ends_in_the_same_live_reports_and_the_same_standing_findings() => ForAll((messages, random) =>
    {
        var first = Taken(messages);
        foreach (var order in new[] { [.. messages.Reverse()], GeneratedHistory.Shuffled(messages, random), GeneratedHistory.Shuffled(messages, random) })
        {
            var other = Taken(order);
            Same(Readable.LiveReports(first), Readable.LiveReports(other), $"live reports and people, had they come in the order {string.Join(' ', order.Select(m => m.Id))}");
            Same(Lines(Standing.Of(first, Patterns.All)), Lines(Standing.Of(other, Patterns.All)), $"standing findings, had they come in the order {string.Join(' ', order.Select(m => m.Id))}");
        }
    });

    [Fact]
    public void After_every_message_there_stands_exactly_what_the_patterns_find_from_scratch() => ForAll((messages, random) =>
    {
        var household = new Household(Story.HouseholdId);
        foreach (var message in messages)
        {
            Take(household, message);
            StandsAsFromScratch(household, message);
        }
    });

    [Fact]
    public void Decisions_in_between_drop_no_evidence_and_close_nothing_that_nobody_decided() => ForAll((messages, random) =>
    {
        var household = new Household(Story.HouseholdId);
        foreach (var message in messages)
        {
            var before = household.Alerts.ToDictionary(a => a.Id, a => (a.IsOpen, Evidence: a.Evidence.ToList()));
            Take(household, message);
            StandsAsFromScratch(household, message);
            foreach (var (id, was) in before)
            {
                Assert.Empty(was.Evidence.Except(household.Alert(id)!.Evidence));
                Assert.True(!was.IsOpen || household.Alert(id)!.IsOpen, $"{id} was closed by {message.Id}");
            }
            foreach (var alert in household.Alerts.Where(a => a.IsOpen && random.Next(2) == 0).ToList())
                Assert.Single(Decide.On(household, Answer(alert), Roles));
        }
    });

    [Fact]
    public void The_severity_shown_is_the_gravest_of_what_stands() => ForAll((messages, random) =>
    {
        var household = new Household(Story.HouseholdId);
        foreach (var message in messages)
        {
            Take(household, message);
            foreach (var alert in household.Alerts.Where(a => !a.EvidenceWithdrawn))
                Same($"{alert.Standing.Values.Min()}", $"{alert.Severity}", $"severity of {alert.Pattern} after {message.Id}");
        }
    });

    [Fact]
    public void Replaying_the_journal_as_it_is_written_down_gives_the_same_household() => ForAll((messages, random) =>
    {
        var household = new Household(Story.HouseholdId);
        var journal = new List<string>();
        foreach (var message in messages)
        {
            journal.AddRange(Take(household, message).Select(DomainJson.Write));
            if (household.Alerts.FirstOrDefault(a => a.IsOpen) is { } open && random.Next(4) == 0)
                journal.AddRange(Decide.On(household, Answer(open), Roles).Select(DomainJson.Write));
        }
        var replayed = Household.Fold(household.Id, journal.Select(DomainJson.Read));
        Same(Readable.Everything(household), Readable.Everything(replayed), "replayed state");
    });

    [Fact]
    public void Twice_changes_nothing() => ForAll((messages, random) =>
    {
        var household = new Household(Story.HouseholdId);
        foreach (var message in messages)
        {
            Take(household, message);
            Assert.Empty(Take(household, message));
        }
        var before = Readable.Everything(household);
        foreach (var message in GeneratedHistory.Shuffled(messages, random))
            Assert.Empty(Take(household, message));
        Same(before, Readable.Everything(household), "state after everything came again");
    });

    // Who is told may differ: a service that offers help is attached to the household from then on. A pattern that a review or the catalogue allows some
    // needs is left out for those kinds alone.
    [Fact]
    public void Asking_for_help_being_poor_or_being_ill_never_changes_a_risk_alert() => ForAll((messages, random) =>
        Unchanged(messages, random, Needs, a => !VocabularyTests.MayRead.ContainsKey(a.Pattern)));

    public static TheoryData<string> ReadersOfNeeds => [.. VocabularyTests.MayRead.Keys];

    [Theory, MemberData(nameof(ReadersOfNeeds))]
    public void A_need_that_no_review_lets_it_read_changes_nothing_of_a_pattern_that_reads_others(string pattern) => ForAll((messages, random) =>
        Unchanged(messages, random, Needs.Except(VocabularyTests.MayRead[pattern]), a => a.Pattern == pattern));

    private static IEnumerable<string> Needs => Kinds.All.Where(k => k.Stance == Stance.Need).Select(k => k.Name);

    [Fact]
    public void No_risk_pattern_reads_a_support_pattern_or_its_kinds()
    {
        var support = Patterns.All.Where(p => p.Class == PatternClass.Support).ToList();
        Assert.NotEmpty(support);
        foreach (var risk in Patterns.All.Where(p => p.Class == PatternClass.Risk))
        {
            var source = File.ReadAllText(Path.Combine(Sources, $"{risk.GetType().Name}.cs"));
            Assert.DoesNotContain(support, s => Regex.IsMatch(source, $@"\b{s.GetType().Name}\b"));
        }
    }

    [Fact]
    public void With_and_without_support_patterns_the_risk_alerts_are_the_same() => ForAll((messages, random) =>
    {
        var riskAlone = new PatternSet(null, [.. PatternSet.Everything.InForce.Where(p => p.Class == PatternClass.Risk)]);
        var (all, alone) = (new Household(Story.HouseholdId), new Household(Story.HouseholdId));
        foreach (var message in messages)
        {
            Take(all, message);
            Decide.On(alone, new RecordReport(Guid.Empty, message.ReportedAt, message), Roles, riskAlone);
        }
        Same(Risks(alone, _ => true), Risks(all, _ => true), "risk alerts, had nobody offered help");
    });

    // What the sender says beyond the vocabulary is kept and never read.
    [Fact]
    public void What_a_sender_says_of_ethnicity_changes_nothing() => ForAll((messages, random) =>
    {
        var (plain, said) = (new Household(Story.HouseholdId), new Household(Story.HouseholdId));
        foreach (var message in messages)
        {
            Take(plain, message);
            Take(said, message.Saying("ethnicity", $"{random.Next(9)}").Saying("religion", "x"));
        }
        Same(Risks(plain, _ => true), Risks(said, _ => true), "risk alerts, had nobody said so");
    });

    [Fact]
    public void Deadlines_met_on_the_way_end_in_what_is_found_from_scratch() => ForAll((messages, random) =>
    {
        var running = new RunningHousehold(random, Roles, readOnceIn: 4);
        var clock = UkDay.Start(A.Day(-30));
        foreach (var message in messages)
        {
            running.Take(new RecordReport(Guid.Empty, clock, message), PatternSet.Everything);
            clock = UkDay.Start(UkDay.Of(clock).AddDays(random.Next(4) * random.Next(120)));
            LookAgain(running, clock);
            StandsAsFromScratch(running.Household, message);
        }
        LookAgain(running, UkDay.Start(A.Day(9_000)));
        running.Take(new RecordReport(Guid.Empty, UkDay.Start(A.Day(9_000)), A.Report("other", "routine-contact", 9_000)), PatternSet.Everything);
        StandsAsFromScratch(running.Household, null);
    });

    // Most reports come on the day of what they tell, and much that stands is then not weighed again. Now and then one comes days later, and the days may lie close together.
    [Fact]
    public void What_is_told_as_it_happens_ends_in_what_is_found_from_scratch() => ForAll((messages, random) =>
    {
        var running = new RunningHousehold(random, Roles, readOnceIn: 4);
        var household = running.Household;
        var (clock, closeness) = (UkDay.Start(A.Day(-30)), random.Next(3) switch { 0 => 1, 1 => 5, _ => 25 });
        foreach (var message in messages.Select(m => m with { Occurred = new(A.Day((m.Occurred.Day.DayNumber - A.Start.DayNumber) / closeness), Precision.Day) }).OrderBy(m => m.Occurred.Day))
        {
            var told = UkDay.Start(message.Occurred.Day.AddDays(random.Next(4) == 0 ? random.Next(10) : 0));
            clock = told > clock ? told : clock;
            LookAgain(running, clock);
            running.Take(new RecordReport(Guid.Empty, clock, message), PatternSet.Everything);
            StandsAsFromScratch(household, message);
            if (household.Alerts.LastOrDefault(a => a.IsOpen) is { } open && random.Next(4) == 0)
                Assert.NotEmpty(running.Take(Answer(open) with { At = clock }, PatternSet.Everything));
        }
    });

    private static void LookAgain(RunningHousehold running, DateTimeOffset until)
    {
        while (running.Household.Deadlines.Where(d => UkDay.Start(d.On) <= until).OrderBy(d => d.On).ThenBy(d => d.Pattern, StringComparer.Ordinal).ToList() is [var (pattern, on), ..])
            Assert.NotEmpty(running.Take(new LookAgain(Guid.Empty, UkDay.Start(on), pattern, on), PatternSet.Everything));
    }

    private static void Unchanged(IReadOnlyList<Report> messages, Random random, IEnumerable<string> needs, Func<Alert, bool> which)
    {
        var kinds = needs.ToList();
        var (plain, withNeeds) = (new Household(Story.HouseholdId), new Household(Story.HouseholdId));
        Take(plain, A.Report("gp", "routine-contact", 0, Mother));
        Take(withNeeds, A.Report("gp", "routine-contact", 0, Mother));
        for (var i = 0; i < messages.Count; i++)
        {
            Take(plain, messages[i]);
            Take(withNeeds, messages[i]);
            Take(withNeeds, Need(i, messages[i], kinds[random.Next(kinds.Count)], random));
        }
        Same(Risks(plain, which), Risks(withNeeds, which), "risk alerts, had the family never asked for help");
    }

    [Fact]
    public void The_generated_histories_reach_every_pattern_and_every_way_in_which_an_alert_changes()
    {
        var events = Enumerable.Range(1, 100 * Patterns.All.Count).SelectMany(seed => new GeneratedHistory(seed).Messages.Aggregate((Household: new Household(Story.HouseholdId), All: new List<Event>()), (so, message) =>
        {
            so.All.AddRange(Take(so.Household, message));
            if (so.Household.Alerts.LastOrDefault(a => a.IsOpen) is { } open && message.Id.MessageId[^1] % 3 == 0)
                so.All.AddRange(Decide.On(so.Household, Answer(open), Roles));
            return so;
        }).All).ToList();
        var raised = events.OfType<AlertRaised>().CountBy(r => r.Pattern).ToDictionary();
        Same("", Lines(Patterns.All.Where(p => raised.GetValueOrDefault(p.Id) < 10).Select(p => $"{p} {raised.GetValueOrDefault(p.Id)}")), "patterns that are raised fewer than 10 times");
        Assert.All(new[] { typeof(EvidenceJoined), typeof(AlertReopened), typeof(EvidenceReassessed) }, type => Assert.True(events.Count(e => e.GetType() == type) >= 50, $"{type.Name} hardly ever happens"));
    }

    private static string Sources
    {
        get
        {
            var folder = new DirectoryInfo(AppContext.BaseDirectory);
            while (!File.Exists(Path.Combine(folder.FullName, "Alerts.sln")))
                folder = folder.Parent ?? throw new InvalidOperationException("no Alerts.sln above the tests");
            return Path.Combine(folder.FullName, "shared", "Alerts.Domain", "Patterns");
        }
    }

    private static string Risks(Household household, Func<Alert, bool> which) =>
        Lines(household.Alerts.Where(a => a.Class == PatternClass.Risk && which(a)).OrderBy(a => a.Id, StringComparer.Ordinal).Select(Readable.WhatItSays));

    private static readonly Subject Mother = new("parent", NhsNumber: NhsNumber.Fictitious(900));

    // It names nobody, or a parent who is known: a person whom nobody knew may rightly change what a pattern finds.
    private static Report Need(int number, Report near, string kind, Random random)
    {
        var sender = random.Next(3) switch { 0 => "voluntary-sector", 1 => "gp", _ => near.Id.Sender };
        return near with
        {
            Id = new(sender, $"need{number:D2}"),
            Agency = sender,
            Kind = kind,
            Subjects = random.Next(2) == 0 ? [] : [Mother],
            Withdraws = null,
            Corrects = null,
        };
    }

    private static DecideAlert Answer(Alert alert) =>
        new(Guid.Empty, new(2026, 1, 2, 0, 0, 0, TimeSpan.Zero), alert.Id, alert.Revision, alert.WaitsFor.Id, Decisions.ActNow, "Joint visit.");

    private static Household Taken(IEnumerable<Report> messages)
    {
        var household = new Household(Story.HouseholdId);
        foreach (var message in messages)
            Take(household, message);
        StandsAsFromScratch(household, null);
        return household;
    }

    private static IReadOnlyList<Event> Take(Household household, Report message)
    {
        var events = Decide.On(household, new RecordReport(Guid.Empty, message.ReportedAt, message), Roles, PatternSet.Everything);
        Same("", Lines(events.Where(e => e is PatternFaulted or RoleNotHeld).Select(DomainJson.Write)), $"faults, and roles found empty, after {message.Id}");
        return events;
    }

    private static void StandsAsFromScratch(Household household, Report? after) =>
        Same(Lines(Standing.FromScratch(household, Patterns.All)), Lines(Standing.Of(household, Patterns.All)), $"found from scratch, then standing, after {after?.Id}");

    private static string Lines(IEnumerable<string> lines) => string.Join('\n', lines);

    private static void Same(string expected, string actual, string what) =>
        Assert.True(expected == actual, $"{what}:\n{expected}\n-- but --\n{actual}");

    private static void ForAll(Action<IReadOnlyList<Report>, Random> law) => Law.ForAll(Histories, seed => new GeneratedHistory(seed).Messages, law);
}
