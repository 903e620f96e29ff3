using System.Text;
using System.Text.Json;
using Alerts.Households.Delivery;
using Microsoft.AspNetCore.Http;

namespace Alerts.Services.Tests.Delivery;

/// <summary>GOV.UK Notify as a local stand-in that speaks its wire format.</summary>
public sealed class NotifyTests
{
    private const string Id = "740e5834-3a29-46b4-9a6f-16142fde533a";
    private const string Key = "alerts-26785a09-ab16-4eb0-8407-a37497a57506-3d844edf-8d35-48ac-975b-e847b4f122b0";
    private const string Template = "f33517ff-2a88-4f6e-b855-c550268ce08a";
    private readonly HandMovedClock clock = new(DateTimeOffset.Parse("2026-12-26T02:00:00Z"));

    private static Task<StandIn> Notify(int status = 201, string word = "sending", string? error = null) => StandIn.Start((heard, response) =>
    {
        response.StatusCode = heard.Method == "GET" && error is null ? 200 : status;
        response.ContentType = "application/json";
        return response.WriteAsync(error is not null ? $$"""{"status_code": {{status}}, "errors": [{{error}}]}"""
            : heard.Method == "POST" ? $$$"""{"id": "{{{Id}}}", "reference": null, "uri": "https://x", "template": {"id": "{{{Template}}}", "version": 1, "uri": "https://x"}, "content": {"body": "…", "from_number": "GOVUK"}}"""
            : $$$"""{"id": "{{{Id}}}", "status": "{{{word}}}", "type": "sms", "template": {"id": "{{{Template}}}", "version": 1, "uri": "https://x"}, "body": "…", "created_at": "2026-12-26T02:00:00.000000Z"}""");
    });

    private NotifyTemplate At(StandIn notify) => new(notify.Address, Key, Template, SmtpSink.Outside);
    private NotifyText Text(StandIn notify) => new(At(notify), notify.Http, clock);

    [Fact]
    public async Task A_text_is_handed_over_in_the_words_of_the_template_and_its_final_word_is_asked_for()
    {
        await using var notify = await Notify();
        Assert.Equal(new Outcome.TryLater("handed over to Notify", clock.GetUtcNow().AddSeconds(30), Id), await Text(notify).Send(Somebody.Told("+447700900123", alerts: 2), default));
        var heard = Assert.Single(notify.Heard);
        Assert.Equal(("POST", "/v2/notifications/sms"), (heard.Method, heard.Path));
        Assert.StartsWith("Bearer ey", heard.Headers["Authorization"], StringComparison.Ordinal);
        var sent = JsonDocument.Parse(heard.Text).RootElement;
        Assert.Equal(("+447700900123", Template), (sent.GetProperty("phone_number").GetString(), sent.GetProperty("template_id").GetString()));
        Assert.Equal(["how_many=2 alerts", "reference=A-000000, A-001EEF", "service=https://alerts.example.org/", "duty_number=01782 000000"],
            sent.GetProperty("personalisation").EnumerateObject().Select(p => $"{p.Name}={p.Value.GetString()}"));
        Assert.DoesNotContain(Somebody.Name, heard.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_email_goes_by_its_own_door()
    {
        await using var notify = await Notify();
        Assert.Equal(Id, Assert.IsType<Outcome.TryLater>(await new NotifyEmail(At(notify), notify.Http, clock).Send(Somebody.Told("amara@trust.example.org"), default)).Sent);
        var heard = Assert.Single(notify.Heard);
        Assert.Equal("/v2/notifications/email", heard.Path);
        Assert.Equal("amara@trust.example.org", JsonDocument.Parse(heard.Text).RootElement.GetProperty("email_address").GetString());
    }

    [Fact]
    public async Task Its_final_words_are_three_ends()
    {
        async Task<Outcome> Said(string word, int minutes)
        {
            await using var notify = await Notify(word: word);
            var outcome = await Text(notify).Send(Somebody.Told("+447700900123", sent: Id, sentAt: clock.GetUtcNow().AddMinutes(-minutes)), default);
            Assert.Equal(("GET", $"/v2/notifications/{Id}"), (Assert.Single(notify.Heard).Method, notify.Heard.First().Path));
            return outcome;
        }
        Assert.Equal(new Outcome.Delivered(Id), await Said("delivered", 1));
        Assert.True(Assert.IsType<Outcome.Never>(await Said("permanent-failure", 1)).AddressRefused);
        Assert.Equal(new Outcome.TryLater("Notify says temporary-failure"), await Said("temporary-failure", 1));
        Assert.Equal(new Outcome.TryLater("Notify says technical-failure"), await Said("technical-failure", 1));
        Assert.Equal(new Outcome.TryLater("no final word from Notify yet", clock.GetUtcNow().AddSeconds(30), Id), await Said("sending", 9));
        // Notify itself would go on for 72 hours.
        Assert.Equal(new Outcome.TryLater("no final word from Notify within 10 minutes"), await Said("sending", 10));
    }

    [Fact]
    public async Task A_refused_number_is_never_tried_again_and_our_own_mistakes_are()
    {
        async Task<Outcome> Refused(int status, string error)
        {
            await using var notify = await Notify(status, error: error);
            return await Text(notify).Send(Somebody.Told("07700"), default);
        }
        Assert.Equal(new Outcome.Never("Notify refuses this address (400)", AddressRefused: true), await Refused(400, """{"error": "ValidationError", "message": "phone_number Not enough digits"}"""));
        Assert.Equal(new Outcome.TryLater("Notify answers 400"), await Refused(400, """{"error": "BadRequestError", "message": "Template not found"}"""));
        Assert.Equal(new Outcome.TryLater("Notify answers 403"), await Refused(403, """{"error": "AuthError", "message": "Invalid token: API key not found"}"""));
        Assert.Equal(new Outcome.TryLater("Notify answers 429"), await Refused(429, """{"error": "TooManyRequestsError", "message": "Exceeded send limits (50) for today"}"""));
        Assert.Equal(new Outcome.TryLater("Notify answers 500"), await Refused(500, """{"error": "Exception", "message": "Internal server error"}"""));
    }

    [Fact]
    public async Task A_final_word_that_cannot_be_asked_for_is_waited_for_as_long_and_no_longer()
    {
        var gone = new NotifyTemplate(new($"http://127.0.0.1:{KilledProcessTests.FreePort()}/"), Key, Template, SmtpSink.Outside);
        using var http = Channels.Client();
        var text = new NotifyText(gone, http, clock);
        Assert.Equal(new Outcome.TryLater("Notify does not answer"), await text.Send(Somebody.Told("+447700900123"), default));
        Assert.Equal(Id, Assert.IsType<Outcome.TryLater>(await text.Send(Somebody.Told("+447700900123", sent: Id, sentAt: clock.GetUtcNow().AddMinutes(-9)), default)).Sent);
        Assert.Null(Assert.IsType<Outcome.TryLater>(await text.Send(Somebody.Told("+447700900123", sent: Id, sentAt: clock.GetUtcNow().AddMinutes(-10)), default)).Sent);
    }
}
