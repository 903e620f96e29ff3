using Alerts.Domain.Values;
using static Alerts.Domain.Tests.ClimbingTests;
using static Alerts.Domain.Tests.Worry;

namespace Alerts.Domain.Tests;

/// <summary>Where every role must answer for itself, one answer silences nobody else; a deputy answers for the role that they stand in for.</summary>
public class EachRoleAnswersTests
{
    private const string Morning = "2024-03-13 09:00";   // a Wednesday

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
    public void Or_for_the_one_that_they_say_and_the_other_stays_silent()
    {
        var story = Told(Severity.S2, Morning, new([Held("FD", "FD"), Held("HV", "both"), Held("DSL", "both")]), out var alert, every: true, "HV", "DSL");
        Assert.Equal(["DSL"], Assert.IsType<AlertDecided>(Assert.Single(story.Answered(alert, "both", of: "DSL"))).Roles);
        Assert.Equal(["HV"], alert.Silent);
        Assert.Equal("you have answered already; it waits for the other roles", Assert.IsType<DecisionRefused>(Assert.Single(story.Answered(alert, "both", of: "DSL"))).Because);
        Assert.Equal("you were not told in that role", Assert.IsType<DecisionRefused>(Assert.Single(story.Answered(alert, "both", of: "FD"))).Because);
        Assert.Equal(["HV"], Assert.IsType<AlertDecided>(Assert.Single(story.Answered(alert, "both"))).Roles);   // the other has its answer
        Assert.False(alert.IsOpen);
    }

    [Fact]
    public void A_deputy_of_one_who_holds_another_answers_for_those_that_are_silent()
    {
        var story = Told(Severity.S2, Morning, Rota(Held("HV", "DSL", Rank.Deputy)), out var alert, every: true, "HV", "DSL");
        story.GoesOnUntil("2024-03-13 13:00");
        story.Answered(alert, "HV");
        Assert.Equal(["DSL"], Assert.IsType<AlertDecided>(Assert.Single(story.Answered(alert, "DSL"))).Roles);
        Assert.False(alert.IsOpen);
    }

    [Fact]
    public void The_partnership_manager_who_is_a_roles_manager_too_answers_for_all_once_told_as_such()
    {
        var story = Told(Severity.S2, Morning, new([Held("FD", "FD"), Held("PM", "PM"), Held("HV", "HV"), Held("HV", "PM", Rank.Manager), Held("DSL", "DSL")]), out var alert, every: true, "HV", "DSL");
        story.GoesOnUntil("2024-03-14 17:00");
        Assert.Null(Assert.IsType<AlertDecided>(Assert.Single(story.Answered(alert, "PM"))).Roles);
        Assert.False(alert.IsOpen);
    }

    [Fact]
    public void A_deputy_of_a_role_that_has_passed_it_on_answers_for_none()
    {
        var story = Told(Severity.S2, Morning, Rota(), out var alert, every: true, "HV", "DSL");
        story.GoesOnUntil("2024-03-13 13:00");
        story.Answered(alert, "HV", Decisions.NotForMe, to: "GPL");
        Assert.Equal("each role answers for itself, and you were told in none", Assert.IsType<DecisionRefused>(Assert.Single(story.Answered(alert, "HV-deputy"))).Because);
        Assert.Equal(["DSL", "GPL"], alert.Silent);
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
