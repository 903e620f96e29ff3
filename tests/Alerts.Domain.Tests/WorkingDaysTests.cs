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

    // Every weekday off from 2026 to 2030.
    private static readonly string[] InBoth =
    [
        "2026-01-01", "2026-04-03", "2026-05-04", "2026-05-25", "2026-12-25", "2026-12-28",
        "2027-01-01", "2027-03-26", "2027-05-03", "2027-05-31", "2027-12-27", "2027-12-28",
        "2028-01-03", "2028-04-14", "2028-05-01", "2028-05-29", "2028-12-25", "2028-12-26",
        "2029-01-01", "2029-03-30", "2029-05-07", "2029-05-28", "2029-12-25", "2029-12-26",
        "2030-01-01", "2030-04-19", "2030-05-06", "2030-05-27", "2030-12-25", "2030-12-26",
    ];

    private static readonly string[] InEngland = ["2026-04-06", "2026-08-31", "2027-03-29", "2027-08-30", "2028-04-17", "2028-08-28", "2029-04-02", "2029-08-27", "2030-04-22", "2030-08-26"];

    private static readonly string[] InScotland =
    [
        "2026-01-02", "2026-06-15", "2026-08-03", "2026-11-30", "2027-01-04", "2027-08-02", "2027-11-30", "2028-01-04", "2028-08-07", "2028-11-30",
        "2029-01-02", "2029-08-06", "2029-11-30", "2030-01-02", "2030-08-05", "2030-12-02",
    ];

    [Theory]
    [InlineData(Nation.EnglandAndWales), InlineData(Nation.Scotland)]
    public void These_weekdays_and_no_others_are_off_until_2030(Nation nation)
    {
        var days = Enumerable.Range(0, 5 * 365 + 1).Select(Day("2026-01-01").AddDays).Where(d => d.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && !WorkingDays.IsOne(d, nation));
        Assert.Equal(InBoth.Concat(nation == Nation.Scotland ? InScotland : InEngland).Order(StringComparer.Ordinal), days.Select(d => d.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)));
    }

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
