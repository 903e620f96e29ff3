using Alerts.Domain;
using Alerts.Domain.Values;
using Alerts.Households;
using Alerts.Inbox;

namespace Alerts.Services.Tests.Inbox;

public class AccessTests
{
    private static readonly Professional Duty = new("p-01", "Priya Raman", "Duty manager");
    private static readonly Professional HealthVisitor = new("p-02", "Tom Okafor", "Health visitor");
    private static readonly Professional Nurse = new("p-03", "Ruth Adeyemi", "Named nurse");
    private static readonly RoleDirectory Roles = new([new("FD", Duty), new("HV", HealthVisitor), new("NN", Nurse), new("GPL", Nurse)]);
    private static readonly Access Access = new(() => Roles, TimeProvider.System);

    [Fact]
    public void Who_was_told_may_open_the_alert_and_its_household()
    {
        var household = WithOneIngestion();
        var alert = Assert.Single(household.Alerts);
        Assert.True(Access.MayOpen(HealthVisitor.Id, household, alert));
        Assert.True(Access.MayOpen(HealthVisitor.Id, household));
    }

    [Fact]
    public void Who_was_not_told_may_open_neither()
    {
        var household = WithOneIngestion();
        Assert.False(Access.MayOpen("p-99", household, Assert.Single(household.Alerts)));
        Assert.False(Access.MayOpen("p-99", household));
    }

    [Fact]
    public void The_front_door_may_open_everything()
    {
        var household = WithOneIngestion();
        Assert.DoesNotContain(Assert.Single(household.Alerts).Told, t => t.Person == Duty);
        Assert.True(Access.MayOpen(Duty.Id, household, Assert.Single(household.Alerts)));
        Assert.True(Access.MayOpen(Duty.Id, new Household(Guid.NewGuid())));
        Assert.True(Access.HoldsFrontDoor(Duty.Id));
        Assert.False(Access.HoldsFrontDoor(HealthVisitor.Id));
    }

    [Fact]
    public void Who_covers_the_front_door_may_open_everything_while_the_leave_lasts()
    {
        var (clock, from) = (new HandMovedClock(new(2026, 11, 20, 23, 0, 0, TimeSpan.Zero)), new DateTimeOffset(2026, 11, 21, 0, 0, 0, TimeSpan.Zero));
        var roles = new RoleDirectory([new("FD", Duty), new("HV", HealthVisitor)], [new(Duty.Id, from, from.AddDays(7), Nurse)]);
        var access = new Access(() => roles, clock);
        foreach (var (day, may) in new[] { (from.AddSeconds(-1), false), (from, true), (from.AddDays(7).AddSeconds(-1), true), (from.AddDays(7), false) })
        {
            clock.SleepUntil(day);
            Assert.Equal((may, may, may), (access.HoldsFrontDoor(Nurse.Id), access.KeepsThePeople(Nurse.Id), access.MayOpen(Nurse.Id, new Household(Guid.NewGuid()))));
            Assert.False(access.HoldsFrontDoor(HealthVisitor.Id));
        }
    }

    [Fact]
    public void The_deputy_on_duty_stands_in_for_a_front_door_that_keeps_office_hours()
    {
        var clock = new HandMovedClock(new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero));
        var roles = new RoleDirectory([new("FD", Duty, Hours: Hours.Office), new("FD", Nurse, Rank: Rank.Deputy, Hours: Hours.OutOfHours)]);
        var access = new Access(() => roles, clock);
        Assert.False(access.HoldsFrontDoor(Nurse.Id));
        clock.SleepUntil(new(2026, 11, 20, 22, 0, 0, TimeSpan.Zero));
        Assert.True(access.HoldsFrontDoor(Nurse.Id));
        Assert.True(access.HoldsFrontDoor(Duty.Id));
    }

    [Fact]
    public void Who_held_the_front_door_until_yesterday_or_will_tomorrow_opens_nothing()
    {
        var now = new DateTimeOffset(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);
        var roles = new RoleDirectory([new("FD", Duty), new("FD", HealthVisitor, Until: now), new("FD", Nurse, From: now.AddSeconds(1))]);
        var access = new Access(() => roles, new HandMovedClock(now));
        Assert.Equal((true, false, false), (access.HoldsFrontDoor(Duty.Id), access.HoldsFrontDoor(HealthVisitor.Id), access.HoldsFrontDoor(Nurse.Id)));
    }

    [Fact]
    public void The_partnership_manager_keeps_the_people_and_opens_only_what_they_were_told_of()
    {
        var (manager, household) = (new Professional("p-04", "Bea Lowe", "Partnership manager"), WithOneIngestion());
        var roles = new RoleDirectory([new("FD", Duty), new("PM", manager)]);
        var access = new Access(() => roles, TimeProvider.System);
        Assert.True(access.KeepsThePeople(manager.Id));
        Assert.Equal((false, false, false), (access.HoldsFrontDoor(manager.Id), access.MayOpen(manager.Id, household), access.MayOpen(manager.Id, household, Assert.Single(household.Alerts))));
    }

    [Fact]
    public void A_household_without_alerts_opens_to_the_front_door_only() =>
        Assert.False(Access.MayOpen(HealthVisitor.Id, new Household(Guid.NewGuid())));

    // Night, with nobody at work by day; the health visitor is Tom Okafor.
    private static readonly DateTimeOffset Night = new(2026, 11, 20, 23, 0, 0, TimeSpan.Zero);
    private static readonly Professional Me = new("p-10", "Ada Lind", "Professional"), Other = new("p-11", "Ben Holt", "Professional");

    private static readonly Holding[] Around = [new("FD", Duty), new("HV", HealthVisitor), new("PM", Nurse)];

    public static TheoryData<string, bool> Places => new()
    {
        { "holder", true }, { "holder, of office hours only", true }, { "holder, on leave", true }, { "holder, of another household", false }, { "holder until now", false }, { "holder, beside one of the household", false },
        { "holder, of the area", true }, { "holder, of another area", false }, { "holder, for what one organisation reports", true }, { "holder, beside another organisation's", true }, { "another's deputy", false }, { "nothing", false },
        { "deputy", true }, { "deputy, on leave", true }, { "deputy until now", false }, { "deputy who holds it now", true },
        { "manager", true }, { "manager until now", false },
        { "cover", true }, { "cover until now", false },
        { "front door of the area, in a role that nobody held", true }, { "front door of another area, in a role that nobody held", false },
        { "partnership manager", true }, { "partnership manager until now", false },
    };

    [Theory, MemberData(nameof(Places))]
    public void Who_was_told_may_open_it_while_they_have_the_place_in_which_they_were_told(string place, bool may)
    {
        var until = Night;   // the first moment without it
        Holding Mine(string role, Rank rank = Rank.Holder) => new(role, Me, Rank: rank, From: Night.AddDays(-30));
        (Told Told, Holding[] Held, Away[] Away) mine = place switch
        {
            "holder" => (new("HV", Me), [Mine("HV")], []),
            "holder, of office hours only" => (new("HV", Me), [Mine("HV") with { Hours = Hours.Office }], []),
            "holder, on leave" => (new("HV", Me), [Mine("HV")], [new(Me.Id, Night.AddDays(-1), Night.AddDays(9))]),
            "holder, of another household" => (new("HV", Me), [Mine("HV") with { Household = Guid.NewGuid() }], []),
            "holder until now" => (new("HV", Me), [Mine("HV") with { Until = until }], []),
            "holder, beside one of the household" => (new("HV", Me), [Mine("HV"), new("HV", Other, Here)], []),
            "holder, of the area" => (new("HV", Me), [Mine("HV") with { Area = "ST4" }], []),
            "holder, of another area" => (new("HV", Me), [Mine("HV") with { Area = "ST5" }], []),
            "holder, for what one organisation reports" => (new("HV", Me), [Mine("HV") with { Organisation = "ed-royal" }], []),
            "holder, beside another organisation's" => (new("HV", Me), [Mine("HV") with { Organisation = "ed-royal" }, new("HV", Other, Organisation: "st-anne")], []),
            "another's deputy" => (new("HV", Me), [Mine("SN", Rank.Deputy)], []),
            "nothing" => (new("HV", Me), [], []),
            "deputy" => (new("HV", Me, As: StandsIn.Deputy), [Mine("HV", Rank.Deputy)], []),
            "deputy, on leave" => (new("HV", Me, As: StandsIn.Deputy), [Mine("HV", Rank.Deputy)], [new(Me.Id, Night.AddDays(-1), Night.AddDays(9))]),
            "deputy until now" => (new("HV", Me, As: StandsIn.Deputy), [Mine("HV", Rank.Deputy) with { Until = until }], []),
            "deputy who holds it now" => (new("HV", Me, As: StandsIn.Deputy), [Mine("HV")], []),
            "manager" => (new("HV", Me, As: StandsIn.Manager), [Mine("HV", Rank.Manager)], []),
            "manager until now" => (new("HV", Me, As: StandsIn.Manager), [Mine("HV", Rank.Manager) with { Until = until }], []),
            "cover" => (new("HV", Me, As: StandsIn.Cover), [], [new(HealthVisitor.Id, Night.AddDays(-1), Night.AddDays(9), Me)]),
            "cover until now" => (new("HV", Me, As: StandsIn.Cover), [], [new(HealthVisitor.Id, Night.AddDays(-1), until, Me)]),
            "front door of the area, in a role that nobody held" => (new("FD", Me, "TSC"), [Mine("FD") with { Area = "ST4" }], []),
            "front door of another area, in a role that nobody held" => (new("FD", Me, "TSC"), [Mine("FD") with { Area = "ST5" }], []),
            "partnership manager" => (new("PM", Me), [Mine("PM")], []),
            "partnership manager until now" => (new("PM", Me), [Mine("PM") with { Until = until }], []),
            _ => throw new ArgumentOutOfRangeException(nameof(place), place, "is no place"),
        };
        foreach (var decided in new[] { false, true })
        {
            var (household, alert) = InFrontOfSomebody(mine.Told, decided);
            var access = new Access(() => new([.. Around, .. mine.Held], mine.Away), new HandMovedClock(Night));
            Assert.Equal((may, may, may), (access.MayOpen(Me.Id, household, alert), access.MayOpen(Me.Id, household), access.MayOpen(Me.Id, [Item(household, alert)]).Count == 1));
        }
    }

    [Fact]
    public void Whoever_holds_the_role_now_may_open_what_was_decided_before_their_time_and_not_what_is_open_and_on_its_way_to_them()
    {
        foreach (var (decided, may) in new[] { (true, true), (false, false) })
        {
            var (household, alert) = InFrontOfSomebody(new("HV", Other), decided);
            var access = new Access(() => new([.. Around, new("HV", Me, household.Id), new("HV", Other, household.Id, Rank.Deputy)]), new HandMovedClock(Night));
            Assert.Equal((may, may), (access.MayOpen(Me.Id, household, alert), access.MayOpen(Me.Id, [Item(household, alert)]).Count == 1));
            Assert.False(access.MayOpen(Other.Id, household, alert));
            Assert.False(access.MayOpen(HealthVisitor.Id, household, alert));   // of all families but this one
        }
    }

    [Fact]
    public void The_role_of_another_alert_of_the_household_opens_that_alert_only()
    {
        var (household, alert) = InFrontOfSomebody(new("HV", HealthVisitor), decided: true);
        var access = new Access(() => new([.. Around, new("SN", Me, household.Id)]), new HandMovedClock(Night));
        Assert.Equal((false, false), (access.MayOpen(Me.Id, household, alert), access.MayOpen(Me.Id, household)));
    }

    [Fact]
    public void In_the_digest_what_has_waited_longest_comes_first_by_full_weeks_whenever_the_person_was_told()
    {
        var (household, alert) = InFrontOfSomebody(new("HV", HealthVisitor), decided: false);
        var item = Item(household, alert) with { Severity = Severity.S4 };
        InboxItem Since(string id, double days) => item with { Alert = id, ToldAt = Night, InFrontOf = item.InFrontOf with { Since = Night.AddDays(-days) } };
        var mine = new MyAlerts(HealthVisitor, [Since("today", 0), Since("six days", 6.9), Since("five weeks", 35.1), Since("a week", 7), Since("six", 41.9), item with { Severity = Severity.S3 }], null, null, [], [], [], Night);
        Assert.Equal(["5: six, five weeks", "1: a week", "0: six days, today"], mine.Digest.Select(w => $"{w.Key}: {string.Join(", ", w.Select(i => i.Alert))}"));
    }

    private static readonly Guid Here = Guid.NewGuid();

    // It lives in ST4; the emergency department and a school have reported.
    private static (Household, Alert) InFrontOfSomebody(Told told, bool decided)
    {
        var household = new Household(Here);
        var at = new DateTimeOffset(2026, 11, 19, 10, 2, 0, TimeSpan.Zero);
        foreach (var (sender, agency, day) in new[] { ("ed-royal", "ed", 18), ("st-anne", "school", 19) })
            household.Apply(new ReportRecorded(Guid.NewGuid(), new Report
            {
                Id = new(sender, "1"),
                Agency = agency,
                Kind = Kinds.RoutineContact,
                Occurred = new(new(2026, 11, day), Precision.Day),
                ReportedAt = at,
                Subjects = [new(SubjectRoles.Child, "c-1", Born: new(2024, 5, 4))],
                Address = new(null, "1 Old Street", "ST4 1AA"),
            })
            { At = at });
        household.Apply(new AlertRaised("a", 1, Severity.S2, "One.", new("ed-royal", "1"), [told], "ING-1", 1, PatternClass.Risk, null, 1, [new(new("ed-royal", "1"), Severity.S2)]) { At = at });
        if (decided)
            household.Apply(new AlertDecided("a", 1, told.Person.Id, Decisions.ActNow, "Visited.") { At = at });
        return (household, household.Alert("a")!);
    }

    // As it comes from the database: without the household.
    private static InboxItem Item(Household household, Alert alert) => new(alert.Id, 1, household.Id, alert.Pattern, "", alert.Class, alert.Severity, alert.Sentence, null, "", null, alert.IsOpen, false, false)
    {
        InFrontOf = Through(InFrontOf.Of(alert), DomainJson.Default.InFrontOf),
        Whereabouts = Through(household.Whereabouts(), DomainJson.Default.Whereabouts),
    };

    private static T Through<T>(T value, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type) => System.Text.Json.JsonSerializer.Deserialize(System.Text.Json.JsonSerializer.Serialize(value, type), type)!;

    private static Household WithOneIngestion()
    {
        var household = new Household(Guid.NewGuid());
        var at = new DateTimeOffset(2026, 11, 20, 10, 2, 0, TimeSpan.Zero);
        Decide.On(household, new RecordReport(Guid.NewGuid(), at, new Report
        {
            Id = new("ed-royal", "1"),
            Agency = "ed",
            Kind = Kinds.MedicationIngestion,
            Occurred = new(new(2026, 11, 20), Precision.Day),
            ReportedAt = at,
            Subjects = [new(SubjectRoles.Child, "c-1", Born: new(2024, 5, 4))],
        }), Roles);
        return household;
    }
}
