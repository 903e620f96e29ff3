namespace Alerts.Households.Transport;

/// <summary>What travels to a household's owner: ids only. The report itself stays in the ledger, so no queue holds personal data.</summary>
public sealed record Turn(Guid LedgerId, Guid Household);

/// <summary>
/// What the sender of a report is told once its fate is durable. It goes to the topic exchange <c>receipts</c> with the sender as
/// routing key, as plain JSON. <c>Field</c> and <c>Rule</c> say what was wrong with a refused report and are left out otherwise.
/// </summary>
public sealed record Receipt(string Sender, string? MessageId, string State, Guid LedgerId, string? Field, string? Rule);

/// <summary>
/// What the sender hears later of a report that was received, on the same exchange under the same routing key; it has no <c>ledgerId</c>. State: "read" and
/// "decided" with the decision's class for statutory agencies, "being looked at" and "looked at and closed" for all others. No alert, person or pattern, and no count.
/// </summary>
public sealed record ReportStatus(string Sender, string MessageId, string State, string? Decision);

/// <summary>
/// A message exactly as it came off the broker; nothing has read it yet. <c>BrokerUser</c> is the AMQP property user-id, which the
/// broker has checked against the credential of the connection (null when the sender left it out). <c>TraceParent</c> is as sent and may be nonsense.
/// </summary>
public sealed record RawReport(ReadOnlyMemory<byte> Body, string? ContentType, string? BrokerUser, string RoutingKey, string? TraceParent);

/// <summary>
/// Where reports are handed in. An answer means that the fate of the report is durable: the receipt goes out and the message is
/// acknowledged. An exception means that it is not: the same message comes again. Resolved as a singleton.
/// </summary>
public interface IReportDoor
{
    Task<Receipt> Receive(RawReport report, CancellationToken ct);
}

/// <summary>
/// Where turns are handed in. The message is gone afterwards whether this succeeds or throws: the ledger's sweep brings back what
/// was not journalled. Resolved as a singleton.
/// </summary>
public interface ITurnDoor
{
    Task Take(Turn turn, CancellationToken ct);
}
