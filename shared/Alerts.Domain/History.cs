using System.Runtime.InteropServices;

namespace Alerts.Domain;

/// <summary>
/// The live reports of one household (not withdrawn, each in its latest corrected form), by the date when the thing happened.
/// A pattern reads nothing else, so the order in which reports arrived cannot matter to it.
/// </summary>
public sealed class History
{
    private readonly Dictionary<string, OfKind> byKind = [];
    private readonly List<Report> adverse = [];
    private readonly Dictionary<Pattern, OwnReports> own = new(ReferenceEqualityComparer.Instance);   // of each pattern that has asked once
    private readonly Dictionary<string, int> agencies = [];
    private PlanHistory? plans;
    private UInt128 everReported;

    public History(IEnumerable<Report> reports, People? people = null)
    {
        var list = reports.ToList();
        People = people ?? new(list);
        foreach (var report in list)
            Insert(report);
    }

    public People People { get; private set; }

    /// <summary>The day up to which the household has heard of anything. Only patterns about what did not happen read it.</summary>
    public DateOnly AsOf { get; set; }

    /// <summary>Agencies that have reported anything but a need: who offers help does not make a family one of many concerns.</summary>
    public int Agencies => agencies.Count;

    public PlanHistory Plans => plans ??= new(this);

    public IEnumerable<Report> All => byKind.Values.SelectMany(k => k.Reports).Order(ByDate);

    /// <summary>Adds a live report; true when it changed who is known in the household.</summary>
    public bool Add(Report report)
    {
        Insert(report);
        if (!People.Add(report))
            return false;
        plans = null;
        Rewrite(DateOnly.MinValue);
        return true;
    }

    /// <summary>Takes a report out; true when that changed who is known in the household.</summary>
    public bool Remove(Report report)
    {
        var kind = byKind[report.Kind];
        kind.Reports.Remove(report);
        Count(report, kind, -1);
        adverse.Remove(report);
        foreach (var reports in kind.Readers)
            reports.All.Remove(report);
        plans = null;
        Rewrite(report.Subjects.Count == 0 ? report.Occurred.Day : DateOnly.MinValue);
        if (report.Subjects.Count == 0)
            return false;
        People = new(byKind.Values.SelectMany(k => k.Reports));
        return true;
    }

    /// <summary>False when none of the pattern's own kinds was ever reported here: then there is nothing that it could find.</summary>
    internal bool MayConcern(Pattern pattern) => (everReported & pattern.KindBits) != UInt128.Zero;

    /// <summary>All live reports of these kinds, earliest first.</summary>
    public IReadOnlyList<Report> Of(IReadOnlyList<string> kinds) => Between(kinds, DateOnly.MinValue, DateOnly.MaxValue);

    /// <summary>
    /// The live reports that a pattern reads, from its reach before to its reach after the days and their run of adjacent
    /// days, stretched so that no incident is cut in two.
    /// </summary>
    public IReadOnlyList<Report> Near(Pattern pattern, Period around) => Own(pattern, Reach(pattern, around));

    /// <summary>The live reports that a pattern reads, of these days, earliest first.</summary>
    public IReadOnlyList<Report> Own(Pattern pattern, Period days) => Slice(Own(pattern).All, days.From, days.To);

    /// <summary>True when there is a live report that the pattern reads on one of the days.</summary>
    public bool HasOwn(Pattern pattern, Period days) => IsAny(Own(pattern).All, days);

    /// <summary>True when the pattern reads no report of a later day.</summary>
    public bool IsLastOwn(Pattern pattern, DateOnly day) => Own(pattern).All is var list && (list.Count == 0 || list[^1].Occurred.Day <= day);

    /// <summary>True when it is the pattern's own and of the last day: it begins an incident or is one more report of the last, and parts or moves none.</summary>
    public bool IsLastOwn(Pattern pattern, Report report) => pattern.Reads(report) && IsLastOwn(pattern, report.Occurred.Day);

    /// <summary>True when it tells of today: what is late already was late before.</summary>
    public bool IsOfToday(Report report) => report.Occurred.Day >= AsOf;

    /// <summary>How many live reports there are that the pattern reads.</summary>
    internal int OwnCount(Pattern pattern) => Own(pattern).All.Count;

    /// <summary>The pattern's book of appointments, written up to now.</summary>
    /// <param name="counts">False for a report that says nothing of this child, by key; asked again where a report of the pattern's context comes or goes.</param>
    internal AppointmentBook Appointments(Pattern pattern, Func<Report, string, bool>? counts = null) => Own(pattern).WriteUp(People, counts);

    /// <summary>The same as it was written up last; null where the pattern keeps none.</summary>
    internal AppointmentBook? BookOf(Pattern pattern) => own.GetValueOrDefault(pattern)?.Book;

    /// <summary>What the pattern noted of its own reports; null where any but newer ones came since, or one went.</summary>
    internal object? NotedBy(Pattern pattern) => own.GetValueOrDefault(pattern)?.Noted;

    internal void Note(Pattern pattern, object what) => Own(pattern).Noted = what;

    private void Rewrite(DateOnly from)
    {
        foreach (var reports in own.Values)
            reports.Rewrite(from);
    }

    /// <summary>The last day before these on which there is a report that the pattern reads and of which that is true; the first of these days where there is none.</summary>
    public DateOnly LastOwnBefore(Pattern pattern, DateOnly day, DateOnly earliest, Func<Report, bool> which)
    {
        var list = Own(pattern).All;
        for (var i = FirstAtOrAfter(list, day) - 1; i >= 0 && list[i].Occurred.Day >= earliest; i--)
            if (which(list[i]))
                return list[i].Occurred.Day;
        return day;
    }

    private OwnReports Own(Pattern pattern)
    {
        if (own.TryGetValue(pattern, out var reports))
            return reports;
        reports = new(pattern, byKind.Values);
        foreach (var kind in byKind.Values)
            if (reports.IsFor(kind.Bit))
                kind.Readers.Add(reports);
        return own[pattern] = reports;
    }

    /// <summary>The days on which a report that the pattern reads can have to do with one of those days.</summary>
    public Period Reach(Pattern pattern, Period around)
    {
        if (around == Period.Always)
            return around;
        if (!pattern.JoinsAdjacentDays)
            return around.Wider(pattern.Reach, pattern.Reach);
        // An incident's window runs from its first day, which may lie well before.
        return WholeRuns(Own(pattern).All, WholeRuns(Own(pattern).All, around).Wider(pattern.Reach, pattern.Reach));
    }

    private static Period WholeRuns(List<Report> reports, Period days)
    {
        var (from, to) = days;
        for (var i = FirstAtOrAfter(reports, from) - 1; i >= 0 && reports[i].Occurred.Day >= from.AddDays(-1); i--)
            from = reports[i].Occurred.Day;
        for (var i = to == DateOnly.MaxValue ? reports.Count : FirstAtOrAfter(reports, to.AddDays(1)); i < reports.Count && reports[i].Occurred.Day <= to.AddDays(1); i++)
            to = reports[i].Occurred.Day;
        return new(from, to);
    }

    /// <summary>The live reports of these kinds between two days, both counted in, earliest first.</summary>
    public IReadOnlyList<Report> Between(IReadOnlyList<string> kinds, DateOnly from, DateOnly to)
    {
        if (ReferenceEquals(kinds, Kinds.Adverse))
            return Slice(adverse, from, to);
        if (kinds.Count == 1)
            return byKind.TryGetValue(kinds[0], out var only) ? Slice(only.Reports, from, to) : [];
        List<Report>? found = null;
        var lists = 0;
        foreach (var kind in kinds)
            if (byKind.TryGetValue(kind, out var of) && Slice(of.Reports, from, to) is { Count: > 0 } slice)
            {
                (found ??= []).AddRange(slice);
                lists++;
            }
        if (lists > 1)
            found!.Sort(ByDate);
        return found ?? [];
    }

    /// <summary>True when there is a live report of these kinds on one of the days.</summary>
    public bool Has(IReadOnlyList<string> kinds, Period days)
    {
        if (ReferenceEquals(kinds, Kinds.Adverse))
            return IsAny(adverse, days);
        for (var i = 0; i < kinds.Count; i++)
            if (byKind.TryGetValue(kinds[i], out var of) && IsAny(of.Reports, days))
                return true;
        return false;
    }

    /// <summary>The same, one of which that is true.</summary>
    public bool Has(IReadOnlyList<string> kinds, Period days, Func<Report, bool> which)
    {
        if (ReferenceEquals(kinds, Kinds.Adverse))
            return First(adverse, days, which) is not null;
        for (var i = 0; i < kinds.Count; i++)
            if (byKind.TryGetValue(kinds[i], out var of) && First(of.Reports, days, which) is not null)
                return true;
        return false;
    }

    /// <summary>The earliest live report of these kinds on one of the days of which that is true.</summary>
    public Report? First(IReadOnlyList<string> kinds, Period days, Func<Report, bool> which)
    {
        Report? first = null;
        for (var i = 0; i < kinds.Count; i++)
            if (byKind.TryGetValue(kinds[i], out var of) && First(of.Reports, days, which) is { } report && (first is null || ByDate.Compare(report, first) < 0))
                first = report;
        return first;
    }

    private static Report? First(List<Report> list, Period days, Func<Report, bool> which)
    {
        for (var at = FirstAtOrAfter(list, days.From); at < list.Count && list[at].Occurred.Day <= days.To; at++)
            if (which(list[at]))
                return list[at];
        return null;
    }

    private static bool IsAny(List<Report> list, Period days) =>
        list.Count > 0 && FirstAtOrAfter(list, days.From) is var at && at < list.Count && list[at].Occurred.Day <= days.To;

    /// <summary>Reports of these kinds up to that day that have not faded by then, by the published schedule of each kind (<see cref="Kind.Fades"/>).</summary>
    public IEnumerable<Report> Remembered(IReadOnlyList<string> kinds, DateOnly on) =>
        Between(kinds, DateOnly.MinValue, on).Where(r => Kinds.NeverFades(r) || r.Occurred.Day.AddMonths(Kinds.Find(r.Kind)!.Fades!.Value) >= on);

    /// <summary>The same people, only these reports: what a pattern would see had nothing else been reported.</summary>
    public History Only(IEnumerable<Report> reports) => new(reports, People) { AsOf = AsOf };

    public static readonly Comparer<Report> ByDate = Comparer<Report>.Create((a, b) =>
        a.Occurred.Day.CompareTo(b.Occurred.Day) is var c and not 0 ? c : a.Id.CompareTo(b.Id));

    private void Insert(Report report)
    {
        if (!byKind.TryGetValue(report.Kind, out var kind))
        {
            byKind[report.Kind] = kind = new(Kinds.Bit(report.Kind));
            foreach (var reports in own.Values)
                if (reports.IsFor(kind.Bit))
                    kind.Readers.Add(reports);
            everReported |= kind.Bit;
        }
        Insert(report, kind.Reports);
        Count(report, kind, 1);
        if ((kind.Bit & Kinds.AdverseBits) != UInt128.Zero)
            Insert(report, adverse);
        for (var i = kind.Readers.Count - 1; i >= 0; i--)
            try
            {
                kind.Readers[i].Take(report, kind.Bit);
            }
            catch (Exception fault) when (fault is not OutOfMemoryException)
            {
                Forget(kind.Readers[i]);   // its pattern fails again when it is asked, and there it is said
            }
        if (plans is not null && (kind.Bit & PlanHistory.KindBits) != UInt128.Zero)
            plans = plans.After(report, this);
    }

    private void Forget(OwnReports reports)
    {
        own.Remove(reports.Pattern);
        foreach (var kind in byKind.Values)
            kind.Readers.Remove(reports);
    }

    private void Count(Report report, OfKind kind, int by)
    {
        if ((kind.Bit & Kinds.NeedBits) == UInt128.Zero && (CollectionsMarshal.GetValueRefOrAddDefault(agencies, report.Agency, out _) += by) == 0)
            agencies.Remove(report.Agency);
    }

    internal static void Insert(Report report, List<Report> list)
    {
        var at = list.Count == 0 || ByDate.Compare(list[^1], report) < 0 ? ~list.Count : list.BinarySearch(report, ByDate);
        list.Insert(at < 0 ? ~at : at, report);
    }

    private static List<Report> Slice(List<Report> list, DateOnly from, DateOnly to)
    {
        var start = FirstAtOrAfter(list, from);
        var end = to == DateOnly.MaxValue ? list.Count : FirstAtOrAfter(list, to.AddDays(1));
        return end > start ? list.GetRange(start, end - start) : [];
    }

    private static int FirstAtOrAfter(List<Report> list, DateOnly day) => FirstAtOrAfter(list, day, 0, list.Count);

    /// <summary>Where in this part of a list, earliest first, the reports of that day or later begin.</summary>
    internal static int FirstAtOrAfter(List<Report> list, DateOnly day, int low, int high)
    {
        // Most that is asked is about the newest: back from the end, further with each step, then between the last two.
        for (var step = 1; high - step >= low; step *= 2)
        {
            if (list[high - step].Occurred.Day < day)
            {
                low = high - step + 1;
                break;
            }
            high -= step;
        }
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
