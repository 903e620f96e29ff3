namespace Alerts.Domain;

/// <summary>
/// One household's state: who lives there, every live report, every alert. A function of its events and of nothing else.
/// The decisions are in <see cref="Decide"/>; here is only what each event changes.
/// </summary>
public sealed class Household(Guid id)
{
    /// <summary>Every form of one report that arrived: the original, its corrections, and which of them were withdrawn.</summary>
    private sealed class Forms
    {
        public Report? Original { get; set; }
        public List<Report> Corrections { get; } = [];
        public HashSet<string> Withdrawn { get; } = [];

        // Among corrections the latest reported-at wins, then the id. Withdrawing a correction revives what it replaced.
        public Report? Live =>
            Original is null || Withdrawn.Contains(Original.Id.MessageId) ? null
            : Corrections.Where(c => !Withdrawn.Contains(c.Id.MessageId)).OrderBy(c => c.ReportedAt).ThenBy(c => c.Id).LastOrDefault() ?? Original;
    }

    private readonly HashSet<ReportId> known = [];
    private readonly Dictionary<ReportId, int> arrived = [];
    private readonly Dictionary<ReportId, Forms> forms = [];
    private readonly Dictionary<ReportId, ReportId> rootOf = [];
    private readonly Dictionary<ReportId, Report> live = [];
    private readonly Dictionary<string, Alert> alerts = [];
    private readonly Dictionary<string, List<Alert>> byPattern = [];
    private readonly Dictionary<string, List<DateOnly>> daysOf = [];

    public Guid Id { get; } = id;

    /// <summary>The number of events so far; the first event makes it 1.</summary>
    public int Version { get; private set; }

    public History History { get; } = new([]);
    public IReadOnlyCollection<Alert> Alerts => alerts.Values;

    /// <summary>Patterns that failed here and roles that nobody held, for operations and the front door.</summary>
    public IReadOnlyList<Event> Trouble { get; private set; } = [];

    public Alert? Alert(string id) => alerts.GetValueOrDefault(id);

    public IReadOnlyList<Alert> AlertsOf(string pattern) => byPattern.GetValueOrDefault(pattern) ?? [];

    public bool Knows(ReportId report) => known.Contains(report);

    /// <summary>The event number at which the live form of a report arrived.</summary>
    public int ArrivedAt(ReportId report) => arrived[report];

    /// <summary>The live form of a report, by the id of its original; null once withdrawn.</summary>
    public Report? Live(ReportId report) => live.GetValueOrDefault(report);

    /// <summary>Sorts of agency that reported something that happened between the two days.</summary>
    public IEnumerable<string> AgenciesSince(DateOnly from, DateOnly to) => daysOf.Where(d => d.Value.Exists(x => x >= from && x <= to)).Select(d => d.Key);

    public static Household Fold(Guid id, IEnumerable<Event> events)
    {
        var household = new Household(id);
        foreach (var e in events)
            household.Apply(e);
        return household;
    }

    /// <summary>Takes one event in; answers which live reports it changed and whether that changed who is known here.</summary>
    /// <exception cref="InvalidOperationException">The event is of a type that this version does not know.</exception>
    public Change Apply(Event e)
    {
        Version++;
        switch (e)
        {
            case ReportRecorded r: return Record(r.Report);
            case AlertRaised r:
                alerts.Add(r.Alert, new(r, Version));
                byPattern.TryAdd(r.Pattern, []);
                byPattern[r.Pattern].Add(alerts[r.Alert]);
                break;
            case EvidenceJoined j: alerts[j.Alert].Apply(j, Version); break;
            case AlertReopened o: alerts[o.Alert].Apply(o, Version); break;
            case EvidenceReassessed w: alerts[w.Alert].Apply(w); break;
            case AlertDecided d: alerts[d.Alert].Apply(d, Version); break;
            case DecisionRefused: break;
            case RoleNotHeld or PatternFaulted: Trouble = [.. Trouble, e]; break;
            default: throw new InvalidOperationException($"event {e.GetType().Name} is not known to this version");
        }
        return Change.None;
    }

    private Change Record(Report report)
    {
        known.Add(report.Id);
        var target = report.Withdraws ?? report.Corrects;
        var root = target is null ? report.Id : rootOf.GetValueOrDefault(new(report.Id.Sender, target), new(report.Id.Sender, target));
        rootOf[report.Id] = root;
        forms.TryAdd(root, new());
        var all = forms[root];
        var before = all.Live;
        if (report.Withdraws is not null)
            all.Withdrawn.Add(report.Withdraws);
        else if (report.Corrects is not null)
            all.Corrections.Add(report);
        else
            all.Original = report;
        return Replace(root, before, all.Live);
    }

    // The live form keeps the original's id, so that an alert's evidence stays the same report when it is corrected.
    private Change Replace(ReportId root, Report? before, Report? after)
    {
        before = before is null ? null : live.GetValueOrDefault(root);
        after = after is null ? null : after with { Id = root };
        if (before == after)
            return Change.None;
        var people = false;
        if (before is not null)
        {
            people |= History.Remove(before);
            live.Remove(root);
            daysOf[before.Agency].Remove(before.Occurred.Day);
        }
        if (after is not null)
        {
            people |= History.Add(after);
            live.Add(root, after);
            arrived[root] = Version;
            daysOf.TryAdd(after.Agency, []);
            daysOf[after.Agency].Add(after.Occurred.Day);
        }
        return new(before, after, people);
    }
}

/// <summary>What one event changed among the live reports.</summary>
public readonly record struct Change(Report? Before, Report? After, bool People)
{
    public static readonly Change None;
}
