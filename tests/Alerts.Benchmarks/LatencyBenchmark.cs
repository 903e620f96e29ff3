using System.Diagnostics;
using System.Net.Http.Json;
using Alerts.Agencies;
using Alerts.Domain;
using Alerts.Domain.Values;
using Alerts.Households;
using Alerts.Standalone;
using Alerts.Standalone.Demo;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;

namespace Alerts.Benchmarks;

/// <summary>
/// Milliseconds from a report's acceptance to its alert written to a live page, on RabbitMQ and PostgreSQL and on the embedded parts.
/// Each report raises an alert of a household of its own. Floor: the time until the sender has its receipt.
/// </summary>
internal static class LatencyBenchmark
{
    private const int Alerts = 200;
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(50);

    public static async Task Run()
    {
        await Measure("embedded parts", null, null);
        await Measure("RabbitMQ and PostgreSQL", Servers.RabbitMq, await Servers.NewDatabase());
    }

    private static async Task Measure(string parts, Uri? bus, string? journal)
    {
        var folder = Directory.CreateTempSubdirectory("alerts-bench");
        await using var app = RunCommand.Build(new(null, 1, 0, folder.FullName, Replay: false, bus, journal, 16, null, null, null));
        await app.Services.Prepare();
        await app.StartAsync();
        var address = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First() + "/");
        using var end = new CancellationTokenSource();
        await LiveWatch.Open(address, app.Services.GetRequiredService<Households.People.PeopleDirectory>().Everybody.Where(p => p.Id is "amara.okafor"), end.Token);

        using var http = new HttpClient { BaseAddress = address };
        var receipts = new List<double>();
        for (var i = 0; i < Alerts; i++)
        {
            var start = Stopwatch.GetTimestamp();
            using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/reports") { Content = JsonContent.Create(Report(i), AgencyJson.Default.AgencyReport) };
            request.Headers.Add("X-Api-Key", "demo-key-voluntary-sector");
            (await http.SendAsync(request)).EnsureSuccessStatusCode();
            receipts.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            await Task.Delay(Between);
        }
        await Task.Delay(TimeSpan.FromSeconds(2));
        var (watch, workspace) = (app.Services.GetRequiredService<LiveWatch>(), app.Services.GetRequiredService<Workspace>());
        var waits = new List<double>();
        foreach (var item in await workspace.ItemsFor("amara.okafor", CancellationToken.None))
            if (await workspace.Alert(item.Alert, CancellationToken.None) is { } found && watch.WrittenAt(item.Alert, 1) is { } written)
                waits.Add((written - found.Alert.Raised.At).TotalMilliseconds);
        var (p50, p99, receipt) = (At(waits, 0.50), At(waits, 0.99), At(receipts, 0.50));
        Console.WriteLine($"latency on {parts}: accepted to live page p50 {p50:F0} ms, p99 {p99:F0} ms ({waits.Count} of {Alerts} alerts seen); floor (sent to receipt, p50) {receipt:F1} ms; ratio {p50 / receipt:F1}");
        await end.CancelAsync();
        await app.StopAsync();
        folder.Delete(recursive: true);
    }

    private static double At(List<double> values, double share) => values.Order().ElementAt((int)Math.Min(values.Count - 1, values.Count * share));

    private static AgencyReport Report(int i) => new()
    {
        MessageId = $"{i}",
        Kind = Kinds.VoluntaryConcern,
        OccurredAt = "2026-01-15",
        ReportedAt = "2026-01-15T12:00:00Z",
        Subjects = [new("child", NhsNumber: NhsNumber.Fictitious(10_000 + i * 2).ToString())],
        Detail = "A volunteer is worried.",
    };
}
