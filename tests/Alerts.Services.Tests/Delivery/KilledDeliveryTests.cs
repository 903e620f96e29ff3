using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
using Alerts.Households.Delivery;
using Alerts.Households.Outbox;
using Alerts.Services.Tests.Transport;
using Microsoft.Extensions.DependencyInjection;
using Xunit.Abstractions;

namespace Alerts.Services.Tests.Delivery;

/// <summary>The process that tells people, killed at fifty random moments while notices keep coming.</summary>
public sealed class KilledDeliveryTests(ITestOutputHelper output) : OnDatabase(TestDatabase.Postgres)
{
    private const int Kills = 50, EachTime = 200, AtOnce = 3;

    [Fact]
    public async Task Killing_the_delivery_at_any_of_fifty_random_moments_loses_nothing()
    {
        var watch = Stopwatch.StartNew();
        var received = new ConcurrentQueue<string>();
        var patience = 500;
        await using var system = await StandIn.Start(async (heard, _) =>
        {
            received.Enqueue(JsonDocument.Parse(heard.Body).RootElement.GetProperty("alert").GetString()!);
            await Task.Delay(Random.Shared.Next(patience));
        });
        var worker = await Prepared(with: s => s.AddSingleton<TimeProvider>(new HandMovedClock(DateTimeOffset.UtcNow + OutboxTakingLease + TimeSpan.FromMinutes(2))).AddSingleton<IReadOnlyList<IChannel>>(p => [ActivatorUtilities.CreateInstance<Webhook>(p, DeliveryAlone.Secret)]));
        await worker.Reached(Webhook.ChannelName, ("ann", $"{system.Address}alerts"));
        var running = new Queue<Process>();
        var busy = 0;
        try
        {
            for (var kill = 0; kill < Kills; kill++)
            {
                await worker.Notices(Webhook.ChannelName, DateTimeOffset.UtcNow, Enumerable.Range(kill * EachTime, EachTime).Select(a => (a, "ann", false)));
                while (running.Count < AtOnce)
                    running.Enqueue(Start());
                var before = received.Count;
                Assert.Equal(DeliveryAlone.Started, await running.Peek().StandardOutput.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(30)));
                // Any moment of its work; how long it takes to get there is the machine's matter.
                await Eventually.True(() => Task.FromResult(received.Count > before), "it has begun", 30);
                await Task.Delay(Random.Shared.Next(150));
                End(running.Dequeue());
                busy += await worker.Count("outbox where attempts > 0 and state = 'queued'") > 0 ? 1 : 0;
            }
        }
        finally
        {
            foreach (var left in running)
                End(left);
        }
        patience = 1;
        // Here it is later by more than a lease: what the killed had in their hands is due.
        await worker.Start();
        await Eventually.True(async () => await worker.Count("outbox where state = 'delivered' and due_at is null") == Kills * EachTime, "everything is delivered", 60);

        var times = received.GroupBy(a => a).ToDictionary(g => g.Key, g => g.Count());
        Assert.Equal(Kills * EachTime, times.Count);
        // Taken so many times, and so many times written down what became of it: only the difference may have arrived unconfirmed.
        var rows = (await worker.Rows<(string Alert, long Taken, long Kept)>("select o.alert, o.attempts, count(a.alert) from outbox o left join attempt a on a.alert = o.alert group by o.alert, o.attempts")).ToList();
        Assert.All(rows, r => Assert.InRange(times[r.Alert], 1, 1 + r.Taken - r.Kept));
        Assert.All(rows, r => Assert.Equal(1, r.Kept));
        Assert.True(busy >= Kills / 2, $"only {busy} of {Kills} kills met work in somebody's hands");
        output.WriteLine($"{Kills} kills in {watch.Elapsed.TotalSeconds:0} s, {busy} with work in hand: {Kills * EachTime} notices, {received.Count - times.Count} came twice, {rows.Sum(r => r.Taken - r.Kept)} takings ended in a kill.");
    }

    private static TimeSpan OutboxTakingLease => TimeSpan.FromSeconds(30);

    private Process Start() =>
        Process.Start(new ProcessStartInfo("dotnet", ["exec", typeof(DeliveryAlone).Assembly.Location, Parts.Journal!]) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false })!;

    // SIGKILL: nothing is finished, written down or given back.
    private static void End(Process process)
    {
        process.Kill();
        process.WaitForExit();
        process.Dispose();
    }
}
