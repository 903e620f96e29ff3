using System.Text.Json;
using MassTransit;

namespace Alerts.Households.Transport;

/// <summary>
/// Takes turns off a partition queue. It stands first in the receive pipe and never calls the next filter, so MassTransit's own
/// error path (queues that keep bodies and exception texts) cannot be reached. Whatever happens, the message is gone afterwards.
/// </summary>
sealed class TurnsIn(string queue, IServiceProvider services) : IFilter<ReceiveContext>
{
    /// <summary>A handler that outlives the broker's consumer timeout kills its endpoint silently in MassTransit 8.4.0.</summary>
    static readonly TimeSpan TurnMayTake = TimeSpan.FromSeconds(30);

    /// <summary>For a door that does not heed its token: the message is let go anyway, and the journal refuses what comes of it too late.</summary>
    static readonly TimeSpan LetGoAfter = TimeSpan.FromSeconds(35);

    static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    readonly ILogger log = services.GetRequiredService<ILogger<TurnsIn>>();
    readonly Deliveries deliveries = services.GetRequiredService<Deliveries>();

    public async Task Send(ReceiveContext context, IPipe<ReceiveContext> next)
    {
        deliveries.Count(queue);
        Turn? turn = null;
        try
        {
            turn = JsonSerializer.Deserialize<Turn>(context.Body.GetBytes(), Json);
            if (turn is null || turn.LedgerId == Guid.Empty || turn.Household == Guid.Empty)
                log.LogWarning("A message on {Queue} is not a turn; dropped", queue);
            else
                await Take(turn, context.CancellationToken);
        }
        // The type only: an exception's text may quote a report.
        catch (Exception failure)
        {
            log.LogWarning("Turn {LedgerId} of household {Household} on {Queue} failed with {Failure}; the sweep brings it back",
                turn?.LedgerId, turn?.Household, queue, failure.GetType().FullName);
        }
    }

    async Task Take(Turn turn, CancellationToken stopping)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        deadline.CancelAfter(TurnMayTake);
        await services.GetRequiredService<ITurnDoor>().Take(turn, deadline.Token).WaitAsync(LetGoAfter, CancellationToken.None);
    }

    public void Probe(ProbeContext context) => context.CreateFilterScope("turns-in");
}
