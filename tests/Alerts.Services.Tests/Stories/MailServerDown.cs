using Alerts.Households.Delivery;
using Alerts.Services.Tests.Delivery;
using Alerts.Services.Tests.Transport;

namespace Alerts.Services.Tests.Stories;

/// <summary>
/// At 22:00 the mail server goes down. Through the night reports come in; every list shows them at once. At 01:00 the server is back, and each person has
/// one e-mail that says how many alerts there are.
/// </summary>
public abstract class MailServerDown(Func<Task<TestDatabase>> make, Broker? broker) : Story(make, broker)
{
    private static readonly string[] Night = ["2026-12-25T22:01:00Z", "2026-12-25T22:20:00Z", "2026-12-25T22:40:00Z"];

    [Fact]
    public async Task A_mail_server_that_is_down_for_three_hours_keeps_nothing_from_anybody()
    {
        using var sink = new SmtpSink();
        await Begins("2026-12-25T22:00:00Z", outside: new(Mail: sink.Settings()));
        await Service.Reached(Email.ChannelName, [.. Somebody.DemoPeople.Select(p => (p, $"{p}@trust.example.org"))]);
        foreach (var (family, moment) in Night.Index())
        {
            ItIs(moment);
            var before = await Tried();
            await Reports("voluntary-sector", Sent.Worry($"m{family}", Sent.Child(family + 1)).On("2026-12-25"));
            // The list does not wait for the mail server.
            await AtOnce(async () => (await Service.Workspace.ItemsFor(Amara, default)).Count(i => i.Open) == family + 1, "it is in her list");
            await AtOnce(async () => await Tried() > before, "e-mail was tried");
            await NothingIsInTheAir();
        }
        var told = (await Service.Rows<string>("select distinct person from inbox")).Order(StringComparer.Ordinal).ToList();
        Assert.Contains(Priya, told);
        Assert.Equal(Night.Length * told.Count, await Service.Count("outbox where channel = 'email'"));
        var through = await Tried();
        ItIs("2026-12-26T00:59:59Z");
        await NothingIsInTheAir();
        Assert.Equal(through + Night.Length * told.Count, await Tried());
        Assert.Equal(Night.Length * told.Count, await Service.Count("outbox where channel = 'email' and state = 'queued'"));
        Assert.Equal(await Tried(), await Service.Count("attempt where channel = 'email'"));

        await sink.Start();
        // No wait is longer than an hour.
        ItIs("2026-12-26T02:00:00Z");
        await AtOnce(async () => await Service.Count("outbox where channel = 'email' and state = 'delivered' and due_at is null") == Night.Length * told.Count, "everything is delivered");
        // Each of them once, and nothing is left to be sent.
        Assert.Equal(told.Select(p => $"{p}@trust.example.org"), sink.Mails.Select(m => m.To).Order(StringComparer.Ordinal));
        Assert.All(sink.Mails, m => Assert.Contains("Subject: You have 3 alerts", m.Text, StringComparison.Ordinal));
        Assert.Equal(told.Count, await Service.One<long>("select count(distinct message) from attempt where channel = 'email' and outcome = 'delivered'"));
        Assert.Equal(0, await Service.Count("outbox where due_at is not null"));
        var row = (await Service.Workspace.Record((await Item(Amara, "VCS-1"))!.Alert, default)).Single(r => r.Person == Amara && r.Channel == Email.ChannelName);
        Assert.Equal((At("2026-12-26T02:00:00Z"), null), (row.Delivered!.Value, row.Why));
        Assert.True(row.Queued < At("2026-12-25T23:00:00Z"));
        // What was in the air is in no log: neither her address nor the server's.
        Assert.DoesNotContain(Service.Log.Lines, l => l.Contains("trust.example.org", StringComparison.Ordinal));
        await Service.Whole();
    }

    private Task<long> Tried() => Service.Count("attempt where channel = 'email' and outcome = 'queued' and why = 'the mail server does not answer'");
}

public sealed class MailServerDownEmbedded() : MailServerDown(TestDatabase.Sqlite, null);

[Collection(nameof(OneBroker))]
public sealed class MailServerDownOnServers(Broker broker) : MailServerDown(TestDatabase.Postgres, broker);
