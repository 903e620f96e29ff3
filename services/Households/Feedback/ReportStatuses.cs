using Alerts.Domain;
using Alerts.Households.Journal;
using Alerts.Households.Transport;
using Dapper;

namespace Alerts.Households.Feedback;

/// <summary>What became of a report, for its own sender.</summary>
public sealed class ReportStatuses(IDatabase database)
{
    /// <summary>Taken in, and no more can be said of it.</summary>
    public const string Received = "received";

    /// <summary>Refused at the door; the receipt said why.</summary>
    public const string NotTaken = "not taken";

    /// <summary>Null where this sender has sent no such report: another sender's is no other than one that never was.</summary>
    public Task<ReportStatus?> Of(string sender, string messageId, CancellationToken ct) => database.Read(async c =>
    {
        // What waits for a person to find its household is received: that somebody must look is nothing of the sender's.
        var taken = await c.ExecuteScalarAsync<long?>("""
            select max(case when state in ('received', 'waiting', 'journalled') or household is not null then 1 else 0 end)
            from ledger where content = 'report' and sender = @sender and message_id = @messageId
            """, new { sender, messageId });
        if (taken is not { } t)
            return null;
        var said = (await c.QueryAsync<string>("select said from feedback where sender = @sender and message_id = @messageId order by at, said", new { sender, messageId })).AsList();
        return t == 1 ? Latest(sender, messageId, said) : new ReportStatus(sender, messageId, NotTaken, null);
    }, ct);

    /// <summary>What was said, as it goes out.</summary>
    public static ReportStatus Said(string sender, string messageId, string said) =>
        Decisions.All.ContainsKey(said) ? new(sender, messageId, "decided", said) : new(sender, messageId, said, null);

    // A decision outweighs a read, and of two the later counts.
    private static ReportStatus Latest(string sender, string messageId, List<string> said) =>
        said.FindLast(s => s is not (FeedbackRows.Read or FeedbackRows.BeingLookedAt)) is { } decided ? Said(sender, messageId, decided)
        : said.Count > 0 ? Said(sender, messageId, said[^1]) : new(sender, messageId, Received, null);
}
