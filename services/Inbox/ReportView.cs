using System.Text.Json;
using Alerts.Domain;

namespace Alerts.Inbox;

/// <summary>One report as the pages show it, with the alerts that rest on it.</summary>
public sealed record ReportView(Report Report, Household Household, bool IsNew, IReadOnlyList<Alert> Alerts)
{
    /// <summary>Whom it is about.</summary>
    public IReadOnlyList<string> About => [.. Report.Subjects.Select(s => Household.History.People.Of(Report, s)).DistinctBy(p => p.Key).Select(p => Words.Person(p, Report.Occurred.Day))];

    /// <summary>What the sender said beyond the words, as far as patterns read it.</summary>
    public IReadOnlyList<string> Said =>
        [.. Kinds.Find(Report.Kind)?.Attributes.Keys.Where(Report.Attributes.ContainsKey).Select(a => $"{Words.Plain(a)}: {Value(Report.Attributes[a])}") ?? []];

    private static string Value(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.True => "yes",
        JsonValueKind.False => "no",
        JsonValueKind.String => value.GetString()!,
        _ => value.GetRawText(),
    };
}
