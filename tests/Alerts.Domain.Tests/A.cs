using System.Text.Json;
using Alerts.Domain.Values;

namespace Alerts.Domain.Tests;

/// <summary>Reports and people in one line each. Days count from 10 March 2020; the names are invented.</summary>
internal static class A
{
    public static readonly DateOnly Start = new(2020, 3, 10);
    private static int reports;

    /// <summary>Two years old at the start.</summary>
    public static readonly Subject Tom = Child(1, Start.AddYears(-2));

    /// <summary>Four months old at the start.</summary>
    public static readonly Subject Ann = Child(2, Start.AddMonths(-4));

    /// <summary>Seven years old at the start.</summary>
    public static readonly Subject Sue = Child(3, Start.AddYears(-7));

    public static DateOnly Day(int day) => Start.AddDays(day);

    public static Subject Child(int number, DateOnly? born = null) => new(SubjectRoles.Child, NhsNumber: NhsNumber.Fictitious(number), Born: born);

    /// <summary>Somebody of no age that anybody told.</summary>
    public static Subject AgeUnknown(this Subject subject) => subject with { Born = null };

    /// <summary>A report of something that happened on that day, sent the same evening.</summary>
    public static Report Report(string agency, string kind, int day, params Subject[] about) => Report(agency, kind, Day(day), about);

    public static Report Report(string agency, string kind, DateOnly day, params Subject[] about) => new()
    {
        Id = new(agency, $"m{Interlocked.Increment(ref reports):D6}"),
        Agency = agency,
        Kind = kind,
        Occurred = new(day, Precision.Day),
        ReportedAt = new(day, new(20, 0), TimeSpan.Zero),
        Subjects = about,
    };

    /// <summary>The same report with an attribute of its kind.</summary>
    public static Report Saying(this Report report, string attribute, object? value) => report with
    {
        Attributes = new Dictionary<string, JsonElement>(report.Attributes) { [attribute] = JsonSerializer.SerializeToElement(value) },
    };

    public static Report Saying(this Report report, string attribute) => report.Saying(attribute, true);

    /// <summary>A message of the same sender that takes the report back, an hour after it was sent.</summary>
    public static Report Withdrawal(this Report report) => report.Next() with { Withdraws = report.Id.MessageId };

    /// <summary>A message of the same sender that puts the report right, an hour after it was sent.</summary>
    public static Report Correction(this Report report, Func<Report, Report> change) => change(report.Next() with { Corrects = report.Id.MessageId });

    public static Report On(this Report report, int day) => report with { Occurred = new(Day(day), Precision.Day) };

    /// <summary>The same thing again on another day, in a message of its own.</summary>
    public static Report Again(this Report report, int day) => report.Next().On(day) with { ReportedAt = new(Day(day), new(20, 0), TimeSpan.Zero) };

    public static Report About(this Report report, params Subject[] subjects) => report with { Subjects = subjects };

    private static Report Next(this Report report) => report with
    {
        Id = new(report.Id.Sender, $"m{Interlocked.Increment(ref reports):D6}"),
        ReportedAt = report.ReportedAt.AddHours(1),
    };
}
