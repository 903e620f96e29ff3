using Alerts.Domain;
using Alerts.Households.Delivery;
using Alerts.Services.Tests.Transport;
using Microsoft.Extensions.DependencyInjection;

namespace Alerts.Services.Tests.Delivery;

/// <summary>Alerts without a clock (S4): nothing outside when they are raised, and one digest a person and week until somebody has decided.</summary>
public abstract class WeeklyDigestTests(Func<Task<TestDatabase>> make) : OnDatabase(make)
{
    private const string Due = "outbox where channel = 'email' and due_at is not null";

    // A Thursday.
    private readonly HandMovedClock clock = new(At("2026-10-22T10:00:00Z"));
    private readonly ListeningChannel email = new("email", _ => new Outcome.Delivered());

    [Fact]
    public async Task One_digest_on_monday_at_eight_also_in_the_week_when_clocks_change_and_none_to_who_has_none()
    {
        var worker = await Telling();
        var told = await Swallowed(worker, 1, 2);
        Assert.Equal(0, await worker.Count("outbox where channel = 'email'"));
        Assert.Equal(told.Count * 2, await worker.Count("inbox"));
        // Clocks went back on Sunday the 25th.
        await Nobody(worker, "2026-10-26T07:59:00Z");
        await Everybody(worker, "2026-10-26T08:00:30Z", told);
        Assert.All(email.Heard, n => Assert.Equal(("2 alerts for this week", "D-20261026"), (n.HowMany, n.References)));
        Assert.Equal(told.Count, await worker.Count("digest where week = '2026-10-26' and alerts = 2"));
        await Nobody(worker, "2026-10-30T12:00:00Z");
        Assert.Equal(told.Count, email.Heard.Count);
    }

    [Fact]
    public async Task What_nobody_has_decided_comes_again_next_week_and_what_is_decided_does_not()
    {
        var worker = await Telling();
        var told = await Swallowed(worker, 1, 2);
        await Everybody(worker, "2026-10-26T08:01:00Z", told);
        var item = (await worker.Workspace.ItemsFor(told[0], default))[0];
        var (_, alert) = (await worker.Workspace.Alert(item.Alert, default))!.Value;
        await Decided(worker, item.Alert, alert.Revision, told[0]);
        await Everybody(worker, "2026-11-02T08:01:00Z", told);
        Assert.All(email.Heard.Skip(told.Count), n => Assert.Equal("an alert for this week", n.HowMany));
        item = (await worker.Workspace.ItemsFor(told[0], default)).First(i => i.Open);
        await Decided(worker, item.Alert, (await worker.Workspace.Alert(item.Alert, default))!.Value.Alert.Revision, told[0]);
        await Nobody(worker, "2026-11-09T08:01:00Z");
    }

    [Fact]
    public async Task What_comes_after_the_digest_waits_for_the_next_and_a_restart_sends_nothing_again()
    {
        var worker = await Telling();
        var told = await Swallowed(worker, 1);
        await Everybody(worker, "2026-10-26T08:01:00Z", told);
        await worker.DisposeAsync();
        var next = await Running(clock, with: Wire);
        Assert.Equal(0, await next.Get<WeeklyDigest>().Send(default));
        await Swallowed(next, 2);
        await Nobody(next, "2026-10-27T08:01:00Z");
        await Everybody(next, "2026-11-02T08:01:00Z", told);
    }

    [Fact]
    public async Task Who_was_down_on_monday_sends_it_when_it_is_up_again_in_that_week()
    {
        var worker = await Telling();
        var told = await Swallowed(worker, 1);
        await worker.DisposeAsync();
        clock.SleepUntil(At("2026-10-28T15:00:00Z"));
        var next = await Running(clock, with: Wire);
        await Eventually.True(() => email.Heard.Count == told.Count, "everybody has theirs");
        Assert.Equal(told.Count, await next.Count("digest where week = '2026-10-26'"));
    }

    [Fact]
    public async Task After_four_without_an_answer_the_next_is_also_for_whoever_is_in_line_and_none_of_them_hears_of_it_before()
    {
        var worker = await Telling();
        var told = await Swallowed(worker, 1);
        foreach (var monday in new[] { "2026-10-26", "2026-11-02", "2026-11-09", "2026-11-16" })
            await Everybody(worker, monday + "T08:01:00Z", told);
        clock.SleepUntil(At("2026-11-19T09:59:00Z"));
        await Eventually.True(async () =>
        {
            clock.Move(TimeSpan.FromSeconds(1));
            return await worker.Count("journal where event = 'AlertClimbed'") == 1;
        }, "it is in more people's lists");
        var climbed = (AlertClimbed)DomainJson.Read(Assert.Single(await worker.Rows<string>("select data from journal where event = 'AlertClimbed'")));
        Assert.Equal(4, climbed.Step);
        Assert.InRange(climbed.At, At("2026-11-19T10:00:00Z"), clock.GetUtcNow());   // the clock goes on while the household is asked
        var inLine = await worker.Rows<string>("select distinct person from inbox order by person");
        Assert.Equal(["amara.okafor", "hannah.cole", "helen.marsh", "moira.grant", "priya.nair"], inLine);   // nobody is in line for the GP's lead but the front door
        await Nobody(worker, "2026-11-20T12:00:00Z");
        await Everybody(worker, "2026-11-23T08:01:00Z", inLine);
        Assert.Equal(("an alert for this week", "D-20261123"), (email.Heard.Last().HowMany, email.Heard.Last().References));
    }

    [Fact]
    public async Task A_bank_holiday_monday_is_waited_for()
    {
        clock.SleepUntil(At("2027-08-26T10:00:00Z"));
        var worker = await Telling();
        var told = await Swallowed(worker, 1);
        await Nobody(worker, "2027-08-30T12:00:00Z");
        await Everybody(worker, "2027-08-31T07:00:30Z", told);
        Assert.Equal("D-20270830", email.Heard.First().References);
    }

    private protected HandMovedClock Clock => clock;

    protected Task<Worker> Another() => Running(clock, with: Wire);

    protected async Task<Worker> Telling()
    {
        var worker = await Running(clock, with: Wire);
        await worker.Reached("email", [.. Somebody.DemoPeople.Select(p => (p, p + "@example.org"))]);
        return worker;
    }

    /// <summary>Toddlers who swallowed something, of whom nothing else is known; answers who was told.</summary>
    protected async Task<IReadOnlyList<string>> Swallowed(Worker worker, params int[] children)
    {
        var before = await worker.Count("alert");
        foreach (var child in children)
            await worker.Accept("ed", Sent.Report($"m{child}", "medication-ingestion", Sent.Child(child)).On(clock.GetUtcNow().AddDays(-1).ToString("yyyy-MM-dd", null)).Bytes());
        await Eventually.True(async () => await worker.Count("alert where severity = 'S4'") == before + children.Length, "they are raised");
        return await worker.Rows<string>("select distinct person from inbox order by person");
    }

    protected async Task Everybody(Worker worker, string at, IReadOnlyList<string> told)
    {
        var before = email.Heard.Count;
        clock.SleepUntil(At(at));
        await Eventually.True(() => email.Heard.Count == before + told.Count, $"{told.Count} digests are sent at {at}");
        Assert.Equal(told, email.Heard.Skip(before).Select(n => n.Person).Order(StringComparer.Ordinal));
        await Eventually.True(async () => await worker.Count(Due) == 0, "it is written down that they were sent");   // or the next move of the clock would find them on their way
        Assert.Equal(0, await worker.Get<WeeklyDigest>().Send(default));
    }

    protected static DateTimeOffset At(string moment) => DateTimeOffset.Parse(moment, System.Globalization.CultureInfo.InvariantCulture);

    private void Wire(IServiceCollection services) => services.AddSingleton<IReadOnlyList<IChannel>>([email]);

    private async Task Nobody(Worker worker, string at)
    {
        var before = email.Heard.Count;
        clock.SleepUntil(At(at));
        Assert.Equal(0, await worker.Get<WeeklyDigest>().Send(default));
        Assert.Equal((before, 0L), (email.Heard.Count, await worker.Count(Due)));
    }

    private async Task Decided(Worker worker, string alert, int seen, string person)
    {
        var answer = worker.Workspace.Decide(Guid.NewGuid(), alert, seen, person, Decisions.NoFurtherAction, "Spoke to the parents; the medicine is locked away now.", default);
        await Eventually.True(() =>
        {
            clock.Move(TimeSpan.FromMilliseconds(50));
            return answer.IsCompleted;
        }, "it is answered");
        Assert.Equal(new Households.Answer(true, null), await answer);
    }
}

public sealed class WeeklyDigestOnSqlite() : WeeklyDigestTests(TestDatabase.Sqlite);

public sealed class WeeklyDigestOnPostgres() : WeeklyDigestTests(TestDatabase.Postgres)
{
    [Fact]
    public async Task Two_processes_send_it_once()
    {
        var first = await Telling();
        var second = await Another();
        var told = await Swallowed(first, 1, 2, 3);
        await second.Count("alert");
        Clock.SleepUntil(At("2026-10-26T08:00:00Z").AddSeconds(-1));
        Clock.SleepUntil(At("2026-10-26T08:05:00Z"));
        await Task.WhenAll(first.Get<WeeklyDigest>().Send(default), second.Get<WeeklyDigest>().Send(default), first.Get<WeeklyDigest>().Send(default), second.Get<WeeklyDigest>().Send(default));
        Assert.Equal((told.Count, told.Count), ((int)await first.Count("digest"), (int)await first.Count("outbox where alert = 'digest/2026-10-26'")));
    }
}

public sealed class DigestMorningTests
{
    [Theory]
    [InlineData("2026-03-23", "2026-03-23T08:00:00Z")]
    [InlineData("2026-03-30", "2026-03-30T07:00:00Z")]   // clocks went forward the day before
    [InlineData("2026-10-26", "2026-10-26T08:00:00Z")]   // and back
    [InlineData("2026-04-06", "2026-04-07T07:00:00Z")]   // Easter Monday
    [InlineData("2028-12-25", "2028-12-27T08:00:00Z")]   // Christmas and Boxing Day
    public void It_goes_out_at_eight_on_the_first_working_day(string monday, string due) =>
        Assert.Equal(DateTimeOffset.Parse(due, null), WeeklyDigest.DueAt(DateOnly.Parse(monday, null), Nation.EnglandAndWales));

    [Fact]
    public void Every_day_of_a_week_is_of_its_monday() =>
        Assert.Equal([new DateOnly(2026, 11, 16), new(2026, 11, 23)], Enumerable.Range(16, 14).Select(d => WeeklyDigest.WeekOf(new(2026, 11, d))).Distinct());
}
