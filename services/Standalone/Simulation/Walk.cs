using Alerts.Domain;
using Alerts.Domain.Values;

namespace Alerts.Standalone.Simulation;

/// <summary>
/// Takes one family's reports through the household as the service does: report by report as they arrive, looking again on the days that the household set
/// itself, each alert decided two days after people were told of it.
/// </summary>
/// <param name="seen">Told of every notice of the measured years, from any thread.</param>
public sealed class Walk(PatternSet patterns, RoleDirectory roles, Period measured, Action<Alert, Noticed>? seen = null)
{
    /// <summary>Told one day, decided by the end of the next working day. A guess: how fast people decide is not known, and re-opening depends on it.</summary>
    private static readonly TimeSpan UntilDecided = TimeSpan.FromDays(2);

    private readonly Dictionary<string, int> numbers = patterns.InForce.Select((p, i) => (p.Id, i)).ToDictionary(x => x.Id, x => x.i);

    public void Through(Life life, Tally tally)
    {
        var family = life.Family;
        var told = new List<(int, Severity, int, bool)>();
        var faulted = new List<string>();
        var household = new Household(new Guid(family.Index + 1, 0, 0, new byte[8]));
        var undecided = new List<Alert>();
        var reports = 0;
        foreach (var (arrives, report) in life.Diary.InOrderOfArrival())
        {
            Until(arrives);
            Do(new RecordReport(Guid.Empty, arrives, report));
            reports++;
        }
        Until(UkDay.Start(measured.To.AddDays(1)));
        tally.Add(family.Stratum, DaysThere(family), reports, told, faulted);
        tally.Margins.Add(life, measured);

        // What is due until then: deadlines and decisions, in the order of time.
        void Until(DateTimeOffset moment)
        {
            while (true)
            {
                var alert = undecided.Count == 0 ? null : undecided.MinBy(a => a.LastTold);
                var decided = alert is null ? DateTimeOffset.MaxValue : alert.LastTold + UntilDecided;
                (string Pattern, DateOnly On)? deadline = household.Deadlines.Count == 0 ? null
                    : household.Deadlines.OrderBy(d => d.On).ThenBy(d => d.Pattern, StringComparer.Ordinal).First();
                var looks = deadline is { } d ? UkDay.Start(d.On) : DateTimeOffset.MaxValue;
                if ((looks < decided ? looks : decided) > moment)
                    return;
                if (looks < decided)
                    Do(new LookAgain(Guid.Empty, looks, deadline!.Value.Pattern, deadline.Value.On));
                else
                    Answer(alert!, decided);
            }
        }

        void Answer(Alert alert, DateTimeOffset at)
        {
            undecided.Remove(alert);
            while (alert.IsOpen)   // where each role answers for itself, all do
                Do(new DecideAlert(Guid.Empty, at, alert.Id, alert.Revision, alert.WaitsFor.Id, Decisions.AlreadyActing, "Decided after two days."));
        }

        void Do(Command command)
        {
            foreach (var e in Decide.On(household, command, roles, patterns))
                switch (e)
                {
                    case AlertRaised or AlertReopened:
                        var notice = (Noticed)e;
                        var alert = household.Alert(notice.Alert)!;
                        if (!undecided.Contains(alert))
                            undecided.Add(alert);
                        if (!measured.Holds(UkDay.Of(e.At)))
                            break;
                        seen?.Invoke(alert, notice);
                        told.Add((numbers[alert.Pattern], notice.Severity, (UkDay.Of(e.At).DayNumber - measured.From.DayNumber) * 4 / 1461, e is AlertReopened));
                        break;
                    case PatternFaulted f:
                        faulted.Add(f.Pattern);
                        break;
                }
        }
    }

    // Days in the measured years on which there is a child, or one is expected.
    private long DaysThere(Family family)
    {
        var from = family.Begins > measured.From ? family.Begins : measured.From;
        var to = family.Ends <= measured.To ? family.Ends : measured.To.AddDays(1);
        return Math.Max(0, to.DayNumber - from.DayNumber);
    }
}
