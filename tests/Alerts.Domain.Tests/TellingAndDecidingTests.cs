using Alerts.Domain.Values;
using static Alerts.Domain.Tests.A;
using static Alerts.Domain.Tests.Ingested;

namespace Alerts.Domain.Tests;

/// <summary>Who is told of an alert, and what a named person may decide about it.</summary>
public class TellingAndDecidingTests
{
    private static Report Aggression(int day, string agency = "ambulance") => Report(agency, Kinds.AggressionToProfessional, day, Tom);

    // Whom to tell

    [Fact]
    public void A_role_that_nobody_holds_goes_to_the_front_door_and_is_an_event()
    {
        var story = new Story([new SwallowedSomethingHarmful()], Story.Holders("FD", "HV"));
        var events = story.Told(Medicine(0, Tom));
        var missing = Assert.IsType<RoleNotHeld>(events[^1]);
        Assert.Equal(("GPL", "FD"), (missing.Role, missing.Instead.Id));
        Assert.Equal([("HV", null), ("FD", "GPL")], story.Alert("ING-1").Told.Select(t => (t.Role, t.InsteadOf)));
        Assert.Equal([missing], story.Household.Trouble);
    }

    [Fact]
    public void A_role_that_has_lost_its_holder_since_is_an_event_when_the_alert_opens_again()
    {
        var story = TwoIngestions(out var alert);
        story.Decided(alert);
        var now = Story.Holders(Story.Roles.Except(["GPL"]));
        var events = Decide.On(story.Household, new RecordReport(Guid.Empty, default, Medicine(90, Ann)), now, new PatternSet(null, [new RepeatIngestion()]));
        Assert.Equal("GPL", Assert.Single(events.OfType<RoleNotHeld>()).Role);
    }

    [Fact]
    public void Of_two_roles_the_first_that_somebody_holds_is_told()
    {
        var both = new Story([new VoluntaryOrganisationWorried()], Story.Holders("FD", "LP", "ASW", "HV"));
        var one = new Story([new VoluntaryOrganisationWorried()], Story.Holders("FD", "ASW", "HV"));
        both.Told(Report("voluntary-sector", Kinds.HungerReported, 0, Tom));
        one.Told(Report("voluntary-sector", Kinds.HungerReported, 0, Tom));
        Assert.Equal(["FD", "LP", "HV"], both.Alert("VCS-1").Told.Select(t => t.Role));
        Assert.Equal(["FD", "ASW", "HV"], one.Alert("VCS-1").Told.Select(t => t.Role));
    }

    [Fact]
    public void A_role_that_is_told_only_if_held_is_not_missed()
    {
        var story = new Story([new RepeatIngestion()], Story.Holders("FD", "NN", "HV", "GPL", "DSL"));
        story.Told(Medicine(0, Tom), Medicine(50, Tom));
        Assert.Empty(story.Household.Trouble);
        Assert.Equal(["FD", "NN", "HV", "GPL", "DSL"], story.Alert("ING-2").Told.Select(t => t.Role));
    }

    [Fact]
    public void The_health_visitor_is_told_only_where_a_child_is_under_five()
    {
        Assert.Contains("HV", Roles(Tom, Sue));
        Assert.Contains("SN", Roles(Sue));
        Assert.DoesNotContain("HV", Roles(Sue));
        Assert.Contains("HV", Roles(Sue.AgeUnknown()));

        static IEnumerable<string> Roles(params Subject[] children) =>
            Told(new RepeatIngestion(), Medicine(0, children[0]), Medicine(50, children[^1])).Alert("ING-2").Told.Select(t => t.Role);
    }

    [Fact]
    public void The_holder_for_this_household_comes_before_the_holder_for_all()
    {
        var own = new Professional("sw7", "A. Worker", "Social worker");
        var roles = new RoleDirectory([.. Story.Roles.Select(r => new Holding(r, new(r, r, r))), new("LP", own, Story.HouseholdId), new("LP", new("sw8", "B. Worker", "Social worker"), Guid.Empty)]);
        var story = new Story([new VoluntaryOrganisationWorried()], roles);
        story.Told(Report("voluntary-sector", Kinds.HungerReported, 0, Tom));
        Assert.Contains(own, story.Alert("VCS-1").Told.Select(t => t.Person));
    }

    [Fact]
    public void Somebody_must_hold_the_front_door() => Assert.Throws<ArgumentException>(() => Story.Holders("HV", "SN"));

    [Fact]
    public void Leads_of_senders_outside_the_statutory_network_are_never_told()
    {
        var story = Told(new AggressionToProfessionals(), Report("rspca", Kinds.AnimalConcern, 1, Tom), Report("voluntary-sector", Kinds.HungerReported, 1, Tom), Aggression(0, "school"), Aggression(9, "school"));
        Assert.Equal(["FD", "LP", "DSL"], story.Alert("AGG-1").Told.Select(t => t.Role));
    }

    [Fact]
    public void The_lead_of_an_attached_health_visiting_service_is_the_school_nurse_where_no_child_is_under_five()
    {
        var story = Told(new AggressionToProfessionals(), Aggression(0, "health-visiting").About(Sue), Aggression(9, "health-visiting").About(Sue));
        Assert.Equal(["FD", "LP", "SN"], story.Alert("AGG-1").Told.Select(t => t.Role));
    }


    // Deciding

    [Fact]
    public void A_decision_stands_with_its_person_and_reason()
    {
        var story = TwoIngestions(out var alert);
        Assert.IsType<AlertDecided>(Assert.Single(story.Decided(alert)));
        Assert.Equal(("FD", Decisions.AlreadyActing, "Known to us; visit planned."), (alert.Decision!.Person, alert.Decision.Decision, alert.Decision.Reason));
    }

    [Theory]
    [InlineData(""), InlineData("  \n ")]
    public void A_decision_without_a_reason_is_refused(string reason)
    {
        var story = TwoIngestions(out var alert);
        Assert.Equal("give a reason in words", Assert.IsType<DecisionRefused>(Assert.Single(story.Decided(alert, reason))).Because);
        Assert.True(alert.IsOpen);
    }

    [Fact]
    public void A_reason_that_is_too_long_is_refused()
    {
        var story = TwoIngestions(out var alert);
        Assert.IsType<AlertDecided>(Assert.Single(TwoIngestions(out var other).Decided(other, new('x', Decisions.ReasonLength))));
        Assert.IsType<DecisionRefused>(Assert.Single(story.Decided(alert, new('x', Decisions.ReasonLength + 1))));
    }

    [Fact]
    public void A_second_decision_is_refused()
    {
        var story = TwoIngestions(out var alert);
        story.Decided(alert);
        Assert.Equal("somebody has decided it already", Assert.IsType<DecisionRefused>(Assert.Single(story.Decided(alert, "Mine."))).Because);
        Assert.Equal("Known to us; visit planned.", alert.Decision!.Reason);
    }

    [Fact]
    public void A_decision_made_before_evidence_joined_quietly_is_refused_until_that_was_seen()
    {
        var story = TwoIngestions(out var alert);
        var seen = alert.Revision;
        story.Told(Medicine(90, Tom));
        Assert.IsType<DecisionRefused>(Assert.Single(story.Decided(alert, seen: seen)));
        Assert.IsType<AlertDecided>(Assert.Single(story.Decided(alert)));
    }

    [Fact]
    public void A_decision_on_an_older_notice_is_refused()
    {
        var story = TwoIngestions(out var alert);
        story.Told(Medicine(90, Tom).Saying("admitted"));
        Assert.Equal("there is something new on it that had not been seen", Assert.IsType<DecisionRefused>(Assert.Single(story.Decided(alert, seen: 1))).Because);
        Assert.IsType<AlertDecided>(Assert.Single(story.Decided(alert)));
    }

    [Fact]
    public void A_decision_that_is_not_on_the_list_or_about_no_alert_is_refused()
    {
        var story = TwoIngestions(out var alert);
        Assert.Equal("choose a decision from the list", Refused(new(Guid.Empty, default, alert.Id, 1, "FD", "ignore", "Busy.")));
        Assert.Equal("there is no such alert", Refused(new(Guid.Empty, default, "none", 1, "FD", Decisions.ActNow, "Visit.")));

        string Refused(DecideAlert command) => Assert.IsType<DecisionRefused>(Assert.Single(Decide.On(story.Household, command, Story.Holders("FD")))).Because;
    }
}
