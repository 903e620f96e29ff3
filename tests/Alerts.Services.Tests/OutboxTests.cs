using Alerts.Households.Journal;
using Alerts.Households.Outbox;
using Alerts.Services.Tests.Transport;

namespace Alerts.Services.Tests;

/// <summary>Telling people: one row a notice, person and channel, a ladder of waits, and every attempt kept.</summary>
public abstract class OutboxTests(Func<Task<TestDatabase>> make) : OnDatabase(make)
{
    private readonly HandMovedClock clock = new(DateTimeOffset.UtcNow);

    [Fact]
    public async Task Each_person_is_told_once_of_each_notice_and_a_re_opening_is_a_new_one()
    {
        var worker = await Running(clock);
        await worker.Accept("voluntary-sector", Sent.Worry("m1", Sent.Child(1)).Bytes());
        await AllDelivered(worker);
        var told = await worker.Rows<string>("select person from inbox order by person");
        Assert.NotEmpty(told);
        Assert.Equal(told, await worker.Rows<string>("select person from outbox where notice = 1 and channel = 'inbox' order by person"));
        // Hunger on the same day makes the same alert graver.
        await worker.Accept("voluntary-sector", Sent.Report("m2", "hunger-reported", Sent.Child(1)).Bytes());
        await worker.AllJournalled(2);
        await AllDelivered(worker);
        Assert.Equal(2, await worker.One<long>("select notice from alert"));
        Assert.Equal(await worker.Count("inbox where notice = 2"), await worker.Count("outbox where notice = 2"));
        Assert.NotEqual(0, await worker.Count("outbox where notice = 2"));
        Assert.Equal(await worker.Count("outbox"), await worker.Count("attempt where outcome = 'delivered'"));
        Assert.Equal(await worker.Count("outbox"), await worker.Count("attempt"));
    }

    [Fact]
    public async Task A_channel_that_fails_is_tried_again_up_the_ladder_and_every_attempt_is_kept()
    {
        var mute = true;
        var worker = await Running(clock, through: d => new MuteDatabase(d, _ => mute ? throw new IOException("no line") : Task.CompletedTask));
        await worker.Accept("voluntary-sector", Sent.Worry("m1", Sent.Child(1)).Bytes());
        await worker.AllJournalled(1);
        var people = await worker.Count("outbox");
        for (var attempt = 1; attempt <= 6; attempt++)
        {
            await Eventually.True(async () => await worker.Count("attempt") == attempt * people, $"attempt {attempt}");
            var wait = OutboxSender.Ladder[Math.Min(attempt, OutboxSender.Ladder.Count) - 1];
            Assert.Equal((attempt, "queued", (clock.GetUtcNow() + wait).ToUnixTimeMilliseconds()),
                Assert.Single((await worker.Rows<(long, string, long)>("select attempts, state, due_at from outbox")).Distinct()));
            mute = attempt < 6;
            clock.Move(wait);
        }
        await AllDelivered(worker);
        Assert.Equal(6 * people, await worker.Count("attempt where outcome = 'queued'"));
        Assert.Equal(people, await worker.Count("attempt where outcome = 'delivered'"));
        // The list itself never depended on the channel.
        Assert.Equal(people, await worker.Count("inbox"));
    }

    [Fact]
    public async Task A_sender_that_dies_with_a_row_in_its_hands_leaves_it_due_again()
    {
        var died = await Running(clock, through: d => new MuteDatabase(d, ct => Task.Delay(Timeout.Infinite, ct)));
        await died.Accept("voluntary-sector", Sent.Worry("m1", Sent.Child(1)).Bytes());
        await Eventually.True(async () => await died.Count("outbox where attempts = 1") is > 0 and var taken && taken == await died.Count("outbox"), "all rows are taken");
        await died.DisposeAsync();
        var next = await Running(clock);
        Assert.Equal(0, await next.Count("attempt"));
        await Task.Delay(1500);
        Assert.Equal(0, await next.Count("attempt")); // still on lease
        clock.Move(TimeSpan.FromSeconds(31));
        await AllDelivered(next);
        Assert.Equal(await next.Count("outbox"), await next.Count("attempt where outcome = 'delivered'"));
    }

    private static Task AllDelivered(Worker worker) => Eventually.True(async () =>
        await worker.Count("outbox") is > 0 and var all && all == await worker.Count("outbox where state = 'delivered' and due_at is null"), "everything is delivered");

    /// <summary>A database that does what it is told instead of saying that there is news.</summary>
    private sealed class MuteDatabase(IDatabase inner, Func<CancellationToken, Task> instead) : Through(inner)
    {
        public override Task Announce(string person, CancellationToken ct) => instead(ct);
    }
}

public sealed class OutboxOnPostgres() : OutboxTests(TestDatabase.Postgres);

public sealed class OutboxOnSqlite() : OutboxTests(TestDatabase.Sqlite);
