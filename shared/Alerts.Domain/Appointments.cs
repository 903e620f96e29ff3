namespace Alerts.Domain;

/// <summary>What one report says of appointments: how many were offered, and to how many of them the child was brought.</summary>
internal sealed record Outcome(Report Report, decimal Offered, decimal Brought);

/// <summary>The appointments of one child in a window of days that ends with a report. What each report says is worked out where it is asked for.</summary>
internal sealed class Offer(DateOnly end, decimal offered, decimal brought, Func<IReadOnlyList<Outcome>> outcomes)
{
    public DateOnly End { get; } = end;
    public decimal Offered { get; } = offered;
    public decimal Brought { get; } = brought;
    public IReadOnlyList<Outcome> Outcomes => field ??= outcomes();

    public bool IsBelow(int share, int fewestOffered) => Offered >= fewestOffered && Brought * 100 < share * Offered;
}

/// <summary>
/// What the patterns about appointments share: which reports are outcomes, and how single outcomes, late cancellations and summaries add up.
/// Two appointments on adjacent days are two; an appointment that the service moved or cancelled is none.
/// </summary>
internal static class Appointments
{
    /// <summary>From this age the school nurse holds the child, whatever the age of brothers and sisters (TEXT: role of the service).</summary>
    public const int SchoolAge = 5;

    /// <summary>A share without counts stands for the fewest offered when it covers at least this many months.</summary>
    private const int MonthsOfAShare = 6;

    public static readonly IReadOnlyList<string> Kinds =
        [Domain.Kinds.WasNotBrought, Domain.Kinds.AppointmentBrought, Domain.Kinds.AppointmentCancelled, Domain.Kinds.AppointmentsSummary];

    public static bool IsByTheService(Report report) => report.Text("by") == "service";

    /// <summary>The reports about each child, earliest first. A report that names no child says nothing of any.</summary>
    public static IReadOnlyCollection<KeyValuePair<string, List<Report>>> ByChild(IReadOnlyList<Report> reports, People people)
    {
        var children = new Dictionary<string, List<Report>>();
        foreach (var report in reports)
            if (!IsByTheService(report))
                foreach (var child in people.ChildrenIn(report))
                    if (children.TryGetValue(child.Key, out var of))
                        of.Add(report);
                    else
                        children[child.Key] = [report];
        return children;
    }

    /// <summary>False where there are too few reports for so many appointments or days: most families have few, and no window need be built.</summary>
    public static bool MayHold(IReadOnlyList<Report> reports, int fewest) => reports.Count >= fewest || reports.Any(r => r.Kind == Domain.Kinds.AppointmentsSummary);

    /// <summary>One child's windows of appointments. Where there is no summary they are counted as they slide: a large household has hundreds, and few are low.</summary>
    public static IEnumerable<Offer> Windows(List<Report> all, int days, DateOnly from, int fewestOffered, int lateCancellations)
    {
        if (!MayHold(all, fewestOffered))
            return [];
        return all.Exists(r => r.Kind == Domain.Kinds.AppointmentsSummary)
            ? Ending(all, days, from).Select(w => Summed(w.End, Outcomes(w.Reports, fewestOffered, lateCancellations)))
            : Counted(all, days, from, fewestOffered, lateCancellations);
    }

    private static Offer Summed(DateOnly end, List<Outcome> outcomes) => new(end, outcomes.Sum(o => o.Offered), outcomes.Sum(o => o.Brought), () => outcomes);

    private static IEnumerable<Offer> Counted(List<Report> all, int days, DateOnly from, int fewestOffered, int lateCancellations)
    {
        var (brought, missed, late) = (0, 0, 0);
        void Count(Report r, int by)
        {
            brought += r.Kind == Domain.Kinds.AppointmentBrought ? by : 0;
            missed += IsMissed(r) ? by : 0;
            late += IsLateByCarer(r) ? by : 0;
        }
        for (int next = 1, start = 0; next <= all.Count; next++)
        {
            var end = all[next - 1].Occurred.Day;
            Count(all[next - 1], 1);
            if (end < from || next < all.Count && all[next].Occurred.Day == end)
                continue;
            for (var first = Period.On(end).Wider(days, 0).From; all[start].Occurred.Day < first; start++)
                Count(all[start], -1);
            var (begin, count) = (start, next - start);
            yield return new(end, brought + missed + (late >= lateCancellations ? late : 0), brought, () => Outcomes(all.GetRange(begin, count), fewestOffered, lateCancellations));
        }
    }

    /// <summary>
    /// The windows of so many days that end on a day of a report, <paramref name="from"/> on. An earlier window is not whole in what lies
    /// near, and holds no report of the days in question. Reports come earliest first.
    /// </summary>
    public static IEnumerable<(DateOnly End, List<Report> Reports)> Ending(IEnumerable<Report> reports, int days, DateOnly from)
    {
        var all = reports.ToList();
        for (int next = 1, start = 0; next <= all.Count; next++)
        {
            var end = all[next - 1].Occurred.Day;
            if (end < from || next < all.Count && all[next].Occurred.Day == end)
                continue;
            while (all[start].Occurred.Day < Period.On(end).Wider(days, 0).From)
                start++;
            yield return (end, all.GetRange(start, next - start));
        }
    }

    /// <summary>Single appointments to which nobody was brought: late cancellations by a carer too, from so many on.</summary>
    public static IEnumerable<Report> NotBrought(IReadOnlyList<Report> window, int lateCancellations)
    {
        var late = window.Count(IsLateByCarer) >= lateCancellations;
        return window.Where(r => IsMissed(r) || late && IsLateByCarer(r));
    }

    private static List<Outcome> Outcomes(List<Report> window, int fewestOffered, int lateCancellations)
    {
        var late = window.Count(IsLateByCarer) >= lateCancellations;
        var telling = window.Where(r => r.Kind == Domain.Kinds.AppointmentsSummary).Select(r => Summed(r, fewestOffered)).OfType<Outcome>().ToList();
        var outcomes = telling.Where(s => !telling.Exists(other => Supersedes(other.Report, s.Report))).ToList();
        var summaries = outcomes.ToArray();
        foreach (var r in window)
            if ((r.Kind == Domain.Kinds.AppointmentBrought || IsMissed(r) || late && IsLateByCarer(r))
                && !Array.Exists(summaries, s => s.Report.Agency == r.Agency && s.Report.Day("from") <= r.Occurred.Day && r.Occurred.Day <= PeriodEnd(s.Report)))
                outcomes.Add(new(r, 1, r.Kind == Domain.Kinds.AppointmentBrought ? 1 : 0));
        return outcomes;
    }

    private static bool IsMissed(Report r) => r.Kind == Domain.Kinds.WasNotBrought && !IsByTheService(r);

    private static bool IsLateByCarer(Report r) => r.Kind == Domain.Kinds.AppointmentCancelled && r.Text("by") == "carer" && r.Says("late");

    // A lone share stands for the fewest offered; a summary that says neither counts nor a long share says nothing, and displaces nothing.
    private static Outcome? Summed(Report summary, int fewestOffered)
    {
        if (summary.Kind != Domain.Kinds.AppointmentsSummary)
            return null;
        if (summary.Number("offered") is { } offered and > 0 && (summary.Number("brought") ?? summary.Number("broughtShare") * offered) is { } brought)
            return new(summary, offered, Math.Min(brought, offered));
        var covered = summary.Day("from") is { } from && PeriodEnd(summary) is { } to && from.AddMonths(MonthsOfAShare) <= to.AddDays(1);
        return covered && summary.Number("broughtShare") is { } share ? new(summary, fewestOffered, share * fewestOffered) : null;
    }

    private static bool Supersedes(Report later, Report summary) =>
        later.Agency == summary.Agency && later.Text("setting") == summary.Text("setting")
        && History.ByDate.Compare(later, summary) > 0 && later.Day("from") <= PeriodEnd(summary) && PeriodEnd(later) >= summary.Day("from");

    // A period given in months runs to the end of its last month.
    private static DateOnly? PeriodEnd(Report summary) =>
        summary.Day("to") is not { } to ? null : summary.Text("to")!.Length == 7 ? to.AddMonths(1).AddDays(-1) : to;
}
