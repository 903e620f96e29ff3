using System.Globalization;
using Alerts.Domain.Values;

namespace Alerts.Standalone.Backtest;

/// <summary>How long before the incident something was said, and how much that number is worth.</summary>
internal static class Lead
{
    private const double DaysOfAMonth = 30.4;

    /// <summary>True where the days between mean something: a published case, and reports whose day, month or quarter the source gives.</summary>
    public static bool IsKnown(CaseFile file, IEnumerable<CaseEvent> rests) =>
        !file.Header.Synthetic && rests.All(e => e.Precision is Precision.Day or Precision.Month or Precision.Quarter);

    public static int Days(CaseFile file, DateOnly day) => file.IncidentAt.DayNumber - day.DayNumber;

    /// <summary>The day on which something was said, no more exact than the reports of that day: "May 2019" where the source gives the month.</summary>
    public static string When(CaseFile file, DateOnly day) =>
        new EventDate(day, file.Events.Where(e => e.At == day).Select(e => e.Precision).DefaultIfEmpty(Precision.Day).Max()).ToString();

    /// <summary>"2 years 6 months before (917 days)".</summary>
    public static string Words(int days) => days switch
    {
        > 60 => $"{Span(days)} before ({Number(days)} days)",
        > 1 => $"{days} days before",
        1 => "the day before",
        0 => "on the day",
        _ => $"{Number(-days)} {(days == -1 ? "day" : "days")} after",
    };

    /// <summary>The same for an alert, with what the number is worth.</summary>
    public static string Words(CaseFile file, DateOnly day, IEnumerable<CaseEvent> rests) =>
        file.Header.Incident is null ? "no incident"
        : file.Header.Synthetic ? "not counted: dates are invented"
        : IsKnown(file, rests) ? Words(Days(file, day))
        : Days(file, day) < 0 ? "after the incident" : "before; how long is not known";

    private static string Span(int days)
    {
        var months = (int)Math.Round(days / DaysOfAMonth);
        return string.Join(' ', new[] { Count(months / 12, "year"), Count(months % 12, "month") }.OfType<string>());
    }

    private static string? Count(int n, string of) => n == 0 ? null : $"{n} {of}{(n == 1 ? "" : "s")}";

    private static string Number(int n) => n.ToString("N0", CultureInfo.InvariantCulture);
}
