using Alerts.Domain;
using Alerts.Households;
using Alerts.Households.Delivery;
using Alerts.Households.People;
using Alerts.Services.Tests.Delivery;
using Alerts.Services.Tests.Transport;

namespace Alerts.Services.Tests.Stories;

/// <summary>
/// Priya, the health visitor, cannot be reached outside the service. Her list has the alert all the same, operations and the front door hear of her, and the alert
/// climbs past her by its clock, as it would past anybody who does not answer.
/// </summary>
public abstract class NoWayOfBeingReached(Func<Task<TestDatabase>> make, Broker? broker) : Story(make, broker)
{
    private const string Martin = "martin.kay";   // operations
    private const string OfSomebody = "a notice about somebody who cannot be reached";
    private SmtpSink? sink;

    [Fact]
    public async Task Who_has_no_address_at_all_has_it_in_her_list_and_it_climbs_past_her()
    {
        await Begins();
        var alert = await SheIsTold();
        await OperationsHear("none", "has no address on any channel beside the inbox");
        await Climbs(alert);
        // Nothing was tried that could not arrive.
        Assert.All(await RecordOf(alert, Priya), r => Assert.Equal(("inbox", "delivered"), (r.Channel, r.State)));

        // An address is found: she has at once what is open, and nobody has to say that it is dealt with.
        await Service.Get<Staffing>().Reach(Priya, Email.ChannelName, Address(Priya), Amara, default);
        await Soon(() => Task.FromResult(Mails.Any(m => m.To == Address(Priya))), "she has an e-mail");
        await Soon(async () => (await OutOfReach()).Count == 0, "she is reached");
        await SheDecides();
    }

    [Fact]
    public async Task Whose_only_address_is_dead_has_it_in_her_list_and_the_record_says_why_nothing_arrived()
    {
        await Begins(("email", "gone.priya@trust.example.org"));
        var alert = await SheIsTold();
        await OperationsHear("email", "the mail server refuses this address (550)");
        var refused = Assert.Single(await RecordOf(alert, Priya), r => r.Channel == Email.ChannelName);
        Assert.Equal(("never", "the mail server refuses this address (550)", null), (refused.State, refused.Why, refused.Delivered));
        await Climbs(alert);
        // Told again with everybody, in her list only: what is dead is not used again, and that she has no way left is news of its own.
        Assert.Equal(["email", "inbox", "inbox"], (await RecordOf(alert, Priya)).Select(r => r.Channel).Order());
        await Soon(async () => (await OutOfReach()).Select(u => u.Channel).Order().SequenceEqual(["email", "none"]), "operations see both");
        Assert.DoesNotContain(Mails, m => m.To.Contains("priya", StringComparison.Ordinal));
        await SheDecides();
    }

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        sink?.Dispose();
    }

    private IReadOnlyList<Mail> Mails => sink!.Mails;

    private static string Address(string person) => $"{person}@trust.example.org";

    // Everybody but her can be reached.
    private async Task Begins(params (string Channel, string Address)[] priyas)
    {
        sink = await new SmtpSink().Start();
        await Begins("2026-11-18T09:00:30Z", outside: new(Mail: sink.Settings()));
        await Service.Reached(Email.ChannelName, [.. Somebody.DemoPeople.Where(p => p != Priya).Select(p => (p, Address(p)))]);
        foreach (var (channel, address) in priyas)
            await Service.Reached(channel, (Priya, address));
    }

    private async Task<string> SheIsTold()
    {
        await Reports("voluntary-sector", Sent.Report("hunger", Kinds.HungerReported, Sent.Child(1)).On("2026-11-17"));
        await Has(Priya, "VCS-1");
        return (await TheAlert(Priya, "VCS-1")).Id;
    }

    // On their page at once, by name and why; outside it within a quarter of an hour, each of them once, and without a name.
    private async Task OperationsHear(string channel, string why)
    {
        await Soon(async () => (await OutOfReach()).Select(u => (u.Channel, u.Why)).SequenceEqual([(channel, why)]), "operations see it");
        await NothingIsInTheAir();
        ItIs("2026-11-18T09:20:00Z");
        await NothingIsInTheAir();
        foreach (var person in new[] { Martin, Amara })
            Assert.Single(Mails, m => m.To == Address(person) && m.Text.Contains(OfSomebody, StringComparison.Ordinal));
        Assert.DoesNotContain(Mails, m => m.Text.Contains("Priya", StringComparison.OrdinalIgnoreCase));
    }

    private async Task<IReadOnlyList<CannotBeReached>> OutOfReach() => [.. (await Service.Get<Unreached>().Waiting(default)).Where(u => u.Person == "Priya Nair")];

    // Four working hours to her deputy, eight to the manager of both, sixteen to the partnership manager: each hears of it outside as well. Then everybody again.
    private async Task Climbs(string alert)
    {
        var raised = (await TheAlert(Priya, "VCS-1")).Raised.At;
        var late = raised - At("2026-11-18T09:00:00Z");
        foreach (var (person, moment) in new[] { (Hannah, "2026-11-18T13:00:00Z"), (Moira, "2026-11-19T09:00:00Z"), (Bridget, "2026-11-20T09:00:00Z") })
        {
            await NothingIsInTheAir();
            ItIs(At(moment) + late - TimeSpan.FromMinutes(2));
            await AMinutePasses();
            Assert.Null(await Item(person, "VCS-1"));
            ItIs(At(moment) + late);
            await Has(person, "VCS-1");
            await Soon(async () => (await RecordOf(alert, person)).Any(r => r is { Channel: Email.ChannelName, State: "delivered" }), $"{person} has an e-mail");
            Assert.True((await Item(Priya, "VCS-1"))!.Open);
        }
        await NothingIsInTheAir();
        ItIs(At("2026-11-24T09:00:00Z") + late);
        await Soon(async () => (await RecordOf(alert, Priya)).Count(r => r is { Channel: "inbox", State: "delivered" }) == 2, "she is told again with everybody");
        Assert.Equal([1, 2, 4, 8], (await TheAlert(Priya, "VCS-1")).Notices.OfType<AlertClimbed>().Select(c => c.Step));
    }

    private async Task<IReadOnlyList<RecordRow>> RecordOf(string alert, string person) => [.. (await Service.Workspace.Record(alert, default)).Where(r => r.Person == person)];

    private async Task SheDecides()
    {
        Assert.True((await Decides(Priya, "VCS-1")).Recorded);
        Assert.False((await Item(Bridget, "VCS-1"))!.Open);
        await Service.Whole();
    }
}

public sealed class NoWayOfBeingReachedEmbedded() : NoWayOfBeingReached(TestDatabase.Sqlite, null);

[Collection(nameof(OneBroker))]
public sealed class NoWayOfBeingReachedOnServers(Broker broker) : NoWayOfBeingReached(TestDatabase.Postgres, broker);
