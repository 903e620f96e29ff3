using Alerts.Domain;

namespace Alerts.Standalone.Backtest;

/// <summary>One case under two settings: what they raise differently, and how many alerts they raise alike.</summary>
public sealed record Comparison(CaseResult First, CaseResult Second, IReadOnlyList<Difference> Differences, int Alike)
{
    /// <summary>What `--against FILE` says, in words of the option, in every command that has it.</summary>
    public const string Direction = "compared with what --settings gives; gained: only FILE raises it, lost: only --settings does, moved: at another time or as gravely not.";

    public static Comparison Of(CaseResult first, CaseResult second)
    {
        var (differences, alike) = (new List<Difference>(), 0);
        foreach (var household in first.Alerts.Concat(second.Alerts).GroupBy(a => a.Household))
        {
            var found = household.ToDictionary(a => a.Alert);
            var compared = Changed.Between(first.Alerts.Select(a => a.Alert).Where(found.ContainsKey), second.Alerts.Select(a => a.Alert).Where(found.ContainsKey));
            alike += compared.Alike;
            differences.AddRange(compared.Changes.Select(c => Difference.Of(c, c.First is null ? null : found[c.First], c.Second is null ? null : found[c.Second])));
        }
        return new(first, second, [.. differences.OrderBy(d => (d.First ?? d.Second!).FirstToldAt).ThenBy(d => d.Pattern, StringComparer.Ordinal)], alike);
    }
}

/// <summary>An alert that has changed between the two settings, and the events of the case that make the difference.</summary>
public sealed record Difference(string Change, IReadOnlyList<string> How, AlertFound? First, AlertFound? Second, IReadOnlyList<(Report Report, CaseEvent Event)> Because)
{
    public string Pattern => (First ?? Second!).Alert.Pattern;

    public static Difference Of(Changed changed, AlertFound? first, AlertFound? second) => new(changed.Change, changed.How, first, second,
        [.. (first?.EverHeld ?? []).Concat(second?.EverHeld ?? []).Where(e => changed.Because.Contains(e.Report.Id)).DistinctBy(e => e.Report.Id).OrderBy(e => e.Report, History.ByDate)]);
}
