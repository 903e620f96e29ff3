namespace Alerts.Domain;

/// <summary>What one report says of appointments: how many were offered, and to how many of them the child was brought.</summary>
internal sealed record Outcome(Report Report, decimal Offered, decimal Brought);

/// <summary>The appointments of one child in a window of days that ends with a report.</summary>
internal sealed class Offer
{
    private readonly List<Outcome>? summed;

    /// <summary>What single reports and summaries say together.</summary>
    public Offer(DateOnly end, List<Outcome> outcomes) =>
        (End, summed, Offered, Brought) = (end, outcomes, outcomes.Sum(o => o.Offered), outcomes.Sum(o => o.Brought));

    /// <summary>What single reports say, counted without being read.</summary>
    public Offer(DateOnly end, int offered, int brought, bool alsoOfOthers, Stretch outcomes) =>
        (End, Offered, Brought, IsAlsoOfOthers, Stretch) = (end, offered, brought, alsoOfOthers, outcomes);

    public DateOnly End { get; }
    public decimal Offered { get; }
    public decimal Brought { get; }

    /// <summary>True when one of the reports is about another child too.</summary>
    public bool IsAlsoOfOthers { get; }

    /// <summary>The single reports, where no summary stands among them.</summary>
    public Stretch? Stretch { get; }

    public IReadOnlyList<Report> Evidence => Stretch is { } stretch ? new Stretches([stretch]) : [.. summed!.Select(o => o.Report)];

    /// <summary>True when a summary is among what counts.</summary>
    public bool HasSummary => summed?.Exists(o => o.Report.Kind == Domain.Kinds.AppointmentsSummary) == true;
}

/// <summary>
/// What the patterns about appointments share: which reports are outcomes, and how single outcomes, late cancellations and summaries add up.
/// Two appointments on adjacent days are two, one that two agencies tell of is one; an appointment that the service moved or cancelled is none.
/// </summary>
internal static class Appointments
{
    /// <summary>From this age the school nurse holds the child, whatever the age of brothers and sisters (TEXT: role of the service).</summary>
    public const int SchoolAge = 5;

    /// <summary>A share without counts stands for the fewest offered when it covers at least this many months.</summary>
    private const int MonthsOfAShare = 6;

    public static readonly IReadOnlyList<string> Kinds =
        [Domain.Kinds.WasNotBrought, Domain.Kinds.AppointmentBrought, Domain.Kinds.AppointmentCancelled, Domain.Kinds.AppointmentsSummary];

    private static readonly IReadOnlyList<string> Summaries = [Domain.Kinds.AppointmentsSummary];

    public static bool IsByTheService(Report report) => report.Text("by") == "service";

    /// <summary>False where there are too few reports for so many appointments or days: most families have few, and no book need be kept.</summary>
    public static bool MayHold(History history, Pattern pattern, int fewest) => history.OwnCount(pattern) >= fewest || history.Has(Summaries, Period.Always);

    /// <summary>
    /// What was offered to a child in a window and is at least so many, where the child was brought to fewer than this share of it; else null. Where there is no
    /// summary it is counted already: a large household has hundreds of windows, and few are low.
    /// </summary>
    public static Offer? Low(AppointmentWindow window, int share, int fewestOffered, int lateCancellations)
    {
        var counts = window.Counts;
        if (counts.Summaries > 0)
            return new Offer(window.End, Outcomes(window.Reports, fewestOffered, lateCancellations)) is var summed && summed.Offered >= fewestOffered && summed.Brought * 100 < share * summed.Offered ? summed : null;
        var late = counts.Late >= lateCancellations;
        var offered = counts.Brought + counts.Missed + (late ? counts.Late : 0);
        return offered >= fewestOffered && counts.Brought * 100 < share * offered ? new(window.End, offered, counts.Brought, counts.OfSeveral > 0, new(window, late)) : null;
    }

    /// <summary>
    /// True for an appointment of which another agency told already: a clinic's missed appointment comes from the GP too. Of one child, day and outcome there are as many
    /// appointments as any one agency tells of, and at least as many as there are specialties.
    /// </summary>
    /// <param name="before">The reports about the same child of that day that come before it.</param>
    public static bool IsToldAgain(Report report, IEnumerable<Report> before)
    {
        if (report.Kind != Domain.Kinds.AppointmentBrought && !IsMissed(report))
            return false;
        var same = before.Where(r => r.Kind == report.Kind && !IsByTheService(r)).ToList();
        return same.Count > 0 && HowMany([.. same, report]) == HowMany(same);
    }

    private static int HowMany(List<Report> ofOneDay) =>
        Math.Max(ofOneDay.CountBy(r => r.Agency).Max(a => a.Value), ofOneDay.Select(r => r.Text("specialty")?.Trim()).OfType<string>().Distinct(StringComparer.OrdinalIgnoreCase).Count());

    /// <summary>What one report counts for.</summary>
    public static AppointmentCounts Count(Report r, int children)
    {
        var missed = IsMissed(r);
        return new(r.Kind == Domain.Kinds.AppointmentBrought ? 1 : 0, missed ? 1 : 0, IsLateByCarer(r) ? 1 : 0, r.Kind == Domain.Kinds.AppointmentsSummary ? 1 : 0,
            missed && IsCritical(r) ? 1 : 0, children > 1 ? 1 : 0);
    }

    public static bool IsOutcome(Report r, bool late) => r.Kind == Domain.Kinds.AppointmentBrought || IsMissed(r) || late && IsLateByCarer(r);

    /// <summary>True for a specialty that the clinic marks as critical.</summary>
    public static bool IsCritical(Report r) => r.Says("critical") && r.Text("specialty") is not null;

    /// <summary>
    /// The windows of so many days that end on a day of a report, <paramref name="from"/> on. An earlier window is not whole in what lies
    /// near, and holds no report of the days in question. Reports come earliest first.
    /// </summary>
    public static IEnumerable<(DateOnly End, List<Report> Reports)> Ending(List<Report> reports, int days, DateOnly from)
    {
        for (int next = History.FirstAtOrAfter(reports, from, 0, reports.Count) + 1, start = 0; next <= reports.Count; next++)
        {
            var end = reports[next - 1].Occurred.Day;
            if (next < reports.Count && reports[next].Occurred.Day == end)
                continue;
            start = History.FirstAtOrAfter(reports, Period.On(end).Wider(days, 0).From, start, next);
            yield return (end, reports.GetRange(start, next - start));
        }
    }

    private static List<Outcome> Outcomes(List<Report> window, int fewestOffered, int lateCancellations)
    {
        var late = window.Count(IsLateByCarer) >= lateCancellations;
        var telling = window.Where(r => r.Kind == Domain.Kinds.AppointmentsSummary).Select(r => Summed(r, fewestOffered)).OfType<Outcome>().ToList();
        var outcomes = telling.Where(s => !telling.Exists(other => Supersedes(other.Report, s.Report))).ToList();
        var summaries = outcomes.ToArray();
        foreach (var r in window)
            if (IsOutcome(r, late)
                && !Array.Exists(summaries, s => s.Report.Agency == r.Agency && s.Report.Day("from") <= r.Occurred.Day && r.Occurred.Day <= PeriodEnd(s.Report)))
                outcomes.Add(IsToldAgain(r, outcomes.Select(o => o.Report).Where(o => o.Occurred.Day == r.Occurred.Day)) ? new(r, 0, 0) : new(r, 1, r.Kind == Domain.Kinds.AppointmentBrought ? 1 : 0));
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
