namespace Alerts.Households.Delivery;

/// <summary>How an attempt to tell somebody ended. The outbox alone decides what follows.</summary>
public abstract record Outcome
{
    public sealed record Delivered : Outcome;

    public sealed record TryLater(string Why) : Outcome;

    public sealed record Never(string Why) : Outcome;
}

/// <summary>One notice of one alert to one person. A channel knows ids only and looks nothing up that it may not say.</summary>
public sealed record Notice(string Alert, int Number, string Person);

/// <summary>A way to tell a person. It never retries and never decides who. One file each, and one line in <see cref="Channels.InForce"/>.</summary>
public interface IChannel
{
    string Name { get; }

    Task<Outcome> Send(Notice notice, CancellationToken ct);
}

/// <summary>The channels in force: one line each.</summary>
public static class Channels
{
    public static IReadOnlyList<IChannel> InForce(IServiceProvider services) =>
    [
        ActivatorUtilities.CreateInstance<Inbox>(services),
    ];
}
