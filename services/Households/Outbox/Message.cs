using Alerts.Households.Delivery;

namespace Alerts.Households.Outbox;

/// <summary>A row of the outbox as it was taken: one notice to one person by one channel.</summary>
internal sealed record Taken(string Alert, long Notice, string Person, string Channel, long Attempts, long Urgent, long Accepted_At, string? Traceparent, string? Reference, long? Sent_At);

/// <summary>What is sent at once: one row, or several that one person reads together. Its id marks the rows, so that only whoever took them last says what became of them.</summary>
/// <param name="Address">Null where the person has no living address on this channel any more.</param>
internal sealed record Message(string Id, string? Address, IReadOnlyList<Taken> Rows)
{
    public string Person => Rows[0].Person;
    public string Channel => Rows[0].Channel;

    public Notice Notice => new(Person, Address ?? "", [.. Rows.Select(r => new NoticeOf(r.Alert, (int)r.Notice))], Rows[0].Reference,
        Rows[0].Sent_At is { } at ? DateTimeOffset.FromUnixTimeMilliseconds(at) : null);
}

/// <summary>How a message ended.</summary>
internal sealed record Ended(Message Message, Outcome Outcome, DateTimeOffset At);
