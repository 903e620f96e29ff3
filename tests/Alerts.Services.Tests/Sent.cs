using System.Text.Json;
using Alerts.Agencies;
using Alerts.Domain.Values;

namespace Alerts.Services.Tests;

/// <summary>Reports as agencies send them, in one line each. The people are invented; their NHS numbers are of the range for tests.</summary>
static class Sent
{
    /// <summary>A voluntary organisation is worried, which always raises an alert of its own.</summary>
    public static AgencyReport Worry(string id, params AgencySubject[] about) => Report(id, "voluntary-concern", about);

    public static AgencyReport Report(string id, string kind, params AgencySubject[] about) => new()
    {
        MessageId = id,
        Kind = kind,
        OccurredAt = "2026-10-01",
        ReportedAt = "2026-10-01T20:00:00Z",
        Subjects = about,
    };

    public static AgencyReport Withdrawal(string id, string of) => Report(id, "voluntary-concern") with { Withdraws = of };

    public static AgencySubject Child(int number) => new("child", NhsNumber: NhsNumber.Fictitious(number).ToString(), Born: "2023-05-01");

    public static AgencySubject Pupil(string upn) => new("child", Upn: upn);

    public static AgencyReport At(this AgencyReport report, string uprn) => report with { Address = new(uprn) };

    public static AgencyReport On(this AgencyReport report, string day) => report with { OccurredAt = day };

    public static byte[] Bytes(this AgencyReport report) => JsonSerializer.SerializeToUtf8Bytes(report, AgencyJson.Default.AgencyReport);
}
