namespace Alerts.Domain;

/// <summary>
/// The live reports of one household (not withdrawn, each in its latest corrected form), by the date when the thing happened.
/// A pattern reads nothing else, so the order in which reports arrived cannot matter to it.
/// </summary>
public sealed class History
{
    private readonly Dictionary<string, List<Report>> byKind = [];

    public History(IEnumerable<Report> reports, People? people = null)
    {
        var list = reports.ToList();
        People = people ?? new(list);
        foreach (var report in list)
            Insert(report);
    }

    public People People { get; private set; }

    public IEnumerable<Report> All => byKind.Values.SelectMany(r => r).Order(ByDate);

    /// <summary>Adds a live report; true when it changed who is known in the household.</summary>
    public bool Add(Report report)
    {
        Insert(report);
        return People.Add(report);
    }

    /// <summary>Takes a report out; true when that changed who is known in the household.</summary>
    public bool Remove(Report report)
    {
        byKind[report.Kind].Remove(report);
        if (report.Subjects.Count == 0)
            return false;
        People = new(byKind.Values.SelectMany(r => r));
        return true;
    }

    /// <summary>All live reports of these kinds, earliest first.</summary>
    public IReadOnlyList<Report> Of(IReadOnlyCollection<string> kinds) => Between(kinds, DateOnly.MinValue, DateOnly.MaxValue);

    /// <summary>
    /// The live reports that a pattern reads, from its reach before to its reach after <paramref name="around"/> and its run of adjacent
    /// days, stretched so that no incident is cut in two. All of them where around is null or not read by it.
    /// </summary>
    public IReadOnlyList<Report> Near(Pattern pattern, Report? around)
    {
        var (from, to) = around is null || !pattern.Reads(around) ? (DateOnly.MinValue, DateOnly.MaxValue) : Reach(pattern, around.Occurred.Day);
        return [.. Between(pattern.Kinds, from, to).Where(pattern.Reads)];
    }

    /// <summary>The first and the last day on which a report that the pattern reads can have to do with one on that day.</summary>
    public (DateOnly From, DateOnly To) Reach(Pattern pattern, DateOnly day)
    {
        var (from, to) = WholeRuns(pattern, day, day);   // an incident's window runs from its first day, which may lie well before
        return WholeRuns(pattern, from.AddDays(-pattern.Reach), to.AddDays(pattern.Reach));
    }

    private (DateOnly From, DateOnly To) WholeRuns(Pattern pattern, DateOnly from, DateOnly to)
    {
        while (Between(pattern.Kinds, from.AddDays(-1), from.AddDays(-1)).Any(pattern.Reads))
            from = from.AddDays(-1);
        while (Between(pattern.Kinds, to.AddDays(1), to.AddDays(1)).Any(pattern.Reads))
            to = to.AddDays(1);
        return (from, to);
    }

    public IReadOnlyList<Report> Between(IReadOnlyCollection<string> kinds, DateOnly from, DateOnly to)
    {
        var found = new List<Report>();
        foreach (var kind in kinds)
            if (byKind.TryGetValue(kind, out var list))
                for (var i = FirstAtOrAfter(list, from); i < list.Count && list[i].Occurred.Day <= to; i++)
                    found.Add(list[i]);
        if (kinds.Count > 1)
            found.Sort(ByDate);
        return found;
    }

    /// <summary>The same people, only these reports: what a pattern would see had nothing else been reported.</summary>
    public History Only(IEnumerable<Report> reports) => new(reports, People);

    public static readonly Comparer<Report> ByDate = Comparer<Report>.Create((a, b) =>
        a.Occurred.Day.CompareTo(b.Occurred.Day) is var c and not 0 ? c : a.Id.CompareTo(b.Id));

    private void Insert(Report report)
    {
        if (!byKind.TryGetValue(report.Kind, out var list))
            byKind[report.Kind] = list = [];
        var at = list.BinarySearch(report, ByDate);
        list.Insert(at < 0 ? ~at : at, report);
    }

    private static int FirstAtOrAfter(List<Report> list, DateOnly day)
    {
        var (low, high) = (0, list.Count);
        while (low < high)
        {
            var mid = (low + high) / 2;
            if (list[mid].Occurred.Day < day)
                low = mid + 1;
            else
                high = mid;
        }
        return low;
    }
}
