using Alerts.Domain;
using Alerts.Domain.Values;
using Alerts.Households.Sources;

namespace Alerts.Services.Tests.Sources;

/// <summary>A sender whose messages come by chance, so many an hour on average by day and hour.</summary>
/// <param name="Name">In words.</param>
/// <param name="Rate">How many an hour on average, from the day and the hour on clocks there.</param>
/// <param name="Closed">When it sends nothing at all.</param>
/// <param name="Batch">Where not 1: so many come together each time, within ten minutes.</param>
sealed record Traffic(string Name, Func<DateOnly, int, double> Rate, IReadOnlyList<Closed> Closed, int Batch = 1)
{
    /// <summary>Holidays as a school writes them down for the years of these tests.</summary>
    public static IReadOnlyList<Closed> Holidays { get; } =
        [.. Enumerable.Range(2020, 30).SelectMany(y => new Closed[] { new(new(y, 2, 15), new(y, 2, 21)), new(new(y, 4, 1), new(y, 4, 15)), new(new(y, 5, 25), new(y, 5, 31)),
            new(new(y, 7, 22), new(y, 9, 2)), new(new(y, 10, 24), new(y, 11, 1)), new(new(y, 12, 19), new(y + 1, 1, 4)) })];

    public static Traffic Emergency { get; } = new("emergency department, 60 a day round the clock", (_, h) => h is >= 8 and < 24 ? 3.2 : 1.1, []);
    public static Traffic Police { get; } = new("police, 400 a day", (_, h) => h is >= 7 ? 20 : 8, []);
    public static Traffic School { get; } = new("school, 6 a school day", (d, h) => InOffice(d, h, 8, 16) ? 0.75 : 0, Holidays);
    public static Traffic Practice { get; } = new("GP practice, 3 a working day", (d, h) => InOffice(d, h, 8, 18) ? 0.3 : 0, []);
    public static Traffic Charity { get; } = new("voluntary organisation, 1 a working day", (d, h) => InOffice(d, h, 9, 17) ? 0.125 : 0, []);
    public static Traffic Nightly { get; } = new("a batch of 30 each working morning", (d, h) => WorkingDays.IsOne(d) && h == 6 ? 1_000 : 0, [], 30);

    public static IReadOnlyList<Traffic> All { get; } = [Emergency, Police, School, Practice, Charity, Nightly];

    /// <summary>What comes from one moment to another, the earliest first.</summary>
    public List<DateTimeOffset> Between(DateTimeOffset from, DateTimeOffset to, Random chance)
    {
        var messages = new List<DateTimeOffset>();
        for (var hour = from; hour < to; hour = hour.AddHours(1))
        {
            var day = UkDay.Of(hour);
            if (Closed.Any(c => c.Has(day)) || Rate(day, UkDay.TimeOf(hour).Hour) is not (> 0 and var rate))
                continue;
            if (Batch > 1)
                messages.AddRange(Enumerable.Range(0, Batch).Select(_ => hour.AddMinutes(20 + 10 * chance.NextDouble())));
            else
                // Waits between messages that come by chance.
                for (var at = -Math.Log(1 - chance.NextDouble()) / rate; at < 1; at -= Math.Log(1 - chance.NextDouble()) / rate)
                    messages.Add(hour.AddHours(at));
        }
        messages.Sort();
        return messages;
    }

    private static bool InOffice(DateOnly day, int hour, int opens, int closes) => WorkingDays.IsOne(day) && hour >= opens && hour < closes;
}
