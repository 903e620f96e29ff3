using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
using Alerts.Households.Delivery;
using Alerts.Households.Outbox;
using Alerts.Services.Tests.Transport;
using Microsoft.Extensions.DependencyInjection;
using Xunit.Abstractions;

namespace Alerts.Services.Tests.Delivery;

/// <summary>
/// The process that tells people, killed at fifty random moments while notices keep coming: by webhook one notice a message, by e-mail all that waits for a person
/// as one message.
/// </summary>
public sealed class KilledDeliveryTests(ITestOutputHelper output) : OnDatabase(TestDatabase.Postgres)
{
    private const int Kills = 50, EachTime = 200, AtOnce = 3;

    // People who get an e-mail for the first time, so that no quarter of an hour is in the way, and how many alerts each of them has.
    private const int People = 8, Alerts = 4;

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
        using var sink = await new SmtpSink { IsSlow = true }.Start();
        var clock = new HandMovedClock(DateTimeOffset.UtcNow);
        var worker = await Prepared(clock, with: s => s.AddSingleton(p => DeliveryAlone.By(p, sink.Port)));
        await worker.Reached(Webhook.ChannelName, ("ann", $"{system.Address}alerts"));
        await worker.Reached(Email.ChannelName, [.. Enumerable.Range(0, Kills * People).Select(p => ($"p{p}", Address($"p{p}")))]);
        var running = new Queue<Process>();
        var busy = 0;
        try
        {
            for (var kill = 0; kill < Kills; kill++)
            {
                await worker.Notices(Webhook.ChannelName, DateTimeOffset.UtcNow, Enumerable.Range(kill * EachTime, EachTime).Select(a => (a, "ann", false)));
                await worker.Notices(Email.ChannelName, DateTimeOffset.UtcNow, Enumerable.Range(kill * People * Alerts, People * Alerts).Select(a => (a, $"p{a / Alerts}", false)));
                while (running.Count < AtOnce)
                    running.Enqueue(Start(sink.Port));
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
        (patience, sink.IsSlow) = (1, false);
        // Here it is later by more than a lease: what the killed had in their hands is due.
        clock.SleepUntil(DateTimeOffset.UtcNow + 2 * OutboxTakingLease);
        await worker.Start();
        await Eventually.True(async () => await worker.Count("outbox where state = 'delivered' and due_at is null") == Kills * (EachTime + People * Alerts), "everything is delivered", 60);

        Assert.True(busy >= Kills / 2, $"only {busy} of {Kills} kills met work in somebody's hands");
        output.WriteLine($"{Kills} kills in {watch.Elapsed.TotalSeconds:0} s, {busy} with work in hand.");
        await NoneLost(worker, Webhook.ChannelName, "o.alert", received, Kills * EachTime);
        await NoneLost(worker, Email.ChannelName, "o.person", [.. sink.Mails.Select(m => m.To.Split('@')[0])], Kills * People);
        // All that waited for one person went as one message, each time.
        Assert.All(sink.Mails, m => Assert.Contains($"Subject: You have {Alerts} alerts", m.Text, StringComparison.Ordinal));
    }

    // Taken so many times, and so many times written down what became of it: only the difference may have arrived unconfirmed.
    private async Task NoneLost(Worker worker, string channel, string message, IReadOnlyCollection<string> received, int messages)
    {
        var times = received.CountBy(m => m).ToDictionary();
        Assert.Equal(messages, times.Count);
        var taken = await worker.Rows<(string Message, long Times, long Kept)>($"select {message}, max(o.attempts), count(distinct a.message) from outbox o left join attempt a on a.alert = o.alert and a.person = o.person and a.channel = o.channel where o.channel = @channel group by 1", new { channel });
        Assert.All(taken, t => Assert.Equal(1, t.Kept));
        Assert.All(taken, t => Assert.InRange(times[t.Message], 1, 1 + t.Times - t.Kept));
        Assert.Equal(await worker.Count("outbox where channel = @channel", new { channel }), await worker.Count("attempt where channel = @channel and outcome = 'delivered'", new { channel }));
        var killed = taken.Sum(t => t.Times - t.Kept);
        Assert.NotEqual(0, killed);
        output.WriteLine($"{channel}: {messages} messages, {received.Count - messages} came twice, {killed} takings ended in a kill.");
    }

    private static string Address(string person) => $"{person}@trust.example.org";

    private static TimeSpan OutboxTakingLease => TimeSpan.FromSeconds(30);

    private Process Start(int mailPort) =>
        Process.Start(new ProcessStartInfo("dotnet", ["exec", typeof(DeliveryAlone).Assembly.Location, Parts.Journal!, $"{mailPort}"]) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false })!;

    // SIGKILL: nothing is finished, written down or given back.
    private static void End(Process process)
    {
        process.Kill();
        process.WaitForExit();
        process.Dispose();
    }
}
