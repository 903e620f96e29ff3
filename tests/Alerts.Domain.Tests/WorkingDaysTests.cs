using System.Globalization;

namespace Alerts.Domain.Tests;

/// <summary>Working days in England and Wales, against the list of gov.uk.</summary>
public class WorkingDaysTests
{
    private static DateOnly Day(string day) => DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    [Theory]
    [InlineData("2020-05-08")]   // instead of 4 May: seventy-five years after the war
    [InlineData("2022-06-02")]   // instead of 30 May, with a day added: a jubilee
    [InlineData("2022-06-03")]
    [InlineData("2022-09-19")]   // a state funeral
    [InlineData("2023-05-08")]   // a coronation
    [InlineData("2011-04-29")]   // a wedding
    [InlineData("2020-04-10")]   // Good Friday
    [InlineData("2020-04-13")]   // Easter Monday
    [InlineData("2024-03-29")]
    [InlineData("2024-04-01")]
    [InlineData("2021-05-03")]
    [InlineData("2021-05-31")]
    [InlineData("2021-08-30")]
    [InlineData("2021-12-27")]   // Christmas on a Saturday
    [InlineData("2021-12-28")]
    [InlineData("2022-12-26")]   // Christmas on a Sunday
    [InlineData("2022-12-27")]
    [InlineData("2022-01-03")]   // New Year's Day on a Saturday
    [InlineData("2023-01-02")]   // and on a Sunday
    public void Bank_holidays_are_no_working_days(string day) => Assert.False(WorkingDays.IsOne(Day(day)));

    [Theory]
    [InlineData("2020-05-04")]   // moved to the 8th
    [InlineData("2022-05-30")]   // moved to 2 June
    [InlineData("2021-12-29")]
    [InlineData("2022-12-28")]
    [InlineData("2022-01-04")]
    [InlineData("2023-01-03")]
    [InlineData("2020-12-29")]   // Boxing Day was a Saturday: the Monday before stood for it
    [InlineData("2024-12-27")]
    [InlineData("2021-05-10")]   // the second Monday of May
    [InlineData("2021-08-23")]
    public void The_days_beside_them_are(string day) => Assert.True(WorkingDays.IsOne(Day(day)));

    [Theory]
    [InlineData("2020-12-28")]
    [InlineData("2021-03-06")]
    [InlineData("2021-03-07")]
    public void A_substitute_day_and_a_weekend_are_none(string day) => Assert.False(WorkingDays.IsOne(Day(day)));

    [Theory]
    [InlineData("2020-03-10", 0, "2020-03-10")]
    [InlineData("2020-03-10", 1, "2020-03-11")]
    [InlineData("2020-03-13", 1, "2020-03-16")]   // over a weekend
    [InlineData("2020-03-14", 1, "2020-03-16")]   // from a Saturday
    [InlineData("2020-04-09", 1, "2020-04-14")]   // over Easter
    [InlineData("2020-05-07", 5, "2020-05-15")]
    [InlineData("2021-12-24", 2, "2021-12-30")]
    [InlineData("2022-06-01", 2, "2022-06-07")]
    public void Days_after_are_counted_in_working_days_and_days_before_count_back(string day, int count, string then)
    {
        Assert.Equal(Day(then), WorkingDays.After(Day(day), count));
        if (count > 0 && WorkingDays.IsOne(Day(day)))
            Assert.Equal(Day(day), WorkingDays.Before(Day(then), count));
    }

    [Fact]
    public void Counting_back_from_a_holiday_ends_on_a_working_day() => Assert.Equal(Day("2020-04-09"), WorkingDays.Before(Day("2020-04-13"), 1));
}
