using Alerts.Domain.Values;

namespace Alerts.Domain.Tests;

public class UkDayTests
{
    private static readonly TimeZoneInfo London = TimeZoneInfo.FindSystemTimeZoneById("Europe/London");

    /// <summary>Every half hour of years with double summer time, with summer time all the year, and as they are now, whatever the sender's own clock shows.</summary>
    [Theory]
    [InlineData(1947)]
    [InlineData(1969)]
    [InlineData(2026)]
    public void The_day_is_that_which_clocks_in_London_show(int year)
    {
        for (var moment = new DateTimeOffset(year, 1, 1, 0, 0, 0, TimeSpan.Zero); moment.Year == year; moment = moment.AddMinutes(30))
            Assert.Equal(DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(moment, London).DateTime), UkDay.Of(moment.ToOffset(TimeSpan.FromHours(moment.Day % 12))));
    }
}
