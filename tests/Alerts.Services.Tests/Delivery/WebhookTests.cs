using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Alerts.Households.Delivery;

namespace Alerts.Services.Tests.Delivery;

/// <summary>Signed webhooks, checked by the documented rule and not by the code that signs.</summary>
public sealed class WebhookTests
{
    private static readonly byte[] Key = Encoding.UTF8.GetBytes("a-secret-of-forty-characters-or-more-0000");
    private readonly HandMovedClock clock = new(DateTimeOffset.Parse("2026-12-26T02:00:00Z"));

    [Fact]
    public async Task A_system_hears_ids_only_signed_over_the_timestamp_and_the_body()
    {
        await using var system = await StandIn.Answering(204);
        Assert.IsType<Outcome.Delivered>(await new Webhook(new(Key), system.Http, clock).Send(Somebody.Told($"{system.Address}alerts"), default));
        var heard = Assert.Single(system.Heard);
        var body = JsonDocument.Parse(heard.Text).RootElement;
        Assert.Equal(["alert", "notice", "reference"], body.EnumerateObject().Select(p => p.Name));
        Assert.Equal((Somebody.Alert(0), 1, "A-000000"), (body.GetProperty("alert").GetString(), body.GetProperty("notice").GetInt32(), body.GetProperty("reference").GetString()));
        Assert.Equal("1798250400", heard.Headers["Alerts-Timestamp"]);
        // The rule as it is written: HMAC-SHA256 over "timestamp.body", in lower-case hex.
        using var hmac = new HMACSHA256(Key);
        Assert.Equal(Convert.ToHexStringLower(hmac.ComputeHash([.. "1798250400."u8, .. heard.Body])), heard.Headers["Alerts-Signature"]);
    }

    [Fact]
    public async Task A_receiver_refuses_what_is_changed_late_or_of_another_key()
    {
        await using var system = await StandIn.Answering(200);
        await new Webhook(new(Key), system.Http, clock).Send(Somebody.Told($"{system.Address}alerts"), default);
        var heard = Assert.Single(system.Heard);
        var (at, signature, now) = (heard.Headers[Webhook.Timestamp], heard.Headers[Webhook.Signature], clock.GetUtcNow());
        Assert.True(Webhook.Verify(Key, at, signature, heard.Body, now));
        Assert.True(Webhook.Verify(Key, at, signature, heard.Body, now.AddMinutes(5)));
        Assert.True(Webhook.Verify(Key, at, signature, heard.Body, now.AddMinutes(-5)));
        Assert.False(Webhook.Verify(Key, at, signature, heard.Body, now.AddSeconds(301)));
        Assert.False(Webhook.Verify(Key, at, signature, heard.Body, now.AddSeconds(-301)));
        Assert.False(Webhook.Verify(Key, $"{long.Parse(at) + 1}", signature, heard.Body, now));
        Assert.False(Webhook.Verify(Key, at, signature, [.. heard.Body, (byte)' '], now));
        Assert.False(Webhook.Verify([.. Key, 0x21], at, signature, heard.Body, now));
        Assert.False(Webhook.Verify(Key, at, null, heard.Body, now));
        Assert.False(Webhook.Verify(Key, "-9223372036854775808", signature, heard.Body, now));
        Assert.False(Webhook.Verify(Key, "", "", [], now));
    }

    [Theory]
    [InlineData("http://partner.example.org/alerts")]
    [InlineData("file:///etc/passwd")]
    public async Task An_address_without_encryption_is_refused(string address)
    {
        using var http = Channels.Client();
        Assert.True(Assert.IsType<Outcome.Never>(await new Webhook(new(Key), http, clock).Send(Somebody.Told(address), default)).AddressRefused);
    }

    [Fact]
    public async Task A_system_that_is_away_is_tried_later()
    {
        using var http = Channels.Client();
        Assert.Equal(new Outcome.TryLater("the webhook does not answer"), await new Webhook(new(Key), http, clock).Send(Somebody.Told($"http://127.0.0.1:{KilledProcessTests.FreePort()}/"), default));
    }
}
