using Alerts.Domain.Values;

namespace Alerts.Domain;

/// <summary>
/// One pattern looks at one household after one report came, changed or went. What has lost its footing is said; what is new is raised
/// anew, re-opened, or joined quietly to what people have not decided yet. De-duplication merges the notice, never the evidence.
/// </summary>
internal sealed class Evaluation(Household household, Pattern pattern, Change change, ReportId because, DateTimeOffset at, RoleDirectory roles, Action<Event> born)
{
    private readonly History history = household.History;
    private List<(DateOnly From, DateOnly To)>? reaches;

    public void Run()
    {
        var arounds = Arounds().ToList();
        if (arounds.Count == 0)
            return;
        var found = arounds.SelectMany(around => pattern.Find(history, around)).ToList();
        foreach (var alert in household.AlertsOf(pattern.Id).Where(MayBeTouched).ToList())
            Reassess(alert, found);
        foreach (var gathered in Gathered.From(found))
            Place(gathered);
    }

    // Around which reports to look: null stands for the whole history.
    private IEnumerable<Report?> Arounds()
    {
        if (change is { Before: null, After: null })
            return [];
        if (change.People && pattern.ReadsPeople || Touches(pattern.Context))
            return [null];
        return new[] { change.Before, change.After }.Where(r => r is not null && pattern.Reads(r)).Distinct();
    }

    private bool Touches(IReadOnlyList<string> kinds) =>
        change.Before is { } before && kinds.Contains(before.Kind) || change.After is { } after && kinds.Contains(after.Kind);

    private bool MayBeTouched(Alert alert) => Arounds().Contains(null) || alert.Standing.Keys.Any(MayBeTouched);

    private bool MayBeTouched(ReportId evidence) =>
        household.Live(evidence) is not { } report || !pattern.Reads(report) || Reaches().Any(reach => report.Occurred.Day >= reach.From && report.Occurred.Day <= reach.To);

    private IEnumerable<(DateOnly From, DateOnly To)> Reaches() =>
        reaches ??= [.. Arounds().Select(around => around is null ? (DateOnly.MinValue, DateOnly.MaxValue) : history.Reach(pattern, around.Occurred.Day))];

    // Which of its evidence still stands, and how gravely, now that the history has changed.
    private void Reassess(Alert alert, List<Finding> found)
    {
        var now = alert.Standing.ToDictionary(e => e.Key, e => (Severity?)e.Value);
        foreach (var (id, severity) in alert.Standing.Where(e => MayBeTouched(e.Key)))
            now[id] = Weight(id, severity, alert, found);
        var lost = now.Where(e => e.Value is null).Select(e => e.Key).ToList();
        var left = now.Where(e => e.Value is not null).Select(e => new Evidence(e.Key, e.Value!.Value)).ToList();
        var changed = left.Where(e => alert.Standing[e.Report].Above(e.Severity)).ToList();
        if (lost.Count == 0 && changed.Count == 0)
            return;
        var severityNow = left.Count == 0 ? alert.Severity : left.Select(e => e.Severity).Gravest();
        born(new EvidenceReassessed(alert.Id, alert.Notice + 1, severityNow, Reassessed(left.Count, lost.Count), because, alert.Told, lost, changed, StillFound(alert, left)) { At = at });
    }

    private string? StillFound(Alert alert, List<Evidence> left) =>
        Gathered.From(left.Select(e => household.Live(e.Report)).OfType<Report>().SelectMany(r => pattern.Find(history, r)).Where(f => Concerns(f, alert)))
            .MinBy(g => g.Severity)?.Finding.Sentence;

    // The gravest finding that this evidence is part of, null when there is none; never graver than before: that is for Place to say.
    private Severity? Weight(ReportId id, Severity before, Alert alert, List<Finding> found)
    {
        if (household.Live(id) is not { } report)
            return null;
        if (alert.PatternVersion != pattern.Version)
            return before;   // a changed pattern never lowers a standing alert
        Severity? Gravest(IEnumerable<Finding> findings) =>
            findings.Where(f => Concerns(f, alert) && f.Evidence.Any(r => r.Id == id)).Select(f => (Severity?)f.Severity).Min();
        var known = Gravest(found);
        var weight = known is { } k && k.AtLeast(before) ? known : Gravest(pattern.Find(history, report));
        return weight is { } w && w.Above(before) ? before : weight;
    }

    private static string Reassessed(int left, int lost) =>
        left == 0 ? "Evidence withdrawn: none of the reports that this alert rested on stands any more. Only a person closes it."
        : lost > 0 ? $"{lost} of the reports that this alert rested on {(lost == 1 ? "does" : "do")} not count any more; the rest still cross the threshold."
        : "What the reports of this alert weigh has changed; they still cross the threshold.";

    private void Place(Gathered found)
    {
        var known = household.AlertsOf(pattern.Id).Where(a => Concerns(found.Finding, a) && a.Evidence.Any(found.Evidence.ContainsKey)).ToList();
        var alert = known.OrderBy(a => a.IsOpen ? 1 : 0).ThenBy(a => a.Episode).LastOrDefault();
        if (alert is null)
            Raise(found);
        else
            Join(alert, found, known);
    }

    private void Raise(Gathered found)
    {
        var child = found.Finding.Child;
        var episode = household.AlertsOf(pattern.Id).Count(a => Concerns(found.Finding, a)) + 1;
        while (household.Alert(Alert.IdOf(household.Id, pattern.Id, child, episode)) is not null)
            episode++;   // a child known by another key then may have had this number
        var id = Alert.IdOf(household.Id, pattern.Id, child, episode);
        var told = Tell(found);
        born(new AlertRaised(id, 1, found.Severity, found.Finding.Sentence, because, told, pattern.Id, pattern.Version, pattern.Class, child, episode, found.AsEvidence()) { At = at });
        SayWhoIsMissing(id, told);
    }

    private void Join(Alert alert, Gathered found, List<Alert> known)
    {
        // Another alert of the same pattern may hold part of it already; evidence stands in one alert only. What was corrected just now is new.
        bool Stands(Evidence e) => known.Exists(a => a.Standing.TryGetValue(e.Report, out var s) && !e.Severity.Above(s));
        bool Corrected(Evidence e) => e.Report == change.Before?.Id && alert.Standing.ContainsKey(e.Report);
        var fresh = found.AsEvidence().Where(e => !Stands(e) || Corrected(e)).ToList();
        if (fresh.Count == 0)
            return;
        var severity = fresh.Select(e => e.Severity).Gravest();   // what is graver may stand in another alert of the same pattern
        var news = WhatIsNew(alert, severity, fresh);
        if (news is null)
        {
            born(new EvidenceJoined(alert.Id, found.Finding.Sentence, because, fresh) { At = at });
            return;
        }
        var told = Tell(found);
        var tellNow = told.Except(alert.Told).ToList();   // before the event is born: it counts them as told
        born(new AlertReopened(alert.Id, alert.Notice + 1, alert.EvidenceWithdrawn || severity.Above(alert.Severity) ? severity : alert.Severity, found.Finding.Sentence, because, told, news, fresh) { At = at });
        SayWhoIsMissing(alert.Id, tellNow);
    }

    // Why people must be told again; null when the evidence may join quietly.
    private string? WhatIsNew(Alert alert, Severity severity, List<Evidence> fresh)
    {
        if (severity.Above(alert.Severity))
            return $"graver than before: {severity} instead of {alert.Severity}";
        if (alert.EvidenceWithdrawn)
            return "evidence stands again after it was withdrawn";
        if (alert.Decision is not { } decision)
            return null;
        var all = alert.Standing.Keys.Union(fresh.Select(e => e.Report)).Select(household.Live).OfType<Report>().ToLookup(r => household.ArrivedAt(r.Id) > decision.Version);
        var (before, after) = (all[false].ToList(), all[true].ToList());
        if (after.Select(r => r.Kind).Except(before.Select(r => r.Kind)).FirstOrDefault() is { } kind)
            return $"a kind of report that was not there when it was decided: {Kinds.Find(kind)?.Meaning ?? kind}";
        if (after.SelectMany(Children).Except(before.SelectMany(Children)).Any())
            return "a child who was not concerned when it was decided";
        return pattern.Raises == Raises.Cumulatively && pattern.Find(history.Only(after), null).Any() ? "the reports since the decision cross the threshold by themselves" : null;
    }

    private IEnumerable<string> Children(Report report) => history.People.ChildrenIn(report).Select(c => c.Key);

    private bool Concerns(Finding finding, Alert alert) =>
        finding.Child == alert.Child || finding.Child is not null && alert.Child is not null && history.People.Canonical(finding.Child) == history.People.Canonical(alert.Child);

    private IReadOnlyList<Told> Tell(Gathered found) => roles.Resolve(found.Finding.Tell ?? pattern.Tell, household, found.Finding.Evidence[^1].Occurred.Day);

    private void SayWhoIsMissing(string alert, IEnumerable<Told> told)
    {
        foreach (var t in told.Where(t => t.InsteadOf is not null))
            born(new RoleNotHeld(alert, t.InsteadOf!, t.Person) { At = at });
    }
}

/// <summary>Overlapping findings about the same child or household, as one: each report with the gravest finding that it is part of.</summary>
internal sealed record Gathered(Finding Finding, Dictionary<ReportId, Severity> Evidence)
{
    public Severity Severity => Evidence.Values.Gravest();

    public IReadOnlyList<Evidence> AsEvidence() => [.. Evidence.Select(e => new Evidence(e.Key, e.Value))];

    public static IEnumerable<Gathered> From(IEnumerable<Finding> findings)
    {
        var all = new List<Gathered>();
        foreach (var finding in findings)
        {
            var mine = new Gathered(finding, finding.Evidence.ToDictionary(r => r.Id, _ => finding.Severity));
            foreach (var other in all.Where(g => g.Finding.Child == finding.Child && g.Evidence.Keys.Any(mine.Evidence.ContainsKey)).ToList())
            {
                all.Remove(other);
                mine = mine.With(other);
            }
            all.Add(mine);
        }
        return all;
    }

    // The gravest finding speaks; of two as grave, the one with more evidence, then the later.
    private Gathered With(Gathered other)
    {
        var evidence = new Dictionary<ReportId, Severity>(other.Evidence);
        foreach (var (report, severity) in Evidence)
            evidence[report] = evidence.TryGetValue(report, out var s) && s.Above(severity) ? s : severity;
        var otherSpeaks = other.Finding.Severity.Above(Finding.Severity)
            || other.Finding.Severity == Finding.Severity && other.Finding.Evidence.Count > Finding.Evidence.Count;
        return new(otherSpeaks ? other.Finding : Finding, evidence);
    }
}
