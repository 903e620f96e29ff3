using Alerts.Domain.Values;
using static Alerts.Domain.Tests.Worry;

namespace Alerts.Domain.Tests;

/// <summary>What a named person may answer: not for me, a reason that says something, a day to look again, and disagreement with somebody else's answer.</summary>
public class DecidingTests
{
    private const string Morning = "2024-03-13 09:00";

    private static string Has(IEnumerable<Told> told) => string.Join(' ', told.Select(t => t.Person.Id));

    private static string Refused(IEnumerable<Event> events) => Assert.IsType<DecisionRefused>(Assert.Single(events)).Because;

    // Not for me

    [Fact]
    public void Not_for_me_passes_it_on_decides_nothing_and_leaves_the_clock_alone()
    {
        var story = Told(Severity.S2, Morning, Rota(), out var alert);
        var (clock, revision) = (alert.Clock, alert.Revision);
        var passed = Assert.IsType<AlertPassedOn>(Assert.Single(story.Answered(alert, "HV", Decisions.NotForMe, to: "DSL")));
        Assert.Equal(("DSL", "HV", 2), (Has(passed.Told), passed.Person, passed.Notice));
        Assert.Equal(("DSL", "DSL", true, clock, revision), (Has(alert.Told), Has(alert.Holders), alert.IsOpen, alert.Clock, alert.Revision));
        Assert.Equal("DSL-deputy", Assert.Single(Assert.Single(story.GoesOnUntil("2024-03-13 13:00").OfType<AlertClimbed>()).Told).Person.Id);
    }

    [Fact]
    public void Who_has_it_now_is_told_when_it_becomes_graver_and_who_passed_it_on_is_left_in_peace()
    {
        var story = Told(Severity.S2, Morning, Rota(), out var alert);
        story.Answered(alert, "HV", Decisions.NotForMe, to: "DSL");
        Assert.Equal("DSL", Has(Assert.IsType<AlertReopened>(story.Told(Hunger(grave: true)).LastNotice()).Told));
        Assert.Equal((Severity.S1, "DSL"), (alert.Severity, Has(alert.Holders)));
    }

    [Fact]
    public void Who_was_told_in_two_roles_may_pass_on_one_and_keeps_the_other()
    {
        var story = Told(Severity.S2, Morning, new([.. Holders("FD", "SN"), Held("HV", "both"), Held("DSL", "both")]), out var alert, tell: ["HV", "DSL"]);
        var passed = Assert.IsType<AlertPassedOn>(Assert.Single(story.Answered(alert, "both", Decisions.NotForMe, to: "SN", of: "HV")));
        Assert.Equal(["HV"], passed.Roles);
        Assert.Equal([("DSL", "both"), ("SN", "SN")], alert.Holders.Select(t => (t.Role, t.Person.Id)));
        Assert.Equal(alert.Holders, alert.Told);
        var read = Assert.Single(Household.Fold(Story.HouseholdId, story.Journal.Select(DomainJson.Write).Select(DomainJson.Read)).Alerts);
        Assert.Equal(alert.Told, read.Told);
        Assert.Equal("you were not told in that role", Refused(story.Answered(alert, "both", Decisions.NotForMe, to: "SN", of: "HV")));
        story.Answered(alert, "both", Decisions.NotForMe, to: "SN");
        Assert.Equal("SN", Has(alert.Told));
    }

    [Fact]
    public void Or_both_at_once()
    {
        var story = Told(Severity.S2, Morning, new([.. Holders("FD", "SN"), Held("HV", "both"), Held("DSL", "both")]), out var alert, tell: ["HV", "DSL"]);
        Assert.Null(Assert.IsType<AlertPassedOn>(Assert.Single(story.Answered(alert, "both", Decisions.NotForMe, to: "SN"))).Roles);
        Assert.Equal(("SN", "SN"), (Has(alert.Told), Has(alert.Holders)));
    }

    [Fact]
    public void A_role_that_has_answered_keeps_its_answer_when_the_rest_is_passed_on()
    {
        var story = Told(Severity.S2, Morning, new([.. Holders("FD", "SN"), Held("HV", "both"), Held("DSL", "both")]), out var alert, every: true, "HV", "DSL");
        story.Answered(alert, "both", of: "HV");
        Assert.Equal(["DSL"], Assert.IsType<AlertPassedOn>(Assert.Single(story.Answered(alert, "both", Decisions.NotForMe, to: "SN"))).Roles);
        Assert.Equal("both SN", Has(alert.Holders));
        Assert.Equal(["SN"], alert.Silent);
    }

    [Fact]
    public void It_comes_back_to_nobody()
    {
        var roles = new RoleDirectory([Held("FD", "FD"), Held("HV", "both"), Held("DSL", "both")]);
        var story = Told(Severity.S2, Morning, roles, out var alert);
        Assert.Equal("nobody else holds that role: it would come back to you", Refused(story.Answered(alert, "both", Decisions.NotForMe, to: "DSL")));
        var door = Told(Severity.S2, Morning, roles, out var other, tell: "FD");
        Assert.Equal("nobody else holds that role: it would come back to you", Refused(door.Answered(other, "FD", Decisions.NotForMe, to: "GPL")));
        Assert.Equal(("both", "FD"), (Has(alert.Told), Has(other.Told)));
    }

    [Theory]
    [InlineData(null), InlineData("LEADS"), InlineData("XYZ"), InlineData("LEAD:nobody")]
    public void It_must_be_said_for_whom_it_is(string? to)
    {
        var story = Told(Severity.S2, Morning, Rota(), out var alert);
        Assert.Equal("say for whom it is", Refused(story.Answered(alert, "HV", Decisions.NotForMe, to)));
    }

    [Fact]
    public void A_role_that_nobody_holds_takes_it_to_the_front_door_aloud()
    {
        var story = Told(Severity.S2, Morning, Rota(), out var alert);
        Assert.Equal([typeof(AlertPassedOn), typeof(RoleNotHeld)], story.Answered(alert, "HV", Decisions.NotForMe, to: "GPL").Select(e => e.GetType()));
        Assert.Equal([("FD", "GPL")], alert.Told.Select(t => (t.Person.Id, t.InsteadOf!)));
    }

    [Fact]
    public void The_others_who_were_told_keep_it_and_so_does_the_holder_when_a_deputy_passes_it_on()
    {
        var story = Told(Severity.S2, Morning, Rota(), out var alert, tell: ["HV", "FD"]);
        story.GoesOnUntil("2024-03-13 13:00");
        story.Answered(alert, "HV-deputy", Decisions.NotForMe, to: "DSL");
        Assert.Equal("HV FD FD-deputy DSL", Has(alert.Told));
        Assert.Equal(["HV", "FD", "DSL"], alert.Silent);
    }

    [Fact]
    public void Passed_on_to_a_role_that_has_answered_it_asks_that_role_again_and_never_waits_for_nobody()
    {
        var story = Told(Severity.S2, Morning, Rota(), out var alert, every: true, "HV", "DSL");
        story.Answered(alert, "HV");
        story.Answered(alert, "DSL", Decisions.NotForMe, to: "HV");
        Assert.Equal(["HV"], alert.Silent);
        Assert.Equal("HV", Assert.Single(alert.EarlierDecisions).Person);
        story.Answered(alert, "HV");
        Assert.False(alert.IsOpen);
    }

    // Reasons

    [Theory]
    [InlineData("already open"), InlineData("Already open."), InlineData("It's already open"), InlineData("ALREADY OPEN TO US"), InlineData("open"), InlineData("Open case."), InlineData("Case open"),
     InlineData("case is already open"), InlineData("Still open"), InlineData("Currently open to social care"), InlineData("Known"), InlineData("already known"), InlineData("Known to services"),
     InlineData("Family known to us."), InlineData("This family is already known to the team"), InlineData("We are aware"), InlineData("aware, thanks"), InlineData("Noted."), InlineData("Noted and known"),
     InlineData("already allocated"), InlineData("Allocated to a worker already"), InlineData("Already involved"), InlineData("Children's social care is already involved with the family"), InlineData("ongoing"),
     InlineData("Ongoing case"), InlineData("as above"), InlineData("See above"), InlineData("see previous"), InlineData("N/A, already open"), InlineData("already"), InlineData("!?"), InlineData("open - open - open")]
    public void That_it_is_open_or_known_already_is_no_reason(string reason)
    {
        var story = Told(Severity.S2, Morning, Rota(), out var alert);
        Assert.Contains("say what is new", Refused(story.Answered(alert, "HV", reason: reason)), StringComparison.Ordinal);
        Assert.True(alert.IsOpen);
    }

    [Theory]
    [InlineData("Already open: visit brought forward to tomorrow."), InlineData("Known to us; visit planned."), InlineData("Open case; strategy meeting on Friday"), InlineData("The door was open and nobody was home"),
     InlineData("Mother is known to drink again: joint visit"), InlineData("Worker is with them now"), InlineData("The child is in care now"), InlineData("Noted with school, who will see him today"), InlineData("Rang. Safe."),
     InlineData("No new concern: the dogs were rehomed")]
    public void A_reason_that_says_more_is_one(string reason)
    {
        var story = Told(Severity.S2, Morning, Rota(), out var alert);
        Assert.IsType<AlertDecided>(Assert.Single(story.Answered(alert, "HV", reason: reason)));
    }

    // A day to look again

    [Fact]
    public void It_opens_again_on_the_morning_that_was_set()
    {
        var story = Told(Severity.S2, Morning, Rota(), out var alert);
        Assert.Equal([typeof(AlertDecided), typeof(ClockSet)], story.Answered(alert, "HV", reviewOn: new(2024, 4, 2)).Select(e => e.GetType()));
        Assert.DoesNotContain(story.GoesOnUntil("2024-04-02 07:59"), e => e is Noticed);
        var opened = Assert.IsType<AlertReopened>(Assert.Single(story.GoesOnUntil("2024-04-02 08:00").OfType<Noticed>()));
        Assert.Equal(("the day has come that was set for looking at it again", Story.Moment("2024-04-02 08:00")), (opened.WhatIsNew, opened.At));
        Assert.Equal("HV", Has(opened.Told));
        Assert.True(alert.IsOpen);
        Assert.Equal(Story.Moment("2024-04-02 13:00"), Assert.Single(story.Clocks).Due);
    }

    [Fact]
    public void Whoever_holds_the_role_on_that_day_looks_at_it()
    {
        var story = Told(Severity.S2, Morning, Rota(), out var alert);
        story.Answered(alert, "HV", reviewOn: new(2024, 4, 2));
        story.HeldBy(Rota(Held("HV", "new") with { Household = Story.HouseholdId }));
        story.GoesOnUntil("2024-04-02 08:00");
        Assert.Equal("new", Has(alert.Told));
    }

    [Fact]
    public void Not_if_it_was_opened_again_and_decided_otherwise_meanwhile()
    {
        var story = Told(Severity.S2, Morning, Rota(), out var alert);
        story.Answered(alert, "HV", reviewOn: new(2024, 4, 2));
        story.Told(Dogs());
        story.Answered(alert, "HV");
        Assert.DoesNotContain(story.GoesOnUntil("2024-05-30 12:00"), e => e is Noticed);
    }

    [Fact]
    public void The_later_day_of_a_later_decision_counts()
    {
        var story = Told(Severity.S2, Morning, Rota(), out var alert);
        story.Answered(alert, "HV", reviewOn: new(2024, 4, 2));
        story.Told(Dogs());
        story.Answered(alert, "HV", reviewOn: new(2024, 4, 9));
        Assert.DoesNotContain(story.GoesOnUntil("2024-04-09 07:59"), e => e is Noticed);
        Assert.IsType<AlertReopened>(Assert.Single(story.GoesOnUntil("2024-04-09 08:00").OfType<Noticed>()));
    }

    [Fact]
    public void While_it_is_open_the_day_does_nothing()
    {
        var story = Told(Severity.S4, Morning, Rota(), out var alert);
        story.Answered(alert, "HV", reviewOn: new(2024, 4, 2));
        story.Told(Dogs());
        Assert.DoesNotContain(story.GoesOnUntil("2024-04-09 12:00"), e => e is Noticed);
    }

    [Fact]
    public void Of_several_roles_answers_the_earliest_day_counts()
    {
        var story = Told(Severity.S2, Morning, Rota(), out var alert, every: true, "HV", "DSL");
        story.Answered(alert, "HV", reviewOn: new(2024, 4, 2));
        story.Answered(alert, "DSL");
        Assert.Equal(new DateOnly(2024, 4, 2), alert.ReviewOn);
        story.GoesOnUntil("2024-04-02 08:00");
        Assert.True(alert.IsOpen);
    }

    [Theory]
    [InlineData("2024-03-12", false), InlineData("2024-03-13", false), InlineData("2024-03-14", true), InlineData("2025-03-14", true), InlineData("2025-03-15", false), InlineData("2042-04-02", false)]
    public void A_day_that_is_past_or_far_is_refused(string day, bool taken)
    {
        var story = Told(Severity.S2, Morning, Rota(), out var alert);
        var events = story.Answered(alert, "HV", reviewOn: DateOnly.ParseExact(day, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(taken, !alert.IsOpen);
        if (!taken)
            Assert.Equal("the day to look at it again must be after today and within a year", Refused(events));
    }

    // Disagreement

    [Fact]
    public void A_challenge_opens_it_again_and_both_sides_and_their_leads_are_told()
    {
        var story = Told(Severity.S2, Morning, Rota(), out var alert, tell: ["HV", "DSL", "FD"]);
        story.Answered(alert, "HV");
        var challenged = Assert.IsType<DecisionChallenged>(story.Challenged(alert, "DSL").LastNotice());
        Assert.Equal(("HV DSL HV-manager DSL-manager", 1, "DSL"), (Has(challenged.Told), challenged.Stage, challenged.Person));
        Assert.Equal((true, "HV"), (alert.IsOpen, Assert.Single(alert.EarlierDecisions).Person));
        Assert.Same(challenged, alert.Challenge);
    }

    [Fact]
    public void Its_stage_ends_after_five_working_days_with_the_partnership_manager_and_then_again_until_somebody_decides()
    {
        var story = Told(Severity.S4, Morning, Rota(), out var alert, tell: ["HV", "DSL"]);
        story.Answered(alert, "HV");
        story.SleepsUntil("2024-03-26 10:00");
        story.Challenged(alert, "DSL");
        Assert.DoesNotContain(story.GoesOnUntil("2024-04-04 09:59"), e => e is Noticed);   // over Easter
        var second = Assert.IsType<DecisionChallenged>(Assert.Single(story.GoesOnUntil("2024-04-04 10:00").OfType<Noticed>()));
        Assert.Equal((2, "PM"), (second.Stage, second.Told[^1].Person.Id));
        var third = Assert.IsType<DecisionChallenged>(Assert.Single(story.GoesOnUntil("2024-04-11 10:00").OfType<Noticed>()));
        Assert.Equal((3, 1), (third.Stage, third.Told.Count(t => t.Person.Id == "PM")));
    }

    [Fact]
    public void The_time_to_answer_runs_too()
    {
        var story = Told(Severity.S2, Morning, Rota(), out var alert, tell: ["HV", "DSL"]);
        story.Answered(alert, "HV");
        story.SleepsUntil("2024-03-14 09:00");
        story.Challenged(alert, "DSL");
        Assert.Equal("HV-deputy DSL-deputy", Has(Assert.Single(story.GoesOnUntil("2024-03-14 13:00").OfType<AlertClimbed>()).Told));
    }

    [Fact]
    public void A_new_decision_settles_it()
    {
        var story = Told(Severity.S2, Morning, Rota(), out var alert, tell: ["HV", "DSL"]);
        story.Answered(alert, "HV");
        story.Challenged(alert, "DSL");
        story.Answered(alert, "DSL-manager");
        Assert.Null(alert.Challenge);
        Assert.DoesNotContain(story.GoesOnUntil("2024-04-30 12:00"), e => e is Noticed);
    }

    [Fact]
    public void Who_decided_and_has_it_no_longer_is_spoken_for_by_who_has_it_now()
    {
        var story = Told(Severity.S2, Morning, Rota(), out var alert, tell: ["HV", "DSL"]);
        story.Answered(alert, "HV");
        story.HeldBy(Rota(Held("HV", "new") with { Household = Story.HouseholdId }));
        var events = story.Challenged(alert, "DSL");
        Assert.Contains("new", Has(events.OfType<Noticed>().SelectMany(n => n.Told)), StringComparison.Ordinal);
        Assert.Equal(("DSL HV-manager DSL-manager new", "DSL new"), (Has(alert.Told), Has(alert.Holders)));
        story.GoesOnUntil("2024-03-21 12:00");
        Assert.Equal(2, alert.Challenge!.Stage);
    }

    [Fact]
    public void A_lead_on_leave_is_spoken_for_by_the_front_door()
    {
        var story = Told(Severity.S2, Morning, new(Holders("FD", "PM", "HV", "DSL"), [new("HV-manager", Story.Moment("2024-03-01 00:00"), Story.Moment("2024-04-01 00:00"))]), out var alert, tell: ["HV", "DSL"]);
        story.Answered(alert, "HV");
        Assert.Equal("HV DSL FD DSL-manager", Has(story.Challenged(alert, "DSL").LastNotice().Told));
    }

    [Fact]
    public void Ones_own_decision_an_undecided_alert_and_no_reason_are_refused()
    {
        var story = Told(Severity.S2, Morning, Rota(), out var alert, every: true, "HV", "DSL");
        Assert.Equal("nobody has decided it yet", Refused(story.Challenged(alert, "HV")));
        story.Answered(alert, "HV");
        Assert.Equal("nobody has decided it yet", Refused(story.Challenged(alert, "DSL")));
        story.Answered(alert, "DSL");
        Assert.Equal("give a reason in words", Refused(story.Challenged(alert, "HV", " ")));
        Assert.StartsWith("keep the reason", Refused(story.Challenged(alert, "HV", new('x', Decisions.ReasonLength + 1))), StringComparison.Ordinal);
        var own = Told(Severity.S2, Morning, Rota(), out var mine);
        own.Answered(mine, "HV");
        Assert.Equal("it is your own decision", Refused(own.Challenged(mine, "HV")));
    }

    [Theory]
    [InlineData("HV"), InlineData("DSL")]
    public void Where_every_role_answered_each_may_challenge_the_others_answer_whoever_was_last(string who)
    {
        var story = Told(Severity.S2, Morning, Rota(), out var alert, every: true, "HV", "DSL");
        story.Answered(alert, "HV");
        story.Answered(alert, "DSL");
        Assert.IsType<DecisionChallenged>(story.Challenged(alert, who).LastNotice());
        Assert.Equal(["HV", "DSL"], alert.Silent);
    }
}
