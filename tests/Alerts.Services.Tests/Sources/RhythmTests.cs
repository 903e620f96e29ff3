using Alerts.Domain;
using Alerts.Domain.Values;
using Alerts.Households.Sources;
using Xunit.Abstractions;

namespace Alerts.Services.Tests.Sources;

/// <summary>After what silence a sender has gone quiet: laws, and what happens in years of made-up traffic.</summary>
public sealed class RhythmTests(ITestOutputHelper output)
{
    private const int Years = 10;
    private static readonly DateTimeOffset Start = new(2024, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static TheoryData<int> Senders => [.. Enumerable.Range(0, Traffic.All.Count)];

    [Theory, MemberData(nameof(Senders))]
    public void A_sender_that_goes_on_is_called_quiet_less_than_once_a_year(int which)
    {
        var traffic = Traffic.All[which];
        var messages = traffic.Between(Start, Start.AddYears(Years).AddDays(56), new Random(which));
        var alarms = 0;
        Rhythm? rhythm = null;
        var (learned, from) = (DateTimeOffset.MinValue, Start.AddDays(14));
        for (var i = 0; i + 1 < messages.Count; i++)
        {
            if (messages[i] < from)
                continue;
            if (messages[i] - learned > TimeSpan.FromDays(7))
                (rhythm, learned) = (Rhythm.Of(messages[Window(messages, i)..(i + 1)], traffic.Closed, Nation.EnglandAndWales), messages[i]);
            if (rhythm?.IsSilent(messages[i], messages[i + 1]) == true)
                alarms++;
        }
        output.WriteLine($"{traffic.Name}: {(double)alarms / Years:0.0} false alarms a year");
        Assert.True(alarms < Years, $"{alarms} false alarms in {Years} years");
    }

    [Theory, MemberData(nameof(Senders))]
    public void A_sender_that_stops_is_noticed_in_a_stated_time(int which)
    {
        // Hours that count for the sender's own traffic: a weekend, a night or a holiday is not among them.
        double[] within = [12, 4, 40, 90, 200, 6];
        var (traffic, chance) = (Traffic.All[which], new Random(which));
        var waits = new List<double>();
        for (var n = 0; n < 30; n++)
        {
            var stops = Start.AddDays(100 + 200 * chance.NextDouble());
            var messages = traffic.Between(Start, Start.AddDays(301), new Random(n)).Where(m => m < stops).ToList();
            var rhythm = Rhythm.Of(messages[Window(messages, messages.Count - 1)..], traffic.Closed, Nation.EnglandAndWales)!;
            var (at, open) = (messages[^1], 0.0);
            for (; !rhythm.IsSilent(messages[^1], at); at = at.AddMinutes(15))
                open += traffic.Rate(UkDay.Of(at), UkDay.TimeOf(at).Hour) > 0 && !traffic.Closed.Any(c => c.Has(UkDay.Of(at))) ? 0.25 : 0;
            waits.Add(open);
        }
        waits.Sort();
        output.WriteLine($"{traffic.Name}: noticed after {waits[15]:0.0} of its hours in the middle, {waits[^1]:0.0} at most (of 30)");
        Assert.InRange(waits[^1], 0, within[which]);
    }

    [Fact]
    public void A_night_a_weekend_a_bank_holiday_and_the_sender_s_own_holidays_are_no_silence()
    {
        var messages = Traffic.School.Between(Start, At("2024-12-18T16:00:00Z"), new Random(1));
        var rhythm = Rhythm.Of(messages, Traffic.Holidays, Nation.EnglandAndWales)!;
        Assert.Equal(0, rhythm.Expected(At("2024-12-19T00:00:00Z"), At("2025-01-05T00:00:00Z")));
        Assert.False(rhythm.IsSilent(At("2024-12-18T15:00:00Z"), At("2025-01-06T09:00:00Z")));
        Assert.True(rhythm.IsSilent(At("2024-12-18T15:00:00Z"), At("2025-01-10T16:00:00Z")));
        Assert.Equal(0, rhythm.Expected(At("2025-01-10T18:00:00Z"), At("2025-01-13T07:00:00Z")));
        Assert.Equal(0, rhythm.Expected(At("2025-05-05T00:00:00+01:00"), At("2025-05-06T00:00:00+01:00")));
        Assert.True(rhythm.Expected(At("2025-05-12T00:00:00+01:00"), At("2025-05-13T00:00:00+01:00")) > 2);
        // The same traffic by somebody who has not said when they are closed.
        Assert.True(Rhythm.Of(messages, [], Nation.EnglandAndWales)!.IsSilent(At("2024-12-18T15:00:00Z"), At("2025-01-06T09:00:00Z")));
    }

    [Fact]
    public void A_holiday_of_six_weeks_is_not_learned_from()
    {
        var messages = Traffic.School.Between(Start, At("2024-09-20T16:00:00Z"), new Random(1));
        Assert.InRange(Rhythm.Of(messages, Traffic.Holidays, Nation.EnglandAndWales)!.Expected(At("2024-09-23T00:00:00+01:00"), At("2024-09-28T00:00:00+01:00")), 20, 45);
    }

    [Fact]
    public void What_is_expected_adds_up_never_sinks_and_knows_the_days_of_23_and_25_hours()
    {
        var messages = Traffic.Emergency.Between(Start, At("2024-03-30T00:00:00Z"), new Random(2));
        var rhythm = Rhythm.Of(messages, [], Nation.EnglandAndWales)!;
        var chance = new Random(3);
        for (var n = 0; n < 200; n++)
        {
            var from = Start.AddHours(24 * 365 * chance.NextDouble());
            var (middle, to) = (from.AddHours(40 * chance.NextDouble()), from.AddHours(80));
            Assert.Equal(rhythm.Expected(from, to), rhythm.Expected(from, middle) + rhythm.Expected(middle, to), 6);
            Assert.True(rhythm.Expected(from, middle) <= rhythm.Expected(from, to) + 1e-9);
        }
        var (sunday, spring, autumn) = (Day(rhythm, "2024-03-24"), Day(rhythm, "2024-03-31"), Day(rhythm, "2024-10-27"));
        Assert.True(spring < sunday && sunday < autumn, $"{spring} {sunday} {autumn}");
        Assert.Equal(1, rhythm.UsualGap >= 1 ? 1 : 0);
    }

    [Fact]
    public void Too_little_is_no_rhythm()
    {
        var hourly = Enumerable.Range(0, 24 * 13).Select(n => Start.AddHours(n)).ToList();
        Assert.Null(Rhythm.Of(hourly, [], Nation.EnglandAndWales));
        Assert.Null(Rhythm.Of([.. Enumerable.Range(0, 19).Select(n => Start.AddDays(n))], [], Nation.EnglandAndWales));
        Assert.Null(Rhythm.Of([], [], Nation.EnglandAndWales));
        Assert.NotNull(Rhythm.Of([.. Enumerable.Range(0, 20).Select(n => Start.AddDays(n))], [], Nation.EnglandAndWales));
    }

    [Fact]
    public void A_batch_each_morning_is_one_sending_and_its_messages_are_still_counted()
    {
        var messages = Traffic.Nightly.Between(Start, Start.AddDays(60), new Random(4));
        var rhythm = Rhythm.Of(messages, [], Nation.EnglandAndWales)!;
        Assert.InRange(rhythm.Expected(At("2024-03-11T00:00:00Z"), At("2024-03-16T00:00:00Z")), 130, 170);
        Assert.False(rhythm.IsSilent(At("2024-03-08T06:30:00Z"), At("2024-03-11T06:50:00Z")));
    }

    private static double Day(Rhythm rhythm, string day) => rhythm.Expected(UkDay.Start(DateOnly.Parse(day, null)), UkDay.Start(DateOnly.Parse(day, null).AddDays(1)));

    private static DateTimeOffset At(string moment) => DateTimeOffset.Parse(moment, System.Globalization.CultureInfo.InvariantCulture);

    private static int Window(List<DateTimeOffset> messages, int last)
    {
        var found = messages.BinarySearch(messages[last] - Rhythm.Learned);
        return found < 0 ? ~found : found;
    }
}
