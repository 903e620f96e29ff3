using Alerts.Domain;
using Alerts.Domain.Values;
using Alerts.Households;
using Alerts.Standalone;
using Alerts.Standalone.Backtest;

namespace Alerts.Services.Tests.Backtests;

/// <summary>
/// The two golden scenarios and the quiet controls: stories written from published reviews (shared/scenarios, every date invented), through the
/// real back-test. Each row says what must be raised, or raised again, between which days and how grave at least: where a pattern has two severities
/// and the reviews ask for neither, the lower.
/// </summary>
public sealed class GoldenScenarios
{
    private static readonly Lazy<CaseResult> ChildB = new(() => Run("scenarios/child-b-synthetic", PatternSet.Everything));
    private static readonly Lazy<CaseResult> FamilyCC = new(() => Run("scenarios/family-cc-synthetic", PatternSet.Everything));

    /// <summary>What a row expects: the pattern, how grave at least, and in how many alerts (one a child).</summary>
    private sealed record Expected(string Pattern, Severity AtLeast, int Alerts = 1, PatternClass Class = PatternClass.Risk);

    private sealed record Row(string When, DateOnly From, DateOnly To, params IReadOnlyList<Expected> Raised);

    private static readonly Row[] ChildBRows =
    [
        new("the family returns, and no referral comes", new(2019, 5, 1), new(2019, 5, 13), new Expected("HIST-3", Severity.S3)),
        new("a charity: very hungry, and no nappies", new(2019, 5, 14), new(2019, 5, 14), new Expected("VCS-1", Severity.S2)),
        new("next day, a referral is added to the open early help", new(2019, 5, 15), new(2019, 5, 22), new Expected("HIST-2", Severity.S3)),
        new("twins are booked; a check by telephone", new(2019, 8, 20), new(2019, 9, 30), new("UNB-1", Severity.S2), new("UNB-2", Severity.S3)),
        new("stairs, clinics missed, mother's blood thinner", new(2019, 10, 1), new(2020, 3, 31),
            new("ING-1", Severity.S3), new("ING-3", Severity.S2), new("CP-6", Severity.S3)),
        new("twins, admissions, and a hospital referral that is refused", new(2020, 4, 1), new(2020, 8, 14),
            new("CARE-1", Severity.S3, Class: PatternClass.Support), new("HIST-1", Severity.S3), new("HIST-4", Severity.S3), new("DIS-1", Severity.S3)),
        new("an air freshener is licked", new(2020, 8, 15), new(2020, 8, 15), new Expected("ING-2", Severity.S2)),
        new("father keeps the crew out; passed to early help", new(2020, 10, 12), new(2020, 10, 31), new("AGG-2", Severity.S2), new("HIST-2", Severity.S3)),
        new("mother is aggressive to a nurse", new(2020, 12, 1), new(2020, 12, 1), new Expected("AGG-1", Severity.S2)),
        new("crisis team", new(2021, 2, 1), new(2021, 2, 1), new Expected("MH-1", Severity.S3, Class: PatternClass.Support)),
        // The second return to early help (July 2020) makes the second cycle, so it may stand by the time of the closure and not wait for it.
        new("early help closes", new(2020, 7, 1), new(2021, 4, 30), new Expected("CUM-2", Severity.S3)),
        new("24, 62 and 50 per cent brought; nursery 29 to 31 per cent", new(2021, 5, 1), new(2022, 11, 15),
            new("WNB-1", Severity.S3, Alerts: 3), new("WNB-2", Severity.S2), new("WNB-5", Severity.S3), new("EDU-1", Severity.S3), new("EYF-1", Severity.S4)),
        new("a sofa, a head injury, discharged by the carer", new(2022, 1, 1), new(2022, 11, 15), new("INJ-1", Severity.S3), new("EDX-1", Severity.S2)),
        new("not brought to school; transport sent away, home schooling", new(2022, 9, 1), new(2022, 11, 16),
            new("EDU-2", Severity.S2), new("EHE-1", Severity.S2), new("EHE-2", Severity.S2), new("CUM-1", Severity.S3)),
        new("toxicology in one child", new(2022, 11, 17), new(2022, 11, 17), new Expected("ING-4", Severity.S1)),
    ];

    private static readonly Row[] FamilyCCRows =
    [
        new("home education where an elder child had a plan", new(2019, 9, 16), new(2019, 9, 16), new Expected("EHE-1", Severity.S2)),
        new("starving dogs at an address with children", new(2019, 11, 20), new(2019, 11, 20), new Expected("RSP-1", Severity.S3)),
        new("and then other signs of neglect", new(2020, 1, 13), new(2020, 1, 22), new Expected("RSP-2", Severity.S2)),
        new("a charity is worried", new(2020, 1, 29), new(2020, 1, 29), new Expected("VCS-1", Severity.S2)),
        new("a man in nobody's assessment", new(2020, 2, 26), new(2020, 4, 30), new Expected("MALE-1", Severity.S4)),
        new("the plan ends at its first review", new(2020, 5, 12), new(2020, 5, 12), new Expected("CP-1", Severity.S3, Alerts: 2)),
        new("against the social worker's view", new(2020, 5, 12), new(2020, 5, 12), new Expected("CP-2", Severity.S2, Alerts: 2)),
        new("fresh concern after the plan", new(2020, 5, 13), new(2020, 11, 23), new Expected("CP-6", Severity.S2)),
        new("nobody gets through the door", new(2020, 9, 8), new(2020, 9, 29), new Expected("VISIT-1", Severity.S3)),
        new("many small concerns", new(2019, 9, 16), new(2020, 11, 23), new Expected("CUM-1", Severity.S2)),
    ];

    public static TheoryData<string> OfChildB => [.. ChildBRows.Select(r => r.When)];

    public static TheoryData<string> OfFamilyCC => [.. FamilyCCRows.Select(r => r.When)];

    [Theory]
    [MemberData(nameof(OfChildB))]
    public void Child_B(string row) => Holds(ChildBRows.Single(r => r.When == row), ChildB.Value);

    [Theory]
    [MemberData(nameof(OfFamilyCC))]
    public void Family_CC(string row) => Holds(FamilyCCRows.Single(r => r.When == row), FamilyCC.Value);

    [Fact]
    public void Of_Child_B_nothing_is_raised_before_the_family_returns_and_what_happened_is_remembered() =>
        Assert.DoesNotContain(ChildB.Value.Alerts, a => a.Alert.Class == PatternClass.Risk && Days(a).First() < new DateOnly(2019, 5, 1));

    [Fact]
    public void That_early_help_closed_is_no_alert_by_itself() =>
        Assert.DoesNotContain(ChildB.Value.Alerts, a => Days(a).Any(d => d >= new DateOnly(2019, 7, 15) && d < new DateOnly(2019, 8, 20)));

    [Fact]
    public void The_second_ingestion_is_seen_two_years_before_the_incident() =>
        Assert.InRange(ChildB.Value.Case.IncidentAt.DayNumber - ChildB.Value.Alerts.Where(a => a.Alert.Pattern == "ING-2").SelectMany(a => Days(a)).Min().DayNumber, 700, 900);

    [Fact]
    public void What_toxicology_found_in_one_child_concerns_every_child_of_the_household() =>
        Assert.Contains(ChildB.Value.Alerts, a => a.Alert is { Pattern: "ING-4", Child: null });

    [Fact]
    public void An_animal_report_comes_before_what_is_joined_to_it() =>
        Assert.True(FamilyCC.Value.Alerts.Where(a => a.Alert.Pattern == "RSP-1").Min(a => a.RaisedAt) < FamilyCC.Value.Alerts.Where(a => a.Alert.Pattern == "RSP-2").Min(a => a.RaisedAt));

    [Theory]
    [InlineData("scenarios/child-b-synthetic")]
    [InlineData("scenarios/family-cc-synthetic")]
    public void A_scenario_is_one_household_and_no_pattern_fails_on_it(string file)
    {
        var result = Run(file, PatternSet.Everything);
        Assert.Equal(1, result.Households);
        Assert.Empty(result.Faults);
        Assert.Equal(result.Case.Events.Count(e => e.Kind != Kinds.SeriousIncident), result.Replayed);
    }

    [Theory]
    [InlineData("quiet-one-ingestion-synthetic")]
    [InlineData("quiet-home-education-synthetic")]
    [InlineData("quiet-eight-of-ten-synthetic")]
    [InlineData("quiet-moved-clinic-synthetic")]
    [InlineData("quiet-asking-for-help-synthetic")]
    public void A_quiet_control_raises_nothing_above_the_weekly_digest(string file)
    {
        foreach (var patterns in new[] { PatternSet.Published, PatternSet.Everything })
        {
            var result = Run("scenarios/" + file, patterns);
            Assert.Empty(result.Faults);
            Assert.Empty(result.Alerts.Where(a => a.Alert.Severity.AtLeast(Severity.S3)).Select(a => a.Alert.Pattern));
        }
    }

    [Fact]
    public void There_is_no_rule_for_fabricated_illness_and_the_published_judgment_raises_nothing()
    {
        foreach (var patterns in new[] { PatternSet.Published, PatternSet.Everything })
            foreach (var generous in new[] { false, true })
                Assert.Empty(Run("cases/28-lancashire-fii-judgment", patterns, generous).Alerts.Select(a => a.Alert.Pattern));
    }

    private static CaseResult Run(string file, PatternSet patterns, bool generous = false) =>
        new Backtest(RoleFile.Read(DemoFiles.Roles), patterns).Run(CaseFile.Read(Path.Combine(AppContext.BaseDirectory, file + ".ndjson")), generous);

    private static void Holds(Row row, CaseResult result)
    {
        var wrong = row.Raised.Select(e => Wrong(e, row, result)).OfType<string>().ToList();
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    private static string? Wrong(Expected expected, Row row, CaseResult result)
    {
        var of = result.Alerts.Where(a => a.Alert.Pattern == expected.Pattern).ToList();
        var there = of.Count(a => a.Alert.Class == expected.Class && a.Raisings.Any(n => UkDay.Of(n.At) >= row.From && UkDay.Of(n.At) <= row.To && n.Severity.AtLeast(expected.AtLeast)));
        return there >= expected.Alerts ? null
            : $"{expected.Pattern} ({expected.Class}) was to be raised at {expected.AtLeast} or graver in {expected.Alerts} alert(s) between {row.From:O} and {row.To:O}; "
                + (of.Count == 0 ? "it never was" : "it was on " + string.Join("; ", of.SelectMany(a => a.Raisings.Select(n => $"{UkDay.Of(n.At):O} at {n.Severity} ({a.Alert.Class})"))));
    }

    private static IEnumerable<DateOnly> Days(AlertFound alert) => alert.Raisings.Select(n => UkDay.Of(n.At));
}
