namespace Alerts.Domain;

/// <summary>Numbers as people say them.</summary>
internal static class Spoken
{
    /// <summary>365: "12 months"; 730: "24 months"; 56: "8 weeks"; 30: "30 days".</summary>
    public static string Days(int days) =>
        days % 365 == 0 ? $"{days / 365 * 12} months"
        : days is 182 or 183 ? "6 months"
        : days % 7 == 0 ? $"{days / 7} weeks"
        : $"{days} days";
}
