using System.Data.Common;
using Alerts.Domain;
using Dapper;

namespace Alerts.Households.Journal;

/// <summary>The clocks of alerts as rows: written with their events, so that no restart and no passivation moves one by a second.</summary>
internal static class ClockRows
{
    /// <summary>Of the alert "a": when whoever comes next is told if nobody answers; null where no clock runs.</summary>
    public const string DecideBy = "(select min(k.due_at) from clock k where k.alert = a.id and k.notice = a.clock_notice and k.step > 0)";

    public static async Task Write(DbConnection c, DbTransaction t, IReadOnlyList<Append> appends)
    {
        var set = new Dictionary<(string Alert, long Notice, long Step), object?[]>();
        var reached = new List<object?[]>();
        foreach (var append in appends)
            foreach (var e in append.Events)
                if (e is ClockSet s)
                    set[(s.Alert, s.Notice, s.Step)] = [append.State.Id.ToString("N"), s.Alert, (long)s.Notice, (long)s.Step, s.Due.ToUnixTimeMilliseconds()];
                else if (e is ClockReached r && !set.Remove((r.Alert, r.Notice, r.Step)))
                    reached.Add([r.Alert, (long)r.Notice, (long)r.Step]);
        await Rows.Insert(c, t, "clock (household, alert, notice, step, due_at)", [.. set.Values], "on conflict do nothing");
        if (reached.Count == 0)
            return;
        var (values, parameters) = Rows.Values(reached);
        await c.ExecuteAsync($"delete from clock where (alert, notice, step) in (values {values})", parameters, t);
    }
}
