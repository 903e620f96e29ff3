using Alerts.Households.Delivery;
using Alerts.Households.Outbox;
using Alerts.Services.Tests.Transport;

namespace Alerts.Services.Tests.Delivery;

/// <summary>One bad night is one message, S1 apart; and what a channel takes without a final word is asked after, not sent again.</summary>
public abstract class TogetherTests(Func<Task<TestDatabase>> make) : OnDatabase(make)
{
    private protected const string Ann = "ann", Ben = "ben";
    private protected HandMovedClock Clock { get; } = new(DateTimeOffset.UtcNow);

    private async Task<Worker> To(ListeningChannel channel, params string[] people)
    {
        var worker = await Running(Clock, with: Somebody.By(channel));
        await worker.Reached(channel.Name, [.. people.Select(p => (p, $"{p}@trust.example.org"))]);
        return worker;
    }

    private protected Task Notices(Worker worker, string person, params int[] alerts) => worker.Notices("email", Clock.GetUtcNow(), alerts.Select(a => (a, person, false)));

    private static Task Heard(ListeningChannel channel, int messages) => Eventually.True(() => channel.Heard.Count == messages, $"{messages} messages (there are {channel.Heard.Count})");

    private protected static Task Rows(Worker worker, int rows, string where) => Eventually.True(async () => await worker.Count("outbox where " + where) == rows, $"{rows} rows {where}");

    [Fact]
    public async Task The_first_goes_at_once_and_the_rest_of_a_quarter_of_an_hour_as_one_message()
    {
        var email = new ListeningChannel("email", _ => new Outcome.Delivered());
        var worker = await To(email, Ann, Ben);
        await Notices(worker, Ann, 1);
        await Rows(worker, 1, "state = 'delivered'");
        for (var alert = 2; alert <= 8; alert++)
        {
            await Notices(worker, Ann, alert);
            Clock.Move(TimeSpan.FromMinutes(2));
            await Rows(worker, alert - 1, "person = 'ann' and state = 'queued' and due_at > " + Clock.GetUtcNow().ToUnixTimeMilliseconds());
        }
        await Notices(worker, Ben, 9);
        await Heard(email, 2); // another person's first
        Clock.Move(TimeSpan.FromMinutes(1));
        await Heard(email, 3);
        await Rows(worker, 9, "state = 'delivered' and due_at is null");
        Assert.Equal([1, 7], email.Heard.Where(n => n.Person == Ann).Select(n => n.Of.Count));
        Assert.Equal("7 alerts", email.Heard.Last().HowMany);
        // One attempt a row; those of one message name it.
        Assert.Equal([1, 1, 7], (await worker.Rows<long>("select count(*) from attempt where outcome = 'delivered' group by message")).Order());
        // A quarter of an hour from the second message on.
        await Notices(worker, Ann, 10);
        Clock.Move(TimeSpan.FromMinutes(14));
        await Task.Delay(1500);
        Assert.Equal(3, email.Heard.Count);
        Clock.Move(TimeSpan.FromMinutes(1));
        await Heard(email, 4);
    }

    [Fact]
    public async Task An_S1_goes_at_once_and_by_itself_however_much_waits()
    {
        var email = new ListeningChannel("email", _ => new Outcome.Delivered());
        var worker = await To(email, Ann);
        await Notices(worker, Ann, 1);
        await Heard(email, 1);
        await Notices(worker, Ann, 2, 3);
        await worker.Notices("email", Clock.GetUtcNow(), (4, Ann, true), (5, Ann, true));
        await Heard(email, 3);
        Assert.Equal([Somebody.Alert(4), Somebody.Alert(5)], email.Heard.Skip(1).Select(n => Assert.Single(n.Of).Alert).Order());
        await Rows(worker, 2, "state = 'queued'");
        Clock.Move(Ladder.Together);
        await Heard(email, 4);
        Assert.Equal(2, email.Heard.Last().Of.Count);
    }

    [Fact]
    public async Task A_first_message_that_failed_is_tried_by_the_ladder_and_takes_along_what_came_meanwhile()
    {
        var up = false;
        var email = new ListeningChannel("email", _ => up ? new Outcome.Delivered() : new Outcome.TryLater("the mail server does not answer"));
        var worker = await To(email, Ann);
        await Notices(worker, Ann, 1);
        await Rows(worker, 1, $"attempts = 1 and state = 'queued' and due_at = {(Clock.GetUtcNow() + Ladder.Steps[0]).ToUnixTimeMilliseconds()}");
        await Notices(worker, Ann, 2);
        await Heard(email, 2); // a new notice is no reason to wait
        await Rows(worker, 2, "state = 'queued' and due_at > " + Clock.GetUtcNow().ToUnixTimeMilliseconds());
        up = true;
        Clock.Move(Ladder.Steps[0]);
        await Heard(email, 3);
        await Rows(worker, 2, "state = 'delivered'");
        Assert.Equal(2, email.Heard.Last().Of.Count);
        Assert.Equal(3, await worker.Count("attempt where outcome = 'queued' and why = 'the mail server does not answer'"));
    }

    [Fact]
    public async Task A_wait_that_the_other_end_asks_for_is_kept_even_when_more_comes()
    {
        var asked = Clock.GetUtcNow().AddMinutes(7);
        var busy = true;
        var email = new ListeningChannel("email", _ => busy ? new Outcome.TryLater("Teams answers 429", asked) : new Outcome.Delivered());
        var worker = await To(email, Ann);
        await Notices(worker, Ann, 1);
        await Rows(worker, 1, $"state = 'queued' and due_at = {asked.ToUnixTimeMilliseconds()}");
        busy = false;
        await Notices(worker, Ann, 2);
        await Rows(worker, 2, $"due_at = {asked.ToUnixTimeMilliseconds()}");
        Assert.Single(email.Heard);
        Clock.Move(TimeSpan.FromMinutes(7));
        await Rows(worker, 2, "state = 'delivered'");
        Assert.Equal(2, email.Heard.Count);
    }

    [Fact]
    public async Task What_was_handed_over_is_asked_after_until_there_is_a_final_word()
    {
        Outcome word = new Outcome.TryLater("handed over", Clock.GetUtcNow().AddSeconds(30), "theirs");
        var email = new ListeningChannel("email", _ => word);
        var worker = await To(email, Ann);
        await Notices(worker, Ann, 1);
        await Rows(worker, 1, "state = 'sent' and reference = 'theirs' and attempts = 1");
        var sentAt = await worker.One<long>("select sent_at from outbox");
        await Notices(worker, Ann, 2); // throttled: the first has been handed over
        await Rows(worker, 1, "state = 'queued' and due_at > " + Clock.GetUtcNow().AddMinutes(14).ToUnixTimeMilliseconds());
        word = new Outcome.TryLater("no final word yet", Clock.GetUtcNow().AddSeconds(60), "theirs");
        Clock.Move(TimeSpan.FromSeconds(30));
        await Heard(email, 2);
        Assert.Equal(("theirs", sentAt), (email.Heard.Last().Sent, email.Heard.Last().SentAt!.Value.ToUnixTimeMilliseconds()));
        word = new Outcome.Delivered("theirs");
        Clock.Move(TimeSpan.FromSeconds(31));
        await Rows(worker, 1, "state = 'delivered' and reference is null");
        Assert.Equal((1, sentAt), await worker.One<(long, long)>("select attempts, sent_at from outbox where state = 'delivered'"));
        Assert.Equal(["sent", "delivered"], await worker.Rows<string>("select outcome from attempt where reference = 'theirs' order by at"));
    }
}

public sealed class TogetherOnPostgres() : TogetherTests(TestDatabase.Postgres)
{
    // SQLite has one process: nobody else could take it.
    [Fact]
    public async Task A_sender_that_lost_its_lease_cannot_undo_what_the_next_one_delivered()
    {
        var first = new TaskCompletionSource<Outcome>();
        var email = new SlowOnce(first.Task);
        var worker = await Running(Clock, with: Somebody.By(email));
        await worker.Reached("email", (Ann, "ann@trust.example.org"));
        await Notices(worker, Ann, 1);
        await Eventually.True(() => email.Taken == 1, "the first has it");
        await Running(Clock, with: Somebody.By(email));
        Clock.Move(TimeSpan.FromSeconds(31));
        await Rows(worker, 1, "state = 'delivered'");
        first.SetResult(new Outcome.TryLater("too late"));
        await Eventually.True(async () => await worker.Count("attempt") == 2, "both attempts are kept");
        Assert.Equal("delivered", await worker.One<string>("select state from outbox where due_at is null"));
    }

    /// <summary>Answers the first message late and with what the test says, the others at once.</summary>
    private sealed class SlowOnce(Task<Outcome> first) : IChannel
    {
        private int taken;
        public int Taken => taken;
        public string Name => "email";
        public bool Bundles => true;
        public async Task<Outcome> Send(Notice notice, CancellationToken ct) => Interlocked.Increment(ref taken) == 1 ? await first : new Outcome.Delivered();
    }
}

public sealed class TogetherOnSqlite() : TogetherTests(TestDatabase.Sqlite);
