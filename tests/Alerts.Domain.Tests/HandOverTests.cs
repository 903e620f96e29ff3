using Alerts.Domain.Values;
using static Alerts.Domain.Tests.Worry;

namespace Alerts.Domain.Tests;

/// <summary>Alerts follow the role and not the person: whoever holds it now has them, whoever held it has them no longer.</summary>
public class HandOverTests
{
    private const string Morning = "2024-03-13 09:00";

    private static readonly Holding New = Held("HV", "new") with { Household = Story.HouseholdId };

    private static string Has(IEnumerable<Told> told) => string.Join(' ', told.Select(t => t.Person.Id));

    private static RoleDirectory OnLeave(string? cover = null) =>
        new(Holders("FD", "PM", "HV"), [new("HV", Story.Moment("2024-03-14 00:00"), Story.Moment("2024-03-18 00:00"), cover is null ? null : Person(cover))]);

    [Fact]
    public void The_new_holder_is_told_and_the_old_one_has_it_no_longer()
    {
        var story = Told(Severity.S2, Morning, Rota(), out var alert, tell: ["HV", "DSL"]);
        var over = Assert.IsType<AlertHandedOver>(Assert.Single(story.HeldBy(Rota(New))));
        Assert.Equal(("new", "HV", 2, Severity.S2), (Has(over.Told), Has(over.From), over.Notice, over.Severity));
        Assert.Equal("DSL new", Has(alert.Told));
        Assert.Equal("DSL new", Has(alert.Holders));
    }

    [Fact]
    public void Where_nobody_changed_or_it_was_looked_at_already_nothing_follows()
    {
        var story = Told(Severity.S2, Morning, Rota(), out _);
        Assert.Empty(story.LooksAtRoles());
        Assert.Empty(story.HeldBy(Rota(New with { Household = Guid.Empty })));
        Assert.Single(story.HeldBy(Rota(New)));
        Assert.Empty(story.LooksAtRoles());
    }

    [Fact]
    public void What_the_reader_saw_is_still_what_they_decide()
    {
        var story = Told(Severity.S2, Morning, Rota(), out var alert);
        var revision = alert.Revision;
        story.HeldBy(Rota(New));
        Assert.Equal(revision, alert.Revision);
    }

    [Fact]
    public void What_the_front_door_was_told_instead_goes_to_who_is_assigned_and_the_front_door_keeps_its_own()
    {
        var story = Told(Severity.S2, Morning, new(Holders("FD", "PM")), out var alert, tell: ["FD", "HV"]);
        Assert.Equal("FD FD", Has(alert.Told));
        var over = Assert.IsType<AlertHandedOver>(Assert.Single(story.HeldBy(new([.. Holders("FD", "PM"), New]))));
        Assert.Equal(("new", "FD"), (Has(over.Told), Has(over.From)));
        Assert.Equal([("FD", null), ("HV", null)], alert.Told.Select(t => (t.Role, t.InsteadOf)));
    }

    [Fact]
    public void A_role_that_loses_its_last_holder_goes_to_the_front_door_aloud()
    {
        var story = Told(Severity.S2, Morning, Rota(), out var alert);
        var events = story.HeldBy(new(Holders("FD", "PM")));
        Assert.Equal([typeof(AlertHandedOver), typeof(RoleNotHeld)], events.Select(e => e.GetType()));
        Assert.Equal([("FD", "HV")], alert.Told.Select(t => (t.Person.Id, t.InsteadOf!)));
    }

    [Fact]
    public void Leave_begins_and_ends()
    {
        var story = Told(Severity.S3, Morning, OnLeave("cover"), out var alert);
        Assert.Empty(story.LooksAtRoles());
        story.SleepsUntil("2024-03-14 00:00");
        var begins = story.LooksAtRoles();
        Assert.Equal([typeof(AlertHandedOver), typeof(RolePassedOn)], begins.Select(e => e.GetType()));
        Assert.Equal([("cover", StandsIn.Cover)], alert.Told.Select(t => (t.Person.Id, t.As!)));
        Assert.Empty(story.LooksAtRoles());
        story.SleepsUntil("2024-03-18 00:00");
        Assert.Equal([typeof(AlertHandedOver)], story.LooksAtRoles().Select(e => e.GetType()));
        Assert.Equal([("HV", null)], alert.Told.Select(t => (t.Person.Id, t.As)));
    }

    [Fact]
    public void Leave_that_nobody_covers_gives_it_to_the_deputy()
    {
        var story = Told(Severity.S3, Morning, OnLeave(), out var alert);
        story.SleepsUntil("2024-03-14 00:00");
        story.LooksAtRoles();
        Assert.Equal([("HV-deputy", StandsIn.Deputy)], alert.Told.Select(t => (t.Person.Id, t.As!)));
    }

    [Fact]
    public void Decided_alerts_stay_with_who_had_them()
    {
        var story = Told(Severity.S2, Morning, Rota(), out var alert);
        story.Answered(alert, "HV");
        Assert.Empty(story.HeldBy(Rota(New)));
        Assert.Equal("HV", Has(alert.Told));
    }

    [Fact]
    public void One_that_opens_again_after_the_role_changed_hands_is_the_new_holders_alone_and_told_once()
    {
        var story = Told(Severity.S2, Morning, Rota(), out var alert);
        story.Answered(alert, "HV");
        story.HeldBy(Rota(New));
        var events = story.Told(Dogs());
        Assert.Equal("new", Has(events.OfType<Noticed>().SelectMany(n => n.Told)));
        Assert.Equal("HV", Has(Assert.Single(events.OfType<AlertHandedOver>()).From));
        Assert.Equal(("new", "new"), (Has(alert.Told), Has(alert.Holders)));
    }

    [Fact]
    public void Those_who_were_told_because_nobody_answered_stay()
    {
        var story = Told(Severity.S2, Morning, Rota(), out var alert);
        story.GoesOnUntil("2024-03-13 17:00");
        var over = Assert.IsType<AlertHandedOver>(Assert.Single(story.HeldBy(Rota(New))));
        Assert.Equal(("new", Severity.S1), (Has(over.Told), over.Severity));
        Assert.Equal("HV-deputy HV-manager new", Has(alert.Told));
        Assert.True(alert.HasClimbed);
    }

    [Theory]
    [InlineData(Severity.S2, "new")]
    [InlineData(Severity.S1, "night")]
    public void At_midnight_it_goes_to_who_is_there_by_day_unless_it_must_be_answered_within_the_hour(Severity severity, string to)
    {
        var directory = new RoleDirectory([Held("FD", "day") with { Hours = Hours.Office }, Held("FD", "night") with { Hours = Hours.OutOfHours }, Held("PM", "PM"), Held("HV", "old") with { Until = Story.Moment("2024-03-14 00:00") },
            Held("HV", "new") with { From = Story.Moment("2024-03-14 00:00"), Hours = Hours.Office }]);
        var story = Told(severity, "2024-03-13 23:30", directory, out var alert);
        story.SleepsUntil("2024-03-14 00:00");
        story.LooksAtRoles();
        Assert.Equal(to, Has(alert.Holders));
        story.GoesOnUntil("2024-03-14 09:00");
        Assert.Contains("new", Has(alert.Holders), StringComparison.Ordinal);
    }

    [Fact]
    public void The_clock_does_not_begin_anew()
    {
        var story = Told(Severity.S2, Morning, Rota(), out var alert);
        var clock = alert.Clock;
        story.HeldBy(Rota(New));
        Assert.Equal(clock, alert.Clock);
        Assert.Equal(Story.Moment("2024-03-13 13:00"), Assert.Single(story.Clocks).Due);
    }

    [Fact]
    public void At_midnight_the_new_holder_has_it_before_the_clock_runs_out()
    {
        var story = Told(Severity.S1, "2024-03-13 23:30", Rota(New with { From = Story.Moment("2024-03-14 00:00") }), out var alert);
        Assert.Equal("HV", Has(alert.Told));
        story.SleepsUntil("2024-03-14 00:00");
        story.LooksAtRoles();
        Assert.Equal("new", Has(alert.Told));
        Assert.Equal("HV-deputy", Assert.Single(Assert.Single(story.GoesOnUntil("2024-03-14 00:30").OfType<AlertClimbed>()).Told).Person.Id);
    }

    // The family changes, and with it whose it is

    private static readonly RoleDirectory Areas = Rota(Held("HV", "here") with { Area = "BS1" }, Held("HV", "there") with { Area = "BS2" }, Held("HV", "clinic") with { Organisation = "health-visiting" });

    private static Report At(string postcode, int day) => A.Report("school", "routine-contact", day, A.Tom) with { Address = new(null, "1 Old Street", postcode) };

    [Fact]
    public void A_family_that_moves_is_the_other_areas_at_once()
    {
        var story = Told(Severity.S2, Morning, Areas, out var alert);
        Assert.Equal("here", Has(Assert.IsType<AlertHandedOver>(Assert.Single(story.Told(At("BS1 4DJ", 1)).OfType<Noticed>())).Told));
        var moved = Assert.IsType<AlertHandedOver>(Assert.Single(story.Told(At("BS2 8AA", 2)).OfType<Noticed>()));
        Assert.Equal(("there", "here", "there"), (Has(moved.Told), Has(moved.From), Has(alert.Told)));
        Assert.Empty(story.Told(At("BS2 8AA", 3)).OfType<Noticed>());
    }

    [Fact]
    public void An_organisation_that_comes_to_know_the_family_has_its_own_holder_told()
    {
        var story = Told(Severity.S2, Morning, Areas, out var alert);
        story.Told(A.Report("health-visiting", "routine-contact", 1, A.Tom));
        Assert.Equal("clinic", Has(alert.Told));
    }

    [Fact]
    public void A_report_that_was_held_up_takes_nothing_back_from_who_was_told_after_it()
    {
        var story = Told(Severity.S2, Morning, Areas, out var alert);
        story.SleepsUntil("2024-03-14 09:00");
        story.Told(At("BS2 8AA", 2));
        story.SleepsUntil("2024-03-13 10:00");
        Assert.Empty(story.Told(A.Report("health-visiting", "routine-contact", 1, A.Tom)).OfType<AlertHandedOver>());
        Assert.Equal("there", Has(alert.Told));
    }

    // Day and night

    private static readonly RoleDirectory DayAndNight =
        new([Held("FD", "day") with { Hours = Hours.Office }, Held("FD", "night") with { Hours = Hours.OutOfHours }, Held("HV", "visitor") with { Hours = Hours.Office }]);

    [Fact]
    public void Who_has_gone_home_has_not_lost_it()
    {
        var story = Told(Severity.S3, "2024-03-13 16:00", DayAndNight, out var alert, tell: ["FD", "HV"]);
        story.SleepsUntil("2024-03-13 23:00");
        Assert.Empty(story.LooksAtRoles());
        Assert.Equal("day visitor", Has(alert.Holders));
    }

    [Fact]
    public void What_was_told_at_night_to_who_is_there_at_night_is_theirs_by_day_who_are_there_by_day()
    {
        var story = Told(Severity.S2, "2024-03-13 23:00", DayAndNight, out var alert, tell: ["FD", "HV"]);
        Assert.Equal([("night", null), ("night", "HV")], alert.Told.Select(t => (t.Person.Id, t.InsteadOf)));
        Assert.Empty(story.GoesOnUntil("2024-03-14 08:59"));
        Assert.Equal([typeof(ClockReached), typeof(AlertHandedOver)], story.GoesOnUntil("2024-03-14 09:00").Select(e => e.GetType()));
        Assert.Equal([("FD", "day"), ("HV", "visitor")], alert.Told.Select(t => (t.Role, t.Person.Id)));
        Assert.Equal(Story.Moment("2024-03-14 13:00"), Assert.Single(story.Clocks).Due);
    }

    [Fact]
    public void What_was_decided_at_night_stays_decided_in_the_morning()
    {
        var story = Told(Severity.S2, "2024-03-13 23:00", DayAndNight, out var alert);
        story.Answered(alert, "night");
        Assert.All(story.GoesOnUntil("2024-03-20 09:00"), e => Assert.IsType<ClockReached>(e));
        Assert.Equal("night", Has(alert.Told));
    }

    [Theory]
    [InlineData(Severity.S3, "visitor")]
    [InlineData(Severity.S1, "night")]
    public void A_process_that_was_down_all_day_hands_over_what_has_days_at_once_and_what_has_an_hour_on_the_next_morning(Severity severity, string to)
    {
        var story = Told(severity, "2024-03-13 23:00", DayAndNight, out var alert);
        var opening = Assert.Single(story.Clocks, c => c.Step == Clocks.Opening);
        story.Reached(opening, Story.Moment("2024-03-14 20:00"));
        Assert.Equal(to, Has(alert.Holders));
        story.GoesOnUntil("2024-03-15 09:00");
        Assert.Equal("visitor", Has(alert.Holders));
    }

    [Fact]
    public void By_day_and_where_the_same_person_answers_by_day_and_by_night_nobody_waits_for_the_morning()
    {
        Assert.DoesNotContain(Told(Severity.S3, Morning, DayAndNight, out _).Clocks, c => c.Step == Clocks.Opening);
        Assert.DoesNotContain(Told(Severity.S3, "2024-03-13 23:00", Rota(), out _).Clocks, c => c.Step == Clocks.Opening);
    }
}
