using Alerts.Domain.Values;

namespace Alerts.Domain.Tests;

/// <summary>
/// The messages of one invented household, the same for the same seed: few children under few of their names, the kinds that a few patterns
/// read, days near the edges of their windows or running on for days, corrections, withdrawals and duplicates, in an order of arrival that means nothing.
/// </summary>
internal sealed class GeneratedHistory
{
    private static readonly int[] Edges = [0, 0, 0, 2, 40, 90, 92, 180, 364, 365, 366, 367, 400, 730, 732, 1826, 1827];
    private static readonly string[] Flags = ["admitted", "adultMedicine", "selfHarm", "returnVisit", "late", "schoolPlace", "atFirstReview", "basicNeed", "byChild", "childPresent",
        "transfer", "urgent", "childSeen", "childSeenAlone", "childObserved", "transition"];

    private static readonly string[] Senders =
        ["ed", "ambulance", "gp", "school", "childrens-social-care", "voluntary-sector", "rspca", "health-visiting"];

    private readonly Random random;
    private readonly List<Report> messages = [];
    private readonly string[] kinds;
    private readonly string[] senders;
    private readonly bool longIncidents;
    private readonly int children;
    private readonly bool nearlyGrown;

    public GeneratedHistory(int seed)
    {
        random = new(seed);
        longIncidents = Once(5);
        children = Once(3) ? 1 : 3;
        var patterns = Enumerable.Range(0, longIncidents ? 1 : random.Next(1, 4)).Select(_ => Pick(Patterns.All)).ToList();
        nearlyGrown = patterns.OfType<TurningEighteen>().Any();
        kinds = [.. patterns.SelectMany(KindsThatMatterTo), Kinds.Birth, "routine-contact"];
        senders = [.. Enumerable.Range(0, random.Next(2, 5)).Select(_ => Pick(Senders)).Concat(patterns.Select(SenderOf).OfType<string>()).Distinct()];
        var count = random.Next(2, 20);
        while (messages.Count < count)
            messages.Add(NextMessage());
        Messages = Shuffled(messages, random);
    }

    public IReadOnlyList<Report> Messages { get; }

    public static IReadOnlyList<T> Shuffled<T>(IReadOnlyList<T> items, Random random) => [.. items.OrderBy(_ => random.Next())];

    private static IEnumerable<string> KindsThatMatterTo(Pattern pattern) =>
        pattern is NotBroughtToAppointments ? [.. pattern.Kinds, Kinds.WasNotBrought, Kinds.WasNotBrought, Kinds.WasNotBrought]
        : pattern is InAndOutOfServices ? [.. Enumerable.Repeat(Kinds.EarlyHelpStarted, 5), .. Enumerable.Repeat(Kinds.CaseClosed, 5), Kinds.CinPlanStarted, Kinds.CinPlanEnded, Kinds.ProfessionalReferral]
        : pattern.Kinds.Count < 10 ? [.. pattern.Kinds, .. pattern.Kinds, .. pattern.Context]
        : [Kinds.HungerReported, Kinds.VoluntaryConcern, Kinds.AnimalConcern, Kinds.HungerReported, .. pattern.Context];

    private static string? SenderOf(Pattern pattern) => pattern switch
    {
        VoluntaryOrganisationWorried => "voluntary-sector",
        AnimalWelfareReport => "rspca",
        HomeEducationWithPlanHistory or PlanEndedEarly or FreshConcernAfterPlan => "childrens-social-care",
        InAndOutOfServices or OpenCaseStandingStill => "early-help",
        _ => null,
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
            return new("parent", Ref: "mother");
        var child = random.Next(children);
        return new(
            Once(12) ? SubjectRoles.Unborn : SubjectRoles.Child,
            Once(2) ? $"{sender[0]}{(Once(15) ? random.Next(3) : child)}" : null,
            Once(3) ? null : NhsNumber.Fictitious(child),
            Once(4) ? UpnOf(Once(15) ? random.Next(3) : child) : null,
            Once(3) ? null : Once(12) ? A.Start : Born(child),
            Once(5) ? $"Child {child}" : null);
    }

    // A child born late, one whose fifth birthday lies among the edges, and one near the ages of school and of self-harm pathways.
    private DateOnly Born(int child) => child switch { 0 => nearlyGrown ? A.Day(366).AddMonths(-210) : A.Day(366), 1 => A.Day(365).AddYears(-5), _ => A.Day(90).AddYears(-10) };

    private static Upn UpnOf(int child) => Upn.Parse(Upns[child], null);

    private static readonly string[] Upns = [.. Enumerable.Range(1, 3).Select(i => "ABCDEFGHJKLMNPQRTUVWXYZ".Select(c => $"{c}12345678900{i}").First(u => Upn.TryParse(u, null, out _)))];

    private Report Attributed(Report report)
    {
        for (var i = 0; i < 2; i++)
            if (Once(4))
                report = report.Saying(Pick(Flags), !Once(5));
        if (report.Kind == Kinds.AppointmentCancelled || report.Kind == Kinds.WasNotBrought && Once(5))
            report = report.Saying("by", Once(4) ? "service" : "carer").Saying("late", !Once(4));
        if (report.Kind == Kinds.CpPlanEnded && Once(5))
            report = report.Saying("because", "moved-area");
        report = report.Kind switch
        {
            Kinds.ConferenceScheduled => report.Saying("on", $"{report.Occurred.Day.AddDays(Pick([3, 40, 90])):yyyy-MM-dd}"),
            Kinds.ConferenceDecision => report.Saying("decision", Once(4) ? "continue" : "end"),
            Kinds.RecommendationRecorded => report.Saying("recommendation", Once(4) ? "end" : "continue"),
            Kinds.NoticeReceived => report.Saying("of", Pick(["conference", "plan", "pre-proceedings"])),
            _ => report,
        };
        return report.Kind == Kinds.AppointmentsSummary ? Summary(report) : report;
    }

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
