using Alerts.Domain.Values;

namespace Alerts.Domain.Tests;

/// <summary>
/// The messages of one invented household with very many appointments, the same for the same seed. Most come in the order in which they happened,
/// several on one day; now and then one comes late, is corrected or withdrawn, a child turns out to be another, a plan begins or a summary is sent.
/// </summary>
internal sealed class DenseAppointments
{
    private readonly Random random;
    private readonly List<Report> messages = [];
    private readonly int children, missedInTen, summaries, rare;
    private int day, kept;

    public DenseAppointments(int seed)
    {
        random = new(seed);
        (children, missedInTen, summaries, rare) = (random.Next(1, 4), random.Next(2, 6), random.Next(3) == 0 ? 20 : 1_000, random.Next(3) == 0 ? 100 : 12);
        for (var count = random.Next(30, 120); messages.Count < count;)
            messages.Add(Next());
    }

    public IReadOnlyList<Report> Messages => messages;

    private bool Once(int inHowMany) => random.Next(inHowMany) == 0;

    private Report Next()
    {
        day += kept > 0 ? random.Next(6) : Once(3) ? 0 : random.Next(4);
        if (messages.Count > 3 && Once(rare) && messages[^random.Next(1, Math.Min(messages.Count, 20))] is { Withdraws: null, Corrects: null } earlier)
            return Changed(earlier);
        return Once(rare) ? Beside() : Appointment();
    }

    private Report Changed(Report earlier)
    {
        var message = earlier with { Id = earlier.Id with { MessageId = $"m{messages.Count:D3}" }, ReportedAt = At(day) };
        return Once(2) ? message with { Withdraws = earlier.Id.MessageId } : message with
        {
            Corrects = earlier.Id.MessageId,
            Kind = Once(2) ? Kinds.AppointmentBrought : Kinds.WasNotBrought,
            Occurred = Once(3) ? new(A.Day(day), Precision.Day) : earlier.Occurred,
        };
    }

    private Report Beside() => random.Next(6) switch
    {
        0 => Report(Kinds.DevelopmentalConcern, Child()),
        1 => Report(Kinds.HospitalAdmission, Child()),
        2 => Report(Kinds.CpPlanStarted, Child()),
        3 => Report(Kinds.CpPlanEnded, Child()),
        // Somebody knows two names of one child, and perhaps another birth date.
        4 => Report(Kinds.RoutineContact, new Subject(SubjectRoles.Child, Ref: $"c{random.Next(3)}", NhsNumber: NhsNumber.Fictitious(random.Next(children)), Born: Once(2) ? A.Day(-365 * random.Next(3, 7)) : null)),
        _ => Report(Kinds.RoutineContact),
    };

    private Report Appointment()
    {
        var about = random.Next(20) switch { 0 => [], < 3 => [Child(), Child()], 3 => [new(SubjectRoles.Child, Ref: $"c{random.Next(3)}")], _ => new[] { Child() } };
        if (Once(summaries))
            return Report(Kinds.AppointmentsSummary, about).Saying("from", $"{A.Day(day - random.Next(10, 50)):yyyy-MM-dd}").Saying("to", $"{A.Day(day):yyyy-MM-dd}").Saying("offered", random.Next(1, 9)).Saying("brought", random.Next(4));
        if (Once(8))
            return Report(Kinds.AppointmentCancelled, about).Saying("by", Once(5) ? "service" : "carer").Saying("late", !Once(4));
        if (Once(60))
            kept = random.Next(15, 35);   // all is well for a while, so that what comes after it is another episode
        if (kept-- > 0 || random.Next(10) >= missedInTen)
            return Report(Kinds.AppointmentBrought, about);
        var missed = Report(Kinds.WasNotBrought, about);
        if (Once(8))
            missed = missed.Saying("by", "service");
        if (Once(6))
            missed = missed.Saying("specialty", Once(2) ? "epilepsy" : "asthma").Saying("critical", Once(2));
        return missed;
    }

    private Subject Child() => random.Next(children) is var child && Once(4) ? new(SubjectRoles.Child, Ref: $"c{child}", NhsNumber: NhsNumber.Fictitious(child)) : new(SubjectRoles.Child, NhsNumber: NhsNumber.Fictitious(child));

    private Report Report(string kind, params Subject[] about)
    {
        var sender = Once(3) ? "gp" : "community-paediatrics";
        var when = Once(rare) ? random.Next(day + 1) : day;
        return new() { Id = new(sender, $"m{(Once(2) ? messages.Count : 999 - messages.Count):D3}"), Agency = sender, Kind = kind, Occurred = new(A.Day(when), Precision.Day), ReportedAt = At(day), Subjects = about };
    }

    private static DateTimeOffset At(int day) => new(A.Day(day), new(20, 0), TimeSpan.Zero);
}
