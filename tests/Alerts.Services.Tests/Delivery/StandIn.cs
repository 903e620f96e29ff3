using System.Collections.Concurrent;
using Alerts.Households.Delivery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Alerts.Services.Tests.Delivery;

/// <summary>One request as it came.</summary>
sealed record Heard(string Method, string Path, IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    public string Text => System.Text.Encoding.UTF8.GetString(Body);
}

/// <summary>Somebody else's web server, on loopback: it hears everything and answers as the test says.</summary>
sealed class StandIn : IAsyncDisposable
{
    private readonly WebApplication app;

    private StandIn(WebApplication app) => this.app = app;

    public ConcurrentQueue<Heard> Heard { get; } = [];
    public HttpClient Http { get; } = Channels.Client();
    public Uri Address => new(app.Urls.First() + "/");

    public static async Task<StandIn> Start(Func<Heard, HttpResponse, Task> answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var standIn = new StandIn(builder.Build());
        standIn.app.Run(async http =>
        {
            using var body = new MemoryStream();
            await http.Request.Body.CopyToAsync(body);
            var heard = new Heard(http.Request.Method, http.Request.Path, http.Request.Headers.ToDictionary(h => h.Key, h => h.Value.ToString(), StringComparer.OrdinalIgnoreCase), body.ToArray());
            standIn.Heard.Enqueue(heard);
            await answer(heard, http.Response);
        });
        await standIn.app.StartAsync();
        return standIn;
    }

    public static Task<StandIn> Answering(int status, string? retryAfter = null) => Start((_, response) =>
    {
        response.StatusCode = status;
        if (retryAfter is not null)
            response.Headers.RetryAfter = retryAfter;
        return Task.CompletedTask;
    });

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await app.DisposeAsync();
    }
}
