using System.Text.Json;
using Alerts.Agencies;
using Alerts.Domain;
using Alerts.Domain.Values;
using Alerts.Households.Matching;

namespace Alerts.Standalone.Backtest;

/// <summary>What a run over one case found. <paramref name="Faults"/>: patterns that failed, which is a fault of ours.</summary>
public sealed record CaseResult(CaseFile Case, bool Generous, int Households, int Replayed, IReadOnlyList<AlertFound> Alerts, DateOnly? FirstActionable, DateOnly? FirstDatedActionable, IReadOnlyList<PatternFaulted> Faults);

/// <summary>An alert at the end of a case, with what each of its reports was in the case file.</summary>
public sealed record AlertFound(Alert Alert, IReadOnlyList<(Report Report, CaseEvent Event)> Evidence)
{
    public DateOnly RaisedAt => DateOnly.FromDateTime(Alert.Reached.At.UtcDateTime);

    /// <summary>When it was raised, and each time that people were told again because of something new.</summary>
    public IEnumerable<Noticed> Raisings => Alert.Notices.Where(n => n is AlertRaised or AlertReopened);

    public static DateOnly Day(Noticed notice) => DateOnly.FromDateTime(notice.At.UtcDateTime);

    public IReadOnlyList<string> Recipients => [.. Alert.Told.Select(t => t.Role).Distinct()];
}

/// <summary>
/// Replays a case through the same parser, matching, domain and roles as the service, with no server and no clock: time is the event's own
/// day. An alert counts as decided the day after people were told, so that re-opening shows. A household looks again on the days that it set
/// itself, up to the day of the incident.
/// </summary>
public sealed class Backtest(RoleDirectory roles, PatternSet patterns)
{
    /// <summary>An alert that asks for a decision the same day or sooner, and is about risk.</summary>
    public static bool IsActionable(Alert alert) => alert.Class == PatternClass.Risk && alert.Severity.AtLeast(Severity.S2);

    public CaseResult Run(CaseFile file, bool generous)
    {
        var households = new Dictionary<Guid, Household>();
        var of = new Dictionary<Identifier, Guid>();
        var events = new Dictionary<ReportId, CaseEvent>();
        var actionable = new FirstActionable();
        foreach (var e in file.Replayable(generous))
        {
            UntilTheMorningOf(e.At, households.Values, actionable);
            var body = JsonSerializer.SerializeToUtf8Bytes(file.Report(e), AgencyJson.Default.AgencyReport);
            var report = Parse(file, e, body, Morning(e.At).AddHours(12));
            var household = Of(report, households, of);
            events[report.Id] = e;
            Decide.On(household, new RecordReport(Guid.Empty, Morning(e.At), report), roles, patterns);
            actionable.Note(household, e.At);
        }
        UntilTheMorningOf(file.IncidentAt, households.Values, actionable);
        var found = households.Values.SelectMany(h => h.Alerts.Select(a => new AlertFound(a,
            [.. a.Standing.Keys.Select(r => h.Live(r)!).Order(History.ByDate).Select(r => (r, events[r.Id]))])));
        return new(file, generous, households.Count, events.Count, [.. found.OrderBy(a => a.RaisedAt).ThenBy(a => a.Alert.Pattern, StringComparer.Ordinal)],
            actionable.Day, actionable.DatedDay, [.. households.Values.SelectMany(h => h.Trouble).OfType<PatternFaulted>()]);
    }

    // What falls due goes one by one in the order of time: a decision changes what a later look does.
    private void UntilTheMorningOf(DateOnly day, IReadOnlyCollection<Household> households, FirstActionable actionable)
    {
        while (households.SelectMany(Due).Where(d => d.On <= day).OrderBy(d => d.On).Select(d => ((DateOnly On, Household Household, Command Command)?)d).FirstOrDefault() is var (on, household, command))
        {
            Decide.On(household, command, roles, patterns);
            actionable.Note(household, on);
        }
    }

    private static IEnumerable<(DateOnly On, Household Household, Command Command)> Due(Household household) =>
    [
        .. household.Alerts.Where(a => a.IsOpen).Select(a => (DateOnly.FromDateTime(a.LastTold.UtcDateTime).AddDays(1), household,
            (Command)new DecideAlert(Guid.Empty, a.LastTold.AddDays(1), a.Id, a.Revision, a.Told[0].Person.Id, Decisions.ActNow, "Counted as decided the day after."))),
        .. household.Deadlines.OrderBy(d => d.On).ThenBy(d => d.Pattern, StringComparer.Ordinal)
            .Select(d => (d.On, household, (Command)new LookAgain(Guid.Empty, Morning(d.On), d.Pattern, d.On))),
    ];

    private static DateTimeOffset Morning(DateOnly day) => new(day, TimeOnly.MinValue, TimeSpan.Zero);

    /// <summary>The first day with an actionable alert, and the same from reports alone whose day, month or quarter is known.</summary>
    private sealed class FirstActionable
    {
        public DateOnly? Day { get; private set; }
        public DateOnly? DatedDay { get; private set; }

        public void Note(Household household, DateOnly day)
        {
            foreach (var alert in household.Alerts.Where(IsActionable))
            {
                Day ??= day;
                if (alert.Standing.Keys.All(r => household.Live(r)!.Occurred.Precision is Precision.Day or Precision.Month or Precision.Quarter))
                    DatedDay ??= day;
            }
        }
    }

    private static Report Parse(CaseFile file, CaseEvent e, byte[] body, DateTimeOffset now)
    {
        try
        {
            return ReportParser.Parse(body, new("demo-" + e.Agency, e.Agency), now);
        }
        catch (RefusedException refused)
        {
            throw new CaseFileException(file.Name, e.Line, refused.Message);
        }
    }

    private static Household Of(Report report, Dictionary<Guid, Household> households, Dictionary<Identifier, Guid> of)
    {
        var identifiers = ExactMatch.Identifiers(report);
        var known = new Known(null, [.. identifiers.Where(of.ContainsKey).Select(i => of[i]).Distinct()], []);
        var id = ExactMatch.Choose(report, known) switch
        {
            Match.Sure sure => sure.Household,
            Match.New => new Guid(households.Count + 1, 0, 0, new byte[8]),
            var unsure => throw new InvalidOperationException($"a case's reports always match, not {unsure}"),
        };
        foreach (var identifier in identifiers)
            of.TryAdd(identifier, id);
        if (!households.TryGetValue(id, out var household))
            households[id] = household = new(id);
        return household;
    }
}
