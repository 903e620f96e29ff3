using System.Globalization;

namespace Alerts.Standalone.Backtest;

/// <summary>A day given as a date, or as a span back from today: "2y", "18m", "90d", "2025-11-21".</summary>
public static class Since
{
    private const int MostYears = 100;

    /// <exception cref="InvalidDataException">It is neither, or the day lies ahead or longer ago than people live.</exception>
    public static DateOnly Parse(string text, DateOnly today)
    {
        DateOnly? day = DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date
            : text.Length > 1 && int.TryParse(text[..^1], NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? Back(today, count, text[^1])
            : null;
        return day is { } d && d <= today && d >= today.AddYears(-MostYears) ? d
            : throw new InvalidDataException($"--since: must be like 2y, 18m, 90d or {today.AddYears(-2):yyyy-MM-dd}, not lie ahead, and not more than {MostYears} years ago");
    }

    private static DateOnly? Back(DateOnly today, int count, char unit) => unit switch
    {
        'y' when count <= MostYears => today.AddYears(-count),
        'm' when count <= MostYears * 12 => today.AddMonths(-count),
        'd' when count <= MostYears * 366 => today.AddDays(-count),
        _ => null,
    };
}
