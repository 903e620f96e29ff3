using System.Text;
using Alerts.Domain;
using Alerts.Households.Journal;
using Alerts.Services.Tests.Transport;

namespace Alerts.Services.Tests;

/// <summary>What should have happened and did not: the household looks again when the day comes, with nobody sending anything, once and only once.</summary>
public abstract class DeadlineTests(Func<Task<TestDatabase>> make) : OnDatabase(make)
{
    private const string FrontDoor = "amara.okafor";

    // Reported on 20 October; late on the 30th, when clocks have gone back.
    private readonly HandMovedClock clock = new(At("2026-10-20T20:30:00Z"));

    [Fact]
    public async Task An_alert_is_raised_on_the_morning_when_it_is_late_though_nobody_sends_anything_and_the_household_sleeps()
    {
        var worker = await Running(clock, patterns: NobodySawTheChild.InForce);
        await Unseen(worker, 1);
        Assert.Equal(("TST-1", "2026-10-30", At("2026-10-30T08:00:00Z").ToUnixTimeMilliseconds()), await worker.One<(string, string, long)>("select pattern, on_day, due_at from deadline"));
        MoveTo("2026-10-30T07:59:50Z");
        await Eventually.True(() => worker.Households.Awake == 0, "the household is asleep");
        await Task.Delay(300);
        Assert.Equal(1, await worker.Count("ledger"));
        MoveTo("2026-10-30T08:00:00Z");
        await Looked(worker, 1);
        var item = Assert.Single(await worker.Workspace.ItemsFor(FrontDoor, default));
        Assert.Equal("TST-1", item.Pattern);
        var alert = (await worker.Workspace.Alert(item.Alert, default))!.Value.Alert;
        Assert.Equal(new DateOnly(2026, 10, 30), DateOnly.FromDateTime(alert.Raised.At.UtcDateTime));
        Assert.Equal(0, await worker.Count("deadline"));
        await worker.Whole();
    }

    [Fact]
    public async Task What_was_reported_in_time_raises_nothing()
    {
        var worker = await Running(clock, patterns: NobodySawTheChild.InForce);
        await Unseen(worker, 1);
        MoveTo("2026-10-25T20:00:00Z");
        await worker.Accept("gp", Sent.Report("seen", "appointment-brought", Sent.Child(1)).On("2026-10-25").Bytes());
        await Taken(worker, 2);
        MoveTo("2026-10-30T08:00:00Z");
        await Looked(worker, 1);
        Assert.Equal((0, 0), (await worker.Count("alert"), await worker.Count("deadline")));
    }

    [Fact]
    public async Task A_late_report_that_it_happened_in_time_takes_the_alert_back()
    {
        var worker = await Running(clock, patterns: NobodySawTheChild.InForce);
        await Unseen(worker, 1);
        MoveTo("2026-10-30T08:00:00Z");
        await Looked(worker, 1);
        Assert.False(Assert.Single(await worker.Workspace.ItemsFor(FrontDoor, default)).EvidenceWithdrawn);
        await worker.Accept("gp", Sent.Report("seen", "appointment-brought", Sent.Child(1)).On("2026-10-25").Bytes());
        await Taken(worker, 3);
        Assert.True(Assert.Single(await worker.Workspace.ItemsFor(FrontDoor, default)).EvidenceWithdrawn);
    }

    [Fact]
    public async Task A_process_that_dies_between_sending_and_journalling_leaves_one_look_and_one_alert_to_the_next()
    {
        var unseen = Guid.Empty;
        var dies = await Running(clock, turns: t => new LosingTurns(t, turn => turn.LedgerId != unseen && unseen != Guid.Empty), patterns: NobodySawTheChild.InForce);
        unseen = await Unseen(dies, 1);
        MoveTo("2026-10-30T08:00:00Z");
        await Eventually.True(async () =>
        {
            clock.Move(TimeSpan.FromSeconds(1));
            return await dies.Count("ledger where content = 'deadline'") == 1;
        }, "it is sent");
        Assert.Equal((1, 0), (await dies.Count("deadline where due_at is null"), await dies.Count("journal where event = 'DeadlineReached'")));
        await dies.DisposeAsync();
        var next = await Running(clock, patterns: NobodySawTheChild.InForce);
        await Looked(next, 1);
        Assert.Equal((1, 0, 1), (await next.Count("ledger where content = 'deadline'"), await next.Count("deadline"), await next.Count("alert")));
        await next.Whole();
    }

    [Fact]
    public async Task A_restart_keeps_deadlines_and_what_became_due_meanwhile_comes_at_once()
    {
        var first = await Running(clock, patterns: NobodySawTheChild.InForce);
        for (var child = 1; child <= 5; child++)
            await Unseen(first, child);
        await first.DisposeAsync();
        MoveTo("2026-11-15T12:00:00Z");
        var next = await Running(clock, patterns: NobodySawTheChild.InForce);
        await Looked(next, 5);
        Assert.Equal((5, 0), (await next.Count("alert"), await next.Count("deadline")));
    }

    [Fact]
    public async Task A_day_that_is_past_when_it_is_set_is_due_at_once()
    {
        var accepts = await Prepared(clock, patterns: NobodySawTheChild.InForce);
        await accepts.Accept("school", Sent.Report("unseen-1", "child-not-seen", Sent.Child(1)).On("2026-10-20").Bytes());
        await accepts.DisposeAsync();
        MoveTo("2026-12-01T12:00:00Z");
        var next = await Running(clock, patterns: NobodySawTheChild.InForce);
        await Looked(next, 1);
        Assert.Equal(new DateOnly(2026, 10, 20), await DayOf(next, "DeadlineSet"));
        Assert.Equal(new DateOnly(2026, 12, 1), await DayOf(next, "DeadlineReached"));
        Assert.Equal(1, await next.Count("alert"));
    }

    [Fact]
    public async Task A_deadline_that_is_given_up_stands_on_the_desk_in_words_and_can_be_looked_at_again()
    {
        var (unseen, broken) = (Guid.Empty, true);
        var worker = await Running(clock, turns: t => new LosingTurns(t, turn => broken && turn.LedgerId != unseen && unseen != Guid.Empty), patterns: NobodySawTheChild.InForce);
        unseen = await Unseen(worker, 1);
        MoveTo("2026-10-30T08:00:00Z");
        await Eventually.True(async () =>
        {
            clock.Move(TimeSpan.FromMinutes(10));
            return await worker.Count("ledger where content = 'deadline' and state = 'quarantined'") == 1;
        }, "it is given up", 60);
        var row = Assert.Single(await worker.Workspace.Desk(default));
        Assert.Equal(("TST-1", true, false), (row.Deadline, row.GivenUp, row.Household is null));
        broken = false;
        Assert.True(await worker.Workspace.TakeInAgain(row.LedgerId, FrontDoor, default));
        await Looked(worker, 1);
        Assert.Equal((1, 0), (await worker.Count("alert"), await worker.Count("deadline")));
    }

    [Fact]
    public async Task Nothing_about_a_person_lies_in_a_deadline()
    {
        var worker = await Running(clock, patterns: NobodySawTheChild.InForce);
        await Unseen(worker, 1);
        MoveTo("2026-10-30T08:00:00Z");
        await Looked(worker, 1);
        var (sender, messageId, body) = await worker.One<(string, string, byte[])>("select sender, message_id, body from ledger where content = 'deadline'");
        Assert.Equal(("(deadline)", await worker.One<string>("select household || '/TST-1/2026-10-30' from head")), (sender, messageId));
        Assert.Equal("""{"Pattern":"TST-1","On":"2026-10-30","LedgerId":"00000000-0000-0000-0000-000000000000","At":"0001-01-01T00:00:00+00:00"}""", Encoding.UTF8.GetString(body));
    }

    private protected HandMovedClock Clock => clock;

    protected static DateTimeOffset At(string moment) => DateTimeOffset.Parse(moment, System.Globalization.CultureInfo.InvariantCulture);

    protected void MoveTo(string moment) => clock.SleepUntil(At(moment));

    /// <summary>A school says that nobody saw the child, and the household has taken it in.</summary>
    protected async Task<Guid> Unseen(Worker worker, int child)
    {
        var row = await worker.Accept("school", Sent.Report($"unseen-{child}", "child-not-seen", Sent.Child(child)).On("2026-10-20").Bytes());
        await Taken(worker, child);
        return row;
    }

    /// <summary>So many rows of the ledger are journalled; the clock ticks on meanwhile.</summary>
    protected Task Taken(Worker worker, int rows) => Eventually.True(async () =>
    {
        clock.Move(TimeSpan.FromSeconds(1));
        return await worker.Count("ledger where state = 'journalled'") == rows;
    }, "it is journalled");

    /// <summary>So many deadlines were reached, each once.</summary>
    protected async Task Looked(Worker worker, int times)
    {
        await Eventually.True(async () =>
        {
            clock.Move(TimeSpan.FromSeconds(1));
            return await worker.Count("journal where event = 'DeadlineReached'") >= times && await worker.Count("ledger where state <> 'journalled'") == 0;
        }, "households have looked");
        Assert.Equal(times, await worker.Count("journal where event = 'DeadlineReached'"));
    }

    private static async Task<DateOnly> DayOf(Worker worker, string happened) =>
        DateOnly.FromDateTime(DateTimeOffset.FromUnixTimeMilliseconds(await worker.One<long>("select at from journal where event = @happened", new { happened })).UtcDateTime);
}

public sealed class DeadlinesOnSqlite() : DeadlineTests(TestDatabase.Sqlite);

public sealed class DeadlinesOnPostgres() : DeadlineTests(TestDatabase.Postgres)
{
    [Fact]
    public async Task Of_two_processes_over_one_journal_each_deadline_is_sent_by_one()
    {
        const int Families = 150;   // more than one takes at once
        var first = await Running(Clock, patterns: NobodySawTheChild.InForce);
        var second = await Running(Clock, patterns: NobodySawTheChild.InForce);
        for (var child = 1; child <= Families; child++)
            await (child % 2 == 0 ? first : second).Accept("school", Sent.Report($"unseen-{child}", "child-not-seen", Sent.Child(child)).On("2026-10-20").Bytes());
        await Taken(first, Families);
        MoveTo("2026-10-30T08:00:00Z");
        await Looked(first, Families);
        Assert.Equal((Families, Families, 0), (await first.Count("ledger where content = 'deadline'"), await first.Count("alert"), await first.Count("deadline")));
        await first.Whole();
    }
}

public sealed class DeadlineMorningTests
{
    [Theory]
    [InlineData("2026-03-28", "2026-03-28T08:00:00Z")]
    [InlineData("2026-03-29", "2026-03-29T07:00:00Z")]
    [InlineData("2026-10-24", "2026-10-24T07:00:00Z")]
    [InlineData("2026-10-25", "2026-10-25T08:00:00Z")]
    public void Households_look_at_eight_in_the_morning_on_the_clocks_of_that_day_also_when_those_change(string day, string due) =>
        Assert.Equal(DateTimeOffset.Parse(due, System.Globalization.CultureInfo.InvariantCulture), DeadlineRows.DueAt(DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture)));
}
