using Alerts.Domain.Values;

namespace Alerts.Domain.Tests;

/// <summary>
/// The published schedule of memory (<see cref="Kind.Fades"/>) says what the patterns do, checked with generated histories: what a pattern reads without counting
/// it is moved into the far past.
/// </summary>
public class MemoryLaws
{
    private const int Histories = 2_000;

    private static readonly RoleDirectory Roles = Story.Holders(Story.Roles);

    [Fact]
    public void What_fades_changes_nothing_any_more_when_it_is_ninety_years_old()
    {
        var broken = Enumerable.Range(1, Histories).AsParallel().AsOrdered().SelectMany(seed => Contradictions(seed)).Take(1).ToList();
        Assert.True(broken is [], string.Join('\n', broken));
    }

    [Fact]
    public void What_never_fades_is_read_by_a_pattern_thirty_years_later_and_the_pattern_says_so()
    {
        var read = Enumerable.Range(1, Histories).AsParallel().SelectMany(ReadThirtyYearsLater).Distinct().ToList();
        Assert.Equal("", string.Join(' ', Kinds.All.Where(k => k.Fades is null).Select(k => k.Name).Except(Beside).Except(read.Select(r => r.Kind)).Order()));
        Assert.Equal("", string.Join(' ', read.Select(r => Patterns.Find(r.Pattern)!).Distinct().Where(p => !p.Memory.Contains("never fade") && !p.Memory.Contains("for ever") && !p.Memory.Contains("plan") && !p.Memory.Contains("open")).Select(p => p.Id).Order()));
    }

    /// <summary>They say how what began with another report ended, or are read only with a pattern's own reports of them.</summary>
    private static readonly string[] Beside = [Kinds.CaseClosed, Kinds.CinPlanEnded, Kinds.CpPlanEnded, Kinds.HouseholdOverdose];

    private static IEnumerable<string> Contradictions(int seed)
    {
        foreach (var (pattern, history, kind) in Heeded(seed).Where(x => Kinds.Find(x.Kind)!.Fades is not null))
        {
            var fading = history.All.Where(r => r.Kind == kind && !Kinds.NeverFades(r)).Select(r => r.Id).ToHashSet();
            var (old, gone) = (Findings(pattern, history, r => fading.Contains(r.Id) ? Back(r, 90) : r), Findings(pattern, history, r => fading.Contains(r.Id) ? null : r));
            if (fading.Count > 0 && old != gone)
                yield return $"history {seed}: {pattern} still reads {kind}, which fades after {Kinds.Find(kind)!.Fades} months\n{old}\n-- but without it --\n{gone}";
        }
    }

    private static IEnumerable<(string Pattern, string Kind)> ReadThirtyYearsLater(int seed)
    {
        foreach (var (pattern, history, kind) in Heeded(seed).Where(x => Kinds.Find(x.Kind)!.Fades is null))
            if (Findings(pattern, history, Aged) != Findings(pattern, history, r => r.Kind == kind ? null : Aged(r)))
                yield return (pattern.Id, kind);
        Report Aged(Report report) => Kinds.Find(report.Kind)!.Fades is null ? Back(report, 30) : report;
    }

    // A pattern, what was told, and a kind that it reads there without counting it.
    private static IEnumerable<(Pattern Pattern, History History, string Kind)> Heeded(int seed)
    {
        var household = new Household(Story.HouseholdId);
        foreach (var message in new GeneratedHistory(seed).Messages)
            Decide.On(household, new RecordReport(Guid.Empty, message.ReportedAt, message), Roles, new PatternSet(null, []));
        var kinds = household.History.All.Select(r => r.Kind).Distinct().ToList();
        return from pattern in Patterns.All
               from kind in kinds
               where pattern.Heeds(kind)
               select (pattern, household.History, kind);
    }

    private static string Findings(Pattern pattern, History history, Func<Report, Report?> changed)
    {
        var told = new History(history.All.Select(changed).OfType<Report>(), history.People) { AsOf = A.Day(9_000) };
        return string.Join('\n', pattern.Find(told, Period.Always).Select(f => $"{f.Severity} {f.Child} {string.Join(' ', f.Evidence.Where(pattern.Reads).Select(r => r.Id).Order())}").Distinct().Order(StringComparer.Ordinal));
    }

    private static Report Back(Report report, int years) => report with { Occurred = new(report.Occurred.Day.AddYears(-years), report.Occurred.Precision) };
}
