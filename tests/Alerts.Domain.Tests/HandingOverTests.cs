using Alerts.Domain.Values;
using static Alerts.Domain.Tests.A;
using static Alerts.Domain.Tests.Ingested;

namespace Alerts.Domain.Tests;

/// <summary>Which changes of roles hand an open alert over, and which do not.</summary>
public class HandingOverTests
{
    private static readonly Professional Day = new("day", "D. Office", "Duty manager"), Night = new("night", "N. Duty", "Emergency Duty Team"), Other = new("other", "O. Third", "Health visitor");
    private static readonly DateTimeOffset Noon = new(2024, 1, 3, 12, 0, 0, TimeSpan.Zero), Midnight = new(2024, 1, 4, 0, 0, 0, TimeSpan.Zero);   // working days

    [Fact]
    public void The_end_of_a_shift_hands_nothing_over()
    {
        var household = Told([new("FD", Day, Hours: Hours.Office), new("FD", Night, Hours: Hours.OutOfHours)], Noon);
        Assert.Empty(Looks(household, Midnight, new("FD", Day, Hours: Hours.Office), new("FD", Night, Hours: Hours.OutOfHours)));
    }

    [Fact]
    public void Who_has_left_the_shift_for_good_hands_over_to_who_is_there_at_that_hour()
    {
        var household = Told([new("FD", Day, Hours: Hours.Office), new("FD", Night, Hours: Hours.OutOfHours)], Noon);
        var handed = Assert.Single(Looks(household, Midnight, new("FD", Day, Hours: Hours.Office, Until: Midnight), new("FD", Night, Hours: Hours.OutOfHours)).OfType<AlertHandedOver>());
        Assert.Equal((Night, Day), (Assert.Single(handed.Told.DistinctBy(t => t.Person)).Person, Assert.Single(handed.From.DistinctBy(t => t.Person)).Person));
        Assert.Equal(handed.Told, household.Alerts.Single().Told);
    }

    [Fact]
    public void Who_stood_in_gives_way_to_the_holder_even_on_another_shift_s_hours()
    {
        var household = Told([new("FD", Day)], Noon);
        var handed = Assert.Single(Looks(household, Noon.AddDays(1), new("FD", Day), new("HV", Other, Hours: Hours.Office)).OfType<AlertHandedOver>());
        Assert.Equal(("HV", Other), Assert.Single(handed.Told.Select(t => (t.Role, t.Person))));
        Assert.Contains(household.Alerts.Single().Told, t => t.Person == Day && t.InsteadOf == "GPL");
        Assert.DoesNotContain(household.Alerts.Single().Told, t => t.InsteadOf == "HV");
    }

    [Fact]
    public void What_is_decided_a_little_after_midnight_about_a_moment_before_it_goes_to_who_held_the_role_then()
    {
        Holding[] roles = [new("FD", Day), new("HV", Night, Until: Midnight), new("HV", Other, From: Midnight)];
        Assert.Contains(Told(roles, Midnight.AddSeconds(-1)).Alerts.Single().Told, t => t.Person == Night);
        Assert.Contains(Told(roles, Midnight).Alerts.Single().Told, t => t.Person == Other);
    }

    private static Household Told(Holding[] roles, DateTimeOffset at)
    {
        var household = new Household(Story.HouseholdId);
        Decide.On(household, new RecordReport(Guid.NewGuid(), at, Medicine(0, Tom)), new(roles), new PatternSet(null, [new SwallowedSomethingHarmful()]));
        return household;
    }

    private static IReadOnlyList<Event> Looks(Household household, DateTimeOffset at, params Holding[] roles) =>
        Decide.On(household, new LookAtRoles(Guid.NewGuid(), at), new(roles), new PatternSet(null, [new SwallowedSomethingHarmful()]));
}
