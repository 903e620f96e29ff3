using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Alerts.Households;
using Alerts.Households.Intake;
using Dapper;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Alerts.Services.Tests;

/// <summary>The door over HTTP, with a real server on a free loopback port.</summary>
public sealed class HttpDoorTests : IAsyncLifetime
{
    private static readonly byte[] Whole = Sent.Worry("m-1", Sent.Child(1)).Bytes();
    private static readonly HttpClient Client = new();
    private TestDatabase database = null!;
    private WebApplication app = null!;

    public async Task InitializeAsync()
    {
        database = await TestDatabase.Sqlite();
        app = await Open(database.Parts, prepared: true);
    }

    public async Task DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
        await database.DisposeAsync();
    }

    [Fact]
    public async Task A_report_is_answered_with_202_and_its_receipt()
    {
        var (status, body) = await Post(Whole);
        Assert.Equal((HttpStatusCode.Accepted, "received", "demo-gp", "m-1"), (status, Text(body, "state"), Text(body, "sender"), Text(body, "messageId")));
        Assert.Equal((status, body.GetRawText()), (await Post(Whole)) is var (again, same) ? (again, same.GetRawText()) : default);
    }

    [Fact]
    public async Task What_cannot_be_taken_is_answered_with_400_the_field_and_the_rule_and_is_kept()
    {
        var (status, body) = await Post(Sent.Report("m-1", "witchcraft", Sent.Child(1)).Bytes());
        Assert.Equal((HttpStatusCode.BadRequest, "kind", "is no kind of the vocabulary", "quarantined"), (status, Text(body, "field"), Text(body, "rule"), Text(body, "state")));
        Assert.Equal(1, await Rows("state = 'quarantined'"));
        Assert.Equal(HttpStatusCode.BadRequest, (await Post([])).Status);
    }

    [Fact]
    public async Task Another_content_under_a_used_id_is_answered_with_409()
    {
        await Post(Whole);
        var (status, body) = await Post(Sent.Worry("m-1", Sent.Child(2)).Bytes());
        Assert.Equal((HttpStatusCode.Conflict, "messageId", "conflicting"), (status, Text(body, "field"), Text(body, "state")));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("demo-key-nobody")]
    [InlineData("demo-gp")]
    public async Task Without_a_known_key_nothing_is_taken(string? key)
    {
        var (status, body) = await Post(Whole, key);
        Assert.Equal((HttpStatusCode.Unauthorized, "X-Api-Key"), (status, Text(body, "field")));
        Assert.Equal(0, await Rows("1 = 1"));
    }

    [Fact]
    public async Task Two_megabytes_are_kept_and_nine_are_not()
    {
        Assert.Equal((HttpStatusCode.BadRequest, "body"), (await Post(new byte[2 * 1024 * 1024])) is var (status, body) ? (status, Text(body, "field")) : default);
        Assert.Equal((HttpStatusCode.RequestEntityTooLarge, "body"), (await Post(new byte[9 * 1024 * 1024], chunked: true)) is var (large, told) ? (large, Text(told, "field")) : default);
        Assert.Equal(1, await Rows("1 = 1"));
    }

    [Fact]
    public async Task With_the_journal_gone_the_sender_is_told_to_send_it_again()
    {
        await using var closed = await Open(database.Parts with { Journal = "Host=127.0.0.1;Port=1;Timeout=2;Username=app;Database=none" }, prepared: false);
        foreach (var body in new[] { Whole, "garbage"u8.ToArray() })
        {
            using var request = Request(body, "demo-key-gp", closed);
            using var response = await Client.SendAsync(request);
            Assert.Equal((HttpStatusCode.ServiceUnavailable, "5"), (response.StatusCode, response.Headers.RetryAfter?.ToString()));
            Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        }
        await closed.StopAsync();
    }

    private static async Task<WebApplication> Open(Parts parts, bool prepared)
    {
        var builder = WebApplication.CreateBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services.AddWorkspace(parts).AddHouseholds(parts).AddProblemDetails();
        var opened = builder.Build();
        opened.MapReports();
        if (prepared)
            await opened.Services.Prepare();
        await opened.StartAsync();
        return opened;
    }

    private async Task<(HttpStatusCode Status, JsonElement Body)> Post(byte[] body, string? key = "demo-key-gp", bool chunked = false)
    {
        using var request = Request(body, key, app);
        request.Headers.TransferEncodingChunked = chunked;
        // So that the answer to a body that is too long is read before the rest of it is sent.
        request.Headers.ExpectContinue = chunked;
        using var response = await Client.SendAsync(request);
        return (response.StatusCode, JsonElement.Parse(await response.Content.ReadAsByteArrayAsync()));
    }

    private static HttpRequestMessage Request(byte[] body, string? key, WebApplication to)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, to.Urls.Single() + "/v1/reports") { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        if (key is not null)
            request.Headers.Add("X-Api-Key", key);
        return request;
    }

    private async Task<long> Rows(string where) =>
        await app.Services.GetRequiredService<Households.Journal.IDatabase>().Read(c => c.ExecuteScalarAsync<long>("select count(*) from ledger where " + where), default);

    private static string? Text(JsonElement body, string field) => body.TryGetProperty(field, out var value) ? value.GetString() : null;
}
