using System.Text.Json;
using Alerts.Domain.Values;

namespace Alerts.Domain.Tests;

/// <summary>
/// The messages of one invented household, the same for the same seed: few children under few of their names, the kinds that a few patterns
/// read, days near the edges of their windows or running on for days, corrections, withdrawals and duplicates, in an order of arrival that means nothing.
/// </summary>
internal sealed class GeneratedHistory
{
    private static readonly int[] Edges = [0, 0, 0, 2, 40, 90, 92, 180, 364, 365, 366, 367, 400, 730, 732, 1826, 1827];
    private static readonly string[] Senders =
        ["ed", "ambulance", "gp", "school", "childrens-social-care", "childrens-social-care", "early-help", "police", "health-visiting", "voluntary-sector", "rspca"];

    /// <summary>What senders say in the attributes that are words, by the attribute's name; others get "a" or "b".</summary>
    private static readonly Dictionary<string, string[]> Said = new()
    {
        ["by"] = ["carer", "carer", "service", "family"],
        ["because"] = ["moved-area", "illness", "wrong-address", "part-time", "unknown", "unknown"],
        ["decision"] = ["end", "end", "continue", "start"],
        ["recommendation"] = ["continue", "start", "end"],
        ["view"] = ["continue", "end"],
        ["of"] = ["conference", "plan", "pre-proceedings"],
    };

    private readonly Random random;
    private readonly Random unborn;   // of its own: what else happens does not hang on it
    private readonly List<Report> messages = [];
    private readonly string[] kinds;
    private readonly string[] senders;
    private readonly bool longIncidents;
    private readonly int children;
    private readonly bool nearlyGrown;

    public GeneratedHistory(int seed)
    {
        random = new(seed);
        unborn = new(1_000_000 + seed);
        longIncidents = Once(8);
        children = Once(3) ? 1 : 3;
        var main = Patterns.All[seed % Patterns.All.Count];   // so that every pattern has its turn
        nearlyGrown = main is TurningEighteen;
        var patterns = Enumerable.Range(0, longIncidents ? 0 : random.Next(3)).Select(_ => Pick(Patterns.All)).Prepend(main).ToList();
        kinds = [.. patterns.SelectMany(KindsThatMatterTo), .. KindsThatMatterTo(main), Kinds.Birth, "routine-contact"];
        senders = [.. Enumerable.Range(0, random.Next(2, 5)).Select(_ => Pick(Senders)).Concat(patterns.SelectMany(SendersOf)).Distinct()];
        // Patterns of missed appointments need many, on many days.
        var count = IsOfAppointments(main) ? random.Next(10, 26) : random.Next(2, 20);
        while (messages.Count < count)
            messages.Add(NextMessage());
        Messages = Shuffled(messages, random);
    }

    public IReadOnlyList<Report> Messages { get; }

    public static IReadOnlyList<T> Shuffled<T>(IReadOnlyList<T> items, Random random) => [.. items.OrderBy(_ => random.Next())];

    // Of a pattern that reads nearly everything, a few kinds; what a pattern counts comes more often than what it only heeds.
    private IEnumerable<string> KindsThatMatterTo(Pattern pattern)
    {
        var own = pattern.Kinds.Count <= 8 ? pattern.Kinds : [.. GeneratedHistory.Shuffled(pattern.Kinds, random).Take(4), Kinds.HungerReported, Kinds.AnimalConcern];
        var context = pattern.Context.Count <= 8 ? pattern.Context : [.. GeneratedHistory.Shuffled(pattern.Context, random).Take(4)];
        // What the early years forum reads must be found by another pattern first.
        var often = pattern is UnseenByEarlyYearsForum ? Kinds.SchoolAttendanceLow : IsOfAppointments(pattern) ? Kinds.WasNotBrought : null;
        return [.. own, .. own, .. context, .. often is null ? [] : Enumerable.Repeat(often, 5), .. pattern is HomeVisitsKeptClinicsMissed ? Enumerable.Repeat(Kinds.HomeVisitNoConcern, 3) : []];
    }

    private static bool IsOfAppointments(Pattern pattern) => pattern.Kinds.Count < 10 && pattern.Kinds.Contains(Kinds.WasNotBrought);

    private static IEnumerable<string> SendersOf(Pattern pattern) => pattern.Id switch
    {
        "VCS-1" => ["voluntary-sector"],
        "RSP-1" or "RSP-2" => ["rspca"],
        "CUM-1" => ["ed", "school", "police", "gp"],
        "EDX-1" => ["ed"],
        "HOME-1" or "DIS-1" or "SIGHT-2" => ["police", "housing", "school"],
        _ => pattern.Kinds.Concat(pattern.Context).Any(k => PlanHistory.KindsWithEarlyHelp.Contains(k)) ? ["childrens-social-care", "early-help"] : [],
    };

    private T Pick<T>(IReadOnlyList<T> from) => from[random.Next(from.Count)];

    private bool Once(int inHowMany) => random.Next(inHowMany) == 0;

    private Report NextMessage()
    {
        if (messages.Count > 1 && Once(12))
            return Pick(messages);   // the very same message again
        if (messages.Count > 0 && Once(4) && Pick(messages) is { Withdraws: null } earlier)
            return Once(3) ? Fresh(earlier.Id.Sender) with { Withdraws = earlier.Id.MessageId } : Correction(earlier);
        return Fresh(Pick(senders));
    }

    private Report Correction(Report earlier)
    {
        var other = Fresh(earlier.Id.Sender) with { Corrects = earlier.Id.MessageId };
        return Once(3) ? other : random.Next(4) switch
        {
            0 => other with { Kind = earlier.Kind, Subjects = earlier.Subjects, Attributes = earlier.Attributes },
            1 => other with { Kind = earlier.Kind, Subjects = earlier.Subjects, Occurred = earlier.Occurred },
            2 => other with { Kind = earlier.Kind, Attributes = earlier.Attributes, Occurred = earlier.Occurred },
            _ => other with { Attributes = earlier.Attributes, Subjects = earlier.Subjects, Occurred = earlier.Occurred },
        };
    }

    private Report Fresh(string sender)
    {
        var kind = Pick(kinds);
        var report = new Report
        {
            Id = new(sender, $"m{messages.Count:D2}"),
            Agency = sender,
            Kind = kind,
            Occurred = new(A.Day(longIncidents ? 365 * random.Next(2) + random.Next(5) : Pick(Edges) + random.Next(-1, 3)), Precision.Day),
            ReportedAt = new DateTimeOffset(2026, 1, 1, random.Next(4), 0, 0, TimeSpan.Zero),
            Subjects = [.. Enumerable.Range(0, random.Next(8) switch { 0 => 0, < 6 => 1, _ => 2 }).Select(_ => Mention(sender))],
        };
        return Attributed(report);
    }

    // Any of somebody's names may be missing; now and then a sender mixes two people up or has another birth date.
    private Subject Mention(string sender)
    {
        if (Once(8))
            return Once(2) ? new("parent", Ref: "mother") : new("partner", Ref: "partner");
        var child = random.Next(children);
        Subject known = new(
            Once(12) ? SubjectRoles.Unborn : SubjectRoles.Child,
            Once(2) ? $"{sender[0]}{(Once(15) ? random.Next(3) : child)}" : null,
            Once(3) ? null : NhsNumber.Fictitious(child),
            Once(4) ? UpnOf(Once(15) ? random.Next(3) : child) : null,
            Once(3) ? null : Once(12) ? A.Start : Born(child),
            Once(5) ? $"Child {child}" : null);
        return unborn.Next(16) > 0 ? known : new(SubjectRoles.Unborn, unborn.Next(2) == 0 ? $"{sender[0]}u" : null, Born: unborn.Next(2) == 0 ? Born(child) : null);
    }

    // A child born late (or seventeen and a half then), one whose fifth birthday lies among the edges, and one near the ages of school and of self-harm pathways.
    private DateOnly Born(int child) => child switch { 0 => nearlyGrown ? A.Day(366).AddMonths(-210) : A.Day(366), 1 => A.Day(365).AddYears(-5), _ => A.Day(90).AddYears(-10) };

    private static Upn UpnOf(int child) => Upn.Parse(Upns[child], null);

    private static readonly string[] Upns = [.. Enumerable.Range(1, 3).Select(i => "ABCDEFGHJKLMNPQRTUVWXYZ".Select(c => $"{c}12345678900{i}").First(u => Upn.TryParse(u, null, out _)))];

    private Report Attributed(Report report)
    {
        foreach (var (name, type) in Kinds.Find(report.Kind)!.Attributes)
            if (name is "decision" or "recommendation" || Once(name.StartsWith("child", StringComparison.Ordinal) || name == "homeSeen" ? 6 : 2))
                report = report.Saying(name, Value(name, type, report.Occurred.Day));
        if (Once(6))
            report = report.Saying(Once(2) ? "unheardOf" : "ethnicity", "x");
        if (report.Kind == Kinds.SchoolAttendanceLow && Once(2))
            return (report with { Attributes = new Dictionary<string, JsonElement>() }).Saying("attendedShare", random.Next(5) / 8m);
        return report.Kind == Kinds.AppointmentsSummary ? Summary(report with { Attributes = new Dictionary<string, JsonElement>() }) : report;
    }

    private object Value(string name, AttributeType type, DateOnly day) => type switch
    {
        AttributeType.Flag => !Once(4),
        AttributeType.Number => random.Next(6),
        AttributeType.Share => random.Next(5) / 4m,
        AttributeType.Date => $"{day.AddDays(Pick([-20, 0, 1, 7, 14, 20, 60])):yyyy-MM-dd}",
        AttributeType.Words => Pick(Said.GetValueOrDefault(name, ["a", "a", "b"])),
        _ => throw new InvalidOperationException($"attribute type {type} is not known"),
    };

    private Report Summary(Report report)
    {
        var from = report.Occurred.Day.AddMonths(-random.Next(1, 13));
        var to = report.Occurred.Day.AddDays(random.Next(-3, 3));
        if (!Once(6))
            report = Once(2) ? report.Saying("from", $"{from:yyyy-MM-dd}").Saying("to", $"{to:yyyy-MM-dd}") : report.Saying("from", $"{from:yyyy-MM}").Saying("to", $"{to:yyyy-MM}");
        if (Once(3))
            return report.Saying("broughtShare", random.Next(5) / 4m);
        var offered = random.Next(1, 9);
        return Once(6) ? report : report.Saying("offered", offered).Saying("brought", random.Next(offered + 1));
    }
}
