using Alerts.Domain.Values;
using static Alerts.Domain.Tests.A;

namespace Alerts.Domain.Tests;

/// <summary>What a partnership's settings change, and what they leave as it is.</summary>
public class SettingsTests
{
    private static readonly RoleDirectory Roles = Story.Holders(Story.Roles);
    private static readonly Report First = Medicine(0), Second = Medicine(300), Third = Medicine(340);

    private readonly Household household = new(Story.HouseholdId);

    private static Report Medicine(int day) => Report("ed", Kinds.MedicationIngestion, day, Tom);

    private Alert Ingestions => Assert.Single(household.AlertsOf("ING-2"));

    private static PatternSet As(string? version, bool? on = null, IReadOnlyList<string>? tell = null, int? window = null, int? incidents = null, Severity? severity = null)
    {
        var numbers = new Dictionary<string, int>();
        if (window is { } w)
            numbers["window"] = w;
        if (incidents is { } i)
            numbers["incidents"] = i;
        return new(version, [new RepeatIngestion().With(new(on, tell, numbers, severity is { } s ? new() { ["severity"] = s } : new Dictionary<string, Severity>()))]);
    }

    private List<Event> Told(PatternSet patterns, params Report[] reports) =>
        [.. reports.SelectMany(r => Decide.On(household, new RecordReport(Guid.Empty, new(2024, 1, 1, 9, 0, 0, TimeSpan.Zero), r), Roles, patterns))];

    [Fact]
    public void Every_alert_keeps_the_version_and_the_numbers_under_which_it_was_raised()
    {
        var raised = Assert.Single(Told(As("2026-11 Anytown", window: 320), First, Second).OfType<AlertRaised>());
        Assert.Equal(("2026-11 Anytown", true), (raised.Settings, raised.Measure is not null));
        Told(As("2027-02 Anytown", window: 100), Third);
        Assert.Equal("2026-11 Anytown", Ingestions.Raised.Settings);
    }

    [Fact]
    public void As_published_there_is_no_version_and_no_measure()
    {
        var raised = Assert.Single(Told(PatternSet.Published, First, Second).OfType<AlertRaised>(), r => r.Pattern == "ING-2");
        Assert.Equal((null, null), (raised.Settings, raised.Measure));
        Assert.DoesNotContain("measure", DomainJson.Write(raised), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void Who_is_told_and_whether_it_is_on_is_no_other_measure()
    {
        Assert.Null(As("x", on: true, tell: ["FD"]).InForce[0].Measure);
        Assert.NotEqual(As("x", window: 300).InForce[0].Measure, As("x", window: 301).InForce[0].Measure);
        Assert.NotEqual(As("x", incidents: 3).InForce[0].Measure, As("x", severity: Severity.S3).InForce[0].Measure);
        Assert.Null(As("x", window: 365, incidents: 2, severity: Severity.S2).InForce[0].Measure);
    }

    [Fact]
    public void A_threshold_a_severity_and_the_recipients_are_as_the_partnership_wants_them()
    {
        var changed = As("x", tell: ["PM", "FD"], incidents: 3, severity: Severity.S4);
        Assert.Empty(Told(changed, First, Second).OfType<AlertRaised>());
        var raised = Assert.Single(Told(changed, Third).OfType<AlertRaised>());
        Assert.Equal((Severity.S4, "PM FD"), (raised.Severity, string.Join(' ', raised.Told.Select(t => t.Role))));
    }

    [Fact]
    public void Recipients_that_were_chosen_come_before_those_that_depend_on_what_was_found()
    {
        var chosen = new PatternSet("x", [new SwallowedSomethingHarmful().With(Chosen.Nothing with { Tell = ["PM"] })]);
        Assert.Equal(["PM"], Assert.Single(Told(chosen, First.About(Sue)).OfType<AlertRaised>()).Told.Select(t => t.Role));
    }

    [Fact]
    public void A_changed_setting_lowers_no_standing_alert()
    {
        Told(PatternSet.Published, First, Second);
        foreach (var changed in new[] { As("shorter", window: 100), As("more", incidents: 9), As("milder", severity: Severity.S4) })
            Told(changed, Medicine(700), First.Correction(r => r.On(1)));
        Assert.Equal((Severity.S2, 1), (Ingestions.Severity, Ingestions.Notice));
        Assert.Equal([First.Id, Second.Id], Ingestions.Standing.Keys);
    }

    [Fact]
    public void A_report_that_is_corrected_under_milder_settings_weighs_what_it_weighed()
    {
        Told(PatternSet.Published, First, Second);
        Told(As("milder", severity: Severity.S4), Second.Correction(r => r.On(301)));
        Assert.Equal((Severity.S2, Severity.S2), (Ingestions.Severity, Ingestions.Standing[Second.Id]));
        Assert.Equal([Second.Id], Ingestions.Evidence.Where(Ingestions.IsNew));
    }

    [Fact]
    public void What_joined_under_other_settings_stands_when_the_first_come_back()
    {
        var far = Medicine(700);
        Told(PatternSet.Published, First, Second);
        Told(As("wider", window: 800, severity: Severity.S1), far);
        Assert.Equal(Severity.S1, Ingestions.Severity);
        var mild = Told(PatternSet.Published, Report("gp", "routine-contact", 701, Ann), Medicine(701));
        Assert.Empty(mild.OfType<EvidenceReassessed>());
        Assert.Equal([Severity.S1, Severity.S1, Severity.S1], new[] { First, Second, far }.Select(r => Ingestions.Standing[r.Id]));
    }

    [Fact]
    public void A_setting_that_finds_more_is_told_at_the_next_report_that_has_to_do_with_it()
    {
        Told(PatternSet.Published, First, Medicine(400));
        Assert.Empty(household.AlertsOf("ING-2"));
        Told(As("wider", window: 500), Medicine(401));
        Assert.Equal(3, Ingestions.Standing.Count);
    }

    [Fact]
    public void A_pattern_switched_off_raises_nothing_and_leaves_its_alerts_standing()
    {
        Told(PatternSet.Published, First, Second);
        var off = Told(As("x", on: false), Third, Medicine(341));
        Assert.All(off, e => Assert.IsType<ReportRecorded>(e));
        Assert.Equal([First.Id, Second.Id], Ingestions.Standing.Keys);
        Assert.True(Ingestions.IsOpen);
    }

    [Theory]
    [InlineData(false, null), InlineData(true, 100)]
    public void Evidence_that_is_withdrawn_after_a_change_of_settings_is_still_said(bool on, int? window)
    {
        var after = As("x", on, window: window);
        Told(As(null), First, Second);
        var lost = Assert.Single(Told(after, Second.Withdrawal()).OfType<EvidenceReassessed>());
        Assert.Equal([Second.Id], lost.Lost);
        Assert.Equal("1 of the reports that this alert rested on does not count any more; the rest stand as they were found: the pattern or its settings have changed since.", lost.Sentence);
        Assert.Equal(Ingestions.Raised.Told, lost.Told);
        Assert.Equal((false, Severity.S2), (Ingestions.EvidenceWithdrawn, Ingestions.Severity));
        Assert.StartsWith("Evidence withdrawn", Assert.Single(Told(after, First.Withdrawal()).OfType<EvidenceReassessed>()).Sentence, StringComparison.Ordinal);
        Assert.Equal((true, true), (Ingestions.EvidenceWithdrawn, Ingestions.IsOpen));
    }

    [Theory]
    [InlineData(false, null), InlineData(true, 100)]
    public void Evidence_that_is_corrected_into_something_else_after_a_change_of_settings_is_still_said(bool on, int? window)
    {
        Told(As(null), First, Second);
        var lost = Assert.Single(Told(As("x", on, window: window), Second.Correction(r => r with { Kind = "ed-attendance-illness" })).OfType<EvidenceReassessed>());
        Assert.Equal([Second.Id], lost.Lost);
    }

    [Fact]
    public void A_deadline_of_a_pattern_that_was_switched_off_passes_quietly()
    {
        household.Apply(new DeadlineSet("ING-2", Day(5)) { At = default });
        Assert.IsType<DeadlineReached>(Assert.Single(Decide.On(household, new LookAgain(Guid.Empty, UkDay.Start(Day(5)), "ING-2", Day(5)), Roles, As("x", on: false))));
    }

    [Fact]
    public void The_names_of_settings_are_camel_case_and_none_has_two_meanings() =>
        Assert.All(Patterns.All, p =>
        {
            var names = p.Settings.Select(s => s.Name).ToList();
            Assert.All(names, n => Assert.Matches("^[a-z]+([A-Z][a-z]*|[0-9]+)*$", n));
            Assert.Equal([], names.Where(n => n is "on" or "recipients"));
            Assert.Equal(names.Distinct(), names);
        });

    [Fact]
    public void Every_setting_says_what_it_means_and_its_published_value_is_in_its_range() =>
        Assert.All(Patterns.All.SelectMany(p => p.Settings), s =>
        {
            Assert.NotEmpty(s.Meaning);
            Assert.True(s is not Number n || n.Unit.Length > 0 && n.Least <= n.Default && n.Default <= n.Most, $"{s.Name}");
        });

    [Fact]
    public void The_tests_have_a_holder_of_every_role() =>
        Assert.Equal(RoleDirectory.Codes.Order(), Story.Roles.Where(r => !r.StartsWith("LEAD:", StringComparison.Ordinal)).Order());
}
