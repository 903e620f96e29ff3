namespace Alerts.Domain.Values;

/// <summary>Which day it is in the United Kingdom.</summary>
public static class UkDay
{
    private static readonly TimeZoneInfo London = TimeZoneInfo.FindSystemTimeZoneById("Europe/London");

    // Since 1947 clocks there have shown UTC or an hour more: until 23:00 UTC the day is the same, and no rules need be looked up.
    public static DateOnly Of(DateTimeOffset moment) =>
        DateOnly.FromDateTime(moment.UtcDateTime is { Hour: < 23, Year: > 1947 } utc ? utc : TimeZoneInfo.ConvertTime(moment, London).DateTime);

    /// <summary>What clocks there show.</summary>
    public static TimeOnly TimeOf(DateTimeOffset moment) => TimeOnly.FromDateTime(TimeZoneInfo.ConvertTime(moment, London).DateTime);

    /// <summary>The moment when the day begins.</summary>
    public static DateTimeOffset Start(DateOnly day) => At(day, TimeOnly.MinValue);

    /// <summary>The moment when clocks show this time on that day; clocks change between one and two in the morning.</summary>
    public static DateTimeOffset At(DateOnly day, TimeOnly time) => new(day.ToDateTime(time), London.GetUtcOffset(day.ToDateTime(time)));
}
