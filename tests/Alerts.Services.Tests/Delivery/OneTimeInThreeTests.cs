using System.Collections.Concurrent;
using Alerts.Households.Delivery;
using Alerts.Services.Tests.Transport;
using Xunit.Abstractions;

namespace Alerts.Services.Tests.Delivery;

/// <summary>10,000 alerts to 500 people by a channel that fails one time in three: each arrives, none is lost, and what comes twice is what was not confirmed.</summary>
public abstract class OneTimeInThreeTests(Func<Task<TestDatabase>> make, ITestOutputHelper output) : OnDatabase(make)
{
    private const int Alerts = 10_000, People = 500, Waves = 10;

    [Fact]
    public async Task Ten_thousand_alerts_arrive_and_only_the_unconfirmed_twice()
    {
        var clock = new HandMovedClock(DateTimeOffset.UtcNow);
        var email = new FailsOneTimeInThree();
        var worker = await Running(clock, with: Somebody.By(email));
        await worker.Reached(email.Name, [.. Enumerable.Range(0, People).Select(p => (Person(p), $"{p}@trust.example.org"))]);
        for (var wave = 0; wave < Waves; wave++)
        {
            var first = wave * Alerts / Waves;
            await worker.Notices(email.Name, clock.GetUtcNow(), Enumerable.Range(first, Alerts / Waves).Select(a => (a, Person(a * 7 % People), a % 5 == 0)));
            await Task.Delay(300);
            clock.Move(TimeSpan.FromMinutes(4));
        }
        await Eventually.True(async () =>
        {
            clock.Move(TimeSpan.FromMinutes(5));
            return await worker.Count("outbox where state = 'delivered' and due_at is null") == Alerts;
        }, "everything is delivered", 90);

        var arrived = email.Arrived.SelectMany(n => n.Of).GroupBy(n => n.Alert).ToDictionary(g => g.Key, g => g.Count());
        var unconfirmed = email.Unconfirmed.SelectMany(n => n.Of).GroupBy(n => n.Alert).ToDictionary(g => g.Key, g => g.Count());
        Assert.Equal(Alerts, arrived.Count);
        // Every arrival beyond the first is one that the channel did not confirm, and every one that it did not confirm came again.
        Assert.All(arrived, a => Assert.Equal(1 + unconfirmed.GetValueOrDefault(a.Key), a.Value));
        Assert.All(email.Arrived, n => Assert.True(n.Of.Count == 1 || n.Of.All(o => Number(o.Alert) % 5 != 0), "an S1 goes by itself"));
        var attempts = await worker.Count("attempt");
        Assert.Equal(Alerts, await worker.Count("attempt where outcome = 'delivered'"));
        Assert.Equal(email.Calls, await worker.One<long>("select count(distinct message) from attempt"));
        Assert.True(email.Failed >= email.Calls / 3 - 1, $"{email.Failed} of {email.Calls} failed");
        Assert.True(email.Calls < Alerts, "one bad night is not ten thousand messages");
        output.WriteLine($"{Alerts} alerts to {People} people: {email.Calls} messages sent, {email.Failed} failed, {email.Unconfirmed.Count} of these arrived unconfirmed; {attempts} attempts kept; {arrived.Values.Sum() - Alerts} alerts came twice or more.");
    }

    private static string Person(int number) => $"person-{number:000}";

    private static int Number(string alert) => Convert.ToInt32(alert[24..], 16);

    /// <summary>Every third message fails: one by one before it has arrived and after, when nobody is told that it did.</summary>
    private sealed class FailsOneTimeInThree : IChannel
    {
        private int calls, failed;
        public ConcurrentQueue<Notice> Arrived { get; } = [];
        public ConcurrentQueue<Notice> Unconfirmed { get; } = [];
        public int Calls => calls;
        public int Failed => failed;
        public string Name => "email";
        public bool Bundles => true;

        public Task<Outcome> Send(Notice notice, CancellationToken ct)
        {
            var call = Interlocked.Increment(ref calls);
            if (call % 6 != 3)
                Arrived.Enqueue(notice);
            if (call % 6 == 0)
                Unconfirmed.Enqueue(notice);
            if (call % 3 != 0)
                return Task.FromResult<Outcome>(new Outcome.Delivered());
            Interlocked.Increment(ref failed);
            throw new IOException("the line broke");
        }
    }
}

public sealed class OneTimeInThreeOnPostgres(ITestOutputHelper output) : OneTimeInThreeTests(TestDatabase.Postgres, output);

public sealed class OneTimeInThreeOnSqlite(ITestOutputHelper output) : OneTimeInThreeTests(TestDatabase.Sqlite, output);
