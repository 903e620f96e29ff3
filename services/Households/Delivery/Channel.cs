using Alerts.Domain;

namespace Alerts.Households.Delivery;

/// <summary>How an attempt to tell somebody ended. The outbox alone decides what follows. What is said of why is in our own words and codes: it is kept and shown.</summary>
public abstract record Outcome
{
    /// <param name="Reference">The channel's own id of the message.</param>
    public sealed record Delivered(string? Reference = null) : Outcome;

    /// <param name="Why">What stood in the way.</param>
    /// <param name="NotBefore">The earliest moment at which it makes sense; null leaves it to the ladder.</param>
    /// <param name="Sent">The channel's own id where it has taken the message and its final word is awaited: it is handed back, to be asked for and not sent again.</param>
    public sealed record TryLater(string Why, DateTimeOffset? NotBefore = null, string? Sent = null) : Outcome;

    /// <param name="Why">Why nothing would come of another attempt.</param>
    /// <param name="AddressRefused">True where the address itself reaches nobody: it is not used again.</param>
    public sealed record Never(string Why, bool AddressRefused = false) : Outcome;
}

/// <summary>One notice of one alert, or of what people are told besides (<see cref="Besides"/>).</summary>
public readonly record struct NoticeOf(string Alert, int Number);

/// <summary>One message to one person, of one or many notices. A channel knows ids only and looks nothing up that it may not say.</summary>
/// <param name="Person">What they sign in with.</param>
/// <param name="Address">The person's address on this channel; empty for the inbox.</param>
/// <param name="Of">What it is about, the earliest first.</param>
/// <param name="Sent">The channel's own id, where the message was handed over already and only its final word is missing.</param>
/// <param name="SentAt">When it was handed over.</param>
public sealed record Notice(string Person, string Address, IReadOnlyList<NoticeOf> Of, string? Sent = null, DateTimeOffset? SentAt = null)
{
    private const int MostReferences = 3;

    /// <summary>"an alert", "7 alerts", "5 alerts for this week", "a notice about a sender", "a notice about somebody who cannot be reached", or several of these.</summary>
    public string HowMany
    {
        get
        {
            var (alerts, week) = (Alerts.Count(a => !Besides.IsOne(a)), Of.Where(n => Besides.IsDigest(n.Alert)).Select(n => n.Number).LastOrDefault());
            List<string> parts = [.. Counted(alerts, "alert", ""), .. Counted(week, "alert", " for this week"), .. Of.Any(n => Besides.IsSource(n.Alert)) ? ["a notice about a sender"] : (string[])[],
                .. Of.Any(n => Besides.IsAddress(n.Alert)) ? ["a notice about somebody who cannot be reached"] : (string[])[]];
            return parts.Count < 2 ? parts[0] : $"{string.Join(", ", parts[..^1])} and {parts[^1]}";
        }
    }

    /// <summary>Short enough for a text message: "A-3F9C21, A-77B0E4, A-19D2C5 and 4 more".</summary>
    public string References
    {
        get
        {
            var shown = string.Join(", ", Alerts.Take(MostReferences).Select(a => Besides.IsOne(a) ? Besides.ReferenceOf(a) : Alert.ReferenceOf(a)));
            return Alerts.Count > MostReferences ? $"{shown} and {Alerts.Count - MostReferences} more" : shown;
        }
    }

    private List<string> Alerts { get; } = [.. Of.Select(n => n.Alert).Distinct()];

    private static IEnumerable<string> Counted(int count, string one, string of) => count == 0 ? [] : [count == 1 ? $"an {one}{of}" : $"{count} {one}s{of}"];
}

/// <summary>A way to tell a person. It never retries, never decides who, and outside the inbox never says who or what. One file each, and one line in <see cref="Channels.InForce"/>.</summary>
public interface IChannel
{
    string Name { get; }

    /// <summary>True where a person reads it: what comes close together goes as one message. A system reads ids, one notice a message.</summary>
    bool Bundles { get; }

    Task<Outcome> Send(Notice notice, CancellationToken ct);
}

/// <summary>The channels in force: one line each. What is not set up is not in force.</summary>
public static class Channels
{
    /// <summary>True for a system of an organisation: it reads ids, hears of a notice once whoever of its people was told, and reaches no person by itself.</summary>
    public static bool IsASystem(string channel) => channel is Exchange.ChannelName or Webhook.ChannelName;

    /// <summary>True for a way by which a person hears of something without looking at their list.</summary>
    public static bool ReachesAPerson(string channel) => channel != Inbox.ChannelName && !IsASystem(channel);

    /// <summary>The key under which the outside channels' HTTP client is registered.</summary>
    public const string Http = "channels";

    public static IReadOnlyList<IChannel> InForce(IServiceProvider services)
    {
        var set = services.GetRequiredService<ChannelSettings>();
        IChannel?[] channels =
        [
            Made<Inbox>(),
            set.Mail is { } server ? Made<Email>(server) : null,
            set.NotifyText is { } text ? Made<NotifyText>(text) : null,
            set.NotifyEmail is { } email ? Made<NotifyEmail>(email) : null,
            set.Teams is { } hosts ? Made<Teams>(hosts) : null,
            set.Webhook is { } secret ? Made<Webhook>(secret) : null,
            services.GetRequiredService<Parts>().Bus is null ? null : Made<Exchange>(),   // in one process nobody else could have it
        ];
        return [.. channels.OfType<IChannel>()];

        T Made<T>(params object[] with) where T : IChannel => ActivatorUtilities.CreateInstance<T>(services, with);
    }

    /// <summary>Redirects are not followed: an address is what the directory says, and nothing else. Nor is it traced: a workflow's or webhook's address is as good as its key.</summary>
    public static HttpClient Client() => new(new SocketsHttpHandler { AllowAutoRedirect = false, ActivityHeadersPropagator = null, PooledConnectionLifetime = TimeSpan.FromMinutes(5), ConnectTimeout = TimeSpan.FromSeconds(10) });
}
