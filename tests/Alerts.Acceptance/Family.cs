using System.Globalization;
using System.Text.Json;
using Alerts.Agencies;
using Alerts.Domain.Values;

namespace Alerts.Acceptance;

/// <summary>An invented family, and the reports that agencies send of it. NHS numbers are of the range that is never issued.</summary>
public sealed class Family
{
    static int families;
    readonly int number = 200 * Interlocked.Increment(ref families);
    int reports;

    public static DateOnly Today => DateOnly.FromDateTime(DateTime.UtcNow);

    public AgencySubject Mother => new("parent", NhsNumber: Nhs(0), Name: "Kerry Green");
    public AgencySubject Ava => new("child", NhsNumber: Nhs(40), Born: Iso(Today.AddYears(-2).AddDays(-30)), Name: "Ava Green");
    public AgencySubject Max => new("child", NhsNumber: Nhs(80), Born: Iso(Today.AddMonths(-9)), Name: "Max Green");

    public AgencyReport Swallowed(AgencySubject child, int daysAgo, string detail, string kind = "medication-ingestion") => Report(kind, daysAgo, detail) with { Subjects = [child, Mother] };

    public AgencyReport Report(string kind, int daysAgo, string? detail = null) => new()
    {
        MessageId = $"{kind}-{number}-{++reports}",
        Kind = kind,
        OccurredAt = Iso(Today.AddDays(-daysAgo)),
        ReportedAt = DateTimeOffset.UtcNow.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture),
        Detail = detail,
    };

    public static string Words(int daysAgo) => new EventDate(Today.AddDays(-daysAgo), Precision.Day).ToString();

    public static byte[] Bytes(AgencyReport report) => JsonSerializer.SerializeToUtf8Bytes(report, AgencyJson.Default.AgencyReport);

    string Nhs(int offset) => NhsNumber.Fictitious(number + offset).ToString();

    static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
