using System.Globalization;
using System.Text;
using Alerts.Domain;
using Alerts.Households;
using CsvHelper;

namespace Alerts.Inbox;

/// <summary>The record of an alert as a file for a review: who was told in which role, by which way, when it was queued, sent, delivered and opened, who decided what and why; below, step by step, what happened with it.</summary>
public static class RecordCsv
{
    /// <summary>The answer that the person gave to this notice or a later one, before the next time that it was opened again.</summary>
    public static Decided? Answer(Alert alert, IReadOnlyList<RecordRow> record, RecordRow row)
    {
        var again = alert.Notices.FirstOrDefault(n => n.Notice > row.Notice && n is AlertReopened or DecisionChallenged && n.Notice > row.Notice) is { } next ? AlertStory.ToldAt(next, record) : DateTimeOffset.MaxValue;
        return alert.EarlierDecisions.Concat(alert.Answers).FirstOrDefault(d => d.Person == row.Person && d.At >= row.Queued && d.At <= again);
    }

    /// <summary>The roles in which the person was told then, in words.</summary>
    public static string Roles(Alert alert, RecordRow row) => string.Join(", ", alert.Notices.Where(n => n.Notice == row.Notice).SelectMany(n => n.Told).Where(t => t.Person.Id == row.Person)
        .Select(t => Words.Role(t.Role) + (t.As is { } standsIn ? $" ({standsIn})" : t.InsteadOf is { } role ? $" (instead of the {Words.Inline(Words.Role(role))})" : "")).Distinct());

    public static byte[] Of(Household household, Alert alert, IReadOnlyList<RecordRow> record, Func<string, string> nameOf)
    {
        var text = new StringWriter(CultureInfo.InvariantCulture);
        using (var csv = CsvWriter.Create(text, CsvWriterOptions.Default with { Injection = CsvInjection.Escape }, true))
        {
            foreach (var column in new[] { "alert", "pattern", "notice", "person", "roles", "channel", "state", "queued", "sent", "delivered", "opened", "decided", "decision", "reason", "why", "at", "step" })
                csv.WriteField(column);
            csv.EndRecord();
            foreach (var row in record)
            {
                var answer = Answer(alert, record, row);
                foreach (var field in new[] { Alert.ReferenceOf(alert.Id), alert.Pattern, row.Notice.ToString(CultureInfo.InvariantCulture), nameOf(row.Person), Roles(alert, row), row.Channel, row.State,
                    Moment(row.Queued), Moment(row.Sent), Moment(row.Delivered), Moment(row.Opened), Moment(answer?.At), answer?.Decision, answer?.Reason, row.Why, null, null })
                    csv.WriteField(field);
                csv.EndRecord();
            }
            foreach (var step in AlertStory.Of(household, alert, record, nameOf))
            {
                foreach (var field in new[] { Alert.ReferenceOf(alert.Id), alert.Pattern, null, null, null, null, null, null, null, null, null, null, null, step.Reason, null, Moment(step.At), step.Text })
                    csv.WriteField(field);
                csv.EndRecord();
            }
        }
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static string? Moment(DateTimeOffset? at) => at?.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
