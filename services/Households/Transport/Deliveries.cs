using System.Collections.Concurrent;

namespace Alerts.Households.Transport;

/// <summary>How many messages each queue has handed to this process; the watch reads it to see whether a queue moves.</summary>
public sealed class Deliveries
{
    readonly ConcurrentDictionary<string, long> counts = new(StringComparer.Ordinal);

    public void Count(string queue) => counts.AddOrUpdate(queue, 1, (_, n) => n + 1);

    public long From(string queue) => counts.GetValueOrDefault(queue);
}
