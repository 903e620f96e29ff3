using Alerts.Domain.Values;
using static Alerts.Domain.Tests.A;

namespace Alerts.Domain.Tests;

/// <summary>A pattern that is new to a household looks back once: it says what is recent, passes over what is old, and expects what is still to come.</summary>
public sealed class LookBackTests
{
    /// <summary>Three years after the start, when the pattern is switched on.</summary>
    private const int On = 1_095;

    private static readonly PatternSet Nothing = new(null, [.. Patterns.All.Select(p => p.With(Chosen.Nothing with { On = false }))]);
    private static readonly RoleDirectory Roles = Story.Holders(Story.Roles);
    private readonly Household household = new(Story.HouseholdId);
    private int rounds;

    [Fact]
    public void What_is_recent_is_raised_by_itself_and_because_of_its_own_reports()
    {
        var (first, second) = (Medicine(On - 200), Medicine(On - 20));
        Told(Nothing, first, second, Report("gp", Kinds.RoutineContact, On - 1, Sue));
        var raised = Assert.Single(LooksBack(Only<RepeatIngestion>()).OfType<AlertRaised>());
        Assert.Equal(("ING-2", second.Id), (raised.Pattern, raised.Because));
        Assert.Equal([first.Id, second.Id], raised.Evidence.Select(e => e.Report));
    }

    [Theory]
    [InlineData(365, true), InlineData(366, false)]
    public void What_is_older_than_twelve_months_is_no_news(int daysAgo, bool raised)
    {
        Told(Nothing, Medicine(On - daysAgo - 30), Medicine(On - daysAgo));
        LooksBack(Only<RepeatIngestion>());
        Assert.Equal(raised, household.Alerts.Count == 1);
    }

    [Fact]
    public void What_was_passed_over_is_not_raised_by_a_report_that_has_nothing_to_do_with_it()
    {
        Told(Nothing, Medicine(0), Medicine(20));
        LooksBack(Only<RepeatIngestion>());
        Told(Only<RepeatIngestion>(), Report("gp", Kinds.RoutineContact, On + 9, Child(77)), Report("school", Kinds.RoutineContact, On + 9, Ann.AgeUnknown()));
        Assert.Empty(household.Alerts);
    }

    [Fact]
    public void What_a_late_report_makes_possible_is_news_however_old_it_is()
    {
        Told(Nothing, Medicine(0), Medicine(200), Report("gp", Kinds.RoutineContact, 0, Tom));
        LooksBack(Only<RepeatIngestion>());
        Told(Only<RepeatIngestion>(), Medicine(100));
        Assert.Equal(3, Assert.Single(household.Alerts).Standing.Count);
    }

    [Fact]
    public void A_plan_of_long_ago_counts_beside_a_recent_report_and_raises_nothing_by_itself()
    {
        Told(Nothing, Report("childrens-social-care", Kinds.CpPlanStarted, -2_000, Tom), Report("childrens-social-care", Kinds.CpPlanEnded, -1_800, Tom), Medicine(-1_000), Medicine(On - 10));
        LooksBack(Only<IngestionWithHistory>());
        Assert.Equal(Day(On - 10), household.Live(Assert.Single(household.Alerts).Raised.Because)!.Occurred.Day);
    }

    [Fact]
    public void A_plan_that_is_told_of_late_makes_an_old_report_news()
    {
        Told(Nothing, Medicine(0));
        LooksBack(Only<IngestionWithHistory>());
        Told(Only<IngestionWithHistory>(), Report("childrens-social-care", Kinds.CpPlanStarted, -100, Tom));
        Assert.Single(household.Alerts);
    }

    [Fact]
    public void A_child_who_becomes_known_makes_an_old_report_news()
    {
        Told(Nothing, Report("rspca", Kinds.AnimalConcern, 0));
        LooksBack(Only<AnimalWelfareReport>());
        Assert.Empty(household.Alerts);
        Told(Only<AnimalWelfareReport>(), Report("gp", Kinds.RoutineContact, On + 5, Tom));
        Assert.Single(household.Alerts);
    }

    [Fact]
    public void Graver_numbers_open_no_old_alert_again()
    {
        Told(Only<RepeatIngestion>(), Medicine(0), Medicine(20));
        var graver = With<RepeatIngestion>(new Dictionary<string, int>(), new() { ["severity"] = Severity.S1 });
        Assert.IsType<LookedBack>(Assert.Single(LooksBack(graver)));
        Assert.IsType<ReportRecorded>(Assert.Single(Told(graver, Report("gp", Kinds.RoutineContact, On + 9, Child(77)))));
        Assert.Equal(Severity.S2, Assert.Single(household.Alerts).Severity);
    }

    [Fact]
    public void What_is_still_to_come_has_a_deadline_what_was_late_lately_is_raised_and_what_was_late_long_ago_is_not()
    {
        Told(Nothing, NotSeen(0, Tom), NotSeen(On - 30, Ann), NotSeen(On - 4, Sue));
        LooksBack(Expects());
        Assert.Equal(Ann.NhsNumber, household.Live(Assert.Single(household.Alerts).Raised.Because)!.Subjects[0].NhsNumber);
        Assert.Equal([("TST-9", Day(On + 6))], household.Deadlines);
    }

    [Fact]
    public void A_plan_of_long_ago_that_comes_to_be_late_after_the_look_is_news()
    {
        Told(Nothing, NotSeen(On - 400, Tom));
        LooksBack(Expects(500));
        Assert.Equal([("TST-9", Day(On + 100))], household.Deadlines);
        Assert.Single(Do(Expects(500), new LookAgain(Guid.Empty, UkDay.Start(Day(On + 100)), "TST-9", Day(On + 100))).OfType<AlertRaised>());
    }

    [Fact]
    public void Shortened_numbers_do_not_wait_for_the_old_day()
    {
        Told(Expects(60), NotSeen(On - 30, Tom), NotSeen(On - 4, Sue));
        Assert.Equal([("TST-9", Day(On + 30))], household.Deadlines);
        LooksBack(Expects(10));
        Assert.Single(household.Alerts);
        Assert.Equal([("TST-9", Day(On + 6)), ("TST-9", Day(On + 30))], household.Deadlines.Order());
    }

    [Fact]
    public void A_deadline_that_passed_while_the_pattern_was_off_is_looked_at_when_it_is_on_again()
    {
        Told(Expects(), NotSeen(On - 30, Tom));
        Do(Nothing, new LookAgain(Guid.Empty, UkDay.Start(Day(On - 20)), "TST-9", Day(On - 20)));
        Assert.Empty(household.Alerts);
        LooksBack(Expects());
        Assert.Single(household.Alerts);
    }

    [Fact]
    public void Twice_in_a_round_changes_nothing_and_what_is_off_by_then_is_not_asked()
    {
        Told(Nothing, Medicine(On - 200), Medicine(On - 20));
        var look = new LookBack(Guid.Empty, UkDay.Start(Day(On)), 1, ["ING-2"]);
        Assert.Empty(Assert.IsType<LookedBack>(Assert.Single(Do(Nothing, look))).With);
        Assert.Empty(Do(Only<RepeatIngestion>(), look));
        Assert.Single(Do(Only<RepeatIngestion>(), look with { Round = 2 }).OfType<AlertRaised>());
        Assert.Empty(Do(Only<RepeatIngestion>(), look with { Round = 2 }));
    }

    // Whatever the history: what was found from scratch is either raised or old, and nobody who has nothing to do with it raises it later.
    [Fact]
    public void Over_generated_histories_what_is_recent_stands_and_what_is_old_stays_quiet() => Assert.All(Enumerable.Range(1, 400), seed =>
    {
        var lived = new Household(Story.HouseholdId);
        foreach (var message in new GeneratedHistory(seed).Messages)
            Decide.On(lived, new RecordReport(Guid.Empty, UkDay.Start(Day(-30)), message), Roles, Nothing);
        var on = Day(seed % 5 * 400);
        var look = new LookBack(Guid.Empty, UkDay.Start(on), 1, [.. PatternSet.Everything.InForce.Select(p => p.Id)]);
        Decide.On(lived, look, Roles, PatternSet.Everything);
        Assert.Empty(Decide.On(lived, look, Roles, PatternSet.Everything));
        Assert.Empty(lived.Trouble.OfType<PatternFaulted>());
        foreach (var pattern in PatternSet.Everything.InForce.Where(p => p is not AbsencePattern))
            foreach (var finding in pattern.Find(lived.History, Period.Always))
                Assert.Equal(finding.Evidence.Where(pattern.Reads).Max(r => r.Occurred.Day) >= lived.History.AsOf.AddDays(-365),
                    IsRaised(finding, pattern, lived));
        foreach (var pattern in PatternSet.Everything.InForce.OfType<AbsencePattern>())
            Assert.Equal(pattern.Missing(lived.History, Period.Always).Where(m => m.Late > lived.History.AsOf).Select(m => (DateOnly?)m.Late).Min(),
                lived.Deadlines.Where(d => d.Pattern == pattern.Id).Select(d => (DateOnly?)d.On).Min());
        Assert.Empty(Decide.On(lived, new RecordReport(Guid.Empty, UkDay.Start(on), Report("gp", Kinds.RoutineContact, on, new Subject("parent", Ref: "somebody new"))), Roles, PatternSet.Everything).OfType<AlertRaised>());
    });

    private static bool IsRaised(Finding finding, Pattern pattern, Household lived) =>
        finding.Evidence.All(r => lived.AlertsHolding(pattern.Id, r.Id).Any(a => a.Standing.TryGetValue(r.Id, out var weight) && !finding.Severity.Above(weight)));

    private static Report Medicine(int day) => Report("ed", Kinds.MedicationIngestion, day, Tom);

    private static Report NotSeen(int day, Subject child) => Report("school", Kinds.ChildNotSeen, day, child);

    private static PatternSet Only<T>() => With<T>(new Dictionary<string, int>(), []);

    private static PatternSet With<T>(Dictionary<string, int> numbers, Dictionary<string, Severity> grades) =>
        new("x", [.. Patterns.All.Select(p => p.With(p is T ? new(true, null, numbers, grades) : Chosen.Nothing with { On = false }))]);

    private static PatternSet Expects(int days = 10) => new("x", [new NotSeenFor(days)]);

    private IReadOnlyList<Event> Told(PatternSet patterns, params Report[] reports) =>
        [.. reports.SelectMany(r => Do(patterns, new RecordReport(Guid.Empty, r.ReportedAt > UkDay.Start(household.History.AsOf) ? r.ReportedAt : UkDay.Start(household.History.AsOf), r)))];

    private IReadOnlyList<Event> LooksBack(PatternSet patterns) =>
        Do(patterns, new LookBack(Guid.Empty, UkDay.Start(Day(On)), ++rounds, [.. patterns.InForce.Select(p => p.Id)]));

    private IReadOnlyList<Event> Do(PatternSet patterns, Command command) => Decide.On(household, command, Roles, patterns);

    private sealed class NotSeenFor(int days) : AbsencePattern("TST-9", 1, "Not seen", "none", Raises.AnewForEveryIncident, [Domain.Kinds.ChildNotSeen], ["FD"])
    {
        public override IEnumerable<Expected> Missing(History history, Period around) =>
            history.Near(this, around).Select(r => new Expected(r.Occurred.Day.AddDays(days), new(null, Severity.S2, [r], "Nobody has seen the child.")));
    }
}
