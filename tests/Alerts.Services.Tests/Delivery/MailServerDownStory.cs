using Alerts.Households.Delivery;
using Alerts.Services.Tests.Transport;
using Microsoft.Extensions.DependencyInjection;

namespace Alerts.Services.Tests.Delivery;

/// <summary>
/// At 22:00 the mail server goes down. Through the night reports come in; every list shows them at once. At 01:00 the server is back, and each person has
/// one e-mail that says how many alerts there are.
/// </summary>
public abstract class MailServerDownStory(Func<Task<TestDatabase>> make) : OnDatabase(make)
{
    private const string Amara = Somebody.Name;
    private readonly HandMovedClock clock = new(DateTimeOffset.Parse("2026-12-25T22:00:00Z"));

    [Fact]
    public async Task A_mail_server_that_is_down_for_three_hours_keeps_nothing_from_anybody()
    {
        using var sink = new SmtpSink();
        var worker = await Running(clock, with: s => s.AddSingleton(new ChannelSettings(Mail: sink.Settings())));
        await worker.Reached("email", (Amara, "amara@trust.example.org"));
        for (var report = 1; report <= 3; report++)
        {
            await worker.Accept("voluntary-sector", Sent.Worry($"m{report}", Sent.Child(report)).Bytes());
            await worker.AllJournalled(report);
            // The list does not wait for the mail server.
            await Eventually.True(async () => await worker.Count("outbox where person = @Amara and channel = 'inbox' and state = 'delivered'", new { Amara }) == report, "it is in her list");
            await Eventually.True(async () => await worker.Count("attempt where channel = 'email' and why = 'the mail server does not answer'") >= report, "e-mail was tried");
            clock.Move(TimeSpan.FromMinutes(20));
        }
        for (var hour = 23; hour < 25; hour++)
        {
            clock.Move(TimeSpan.FromHours(1));
            await Task.Delay(1200);
        }
        Assert.Equal(3, await worker.Count("outbox where channel = 'email' and state = 'queued'"));
        Assert.Equal(0, await worker.Count("attempt where channel = 'email' and outcome <> 'queued'"));

        await sink.Start();
        // No wait is longer than an hour.
        clock.Move(TimeSpan.FromHours(1));
        await Eventually.True(async () => await worker.Count("outbox where channel = 'email' and state = 'delivered' and due_at is null") == 3, "all three are delivered");
        var mail = Assert.Single(sink.Mails);
        Assert.Contains("Subject: You have 3 alerts", mail.Text, StringComparison.Ordinal);
        Assert.Equal(1, await worker.One<long>("select count(distinct message) from attempt where channel = 'email' and outcome = 'delivered'"));
        // What was in the air is in no log: neither her address nor the server's.
        Assert.DoesNotContain(worker.Log.Lines, l => l.Contains("trust.example.org", StringComparison.Ordinal));
    }
}

public sealed class MailServerDownOnPostgres() : MailServerDownStory(TestDatabase.Postgres);

public sealed class MailServerDownOnSqlite() : MailServerDownStory(TestDatabase.Sqlite);
