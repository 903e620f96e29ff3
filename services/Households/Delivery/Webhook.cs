using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Alerts.Domain;

namespace Alerts.Households.Delivery;

/// <summary>
/// A signed message to a system of the person's organisation: ids only, so that who is not signed in learns nothing. The signature is
/// HMAC-SHA256 over the timestamp's characters, a full stop and the body's bytes, in lower-case hex, by the key of the receiving address
/// (<see cref="WebhookSecret.KeyFor"/>): no receiver can sign to another. The timestamp is in seconds since 1970.
/// A receiver checks it as <see cref="Verify"/> does, and takes the same alert and notice once: what was not confirmed comes again.
/// </summary>
public sealed class Webhook(WebhookSecret secret, [FromKeyedServices(Channels.Http)] HttpClient http, TimeProvider clock) : IChannel
{
    public const string ChannelName = "webhook";
    public const string Timestamp = "Alerts-Timestamp", Signature = "Alerts-Signature";

    /// <summary>How far the timestamp may be from the receiver's clock, either way.</summary>
    public static readonly TimeSpan ReplayWindow = TimeSpan.FromMinutes(5);

    public string Name => ChannelName;

    public bool Bundles => false;

    public async Task<Outcome> Send(Notice notice, CancellationToken ct)
    {
        if (Receiver(notice.Address) is not { } address)
            return new Outcome.Never("the address is no https address", AddressRefused: true);
        var (alert, number) = notice.Of[0];
        var body = JsonSerializer.SerializeToUtf8Bytes(new { alert, notice = number, reference = Alert.ReferenceOf(alert) });
        var at = clock.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } } };
        request.Headers.Add(Timestamp, at);
        request.Headers.Add(Signature, Sign(secret.KeyFor(address), at, body));
        try
        {
            using var answer = await http.SendAsync(request, ct);
            return HttpAnswer.Meaning(answer, "the webhook", clock);
        }
        catch (HttpRequestException)
        {
            return new Outcome.TryLater("the webhook does not answer");
        }
    }

    /// <summary>The address as one to which messages go; null where it is no https address.</summary>
    public static Uri? Receiver(string address) => Uri.TryCreate(address, UriKind.Absolute, out var uri) && ChannelSettings.IsSafe(uri) ? uri : null;

    /// <summary>For receivers: whether this body was signed with their key, at most <see cref="ReplayWindow"/> from now. The body is as it came, byte for byte.</summary>
    public static bool Verify(string key, string? timestamp, string? signature, ReadOnlySpan<byte> body, DateTimeOffset now) =>
        long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
        && Math.Abs(now.ToUnixTimeSeconds() - (decimal)seconds) <= (decimal)ReplayWindow.TotalSeconds
        && signature is not null && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(signature), Encoding.UTF8.GetBytes(Sign(key, timestamp, body)));

    private static string Sign(string key, string timestamp, ReadOnlySpan<byte> body) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(key), (byte[])[.. Encoding.UTF8.GetBytes(timestamp + "."), .. body]));
}
