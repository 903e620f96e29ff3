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
