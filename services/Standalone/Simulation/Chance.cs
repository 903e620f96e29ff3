namespace Alerts.Standalone.Simulation;

/// <summary>
/// Chance that is the same for the same seed, household and topic on every machine and with any number of threads (SplitMix64; the
/// framework's own generators are not promised to stay the same).
/// </summary>
public sealed class Chance(long seed, long household, int topic)
{
    private ulong state = Mix(Mix(Mix((ulong)seed) + (ulong)household) + (ulong)topic);

    /// <summary>From 0, counted in, to 1, not counted in.</summary>
    public double Share()
    {
        state += 0x9E3779B97F4A7C15;
        return (Mix(state) >> 11) * (1.0 / (1UL << 53));
    }

    public bool Happens(double probability) => Share() < probability;

    /// <summary>A whole number, both ends counted in.</summary>
    public int Between(int from, int to) => from + (int)(Share() * (to - from + 1));

    public double Between(double from, double to) => from + Share() * (to - from);

    public double Exponential(double mean) => -mean * Math.Log(1 - Share());

    public int Poisson(double mean)
    {
        var limit = Math.Exp(-mean);
        var count = 0;
        for (var product = Share(); product > limit; product *= Share())
            count++;
        return count;
    }

    /// <summary>Marsaglia and Tsang; for shapes of one and more.</summary>
    public double Gamma(double shape, double mean)
    {
        var d = shape - 1.0 / 3;
        var c = 1 / Math.Sqrt(9 * d);
        while (true)
        {
            var x = Normal();
            var v = 1 + c * x;
            v = v * v * v;
            if (v > 0 && Math.Log(1 - Share()) < 0.5 * x * x + d - d * v + d * Math.Log(v))
                return d * v * mean / shape;
        }
    }

    public T OneOf<T>(ReadOnlySpan<(T What, double Share)> choices)
    {
        var left = Share();
        foreach (var (what, share) in choices)
            if ((left -= share) < 0)
                return what;
        return choices[^1].What;
    }

    public T OneOf<T>(params ReadOnlySpan<T> choices) => choices[Between(0, choices.Length - 1)];

    public DateOnly DayIn(DateOnly from, DateOnly to) => from.AddDays((int)(Share() * Math.Max(1, to.DayNumber - from.DayNumber)));

    /// <summary>The days of a process that happens so many times a year, from the first day to before the last.</summary>
    public IEnumerable<DateOnly> Days(DateOnly from, DateOnly to, double aYear)
    {
        if (aYear <= 0)
            yield break;
        var mean = 365.25 / aYear;
        for (var at = from.DayNumber + Exponential(mean); at < to.DayNumber; at += Exponential(mean))
            yield return DateOnly.FromDayNumber((int)at);
    }

    /// <summary>
    /// Times during which something lasts: a share of households at any time, each for so many years on average, until the last day.
    /// </summary>
    public IEnumerable<(DateOnly From, DateOnly To)> Spells(DateOnly from, DateOnly to, double share, double years)
    {
        var usual = Math.Min(share, 0.95);
        var at = Happens(usual) ? from.DayNumber : from.DayNumber + Exponential(365.25 * years * (1 - usual) / usual);
        while (at < to.DayNumber)
        {
            var ends = at + Exponential(365.25 * years);
            yield return (DateOnly.FromDayNumber((int)at), DateOnly.FromDayNumber((int)Math.Min(ends, to.DayNumber)));
            at = ends + Exponential(365.25 * years * (1 - usual) / usual);
        }
    }

    private double Normal() => Math.Sqrt(-2 * Math.Log(1 - Share())) * Math.Cos(2 * Math.PI * Share());

    private static ulong Mix(ulong z)
    {
        z += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
