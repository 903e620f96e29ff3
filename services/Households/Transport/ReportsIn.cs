using System.Text;
using MassTransit;

namespace Alerts.Households.Transport;

/// <summary>
/// Takes reports off the ingress queue as bytes, whatever their content type. It stands first in the receive pipe and never calls
/// the next filter, so nothing is deserialized here (the one parser is behind the door) and MassTransit's own error path, whose
/// queues keep bodies and exception texts, cannot be reached. Order: door, receipt, acknowledgement.
/// </summary>
sealed class ReportsIn(IServiceProvider services) : IFilter<ReceiveContext>
{
    /// <summary>Far below the broker's consumer timeout, which in MassTransit 8.4.0 kills the endpoint silently.</summary>
    static readonly TimeSpan ReportMayTake = TimeSpan.FromSeconds(30);
    static readonly TimeSpan LetGoAfter = TimeSpan.FromSeconds(35);

    /// <summary>Between a failure and the redelivery, so that an unreachable ledger does not make the queue spin.</summary>
    static readonly TimeSpan BeforeAgain = TimeSpan.FromSeconds(2);

    readonly ILogger log = services.GetRequiredService<ILogger<ReportsIn>>();
    readonly Deliveries deliveries = services.GetRequiredService<Deliveries>();

    public async Task Send(ReceiveContext context, IPipe<ReceiveContext> next)
    {
        deliveries.Count(RabbitMqTopology.Intake);
        string failure;
        try
        {
            var receipt = await Receive(Raw(context), context.CancellationToken);
            await services.GetRequiredService<Receipts>().Tell(receipt);
            return;
        }
        catch (Exception exception)
        {
            failure = exception.GetType().FullName!;
        }
        log.LogWarning("A report could not be taken in ({Failure}); it stays in the queue and comes again", failure);
        await Task.Delay(BeforeAgain, context.CancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        // MassTransit writes this one into its log and its span, so the original, whose text may quote the report, is not in it.
        throw new ReportNotTaken(failure);
    }

    async Task<Receipt> Receive(RawReport report, CancellationToken stopping)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        deadline.CancelAfter(ReportMayTake);
        return await services.GetRequiredService<IReportDoor>().Receive(report, deadline.Token).WaitAsync(LetGoAfter, CancellationToken.None);
    }

    static RawReport Raw(ReceiveContext context)
    {
        if (!context.TryGetPayload(out RabbitMqBasicConsumeContext? delivery))
            throw new InvalidOperationException("Reports are taken from RabbitMQ only.");
        var headers = delivery.Properties.Headers;
        // The bytes are copied: the client takes its buffer back when this returns, and a late door may still be reading.
        return new RawReport(context.Body.GetBytes(), delivery.Properties.ContentType, delivery.Properties.UserId, delivery.RoutingKey ?? "",
            Text(headers, "traceparent") ?? Text(headers, "MT-Activity-Id"));
    }

    /// <summary>A text comes as bytes from most clients and as a string from a few; anything else is not a trace.</summary>
    static string? Text(IDictionary<string, object?>? headers, string name) => headers?.TryGetValue(name, out var value) is true
        ? value switch { byte[] bytes => Encoding.UTF8.GetString(bytes), string text => text, _ => null }
        : null;

    public void Probe(ProbeContext context) => context.CreateFilterScope("reports-in");
}

/// <summary>Sends a report's message back to its queue. It carries the type of the failure and nothing else.</summary>
sealed class ReportNotTaken(string failure) : Exception($"The report was not taken in: {failure}");
