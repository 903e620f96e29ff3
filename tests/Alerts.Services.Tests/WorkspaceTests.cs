using Alerts.Domain;
using Alerts.Households;
using Alerts.Households.Actors;
using Alerts.Households.Intake;
using Alerts.Inbox;

namespace Alerts.Services.Tests;

/// <summary>What a named professional's pages read and do.</summary>
public abstract class WorkspaceTests(Func<Task<TestDatabase>> make) : OnDatabase(make)
{
    private const string FrontDoor = "amara.okafor";

    [Fact]
    public async Task A_persons_list_has_open_alerts_first_the_gravest_of_them_on_top_then_the_latest()
    {
        var worker = await Running();
        await Alerted(worker, 1, Sent.Worry("m1", Sent.Child(1)));
        await Alerted(worker, 2, Sent.Report("m2", "hunger-reported", Sent.Child(2)));
        await Alerted(worker, 3, Sent.Worry("m3", Sent.Child(3)));
        await Alerted(worker, 4, Sent.Report("m4", "hunger-reported", Sent.Child(4)));
        var gravest = (await worker.Workspace.ItemsFor(FrontDoor, default))[0];
        Assert.True((await worker.Workspace.Decide(Guid.NewGuid(), gravest.Alert, gravest.Notice, FrontDoor, Decisions.ActNow, "Rang the hub.", default)).Recorded);
        var items = await worker.Workspace.ItemsFor(FrontDoor, default);
        Assert.Equal(4, items.Count);
        Assert.Equal(items.OrderByDescending(i => i.Open).ThenBy(i => i.Open ? i.Severity.ToString() : "").ThenByDescending(i => i.ToldAt), items);
        Assert.Equal((gravest.Alert, false), (items[^1].Alert, items[^1].Open));
        Assert.Equal(["S2", "S3", "S3", "S2"], items.Select(i => i.Severity.ToString()));
        Assert.Empty(await worker.Workspace.ItemsFor("nobody", default));
    }

    [Fact]
    public async Task An_alert_is_unopened_until_that_person_opens_it_and_every_read_is_kept()
    {
        var worker = await Running();
        var item = await Alerted(worker, 1, Sent.Worry("m1", Sent.Child(1)));
        Assert.False(item.Opened);
        await worker.Workspace.RecordRead("somebody.else", item.Household, item.Alert, default);
        await worker.Workspace.RecordRead(FrontDoor, item.Household, null, default);
        Assert.False((await worker.Workspace.ItemsFor(FrontDoor, default))[0].Opened);
        await worker.Workspace.RecordRead(FrontDoor, item.Household, item.Alert, default);
        await worker.Workspace.RecordRead(FrontDoor, item.Household, item.Alert, default);
        Assert.True((await worker.Workspace.ItemsFor(FrontDoor, default))[0].Opened);
        Assert.Equal(4, await worker.Count("reading"));
        // Something new on it is unopened again.
        await worker.Accept("voluntary-sector", Sent.Report("m2", "hunger-reported", Sent.Child(1)).Bytes());
        await worker.AllJournalled(2);
        var again = Assert.Single(await worker.Workspace.ItemsFor(FrontDoor, default));
        Assert.Equal((2, false), (again.Notice, again.Opened));
    }

    [Fact]
    public async Task A_decision_is_recorded_with_its_reason_and_a_second_one_is_refused()
    {
        var worker = await Running();
        var item = await Alerted(worker, 1, Sent.Worry("m1", Sent.Child(1)));
        Assert.Equal(new Answer(true, null), await worker.Workspace.Decide(Guid.NewGuid(), item.Alert, item.Notice, FrontDoor, Decisions.ActNow, "Visit today.", default));
        Assert.Equal(new Answer(false, "somebody has decided it already"), await worker.Workspace.Decide(Guid.NewGuid(), item.Alert, item.Notice, "priya.nair", Decisions.NoFurtherAction, "Known.", default));
        var (_, alert) = (await worker.Workspace.Alert(item.Alert, default))!.Value;
        Assert.Equal((FrontDoor, Decisions.ActNow, "Visit today."), (alert.Decision!.Person, alert.Decision.Decision, alert.Decision.Reason));
        Assert.Equal(new Answer(false, "there is no such alert"), await worker.Workspace.Decide(Guid.NewGuid(), "none", 1, FrontDoor, Decisions.ActNow, "x", default));
    }

    [Fact]
    public async Task A_decision_on_an_alert_that_has_something_new_is_refused()
    {
        var worker = await Running();
        var seen = await Alerted(worker, 1, Sent.Worry("m1", Sent.Child(1)));
        await worker.Accept("voluntary-sector", Sent.Report("m2", "hunger-reported", Sent.Child(1)).Bytes());
        await worker.AllJournalled(2);
        Assert.Equal(new Answer(false, "there is something new on it that had not been seen"), await worker.Workspace.Decide(Guid.NewGuid(), seen.Alert, seen.Notice, FrontDoor, Decisions.ActNow, "Known.", default));
        Assert.True((await worker.Workspace.Decide(Guid.NewGuid(), seen.Alert, seen.Notice + 1, FrontDoor, Decisions.ActNow, "Visit.", default)).Recorded);
    }

    [Fact]
    public async Task A_double_click_is_one_decision_and_the_same_form_with_another_answer_is_none()
    {
        var worker = await Running();
        var item = await Alerted(worker, 1, Sent.Worry("m1", Sent.Child(1)));
        var token = Guid.NewGuid();
        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Task.Run(() => worker.Workspace.Decide(token, item.Alert, item.Notice, FrontDoor, Decisions.ActNow, "Visit today.", default))));
        Assert.All(answers, a => Assert.Equal(new Answer(true, null), a));
        Assert.Equal((1, 0), (await worker.Count("journal where event = 'AlertDecided'"), await worker.Count("journal where event = 'DecisionRefused'")));
        Assert.Equal(new Answer(false, "this form was sent before with another answer; open the alert again"),
            await worker.Workspace.Decide(token, item.Alert, item.Notice, FrontDoor, Decisions.NoFurtherAction, "Changed my mind.", default));
    }

    [Fact]
    public async Task Two_people_who_decide_at_once_are_told_which_of_them_did()
    {
        var worker = await Running();
        var item = await Alerted(worker, 1, Sent.Worry("m1", Sent.Child(1)));
        var answers = await Task.WhenAll(new[] { FrontDoor, "priya.nair" }.Select(p => Task.Run(() => worker.Workspace.Decide(Guid.NewGuid(), item.Alert, item.Notice, p, Decisions.ActNow, "Visit.", default))));
        Assert.Single(answers, a => a.Recorded);
        Assert.Single(answers, a => a.Refused == "somebody has decided it already");
    }

    [Fact]
    public async Task Somebody_who_waits_for_news_hears_of_their_own_alert()
    {
        var worker = await Running();
        var heard = new System.Collections.Concurrent.ConcurrentBag<string?>();
        worker.Database.News += heard.Add;
        for (var i = 0; !heard.Contains(FrontDoor); i++)
        {
            // The first may come before anybody listens; then everybody looks for themselves.
            var news = worker.Workspace.News(FrontDoor, TimeSpan.FromSeconds(20), default);
            await worker.Accept("voluntary-sector", Sent.Worry($"m{i}", Sent.Child(i)).Bytes());
            await news;
            await worker.AllJournalled(i + 1);
            Assert.True(i < 10, "nobody heard of it");
        }
        Assert.DoesNotContain("owen.bright", heard);
    }

    [Fact]
    public async Task What_was_dealt_with_leaves_the_desk_and_is_kept()
    {
        var worker = await Prepared();
        var row = (await worker.Send("gp", "garbage"u8.ToArray())).LedgerId;
        Assert.True(await worker.Workspace.DealtWith(row, FrontDoor, "Rang them.", default));
        Assert.False(await worker.Workspace.DealtWith(row, FrontDoor, "Rang them.", default));
        Assert.Empty(await worker.Workspace.Desk(default));
        Assert.Equal(1, await worker.Count("ledger"));
    }

    [Fact]
    public async Task The_record_of_a_report_that_waited_says_when_people_were_told_and_that_nobody_had_opened_or_decided_it_before()
    {
        var (worker, owner, alert) = await AlertedByHand();
        var late = await worker.Accept("voluntary-sector", Sent.Report("m2", "hunger-reported", Sent.Child(1)).Bytes());
        var household = (await worker.Match(late))!.Value;
        await Task.Delay(5);
        await worker.Workspace.RecordRead(FrontDoor, household, alert, default);
        await Answers(worker, owner, household, Decisions.ActNow, "Visit today.");
        await Task.Delay(5);
        await worker.Turn(owner, late, household);

        var (family, decided) = (await worker.Workspace.Alert(alert, default))!.Value;
        Assert.IsType<AlertReopened>(decided.Notices[^1]);
        var record = (await worker.Workspace.Record(alert, default)).Where(r => r.Person == FrontDoor && r.Channel == "inbox").ToList();
        Assert.Equal([1, decided.Notice], record.Select(r => r.Notice));
        var answer = Assert.Single(decided.EarlierDecisions);
        Assert.True(record[0].Queued < answer.At && answer.At < record[1].Queued, $"{record[0].Queued:O}, {answer.At:O}, {record[1].Queued:O}");
        Assert.Equal((true, false), (record[0].Opened is not null, record[1].Opened is not null));
        Assert.Equal((answer, null), (RecordCsv.Answer(decided, record, record[0]), RecordCsv.Answer(decided, record, record[1])));
        Assert.Equal(["Raised", "amara.okafor decided", "Told again"], AlertStory.Of(family, decided, record, id => id).Select(s => s.Text).Where(t => !t.Contains("nobody could be told", StringComparison.Ordinal)).Select(t => t.Split(':', ',')[0]));
    }

    [Fact]
    public async Task What_changed_hands_before_it_could_be_sent_says_why_it_never_arrived()
    {
        var (worker, owner, alert) = await AlertedByHand();
        await Answers(worker, owner, (await worker.Workspace.Alert(alert, default))!.Value.Household.Id, Decisions.NotForMe, "Of the school nurse.", "SN");
        var record = await worker.Workspace.Record(alert, default);
        Assert.Equal(("never", "it was with somebody else before it could be sent"), record.Where(r => r.Person == FrontDoor).Select(r => (r.State, r.Why)).First());
        Assert.Equal(("queued", null), record.Where(r => r.Person != FrontDoor).Select(r => (r.State, r.Why)).First());
        var (household, now) = (await worker.Workspace.Alert(alert, default))!.Value;
        var csv = System.Text.Encoding.UTF8.GetString(RecordCsv.Of(household, now, record, id => id));
        Assert.Contains("it was with somebody else before it could be sent", csv, StringComparison.Ordinal);
        Assert.Matches("(?m),Of the school nurse\\.,,[^,]*Z,.*said that it is for somebody else", csv);
    }

    // Nothing runs: each turn is taken when the test says so.
    private async Task<(Worker, IHouseholds, string Alert)> AlertedByHand()
    {
        var worker = await Prepared();
        var owner = await worker.AnotherOwner();
        var row = await worker.Accept("voluntary-sector", Sent.Worry("m1", Sent.Child(1)).Bytes());
        await worker.Turn(owner, row, (await worker.Match(row))!.Value);
        return (worker, owner, await worker.One<string>("select id from alert"));
    }

    private static async Task Answers(Worker worker, IHouseholds owner, Guid household, string decision, string reason, string? to = null)
    {
        var alert = Assert.Single((await worker.Workspace.Household(household, default))!.Alerts);
        var answer = worker.Workspace.Decide(Guid.NewGuid(), alert.Id, alert.Revision, FrontDoor, decision, reason, default, to);
        await Transport.Eventually.True(async () => await worker.Count("ledger where content = 'decision'") == 1, "it is accepted");
        await worker.Turn(owner, Guid.Parse(await worker.One<string>("select id from ledger where content = 'decision'")), household);
        Assert.Equal(new Answer(true, null), await answer);
    }

    private static async Task<InboxItem> Alerted(Worker worker, int journalled, Agencies.AgencyReport report)
    {
        var row = await worker.Accept("voluntary-sector", report.Bytes());
        await Transport.Eventually.True(async () => await worker.StateOf(row) == "journalled", $"report {journalled} is journalled");
        var household = await worker.One<string>("select household from ledger where id = @id", new { id = row.ToString("N") });
        return (await worker.Workspace.ItemsFor(FrontDoor, default)).Single(i => i.Household == Guid.Parse(household));
    }
}

public sealed class WorkspaceOnPostgres() : WorkspaceTests(TestDatabase.Postgres);

public sealed class WorkspaceOnSqlite() : WorkspaceTests(TestDatabase.Sqlite);
