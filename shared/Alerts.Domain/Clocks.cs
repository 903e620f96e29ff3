using Alerts.Domain.Values;

namespace Alerts.Domain;

/// <summary>
/// How long people have to answer, by severity (catalogue): S1 one hour round the clock, S2 four working hours, S3 three working days. Unanswered, the deputy
/// is told after once that time, the role's manager after twice, the partnership manager after four times, and everybody again after each four times more.
/// S4 has none: it goes into the weekly digest, and after <see cref="UnansweredDigests"/> of them into the deputy's and the role's manager's too.
/// </summary>
public static class Clocks
{
    public const int Deputy = 1, Manager = 2, Partnership = 4;

    /// <summary>A clock of a review date that a decision set; the alert opens again when it is reached.</summary>
    public const int Review = 0;

    /// <summary>A clock of the next opening: what was told at night to who is there at night goes to who is there by day. One lower, where it was too late for that, is the opening after.</summary>
    public const int Opening = -1_000;

    /// <summary>A clock of the hour at which offices close: what asks for an answer within the hour is told to who is there at night as well.</summary>
    public const int Closing = -500;

    /// <summary>A clock of what has none (S4): it has waited for so many weekly digests, and the next is also for those next in line.</summary>
    public const int Stale = -250;

    /// <summary>True for that clock, and for those below it that follow when its time has passed again.</summary>
    public static bool IsStale(int step) => step is <= Stale and > Closing;

    /// <summary>After as many weeks without an answer as there are weekly digests in them the next in line are told of it too, and again after as many (PROPOSAL: the reviews ask that nothing lies where nobody looks, and name no number).</summary>
    public const int UnansweredDigests = 4;

    /// <summary>Working hours on the clocks of the day (PROPOSAL: office hours of front doors differ by half an hour).</summary>
    private static readonly TimeOnly Opens = new(9, 0), Closes = new(17, 0);

    /// <summary>A review begins the working morning.</summary>
    private static readonly TimeOnly Morning = new(8, 0);

    /// <summary>So many working days each stage of a disagreement lasts (PROPOSAL: the reviews ask for a stage time, and name none).</summary>
    public const int StageDays = 5;

    public static bool HasOne(Severity severity) => severity != Severity.S4;

    /// <summary>The step after this one: 1, 2, 4, then every fourth.</summary>
    public static int After(int step) => step < Partnership ? step * 2 : step + Partnership;

    /// <summary>When the clock of a severity that began then has run so many times.</summary>
    public static DateTimeOffset Due(Severity severity, DateTimeOffset from, int times, Nation nation) => severity switch
    {
        Severity.S1 => from.AddHours(times),
        Severity.S2 => AddWorkingHours(from, 4 * times, nation),
        Severity.S3 => AddWorkingDays(from, 3 * times, nation),
        _ => throw new ArgumentException($"{severity} has no clock", nameof(severity)),
    };

    /// <summary>When a review that was set for this day begins.</summary>
    public static DateTimeOffset ReviewOn(DateOnly day, Nation nation) => UkDay.At(WorkingDays.IsOne(day, nation) ? day : WorkingDays.After(day, 1, nation), Morning);

    /// <summary>When a stage of a disagreement that began then has lasted its time.</summary>
    public static DateTimeOffset StageEnds(DateTimeOffset from, Nation nation) => AddWorkingDays(from, StageDays, nation);

    /// <summary>When what began to wait then has waited for so many weeks: a bank holiday may still hold the last of their digests back by a day.</summary>
    public static DateTimeOffset StaleOn(DateTimeOffset from) => from.AddDays(7 * UnansweredDigests);

    /// <summary>True in working hours.</summary>
    public static bool IsOffice(DateTimeOffset at, Nation nation) => UkDay.Of(at) is var day && WorkingDays.IsOne(day, nation) && at >= UkDay.At(day, Opens) && at < UkDay.At(day, Closes);

    /// <summary>When offices close on that day.</summary>
    public static DateTimeOffset ClosesOn(DateTimeOffset at) => UkDay.At(UkDay.Of(at), Closes);

    private static DateTimeOffset AddWorkingHours(DateTimeOffset from, int hours, Nation nation)
    {
        var left = TimeSpan.FromHours(hours);
        for (var at = NextOffice(from, nation); ;)
        {
            var closes = UkDay.At(UkDay.Of(at), Closes);
            if (at + left <= closes)
                return at + left;
            left -= closes - at;
            at = UkDay.At(WorkingDays.After(UkDay.Of(at), 1, nation), Opens);
        }
    }

    // The same time of day on a later working day.
    private static DateTimeOffset AddWorkingDays(DateTimeOffset from, int days, Nation nation)
    {
        var at = NextOffice(from, nation);
        return UkDay.At(WorkingDays.After(UkDay.Of(at), days, nation), UkDay.TimeOf(at));
    }

    /// <summary>The moment itself within working hours, else the next opening.</summary>
    public static DateTimeOffset NextOffice(DateTimeOffset from, Nation nation)
    {
        var day = UkDay.Of(from);
        return IsOffice(from, nation) ? from
            : WorkingDays.IsOne(day, nation) && from < UkDay.At(day, Opens) ? UkDay.At(day, Opens)
            : UkDay.At(WorkingDays.After(day, 1, nation), Opens);
    }
}
