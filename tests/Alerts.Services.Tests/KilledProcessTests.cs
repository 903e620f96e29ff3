using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Alerts.Households;
using Alerts.Services.Tests.Transport;

namespace Alerts.Services.Tests;

/// <summary>
/// The household service as a process of its own on RabbitMQ and PostgreSQL, killed without warning again and again while agencies send.
/// Among the moments that this meets is the one between the journal's commit and the broker's acknowledgement.
/// </summary>
[Collection(nameof(OneBroker))]
public sealed class KilledProcessTests(Broker broker) : OnDatabase(TestDatabase.Postgres)
{
    private const int Kills = 5;
    private const int Families = 15;
    private readonly int port = FreePort();

    [Fact]
    public async Task A_service_that_is_killed_again_and_again_loses_nothing_and_doubles_nothing()
    {
        using var client = new HttpClient { BaseAddress = new($"http://127.0.0.1:{port}"), Timeout = TimeSpan.FromSeconds(5) };
        client.DefaultRequestHeaders.Add("X-Api-Key", "demo-key-voluntary-sector");
        using var enough = new CancellationTokenSource();
        var service = Started(broker, Parts, port);
        var accepted = 0;
        try
        {
            await Up(client);
            // As agencies do: the same id again and again, until there is a receipt.
            var sending = Task.WhenAll(Enumerable.Range(0, 6).Select(sender => Task.Run(async () =>
            {
                var sent = 0;
                for (; !enough.IsCancellationRequested; sent++)
                {
                    var number = sent;
                    var report = Sent.Worry($"{sender}-{number}", Sent.Child(number % Families)).On($"20{10 + number % 16}-0{1 + sender}-1{number % 9}").Bytes();
                    while (!await IsAccepted(client, report))
                        await Task.Delay(50);
                    Interlocked.Increment(ref accepted);
                }
            })));
            for (var kill = 0; kill < Kills; kill++)
            {
                await Task.Delay(Random.Shared.Next(300, 1500));
                // SIGKILL: nothing is drained, closed or acknowledged.
                service.Kill();
                await service.WaitForExitAsync();
                service.Dispose();
                service = Started(broker, Parts, port);
                await Up(client);
            }
            await enough.CancelAsync();
            await sending.WaitAsync(TimeSpan.FromSeconds(60));
            var observer = await Prepared();
            await observer.AllJournalled(accepted, 120);
            await observer.Whole();
            Assert.True(accepted > Kills * Families, $"only {accepted} reports were sent");
            Assert.Equal((accepted, accepted), (await observer.Count("ledger"), await observer.Count("journal where event = 'ReportRecorded'")));
            Assert.Equal(Families, await observer.Count("head"));
        }
        finally
        {
            service.Kill();
            await service.WaitForExitAsync();
            service.Dispose();
        }
    }

    private static async Task<bool> IsAccepted(HttpClient client, byte[] report)
    {
        try
        {
            using var content = new ByteArrayContent(report);
            using var response = await client.PostAsync(new Uri("/v1/reports", UriKind.Relative), content);
            Assert.NotEqual(HttpStatusCode.BadRequest, response.StatusCode);
            return response.StatusCode == HttpStatusCode.Accepted;
        }
        catch (Exception unknown) when (unknown is HttpRequestException or TaskCanceledException)
        {
            return false;
        }
    }

    internal static Task Up(HttpClient client) => Eventually.True(async () =>
    {
        try
        {
            return await client.GetStringAsync(new Uri("/health", UriKind.Relative)) == "well";
        }
        catch (Exception down) when (down is HttpRequestException or TaskCanceledException)
        {
            return false;
        }
    }, "the service is up", 60);

    internal static Process Started(Broker broker, Parts parts, int port)
    {
        var start = new ProcessStartInfo("dotnet", ["exec", Path.Combine(AppContext.BaseDirectory, "Alerts.Households.dll")]) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        start.Environment["ALERTS_BUS"] = broker.Address.ToString();
        start.Environment["ALERTS_JOURNAL"] = parts.Journal;
        start.Environment["ALERTS_PARTITIONS"] = $"{Broker.Partitions}";
        start.Environment["ALERTS_HTTP"] = $"http://127.0.0.1:{port}";
        start.Environment["Logging__LogLevel__Default"] = "Warning";
        var process = Process.Start(start)!;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    internal static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
