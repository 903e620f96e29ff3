using System.Globalization;
using MassTransit;

namespace Alerts.Households.Transport;

/// <summary>
/// Which queue a household's turns go to, and the way there. The partition is computed here and not by the broker: after a restart
/// the consistent-hash exchange sent 863 of 1,000 keys to another queue.
/// </summary>
public sealed class Partitions(IBus bus, BusSettings settings)
{
    /// <summary>A send that the broker has not confirmed by then is unknown, not failed: it may still arrive.</summary>
    static readonly TimeSpan ConfirmWithin = TimeSpan.FromSeconds(30);

    /// <summary>
    /// FNV-1a over the 16 bytes in the order they are written, so that every process, machine and version of .NET agrees. Changing
    /// it moves every household to another queue; safe (the journal fences) but disruptive.
    /// </summary>
    public static int Of(Guid household, int count)
    {
        Span<byte> bytes = stackalloc byte[16];
        household.TryWriteBytes(bytes, bigEndian: true, out _);
        var hash = 2166136261u;
        foreach (var b in bytes)
            hash = unchecked((hash ^ b) * 16777619u);
        return (int)(hash % (uint)count);
    }

    public static string QueueOf(int partition) => "household-" + partition.ToString("00", CultureInfo.InvariantCulture);

    /// <summary>
    /// Returns once the broker has confirmed the turn; throws when no queue took it. The address is <c>exchange:</c> because
    /// <c>queue:</c> would declare the queue anew without its arguments, which the broker answers by closing the channel (406).
    /// </summary>
    public async Task Send(Turn turn, CancellationToken ct)
    {
        var endpoint = await bus.GetSendEndpoint(new Uri("exchange:" + QueueOf(Of(turn.Household, settings.Partitions))));
        // The caller's token ends the waiting, never the publish: a publish that is cancelled half-way poisons its channel.
        await endpoint.Send(turn, context =>
        {
            // Without Mandatory the broker drops what it cannot route and confirms it all the same.
            if (context.TryGetPayload(out RabbitMqSendContext? rabbit))
                rabbit.Mandatory = true;
        }, CancellationToken.None).WaitAsync(ConfirmWithin, ct);
    }
}
