using System.Net;

namespace Alerts.Households.Delivery;

/// <summary>What the answer of a workflow or a webhook means. Its body is not read.</summary>
internal static class HttpAnswer
{
    /// <summary>The longest wait that the other end may ask for: a mistaken date must not silence a person for weeks.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(4);

    public static Outcome Meaning(HttpResponseMessage answer, string whose, TimeProvider clock)
    {
        var status = (int)answer.StatusCode;
        return status switch
        {
            >= 200 and < 300 => new Outcome.Delivered(),
            408 or 429 => new Outcome.TryLater($"{whose} answers {status}", NotBefore(answer, clock.GetUtcNow())),
            // This says that the address is one no longer. Any other refusal may be a proxy's or a firewall's, and would strike everybody out at once.
            410 => new Outcome.Never($"{whose} refuses this address ({status})", AddressRefused: true),
            _ => new Outcome.TryLater($"{whose} answers {status}", NotBefore(answer, clock.GetUtcNow())),
        };
    }

    private static DateTimeOffset? NotBefore(HttpResponseMessage answer, DateTimeOffset now) =>
        (answer.Headers.RetryAfter is { } after ? after.Date ?? now + after.Delta : null) is { } at ? at < now + LongestWait ? at : now + LongestWait : null;
}
