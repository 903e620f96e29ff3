using Alerts.Domain;
using Alerts.Households.Intake;
using Alerts.Households.People;
using Alerts.Services.Tests.Transport;
using Microsoft.Extensions.DependencyInjection;

namespace Alerts.Services.Tests.People;

/// <summary>A change of roles takes effect at its moment: every household with open alerts that it may concern is asked once to look, whatever restarts.</summary>
public abstract class RoleChangesTests(Func<Task<TestDatabase>> make) : OnDatabase(make)
{
    private protected const string FrontDoor = "amara.okafor", HealthVisitor = "priya.nair", SchoolNurse = "tom.hughes";

    private protected HandMovedClock Clock { get; } = new(new(2026, 10, 5, 10, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task Nothing_is_asked_before_the_moment_and_once_after_it()
    {
        var worker = await Alerted(families: 2);
        var midnight = new DateTimeOffset(2026, 10, 6, 23, 0, 0, TimeSpan.Zero);
        await worker.Get<Staffing>().Begin(new("FD", Person(worker, HealthVisitor), From: midnight), FrontDoor, default);
        Clock.SleepUntil(midnight.AddSeconds(1));
        Assert.Equal((0, 0), (await Send(worker), await Asked(worker)));
        Clock.SleepUntil(midnight.AddSeconds(2));
        Assert.Equal((1, 2), (await Send(worker), await Asked(worker)));
        Assert.Equal((0, 2), (await Send(worker), await Asked(worker)));
        Assert.Equal(await worker.Rows<string>($"select household || '/{midnight.ToUnixTimeMilliseconds()}' from head order by 1"), await worker.Rows<string>("select message_id from ledger where content = 'roles' order by 1"));
    }

    [Fact]
    public async Task A_second_look_finds_what_was_accepted_before_the_moment_and_decided_after_it()
    {
        var worker = await Alerted(families: 1);
        await worker.Get<Staffing>().Begin(new("FD", Person(worker, HealthVisitor)), FrontDoor, default);
        Clock.SleepUntil(Clock.GetUtcNow().AddSeconds(3));
        Assert.Equal((1, 1), (await Send(worker), await Asked(worker)));
        Clock.SleepUntil(Clock.GetUtcNow().AddMinutes(10));
        Assert.Equal((1, 2), (await Send(worker), await Asked(worker)));
        Clock.SleepUntil(Clock.GetUtcNow().AddDays(10));
        Assert.Equal((0, 2), (await Send(worker), await Asked(worker)));
        Assert.Equal(0, await worker.Count("role_change where due_at < 1893456000000"));
    }

    [Fact]
    public async Task A_change_for_one_household_asks_that_one_only_and_decided_alerts_ask_nobody()
    {
        var worker = await Alerted(families: 3);
        var households = await worker.Rows<string>("select household from head order by household");
        await worker.Get<Staffing>().Begin(new("FD", Person(worker, HealthVisitor), Guid.Parse(households[1])), FrontDoor, default);
        Clock.SleepUntil(Clock.GetUtcNow().AddSeconds(3));
        await Send(worker);
        Assert.Equal([households[1]], await worker.Rows<string>("select household from ledger where content = 'roles'"));
        await worker.Tamper("update alert set is_open = 0");
        await worker.Get<Staffing>().Begin(new("FD", Person(worker, HealthVisitor), Rank: Rank.Deputy), FrontDoor, default);
        Clock.SleepUntil(Clock.GetUtcNow().AddSeconds(3));
        await Send(worker);
        Assert.Equal(1, await Asked(worker));
    }

    [Fact]
    public async Task Leave_its_end_and_coming_back_early_are_changes_too()
    {
        var worker = await Alerted(families: 1);
        var (from, until) = (Clock.GetUtcNow().AddDays(1), Clock.GetUtcNow().AddDays(8));
        await worker.Get<Staffing>().GoAway(new(FrontDoor, from, until, Person(worker, HealthVisitor)), FrontDoor, default);
        Assert.Equal([from.ToUnixTimeMilliseconds(), until.ToUnixTimeMilliseconds()], await worker.Rows<long>("select due_at from role_change where person = @FrontDoor order by due_at", new { FrontDoor }));
        Clock.SleepUntil(from.AddDays(2));
        await worker.Get<Staffing>().ComeBack(worker.Get<PeopleDirectory>().Roster.Leave[^1].Id, FrontDoor, default);
        Clock.SleepUntil(from.AddDays(2).AddSeconds(3));
        await Send(worker);
        Assert.Equal(2, await Asked(worker));
        Assert.Equal(from.AddDays(2), worker.Get<PeopleDirectory>().Roster.Leave[^1].Away.Until);
    }

    [Fact]
    public async Task A_look_that_was_held_up_hands_nothing_back()
    {
        var worker = await Alerted(families: 1);
        var midnight = new DateTimeOffset(2026, 10, 5, 23, 0, 0, TimeSpan.Zero);
        await worker.Get<Staffing>().Begin(new("FD", Person(worker, SchoolNurse), From: midnight), FrontDoor, default);
        await worker.Get<Staffing>().Begin(new("FD", Person(worker, HealthVisitor), Rank: Rank.Deputy), FrontDoor, default);
        Clock.SleepUntil(midnight.AddSeconds(-1));
        Assert.Equal(1, await Send(worker));
        Clock.SleepUntil(midnight.AddSeconds(2));
        Assert.Equal(1, await Send(worker));
        var owner = await worker.AnotherOwner();
        foreach (var row in await worker.Rows<string>("select id from ledger where content = 'roles' order by received_at desc"))
            await worker.Turn(owner, Guid.Parse(row), Guid.Parse(await worker.One<string>("select household from head")));
        Assert.Equal(1, await worker.Count("journal where event = 'AlertHandedOver'"));
        Assert.Equal(1, await worker.Count("inbox where person = @SchoolNurse", new { SchoolNurse }));
        Assert.Equal(0, await worker.Count("inbox where person = @FrontDoor", new { FrontDoor }));
    }

    [Fact]
    public async Task A_restart_between_the_change_and_its_moment_loses_nothing()
    {
        var worker = await Alerted(families: 1);
        await worker.Get<Staffing>().Begin(new("FD", Person(worker, HealthVisitor), From: Clock.GetUtcNow().AddDays(1)), FrontDoor, default);
        await worker.DisposeAsync();
        Clock.SleepUntil(Clock.GetUtcNow().AddDays(2));
        var next = await Prepared(Clock);
        Assert.Equal((1, 1), (await Send(next), await Asked(next)));
    }

    private protected static Task<int> Send(Worker worker) => ActivatorUtilities.CreateInstance<RoleChanges>(worker.Get<IServiceProvider>()).Send(default);

    private protected static Task<long> Asked(Worker worker) => worker.Count("ledger where content = 'roles'");

    private protected static Professional Person(Worker worker, string id) => worker.Get<PeopleDirectory>().Person(id)!;

    /// <summary>So many families with an open alert at the front door; afterwards nothing runs in the background.</summary>
    private protected async Task<Worker> Alerted(int families)
    {
        var running = await Running(Clock);
        for (var child = 1; child <= families; child++)
            await running.Accept("voluntary-sector", Sent.Worry($"m{child}", Sent.Child(child)).Bytes());
        await Eventually.True(async () =>
        {
            Clock.Move(TimeSpan.FromSeconds(1));
            return await running.Count("ledger where state = 'journalled'") == families && await running.Count("alert where is_open = 1") == families;
        }, "each family has an alert");
        await running.DisposeAsync();
        return await Prepared(Clock);
    }
}

public sealed class RoleChangesOnSqlite() : RoleChangesTests(TestDatabase.Sqlite);

public sealed class RoleChangesOnPostgres() : RoleChangesTests(TestDatabase.Postgres)
{
    [Fact]
    public async Task Of_two_processes_each_moment_is_taken_by_one()
    {
        var (one, other) = (await Alerted(families: 4), await Prepared(Clock));
        for (var i = 0; i < 30; i++)
            await one.Get<Staffing>().Begin(new("FD", Person(one, HealthVisitor), From: Clock.GetUtcNow().AddSeconds(10 * i)), FrontDoor, default);
        Clock.SleepUntil(Clock.GetUtcNow().AddMinutes(6));   // before any second look
        var taken = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(() => Send(i % 2 == 0 ? one : other))));
        Assert.Equal((30, 30 * 4), (taken.Sum(), await Asked(one)));
    }
}
