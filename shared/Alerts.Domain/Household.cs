using System.Runtime.InteropServices;
using Alerts.Domain.Values;

namespace Alerts.Domain;

/// <summary>
/// One household's state: who lives there, every live report, every alert. A function of its events and of nothing else.
/// The decisions are in <see cref="Decide"/>; here is only what each event changes.
/// </summary>
public sealed class Household(Guid id) : IWhereabouts
{
    private readonly Dictionary<ReportId, Report> said = [];
    private readonly HashSet<ReportId> withdrawals = [];
    private readonly Dictionary<ReportId, List<Report>> corrections = [];
    private readonly HashSet<ReportId> withdrawn = [];
    private readonly Dictionary<ReportId, (ReportId Form, Report Report, int ArrivedAt)> live = [];
    private readonly HouseholdAlerts alerts = new();
    private readonly Dictionary<string, StandingRows> rows = [];
    private readonly Dictionary<string, List<DateOnly>> daysOf = [];
    private readonly HashSet<(string Pattern, DateOnly On)> deadlines = [];
    private readonly Dictionary<string, SortedSet<DateOnly>> awaited = [];
    private readonly Dictionary<(string Alert, int Notice, int Step), DateTimeOffset> clocks = [];
    private readonly Dictionary<string, DateOnly> lastReported = [];
    private (DateTimeOffset At, string? Area) latestPostcode;
    private readonly Dictionary<string, (int Version, DateOnly On)> lookedBack = [];
    private readonly List<Event> trouble = [];
    private DateTimeOffset latest = DateTimeOffset.MinValue;
    private int round;

    public Guid Id { get; } = id;

    /// <summary>The number of events so far; the first event makes it 1.</summary>
    public int Version { get; private set; }

    public History History { get; } = new([]);
    public IReadOnlyCollection<Alert> Alerts => alerts.All;

    /// <summary>Patterns that failed here and roles that nobody held, for operations and the front door.</summary>
    public IReadOnlyList<Event> Trouble => trouble;

    public Alert? Alert(string id) => alerts.Find(id);

    public IReadOnlyList<Alert> AlertsOf(string pattern) => alerts.Of(pattern);

    /// <inheritdoc cref="HouseholdAlerts.Of(string, Period)"/>
    internal IEnumerable<Alert> AlertsOf(string pattern, Period days) => alerts.Of(pattern, days);

    /// <summary>What of the pattern's rows of reports stands already; null where it keeps none.</summary>
    internal StandingRows? RowsOf(Pattern pattern)
    {
        if (History.BookOf(pattern) is not { } book)
            return null;
        if (!rows.TryGetValue(pattern.Id, out var standing))
            rows[pattern.Id] = standing = new();
        return standing.For(pattern, book);
    }

    /// <inheritdoc cref="HouseholdAlerts.Weakened"/>
    internal IReadOnlyCollection<Alert> WeakenedAlertsOf(string pattern) => alerts.Weakened(pattern);

    /// <summary>The pattern's alerts that this report is, or ever was, evidence of.</summary>
    public IEnumerable<Alert> AlertsHolding(string pattern, ReportId report) => AlertsHolding(report).Where(a => a.Pattern == pattern);

    /// <inheritdoc cref="HouseholdAlerts.Holding"/>
    public IReadOnlyList<Alert> AlertsHolding(ReportId report) => alerts.Holding(report);

    /// <summary>The days on which it will look again, and for which pattern.</summary>
    public IReadOnlyCollection<(string Pattern, DateOnly On)> Deadlines => deadlines;

    /// <summary>True when it will look again for the pattern on that day or earlier. A day that is past and was not looked at is not waited for: its look may have been given up.</summary>
    public bool Awaits(string pattern, DateOnly day) => day >= History.AsOf && awaited.TryGetValue(pattern, out var days) && days.GetViewBetween(History.AsOf, day).Count > 0;

    /// <summary>The event number and the day at which it last looked back over everything with this pattern; null where it never did.</summary>
    public (int Version, DateOnly On)? LookedBackWith(string pattern) => lookedBack.TryGetValue(pattern, out var at) ? at : null;

    /// <summary>True when it has looked back in that round or a later one.</summary>
    public bool HasLookedBackIn(int round) => this.round >= round;

    public bool Knows(ReportId report) => said.ContainsKey(report) || withdrawals.Contains(report);

    /// <summary>The event number at which the live form of a report arrived.</summary>
    public int ArrivedAt(ReportId report) => live[report].ArrivedAt;

    /// <summary>The live form of a report, by the id of its original; null once withdrawn.</summary>
    public Report? Live(ReportId report) => live.GetValueOrDefault(report).Report;

    /// <inheritdoc/>
    public DateOnly? LastReportedBy(string sender) => lastReported.TryGetValue(sender, out var day) ? day : null;

    /// <inheritdoc/>
    public string? Area => latestPostcode.Area;

    /// <inheritdoc/>
    public string Canonical(string child) => History.People.Canonical(child);

    /// <summary>What of it decides who holds its roles, as it is now.</summary>
    public Whereabouts Whereabouts() => new(Id, Area, new Dictionary<string, DateOnly>(lastReported), History.People.Children.SelectMany(c => c.Keys.Where(k => k != c.Key), (c, k) => (k, c.Key)).ToDictionary());

    /// <summary>The clocks that run: answers that are due, reviews, stages of a disagreement.</summary>
    public IReadOnlyDictionary<(string Alert, int Notice, int Step), DateTimeOffset> Clocks => clocks;

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
        if (e.At > latest && UkDay.Of(latest = e.At) is var day && day > History.AsOf)
            History.AsOf = day;
        switch (e)
        {
            case ReportRecorded r: return Record(r.Report);
            case AlertRaised r:
                alerts.Add(new(r, Version));
                Hold(r.Alert, r.Evidence, isNew: true);
                break;
            case EvidenceJoined j:
                alerts[j.Alert].Apply(j, Version);
                Hold(j.Alert, j.Evidence);
                break;
            case AlertReopened o:
                alerts[o.Alert].Apply(o, Version);
                Hold(o.Alert, o.Evidence);
                break;
            case EvidenceReassessed w:
                alerts[w.Alert].Apply(w);
                alerts.Weaken(alerts[w.Alert]);
                rows.GetValueOrDefault(alerts[w.Alert].Pattern)?.Forget();
                break;
            case AlertDecided d: alerts[d.Alert].Apply(d, Version); break;
            case AlertClimbed c: alerts[c.Alert].Apply(c); break;
            case AlertPassedOn p: alerts[p.Alert].Apply(p); break;
            case AlertHandedOver h: alerts[h.Alert].Apply(h); break;
            case DecisionChallenged c: alerts[c.Alert].Apply(c); break;
            case ClockSet c:
                clocks[(c.Alert, c.Notice, c.Step)] = c.Due;
                alerts[c.Alert].Apply(c);
                break;
            case ClockReached c: clocks.Remove((c.Alert, c.Notice, c.Step)); break;
            case DecisionRefused: break;
            case RoleNotHeld or RolePassedOn or PatternFaulted: trouble.Add(e); break;
            case DeadlineSet d:
                deadlines.Add((d.Pattern, d.On));
                awaited.TryAdd(d.Pattern, []);
                awaited[d.Pattern].Add(d.On);
                break;
            case DeadlineReached d:
                deadlines.Remove((d.Pattern, d.On));
                awaited.GetValueOrDefault(d.Pattern)?.Remove(d.On);
                break;
            case LookedBack l:
                round = Math.Max(round, l.Round);
                foreach (var with in l.With)
                    lookedBack[with.Pattern] = (Version, History.AsOf);
                break;
            default: throw new InvalidOperationException($"event {e.GetType().Name} is not known to this version");
        }
        return Change.None;
    }

    /// <summary>"BS1 4DJ" is in "BS1": the last three characters are the street's.</summary>
    internal static string AreaOf(string postcode) =>
        postcode.Replace(" ", "", StringComparison.Ordinal).ToUpperInvariant() is { Length: > 3 } whole ? whole[..^3] : postcode.ToUpperInvariant();

    private void Hold(string alert, IReadOnlyList<Evidence> evidence, bool isNew = false)
    {
        foreach (var e in evidence)
            alerts.Hold(alerts[alert], e.Report, Live(e.Report)?.Occurred.Day, isNew);
    }

    private Change Record(Report report)
    {
        if (report.Withdraws is { } gone)
        {
            withdrawals.Add(report.Id);
            withdrawn.Add(report.Id with { MessageId = gone });
            return Replace(Original(report.Id with { MessageId = gone }));
        }
        said.Add(report.Id, report);
        if (report.Corrects is { } wrong)
        {
            corrections.TryAdd(report.Id with { MessageId = wrong }, []);
            corrections[report.Id with { MessageId = wrong }].Add(report);
        }
        return report.Corrects is null && !corrections.ContainsKey(report.Id) && !withdrawn.Contains(report.Id) ? Stand(report.Id, default, report) : Replace(Original(report.Id));
    }

    // Up from correction to correction, as far as they have come. Two that correct each other lead nowhere.
    private ReportId Original(ReportId id)
    {
        if (said.TryGetValue(id, out var itself) && itself.Corrects is null)
            return id;
        for (var seen = new HashSet<ReportId>(); seen.Add(id) && said.TryGetValue(id, out var report) && report.Corrects is { } corrected;)
            id = id with { MessageId = corrected };
        return id;
    }

    // Among corrections the latest reported-at wins, then the id. Withdrawing a correction revives what it replaced; withdrawing
    // the original takes all of it back.
    private Report? LatestForm(ReportId id) =>
        !said.TryGetValue(id, out var original) || original.Corrects is not null || withdrawn.Contains(id) ? null
        : !corrections.ContainsKey(id) ? original
        : CorrectionsOf(id).Where(c => !withdrawn.Contains(c.Id)).OrderBy(c => c.ReportedAt).ThenBy(c => c.Id).LastOrDefault() ?? original;

    private IEnumerable<Report> CorrectionsOf(ReportId id) =>
        corrections.TryGetValue(id, out var direct) ? direct.SelectMany(c => CorrectionsOf(c.Id).Prepend(c)) : [];

    // The live form keeps the original's id, so that an alert's evidence stays the same report when it is corrected.
    private Change Replace(ReportId id)
    {
        var before = live.GetValueOrDefault(id);
        var form = LatestForm(id);
        return form?.Id == (before.Report is null ? null : before.Form) ? Change.None : Stand(id, before, form);
    }

    private Change Stand(ReportId id, (ReportId Form, Report? Report, int ArrivedAt) before, Report? form)
    {
        var people = false;
        if (before.Report is not null)
        {
            people |= History.Remove(before.Report);
            live.Remove(id);
            daysOf[before.Report.Agency].Remove(before.Report.Occurred.Day);
        }
        var after = form is null || form.Id == id ? form : form with { Id = id };
        if (after is not null)
        {
            people |= History.Add(after);
            live.Add(id, (form!.Id, after, Version));
            alerts.Move(id, after.Occurred.Day);
            (CollectionsMarshal.GetValueRefOrAddDefault(daysOf, after.Agency, out _) ??= []).Add(after.Occurred.Day);
        }
        if (before.Report is not null)
        {
            lastReported.Clear();
            latestPostcode = default;
            foreach (var left in live.Values)
                Place(left.Report);
        }
        else if (after is not null)
            Place(after);
        return new(before.Report, after, people);
    }

    // Whose family it is, by what stands: a report that was taken back brings nobody to the household.
    private void Place(Report report)
    {
        if (report.Occurred.Day > (LastReportedBy(report.Id.Sender) ?? DateOnly.MinValue))
            lastReported[report.Id.Sender] = report.Occurred.Day;
        if (report.Address?.Postcode is { } postcode && (report.ReportedAt, AreaOf(postcode)) is var here && (here.ReportedAt > latestPostcode.At || here.ReportedAt == latestPostcode.At && string.CompareOrdinal(here.Item2, latestPostcode.Area) > 0))
            latestPostcode = here;
    }
}

/// <summary>What one event changed among the live reports.</summary>
public readonly record struct Change(Report? Before, Report? After, bool People)
{
    public static readonly Change None;
}
