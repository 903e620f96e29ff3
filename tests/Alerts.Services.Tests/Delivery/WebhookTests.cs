using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Alerts.Households.Delivery;

namespace Alerts.Services.Tests.Delivery;

/// <summary>Signed webhooks, checked by the documented rule and not by the code that signs.</summary>
public sealed class WebhookTests
{
    private static readonly WebhookSecret Secret = DeliveryAlone.Secret;
    private readonly HandMovedClock clock = new(DateTimeOffset.Parse("2026-12-26T02:00:00Z"));

    [Fact]
    public async Task A_system_hears_ids_only_signed_over_the_timestamp_and_the_body()
    {
        await using var system = await StandIn.Answering(204);
        Assert.IsType<Outcome.Delivered>(await new Webhook(Secret, system.Http, clock).Send(Somebody.Told($"{system.Address}alerts"), default));
        var heard = Assert.Single(system.Heard);
        var body = JsonDocument.Parse(heard.Text).RootElement;
        Assert.Equal(["alert", "notice", "reference"], body.EnumerateObject().Select(p => p.Name));
        Assert.Equal((Somebody.Alert(0), 1, "A-000000"), (body.GetProperty("alert").GetString(), body.GetProperty("notice").GetInt32(), body.GetProperty("reference").GetString()));
        Assert.Equal("1798250400", heard.Headers["Alerts-Timestamp"]);
        // The rule as it is written: HMAC-SHA256 over "timestamp.body", in lower-case hex, by the characters that an operator handed over.
        using var hmac = new HMACSHA256(Encoding.UTF8.GetBytes(Secret.KeyFor(new($"{system.Address}alerts"))));
        Assert.Equal(Convert.ToHexStringLower(hmac.ComputeHash([.. "1798250400."u8, .. heard.Body])), heard.Headers["Alerts-Signature"]);
    }

    [Fact]
    public async Task A_receiver_refuses_what_is_changed_late_or_of_another_key()
    {
        await using var system = await StandIn.Answering(200);
        await new Webhook(Secret, system.Http, clock).Send(Somebody.Told($"{system.Address}alerts"), default);
        var heard = Assert.Single(system.Heard);
        var (at, signature, now) = (heard.Headers[Webhook.Timestamp], heard.Headers[Webhook.Signature], clock.GetUtcNow());
        var key = Secret.KeyFor(new($"{system.Address}alerts"));
        Assert.True(Webhook.Verify(key, at, signature, heard.Body, now));
        Assert.True(Webhook.Verify(key, at, signature, heard.Body, now.AddMinutes(5)));
        Assert.True(Webhook.Verify(key, at, signature, heard.Body, now.AddMinutes(-5)));
        Assert.False(Webhook.Verify(key, at, signature, heard.Body, now.AddSeconds(301)));
        Assert.False(Webhook.Verify(key, at, signature, heard.Body, now.AddSeconds(-301)));
        Assert.False(Webhook.Verify(key, $"{long.Parse(at) + 1}", signature, heard.Body, now));
        Assert.False(Webhook.Verify(key, at, signature, [.. heard.Body, (byte)' '], now));
        Assert.False(Webhook.Verify(key + "!", at, signature, heard.Body, now));
        Assert.False(Webhook.Verify(key, at, null, heard.Body, now));
        Assert.False(Webhook.Verify(key, "-9223372036854775808", signature, heard.Body, now));
        Assert.False(Webhook.Verify(key, "", "", [], now));
    }

    [Fact]
    public async Task What_is_signed_for_one_receiver_does_not_verify_for_another_nor_by_the_secret_itself()
    {
        await using var hospital = await StandIn.Answering(200);
        await using var charity = await StandIn.Answering(200);
        foreach (var receiver in new[] { hospital, charity })
            await new Webhook(Secret, receiver.Http, clock).Send(Somebody.Told($"{receiver.Address}alerts"), default);
        string[] keys = [Secret.KeyFor(new($"{hospital.Address}alerts")), Secret.KeyFor(new($"{charity.Address}alerts")), Secret.KeyFor(new($"{hospital.Address}another-tenant")), Encoding.UTF8.GetString(Secret.Bytes)];
        Assert.Equal([true, false, false, false], keys.Select(k => IsFrom(k, hospital)));
        Assert.Equal([false, true, false, false], keys.Select(k => IsFrom(k, charity)));
        bool IsFrom(string key, StandIn receiver) => Assert.Single(receiver.Heard) is var heard && Webhook.Verify(key, heard.Headers[Webhook.Timestamp], heard.Headers[Webhook.Signature], heard.Body, clock.GetUtcNow());
    }

    // By another program: openssl kdf -keylen 32 -kdfopt digest:SHA256 -kdfopt key:SECRET -kdfopt "info:alerts webhook ADDRESS" -binary HKDF | xxd -p -c 64
    [Theory]
    [InlineData("https://partner.example.org/alerts", "8fe1b64b4f6c9ecd65ca63e6265a707e8c5ad0bef1fa96dd07f874f30474daf3")]
    [InlineData("HTTPS://Partner.Example.org:443/alerts", "8fe1b64b4f6c9ecd65ca63e6265a707e8c5ad0bef1fa96dd07f874f30474daf3")]
    [InlineData("https://partner.example.org/Alerts", "cbf18b40c5030353136df2d6aa9637c72fa2b9d47acb3e1a2e51d4737ee9e2f6")]
    public void A_key_is_of_one_address_however_its_host_is_spelled_and_stays_the_same(string address, string key) => Assert.Equal(key, Secret.KeyFor(new(address)));

    [Theory]
    [InlineData("http://partner.example.org/alerts")]
    [InlineData("file:///etc/passwd")]
    public async Task An_address_without_encryption_is_refused(string address)
    {
        using var http = Channels.Client();
        Assert.True(Assert.IsType<Outcome.Never>(await new Webhook(Secret, http, clock).Send(Somebody.Told(address), default)).AddressRefused);
    }

    [Fact]
    public async Task A_system_that_is_away_is_tried_later()
    {
        using var http = Channels.Client();
        Assert.Equal(new Outcome.TryLater("the webhook does not answer"), await new Webhook(Secret, http, clock).Send(Somebody.Told($"http://127.0.0.1:{KilledProcessTests.FreePort()}/"), default));
    }
}
