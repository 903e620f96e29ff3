using Alerts.Domain.Values;

namespace Alerts.Domain;

/// <summary>
/// Notices a child who is brought to fewer than three in four of the appointments offered within twelve months. In the review of
/// Child B the three children were brought to 24, 62 and 50 per cent, and no system saw it (S1 2.12, 4.2.2, 4.3.3, LP8, Systems Rec 4).
/// It reads shares, never counts: a child with many appointments misses several by chance.
/// </summary>
public sealed class NotBroughtToAppointments() : Pattern("WNB-1", 1, "Child not being brought to appointments", "S1 2.12, 4.2.2, 4.3.3, LP8, Systems Rec 4",
    Raises.Cumulatively,
    [Domain.Kinds.WasNotBrought, Domain.Kinds.AppointmentBrought, Domain.Kinds.AppointmentCancelled, Domain.Kinds.AppointmentsSummary],
    tell: ["BKC", "HV|SN", "GPL", "NN"])
{
    private static readonly Number Share = new("share", 75, "%", Origin.Proposal, "brought to fewer than this share, between those of the review (24, 50, 62 %) and what is ordinary (76 to 86 %)", Most: 100);
    private static readonly Number FewestOffered = new("fewestOffered", 4, "appointments", Origin.Proposal, "offered at least");
    private static readonly Number LateCancellations = new("lateCancellations", 3, "cancellations", Origin.Proposal, "late cancellations by a carer count as not brought from so many on");
    private static readonly Number Window = new("window", Incidents.TwelveMonths, "days", Origin.Proposal, "within which they count together");
    private static readonly Grade Usual = new("severity", Severity.S3, Origin.Proposal, "always");

    /// <summary>A share without counts stands for the fewest offered when it covers at least this many months.</summary>
    private const int MonthsOfAShare = 6;

    /// <summary>From this age the school nurse holds the child, whatever the age of brothers and sisters (TEXT: role of the service).</summary>
    private const int SchoolAge = 5;

    private sealed record Outcome(Report Report, decimal Offered, decimal Brought);

    public override bool ReadsPeople => true;
    public override IReadOnlyList<Setting> Settings => [Share, FewestOffered, LateCancellations, Window, Usual];
    public override int Reach => this[Window];

    public override IEnumerable<Finding> Find(History history, Period around) =>
        from child in history.Near(this, around).Where(r => r.Text("by") != "service")
            .SelectMany(r => history.People.ChildrenIn(r).Select(c => (Child: c.Key, Report: r))).GroupBy(x => x.Child, x => x.Report)
        let reports = child.ToList()
        from end in reports.Select(r => r.Occurred.Day).Distinct()
        where end >= around.From   // an earlier window is not whole in what lies near, and does not hold the report
        let outcomes = Outcomes([.. reports.Where(r => r.Occurred.Day <= end && r.Occurred.Day >= Period.On(end).Wider(this[Window], 0).From)])
        let offered = outcomes.Sum(o => o.Offered)
        let brought = outcomes.Sum(o => o.Brought)
        where offered >= this[FewestOffered] && brought * 100 < this[Share] * offered
        select new Finding(child.Key, this[Usual], [.. outcomes.Select(o => o.Report)],
            $"A child was brought to {brought / offered:P0} of the appointments offered in the {Spoken.Days(this[Window])} to {end:d MMMM yyyy}. Ask what gets in the way.",
            history.People.Named(child.Key)?.Under(SchoolAge, end) == false ? ["BKC", "SN", "GPL", "NN"] : null);

    private List<Outcome> Outcomes(List<Report> window)
    {
        var late = window.Where(r => r.Kind == Domain.Kinds.AppointmentCancelled && r.Text("by") == "carer" && r.Says("late")).ToList();
        var telling = window.Where(r => r.Kind == Domain.Kinds.AppointmentsSummary && Summed(r) is not null).ToList();
        var summaries = telling.Where(s => !telling.Exists(other => Supersedes(other, s))).ToList();
        return
        [
            .. summaries.Select(Summed).OfType<Outcome>(),
            .. window.Where(r => r.Kind is Domain.Kinds.WasNotBrought or Domain.Kinds.AppointmentBrought || r.Kind == Domain.Kinds.AppointmentCancelled && late.Count >= this[LateCancellations] && late.Contains(r))
                .Where(r => !summaries.Exists(s => s.Agency == r.Agency && s.Day("from") <= r.Occurred.Day && r.Occurred.Day <= PeriodEnd(s)))
                .Select(r => new Outcome(r, 1, r.Kind == Domain.Kinds.AppointmentBrought ? 1 : 0)),
        ];
    }

    // A lone share stands for the fewest offered; a summary that says neither counts nor a long share says nothing, and displaces nothing.
    private Outcome? Summed(Report summary)
    {
        if (summary.Number("offered") is { } offered and > 0 && (summary.Number("brought") ?? summary.Number("broughtShare") * offered) is { } brought)
            return new(summary, offered, Math.Min(brought, offered));
        var covered = summary.Day("from") is { } from && PeriodEnd(summary) is { } to && from.AddMonths(MonthsOfAShare) <= to.AddDays(1);
        return covered && summary.Number("broughtShare") is { } share ? new(summary, this[FewestOffered], share * this[FewestOffered]) : null;
    }

    private static bool Supersedes(Report later, Report summary) =>
        later.Kind == summary.Kind && later.Agency == summary.Agency && later.Text("setting") == summary.Text("setting")
        && History.ByDate.Compare(later, summary) > 0 && later.Day("from") <= PeriodEnd(summary) && PeriodEnd(later) >= summary.Day("from");

    // A period given in months runs to the end of its last month.
    private static DateOnly? PeriodEnd(Report summary) =>
        summary.Day("to") is not { } to ? null : summary.Text("to")!.Length == 7 ? to.AddMonths(1).AddDays(-1) : to;
}
