using Alerts.Domain;
using Alerts.Domain.Values;

namespace Alerts.Households.Sources;

/// <summary>Days on which a sender is closed, the first and the last included: nothing is expected then and nothing is learned from them.</summary>
public readonly record struct Closed(DateOnly From, DateOnly To)
{
    public bool Has(DateOnly day) => From <= day && day <= To;
}

/// <summary>
/// How a sender usually sends, by hour of the week on clocks of the United Kingdom, a bank holiday as a Sunday; and after what silence it has gone quiet
/// (SRC-1: that a health visitor was no longer in the emergency department was noticed by nobody, S1 4.1.8). Time is measured in what would have come
/// by then, so that a night, a weekend or a school's holiday is no silence.
/// </summary>
public sealed class Rhythm
{
    /// <summary>What is learned from, back from the last message: a sender's own silence must not make its rhythm fade (PROPOSAL).</summary>
    public static readonly TimeSpan Learned = TimeSpan.FromDays(56);

    /// <summary>Less than this is no rhythm, and nothing is said of it (PROPOSAL).</summary>
    public const int FewestMessages = 20;

    /// <inheritdoc cref="FewestMessages"/>
    public static readonly TimeSpan Shortest = TimeSpan.FromDays(14);

    /// <summary>
    /// The usual gap is the one that 95 of 100 of the sender's own do not exceed (PROPOSAL). Three times the mean gap would cry wolf at one gap in twenty:
    /// where messages come by chance, so many are longer.
    /// </summary>
    private const double Usual = 0.95;

    /// <summary>TEXT of the catalogue: three times the usual gap.</summary>
    private const double Times = 3;

    /// <summary>By chance alone nobody shall be told more often of one sender than once in so many years (PROPOSAL): who sends often has many gaps a year.</summary>
    private const double YearsBetweenFalseAlarms = 4;

    // Messages of one quarter of an hour are one sending, so that a batch of thirty each morning is not thirty.
    private static readonly long Quarter = TimeSpan.FromMinutes(15).Ticks;

    private readonly double[] hourly;
    private readonly IReadOnlyList<Closed> closed;
    private readonly Nation nation;
    private readonly double messagesInSending, silentAfter;

    private Rhythm(List<DateTimeOffset> sendings, int messages, IReadOnlyList<Closed> closed, Nation nation)
    {
        (this.closed, this.nation, messagesInSending) = (closed, nation, (double)messages / sendings.Count);
        hourly = Hourly(sendings);
        var gaps = sendings.Zip(sendings.Skip(1), Sendings).Order().ToList();
        UsualGap = Math.Max(1, gaps[Math.Min(gaps.Count - 1, (int)Math.Ceiling(Usual * gaps.Count) - 1)]);
        // Where sendings come by chance, a gap of n times the usual one has the chance 0.05 to the power of n.
        var inYears = sendings.Count / (sendings[^1] - sendings[0]).TotalDays * 365 * YearsBetweenFalseAlarms;
        silentAfter = UsualGap * Math.Max(Times, Math.Log(inYears) / -Math.Log(1 - Usual));
    }

    /// <summary>In sendings that would have come meanwhile; at least one.</summary>
    public double UsualGap { get; }

    /// <summary>The rhythm of who sent these messages, the earliest first; null where there are too few to know one.</summary>
    public static Rhythm? Of(IReadOnlyList<DateTimeOffset> messages, IReadOnlyList<Closed> closed, Nation nation)
    {
        if (messages.Count < FewestMessages)
            return null;
        var from = messages[^1] - Learned;
        var learned = messages.Where(m => m >= from && !IsClosed(UkDay.Of(m), closed)).ToList();
        var sendings = learned.DistinctBy(m => m.UtcTicks / Quarter).ToList();
        return learned.Count < FewestMessages || sendings.Count < 2 || sendings[^1] - sendings[0] < Shortest ? null : new(sendings, learned.Count, closed, nation);
    }

    /// <summary>How many messages usually come in that time.</summary>
    public double Expected(DateTimeOffset from, DateTimeOffset to) => Sendings(from, to) * messagesInSending;

    /// <summary>True when nothing has come for so long that the sender has gone quiet.</summary>
    public bool IsSilent(DateTimeOffset last, DateTimeOffset now) => Sendings(last, now) > silentAfter;

    private double Sendings(DateTimeOffset from, DateTimeOffset to)
    {
        var expected = 0.0;
        for (var (at, hour) = (from, HourOf(from)); at < to; at = hour)
        {
            hour = HourOf(at).AddHours(1);
            expected += SlotOf(at) is { } slot ? hourly[slot] * ((hour < to ? hour : to) - at).TotalHours : 0;
        }
        return expected;
    }

    private double[] Hourly(List<DateTimeOffset> sendings)
    {
        var (came, seen) = (new double[7 * 24], new double[7 * 24]);
        // The first one is where the looking begins.
        foreach (var sending in sendings.Skip(1))
            if (SlotOf(sending) is { } slot)
                came[slot]++;
        for (var hour = HourOf(sendings[0]); hour <= sendings[^1]; hour = hour.AddHours(1))
            if (SlotOf(hour) is { } slot)
                seen[slot]++;
        return [.. came.Zip(seen, (c, s) => s > 0 ? c / s : 0)];
    }

    // Clocks there are whole hours from UTC: an hour that comes twice is two.
    private static DateTimeOffset HourOf(DateTimeOffset moment) => new(moment.UtcTicks / TimeSpan.TicksPerHour * TimeSpan.TicksPerHour, TimeSpan.Zero);

    private int? SlotOf(DateTimeOffset moment)
    {
        var day = UkDay.Of(moment);
        if (IsClosed(day, closed))
            return null;
        var weekday = day.DayOfWeek is DayOfWeek.Saturday || WorkingDays.IsOne(day, nation) ? day.DayOfWeek : DayOfWeek.Sunday;
        return (int)weekday * 24 + UkDay.TimeOf(moment).Hour;
    }

    private static bool IsClosed(DateOnly day, IReadOnlyList<Closed> closed)
    {
        foreach (var period in closed)
            if (period.Has(day))
                return true;
        return false;
    }
}
