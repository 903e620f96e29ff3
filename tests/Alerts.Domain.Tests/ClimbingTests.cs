using Alerts.Domain.Values;
using static Alerts.Domain.Tests.Worry;

namespace Alerts.Domain.Tests;

/// <summary>An alert that nobody answers gets louder: the deputy, the manager, the partnership manager, everybody again, until somebody decides.</summary>
public class ClimbingTests
{
    // A Wednesday; S2 is due at 13:00, then 17:00, Thursday 17:00, the Monday after at 17:00.
    private const string Morning = "2024-03-13 09:00";

    internal static string[] Climbed(IEnumerable<Event> events) =>
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

    private static RoleDirectory DayAndNight() =>
        new([Held("FD", "day") with { Hours = Hours.Office }, Held("FD", "night") with { Hours = Hours.OutOfHours }, Held("PM", "PM"), Held("HV", "HV")]);

    [Fact]
    public void What_must_be_answered_within_the_hour_is_told_to_the_night_when_offices_close_and_to_the_day_again_in_the_morning()
    {
        var story = Told(Severity.S1, "2024-03-13 16:59", DayAndNight(), out var alert, tell: "FD");
        Assert.Equal("day", alert.Told[0].Person.Id);
        var night = Assert.Single(story.GoesOnUntil("2024-03-13 17:00").OfType<AlertHandedOver>());
        Assert.Equal(("night", 0), (night.Told[0].Person.Id, night.From.Count));
        Assert.Equal(["day", "night"], alert.Holders.Select(t => t.Person.Id));
        story.GoesOnUntil("2024-03-14 09:00");
        Assert.Equal(["day"], alert.Holders.Select(t => t.Person.Id));
        story.GoesOnUntil("2024-03-14 17:00");
        Assert.Contains("night", alert.Holders.Select(t => t.Person.Id));
        story.Answered(alert, "night");
        Assert.DoesNotContain(story.GoesOnUntil("2024-03-20 12:00"), e => e is Noticed);
    }

    [Theory]
    [InlineData(Severity.S2)]
    [InlineData(Severity.S3)]
    public void What_has_days_does_not_wake_the_night(Severity severity)
    {
        var story = Told(severity, "2024-03-13 16:59", DayAndNight(), out var alert, tell: "FD");
        story.GoesOnUntil("2024-03-14 08:00");
        Assert.DoesNotContain("night", alert.Told.Select(t => t.Person.Id));
    }

    [Fact]
    public void Where_nobody_is_in_line_for_a_role_the_front_door_looks_after_it_at_once_within_the_hour_else_at_twice_the_time()
    {
        RoleDirectory Alone() => new([Held("FD", "FD"), Held("PM", "PM"), Held("ND", "ND")]);
        Assert.Equal("26 03:00 x1 FD", Climbed(Told(Severity.S1, "2024-12-26 02:00", Alone(), out _, tell: "ND").GoesOnUntil("2024-12-26 03:30"))[0]);
        Assert.Equal(["13 13:00 x1 ND", "13 17:00 x2 FD", "14 17:00 x4 PM"], Climbed(Told(Severity.S2, Morning, Alone(), out var alert, tell: "ND").GoesOnUntil("2024-03-14 18:00")));
        Assert.Contains(alert.Told, t => t is { Role: "FD", InsteadOf: "ND" });
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
    public void After_three_days_down_each_is_told_once_in_one_notice_and_then_at_the_next_step()
    {
        var story = Told(Severity.S1, Morning, Rota(), out _);
        story.Reached(Assert.Single(story.Clocks), Story.Moment("2024-03-16 09:30"));
        Assert.Equal(["16 09:30 x72 HV HV-deputy HV-manager PM"], Climbed(story.Journal));
        Assert.Equal((76, Story.Moment("2024-03-16 13:00")), Assert.Single(story.Clocks) is var next ? (next.Step, next.Due) : default);
        Assert.Equal(["16 13:00 x76 HV HV-deputy HV-manager PM"], Climbed(story.GoesOnUntil("2024-03-16 16:59")));
    }

    [Theory]
    [InlineData("2024-03-13 10:59", "x1 HV-deputy", 2), InlineData("2024-03-13 11:00", "x2 HV-deputy HV-manager", 4), InlineData("2024-03-13 12:59", "x2 HV-deputy HV-manager", 4), InlineData("2024-03-13 13:00", "x4 HV-deputy HV-manager PM", 8)]
    public void Late_by_some_steps_all_who_would_have_been_told_by_then_are_told_at_once(string late, string told, int next)
    {
        var story = Told(Severity.S1, Morning, Rota(), out _);
        Assert.EndsWith(told, Assert.Single(Climbed(story.Reached(Assert.Single(story.Clocks), Story.Moment(late)))), StringComparison.Ordinal);
        Assert.Equal((next, Story.Moment("2024-03-13 09:00").AddHours(next)), Assert.Single(story.Clocks) is var clock ? (clock.Step, clock.Due) : default);
    }

    [Theory]
    [InlineData("2024-03-16 09:30", "16 10:30 x1 HV-deputy", "16 11:30 x2 HV-manager", "16 13:30 x4 PM")]   // three days down
    [InlineData("2024-03-13 10:00", "13 11:00 x1 HV-deputy", "13 12:00 x2 HV-manager", "13 14:00 x4 PM")]   // as long as the time to answer
    [InlineData("2024-03-13 09:59", "13 10:00 x1 HV-deputy", "13 11:00 x2 HV-manager", "13 13:00 x4 PM")]   // merely late
    public void Accepted_before_the_service_went_down_and_raised_after_it_nobodys_time_is_over_before_they_are_told(string takenUp, params string[] climbs)
    {
        var story = new Story([new Worry(Severity.S1, false, false, "HV")], Rota());
        story.SleepsUntil(Morning);
        story.ToldOnlyBy(takenUp, Hunger());
        Assert.Equal(Story.Moment(Morning), story.Alert("TST-1").Raised.At);
        story.SleepsUntil(takenUp);
        Assert.Equal(climbs, Climbed(story.GoesOnUntil($"2024-03-{climbs[2][..8]}")));
        Assert.Equal(Readable.Everything(story.Household), Readable.Everything(Household.Fold(Story.HouseholdId, story.Journal.Select(DomainJson.Write).Select(DomainJson.Read))));
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
        Assert.Equal((null, Clocks.Stale), (alert.Clock, Assert.Single(story.Clocks).Step));
        story.SleepsUntil("2024-03-14 09:00");
        story.Told(Hunger(grave: true));
        Assert.Equal((Severity.S3, Story.Moment("2024-03-19 09:00")), (alert.Clock!.Severity, story.Clocks.Single(c => c.Step > 0).Due));
        Assert.DoesNotContain(story.GoesOnUntil("2024-04-30 12:00").OfType<AlertClimbed>(), c => c.Severity == Severity.S4);
    }

    [Fact]
    public void S4_that_nobody_has_answered_in_four_weekly_digests_is_in_the_deputys_and_the_managers_too_and_no_graver()
    {
        var story = Told(Severity.S4, Morning, Rota(), out var alert);
        Assert.Empty(Climbed(story.GoesOnUntil("2024-04-10 09:59")));   // clocks went forward on the 31st
        Assert.Equal(["10 10:00 x4 HV-deputy HV-manager"], Climbed(story.GoesOnUntil("2025-04-10 10:00")));
        Assert.Equal((true, false, Severity.S4, null), (alert.IsOpen, alert.HasClimbed, alert.Urgency, alert.Clock));
    }

    [Fact]
    public void S4_tells_who_is_in_line_only_later_after_four_weeks_more()
    {
        var story = Told(Severity.S4, Morning, new([Held("HV", "HV"), Held("FD", "FD"), Held("PM", "PM")]), out _);
        Assert.Equal(["10 10:00 x4 FD"], Climbed(story.GoesOnUntil("2024-04-10 10:00")));
        story.HeldBy(Rota());
        Assert.Equal(["08 10:00 x8 HV-deputy HV-manager"], Climbed(story.GoesOnUntil("2024-06-30 10:00")));
    }

    [Fact]
    public void S4_where_nobody_is_in_line_is_then_in_the_front_doors_digest()
    {
        var story = Told(Severity.S4, Morning, new([Held("HV", "HV"), Held("FD", "FD"), Held("PM", "PM")]), out _);
        Assert.Equal(["10 10:00 x4 FD"], Climbed(story.GoesOnUntil("2025-04-10 10:00")));
    }

    [Theory]
    [InlineData(false, "10 10:00 x4 HV-deputy HV-manager"), InlineData(true, "24 10:00 x4 HV-deputy HV-manager")]
    public void What_is_new_gives_S4_no_more_time_and_a_decision_does(bool decided, string climbs)
    {
        var story = Told(Severity.S4, Morning, Rota(), out var alert);
        if (decided)
            story.Answered(alert, "HV");
        story.SleepsUntil("2024-03-27 09:00");
        Assert.Equal(decided, story.Told(Dogs()).OfType<AlertReopened>().Any());
        Assert.Equal([climbs], Climbed(story.GoesOnUntil("2024-12-30 12:00")));
    }
}
