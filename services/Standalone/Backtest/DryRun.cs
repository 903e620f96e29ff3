using Alerts.Domain;
using Alerts.Domain.Values;
using Alerts.Households.Journal;

namespace Alerts.Standalone.Backtest;

/// <summary>One household under two settings: the alerts raised since the day, which of them have changed, and the reports that made each change.</summary>
public sealed record Compared(Guid Household, string FrontDoor, IReadOnlyList<Alert> First, IReadOnlyList<Alert> Second, IReadOnlyList<(Changed Alert, IReadOnlyList<Report> Because)> Changes, int Faults);

/// <summary>
/// What other settings would have done to the reports that a running service has taken in: each household's reports are run twice through a fresh
/// household, in the order and at the times at which they arrived, with the days on which it looks again in between. Nothing is written. What people
/// decided is left out: it makes alerts come again, never come first.
/// </summary>
public sealed class DryRun(RoleDirectory roles, PatternSet first, PatternSet second, DateOnly since, DateTimeOffset now)
{
    public DateOnly Since => since;

    public Compared Compare(Guid id, IReadOnlyList<ReportRecorded> reports)
    {
        var (one, other) = (Lived(id, reports, first), Lived(id, reports, second));
        var changes = Changed.Between(one.Alerts.OrderBy(a => a.Raised.At), other.Alerts.OrderBy(a => a.Raised.At)).Changes.Where(c => c.First is { } f && IsLately(f) || c.Second is { } s && IsLately(s));
        return new(id, roles.Holder(RoleDirectory.FrontDoor, id)!.Id, [.. one.Alerts.Where(IsLately)], [.. other.Alerts.Where(IsLately)],
            [.. changes.Select(c => (c, (IReadOnlyList<Report>)[.. c.Because.Select(one.Live).OfType<Report>().Order(History.ByDate)]))],
            one.Trouble.Concat(other.Trouble).OfType<PatternFaulted>().Count());
    }

    /// <summary>Days on which the front door worked since the day, today counted in; never none, so that a share can be taken.</summary>
    public int WorkingDays
    {
        get
        {
            var days = 0;
            for (var day = since; day <= UkDay.Of(now); day = day.AddDays(1))
                days += Domain.WorkingDays.IsOne(day) ? 1 : 0;
            return Math.Max(1, days);
        }
    }

    private bool IsLately(Alert alert) => Changed.FirstToldAt(alert) >= since;

    private Household Lived(Guid id, IReadOnlyList<ReportRecorded> reports, PatternSet patterns)
    {
        var household = new Household(id);
        foreach (var told in reports)
        {
            LookUntil(told.At, household, patterns);
            Decide.On(household, new RecordReport(told.LedgerId, told.At, told.Report), roles, patterns);
        }
        LookUntil(now, household, patterns);
        return household;
    }

    private void LookUntil(DateTimeOffset moment, Household household, PatternSet patterns)
    {
        while (household.Deadlines.Where(d => DeadlineRows.DueAt(d.On) <= moment).OrderBy(d => d.On).ThenBy(d => d.Pattern, StringComparer.Ordinal).Select(d => ((string, DateOnly)?)d).FirstOrDefault() is var (pattern, on))
            Decide.On(household, new LookAgain(Guid.Empty, DeadlineRows.DueAt(on), pattern, on), roles, patterns);
    }
}
