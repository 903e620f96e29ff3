using Alerts.Households;
using Alerts.Households.Delivery;
using Alerts.Households.Sources;
using Alerts.Services.Tests.Delivery;
using Alerts.Services.Tests.Transport;
using Dapper;
using Microsoft.Extensions.DependencyInjection;

namespace Alerts.Services.Tests.Sources;

/// <summary>A sender that goes quiet: who is told, how often, and what happens when it sends again.</summary>
public abstract class SilentSourcesTests(Func<Task<TestDatabase>> make) : OnDatabase(make)
{
    private const string Owner = "grace.lin", Partnership = "bridget.lowe", Operations = "martin.kay";
    protected static readonly DateTimeOffset Stops = new(2026, 10, 20, 12, 0, 0, TimeSpan.Zero);
    private readonly HandMovedClock clock = new(Stops);
    private protected HandMovedClock Clock => clock;

    private readonly ListeningChannel email = new("email", _ => new Outcome.Delivered());

    [Fact]
    public async Task Operations_the_front_door_and_the_owner_are_told_once_and_the_partnership_manager_after_a_day()
    {
        var worker = await Sending();
        await Quiet(worker);
        Assert.Equal([Somebody.Name, Owner, Operations], await Heard(3));
        Assert.All(email.Heard, n => Assert.Equal("a notice about a sender", n.HowMany));
        Assert.All(email.Heard, n => Assert.Matches("^S-[0-9A-F]{6}$", n.References));
        var waits = Assert.Single(await worker.Get<Silences>().Waiting(default));
        Assert.Equal(("demo-ed", Stops.AddMinutes(-30)), (waits.Sender, waits.Since));
        Assert.InRange(waits.Expected, 3, 6);
        // Nothing is said twice, though every minute looks.
        clock.SleepUntil(waits.ToldAt.AddHours(2));
        await worker.Get<SilentSources>().Look(default);
        await worker.Get<SilentSources>().Look(default);
        Assert.Equal((1L, 3L), (await worker.Count("silence"), await worker.Count("outbox")));
        clock.SleepUntil(waits.ToldAt.AddDays(1).AddMinutes(1));
        await Eventually.True(async () => await worker.Count("silence where partnership_told_at is not null") == 1, "the partnership manager is told");
        Assert.Equal([Somebody.Name, Partnership, Owner, Operations], await Heard(4));
    }

    [Fact]
    public async Task When_messages_come_again_those_who_were_told_hear_so_and_the_front_door_has_nothing_to_do()
    {
        var worker = await Sending();
        await Quiet(worker);
        await Heard(3);
        clock.SleepUntil(clock.GetUtcNow().AddMinutes(20));
        await worker.Accept("ed", Sent.Report("again", "appointment-brought", Sent.Child(1)).Bytes());
        await Eventually.True(async () =>
        {
            clock.Move(TimeSpan.FromSeconds(30));
            return await worker.Count("silence where ended_at is not null") == 1;
        }, "it is over");
        Assert.Equal(6, await worker.Count("outbox where channel = 'email'"));
        var over = Assert.Single(await worker.Get<Silences>().Waiting(default));
        Assert.NotNull(over.EndedAt);
        Assert.Equal(0, await worker.Count("silence where ended_at is null"));
        clock.SleepUntil(clock.GetUtcNow().AddDays(1));
        Assert.DoesNotContain(await worker.Get<Silences>().Waiting(default), s => s.Id == over.Id);
    }

    [Fact]
    public async Task What_somebody_has_seen_to_leaves_the_front_door_and_is_not_told_again()
    {
        var worker = await Sending();
        await Quiet(worker);
        var silences = worker.Get<Silences>();
        var waits = Assert.Single(await silences.Waiting(default));
        Assert.True(await silences.DealtWith(waits.Id, Somebody.Name, "Rang: their server is down until noon.", default));
        Assert.False(await silences.DealtWith(waits.Id, Somebody.Name, "Again.", default));
        await worker.Get<SilentSources>().Look(default);
        Assert.Empty(await silences.Waiting(default));
        Assert.Equal(1L, await worker.Count("silence"));
    }

    [Fact]
    public async Task Of_a_sender_with_little_history_and_of_one_that_is_closed_nothing_is_said_and_the_front_door_can_see_of_whom()
    {
        var worker = await Sending();
        await Eventually.True(async () => (await worker.Get<Silences>().NotJudged(default)).SequenceEqual(["demo-gp"]), "only the practice has too little");
        await Quiet(worker);
        Assert.Equal(["demo-ed"], await worker.Rows<string>("select sender from silence"));
    }

    protected async Task<Worker> Sending()
    {
        var worker = await Running(clock, with: Wire);
        var messages = Enumerable.Range(0, 56 * 24).Select(n => Stops.AddMinutes(-30).AddHours(-n)).ToList();
        await worker.Database.Write(async (c, t) =>
        {
            await Insert("demo-ed", messages);
            await Insert("demo-school", messages.Where(m => m < Stops.AddDays(-2)));
            await Insert("demo-gp", messages.Take(30));
            return 0;

            Task Insert(string sender, IEnumerable<DateTimeOffset> at) => c.ExecuteAsync("insert into ledger (id, content, sender, agency, message_id, state, body, received_at) values (@id, 'report', @sender, 'ed', @id, 'journalled', @body, @at)",
                at.Select(m => new { id = Guid.NewGuid().ToString("N"), sender, body = Array.Empty<byte>(), at = m.ToUnixTimeMilliseconds() }), t);
        }, default);
        await worker.Reached("email", [.. new[] { Somebody.Name, Owner, Operations, Partnership, "priya.nair" }.Select(p => (p, p + "@example.org"))]);
        return worker;
    }

    // The school is closed from the day on which it sends no more.
    private protected void Wire(IServiceCollection services) => services.AddSingleton<IReadOnlyList<IChannel>>([email]).AddSingleton(new Senders(
    [
        new("demo-ed", "ed", null, null, Owner),
        new("demo-school", "school", null, null) { Days = [new(new(2026, 10, 18), new(2026, 11, 1))] },
        new("demo-gp", "gp", null, null),
    ]));

    private async Task Quiet(Worker worker)
    {
        // It sends every hour: after three and a half hours it has gone quiet.
        clock.SleepUntil(Stops.AddMinutes(150));
        await worker.Get<SilentSources>().Look(default);
        Assert.Equal(0, await worker.Count("silence"));
        clock.SleepUntil(Stops.AddMinutes(240));
        await worker.Get<SilentSources>().Look(default);
        Assert.Equal(1, await worker.Count("silence"));
    }

    private async Task<IReadOnlyList<string>> Heard(int messages)
    {
        await Eventually.True(() => email.Heard.Count >= messages, $"{messages} messages are sent");
        return [.. email.Heard.Select(n => n.Person).Order()];
    }
}

public sealed class SilentSourcesOnPostgres() : SilentSourcesTests(TestDatabase.Postgres)
{
    [Fact]
    public async Task Two_processes_tell_once()
    {
        var first = await Sending();
        var second = await Running(Clock, with: Wire);
        Clock.SleepUntil(Stops.AddHours(20));
        await Task.WhenAll(first.Get<SilentSources>().Look(default), second.Get<SilentSources>().Look(default), first.Get<SilentSources>().Look(default), second.Get<SilentSources>().Look(default));
        Assert.Equal((1L, 3L), (await first.Count("silence"), await first.Count("outbox where channel = 'email'")));
    }
}

public sealed class SilentSourcesOnSqlite() : SilentSourcesTests(TestDatabase.Sqlite);
