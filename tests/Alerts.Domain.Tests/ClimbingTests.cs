using Alerts.Domain.Values;
using static Alerts.Domain.Tests.Worry;

namespace Alerts.Domain.Tests;

/// <summary>An alert that nobody answers gets louder: the deputy, the manager, the partnership manager, everybody again, until somebody decides.</summary>
public class ClimbingTests
{
    // A Wednesday; S2 is due at 13:00, then 17:00, Thursday 17:00, the Monday after at 17:00.
    private const string Morning = "2024-03-13 09:00";

    private static string[] Climbed(IEnumerable<Event> events) =>
        [.. events.OfType<AlertClimbed>().Select(c => $"{UkDay.Of(c.At):dd} {UkDay.TimeOf(c.At):HH:mm} x{c.Step} {string.Join(' ', c.Told.Select(t => t.Person.Id))}")];

    [Fact]
    public void It_climbs_to_the_deputy_the_manager_the_partnership_manager_and_then_to_everybody_again_and_again()
    {
        var story = Told(Severity.S2, Morning, Rota(), out var alert);
        Assert.Equal(
        [
            "13 13:00 x1 HV-deputy", "13 17:00 x2 HV-manager", "14 17:00 x4 PM",
            "18 17:00 x8 HV HV-deputy HV-manager PM", "20 17:00 x12 HV HV-deputy HV-manager PM", "22 17:00 x16 HV HV-deputy HV-manager PM",
        ], Climbed(story.GoesOnUntil("2024-03-25 12:00")));
        Assert.True(alert.IsOpen);
        Assert.Equal(Enumerable.Range(1, 7), alert.Notices.Select(n => n.Notice));
        Assert.Equal(["HV"], alert.Silent);
    }

    [Fact]
    public void At_two_at_night_on_Boxing_Day_an_S1_climbs_by_the_hour()
    {
        var story = Told(Severity.S1, "2024-12-26 02:00", Rota(), out _);
        Assert.Equal(["26 03:00 x1 HV-deputy", "26 04:00 x2 HV-manager", "26 06:00 x4 PM", "26 10:00 x8 HV HV-deputy HV-manager PM"], Climbed(story.GoesOnUntil("2024-12-26 13:59")));
    }

    [Fact]
    public void A_decision_stands_all_down()
    {
        var story = Told(Severity.S2, Morning, Rota(), out var alert);
        story.GoesOnUntil("2024-03-13 13:00");
        Assert.IsType<AlertDecided>(Assert.Single(story.Answered(alert, "HV-deputy")));
        Assert.Null(alert.Clock);
        Assert.Equal([typeof(ClockReached)], story.GoesOnUntil("2024-04-30 12:00").Select(e => e.GetType()));
        Assert.Empty(story.Clocks);
    }

    [Fact]
    public void A_clock_that_is_reached_twice_or_was_never_set_does_nothing()
    {
        var story = Told(Severity.S2, Morning, Rota(), out _);
        var clock = Assert.Single(story.Clocks);
        Assert.NotEmpty(story.Reached(clock, clock.Due));
        Assert.Empty(story.Reached(clock, clock.Due));
        Assert.Empty(story.Reached(clock with { Notice = 7 }, clock.Due));
        Assert.Empty(story.Reached(clock with { Alert = "unheard-of" }, clock.Due));
    }

    [Fact]
    public void Opening_again_starts_a_new_clock_and_the_older_rounds_does_nothing_any_more()
    {
        var story = Told(Severity.S2, Morning, Rota(), out var alert);
        story.SleepsUntil("2024-03-13 10:00");
        story.Answered(alert, "HV");
        story.SleepsUntil("2024-03-13 12:00");
        Assert.IsType<AlertReopened>(story.Told(Dogs()).LastNotice());
        Assert.False(alert.HasClimbed);
        Assert.Empty(Climbed(story.GoesOnUntil("2024-03-13 15:00")));   // the old one ran out at 13:00
        Assert.Equal(["13 16:00 x1 HV-deputy"], Climbed(story.GoesOnUntil("2024-03-13 16:30")));
    }

    [Fact]
    public void Having_climbed_is_forgotten_when_it_is_decided_and_opens_again()
    {
        var story = Told(Severity.S2, Morning, Rota(), out var alert);
        story.GoesOnUntil("2024-03-13 14:00");
        story.Answered(alert, "HV");
        story.Told(Dogs());
        Assert.Equal((true, Severity.S2), (alert.IsOpen, alert.Urgency));
    }

    [Fact]
    public void A_graver_notice_shortens_the_clock()
    {
        var story = Told(Severity.S2, Morning, Rota(), out var alert);
        story.SleepsUntil("2024-03-13 10:00");
        story.Told(Hunger(grave: true));
        Assert.Equal((Severity.S1, 2), (alert.Clock!.Severity, alert.Clock.Notice));
        Assert.Equal(["13 11:00 x1 HV-deputy", "13 12:00 x2 HV-manager"], Climbed(story.GoesOnUntil("2024-03-13 13:30")));   // and not at 13:00
    }

    [Fact]
    public void A_graver_notice_does_not_put_off_what_was_due_sooner()
    {
        var story = Told(Severity.S2, Morning, Rota(), out var alert);
        story.SleepsUntil("2024-03-13 12:30");
        story.Told(Hunger(grave: true));
        Assert.Equal(Severity.S1, alert.Clock!.Severity);
        Assert.Equal(["13 13:00 x1 HV-deputy", "13 14:30 x2 HV-manager"], Climbed(story.GoesOnUntil("2024-03-13 15:00")));
    }

    [Fact]
    public void What_weighs_less_or_is_withdrawn_neither_lengthens_nor_stops_it()
    {
        var grave = Hunger(grave: true);
        var story = Told(Severity.S2, Morning, Rota(), out var alert);
        story.Told(grave);   // 09:01
        story.Told(grave.Withdrawal());
        Assert.Equal((Severity.S2, Severity.S1), (alert.Severity, alert.Clock!.Severity));
        story.Told(story.Household.Live(alert.Standing.Keys.Single())!.Withdrawal());
        Assert.True(alert.EvidenceWithdrawn);
        Assert.Equal(["13 10:01 x1 HV-deputy", "13 11:01 x2 HV-manager"], Climbed(story.GoesOnUntil("2024-03-13 12:00")));
    }

    [Fact]
    public void What_joins_quietly_changes_no_clock()
    {
        var story = Told(Severity.S2, Morning, Rota(), out _);
        story.SleepsUntil("2024-03-13 12:30");
        Assert.Equal([typeof(ReportRecorded), typeof(EvidenceJoined)], story.Told(Dogs()).Select(e => e.GetType()));
        Assert.Equal(["13 13:00 x1 HV-deputy"], Climbed(story.GoesOnUntil("2024-03-13 16:00")));
    }

    [Fact]
    public void Lateness_does_not_add_up()
    {
        var story = Told(Severity.S1, Morning, Rota(), out _);
        var late = story.Clocks[0];
        story.Reached(late, late.Due.AddMinutes(50));
        Assert.Equal(Story.Moment("2024-03-13 11:00"), Assert.Single(story.Clocks).Due);
    }

    [Fact]
    public void After_three_days_down_each_is_told_once_and_then_at_the_next_step()
    {
        var story = Told(Severity.S1, Morning, Rota(), out _);
        story.SleepsUntil("2024-03-16 09:30");
        Assert.Equal(["16 09:30 x1 HV-deputy", "16 09:30 x2 HV-manager", "16 09:30 x4 PM"], Climbed(story.GoesOnUntil("2024-03-16 12:59")).Select(c => c.Replace("09:29", "09:30", StringComparison.Ordinal)));
        Assert.Equal((76, Story.Moment("2024-03-16 13:00")), Assert.Single(story.Clocks) is var next ? (next.Step, next.Due) : default);
    }

    [Fact]
    public void It_is_shown_one_step_graver_once_while_its_evidence_weighs_what_it_weighed()
    {
        var story = Told(Severity.S3, Morning, Rota(), out var alert);
        Assert.Equal(Severity.S3, alert.Urgency);
        var climbed = story.GoesOnUntil("2024-04-30 12:00").OfType<AlertClimbed>().ToList();
        Assert.True(climbed.Count >= 4);
        Assert.All(climbed, c => Assert.Equal(Severity.S2, c.Severity));
        Assert.Equal((Severity.S2, Severity.S3, Severity.S3), (alert.Urgency, alert.Severity, Assert.Single(alert.Standing.Values)));
    }

    [Fact]
    public void Nothing_is_graver_than_S1()
    {
        var story = Told(Severity.S1, Morning, Rota(), out var alert);
        story.GoesOnUntil("2024-03-13 10:00");
        Assert.Equal((true, Severity.S1), (alert.HasClimbed, alert.Urgency));
    }

    [Fact]
    public void S4_has_no_clock_until_it_becomes_graver()
    {
        var story = Told(Severity.S4, Morning, Rota(), out var alert);
        Assert.Empty(story.Clocks);
        story.SleepsUntil("2024-03-14 09:00");
        story.Told(Hunger(grave: true));
        Assert.Equal((Severity.S3, Story.Moment("2024-03-19 09:00")), (alert.Clock!.Severity, Assert.Single(story.Clocks).Due));
    }

    // Whom

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

    // Roles that answer each for themselves

    [Fact]
    public void Where_every_role_answers_one_answer_does_not_silence_the_other_which_climbs_on_alone()
    {
        var story = Told(Severity.S2, Morning, Rota(), out var alert, every: true, "HV", "DSL");
        story.SleepsUntil("2024-03-13 10:00");
        Assert.Equal(["HV"], Assert.IsType<AlertDecided>(Assert.Single(story.Answered(alert, "HV"))).Roles);
        Assert.True(alert.IsOpen);
        Assert.Equal(["DSL"], alert.Silent);
        Assert.Equal("you have answered already; it waits for the other roles", Assert.IsType<DecisionRefused>(Assert.Single(story.Answered(alert, "HV"))).Because);
        Assert.Equal(["13 13:00 x1 DSL-deputy", "13 17:00 x2 DSL-manager", "14 17:00 x4 PM", "18 17:00 x8 DSL DSL-deputy DSL-manager PM"], Climbed(story.GoesOnUntil("2024-03-19 12:00")));
        story.Answered(alert, "DSL");
        Assert.False(alert.IsOpen);
        Assert.Equal(["HV", "DSL"], alert.Answers.SelectMany(a => a.Roles!));
    }

    [Fact]
    public void Where_they_need_not_one_answer_is_enough()
    {
        var story = Told(Severity.S2, Morning, Rota(), out var alert, every: false, "HV", "DSL");
        Assert.Null(Assert.IsType<AlertDecided>(Assert.Single(story.Answered(alert, "DSL"))).Roles);
        Assert.False(alert.IsOpen);
    }

    [Fact]
    public void A_deputy_answers_for_the_role_that_they_stand_in_for_and_the_partnership_manager_for_all()
    {
        var story = Told(Severity.S2, Morning, Rota(), out var alert, every: true, "HV", "DSL");
        story.GoesOnUntil("2024-03-14 17:00");
        Assert.Equal(["HV"], Assert.IsType<AlertDecided>(Assert.Single(story.Answered(alert, "HV-deputy"))).Roles);
        Assert.Equal(["DSL"], alert.Silent);
        Assert.Null(Assert.IsType<AlertDecided>(Assert.Single(story.Answered(alert, "PM"))).Roles);
        Assert.False(alert.IsOpen);
    }

    [Fact]
    public void Who_was_told_in_none_of_the_roles_answers_for_none_whatever_they_may_open()
    {
        var story = Told(Severity.S2, Morning, Rota(), out var alert, every: true, "HV", "DSL");
        Assert.Equal("each role answers for itself, and you were told in none", Assert.IsType<DecisionRefused>(Assert.Single(story.Answered(alert, "FD"))).Because);
        Assert.Equal(["HV", "DSL"], alert.Silent);
    }

    [Fact]
    public void Each_role_answers_the_notice_that_must_be_acknowledged_and_where_several_agencies_each_hold_a_part() =>
        Assert.Equal(["AGG-1", "DIS-1"], Patterns.All.Where(p => p.EveryRoleAnswers).Select(p => p.Id).Order());

    [Fact]
    public void Whoever_holds_two_roles_answers_for_both()
    {
        var story = Told(Severity.S2, Morning, new([Held("FD", "FD"), Held("HV", "both"), Held("DSL", "both")]), out var alert, every: true, "HV", "DSL");
        Assert.Equal(["HV", "DSL"], Assert.IsType<AlertDecided>(Assert.Single(story.Answered(alert, "both"))).Roles);
        Assert.False(alert.IsOpen);
    }

    [Fact]
    public void Something_new_after_one_roles_answer_asks_that_role_again()
    {
        var story = Told(Severity.S2, Morning, Rota(), out var alert, every: true, "HV", "DSL");
        story.Answered(alert, "HV");
        Assert.Contains("a kind of report that was not there", Assert.IsType<AlertReopened>(story.Told(Dogs()).LastNotice()).WhatIsNew, StringComparison.Ordinal);
        Assert.Equal(["HV", "DSL"], alert.Silent);
        Assert.Equal("HV", Assert.Single(alert.EarlierDecisions).Person);
    }

    [Fact]
    public void A_replay_of_the_journal_knows_the_same_clocks_answers_and_holders()
    {
        var story = Told(Severity.S2, Morning, Rota(), out var alert, every: true, "HV", "DSL");
        story.GoesOnUntil("2024-03-13 17:00");
        story.Answered(alert, "HV", reviewOn: new(2024, 4, 1));
        story.GoesOnUntil("2024-03-18 17:00");
        var again = Household.Fold(Story.HouseholdId, story.Journal.Select(DomainJson.Write).Select(DomainJson.Read));
        var read = Assert.Single(again.Alerts);
        Assert.Equal(Readable.Everything(story.Household), Readable.Everything(again));
        Assert.Equal((alert.Clock, alert.Urgency, string.Join(',', alert.Silent)), (read.Clock, read.Urgency, string.Join(',', read.Silent)));
        Assert.Equal(alert.Holders, read.Holders);
        Assert.Equivalent(story.Household.Clocks, again.Clocks, strict: true);
    }
}
