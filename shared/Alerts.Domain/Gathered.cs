using Alerts.Domain.Values;

namespace Alerts.Domain;

/// <summary>Overlapping findings about the same child or household, as one: each report with the gravest finding that it is part of.</summary>
internal sealed record Gathered(Finding Finding, Dictionary<ReportId, Severity> Evidence)
{
    public Severity Severity => Evidence.Values.Gravest();

    public IReadOnlyList<Evidence> AsEvidence() => [.. Evidence.Select(e => new Evidence(e.Key, e.Value))];

    /// <param name="isSameBy">True for a report that two findings cannot share without being one.</param>
    public static IReadOnlyCollection<Gathered> From(IEnumerable<Finding> findings, Func<ReportId, bool> isSameBy)
    {
        var all = new List<Gathered>();
        foreach (var finding in findings)
        {
            var mine = new Gathered(finding, new(finding.Evidence.Count));
            foreach (var report in finding.Evidence)
                mine.Evidence[report.Id] = finding.Severity;
            for (var i = all.Count - 1; i >= 0; i--)
                if (all[i].Finding.Child == finding.Child && all[i].Shares(finding, isSameBy))
                {
                    mine = mine.With(all[i]);
                    all.RemoveAt(i);
                }
            all.Add(mine);
        }
        return all;
    }

    private bool Shares(Finding finding, Func<ReportId, bool> isSameBy)
    {
        foreach (var report in finding.Evidence)
            if (Evidence.ContainsKey(report.Id) && isSameBy(report.Id))
                return true;
        return false;
    }

    // The gravest finding speaks; of two as grave, the one with more evidence, then the later. The smaller goes into the larger.
    public Gathered With(Gathered other)
    {
        var (evidence, more) = Evidence.Count > other.Evidence.Count ? (Evidence, other.Evidence) : (other.Evidence, Evidence);
        foreach (var (report, severity) in more)
            if (!evidence.TryGetValue(report, out var s) || severity.Above(s))
                evidence[report] = severity;
        var otherSpeaks = other.Finding.Severity.Above(Finding.Severity)
            || other.Finding.Severity == Finding.Severity && other.Finding.Evidence.Count > Finding.Evidence.Count;
        return new(otherSpeaks ? other.Finding : Finding, evidence);
    }
}
