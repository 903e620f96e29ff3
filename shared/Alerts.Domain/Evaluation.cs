using Alerts.Domain.Values;

namespace Alerts.Domain;

/// <summary>
/// One pattern after the other looks at one household after one report came, changed or went, or a day came on which something was late. What has lost its
/// footing is said; what is new is raised anew, re-opened, or joined quietly to what people have not decided yet. De-duplication merges the
/// notice, never the evidence.
/// </summary>
/// <param name="settings">The version of the settings in force; null as published.</param>
/// <param name="because">What made it look; null where a day came, and then the last report of what is found stands for it.</param>
internal sealed class Evaluation(Household household, string? settings, Change change, ReportId? because, DateTimeOffset at, RoleDirectory roles, Action<Event> born)
{
    /// <summary>So few alerts of one pattern are asked one by one for the reports of a finding; more are looked up by each report.</summary>
    private const int FewAlerts = 8;

    private readonly History history = household.History;
    private readonly List<Unreachable> missed = [];
    private Pattern pattern = null!;
    private Period[] lastTouched = [];

    /// <summary>Names the pattern that looks from now on: before that there is none.</summary>
    public Evaluation By(Pattern one)
    {
        pattern = one;
        return this;
    }

    /// <summary>Looks where the change can matter.</summary>
    public void Run()
    {
        var days = Touched();
        if (days.Length > 0 && !IsBesideAllOfItsOwn(days) && !OnlySettles())
            Look(days);
    }

    private bool OnlySettles() => change is { Before: null, After: { } came, People: false } && pattern is AbsencePattern absence && !pattern.Reads(came) && absence.OnlySettles(came, history);

    // A report that came can take nothing from what stands: nothing need be weighed again.
    private bool CanOnlyAdd(StandingRows? rows, List<Finding> found) => change is { Before: null, After: { } came, People: false }
        && (pattern.OnlyGrowsBy(came, history) || pattern.OnlyLooksBack && pattern.Reads(came) && IsLatest(came, rows, found));

    // Of two on the last day, the second may lift what the first had found.
    private bool IsLatest(Report report, StandingRows? rows, List<Finding> found) => history.Own(pattern, Period.Since(report.Occurred.Day)) is var last
        && (last.Count == 1 || last[^1].Occurred.Day == report.Occurred.Day && rows?.AreStillFound(report.Occurred.Day, found) == true);

    // Every finding holds a report of the pattern's own: a plan, or somebody who became known, changes nothing of days without one.
    private bool IsBesideAllOfItsOwn(Period[] days)
    {
        if (change is not { Before: null, After: { } came } || pattern.Reads(came))
            return false;
        foreach (var day in days)
            if (history.HasOwn(pattern, pattern.OnlyLooksBack ? day : day.Wider(1, 1)))
                return false;
        return true;
    }

    /// <summary>Looks at these days.</summary>
    public void Look(Period[] days)
    {
        var missing = pattern is AbsencePattern absence ? Missing(absence, days) : null;
        var found = missing is null ? Found(days) : missing.Count == 0 ? [] : missing.Where(m => m.Late <= history.AsOf).Select(m => m.Finding).ToList();
        var rows = household.RowsOf(pattern);
        if (household.AlertsOf(pattern.Id).Count > 0 && !CanOnlyAdd(rows, found))
            Reassess(days, found);
        if (rows is not null && days is [var only] && only.From == only.To && only.From == history.BookOf(pattern)!.LastDay)
            Place(only.From, found, rows);
        else
        {
            rows?.Forget();
            if (found.Count > 0 && !AllGoOn(found))
                Place(found, missing);
        }
        if (missing?.Count > 0 && missing.Where(m => m.Late > history.AsOf).Min(m => (DateOnly?)m.Late) is { } day && !household.Awaits(pattern.Id, day))
            born(new DeadlineSet(pattern.Id, day) { At = at });
    }

    private List<Expected> Missing(AbsencePattern absence, Period[] days)
    {
        var missing = new List<Expected>();
        foreach (var day in days)
            missing.AddRange(absence.Missing(history, day));
        return missing;
    }

    private List<Finding> Found(IEnumerable<Period> days)
    {
        var found = new List<Finding>();
        foreach (var day in days)
            found.AddRange(pattern.Find(history, day));
        return found;
    }

    /// <summary>The pattern is not asked any more: what rests on the report that went is still said to have lost it.</summary>
    public void OnlyLose()
    {
        foreach (var alert in household.AlertsHolding(pattern.Id, change.Before!.Id).ToList())
            Reassess(alert, [change.Before.Id], null);
    }

    private Period[] Touched()
    {
        if (change is { Before: null, After: null })
            return [];
        if (change.People && pattern.ReadsPeople)
            return [Period.Always];
        return (Touched(change.Before), Touched(change.After)) switch
        {
            (null, null) => [],
            (null, { } one) => Only(one),
            ({ } one, null) => Only(one),
            ({ } one, { } other) => one == other ? Only(one) : one == Period.Always || other == Period.Always ? [Period.Always] : [one, other],
        };
    }

    // Most patterns look at the same day.
    private Period[] Only(Period days) => lastTouched is [var last] && last == days ? lastTouched : lastTouched = [days];

    private Period? Touched(Report? report) =>
        report is null ? null : pattern.Reads(report) ? pattern.Touches(report) : pattern.Heeds(report) ? pattern.Touches(report.Kind, report.Occurred.Day) : null;

    // Evidence near the change may have lost its footing; so may reports that the pattern does not read itself and shows beside it.
    private void Reassess(Period[] days, List<Finding> found)
    {
        var all = days[0] == Period.Always;
        var near = days.Select(d => pattern.Affects(history, d)).ToList();
        bool IsNear(ReportId id) => id == change.Before?.Id || household.Live(id) is { } live && near.Exists(d => d.Holds(live.Occurred.Day));
        bool IsOwn(ReportId id) => household.Live(id) is { } live && pattern.Reads(live);
        var weighed = new Weighing(this, found, new(() => Found(near)), new(() => [.. pattern.Find(history, Period.Always)]));
        foreach (var alert in MayRest(near, all, IsNear, IsOwn))
            Reassess(alert, [.. alert.Standing.Keys.Where(e => all || IsNear(e) || !IsOwn(e))], weighed.Of(alert));
    }

    // The alerts that rest on what lies near the change, and those that rest on nothing of the pattern's own any more; where a report changed or went and may have been read beside any, all.
    private List<Alert> MayRest(List<Period> near, bool all, Func<ReportId, bool> isNear, Func<ReportId, bool> isOwn)
    {
        if (all || pattern.HeedsAnything && change.Before is not null)
            return [.. household.AlertsOf(pattern.Id)];
        var alerts = near.SelectMany(d => household.AlertsOf(pattern.Id, d));
        if (change.Before is { } before)
            alerts = alerts.Concat(household.AlertsHolding(pattern.Id, before.Id));
        alerts = alerts.Where(a => a.RestsOnAny(isNear));
        if (pattern.HeedsAnything)
            alerts = alerts.Concat(household.WeakenedAlertsOf(pattern.Id).Where(a => !a.RestsOnAny(isOwn)));
        return [.. alerts.Distinct()];
    }

    private void Reassess(Alert alert, IReadOnlyList<ReportId> touched, Weighed? weighed)
    {
        var now = new Dictionary<ReportId, Severity?>(touched.Count);
        foreach (var id in touched.Where(alert.Standing.ContainsKey))
            now[id] = Weight(id, alert.Standing[id], alert, weighed);
        Severity? Now(ReportId id) => now.TryGetValue(id, out var weight) ? weight : alert.Standing[id];
        // An old plan alone is no evidence: it stands beside another incident.
        var nothing = weighed is not null && alert.Standing.Keys.All(e => Now(e) is null || alert.IsFoundBy(pattern, e) && !(household.Live(e) is { } live && pattern.Reads(live)));
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
        return Gathered.From(pattern.Find(history, new(days.Min(), days.Max())).Where(f => Concerns(f, alert) && f.Evidence.Any(r => standing.Contains(r.Id))), IsSameBy)
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
    private sealed class Weighing(Evaluation evaluation, List<Finding> found, Lazy<List<Finding>> wide, Lazy<List<Finding>> ever)
    {
        private readonly Dictionary<string, Weighed> children = [];

        public Weighed Of(Alert alert)
        {
            var child = alert.Child is null ? "" : evaluation.history.People.Canonical(alert.Child);
            if (!children.TryGetValue(child, out var weighed))
                children[child] = weighed = new(new(() => evaluation.Gravest(found, alert)), new(() => evaluation.Gravest(wide.Value, alert)), new(() => evaluation.Gravest(ever.Value, alert)));
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

    // What goes on from what stands in the one alert there is joins it by its newest reports; with one that came just now it is never passed over.
    private bool AllGoOn(List<Finding> found)
    {
        if (change is not { Before: null, After: not null } || household.AlertsOf(pattern.Id) is not [var alert])
            return false;
        foreach (var finding in found)
            if (finding.GoesOn is not { } goesOn || !Concerns(finding, alert) || !alert.IsFoundBy(pattern, goesOn.From, finding.Severity))
                return false;
        foreach (var finding in found)
            Join(alert, finding, [.. finding.GoesOn!.With.Where(r => !alert.Stands(r.Id, finding.Severity)).Select(r => new Evidence(r.Id, finding.Severity))]);
        return true;
    }

    private List<(Gathered Found, Alert? In)> Place(List<Finding> found, List<Expected>? missing)
    {
        var placed = new List<(Gathered Found, Alert? In)>();
        foreach (var gathered in Gathered.From(PassedOver.Leaves(found, missing, household, pattern, change), IsSameBy))
            placed.Add((gathered, Place(gathered, null)));
        return placed;
    }

    // What goes on from what stands in an alert joins it by its newest reports; it holds one that came just now, and so is never passed over.
    private void Place(DateOnly day, List<Finding> found, StandingRows rows)
    {
        if (rows.Continued(found) is { } continued)
        {
            var stands = true;
            foreach (var (newest, alert) in continued)
                stands &= Place(newest, alert) is not null;
            if (stands)
                rows.Remember(day, found, null);
            else
                rows.Forget();
            return;
        }
        var placed = Place(found, null);
        if (placed.Exists(p => p.In is null))
            rows.Forget();
        else
            rows.Remember(day, found, f => placed.Find(p => p.Found.Finding.Child == f.Child && p.Found.Evidence.ContainsKey(f.Evidence[0].Id)).In);
    }

    // Answers the one alert that holds it now; null where several hold parts of it.
    private Alert? Place(Gathered found, Alert? holding)
    {
        var known = new List<Alert>();
        if (holding is not null)
            known.Add(holding);
        if (household.AlertsOf(pattern.Id) is var all && all.Count <= Math.Min(FewAlerts, found.Evidence.Count))
            known.AddRange(all.Where(a => a != holding && Concerns(found.Finding, a) && found.Evidence.Keys.Any(r => a.EverRestedOn(r) && IsSameBy(r))));
        else
            foreach (var report in found.Evidence.Keys)
                if (household.AlertsHolding(report) is { Count: > 0 } alerts && IsSameBy(report))
                    foreach (var other in alerts)
                        if (other.Pattern == pattern.Id && !known.Contains(other) && Concerns(found.Finding, other))
                            known.Add(other);
        var alert = known.Count < 2 ? known.FirstOrDefault() : known.OrderBy(a => a.IsOpen ? 1 : 0).ThenBy(a => a.Episode).LastOrDefault();
        if (alert is null)
            return Raise(found);
        Join(alert, found, known);
        return known.Count == 1 ? alert : null;
    }

    // A pattern that raises anew knows an incident by its own reports: the old plan beside two incidents does not make them one.
    private bool IsSameBy(ReportId report) => pattern.Raises == Raises.Cumulatively || household.Live(report) is { } live && pattern.Reads(live);

    private Alert Raise(Gathered found)
    {
        var child = found.Finding.Child;
        var episode = household.AlertsOf(pattern.Id).Count(a => Concerns(found.Finding, a)) + 1;
        while (household.Alert(Alert.IdOf(household.Id, pattern.Id, child, episode)) is not null)
            episode++;   // a child known by another key then may have had this number
        var id = Alert.IdOf(household.Id, pattern.Id, child, episode);
        var told = Tell(found.Finding);
        born(new AlertRaised(id, 1, found.Severity, found.Finding.Sentence, Because(found.Finding), told, pattern.Id, pattern.Version, pattern.Class, child, episode, found.AsEvidence())
        { At = at, Measure = pattern.Measure, Settings = settings, EveryRoleAnswers = pattern.EveryRoleAnswers });
        SayWhoIsMissing(id, told);
        return household.Alert(id)!;
    }

    // Another alert of the same pattern may hold part of it already; evidence stands in one alert only. What was corrected just now is new.
    private void Join(Alert alert, Gathered found, List<Alert> known)
    {
        var fresh = new List<Evidence>();
        foreach (var (report, weight) in found.Evidence)
            if (!Stands(known, report, weight) || report == change.Before?.Id && alert.Standing.ContainsKey(report))
                fresh.Add(new(report, weight));
        Join(alert, found.Finding, fresh);
    }

    private static bool Stands(List<Alert> known, ReportId report, Severity severity)
    {
        foreach (var alert in known)
            if (alert.Stands(report, severity))
                return true;
        return false;
    }

    private void Join(Alert alert, Finding found, List<Evidence> fresh)
    {
        if (fresh.Count == 0)
            return;
        var severity = fresh.Select(e => e.Severity).Gravest();   // what is graver may stand in another alert of the same pattern
        var news = WhatIsNew(alert, severity, fresh);
        if (news is null)
        {
            born(new EvidenceJoined(alert.Id, found.Sentence, Because(found), fresh) { At = at, Measure = pattern.Measure });
            return;
        }
        var told = TellWhatIsNew(alert, found);
        var tellNow = told.Except(alert.Told).ToList();   // before the event is born: it counts them as told
        born(new AlertReopened(alert.Id, alert.Notice + 1, alert.EvidenceWithdrawn || severity.Above(alert.Severity) ? severity : alert.Severity, found.Sentence, Because(found), told, news, fresh)
        { At = at, Measure = pattern.Measure });
        SayWhoIsMissing(alert.Id, tellNow);
    }

    // Whoever has it now is told what is new, whoever it was meant for at first. A role that was never told is told with them.
    private IReadOnlyList<Told> TellWhatIsNew(Alert alert, Finding found)
    {
        var ever = alert.Notices.SelectMany(n => n.Told).Select(t => t.Wanted).ToHashSet();
        return [.. alert.Holders.Select(t => roles.HandedOn(t, household, alert.Child, at)).Concat(Tell(found).Where(t => !ever.Contains(t.Wanted))).Distinct()];
    }

    private ReportId Because(Finding found) => because ?? found.Evidence[^1].Id;

    // Why people must be told again; null when the evidence may join quietly.
    private string? WhatIsNew(Alert alert, Severity severity, List<Evidence> fresh)
    {
        if (severity.Above(alert.Severity))
            return $"graver than before: {severity} instead of {alert.Severity}";
        if (alert.EvidenceWithdrawn)
            return "evidence stands again after it was withdrawn";
        if (alert.Answers is not [.., var decision])
            return null;   // nobody has answered yet, not even for one role of several
        var all = alert.Standing.Keys.Union(fresh.Select(e => e.Report)).Select(household.Live).OfType<Report>().ToLookup(r => household.ArrivedAt(r.Id) > decision.Version);
        var (before, after) = (all[false].ToList(), all[true].ToList());
        if (after.Select(r => r.Kind).Except(before.Select(r => r.Kind)).FirstOrDefault() is { } kind)
            return $"a kind of report that was not there when it was decided: {Kinds.Find(kind)?.Meaning ?? kind}";
        if (after.SelectMany(Children).Except(before.SelectMany(Children)).Any())
            return "a child who was not concerned when it was decided";
        // What it is read against (a plan, a child's needs) is history all the same, whenever it was told.
        return pattern.Raises == Raises.Cumulatively && pattern.Find(history.Only([.. after.Where(pattern.Reads), .. history.Of(pattern.Context)]), Period.Always).Any() ? "the reports since the decision cross the threshold by themselves" : null;
    }

    private IEnumerable<string> Children(Report report) => history.People.ChildrenIn(report).Select(c => c.Key);

    private bool Concerns(Finding finding, Alert alert) =>
        finding.Child == alert.Child || finding.Child is not null && alert.Child is not null && history.People.Canonical(finding.Child) == history.People.Canonical(alert.Child);

    private IReadOnlyList<Told> Tell(Finding found)
    {
        missed.Clear();
        return roles.Resolve(pattern.Recipients(found), household, found.Child, found.Evidence[^1].Occurred.Day, at, missed.Add, byDay: because is null && pattern is AbsencePattern);
    }

    private void SayWhoIsMissing(string alert, IEnumerable<Told> told)
    {
        foreach (var said in Unreachable.Say(alert, told, missed, at))
            born(said);
    }
}
