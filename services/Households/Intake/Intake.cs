using System.Diagnostics;
using Alerts.Agencies;
using Alerts.Households.People;
using Alerts.Households.Transport;

namespace Alerts.Households.Intake;

/// <summary>
/// The way in for every report, whichever door it came through: read it, write it to the ledger, then answer. What cannot be read is kept in
/// quarantine with the field and the rule, never dropped. The household is found after the answer; the sweep does it where this process dies.
/// </summary>
public sealed class Intake(Ledger ledger, Dispatch dispatch, Senders senders, PeopleDirectory directory, Desk desk, TimeProvider clock) : IReportDoor
{
    /// <summary>A sender that no credential vouches for.</summary>
    private static readonly SenderIdentity Nobody = new("(unknown)", "other");

    /// <summary>A message off the broker: its user vouches for the sender.</summary>
    public async Task<Receipt> Receive(RawReport report, CancellationToken ct)
    {
        Activity.Current = null;   // the transport's own span is not recorded where the sender traces nothing, and what hangs from it would not be either
        using var span = Telemetry.Source.StartActivity("Intake", ActivityKind.Consumer, Telemetry.Parent(report.TraceParent));
        return senders.WithBrokerUser(report.BrokerUser) is { } sender
            ? await Take(report.Body, sender, span, ct)
            : await Refuse(report.Body, Nobody, new("user-id", "must be set, and be the broker user of a known sender"), span, ct);
    }

    /// <summary>A message over HTTP: its API key vouches for the sender.</summary>
    public async Task<Receipt> Receive(ReadOnlyMemory<byte> body, SenderIdentity sender, CancellationToken ct)
    {
        using var span = Telemetry.Source.StartActivity("Intake");
        return await Take(body, sender, span, ct);
    }

    private async Task<Receipt> Take(ReadOnlyMemory<byte> body, SenderIdentity sender, Activity? span, CancellationToken ct)
    {
        Domain.Report report;
        try
        {
            report = ReportParser.Parse(body, sender, clock.GetUtcNow());
            await Assignments.Check(report, directory, ct);
        }
        catch (RefusedException refused)
        {
            return await Refuse(body, sender, refused, span, ct);
        }
        var received = new Received("report", sender, report.Id.MessageId, body.ToArray(), ReportParser.Fingerprint(report), report.Withdraws ?? report.Corrects);
        var (id, conflict) = await ledger.Accept(received, span?.Id ?? Activity.Current?.Id, ct);
        span?.SetTag("alerts.report", id.ToString("N"));
        span?.SetTag("alerts.kind", report.Kind);
        var receipt = conflict
            ? new Receipt(sender.Sender, report.Id.MessageId, "conflicting", id, "messageId", "was used before for a report with another content")
            : new Receipt(sender.Sender, report.Id.MessageId, "received", id, null, null);
        Count(receipt, span);
        if (conflict)
            await desk.Say(ct);
        else
            dispatch.Soon(id);
        return receipt;
    }

    private async Task<Receipt> Refuse(ReadOnlyMemory<byte> body, SenderIdentity sender, RefusedException refused, Activity? span, CancellationToken ct)
    {
        var messageId = ReportParser.MessageIdOf(body);
        var id = await ledger.Quarantine(new("report", sender, messageId, body.ToArray(), null, null), refused.Field, refused.Rule, span?.Id ?? Activity.Current?.Id, ct);
        span?.SetTag("alerts.report", id.ToString("N"));
        var receipt = new Receipt(sender.Sender, messageId, "quarantined", id, refused.Field, refused.Rule);
        Count(receipt, span);
        await desk.Say(ct);
        return receipt;
    }

    private static void Count(Receipt receipt, Activity? span)
    {
        span?.SetTag("alerts.state", receipt.State);
        Telemetry.Reports.Add(1, new KeyValuePair<string, object?>("state", receipt.State));
    }
}
