using Alerts.Domain.Values;

namespace Alerts.Domain;

/// <summary>
/// What of a pattern's alerts has lost its footing after a report came, changed or went is said of each. A changed pattern or setting lowers nothing that stands,
/// and only a person closes an alert.
/// </summary>
internal sealed class Reassessment(Household household, Pattern pattern, Change change, ReportId? because, DateTimeOffset at, Action<Event> born)
{
    private readonly History history = household.History;

    /// <summary>The pattern is not asked any more: what rests on the report that went is still said to have lost it.</summary>
    public void OfWhatWent()
    {
        foreach (var alert in household.AlertsHolding(pattern.Id, change.Before!.Id).ToList())
            Reassess(alert, [change.Before.Id], null);
    }

    /// <summary>Evidence near the change may have lost its footing; so may reports that the pattern does not read itself and shows beside it.</summary>
    /// <param name="found">What is found on these days now.</param>
    public void OnDays(Period[] days, List<Finding> found)
    {
        var all = days[0] == Period.Always;
        var near = days.Select(d => pattern.Affects(history, d)).ToList();
        bool IsNear(ReportId id) => id == change.Before?.Id || household.Live(id) is { } live && near.Exists(d => d.Holds(live.Occurred.Day));
        var weighed = new Weighing(this, found, new(() => [.. near.SelectMany(d => pattern.Find(history, d))]), new(() => [.. pattern.Find(history, Period.Always)]));
        foreach (var alert in MayRest(near, all, IsNear))
            Reassess(alert, [.. alert.Standing.Keys.Where(e => all || IsNear(e) || !IsOwn(e))], weighed.Of(alert));
    }

    // The alerts that rest on what lies near the change, and those that rest on nothing of the pattern's own any more; where a report changed or went and may have been read beside any, all.
    private List<Alert> MayRest(List<Period> near, bool all, Func<ReportId, bool> isNear)
    {
        if (all || pattern.HeedsAnything && change.Before is not null)
            return [.. household.AlertsOf(pattern.Id)];
        var alerts = near.SelectMany(d => household.AlertsOf(pattern.Id, d));
        if (change.Before is { } before)
            alerts = alerts.Concat(household.AlertsHolding(pattern.Id, before.Id));
        alerts = alerts.Where(a => a.RestsOnAny(isNear));
        if (pattern.HeedsAnything)
            alerts = alerts.Concat(household.WeakenedAlertsOf(pattern.Id).Where(a => !a.RestsOnAny(IsOwn)));
        return [.. alerts.Distinct()];
    }

    private void Reassess(Alert alert, IReadOnlyList<ReportId> touched, Weighed? weighed)
    {
        var now = new Dictionary<ReportId, Severity?>(touched.Count);
        foreach (var id in touched.Where(alert.Standing.ContainsKey))
            now[id] = Weight(id, alert.Standing[id], alert, weighed);
        Severity? Now(ReportId id) => now.TryGetValue(id, out var weight) ? weight : alert.Standing[id];
        // An old plan alone is no evidence: it stands beside another incident.
        var nothing = weighed is not null && alert.Standing.Keys.All(e => Now(e) is null || alert.IsFoundBy(pattern, e) && !IsOwn(e));
        if (!nothing && now.All(e => e.Value == alert.Standing[e.Key]))
            return;
        var lost = alert.Standing.Keys.Where(e => nothing || Now(e) is null).ToList();
        var left = alert.Standing.Keys.Where(e => !nothing && Now(e) is not null).Select(e => new Evidence(e, Now(e)!.Value)).ToList();
        var changed = left.Where(e => alert.Standing[e.Report].Above(e.Severity)).ToList();
        if (lost.Count == 0 && changed.Count == 0)
            return;
        var allWeighed = weighed is not null && left.TrueForAll(e => alert.IsFoundBy(pattern, e.Report));
        var severityNow = left.Count == 0 ? alert.Severity : left.Select(e => e.Severity).Gravest();
        born(new EvidenceReassessed(alert.Id, alert.Notice + 1, severityNow, Reassessed(left.Count, lost.Count, allWeighed), because ?? alert.Reached.Because, alert.Told, lost, changed, weighed is null ? null : StillFound(alert, left)) { At = at });
    }

    private string? StillFound(Alert alert, List<Evidence> left)
    {
        var days = left.Select(e => household.Live(e.Report)).OfType<Report>().Where(pattern.Reads).Select(r => r.Occurred.Day).ToList();
        if (days.Count == 0)
            return null;
        var standing = left.Select(e => e.Report).ToHashSet();
        return Gathered.From(pattern.Find(history, new(days.Min(), days.Max())).Where(f => Concerns(f, alert) && f.Evidence.Any(r => standing.Contains(r.Id))), r => pattern.KnowsAnIncidentBy(household.Live(r)))
            .MinBy(g => g.Severity)?.Finding.Sentence;
    }

    // The gravest finding that this evidence is part of, null when there is none; never graver than before: that is for Place to say.
    private Severity? Weight(ReportId id, Severity before, Alert alert, Weighed? weighed)
    {
        if (household.Live(id) is not { } report)
            return null;
        if (id == change.Before?.Id && alert.PatternVersion == pattern.Version && !pattern.Reads(report) && !pattern.Heeds(report))
            return null;   // corrected into something that no settings let it read
        if (weighed is null || !alert.IsFoundBy(pattern, id))
            return before;   // a changed pattern or setting never lowers a standing alert
        Severity? weight = weighed.Found.Value.TryGetValue(id, out var known) && known.AtLeast(before) ? known : weighed.Wide.Value.TryGetValue(id, out var wider) ? wider : null;
        if (!(weight is { } found && found.AtLeast(before)) && !pattern.Reads(report))
            weight = weighed.Ever.Value.TryGetValue(id, out var ever) ? ever : null;   // shown beside evidence of another time, which may be graver
        return weight is { } w && w.Above(before) ? before : weight;
    }

    // What each report weighs in the findings about one child, or the household: of the days in question, of all that is near them, and of always; looked up only when needed.
    private sealed record Weighed(Lazy<Dictionary<ReportId, Severity>> Found, Lazy<Dictionary<ReportId, Severity>> Wide, Lazy<Dictionary<ReportId, Severity>> Ever);

    // Worked out once for all alerts about the same child: a household may have very many.
    private sealed class Weighing(Reassessment reassessment, List<Finding> found, Lazy<List<Finding>> wide, Lazy<List<Finding>> ever)
    {
        private readonly Dictionary<string, Weighed> children = [];

        public Weighed Of(Alert alert)
        {
            var child = alert.Child is null ? "" : reassessment.history.People.Canonical(alert.Child);
            if (!children.TryGetValue(child, out var weighed))
                children[child] = weighed = new(new(() => reassessment.Gravest(found, alert)), new(() => reassessment.Gravest(wide.Value, alert)), new(() => reassessment.Gravest(ever.Value, alert)));
            return weighed;
        }
    }

    private Dictionary<ReportId, Severity> Gravest(List<Finding> findings, Alert alert)
    {
        var gravest = new Dictionary<ReportId, Severity>();
        foreach (var finding in findings.Where(f => Concerns(f, alert)))
            foreach (var report in finding.Evidence)
                if (!gravest.TryGetValue(report.Id, out var severity) || finding.Severity.Above(severity))
                    gravest[report.Id] = finding.Severity;
        return gravest;
    }

    private string Reassessed(int left, int lost, bool weighed) =>
        left == 0 && pattern is AbsencePattern && lost > 0 ? "What was expected has been reported, or is not expected any more: nothing that this alert rested on is missing now. Only a person closes it."
        : left == 0 ? "Evidence withdrawn: none of the reports that this alert rested on stands any more. Only a person closes it."
        : lost > 0 ? $"{lost} of the reports that this alert rested on {(lost == 1 ? "does" : "do")} not count any more; {(weighed ? "the rest still cross the threshold." : "the rest stand as they were found: the pattern or its settings have changed since.")}"
        : "What the reports of this alert weigh has changed; they still cross the threshold.";

    private bool IsOwn(ReportId id) => household.Live(id) is { } live && pattern.Reads(live);

    private bool Concerns(Finding finding, Alert alert) => history.People.AreTheSame(finding.Child, alert.Child);
}
