using System.Collections.Concurrent;
using System.Text;
using Google.Protobuf;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Alerts.Acceptance;

/// <summary>One span as it was exported.</summary>
public sealed record ExportedSpan(string Service, string Source, string Name, string Trace, string Id, string Parent, IReadOnlyDictionary<string, string> Attributes);

/// <summary>Receives OTLP over HTTP. Keeps every body as it came, and of spans the fields that stories ask for; all else is skipped by its tag.</summary>
public sealed class OtlpSink : IAsyncDisposable
{
    readonly WebApplication app;
    readonly ConcurrentQueue<(string Path, byte[] Body)> bodies = [];

    OtlpSink(WebApplication app) => this.app = app;

    public Uri Address => new(app.Urls.First());

    public IEnumerable<(string Path, byte[] Body)> Bodies => bodies;

    public IReadOnlyList<ExportedSpan> Spans => [.. bodies.Where(b => b.Path == "/v1/traces").SelectMany(b => SpansIn(b.Body))];

    public static async Task<OtlpSink> Start()
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        var sink = new OtlpSink(builder.Build());
        sink.app.Urls.Add("http://127.0.0.1:0");
        sink.app.MapPost("/v1/{signal}", async (HttpRequest request) =>
        {
            using var body = new MemoryStream();
            await request.Body.CopyToAsync(body);
            sink.bodies.Enqueue((request.Path, body.ToArray()));
            return Results.Bytes([], "application/x-protobuf");
        });
        await sink.app.StartAsync();
        return sink;
    }

    public async ValueTask DisposeAsync() => await app.DisposeAsync();

    // ResourceSpans = 1 { resource = 1 { attributes = 1 }, ScopeSpans = 2 { scope = 1 { name = 1 }, spans = 2 } }
    static IEnumerable<ExportedSpan> SpansIn(byte[] request) =>
        from resource in Walk(request).Where(f => f.Field == 1)
        let service = Attributes(One(resource.Bytes, 1), 1).GetValueOrDefault("service.name", "?")
        from scope in Walk(resource.Bytes).Where(f => f.Field == 2)
        let source = Text(One(scope.Bytes, 1), 1)
        from span in Walk(scope.Bytes).Where(f => f.Field == 2)
        select new ExportedSpan(service, source, Text(span.Bytes, 5), Hex(span.Bytes, 1), Hex(span.Bytes, 2), Hex(span.Bytes, 4), Attributes(span.Bytes, 9));

    static Dictionary<string, string> Attributes(byte[] message, int field) =>
        Walk(message).Where(f => f.Field == field).GroupBy(f => Text(f.Bytes, 1)).ToDictionary(g => g.Key, g => Text(One(g.Last().Bytes, 2), 1));

    static byte[] One(byte[] message, int field) => Walk(message).LastOrDefault(f => f.Field == field).Bytes ?? [];

    static string Text(byte[] message, int field) => Encoding.UTF8.GetString(One(message, field));

    static string Hex(byte[] message, int field) => Convert.ToHexStringLower(One(message, field));

    static IEnumerable<(int Field, byte[] Bytes)> Walk(byte[] message)
    {
        var input = new CodedInputStream(message);
        for (uint tag; (tag = input.ReadTag()) != 0;)
        {
            if (WireFormat.GetTagWireType(tag) == WireFormat.WireType.LengthDelimited)
                yield return (WireFormat.GetTagFieldNumber(tag), input.ReadBytes().ToByteArray());
            else
                input.SkipLastField();
        }
    }
}
