using System.Net;
using Notify.Client;
using Notify.Exceptions;
using Notify.Interfaces;

namespace Alerts.Households.Delivery;

/// <summary>
/// One conversation with GOV.UK Notify: hand a message over, or ask what became of one. Notify itself tries for 72 hours; nobody here waits for
/// that. Written beside its client because that knows neither cancellation nor another address with a given HTTP client, and hides the status.
/// </summary>
internal sealed class NotifyLine(NotifyTemplate template, HttpClient http, TimeProvider clock, CancellationToken ct) : IHttpClient
{
    /// <summary>After this without a final word a message counts as not delivered.</summary>
    public static readonly TimeSpan FinalWordWithin = TimeSpan.FromMinutes(10);

    private static readonly TimeSpan AskEvery = TimeSpan.FromSeconds(30);
    private HttpStatusCode? answered;
    private string? body;

    // The client sets its own default here.
    public Uri? BaseAddress { get; set; }

    /// <param name="notice">What to send, or what to ask after.</param>
    /// <param name="addressField">The field's name by which Notify refuses an address.</param>
    /// <param name="send">Hands it over and answers with Notify's id.</param>
    public async Task<Outcome> Tell(Notice notice, string addressField, Func<NotificationClient, Dictionary<string, dynamic>, Task<string>> send)
    {
        var client = new NotificationClient(this, template.Key);
        try
        {
            // The client waits for each answer on the thread that calls it.
            if (notice.Sent is { } sent)
                return Meaning((await Task.Run(() => client.GetNotificationByIdAsync(sent), ct)).status, notice);
            var id = await Task.Run(() => send(client, new()
            {
                ["how_many"] = notice.HowMany,
                ["reference"] = notice.References,
                ["service"] = template.Outside.Service.ToString(),
                ["duty_number"] = template.Outside.DutyNumber,
            }), ct);
            return new Outcome.TryLater("handed over to Notify", clock.GetUtcNow() + AskEvery, id);
        }
        // Its text may quote the address: only the status goes on. Newtonsoft: what came back is no JSON.
        catch (Exception failed) when ((failed is AggregateException { InnerException: { } inner } ? inner : failed) is NotifyClientException or HttpRequestException or Newtonsoft.Json.JsonException or OperationCanceledException)
        {
            var why = answered is { } status ? $"Notify answers {(int)status}" : "Notify does not answer";
            return notice.Sent is not null ? Waits(notice, why)
                : answered == HttpStatusCode.BadRequest && body is not null && body.Contains("ValidationError", StringComparison.Ordinal) && body.Contains(addressField, StringComparison.Ordinal)
                    ? new Outcome.Never("Notify refuses this address (400)", AddressRefused: true)
                : new Outcome.TryLater(why);
        }
    }

    public async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request)
    {
        request.RequestUri = new(template.Url, request.RequestUri!);
        var response = await http.SendAsync(request, ct);
        answered = response.StatusCode;
        body = response.IsSuccessStatusCode ? null : await response.Content.ReadAsStringAsync(ct);
        return response;
    }

    public void SetClientBaseAddress() { }

    public void AddContentHeader(string header) { }

    public void AddUserAgent(string userAgent) { }

    // The HTTP client is not ours to end.
    public void Dispose() { }

    private Outcome Meaning(string status, Notice notice) => status switch
    {
        "delivered" => new Outcome.Delivered(notice.Sent),
        "permanent-failure" => new Outcome.Never("Notify says that this address reaches nobody (permanent-failure)", AddressRefused: true),
        "temporary-failure" or "technical-failure" => new Outcome.TryLater($"Notify says {status}"),
        _ => Waits(notice, "no final word from Notify yet"),
    };

    private Outcome Waits(Notice notice, string why) => clock.GetUtcNow() - notice.SentAt < FinalWordWithin
        ? new Outcome.TryLater(why, clock.GetUtcNow() + AskEvery, notice.Sent)
        : new Outcome.TryLater("no final word from Notify within 10 minutes");
}
