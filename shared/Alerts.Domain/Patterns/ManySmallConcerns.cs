using System.Collections.Frozen;
using Alerts.Domain.Values;

namespace Alerts.Domain;

/// <summary>
/// Notices many small concerns of several kinds from several agencies within twelve months: agencies wait for one big incident, and small
/// concerns never add up (S0 point 6 L44-46; S1 4.3.7; S3 section 5 L75; among published cases 08, 15 and 16). A family with many services has many
/// reporters, so kinds and agencies count, not only reports; one kind must have been seen on a child or in the home, and three make it graver. What
/// is too common to say anything, and that somebody reported, do not count.
/// </summary>
public sealed class ManySmallConcerns() : Pattern("CUM-1", 2, "Many small concerns from many places", "S0 point 6 L44-46; S1 4.3.7; S3 s5 L75; cases/08, 15, 16",
    Raises.Cumulatively, Domain.Kinds.Adverse, tell: ["FD", "LP|ASW?", "NN", "DSL"])
{
    public override string Clears => "A multi-agency meeting has been held and the neglect tool used; a new kind of concern or another child opens it again.";

    private static readonly Number Events = new("events", 6, "events", Origin.Proposal, "reports of one kind on one day are one event");
    private static readonly Number KindsOfConcern = new("kinds", 5, "kinds", Origin.Proposal, "different kinds among them");
    private static readonly Number Direct = new("directKinds", 1, "kinds", Origin.Proposal, "of these, seen on a child or in the home, or heard from the child", Least: 0);
    private static readonly Number Agencies = new("agencies", 3, "agencies", Origin.Proposal, "different agencies among them");
    private static readonly Number Window = new("window", Incidents.TwelveMonths, "days", Origin.Proposal, "within which they count together");
    private static readonly Number Graver = new("directKindsIfGraver", 3, "kinds", Origin.Proposal, "of these, for it to be graver", Least: 0);
    private static readonly Grade Usual = new("severity", Severity.S3, Origin.Proposal, "otherwise");
    private static readonly Grade Grave = new("severityIfGraver", Severity.S2, Origin.Proposal, "several of them were seen on a child or in the home");

    public override IReadOnlyList<Setting> Settings => [Events, KindsOfConcern, Direct, Agencies, Window, Graver, Usual, Grave];
    public override int Reach => this[Window];
    public override bool OnlyGrowsBy(Report came, History history) => true;
    public override bool JoinsAdjacentDays => false;

    public override bool Reads(Report report) => Counted.Contains(report.Kind);

    /// <summary>Not what is grave alone; not what is too common to say anything; and not that somebody reported, which says again what was seen.</summary>
    private static readonly FrozenSet<string> Counted = Domain.Kinds.Adverse.Where(k => Domain.Kinds.Find(k)!.Weight != Weight.High).Except(Domain.Kinds.TooCommonAlone).Except(Domain.Kinds.Referrals).ToFrozenSet();

    // Windows with more direct signs are findings of their own, so that a graver one does not lend its severity to its neighbours.
    public override IEnumerable<Finding> Find(History history, Period around)
    {
        var today = around.From == around.To && !history.Has(Domain.Kinds.Adverse, Period.Since(around.From.AddDays(1))) ? history.Own(this, around) : [];
        if (today.Count == 0)
            return All(history, around, this[Graver], this[Grave]).Concat(All(history, around, this[Direct], this[Usual]));
        var graver = Latest(history, today, this[Graver], this[Grave]);
        if (graver is not null && this[Direct] <= this[Graver] && graver.Severity.AtLeast(this[Usual]))
            return [graver];   // what fewer direct signs need lies within it
        return new[] { graver, Latest(history, today, this[Direct], this[Usual]) }.OfType<Finding>();
    }

    private static readonly UInt128 Signs = Domain.Kinds.Bits(Domain.Kinds.DirectSigns);

    // Where nothing is later, one window ends with what came last. In a household with very many reports the latest before that day mostly cross by
    // themselves: then all earlier ones of the window stand already, and what came last only joins them.
    private Finding? Latest(History history, IReadOnlyList<Report> today, int direct, Severity severity)
    {
        var day = today[0].Occurred.Day;
        var from = Period.On(day).Wider(this[Window], 0).From;
        if (history.NotedBy(this) is not Crossed before || before.Direct != direct || before.From < from)
        {
            var window = history.Own(this, new(from, day));
            var counts = new Counts();
            if (Crossing(counts, window, today, direct) is not { } found)
            {
                for (var i = 0; i < today.Count; i++)
                    counts.Add(today[i]);
                return Crosses(counts, direct) ? Found(window, 0, window.Count - 1, severity, history.Agencies) : null;
            }
            history.Note(this, before = found);
        }
        var reports = history.Own(this, new(before.From, day));
        return OneMore(reports, severity, history.Agencies, new(reports[reports.Count - today.Count - 1], today));
    }

    /// <summary>That what was reported from that day on crosses, whatever more is reported.</summary>
    private sealed record Crossed(DateOnly From, int Direct);

    private Crossed? Crossing(Counts counts, IReadOnlyList<Report> window, IReadOnlyList<Report> today, int direct)
    {
        for (var first = window.Count - today.Count - 1; first >= 0; first--)
        {
            if (!Crosses(counts, 0) || IsDirect(window[first]))   // once there are enough of all sorts, only direct signs are looked for
                counts.Add(window[first]);
            if (Crosses(counts, direct))
                return new(window[first].Occurred.Day, direct);
        }
        return null;
    }

    // How much was counted hangs on where reading began: said is what is true of any.
    private Finding OneMore(IReadOnlyList<Report> reports, Severity severity, int known, GoesOn goesOn) => new(null, severity, reports, () =>
        $"More than {this[Events]} small concerns of at least {this[KindsOfConcern]} kinds from at least {this[Agencies]} agencies within {Spoken.Days(this[Window])}, the last {reports[^1].Occurred}. {Together(known)}")
    { GoesOn = goesOn };

    private static bool IsDirect(Report report) => (Signs & Domain.Kinds.Bit(report.Kind)) != UInt128.Zero;

    private bool Crosses(Counts counts, int direct) => counts.Events >= this[Events] && counts.Kinds >= this[KindsOfConcern] && counts.DirectKinds >= direct && counts.Agencies >= this[Agencies];

    private IEnumerable<Finding> All(History history, Period around, int direct, Severity severity)
    {
        var near = history.Near(this, around);
        if (near.Count < this[Events])
            yield break;
        var counts = new Counts();
        var (from, to) = (-1, -1);   // windows that cross one after another and share reports are one finding
        for (int end = 0, start = 0; end < near.Count; end++)
        {
            counts.Add(near[end]);
            for (; near[start].Occurred.Day.AddDays(this[Window]) < near[end].Occurred.Day; start++)
                counts.Remove(near[start]);
            if (near[end].Occurred.Day < around.From || near[start].Occurred.Day > around.To || !Crosses(counts, direct))
                continue;
            if (from >= 0 && start > to)
            {
                yield return Found(near, from, to, severity, history.Agencies);
                from = -1;
            }
            (from, to) = (from < 0 ? start : from, end);
        }
        if (from >= 0)
            yield return Found(near, from, to, severity, history.Agencies);
    }

    private Finding Found(IReadOnlyList<Report> near, int from, int to, Severity severity, int known) => new(null, severity, [.. near.Take(to + 1).Skip(from)], () =>
    {
        var last = near.Take(to + 1).Skip(from).Where(r => r.Occurred.Day >= Period.On(near[to].Occurred.Day).Wider(this[Window], 0).From).ToList();
        return $"{last.DistinctBy(r => (r.Kind, r.Occurred.Day)).Count()} small concerns of {last.DistinctBy(r => r.Kind).Count()} kinds from {last.DistinctBy(r => r.Agency).Count()} agencies within "
            + $"{Spoken.Days(this[Window])}, the last {near[to].Occurred}. {Together(known)}";
    });

    private static string Together(int agencies) =>
        $"None is grave alone: read them together, with all who know the children. {Spoken.Many(agencies, "agency", "agencies")} in all know this household; many services are many reporters.";

    // Whole days come one after another, and go one after another.
    private sealed class Counts
    {
        private readonly int[] kinds = new int[Domain.Kinds.All.Count];
        private readonly DateOnly[] came = new DateOnly[Domain.Kinds.All.Count], went = new DateOnly[Domain.Kinds.All.Count];
        private readonly List<(string Name, int Reports)> agencies = [];   // few

        public int Events { get; private set; }
        public int Kinds { get; private set; }
        public int DirectKinds { get; private set; }
        public int Agencies => agencies.Count;

        public void Add(Report report) => Take(report, came, 1);

        public void Remove(Report report) => Take(report, went, -1);

        private void Take(Report report, DateOnly[] last, int by)
        {
            var kind = Domain.Kinds.Place(report.Kind);
            if (last[kind] != report.Occurred.Day)
                Events += by;
            last[kind] = report.Occurred.Day;
            Take(report.Agency, by);
            var before = kinds[kind];
            kinds[kind] += by;
            if (before > 0 == kinds[kind] > 0)
                return;
            Kinds += by;
            DirectKinds += IsDirect(report) ? by : 0;
        }

        private void Take(string agency, int by)
        {
            var at = agencies.Count - 1;
            while (at >= 0 && agencies[at].Name != agency)
                at--;
            if (at < 0)
                agencies.Add((agency, by));
            else if (agencies[at].Reports + by == 0)
                agencies.RemoveAt(at);
            else
                agencies[at] = (agency, agencies[at].Reports + by);
        }
    }
}
