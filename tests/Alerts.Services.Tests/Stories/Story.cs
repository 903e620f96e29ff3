using Alerts.Domain;
using Alerts.Households;
using Alerts.Households.Delivery;
using Alerts.Services.Tests.Transport;
using Microsoft.Extensions.DependencyInjection;

namespace Alerts.Services.Tests.Stories;

/// <summary>
/// People, agencies and a clock that moves by hand, on the whole service: on PostgreSQL and RabbitMQ, where agencies send by the broker, and on the embedded parts. Amara holds the front door, Priya is the
/// health visitor, Hannah her deputy, Moira the manager of both, Bridget the partnership manager; all are invented.
/// </summary>
public abstract class Story(Func<Task<TestDatabase>> make, Broker? broker) : OnDatabase(make)
{
    protected const string Amara = "amara.okafor", Priya = "priya.nair", Hannah = "hannah.cole", Moira = "moira.grant", Bridget = "bridget.lowe", Ravi = "ravi.patel", Elin = "elin.morgan", Joan = "joan.price";

    private HandMovedClock clock = null!;
    private ChannelSettings? channels;

    protected Worker Service { get; private set; } = null!;

    /// <param name="moment">When.</param>
    /// <param name="patterns">Null: those that are published.</param>
    /// <param name="outside">The ways outside the inbox; null: none is set up.</param>
    protected async Task Begins(string moment, PatternSet? patterns = null, ChannelSettings? outside = null)
    {
        (clock, channels) = (new(At(moment)), outside);
        Service = await Starts(patterns);
    }

    /// <summary>The process ends, and another begins over the same journal.</summary>
    protected async Task Restarts(PatternSet? patterns = null)
    {
        await Service.DisposeAsync();
        Service = await Starts(patterns);
    }

    private Task<Worker> Starts(PatternSet? patterns) => Running(clock, patterns: patterns, with: channels is null ? null : s => s.AddSingleton(channels), parts: broker is null ? null : p => p with { Bus = broker.Address, Partitions = Broker.Partitions });

    /// <summary>An agency reports something, and its household has taken it in.</summary>
    protected async Task Reports(string agency, Alerts.Agencies.AgencyReport report)
    {
        if (broker is null)
            await Service.Accept(agency, report.Bytes());
        else
            await broker.Publish("reports", $"{agency}.{report.Kind}", report.Bytes(), p => p.UserId = "demo-" + agency);
        await Soon(async () => await Service.Count("ledger where message_id = @MessageId and state in ('journalled', 'waiting')", new { report.MessageId }) == 1
            && await Service.Count("ledger where state = 'received'") == 0, "it is taken in");
    }

    protected void ItIs(string moment) => ItIs(At(moment));

    protected void ItIs(DateTimeOffset moment) => clock.SleepUntil(moment);

    /// <summary>Within a minute of the story's clock.</summary>
    protected async Task Soon(Func<Task<bool>> condition, string what)
    {
        var seconds = 0;
        await Eventually.True(async () =>
        {
            if (seconds++ < 60)
                clock.Move(TimeSpan.FromSeconds(1));
            return await condition();
        }, what, 60);
    }

    /// <summary>While the story's clock stands.</summary>
    protected static Task AtOnce(Func<Task<bool>> condition, string what) => Eventually.True(condition, what);

    /// <summary>Everybody who is due has been told, or it was tried: a clock that is moved far now cuts no attempt off.</summary>
    protected Task NothingIsInTheAir() => AtOnce(async () => await Service.Count("outbox where due_at <= @now", new { now = clock.GetUtcNow().ToUnixTimeMilliseconds() }) == 0
        && await Service.One<long>("select cast(coalesce(sum(attempts), 0) as bigint) from outbox") == await Service.Count("attempt"), "nothing is in the air");

    /// <summary>A minute passes, and nothing waits to be done.</summary>
    protected async Task AMinutePasses()
    {
        for (var second = 0; second < 60; second++)
            clock.Move(TimeSpan.FromSeconds(1));
        await Eventually.True(async () => await Service.Count("ledger where state = 'received'") == 0 && await Service.Count("clock where due_at is null") == 0, "nothing waits");
    }

    protected Task Has(string person, string pattern) => Soon(async () => await Item(person, pattern) is { Open: true }, $"{person} has {pattern}");

    protected async Task<InboxItem?> Item(string person, string pattern) => (await Service.Workspace.ItemsFor(person, default)).FirstOrDefault(i => i.Pattern == pattern);

    protected async Task<Alert> TheAlert(string person, string pattern) => (await Service.Workspace.Alert((await Item(person, pattern))!.Alert, default))!.Value.Alert;

    /// <summary>The person opens the alert and decides it as it stands.</summary>
    protected async Task<Answer> Decides(string person, string pattern, string decision = Decisions.ActNow, string reason = "Joint visit with the paediatrician today.", string? to = null, DateOnly? reviewOn = null, string? of = null)
    {
        var alert = await TheAlert(person, pattern);
        var answer = Service.Workspace.Decide(Guid.NewGuid(), alert.Id, alert.Revision, person, decision, reason, default, to, reviewOn, of);
        await Soon(() => Task.FromResult(answer.IsCompleted), "it is recorded");
        return await answer;
    }

    protected static DateTimeOffset At(string moment) => DateTimeOffset.Parse(moment, System.Globalization.CultureInfo.InvariantCulture);
}
