using System.Text.Json;
using Alerts.Domain;

namespace Alerts.Inbox;

/// <summary>One report as the pages show it, with the alerts that rest on it.</summary>
public sealed record ReportView(Report Report, Household Household, bool IsNew, IReadOnlyList<Alert> Alerts)
{
    /// <summary>Whom it is about, by name where one is known: "Ava Green (2)", "child (born 4 May 2020)", "parent".</summary>
    public IReadOnlyList<string> About => [.. Report.Subjects.Select(s => Household.History.People.Of(Report, s)).DistinctBy(p => p.Key).Select(Who)];

    /// <summary>What the sender said beyond the words, as far as patterns read it.</summary>
    public IReadOnlyList<string> Said =>
        [.. Kinds.Find(Report.Kind)?.Attributes.Keys.Where(Report.Attributes.ContainsKey).Select(a => $"{Words.Plain(a)}: {Value(Report.Attributes[a])}") ?? []];

    private string Who(Person person)
    {
        var age = person.IsChild ? person.AgeOn(Report.Occurred.Day) : null;
        return (person.Name ?? Words.Plain(person.Role).ToLowerInvariant())
            + (age is { } years ? $" ({(years == 0 ? "under 1" : years)})" : person is { IsChild: true, Name: null, Born: { } born } ? $" (born {Words.Day(born)})" : "");
    }

    private static string Value(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.True => "yes",
        JsonValueKind.False => "no",
        JsonValueKind.String => value.GetString()!,
        _ => value.GetRawText(),
    };
}
