using System.Text;
using System.Text.Json;

namespace Alerts.Domain.Tests;

/// <summary>Messages and households as lines of text, to compare them and to read a failing case.</summary>
internal static class Readable
{
    public static string Of(IEnumerable<Report> messages) => string.Join('\n', messages.Select(Of));

    public static string Of(Report m)
    {
        var text = new StringBuilder($"{m.Id,-28} ");
        if (m.Withdraws is not null)
            return text.Append("withdraws ").Append(m.Withdraws).ToString();
        if (m.Corrects is not null)
            text.Append("corrects ").Append(m.Corrects).Append(": ");
        text.Append($"{m.Kind} on day {m.Occurred.Day.DayNumber - A.Start.DayNumber}, told {m.ReportedAt:HH:mm}");
        foreach (var s in m.Subjects)
            text.Append($", {s.Role} [{string.Join(' ', s.Keys(m))}{(s.Born is { } b ? $" born {b:yyyy-MM-dd}" : "")}]");
        foreach (var (name, value) in m.Attributes)
            text.Append($", {name}={value.GetRawText()}");
        return text.ToString();
    }

    /// <summary>The live reports and the people, whatever the order of arrival.</summary>
    public static string LiveReports(Household household) =>
        string.Join('\n', household.History.All.Select(r => JsonSerializer.Serialize(r, DomainJson.Default.Report)).Concat(household.History.People.All.Select(Of)));

    /// <summary>All that a household knows.</summary>
    public static string Everything(Household household) =>
        $"version {household.Version}\n{LiveReports(household)}\n{string.Join('\n', household.Alerts.Select(a => Of(a, household)))}\n"
        + string.Join('\n', household.Trouble.Select(DomainJson.Write));

    /// <summary>An alert without its telling: what it is, what it says, how grave it is and what stands.</summary>
    public static string WhatItSays(Alert alert) =>
        $"{alert.Id} {alert.Pattern} v{alert.PatternVersion} {alert.Class} {alert.Child} {alert.Episode} {alert.Severity} notice {alert.Notice} \"{alert.Sentence}\" "
        + $"{string.Join(',', alert.Standing.OrderBy(e => e.Key).Select(e => $"{e.Key}:{e.Value}"))}";

    private static string Of(Alert alert, Household household) =>
        $"{WhatItSays(alert)} {alert.Reached} told {string.Join(',', alert.Told)} {alert.Decision} {alert.EarlierDecisions.Count} {alert.Reopenings.Count} "
        + string.Join(',', alert.Evidence.Order().Select(e => $"{e} new {alert.IsNew(e)} {(household.Live(e) is null ? "gone" : $"at {household.ArrivedAt(e)}")}"));

    private static string Of(Person p) => $"{p.Key} {p.Role} {p.Born:yyyy-MM-dd} {p.Name} {string.Join(' ', p.Keys)}";
}
