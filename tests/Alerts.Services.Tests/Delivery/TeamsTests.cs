using System.Text.Json;
using Alerts.Households.Delivery;

namespace Alerts.Services.Tests.Delivery;

/// <summary>Cards to a local stand-in that hears what a Teams workflow would.</summary>
public sealed class TeamsTests
{
    private readonly HandMovedClock clock = new(DateTimeOffset.Parse("2026-12-26T02:00:00Z"));

    private Teams To(StandIn workflow) => new(new(["127.0.0.1", ".logic.azure.com"], SmtpSink.Outside), workflow.Http, clock);

    [Fact]
    public async Task A_workflow_hears_a_card_that_says_neither_who_nor_what()
    {
        await using var workflow = await StandIn.Answering(202);
        Assert.IsType<Outcome.Delivered>(await To(workflow).Send(Somebody.Told($"{workflow.Address}workflows/abc/triggers/manual/paths/invoke", alerts: 2), default));
        var heard = Assert.Single(workflow.Heard);
        Assert.Equal(("POST", "/workflows/abc/triggers/manual/paths/invoke"), (heard.Method, heard.Path));
        Assert.StartsWith("application/json", heard.Headers["Content-Type"], StringComparison.Ordinal);
        var message = JsonDocument.Parse(heard.Text).RootElement;
        var attachment = message.GetProperty("attachments")[0];
        Assert.Equal(("message", "application/vnd.microsoft.card.adaptive", "AdaptiveCard"),
            (message.GetProperty("type").GetString(), attachment.GetProperty("contentType").GetString(), attachment.GetProperty("content").GetProperty("type").GetString()));
        Assert.Equal(["You have 2 alerts. Open the service.", "Reference: A-000000, A-001EEF", "If you cannot open it, ring the duty desk: 01782 000000"],
            attachment.GetProperty("content").GetProperty("body").EnumerateArray().Select(b => b.GetProperty("text").GetString()!));
        Assert.DoesNotContain(Somebody.Name, heard.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_workflow_that_is_gone_is_never_asked_again()
    {
        const int status = 410;
        await using var workflow = await StandIn.Answering(status);
        var never = Assert.IsType<Outcome.Never>(await To(workflow).Send(Somebody.Told($"{workflow.Address}w"), default));
        Assert.True(never.AddressRefused);
        Assert.Contains($"{status}", never.Why, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(429, "120", 120)]
    [InlineData(503, "Sat, 26 Dec 2026 02:10:00 GMT", 600)]
    [InlineData(429, "999999999", 4 * 3600)] // a mistaken wait must not silence a person for years
    [InlineData(404, null, null)] // a proxy's or a firewall's, perhaps: it would strike everybody out at once
    [InlineData(408, null, null)]
    [InlineData(500, null, null)]
    public async Task A_workflow_that_asks_for_patience_gets_it(int status, string? retryAfter, int? seconds)
    {
        await using var workflow = await StandIn.Answering(status, retryAfter);
        Assert.Equal(new Outcome.TryLater($"Teams answers {status}", seconds is { } s ? clock.GetUtcNow().AddSeconds(s) : null), await To(workflow).Send(Somebody.Told($"{workflow.Address}w"), default));
    }

    [Theory]
    [InlineData("https://logic.azure.com.example.org/w")]
    [InlineData("http://prod.logic.azure.com/w")]
    [InlineData("not an address")]
    public async Task An_address_elsewhere_is_refused_before_anything_is_sent(string address)
    {
        await using var workflow = await StandIn.Answering(202);
        Assert.True(Assert.IsType<Outcome.Never>(await To(workflow).Send(Somebody.Told(address), default)).AddressRefused);
        Assert.Empty(workflow.Heard);
    }

    [Fact]
    public async Task A_redirect_is_not_followed()
    {
        await using var elsewhere = await StandIn.Answering(200);
        await using var workflow = await StandIn.Start((_, response) =>
        {
            response.Redirect(elsewhere.Address.ToString());
            return Task.CompletedTask;
        });
        Assert.IsType<Outcome.TryLater>(await To(workflow).Send(Somebody.Told($"{workflow.Address}w"), default));
        Assert.Empty(elsewhere.Heard);
    }
}
