using System.Data.Common;
using Alerts.Domain;
using Alerts.Households.Journal;
using Dapper;

namespace Alerts.Households.Feedback;

/// <summary>What senders hear of their reports, as rows: written in the transaction of the read or the decision, so that neither is without the other.</summary>
internal static class FeedbackRows
{
    public const string Read = "read", BeingLookedAt = "being looked at", LookedAtAndClosed = "looked at and closed";

    /// <summary>Somebody has opened the alert: of each report that it rests on, its sender hears so once.</summary>
    public static Task Opened(DbConnection c, DbTransaction t, Household household, Alert alert, DateTimeOffset now) =>
        Write(c, t, Of(household, alert, Read, BeingLookedAt), "on conflict do nothing", now);

    /// <summary>Decisions among these events. Where several roles have answered, the gravest of their answers is said.</summary>
    public static Task Decided(DbConnection c, DbTransaction t, IEnumerable<Append> appends, DateTimeOffset now) =>
        Write(c, t, from append in appends
                    from alert in append.Events.OfType<AlertDecided>().Select(d => append.State.Alert(d.Alert)!).Distinct()
                    where alert.Decision is not null
                    from row in Of(append.State, alert, Decisions.Gravest(alert.Answers.Select(a => a.Decision)), LookedAtAndClosed)
                    select row, Again, now);

    // A class that comes back after another is said again: the sender would stand with the one that does not hold any more.
    private const string Again = $"""
        on conflict (sender, message_id, said) do update set at = excluded.at, due_at = excluded.due_at
        where exists (select 1 from feedback o where o.sender = feedback.sender and o.message_id = feedback.message_id and o.said not in ('{Read}', '{BeingLookedAt}') and o.said <> feedback.said and o.at >= feedback.at)
        """;

    private static IEnumerable<(ReportId Report, string Said)> Of(Household household, Alert alert, string statutory, string outcome)
    {
        foreach (var id in alert.Standing.Keys)
            if (household.Live(id) is { } report)
                if (!HearsOutcomeOnly(report.Agency))
                    yield return (id, statutory);
                else if (SaysNothingOfHistory.IsTrueOf(alert.Pattern, report))
                    yield return (id, outcome);
    }

    /// <summary>Outside the statutory network: voluntary organisations, the RSPCA and others.</summary>
    public static bool HearsOutcomeOnly(string agency) => RoleDirectory.LeadFor(agency) is null;

    // In order, so that two that write about the same reports do not wait for each other in a ring.
    private static async Task Write(DbConnection c, DbTransaction t, IEnumerable<(ReportId Report, string Said)> rows, string onConflict, DateTimeOffset now)
    {
        var at = now.ToUnixTimeMilliseconds();
        await Rows.Insert(c, t, "feedback (sender, message_id, said, at, due_at)",
            [.. rows.Distinct().OrderBy(r => r.Report).ThenBy(r => r.Said, StringComparer.Ordinal).Select(r => new object?[] { r.Report.Sender, r.Report.MessageId, r.Said, at, at })], onConflict);
    }
}
