using Alerts.Domain;
using Alerts.Domain.Values;
using Alerts.Households;
using Alerts.Standalone;
using Alerts.Standalone.Backtest;

namespace Alerts.Services.Tests;

/// <summary>Cases replayed under one set of settings, and two compared.</summary>
public sealed class BacktestTests
{
    private static readonly RoleDirectory Roles = RoleFile.Read(DemoFiles.Roles);
    private static readonly PatternSet Awaited = new("x", [new NotSeenInTenDays()]);

    // What did not happen

    [Fact]
    public void What_was_late_before_the_next_report_is_found_on_its_day() =>
        Assert.Equal(("2020-03-16", "missed-visit"), Found(Awaited, Late("2020-03-05"), Event("2020-06-01", "routine-contact")));

    [Fact]
    public void What_was_late_after_the_last_report_is_found_up_to_the_day_of_the_incident()
    {
        Assert.Equal(("2020-03-16", "missed-visit"), Found(Awaited, Late("2020-03-05")));
        Assert.Equal("2020-12-31", Found(Awaited, Late("2020-12-20")).At);
        Assert.Empty(Run(Awaited, Late("2020-12-21")).Alerts);
    }

    [Fact]
    public void Summer_time_moves_no_day() => Assert.Equal("2020-07-12", Found(Awaited, Late("2020-07-01")).At);

    [Fact]
    public void What_happened_in_time_is_not_found() => Assert.Empty(Run(Awaited, Late("2020-03-05"), Event("2020-03-15", "home-visit-no-concern")).Alerts);

    [Fact]
    public void What_is_late_counts_for_the_first_actionable_alert()
    {
        var result = Run(Awaited, Late("2020-03-05"));
        Assert.Equal((new DateOnly(2020, 3, 16), new DateOnly(2020, 3, 16)), (result.FirstActionable, result.FirstDatedActionable));
        Assert.Null(Run(Awaited, Late("2020-03-05").Replace("\"day\"", "\"order-only\"", StringComparison.Ordinal)).FirstDatedActionable);
    }

    [Fact]
    public void An_alert_of_which_nothing_stands_any_more_is_kept_without_evidence()
    {
        var result = Run(new("x", [new NotSeenInTenDays(everTaken: true)]), Late("2020-03-05"), Event("2020-06-01", "home-visit-no-concern"));
        var taken = Assert.Single(result.Alerts);
        Assert.Equal((0, 1, true), (taken.Evidence.Count, taken.EverHeld.Count, taken.Alert.EvidenceWithdrawn));
        BacktestOutput.Json(result, TextWriter.Null);
        var said = new StringWriter();
        BacktestOutput.Table(result, Spectre.Console.AnsiConsole.Create(new() { Out = new Spectre.Console.AnsiConsoleOutput(said) }));
        Assert.Contains("taken back", said.ToString(), StringComparison.Ordinal);
    }

    // A pattern that fails

    [Fact]
    public void A_pattern_that_fails_is_said_in_both_forms_and_is_no_success()
    {
        var failed = Run(new("x", [new Failing()]), Late("2020-03-05"));
        var (json, text) = (new StringWriter(), new StringWriter());
        Assert.Equal(1, BacktestOutput.All([failed], json: true, json, Console(text)));
        Assert.StartsWith($$"""{"type":"fault","case":"{{failed.Case.Name}}","pattern":"BAD-1","error":"DivideByZeroException"}""", json.ToString(), StringComparison.Ordinal);
        Assert.Equal(1, BacktestOutput.All([failed], json: false, json, Console(text)));
        Assert.Contains("BAD-1 failed 1 times (DivideByZeroException)", text.ToString(), StringComparison.Ordinal);
        Assert.Equal(0, BacktestOutput.All([Run(Awaited, Late("2020-03-05"))], json: true, TextWriter.Null, Console(text)));
    }

    private static Spectre.Console.IAnsiConsole Console(TextWriter to)
    {
        var console = Spectre.Console.AnsiConsole.Create(new() { Out = new Spectre.Console.AnsiConsoleOutput(to) });
        console.Profile.Width = 200;
        return console;
    }

    internal sealed class Failing() : Pattern("BAD-1", 1, "Failing", "none", Raises.Cumulatively, [Domain.Kinds.MissedVisit, Domain.Kinds.EdAttendanceInjury], ["FD"])
    {
        public override IEnumerable<Finding> Find(History history, Period around) => throw new DivideByZeroException();
    }

    // Published cases

    [Fact]
    public void Fifteen_of_seventeen_published_cases_have_an_alert_of_the_same_day_a_month_before_and_the_dispute_over_an_illness_has_none()
    {
        var results = Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "cases"), "*.ndjson").Order(StringComparer.Ordinal)
            .Select(f => new Backtest(Roles).Run(CaseFile.Read(f), false)).ToList();
        Assert.Empty(results.SelectMany(r => r.Faults));
        var judged = results.Where(r => r.Replayed >= 5 && !r.Case.Name.StartsWith("28-", StringComparison.Ordinal)).ToList();
        Assert.Equal(17, judged.Count);
        var early = judged.Count(r => r.FirstActionable is { } first && r.Case.IncidentAt.DayNumber - first.DayNumber >= 30);
        Assert.True(early >= 15, $"{early} of {judged.Count}");
        Assert.Empty(results.Single(r => r.Case.Name.StartsWith("28-", StringComparison.Ordinal)).Alerts);
    }

    // Two settings

    private static readonly string[] Ingestions = [Event("2019-01-01", "medication-ingestion"), Event("2019-07-01", "medication-ingestion"), Event("2020-03-01", "medication-ingestion")];

    [Fact]
    public void The_same_settings_make_no_difference()
    {
        var same = Compared(PatternSet.Published, PatternSet.Everything, Ingestions);
        Assert.Equal((0, 4), (same.Differences.Count(d => d.Pattern.StartsWith("ING-", StringComparison.Ordinal)), same.First.Alerts.Count(a => a.Alert.Pattern.StartsWith("ING-", StringComparison.Ordinal))));
    }

    [Fact]
    public void An_alert_that_only_one_raises_is_gained_or_lost_with_all_its_reports()
    {
        var (all, few) = (Only(), Only(window: 30));
        var lost = Assert.Single(Compared(all, few, Ingestions).Differences);
        Assert.Equal(("lost", "ING-2", 3, true), (lost.Change, lost.Pattern, lost.Because.Count, lost.Second is null));
        var gained = Assert.Single(Compared(few, all, Ingestions).Differences);
        Assert.Equal(("gained", 3, true), (gained.Change, gained.Because.Count, gained.First is null));
    }

    [Fact]
    public void An_alert_that_comes_later_is_moved_by_the_reports_that_it_waited_for()
    {
        var comparison = Compared(Only(), Only(window: 730, incidents: 3), Ingestions);
        var moved = Assert.Single(comparison.Differences);
        Assert.Equal(("moved", "later", 0), (moved.Change, string.Join(' ', moved.How), comparison.Alike));
        Assert.Equal("2020-03-01", Assert.Single(moved.Because).Report.Occurred.Day.ToString("yyyy-MM-dd"));
        Assert.Equal("earlier", string.Join(' ', Assert.Single(Compared(Only(window: 730, incidents: 3), Only(), Ingestions).Differences).How));
    }

    [Fact]
    public void An_alert_that_is_as_early_and_graver_is_moved_by_the_report_that_reached_it()
    {
        var moved = Assert.Single(Compared(Only(), Only(severity: Severity.S1), Ingestions).Differences);
        Assert.Equal("graver", string.Join(' ', moved.How));
        Assert.Equal("2019-07-01", Assert.Single(moved.Because).Report.Occurred.Day.ToString("yyyy-MM-dd"));
    }

    [Fact]
    public void For_programs_the_differences_come_before_the_summary_of_the_first()
    {
        var written = new StringWriter();
        ComparisonOutput.Json(Compared(Only(), Only(window: 30), Ingestions), written);
        var lines = written.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(2, lines.Length);
        Assert.StartsWith("""{"type":"difference","case":""", lines[0], StringComparison.Ordinal);
        Assert.Contains("\"change\":\"lost\"", lines[0], StringComparison.Ordinal);
        Assert.StartsWith("""{"type":"case","case":""", lines[1], StringComparison.Ordinal);
        Assert.Contains("\"alerts\":1,", lines[1], StringComparison.Ordinal);
    }

    private static PatternSet Only(int window = 365, int incidents = 2, Severity severity = Severity.S2) =>
        new("x", [new RepeatIngestion().With(new(null, null, new Dictionary<string, int> { ["window"] = window, ["incidents"] = incidents }, new Dictionary<string, Severity> { ["severity"] = severity }))]);

    private static Comparison Compared(PatternSet first, PatternSet second, params string[] events) =>
        OnCase(events, file => Comparison.Of(new Backtest(Roles, first).Run(file, false), new Backtest(Roles, second).Run(file, false)));

    private static (string At, string Because) Found(PatternSet patterns, params string[] events) =>
        Assert.Single(Run(patterns, events).Alerts) is var alert ? (alert.RaisedAt.ToString("yyyy-MM-dd"), Assert.Single(alert.Evidence).Event.Kind) : default;

    private static CaseResult Run(PatternSet patterns, params string[] events) => OnCase(events, file => new Backtest(Roles, patterns).Run(file, false));

    private static T OnCase<T>(string[] events, Func<CaseFile, T> look)
    {
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllLines(path, events.Prepend("""{"case":"x","source":"invented","incident":{"date":"2020-12-31","what":"none"},"household":[{"ref":"child","role":"child"},{"ref":"mother","role":"mother"}]}"""));
            return look(CaseFile.Read(path));
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static string Late(string day) => Event(day, "missed-visit");

    private static string Event(string day, string kind) =>
        $$"""{"at":"{{day}}","precision":"day","agency":"health-visiting","kind":"{{kind}}","subject":"child","source":"invented"}""";

    /// <summary>After a missed visit somebody sees the child within ten days; where it is so told, being seen ever takes the alert back.</summary>
    private sealed class NotSeenInTenDays(bool everTaken = false)
        : AbsencePattern("TST-1", 1, "Not seen", "none", Raises.Cumulatively, ["missed-visit"], ["FD"])
    {
        public override int Reach => 10;
        public override IReadOnlyList<string> Context => ["home-visit-no-concern"];

        public override IEnumerable<Expected> Missing(History history, Period around) =>
            from missed in history.Near(this, around)
            let late = missed.Occurred.Day.AddDays(11)
            where history.Between(Context, missed.Occurred.Day, everTaken ? DateOnly.MaxValue : late.AddDays(-1)).Count == 0
            select new Expected(late, new(null, Severity.S2, [missed], "Not seen."));
    }
}
