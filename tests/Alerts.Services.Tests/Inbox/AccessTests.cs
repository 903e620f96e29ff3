using Alerts.Domain;
using Alerts.Domain.Values;
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
        Assert.True(Access.MayOpen(HealthVisitor.Id, alert));
        Assert.True(Access.MayOpen(HealthVisitor.Id, household));
    }

    [Fact]
    public void Who_was_not_told_may_open_neither()
    {
        var household = WithOneIngestion();
        Assert.False(Access.MayOpen("p-99", Assert.Single(household.Alerts)));
        Assert.False(Access.MayOpen("p-99", household));
    }

    [Fact]
    public void The_front_door_may_open_everything()
    {
        var household = WithOneIngestion();
        Assert.DoesNotContain(Assert.Single(household.Alerts).Told, t => t.Person == Duty);
        Assert.True(Access.MayOpen(Duty.Id, Assert.Single(household.Alerts)));
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
        Assert.Equal((false, false, false), (access.HoldsFrontDoor(manager.Id), access.MayOpen(manager.Id, household), access.MayOpen(manager.Id, Assert.Single(household.Alerts))));
    }

    [Fact]
    public void A_household_without_alerts_opens_to_the_front_door_only() =>
        Assert.False(Access.MayOpen(HealthVisitor.Id, new Household(Guid.NewGuid())));

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
