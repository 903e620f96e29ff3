using Alerts.Domain.Values;
using static Alerts.Domain.Tests.ClimbingTests;
using static Alerts.Domain.Tests.Worry;

namespace Alerts.Domain.Tests;

/// <summary>Whom an unanswered alert climbs to: the deputy, the manager, the partnership manager, whoever is there of them, for each role that is silent.</summary>
public class WhoStandsInTests
{
    private const string Morning = "2024-03-13 09:00";   // a Wednesday

    [Fact]
    public void Where_there_is_no_deputy_the_manager_is_told_at_once_and_the_partnership_manager_at_their_time()
    {
        var roles = new RoleDirectory([Held("FD", "FD"), Held("PM", "PM"), Held("HV", "HV"), Held("HV", "HV-manager", Rank.Manager)]);
        var story = Told(Severity.S2, Morning, roles, out var alert);
        Assert.Equal(["13 13:00 x1 HV-manager", "13 17:00 x2 HV HV-manager", "14 17:00 x4 PM"], Climbed(story.GoesOnUntil("2024-03-15 12:00")));
        Assert.Equal([new(alert.Id, "HV", StandsIn.Deputy, null) { At = Story.Moment("2024-03-13 13:00") }], story.Household.Trouble.OfType<RolePassedOn>());
    }

    [Fact]
    public void A_deputy_on_leave_is_passed_over_and_said()
    {
        var roles = new RoleDirectory([.. Holders("FD", "PM", "HV")], [new("HV-deputy", Story.Moment("2024-03-11 00:00"), Story.Moment("2024-03-18 00:00"))]);
        var story = Told(Severity.S2, Morning, roles, out _);
        Assert.Equal(["13 13:00 x1 HV-manager"], Climbed(story.GoesOnUntil("2024-03-13 13:00")));
        Assert.Equal(("HV", StandsIn.Deputy, "HV-deputy"), Assert.Single(story.Household.Trouble) is RolePassedOn p ? (p.Role, p.Place, p.Person!.Id) : default);
    }

    [Fact]
    public void A_deputy_who_stood_in_from_the_first_is_not_told_the_same_again()
    {
        var roles = new RoleDirectory([.. Holders("FD", "PM", "HV")], [new("HV", Story.Moment("2024-03-11 00:00"), Story.Moment("2024-04-18 00:00"))]);
        var story = Told(Severity.S2, Morning, roles, out _);
        Assert.Equal(["13 13:00 x1 HV-manager", "13 17:00 x2 HV-deputy HV-manager"], Climbed(story.GoesOnUntil("2024-03-14 12:00")));
    }

    [Fact]
    public void Where_nobody_is_partnership_manager_the_front_door_is_told_in_their_stead_and_never_called_so()
    {
        var story = Told(Severity.S2, Morning, new([Held("FD", "FD"), .. Holders("HV")]), out _);
        var climbed = story.GoesOnUntil("2024-03-18 17:00").OfType<AlertClimbed>().ToList();
        Assert.Equal([1, 2, 4, 8], climbed.Select(c => c.Step));
        Assert.All(climbed[2..], c => Assert.Equal(("FD", "PM"), Assert.Single(c.Told, t => t.Person.Id == "FD") is var t ? (t.Role, t.InsteadOf) : default));
    }

    [Theory]
    [InlineData("2024-03-13 12:00", "13 13:00 x1 DSL-deputy", "13 17:00 x2 DSL-manager", "14 17:00 x4 PM")]
    [InlineData("2024-03-13 14:00", "13 17:00 x2 DSL-deputy DSL-manager", "14 17:00 x4 PM")]
    [InlineData("2024-03-14 10:00", "14 17:00 x4 DSL-deputy DSL-manager PM")]
    [InlineData("2024-03-15 10:00", "18 17:00 x8 HV-deputy HV-manager PM DSL DSL-deputy DSL-manager")]
    public void A_role_that_gets_it_after_some_steps_has_its_deputy_and_manager_told_at_the_next(string passedOn, params string[] then)
    {
        var story = Told(Severity.S2, Morning, Rota(), out var alert);
        story.GoesOnUntil(passedOn);
        Assert.IsType<AlertPassedOn>(Assert.Single(story.Answered(alert, "HV", Decisions.NotForMe, to: "DSL")));
        Assert.Equal(then, Climbed(story.GoesOnUntil("2024-03-19 12:00")).Take(then.Length));
    }

    [Fact]
    public void So_has_a_role_that_is_told_of_something_new_late_and_nobody_is_told_twice()
    {
        var story = Told(Severity.S2, Morning, Rota(), out var alert, tell: ["HV", "DSL"]);
        story.GoesOnUntil("2024-03-13 17:00");
        story.HeldBy(Rota(Held("HV", "new") with { Household = Story.HouseholdId }, Held("HV", "new-deputy", Rank.Deputy) with { Household = Story.HouseholdId }));
        Assert.Equal(["DSL", "DSL-deputy", "DSL-manager", "HV-manager", "new"], alert.Told.Select(t => t.Person.Id).Order(StringComparer.Ordinal));   // the former deputy has it no longer
        Assert.Equal(["14 17:00 x4 new-deputy PM"], Climbed(story.GoesOnUntil("2024-03-15 12:00")));
        Assert.Equal(["DSL", "new"], alert.Holders.Select(t => t.Person.Id).Order());
    }

    [Fact]
    public void Who_stands_in_for_two_roles_is_told_for_each_and_may_answer_for_each()
    {
        var roles = new RoleDirectory([.. Holders("FD", "PM"), Held("HV", "HV"), Held("DSL", "DSL"), Held("HV", "deputy", Rank.Deputy), Held("DSL", "deputy", Rank.Deputy)]);
        var story = Told(Severity.S2, Morning, roles, out var alert, every: true, "HV");
        story.GoesOnUntil("2024-03-13 13:00");
        story.Answered(alert, "HV", Decisions.NotForMe, to: "DSL");
        Assert.Equal("13 17:00 x2 deputy", Climbed(story.GoesOnUntil("2024-03-13 17:00"))[0]);
        Assert.Equal(["DSL"], Assert.IsType<AlertDecided>(Assert.Single(story.Answered(alert, "deputy"))).Roles);
    }

    [Fact]
    public void Who_cannot_be_told_is_said_once_and_not_at_every_step_and_told_when_they_are_back()
    {
        var roles = new RoleDirectory([Held("FD", "FD"), Held("PM", "PM"), Held("PM", "PM-deputy", Rank.Deputy), Held("HV", "HV"), Held("HV", "HV-deputy", Rank.Deputy)],
            [new("HV-deputy", Story.Moment("2024-03-11 00:00"), Story.Moment("2024-03-18 09:00")), new("PM", Story.Moment("2024-03-11 00:00"), Story.Moment("2024-04-18 00:00"))]);
        var story = Told(Severity.S2, Morning, roles, out _);
        Assert.Equal(["13 13:00 x1 HV", "13 17:00 x2 FD", "14 17:00 x4 PM-deputy", "18 17:00 x8 HV FD PM-deputy HV-deputy"], Climbed(story.GoesOnUntil("2024-03-20 12:00")));
        Assert.Equal([("HV", StandsIn.Deputy, "HV-deputy"), ("HV", StandsIn.Manager, null), ("PM", "holder", "PM")], story.Household.Trouble.Cast<RolePassedOn>().Select(p => (p.Role, p.Place, p.Person?.Id)));
    }

    [Fact]
    public void Told_at_five_sharp_when_offices_shut_it_goes_to_who_stands_in_by_day_all_the_same()
    {
        Holding[] byDay = [.. Holders("HV", "PM").Select(h => h with { Hours = Hours.Office })];
        var story = Told(Severity.S2, "2024-03-13 07:00", new([Held("FD", "FD"), .. byDay]), out _);
        Assert.Equal(["13 13:00 x1 HV-deputy", "13 17:00 x2 HV-manager", "14 17:00 x4 PM"], Climbed(story.GoesOnUntil("2024-03-15 12:00")));
        Assert.DoesNotContain(story.Household.Trouble.OfType<RolePassedOn>(), p => p.Place != "holder");
    }

    [Fact]
    public void By_night_who_stands_in_by_night_is_told()
    {
        var roles = new RoleDirectory([Held("FD", "FD"), Held("HV", "HV"), Held("HV", "by-day", Rank.Deputy) with { Hours = Hours.Office }, Held("HV", "by-night", Rank.Deputy) with { Hours = Hours.OutOfHours }]);
        Assert.Equal(["13 03:00 x1 by-night"], Climbed(Told(Severity.S1, "2024-03-13 02:00", roles, out _).GoesOnUntil("2024-03-13 03:30")));
        Assert.Equal(["13 13:00 x1 by-day"], Climbed(Told(Severity.S2, "2024-03-13 02:00", roles, out _).GoesOnUntil("2024-03-13 13:30")));
    }

    [Fact]
    public void It_is_said_again_when_the_alert_is_opened_again()
    {
        var story = Told(Severity.S2, Morning, new([Held("FD", "FD"), Held("PM", "PM"), Held("HV", "HV")]), out var alert);
        story.GoesOnUntil("2024-03-13 18:00");
        story.Answered(alert, "HV");
        story.Told(Dogs());
        story.GoesOnUntil("2024-03-14 18:00");
        Assert.Equal(4, story.Household.Trouble.OfType<RolePassedOn>().Count());
    }
}
