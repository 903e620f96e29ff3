using System.Data.Common;
using System.Globalization;
using Alerts.Domain;
using Alerts.Domain.Values;
using Dapper;

namespace Alerts.Households.Journal;

/// <summary>The days on which households look again, as rows: written with their events, so that no restart and no passivation loses one.</summary>
public static class DeadlineRows
{
    /// <summary>
    /// A working morning begins: what was done the day before has been written up and sent by now, and people are there to read what follows.
    /// At midnight it would find records that are merely late, and tell the night.
    /// </summary>
    private static readonly TimeOnly Morning = new(8, 0);

    /// <summary>When the household is asked: at eight o'clock on the clocks of that day. A day that is past is due at once.</summary>
    public static DateTimeOffset DueAt(DateOnly on) => UkDay.At(on, Morning);

    public static string Text(DateOnly on) => on.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    internal static async Task Write(DbConnection c, DbTransaction t, IReadOnlyList<Append> appends)
    {
        var (set, reached) = (new HashSet<(string Household, string Pattern, DateOnly On)>(), new HashSet<(string Household, string Pattern, DateOnly On)>());
        foreach (var append in appends)
            foreach (var e in append.Events)
                if (e is DeadlineSet s)
                    set.Add((append.State.Id.ToString("N"), s.Pattern, s.On));
                else if (e is DeadlineReached r && (append.State.Id.ToString("N"), r.Pattern, r.On) is var day && !set.Remove(day))
                    reached.Add(day);
        await Rows.Insert(c, t, "deadline (household, pattern, on_day, due_at)", [.. set.Select(d => new object?[] { d.Household, d.Pattern, Text(d.On), DueAt(d.On).ToUnixTimeMilliseconds() })], "on conflict do nothing");
        if (reached.Count == 0)
            return;
        var (values, parameters) = Rows.Values([.. reached.Select(d => new object?[] { d.Household, d.Pattern, Text(d.On) })]);
        await c.ExecuteAsync($"delete from deadline where (household, pattern, on_day) in (values {values})", parameters, t);
    }
}
