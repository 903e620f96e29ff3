using Alerts.Domain.Values;

namespace Alerts.Domain.Tests;

/// <summary>How long people have to answer: tables of moments, on the clocks of the United Kingdom.</summary>
public class ClocksTests
{
    private const Nation England = Nation.EnglandAndWales, Scotland = Nation.Scotland;

    private static string Due(Severity severity, string from, int times = 1, Nation nation = England)
    {
        var due = Clocks.Due(severity, Story.Moment(from), times, nation);
        return $"{UkDay.Of(due):yyyy-MM-dd} {UkDay.TimeOf(due):HH:mm}";
    }

    [Theory]
    [InlineData("2024-12-26 02:00", 1, "2024-12-26 03:00")]   // Boxing Day
    [InlineData("2024-12-26 02:00", 2, "2024-12-26 04:00")]
    [InlineData("2024-12-26 02:00", 4, "2024-12-26 06:00")]
    [InlineData("2024-12-26 02:00", 8, "2024-12-26 10:00")]
    [InlineData("2024-12-31 23:30", 1, "2025-01-01 00:30")]
    [InlineData("2024-03-31 00:30", 1, "2024-03-31 02:30")]   // clocks go forward at one
    [InlineData("2024-03-31 02:00", 1, "2024-03-31 03:00")]
    [InlineData("2024-10-27 00:30", 1, "2024-10-27 01:30")]   // and back at two
    [InlineData("2024-10-27 00:30", 4, "2024-10-27 03:30")]
    public void S1_runs_round_the_clock(string from, int times, string due) => Assert.Equal(due, Due(Severity.S1, from, times));

    [Fact]
    public void S1_is_an_hour_as_it_passes_when_clocks_go_back() =>
        Assert.Equal(TimeSpan.FromHours(4), Clocks.Due(Severity.S1, Story.Moment("2024-10-27 00:30"), 4, England) - Story.Moment("2024-10-27 00:30"));

    [Theory]
    [InlineData("2024-03-13 09:00", 1, "2024-03-13 13:00")]
    [InlineData("2024-03-13 08:59", 1, "2024-03-13 13:00")]
    [InlineData("2024-03-13 12:59", 1, "2024-03-13 16:59")]
    [InlineData("2024-03-13 13:00", 1, "2024-03-13 17:00")]
    [InlineData("2024-03-13 13:01", 1, "2024-03-14 09:01")]
    [InlineData("2024-03-13 17:00", 1, "2024-03-14 13:00")]   // the office is shut at five sharp
    [InlineData("2024-03-13 16:59", 1, "2024-03-14 12:59")]
    [InlineData("2024-03-15 18:00", 1, "2024-03-18 13:00")]   // Friday evening
    [InlineData("2024-03-28 16:30", 1, "2024-04-02 12:30")]   // Maundy Thursday; clocks go forward on Easter Day
    [InlineData("2024-03-28 16:30", 2, "2024-04-02 16:30")]
    [InlineData("2024-03-28 16:30", 4, "2024-04-03 16:30")]
    [InlineData("2024-03-28 16:30", 8, "2024-04-05 16:30")]
    [InlineData("2024-10-25 16:00", 1, "2024-10-28 12:00")]   // clocks go back in between
    [InlineData("2024-12-24 16:00", 1, "2024-12-27 12:00")]
    public void S2_runs_in_working_hours_only(string from, int times, string due) => Assert.Equal(due, Due(Severity.S2, from, times));

    [Theory]
    [InlineData("2024-03-11 10:15", 1, "2024-03-14 10:15")]
    [InlineData("2024-03-11 17:00", 1, "2024-03-15 09:00")]
    [InlineData("2024-03-16 12:00", 1, "2024-03-21 09:00")]   // a Saturday counts from Monday morning
    [InlineData("2024-12-23 15:45", 1, "2024-12-30 15:45")]   // over Christmas: the 24th, 27th and 30th
    [InlineData("2024-12-23 15:45", 2, "2025-01-03 15:45")]
    [InlineData("2024-12-23 15:45", 4, "2025-01-13 15:45")]
    [InlineData("2024-12-23 15:45", 8, "2025-01-29 15:45")]
    [InlineData("2024-03-27 11:20", 1, "2024-04-03 11:20")]   // Easter, and clocks go forward: the same local time
    [InlineData("2024-10-24 11:20", 1, "2024-10-29 11:20")]   // and back
    public void S3_is_the_same_time_on_the_third_working_day(string from, int times, string due) => Assert.Equal(due, Due(Severity.S3, from, times));

    [Theory]
    [InlineData("2025-01-01 12:00", "2025-01-02 13:00", "2025-01-03 13:00")]   // 2 January
    [InlineData("2024-11-29 17:00", "2024-12-02 13:00", "2024-12-03 13:00")]   // Saint Andrew's Day was a Saturday
    [InlineData("2023-11-29 17:00", "2023-11-30 13:00", "2023-12-01 13:00")]   // and a Thursday
    [InlineData("2024-08-02 17:00", "2024-08-05 13:00", "2024-08-06 13:00")]   // the first Monday of August
    [InlineData("2024-08-23 17:00", "2024-08-27 13:00", "2024-08-26 13:00")]   // not the last
    [InlineData("2024-03-28 17:00", "2024-04-02 13:00", "2024-04-01 13:00")]   // no Easter Monday
    [InlineData("2021-12-31 17:00", "2022-01-04 13:00", "2022-01-05 13:00")]   // both days of the New Year fell on a weekend
    [InlineData("2020-12-31 17:00", "2021-01-04 13:00", "2021-01-05 13:00")]   // the second one did
    [InlineData("2022-12-30 17:00", "2023-01-03 13:00", "2023-01-04 13:00")]   // the first one did
    [InlineData("2023-05-05 17:00", "2023-05-09 13:00", "2023-05-09 13:00")]   // a coronation, in both
    public void Scotland_has_bank_holidays_of_its_own(string from, string inEngland, string inScotland) =>
        Assert.Equal((inEngland, inScotland), (Due(Severity.S2, from), Due(Severity.S2, from, 1, Scotland)));

    [Fact]
    public void S4_has_no_clock()
    {
        Assert.False(Clocks.HasOne(Severity.S4));
        Assert.All([Severity.S1, Severity.S2, Severity.S3], s => Assert.True(Clocks.HasOne(s)));
        Assert.Throws<ArgumentException>(() => Due(Severity.S4, "2024-03-13 09:00"));
    }

    [Fact]
    public void The_steps_are_once_twice_four_times_and_every_four_times_more() =>
        Assert.Equal([1, 2, 4, 8, 12, 16], Enumerable.Range(0, 5).Aggregate(new List<int> { Clocks.Deputy }, (steps, _) => [.. steps, Clocks.After(steps[^1])]));

    // Any minute of nine years, both nations: what has no table has a law.
    [Fact]
    public void A_clock_grows_with_every_step_never_runs_backwards_and_ends_in_working_hours()
    {
        var random = new Random(1);
        for (var i = 0; i < 20_000; i++)
        {
            var from = Story.Moment("2020-01-01 00:00").AddSeconds(random.NextInt64(9L * 365 * 86_400));
            var severity = (Severity)random.Next(1, 4);
            var nation = (Nation)random.Next(2);
            var before = from;
            foreach (var step in new[] { 1, 2, 4, 8, 12 })
            {
                var due = Clocks.Due(severity, from, step, nation);
                Assert.True(due > before, $"{severity} {nation} {from:u} x{step}: {due:u} is not after {before:u}");
                Assert.True(severity == Severity.S1 || Clocks.IsOffice(due, nation) || Clocks.IsOffice(due.AddTicks(-1), nation), $"{severity} {nation} {from:u} x{step}: {due:u} is outside working hours");
                before = due;
            }
        }
    }

    // Who reports later never has less time than who reported earlier.
    [Fact]
    public void A_later_report_is_never_due_earlier()
    {
        var random = new Random(2);
        for (var i = 0; i < 20_000; i++)
        {
            var from = Story.Moment("2020-01-01 00:00").AddMinutes(random.NextInt64(9L * 365 * 1_440));
            var later = from.AddMinutes(random.Next(1, 3_000));
            var severity = (Severity)random.Next(1, 4);
            Assert.True(Clocks.Due(severity, from, 1, England) <= Clocks.Due(severity, later, 1, England), $"{severity} {from:u} {later:u}");
        }
    }
}
