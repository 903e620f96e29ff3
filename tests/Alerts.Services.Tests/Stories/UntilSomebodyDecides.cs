using Alerts.Domain;
using Alerts.Domain.Values;
using Alerts.Households.People;
using Alerts.Services.Tests.Transport;

namespace Alerts.Services.Tests.Stories;

/// <summary>An alert stays in front of people until a named person has decided, whatever the hour, the holiday or the restart.</summary>
public abstract class UntilSomebodyDecides(Func<Task<TestDatabase>> make, Broker? broker) : Story(make, broker)
{
    private static Alerts.Agencies.AgencyReport Ingestion(string id, string day) => Sent.Report(id, Kinds.MedicationIngestion, Sent.Child(1)).On(day);

    [Fact]
    public async Task The_emergency_department_reports_a_second_ingestion_and_nobody_opens_it()
    {
        await Begins("2026-11-18T10:00:00Z");
        await Reports("ed", Ingestion("first", "2026-06-02"));
        ItIs("2026-11-18T10:02:00Z");
        await Reports("ed", Ingestion("second", "2026-11-17"));
        await Has(Priya, "ING-2");
        Assert.Contains("2 separate ingestions", (await Item(Priya, "ING-2"))!.Sentence, StringComparison.Ordinal);
        ItIs("2026-11-18T14:01:00Z");
        Assert.Null(await Item(Hannah, "ING-2"));
        ItIs("2026-11-18T14:03:00Z");
        await Has(Hannah, "ING-2");
        Assert.Equal(Severity.S1, (await Item(Hannah, "ING-2"))!.Severity);   // one step more urgent than it was raised
        ItIs("2026-11-18T14:10:00Z");
        Assert.True((await Decides(Priya, "ING-2")).Recorded);
        Assert.False((await Item(Hannah, "ING-2"))!.Open);
        var notices = (await TheAlert(Priya, "ING-2")).Notice;
        ItIs("2026-11-20T17:00:00Z");
        await AMinutePasses();
        Assert.Equal(notices, (await TheAlert(Priya, "ING-2")).Notice);
        Assert.Null(await Item(Moira, "ING-2"));
        await Service.Whole();
    }

    [Fact]
    public async Task Act_now_at_two_in_the_morning_of_Boxing_Day_climbs_by_the_hour_through_a_restart()
    {
        await Begins("2026-12-26T02:00:00Z");
        // The Emergency Duty Team holds the front door out of hours.
        await Service.Get<Staffing>().Begin(new("FD", Service.Get<PeopleDirectory>().Person(Elin)!, Hours: Hours.OutOfHours), Bridget, default);
        await Reports("ed", Sent.Report("toxicology", Kinds.UnexplainedToxicology, Sent.Child(1)).On("2026-12-25"));
        await Has(Elin, "ING-4");
        Assert.Null(await Item(Amara, "ING-4"));
        var told = (await TheAlert(Elin, "ING-4")).Raised.At;
        ItIs(told + TimeSpan.FromMinutes(59));
        await AMinutePasses();
        await Has(Joan, "ING-4");   // nobody else stands in by night
        await Restarts();
        ItIs(told + TimeSpan.FromHours(2));
        await Soon(async () => (await TheAlert(Elin, "ING-4")).Notices.OfType<AlertClimbed>().Count() == 2, "it is told again");
        ItIs(told + TimeSpan.FromHours(4));
        await Soon(async () => (await TheAlert(Elin, "ING-4")).Notices.OfType<AlertClimbed>().Count() == 3, "it has climbed to the partnership manager");
        await Has(Bridget, "ING-4");
        Assert.Equal([1, 2, 4], (await TheAlert(Elin, "ING-4")).Notices.OfType<AlertClimbed>().Select(c => c.Step));
        ItIs(told + TimeSpan.FromHours(8));
        await Soon(async () => (await TheAlert(Elin, "ING-4")).Notices.OfType<AlertClimbed>().Count() == 4, "everybody is told again");
        // Monday is a bank holiday too.
        ItIs("2026-12-29T09:00:00Z");
        await Has(Amara, "ING-4");
        Assert.True((await Decides(Amara, "ING-4")).Recorded);
        await Service.Whole();
    }

    [Fact]
    public async Task Clocks_that_are_put_forward_in_March_move_no_answer_by_a_second()
    {
        // Half past midnight; at one o'clock it is two. Then Good Friday's week: one hour of Thursday, and three of the Tuesday after Easter Monday, in summer time.
        await Begins("2027-03-25T16:00:00Z");
        await Reports("ed", Ingestion("first", "2026-10-02"));
        await Reports("ed", Ingestion("second", "2027-03-24"));
        await Has(Priya, "ING-2");
        var raised = (await TheAlert(Priya, "ING-2")).Raised.At;
        ItIs("2027-03-28T00:30:00Z");
        await Reports("ed", Sent.Report("toxicology", Kinds.UnexplainedToxicology, Sent.Child(7)).On("2027-03-27"));
        await Has(Amara, "ING-4");
        var acted = (await TheAlert(Amara, "ING-4")).Raised.At;
        Assert.Equal((acted + TimeSpan.FromHours(1)).ToUnixTimeMilliseconds(), await Due((await TheAlert(Amara, "ING-4")).Id));
        // Four working hours from just after four on Thursday: 56 or so minutes of it, the rest from nine on Tuesday, British Summer Time.
        var due = At("2027-03-30T08:00:00Z") + TimeSpan.FromHours(4) - (At("2027-03-25T17:00:00Z") - raised);
        Assert.Equal(due.ToUnixTimeMilliseconds(), await Due((await TheAlert(Priya, "ING-2")).Id));

        await IsToldAt(acted + TimeSpan.FromHours(1), Elin, Amara, "ING-4");   // half past two on clocks there; the night team stands in
        Assert.True((await Decides(Elin, "ING-4")).Recorded);
        await IsToldAt(due, Hannah, Priya, "ING-2");
        await Service.Whole();
    }

    [Fact]
    public async Task Of_two_roles_that_must_answer_one_does_and_the_other_goes_on_climbing()
    {
        var both = new PatternSet(null, [new BothMustAnswer()]);
        await Begins("2026-11-18T10:00:00Z", both);
        await Reports("ed", Ingestion("first", "2026-11-17"));
        await Has(Priya, "TST-2");
        Assert.True((await Decides(Amara, "TST-2", Decisions.AlreadyActing, "Strategy discussion brought forward to today.")).Recorded);
        Assert.True((await Item(Priya, "TST-2"))!.Open);
        Assert.Equal(["HV"], (await TheAlert(Amara, "TST-2")).Silent);
        Assert.False((await Decides(Amara, "TST-2")).Recorded);
        ItIs("2026-11-18T14:01:00Z");
        await Has(Hannah, "TST-2");
        Assert.Null(await Item(Ravi, "TST-2"));   // the front door's deputy is not told: it has answered
        Assert.True((await Decides(Priya, "TST-2")).Recorded);
        Assert.False((await Item(Amara, "TST-2"))!.Open);
    }

    [Fact]
    public async Task What_is_not_for_a_person_goes_to_whom_it_is_for_and_is_answered_in_the_first_ones_time()
    {
        await Begins("2026-11-18T10:00:00Z");
        await Reports("voluntary-sector", Sent.Worry("worry", Sent.Child(1)).On("2026-11-17"));
        await Has(Amara, "VCS-1");
        var due = await Due((await TheAlert(Amara, "VCS-1")).Id);
        Assert.True((await Decides(Amara, "VCS-1", Decisions.NotForMe, "She is on the caseload of the school nurse.", to: "SN")).Recorded);
        await Has("tom.hughes", "VCS-1");
        Assert.Null(await Item(Amara, "VCS-1"));
        Assert.Equal(due, await Due((await TheAlert("tom.hughes", "VCS-1")).Id));
    }

    [Fact]
    public async Task What_waits_at_the_front_door_is_told_to_who_holds_the_role_when_it_is_settled_and_they_have_all_their_time()
    {
        await Begins("2026-11-18T10:00:00Z");
        await Reports("voluntary-sector", Sent.Worry("worry").At("100").On("2026-11-17"));
        var waiting = Assert.Single(await Service.Workspace.Desk(default));
        ItIs("2026-11-19T10:00:00Z");
        var people = Service.Get<PeopleDirectory>();
        await Service.Get<Staffing>().Begin(new("FD", people.Person("tom.hughes")!), Amara, default);
        ItIs("2026-11-20T09:30:00Z");
        Assert.True(await Service.Workspace.Settle(waiting.LedgerId, null, "tom.hughes", default));
        await Has("tom.hughes", "VCS-1");
        Assert.Null(await Item(Amara, "VCS-1"));
        var alert = await TheAlert("tom.hughes", "VCS-1");
        Assert.Equal(At("2026-11-20T09:30:00Z"), alert.Raised.At);
        Assert.Equal(Clocks.Due(alert.Severity, alert.Raised.At, Clocks.Deputy, Nation.EnglandAndWales).ToUnixTimeMilliseconds(), await Due(alert.Id));
        await AMinutePasses();
        Assert.Single((await TheAlert("tom.hughes", "VCS-1")).Notices);
        await Service.Whole();
    }

    [Fact]
    public async Task Who_was_told_in_two_roles_passes_on_one_and_keeps_the_other()
    {
        await Begins("2026-11-18T10:00:00Z", new PatternSet(null, [new BothMustAnswer()]));
        await Service.Get<Staffing>().Begin(new("HV", Service.Get<PeopleDirectory>().Person(Amara)!), Bridget, default);
        await Reports("ed", Ingestion("first", "2026-11-17"));
        await Has(Amara, "TST-2");
        Assert.Equal("FD, HV", (await Item(Amara, "TST-2"))!.Role);
        Assert.True((await Decides(Amara, "TST-2", Decisions.NotForMe, "She is on the caseload of the school nurse.", to: "SN", of: "HV")).Recorded);
        await Has("tom.hughes", "TST-2");
        Assert.Equal("FD", (await Item(Amara, "TST-2"))!.Role);
        Assert.Equal(["FD", "SN"], (await TheAlert(Amara, "TST-2")).Silent);
        Assert.True((await Decides(Amara, "TST-2")).Recorded);
        Assert.True((await Decides("tom.hughes", "TST-2")).Recorded);
        Assert.False((await Item(Amara, "TST-2"))!.Open);
    }

    [Fact]
    public async Task A_review_date_opens_it_again_that_morning_and_a_disagreement_at_once()
    {
        await Begins("2026-11-18T10:00:00Z");
        await Reports("voluntary-sector", Sent.Worry("worry", Sent.Child(1)).On("2026-11-17"));
        await Has(Amara, "VCS-1");
        Assert.True((await Decides(Amara, "VCS-1", Decisions.NoFurtherAction, "Seen by the social worker this morning; well.", reviewOn: new(2026, 12, 1))).Recorded);
        ItIs("2026-12-01T07:59:00Z");
        await AMinutePasses();
        ItIs("2026-12-01T08:00:30Z");
        await Has(Amara, "VCS-1");
        Assert.True((await Decides(Amara, "VCS-1", Decisions.NoFurtherAction, "Nothing new; school sees her daily.")).Recorded);
        var alert = await TheAlert(Amara, "VCS-1");
        var challenge = Service.Workspace.Challenge(Guid.NewGuid(), alert.Id, Priya, "Nobody has weighed her since October.", default);
        await Soon(() => Task.FromResult(challenge.IsCompleted), "it is recorded");
        Assert.True((await challenge).Recorded);
        await Has(Amara, "VCS-1");
        Assert.Equal(1, (await TheAlert(Amara, "VCS-1")).Challenge!.Stage);
        await Service.Whole();
    }

    // A second before, another process begins, looks at once, and tells nobody. At the second itself one more does, and tells the next in line.
    private async Task IsToldAt(DateTimeOffset due, string next, string first, string pattern)
    {
        ItIs(due.AddSeconds(-1));
        await Restarts();
        await AtOnce(async () => await Item(first, pattern) is { Open: true }, $"{first} has {pattern}");
        Assert.Empty((await TheAlert(first, pattern)).Notices.OfType<AlertClimbed>());
        ItIs(due);
        await Restarts();
        await AtOnce(async () => await Item(next, pattern) is { Open: true }, $"{next} has {pattern}");
        Assert.Equal(due, Assert.Single((await TheAlert(first, pattern)).Notices.OfType<AlertClimbed>()).At);
    }

    private Task<long> Due(string alert) => Service.One<long>("select due_at from clock where alert = @alert and step = 1", new { alert });

    private sealed class BothMustAnswer() : Pattern("TST-2", 1, "Both must answer", "a test", Raises.AnewForEveryIncident, [Alerts.Domain.Kinds.MedicationIngestion], ["FD", "HV"])
    {
        public override bool EveryRoleAnswers => true;

        public override IEnumerable<Finding> Find(History history, Period around) =>
            history.Near(this, around).Select(r => new Finding(null, Severity.S2, [r], "A child has swallowed something."));
    }
}

public sealed class UntilSomebodyDecidesEmbedded() : UntilSomebodyDecides(TestDatabase.Sqlite, null);

[Collection(nameof(OneBroker))]
public sealed class UntilSomebodyDecidesOnServers(Broker broker) : UntilSomebodyDecides(TestDatabase.Postgres, broker);
