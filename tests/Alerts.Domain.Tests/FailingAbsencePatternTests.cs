using Alerts.Domain.Values;
using static Alerts.Domain.Tests.A;

namespace Alerts.Domain.Tests;

/// <summary>A pattern about what did not happen may fail for a time. No deadline is lost by it: it is tried again each morning until it is mended.</summary>
public sealed class FailingAbsencePatternTests
{
    private bool fails;

    [Fact]
    public void One_that_fails_on_the_day_is_tried_again_the_next_and_finds_what_is_late()
    {
        var story = Unseen();
        fails = true;
        story.ItBecomes(Day(11));
        Assert.Equal(2, story.Household.Trouble.OfType<PatternFaulted>().Count());
        Assert.Empty(story.Household.Alerts);
        fails = false;
        story.ItBecomes(Day(12));
        Assert.Equal(Day(12), UkDay.Of(story.Alert("BAD-1").Raised.At));
        Assert.Empty(story.Household.Deadlines);
    }

    [Fact]
    public void One_that_fails_when_the_report_comes_is_tried_again_the_next_day_and_sets_its_deadline_then()
    {
        fails = true;
        var story = Unseen();
        fails = false;
        story.ItBecomes(Day(1));
        Assert.Equal([("BAD-1", Day(10))], story.Household.Deadlines);
        story.ItBecomes(Day(10));
        Assert.Equal(Day(10), UkDay.Of(story.Alert("BAD-1").Raised.At));
    }

    [Fact]
    public void A_day_whose_look_was_given_up_keeps_the_pattern_from_no_later_day()
    {
        var story = Unseen();
        Assert.Equal([("BAD-1", Day(10))], story.Household.Deadlines);
        story.Becomes(Day(30));   // nobody looked on day 10
        story.Told(Report("gp", Kinds.ChildNotSeen, 30, Tom));
        Assert.Contains(("BAD-1", Day(40)), story.Household.Deadlines);
        Assert.Equal(Day(30), UkDay.Of(story.Household.AlertsOf("BAD-1")[0].Raised.At));
        story.Told(Report("gp", Kinds.ChildNotSeen, 31, Tom));
        Assert.Equal(2, story.Household.Deadlines.Count);
    }

    private Story Unseen()
    {
        var story = new Story([new Failing(() => fails)], begins: Start);
        story.Told(Report("gp", Kinds.ChildNotSeen, 0, Tom));
        return story;
    }

    private sealed class Failing(Func<bool> fails) : AbsencePattern("BAD-1", 1, "Failing", "none", Raises.AnewForEveryIncident, [Domain.Kinds.ChildNotSeen], ["FD"])
    {
        public override IEnumerable<Expected> Missing(History history, Period around) =>
            fails() ? throw new DivideByZeroException() : history.Of(Kinds).Select(r => new Expected(r.Occurred.Day.AddDays(10), new(null, Severity.S2, [r], "Nobody has seen the child.")));
    }
}
