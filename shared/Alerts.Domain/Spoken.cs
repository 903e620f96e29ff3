namespace Alerts.Domain;

/// <summary>Numbers as people say them.</summary>
internal static class Spoken
{
    /// <summary>365: "12 months"; 730: "24 months"; 56: "8 weeks"; 30: "30 days"; 1: "1 day".</summary>
    public static string Days(int days) =>
        days % 365 == 0 ? $"{days / 365 * 12} months"
        : days is 182 or 183 ? "6 months"
        : days is 547 or 548 ? "18 months"
        : days % 7 == 0 ? Many(days / 7, "week")
        : Many(days, "day");

    /// <summary>How long before: "less than a month", "5 months", "1 year", "6 years".</summary>
    public static string Between(DateOnly earlier, DateOnly later)
    {
        var months = (later.Year - earlier.Year) * 12 + later.Month - earlier.Month - (later.Day < earlier.Day ? 1 : 0);
        return months < 1 ? "less than a month" : months < 12 ? Many(months, "month") : Many(months / 12, "year");
    }

    /// <summary>"1 child", "2 days"; <paramref name="plural"/> where an s does not do.</summary>
    public static string Many(int count, string thing, string? plural = null) => count == 1 ? $"1 {thing}" : $"{count} {plural ?? thing + "s"}";
}
