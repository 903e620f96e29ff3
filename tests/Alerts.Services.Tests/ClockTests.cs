using Alerts.Domain;
using Alerts.Domain.Values;
using Alerts.Households.People;
using Alerts.Services.Tests.Transport;

namespace Alerts.Services.Tests;

/// <summary>The time to answer is a row: no restart, no sleep and no passivation moves it by a second, and it climbs with nobody sending anything.</summary>
public abstract class ClockTests(Func<Task<TestDatabase>> make) : OnDatabase(make)
{
    private const string FrontDoor = "amara.okafor", HealthVisitor = "priya.nair";

    // A Tuesday at nine in the morning, on clocks of summer time.
    private readonly HandMovedClock clock = new(At("2026-10-20T08:00:00Z"));

    [Fact]
    public async Task It_survives_a_restart_to_the_second_and_is_reached_within_seconds()
    {
        var first = await Alerted();
        var due = await DueAt(first);
        Assert.Equal((1, 12), (await first.Count("clock"), DateTimeOffset.FromUnixTimeMilliseconds(due).UtcDateTime.Hour));
        await first.DisposeAsync();
        var next = await Prepared(clock, patterns: Soon.InForce);
        await next.Start();
        Assert.Equal(due, await DueAt(next));
        clock.SleepUntil(DateTimeOffset.FromUnixTimeMilliseconds(due).AddSeconds(-10));
        await Task.Delay(300);
        Assert.Equal(0, await next.Count("journal where event = 'AlertClimbed'"));
        await Climbed(next, 1);
        Assert.InRange(await next.One<long>("select at from journal where event = 'AlertClimbed'") - due, 0, 10_000);
        await next.Whole();
    }

    [Fact]
    public async Task What_became_due_while_nothing_ran_comes_at_once_and_in_one_notice()
    {
        var first = await Alerted();
        var told = await first.Count("outbox where channel = 'inbox'");
        await first.DisposeAsync();
        clock.SleepUntil(At("2026-11-17T12:00:00Z"));
        var next = await Prepared(clock, patterns: Soon.InForce);
        await next.Start();
        await Climbed(next, 1);
        Assert.Equal((1, 0), (await next.Count("clock where due_at is not null"), await next.Count("clock where due_at is null")));
        Assert.True(await DueAt(next) > At("2026-11-17T12:00:00Z").ToUnixTimeMilliseconds());
        Assert.True(await next.Count("outbox where channel = 'inbox'") > told);
        Assert.Equal("S1", await next.One<string>("select severity from alert"));
        await next.Whole();
    }

    [Fact]
    public async Task What_was_accepted_before_nothing_ran_and_is_raised_after_it_climbs_only_when_people_have_had_their_time()
    {
        var first = await Prepared(clock, patterns: Soon.InForce);
        await first.Accept("school", Unseen.Bytes());
        await first.DisposeAsync();
        clock.SleepUntil(At("2026-10-27T12:00:00Z"));
        var next = await Prepared(clock, patterns: Soon.InForce);
        await next.Start();
        await Raised(next);
        var alert = (await next.Workspace.Alert(await next.One<string>("select id from alert"), default))!.Value.Alert;
        Assert.Equal(At("2026-10-20T08:00:00Z"), alert.Raised.At);
        Assert.InRange(DateTimeOffset.FromUnixTimeMilliseconds(await DueAt(next)), At("2026-10-27T16:00:00Z"), At("2026-10-27T16:02:00Z"));   // four working hours from now
        clock.Move(TimeSpan.FromMinutes(2));
        await Task.Delay(300);
        Assert.Equal(0, await next.Count("journal where event = 'AlertClimbed'"));
        await next.Whole();
    }

    [Fact]
    public async Task A_decision_stands_it_down()
    {
        var worker = await Alerted();
        var item = Assert.Single(await worker.Workspace.ItemsFor(FrontDoor, default));
        var alert = (await worker.Workspace.Alert(item.Alert, default))!.Value.Alert;
        var decided = worker.Workspace.Decide(Guid.NewGuid(), alert.Id, alert.Revision, FrontDoor, Decisions.ActNow, "Visit today with the school.", default);
        await Eventually.True(async () =>
        {
            clock.Move(TimeSpan.FromSeconds(1));
            return decided.IsCompleted;
        }, "it is decided");
        Assert.Equal(1, await worker.Count("journal where event = 'AlertDecided'"));
        clock.SleepUntil(At("2026-10-22T12:00:00Z"));
        await Eventually.True(async () =>
        {
            clock.Move(TimeSpan.FromSeconds(1));
            return await worker.Count("clock") == 0;
        }, "the clock is reached");
        Assert.Equal(0, await worker.Count("journal where event = 'AlertClimbed'"));
    }

    [Fact]
    public async Task Whoever_lost_the_role_has_the_alert_in_their_inbox_no_longer()
    {
        var worker = await Alerted();
        Assert.Single(await worker.Workspace.ItemsFor(FrontDoor, default));
        var household = Guid.Parse(await worker.One<string>("select household from head"));
        await worker.Get<Staffing>().Begin(new("FD", worker.Get<PeopleDirectory>().Person(HealthVisitor)!, household), FrontDoor, default);
        await Eventually.True(async () =>
        {
            clock.Move(TimeSpan.FromSeconds(1));
            return await worker.Count("journal where event = 'AlertHandedOver'") == 1;
        }, "it has changed hands");
        Assert.Empty(await worker.Workspace.ItemsFor(FrontDoor, default));
        Assert.Single(await worker.Workspace.ItemsFor(HealthVisitor, default));
        Assert.Equal((0, 1), (await worker.Count("inbox where person = @FrontDoor", new { FrontDoor }), await worker.Count("inbox where person = @HealthVisitor", new { HealthVisitor })));
        Assert.Equal(1, await worker.Count("outbox where person = @HealthVisitor and channel = 'inbox'", new { HealthVisitor }));
    }

    [Fact]
    public async Task The_time_to_decide_by_is_of_the_clock_that_runs_and_not_of_one_that_an_earlier_round_left()
    {
        var worker = await Alerted();
        var id = await worker.One<string>("select id from alert");
        var first = await worker.Workspace.NextTold(id, default);
        Assert.Equal(DateTimeOffset.FromUnixTimeMilliseconds(await DueAt(worker)), first);
        var alert = (await worker.Workspace.Alert(id, default))!.Value.Alert;
        await Done(worker.Workspace.Decide(Guid.NewGuid(), id, alert.Revision, FrontDoor, Decisions.NoFurtherAction, "Seen by the school today.", default));
        Assert.Null(await worker.Workspace.NextTold(id, default));
        clock.SleepUntil(At("2026-10-20T10:00:00Z"));
        await Done(worker.Workspace.Challenge(Guid.NewGuid(), id, HealthVisitor, "The school saw a sibling.", default));
        var (household, again) = (await worker.Workspace.Alert(id, default))!.Value;
        Assert.Contains(household.Clocks, c => c.Key.Alert == id && c.Key.Step > 0 && c.Value == first);   // the earlier one still waits to be looked at
        var due = household.Clocks[(id, again.Clock!.Notice, Clocks.Deputy)];
        Assert.True(due > first);
        Assert.Equal(due, await worker.Workspace.NextTold(id, default));

        async Task Done(Task<Households.Answer> answer)
        {
            await Eventually.True(async () =>
            {
                clock.Move(TimeSpan.FromSeconds(1));
                return await Task.FromResult(answer.IsCompleted);
            }, "it is answered");
            Assert.Equal(new(true, null), await answer);
        }
    }

    private static DateTimeOffset At(string moment) => DateTimeOffset.Parse(moment, System.Globalization.CultureInfo.InvariantCulture);

    private static Task<long> DueAt(Worker worker) => worker.One<long>("select due_at from clock where due_at is not null");

    /// <summary>A family of which the front door was told.</summary>
    private async Task<Worker> Alerted()
    {
        var worker = await Running(clock, patterns: Soon.InForce);
        await worker.Accept("school", Unseen.Bytes());
        await Raised(worker);
        return worker;
    }

    private static Alerts.Agencies.AgencyReport Unseen => Sent.Report("unseen-1", "child-not-seen", Sent.Child(1)).On("2026-10-20");

    private Task Raised(Worker worker) => Eventually.True(async () =>
    {
        clock.Move(TimeSpan.FromSeconds(1));
        return await worker.Count("alert") == 1;
    }, "it is raised");

    private Task Climbed(Worker worker, int times) => Eventually.True(async () =>
    {
        clock.Move(TimeSpan.FromSeconds(1));
        return await worker.Count("journal where event = 'AlertClimbed'") == times && await worker.Count("ledger where state <> 'journalled'") == 0;
    }, "it has climbed");

    private sealed class Soon() : Pattern("TST-2", 1, "A child was not seen", "a test", Raises.AnewForEveryIncident, [Domain.Kinds.ChildNotSeen], ["FD"])
    {
        public static PatternSet InForce { get; } = new(null, [new Soon()]);

        public override IEnumerable<Finding> Find(History history, Period around) =>
            history.Near(this, around).Select(r => new Finding(null, Severity.S2, [r], "A child was not seen."));
    }
}

public sealed class ClocksOnSqlite() : ClockTests(TestDatabase.Sqlite);

public sealed class ClocksOnPostgres() : ClockTests(TestDatabase.Postgres);
