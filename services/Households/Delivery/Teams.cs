using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Alerts.Households.Delivery;

/// <summary>
/// A card in Microsoft Teams, by a workflow's webhook; the contact's address is the workflow's. The card says neither who nor what: a channel
/// there has more readers than the one who is told.
/// </summary>
public sealed class Teams(TeamsHosts settings, [FromKeyedServices(Channels.Http)] HttpClient http, TimeProvider clock) : IChannel
{
    public const string ChannelName = "teams";

    public string Name => ChannelName;

    public bool Bundles => true;

    public async Task<Outcome> Send(Notice notice, CancellationToken ct)
    {
        if (!Uri.TryCreate(notice.Address, UriKind.Absolute, out var workflow) || !ChannelSettings.IsSafe(workflow) || !settings.Hosts.Any(h => IsAt(workflow.Host, h)))
            return new Outcome.Never("the address is not at a host where Teams workflows may be", AddressRefused: true);
        try
        {
            using var card = JsonContent.Create(Words(notice));
            using var answer = await http.PostAsync(workflow, card, ct);
            return HttpAnswer.Meaning(answer, "Teams", clock);
        }
        catch (HttpRequestException)
        {
            return new Outcome.TryLater("Teams does not answer");
        }
    }

    private JsonObject Words(Notice notice) => new()
    {
        ["type"] = "message",
        ["attachments"] = new JsonArray(new JsonObject
        {
            ["contentType"] = "application/vnd.microsoft.card.adaptive",
            ["contentUrl"] = null,
            ["content"] = new JsonObject
            {
                ["$schema"] = "http://adaptivecards.io/schemas/adaptive-card.json",
                ["type"] = "AdaptiveCard",
                ["version"] = "1.4",
                ["body"] = new JsonArray(
                    Line($"You have {notice.HowMany}. Open the service."),
                    Line($"Reference: {notice.References}"),
                    Line($"If you cannot open it, ring the duty desk: {settings.Outside.DutyNumber}")),
                ["actions"] = new JsonArray(new JsonObject { ["type"] = "Action.OpenUrl", ["title"] = "Open the service", ["url"] = settings.Outside.Service.ToString() }),
            },
        }),
    };

    private static JsonObject Line(string text) => new() { ["type"] = "TextBlock", ["text"] = text, ["wrap"] = true };

    private static bool IsAt(string host, string allowed) =>
        allowed.StartsWith('.') ? host.EndsWith(allowed, StringComparison.OrdinalIgnoreCase) : string.Equals(host, allowed, StringComparison.OrdinalIgnoreCase);
}
