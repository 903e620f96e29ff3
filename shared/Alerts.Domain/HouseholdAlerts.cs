using Alerts.Domain.Values;

namespace Alerts.Domain;

/// <summary>A household's alerts, and which of them to look at: those of one pattern, of some days, or of a report. A household may have very many.</summary>
internal sealed class HouseholdAlerts
{
    private readonly Dictionary<string, Alert> byId = [];
    private readonly Dictionary<string, List<Alert>> byPattern = [];
    private readonly Dictionary<(string Pattern, int Month), List<Alert>> byMonth = [];
    private readonly Dictionary<ReportId, List<Alert>> holding = [];
    private readonly Dictionary<string, HashSet<Alert>> weakened = [];
    private (int First, int Last) months = (int.MaxValue / 2, 0);

    public IReadOnlyCollection<Alert> All => byId.Values;

    public Alert this[string id] => byId[id];

    public Alert? Find(string id) => byId.GetValueOrDefault(id);

    public IReadOnlyList<Alert> Of(string pattern) => byPattern.GetValueOrDefault(pattern) ?? [];

    /// <summary>The pattern's alerts that have, or ever had, evidence of about these days; all of them where they are few.</summary>
    public IEnumerable<Alert> Of(string pattern, Period days)
    {
        var (first, last) = (Math.Max(MonthOf(days.From), months.First), Math.Min(MonthOf(days.To), months.Last));
        return Of(pattern) is var all && all.Count <= last - first ? all
            : Enumerable.Range(first, Math.Max(0, last - first + 1)).SelectMany(month => byMonth.GetValueOrDefault((pattern, month)) ?? []);
    }

    /// <summary>The pattern's alerts of which evidence was withdrawn, corrected or outweighed, and that still rest on some.</summary>
    public IReadOnlyCollection<Alert> Weakened(string pattern) => weakened.TryGetValue(pattern, out var alerts) ? alerts : [];

    /// <summary>Every alert that this report is, or ever was, evidence of.</summary>
    public IReadOnlyList<Alert> Holding(ReportId report) => holding.GetValueOrDefault(report) ?? [];

    public void Add(Alert alert)
    {
        byId.Add(alert.Id, alert);
        if (!byPattern.TryGetValue(alert.Pattern, out var alerts))
            byPattern[alert.Pattern] = alerts = [];
        alerts.Add(alert);
    }

    /// <summary>The alert rests on this report of that day; null where the report was taken back.</summary>
    /// <param name="isNew">A new alert stands in no list before this: a plan of long ago is shown beside very many, and to look for it among them would take long.</param>
    public void Hold(Alert alert, ReportId report, DateOnly? day, bool isNew)
    {
        if (day is { } on)
            Hold(alert, on, isNew);
        if (!holding.TryGetValue(report, out var alerts))
            holding[report] = [alert];
        else if (isNew || !alerts.Contains(alert))
            alerts.Add(alert);
    }

    /// <summary>The report is of this day now.</summary>
    public void Move(ReportId report, DateOnly day)
    {
        foreach (var alert in Holding(report))
            Hold(alert, day, isNew: false);
    }

    /// <summary>The alert has lost evidence.</summary>
    public void Weaken(Alert alert)
    {
        if (!weakened.TryGetValue(alert.Pattern, out var alerts))
            weakened[alert.Pattern] = alerts = [];
        if (alert.EvidenceWithdrawn)
            alerts.Remove(alert);
        else
            alerts.Add(alert);
    }

    private void Hold(Alert alert, DateOnly day, bool isNew)
    {
        var month = MonthOf(day);
        months = (Math.Min(months.First, month), Math.Max(months.Last, month));
        if (!byMonth.TryGetValue((alert.Pattern, month), out var alerts))
            byMonth[(alert.Pattern, month)] = [alert];
        else if (alerts[^1] != alert && (isNew || !alerts.Contains(alert)))
            alerts.Add(alert);
    }

    private static int MonthOf(DateOnly day) => day.Year * 12 + day.Month;
}
