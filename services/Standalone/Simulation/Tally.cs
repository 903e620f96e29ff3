using Alerts.Domain;
using Alerts.Domain.Values;

namespace Alerts.Standalone.Simulation;

/// <summary>
/// What was counted over many households, in whole numbers only, so that the order in which they are added cannot matter. A notice is an alert that a person
/// gets: raised, or opened again. Only the measured years count.
/// </summary>
public sealed class Tally(IReadOnlyList<Pattern> patterns)
{
    public static readonly int Strata = Enum.GetValues<Stratum>().Length;
    private const int Severities = 4;

    private readonly long[] notices = new long[patterns.Count * Severities * Strata];
    private readonly long[] reopened = new long[patterns.Count];
    private readonly long[] actionableYears = new long[Strata], days = new long[Strata], households = new long[Strata];
    private readonly Dictionary<(int, int), long> pairs = [];
    private readonly Dictionary<string, long> faults = [];

    public IReadOnlyList<Pattern> Patterns { get; } = patterns;
    public long Reports { get; private set; }
    public Margins Margins { get; } = new();

    /// <summary>Patterns that failed while they looked, and how often: there should be none.</summary>
    public IReadOnlyDictionary<string, long> Faults => faults;

    /// <summary>Days on which the households of this stratum were there, in years; all of them where none is named.</summary>
    public double Years(Stratum? stratum = null) => Sum(days, stratum) / 365.25;

    public long Households(Stratum? stratum = null) => Sum(households, stratum);

    /// <summary>Notices of a pattern and severity to a thousand households in a year.</summary>
    public double AThousand(int pattern, Severity severity, Stratum? stratum = null) =>
        1_000 * Sum(notices.AsSpan(At(pattern, severity), Strata), stratum) / Math.Max(1, Years(stratum));

    public long Notices(int pattern) => Range(pattern).Sum();

    public long Reopened(int pattern) => reopened[pattern];

    /// <summary>Notices about risk of this severity in a household and year.</summary>
    public double RiskNotices(Severity severity) =>
        Enumerable.Range(0, Patterns.Count).Where(p => Patterns[p].Class == PatternClass.Risk).Sum(p => Sum(notices.AsSpan(At(p, severity), Strata), null)) / Math.Max(1, Years());

    /// <summary>Share of a year's households with a notice about risk that asks for a decision on the same working day or sooner.</summary>
    public double ActionableShare(Stratum? stratum = null) => Sum(actionableYears, stratum) / Math.Max(1, Years(stratum));

    /// <summary>Two patterns that both told people of the same household in the measured years, the commonest first.</summary>
    public IEnumerable<(Pattern One, Pattern Other, long Households)> CommonestPairs(int count) =>
        pairs.OrderByDescending(p => p.Value).ThenBy(p => p.Key).Take(count).Select(p => (Patterns[p.Key.Item1], Patterns[p.Key.Item2], p.Value));

    /// <summary>Takes one household in.</summary>
    /// <param name="told">Which pattern, how severe, in which measured year, whether opened again.</param>
    public void Add(Stratum stratum, long daysThere, int reports, IReadOnlyList<(int Pattern, Severity Severity, int Year, bool Again)> told, IEnumerable<string> faulted)
    {
        var s = (int)stratum;
        (households[s], days[s], Reports) = (households[s] + 1, days[s] + daysThere, Reports + reports);
        foreach (var (pattern, severity, _, again) in told)
        {
            notices[At(pattern, severity) + s]++;
            reopened[pattern] += again ? 1 : 0;
        }
        actionableYears[s] += told.Where(t => Patterns[t.Pattern].Class == PatternClass.Risk && t.Severity.AtLeast(Severity.S2)).Select(t => t.Year).Distinct().Count();
        var both = told.Select(t => t.Pattern).Distinct().Order().ToList();
        for (var i = 0; i < both.Count; i++)
            for (var j = i + 1; j < both.Count; j++)
                pairs[(both[i], both[j])] = pairs.GetValueOrDefault((both[i], both[j])) + 1;
        foreach (var pattern in faulted)
            faults[pattern] = faults.GetValueOrDefault(pattern) + 1;
    }

    /// <summary>Takes all of another tally of the same patterns in.</summary>
    public void Add(Tally other)
    {
        Add(notices, other.notices);
        Add(reopened, other.reopened);
        Add(actionableYears, other.actionableYears);
        Add(days, other.days);
        Add(households, other.households);
        Reports += other.Reports;
        Margins.Add(other.Margins);
        foreach (var (pair, count) in other.pairs)
            pairs[pair] = pairs.GetValueOrDefault(pair) + count;
        foreach (var (pattern, count) in other.faults)
            faults[pattern] = faults.GetValueOrDefault(pattern) + count;
    }

    internal static void Add(long[] to, long[] from)
    {
        for (var i = 0; i < to.Length; i++)
            to[i] += from[i];
    }

    private IEnumerable<long> Range(int pattern) => notices.Skip(pattern * Severities * Strata).Take(Severities * Strata);

    private static int At(int pattern, Severity severity) => (pattern * Severities + (int)severity - 1) * Strata;

    private static double Sum(ReadOnlySpan<long> of, Stratum? stratum)
    {
        if (stratum is { } one)
            return of[(int)one];
        var sum = 0L;
        foreach (var n in of)
            sum += n;
        return sum;
    }

    private static long Sum(long[] of, Stratum? stratum) => (long)Sum(of.AsSpan(), stratum);
}
