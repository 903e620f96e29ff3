using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Alerts.Agencies;
using Alerts.Households;
using Alerts.Households.Journal;
using Alerts.Households.People;
using Alerts.Households.Transport;
using Alerts.Standalone;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;

namespace Alerts.Acceptance;

/// <summary>The whole system in this process, on a free port, with the demonstration's people and senders.</summary>
public abstract class RunningSystem : IAsyncDisposable
{
    readonly DirectoryInfo data = Directory.CreateTempSubdirectory("alerts-story-");
    WebApplication app = null!;

    public Uri Address { get; private set; } = null!;

    public IDatabase Database => app.Services.GetRequiredService<IDatabase>();
    public Workspace Workspace => app.Services.GetRequiredService<Workspace>();

    /// <summary>The address of the page of a person of the directory.</summary>
    public string PageOf(string person) => "/people/one/" + app.Services.GetRequiredService<PeopleDirectory>().Roster.Person(person)!.Key;

    public Staffing Staffing => app.Services.GetRequiredService<Staffing>();

    /// <summary>Sends as the emergency department does, and answers with its receipt.</summary>
    public Task<Receipt> EdReports(AgencyReport report) => EdSends(report.Kind, JsonSerializer.SerializeToUtf8Bytes(report, AgencyJson.Default.AgencyReport));

    /// <inheritdoc cref="EdReports"/>
    public abstract Task<Receipt> EdSends(string kind, byte[] body);

    /// <summary>A client with the agency's key.</summary>
    public HttpClient Http(string agency)
    {
        var http = new HttpClient { BaseAddress = Address };
        http.DefaultRequestHeaders.Add("X-Api-Key", "demo-key-" + agency);
        return http;
    }

    public async Task<HttpResponseMessage> Post(string agency, byte[] body)
    {
        using var http = Http(agency);
        using var content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
        return await http.PostAsync("/v1/reports", content);
    }

    public async Task<Receipt> Report(string agency, AgencyReport report)
    {
        using var answer = await Post(agency, JsonSerializer.SerializeToUtf8Bytes(report, AgencyJson.Default.AgencyReport));
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync<Receipt>())!;
    }

    protected async Task Start(Uri? bus, string? journal)
    {
        app = RunCommand.Build(new(null, 1, 0, data.FullName, Replay: false, bus, journal, Servers.Partitions, null, null, null));
        await app.Services.Prepare();
        await app.StartAsync();
        Address = new(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
    }

    public virtual async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (app is not null)
        {
            await app.StopAsync();
            await app.DisposeAsync();
        }
        data.Delete(recursive: true);
    }
}

/// <summary>SQLite in a file of its own, and the bus in memory: the ED sends over HTTP.</summary>
public sealed class EmbeddedParts : RunningSystem
{
    public static async Task<EmbeddedParts> Start()
    {
        var system = new EmbeddedParts();
        await system.Start(null, null);
        return system;
    }

    public override async Task<Receipt> EdSends(string kind, byte[] body)
    {
        using var answer = await Post("ed", body);
        var said = await answer.Content.ReadFromJsonAsync<JsonElement>();
        string? Text(string name) => said.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        // A refusal is problem details: the receipt's fields stand in it under names of their own.
        return answer.IsSuccessStatusCode ? said.Deserialize<Receipt>(JsonSerializerOptions.Web)! : new("demo-ed", null, Text("state")!, Guid.Parse(Text("receipt")!), Text("field"), Text("rule"));
    }
}

/// <summary>RabbitMQ and PostgreSQL: the ED publishes plain JSON with a client of its own.</summary>
public sealed class RealParts : RunningSystem
{
    public AmqpSender Ed { get; private set; } = null!;

    public static async Task<RealParts> Start(Servers servers)
    {
        var system = new RealParts();
        await system.Start(await servers.VirtualHost(), await servers.Database());
        system.Ed = await AmqpSender.Connect(servers, Servers.EmergencyDepartment);
        return system;
    }

    public override async Task<Receipt> EdSends(string kind, byte[] body)
    {
        var known = Ed.Receipts.Count;
        await Ed.Publish(kind, body);
        return await Ed.ReceiptAfter(known);
    }

    public override async ValueTask DisposeAsync()
    {
        if (Ed is not null)
            await Ed.DisposeAsync();
        await base.DisposeAsync();
    }
}
