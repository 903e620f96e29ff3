using System.Diagnostics;
using Alerts.Households.Feedback;
using Alerts.Households.Transport;
using Microsoft.AspNetCore.Mvc;

namespace Alerts.Households.Intake;

/// <summary>
/// POST /v1/reports: one report, in the sender's own message or the contract's, with an API key. 202 with a receipt once it is in the ledger;
/// problem details that name the field and the rule where it cannot be taken (the original is kept); 503 where nothing could be written.
/// GET /v1/reports/{messageId}/status: what became of a report of the sender's own, as far as it may know.
/// </summary>
public static class HttpDoor
{
    /// <summary>What is longer than this is refused without being kept.</summary>
    private const long Longest = 8 * 1024 * 1024;

    public static void MapReports(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/v1/reports", Post).WithMetadata(new RequestSizeLimitAttribute(Longest)).DisableAntiforgery();
        routes.MapGet("/v1/reports/{messageId}/status", Status);
    }

    private static async Task<IResult> Post(HttpRequest request, Intake intake, Senders senders, ILogger<Intake> log, CancellationToken ct)
    {
        if (Sender(request, senders) is not { } sender)
            return Problem(StatusCodes.Status401Unauthorized, "X-Api-Key", "must be the API key of a known sender", null);
        using var body = new MemoryStream();
        try
        {
            await request.Body.CopyToAsync(body, ct);
        }
        catch (BadHttpRequestException tooLong)
        {
            return Problem(tooLong.StatusCode, "body", tooLong.StatusCode == StatusCodes.Status413PayloadTooLarge ? $"must be at most {Longest / 1024 / 1024} MiB; it was not kept" : "could not be read", null);
        }
        try
        {
            var receipt = await intake.Receive(body.ToArray(), sender, ct);
            return receipt.State switch
            {
                "received" => Results.Json(receipt, statusCode: StatusCodes.Status202Accepted),
                "conflicting" => Problem(StatusCodes.Status409Conflict, receipt.Field!, receipt.Rule!, receipt),
                _ => Problem(StatusCodes.Status400BadRequest, receipt.Field!, receipt.Rule!, receipt),
            };
        }
        catch (Exception failed) when (failed is not OutOfMemoryException && !ct.IsCancellationRequested)
        {
            log.LogError("A report could not be written to the ledger ({Error})", failed.GetType().Name);
            request.HttpContext.Response.Headers.RetryAfter = "5";
            return Results.Problem(title: "It is not known whether the report was taken. Send it again with the same id.", statusCode: StatusCodes.Status503ServiceUnavailable);
        }
    }

    // The same bytes for an unknown id and for another sender's: no trace, no time, no id.
    private static async Task<IResult> Status(string messageId, HttpRequest request, ReportStatuses statuses, Senders senders, CancellationToken ct)
    {
        request.HttpContext.Response.Headers.CacheControl = "no-store";
        if (Sender(request, senders) is not { } sender)
            return Problem(StatusCodes.Status401Unauthorized, "X-Api-Key", "must be the API key of a known sender", null);
        // A slash in an id stays as it was sent.
        return await statuses.Of(sender.Sender, messageId.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase), ct) is { } status ? Results.Json(status)
            : Results.Json(new { title = "messageId: you have sent no report with this id", status = StatusCodes.Status404NotFound, field = "messageId" }, contentType: "application/problem+json", statusCode: StatusCodes.Status404NotFound);
    }

    private static Agencies.SenderIdentity? Sender(HttpRequest request, Senders senders) =>
        request.Headers["X-Api-Key"].ToString() is { Length: > 0 and <= 200 } key ? senders.WithKey(key) : null;

    private static IResult Problem(int status, string field, string rule, Receipt? receipt) =>
        Results.Problem(new ProblemDetails
        {
            Status = status,
            Title = $"{field}: {rule}",
            Extensions = { ["field"] = field, ["rule"] = rule, ["receipt"] = receipt?.LedgerId, ["state"] = receipt?.State, ["traceId"] = Activity.Current?.TraceId.ToString() },
        });
}
