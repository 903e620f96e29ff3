namespace Alerts.Households.Transport;

/// <summary>Whether one queue has stood still for too long. It moves while somebody consumes it and either nothing waits or something changes.</summary>
public sealed class StandStill(TimeSpan patience)
{
    DateTimeOffset? since;
    (uint Ready, long Deliveries) last;

    public void Moved(DateTimeOffset now) => since = now;

    public bool At(DateTimeOffset now, uint ready, uint consumers, long deliveries)
    {
        // With another node as the owner nothing is delivered here: then the number of waiting messages is what moves.
        var moves = consumers > 0 && (ready == 0 || last != (ready, deliveries));
        last = (ready, deliveries);
        if (moves || since is null)
            since = now;
        return now - since >= patience;
    }
}
