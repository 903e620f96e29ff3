using Alerts.Domain;

namespace Alerts.Standalone.Simulation;

/// <summary>
/// An ordinary population, taken through the same domain code as the service, to measure how often the patterns fire on ordinary families. The same for the same
/// seed, whatever the number of threads.
/// </summary>
/// <param name="Households">Families that are there on some day of the measured years.</param>
/// <param name="Guesses">Times the rates that no published figure was found for.</param>
/// <param name="Years">Years that are measured, after a lead-in that is simulated and not counted.</param>
public sealed record Simulation(int Households, int Years, int Seed, PatternSet Patterns, RoleDirectory Roles, double Guesses = 1)
{
    /// <summary>Working days are known until the end of 2030.</summary>
    public const int MostYears = 9;

    private const int AtOnce = 250;
    private static readonly DateOnly Begins = new(2022, 1, 1);

    public Period Measured { get; } = new(Begins, Begins.AddYears(Years).AddDays(-1));

    /// <param name="done">Told how many households are done now and again, from any thread.</param>
    /// <param name="seen">Told of every notice of the measured years, from any thread.</param>
    public Tally Run(int threads, Action<int>? done = null, Action<Alert, Noticed>? seen = null)
    {
        var all = new Tally(Patterns.InForce);
        var walk = new Walk(Patterns, Roles, Measured, seen);
        var finished = 0;
        Parallel.For(0, (Households + AtOnce - 1) / AtOnce, new ParallelOptions { MaxDegreeOfParallelism = threads }, () => new Tally(Patterns.InForce), (part, _, tally) =>
        {
            var last = Math.Min(Households, (part + 1) * AtOnce);
            for (var i = part * AtOnce; i < last; i++)
                walk.Through(Life.Of(Seed, i, Measured, Guesses), tally);
            done?.Invoke(Interlocked.Add(ref finished, last - part * AtOnce));
            return tally;
        }, tally =>
        {
            lock (all)
                all.Add(tally);
        });
        return all;
    }
}
