using Alerts.Domain.Values;

namespace Alerts.Domain;

/// <summary>
/// One pattern looks at one household after one report came, changed or went, or a day came on which something was late. What has lost its
/// footing is said; what is new is raised anew, re-opened, or joined quietly to what people have not decided yet. De-duplication merges the
/// notice, never the evidence.
/// </summary>
/// <param name="settings">The version of the settings in force; null as published.</param>
/// <param name="because">What made it look; null where a day came, and then the last report of what is found stands for it.</param>
internal sealed class Evaluation(Household household, Pattern pattern, string? settings, Change change, ReportId? because, DateTimeOffset at, RoleDirectory roles, Action<Event> born)
{
    private readonly History history = household.History;
    private readonly List<Unreachable> missed = [];

    /// <summary>Looks at these days.</summary>
    public void Look(Period[] days)
    {
        var missing = pattern is AbsencePattern absence ? Missing(absence, days) : null;
        var found = missing is null ? Found(days) : missing.Count == 0 ? [] : missing.Where(m => m.Late <= history.AsOf).Select(m => m.Finding).ToList();
        var rows = household.RowsOf(pattern);
        if (household.AlertsOf(pattern.Id).Count > 0 && !CanOnlyAdd(rows, found))
            new Reassessment(household, pattern, change, because, at, born).OnDays(days, found);
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

    // A report that came can take nothing from what stands: nothing need be weighed again.
    private bool CanOnlyAdd(StandingRows? rows, List<Finding> found) => change is { Before: null, After: { } came, People: false }
        && (pattern.OnlyGrowsBy(came, history) || pattern.OnlyLooksBack && pattern.Reads(came) && IsLatest(came, rows, found));

    // Of two on the last day, the second may lift what the first had found.
    private bool IsLatest(Report report, StandingRows? rows, List<Finding> found) => history.Own(pattern, Period.Since(report.Occurred.Day)) is var last
        && (last.Count == 1 || last[^1].Occurred.Day == report.Occurred.Day && rows?.AreStillFound(report.Occurred.Day, found) == true);

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
    public void OnlyLose() => new Reassessment(household, pattern, change, because, at, born).OfWhatWent();

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

    private bool IsSameBy(ReportId report) => pattern.KnowsAnIncidentBy(household.Live(report));

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

    private bool Concerns(Finding finding, Alert alert) => history.People.AreTheSame(finding.Child, alert.Child);

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
