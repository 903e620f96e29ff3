using Alerts.Domain.Values;

namespace Alerts.Domain;

/// <summary>
/// Notices a child who attends fewer than half of the sessions that one nursery, school or portage offers in a term, at any age. In the
/// review of Child B nursery was attended to 29 to 31 per cent and nobody challenged it, because below school age it "could not be
/// enforced" (S1 4.2.4, LP9). Illness, an agreed part-time place, a place withdrawn and transport that nobody arranged are no concern.
/// </summary>
public sealed class ProvisionNotTakenUp() : Pattern("EDU-1", 2, "Education or therapy put in place and not taken up", "S1 4.2.4, LP9",
    Raises.Cumulatively, [Domain.Kinds.SchoolAttendanceLow], tell: ["EYF", "HV|SN", "SEND", "LP?"])
{
    public override string Clears => "The child attends three in four sessions for six weeks, or another arrangement is recorded.";

    private static readonly Number Share = new("share", 50, "%", Origin.Proposal, "attended fewer than this share of what was offered (29 to 31 % in the review)", Most: 100);
    private static readonly Number Term = new("window", 91, "days", Origin.Proposal, "one term, within which the reports of one setting count together");
    private static readonly Number ShortestTold = new("fewestDays", 42, "days", Origin.Proposal, "half a term, which the reports must cover together; a bad week is ordinary");
    private static readonly Number FewestOffered = new("fewestOffered", 6, "sessions", Origin.Proposal, "offered at least, where they are counted: half a term of weekly visits");
    private static readonly Grade Usual = new("severity", Severity.S3, Origin.Proposal, "always");

    /// <summary>From this age the school answers for attendance, not the early years forum (TEXT: role of the forum).</summary>
    private const int SchoolAge = 5;

    /// <summary>Why a low share is no concern: the words of the attribute `because`.</summary>
    private static readonly string[] Explained = ["illness", "part-time", "place-withdrawn", "transport-not-arranged"];

    private sealed record Attended(Report Report, decimal Share, decimal? Offered, int Days);

    public override bool ReadsPeople => true;
    public override IReadOnlyList<Setting> Settings => [Share, Term, ShortestTold, FewestOffered, Usual];
    public override int Reach => this[Term];

    public override IEnumerable<Finding> Find(History history, Period around) => !history.Own(this, around).Any(r => ShareOf(r) is not null) ? [] :
        from setting in history.Near(this, around).Where(r => ShareOf(r) is not null)
            .SelectMany(r => history.People.ChildrenIn(r).Select(c => (Child: c.Key, Report: r))).GroupBy(x => (x.Child, x.Report.Id.Sender), x => x.Report)
        from end in setting.Select(r => r.Occurred.Day).Distinct()
        where end >= around.From   // an earlier term is not whole in what lies near, and does not hold the report
        let term = setting.Where(r => Period.On(end).Wider(this[Term], 0).Holds(r.Occurred.Day)).ToList()
        let told = Told(term)
        let counted = told.TrueForAll(t => t.Offered is not null)
        where told.Sum(t => t.Days) >= this[ShortestTold] && (!counted || told.Sum(t => t.Offered) >= this[FewestOffered])
        let share = told.Sum(t => t.Share * (counted ? t.Offered!.Value : t.Days)) / told.Sum(t => counted ? t.Offered!.Value : t.Days)
        where share * 100 < this[Share]
        select new Finding(setting.Key.Child, this[Usual], [.. term.Where(r => !IsExplained(r))],
            $"A child attended {share:P0} of the sessions that the {told[^1].Report.Agency.Replace('-', ' ')} offered, by its reports of the {Spoken.Days(this[Term])} to {end:d MMMM yyyy}. "
            + "Ask what gets in the way, whatever the child's age.",
            history.People.Named(setting.Key.Child)?.Under(SchoolAge, end) == false ? ["DSL", "SN", "SEND", "LP?"] : null);

    // A later report about the same days takes the place of the earlier; one that explains them takes them out.
    private List<Attended> Told(List<Report> term) =>
        [.. term.Where(r => !term.Exists(later => Supersedes(later, r)) && !IsExplained(r)).Select(r => new Attended(r, ShareOf(r)!.Value, Offered(r), DaysOf(r)))];

    private static bool IsExplained(Report report) => Explained.Contains(report.Text("because"));

    private static decimal? ShareOf(Report report) =>
        (report.Number("attendedShare") ?? report.Number("attended") / Offered(report)) is { } share ? Math.Clamp(share, 0, 1) : null;

    private static decimal? Offered(Report report) => report.Number("offered") is { } offered and > 0 ? offered : null;

    // A share for which nobody gave a period is the term's.
    private int DaysOf(Report report) => PeriodOf(report) is { } period ? Math.Max(0, period.To.DayNumber - period.From.DayNumber + 1) : this[Term];

    private static bool Supersedes(Report later, Report report) =>
        History.ByDate.Compare(later, report) > 0 && (PeriodOf(later) is not { } one || PeriodOf(report) is not { } other || one.From <= other.To && other.From <= one.To);

    // A period given in months runs to the end of its last month; one without an end runs to the report.
    private static Period? PeriodOf(Report report) =>
        report.Day("from") is not { } from ? null
        : report.Day("to") is not { } to ? new(from, report.Occurred.Day)
        : new(from, report.Text("to")!.Length == 7 ? to.AddMonths(1).AddDays(-1) : to);
}
