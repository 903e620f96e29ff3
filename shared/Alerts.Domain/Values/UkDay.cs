namespace Alerts.Domain.Values;

/// <summary>Which day it is in the United Kingdom.</summary>
public static class UkDay
{
    private static readonly TimeZoneInfo London = TimeZoneInfo.FindSystemTimeZoneById("Europe/London");

    public static DateOnly Of(DateTimeOffset moment) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(moment, London).DateTime);

    /// <summary>The moment when the day begins.</summary>
    public static DateTimeOffset Start(DateOnly day) => new(day.ToDateTime(TimeOnly.MinValue), London.GetUtcOffset(day.ToDateTime(TimeOnly.MinValue)));
}
