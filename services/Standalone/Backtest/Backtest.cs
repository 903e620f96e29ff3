using System.Text.Json;
using Alerts.Agencies;
using Alerts.Domain;
using Alerts.Domain.Values;
using Alerts.Households.Matching;

namespace Alerts.Standalone.Backtest;

/// <summary>What a run over one case found. <paramref name="Faults"/>: patterns that failed, which is a fault of ours.</summary>
public sealed record CaseResult(CaseFile Case, bool Generous, int Households, int Replayed, IReadOnlyList<AlertFound> Alerts, DateOnly? FirstActionable, DateOnly? FirstDatedActionable, IReadOnlyList<PatternFaulted> Faults);

/// <summary>An alert at the end of a case, with what each of the reports that it rests on was in the case file; and the same for all that it ever rested on.</summary>
public sealed record AlertFound(Guid Household, Alert Alert, IReadOnlyList<(Report Report, CaseEvent Event)> Evidence, IReadOnlyList<(Report Report, CaseEvent Event)> EverHeld)
{
    public DateOnly FirstToldAt => UkDay.Of(Alert.Raised.At);

    /// <summary>When the severity shown was first reached.</summary>
    public DateOnly RaisedAt => UkDay.Of(Alert.Reached.At);

    /// <summary>When it was raised, and each time that people were told again because of something new.</summary>
    public IEnumerable<Noticed> Raisings => Alert.Notices.Where(n => n is AlertRaised or AlertReopened);

    public IReadOnlyList<string> Recipients => [.. Alert.Told.Select(t => t.Role).Distinct()];
}

/// <summary>
/// Replays a case through the same parser, matching, domain and roles as the service, with no server and no clock: time is the event's own
/// day, and every day between on which the household looks again. An alert counts as decided the day after people were told, so that re-opening shows.
/// </summary>
public sealed class Backtest(RoleDirectory roles, PatternSet? patterns = null)
{
    public CaseResult Run(CaseFile file, bool generous) => new Run(file, roles, patterns ?? PatternSet.Published).All(generous);
}

/// <summary>One run over one case.</summary>
internal sealed class Run(CaseFile file, RoleDirectory roles, PatternSet patterns)
{
    private readonly Dictionary<Guid, Household> households = [];
    private readonly Dictionary<Identifier, Guid> of = [];
    private readonly Dictionary<ReportId, CaseEvent> events = [];
    private DateOnly? first, firstDated;

    public CaseResult All(bool generous)
    {
        foreach (var e in file.Replayable(generous))
        {
            Until(e.At);
            var at = new DateTimeOffset(e.At, TimeOnly.MinValue, TimeSpan.Zero);
            DecideYesterdays(at);
            var report = Parse(file, e, JsonSerializer.SerializeToUtf8Bytes(file.Report(e), AgencyJson.Default.AgencyReport), at.AddHours(12));
            events[report.Id] = e;
            Do(Of(report), new RecordReport(Guid.Empty, at, report));
        }
        Until(file.IncidentAt);
        return new(file, generous, households.Count, events.Count, [.. households.Values.SelectMany(Found).OrderBy(a => a.RaisedAt).ThenBy(a => a.Alert.Pattern, StringComparer.Ordinal)],
            first, firstDated, [.. households.Values.SelectMany(h => h.Trouble).OfType<PatternFaulted>()]);
    }

    // What was expected by then and did not happen, day by day.
    private void Until(DateOnly day)
    {
        while (households.Values.SelectMany(h => h.Deadlines.Select(d => (Household: h, d.Pattern, d.On))).Where(d => d.On <= day)
            .OrderBy(d => d.On).ThenBy(d => d.Pattern, StringComparer.Ordinal).Take(1).ToList() is [var next])
        {
            DecideYesterdays(UkDay.Start(next.On));
            Do(next.Household, new LookAgain(Guid.Empty, UkDay.Start(next.On), next.Pattern, next.On));
        }
    }

    private void DecideYesterdays(DateTimeOffset today)
    {
        foreach (var household in households.Values)
            foreach (var alert in household.Alerts.Where(a => a.IsOpen && a.LastTold.AddDays(1) <= today).ToList())
                foreach (var person in alert.EveryRoleAnswers ? [.. alert.Holders.Select(t => t.Person.Id).Distinct()] : (string[])[alert.Told[0].Person.Id])
                    Do(household, new DecideAlert(Guid.Empty, alert.LastTold.AddDays(1), alert.Id, alert.Revision, person, Decisions.ActNow, "Counted as decided the day after."));
    }

    private void Do(Household household, Command command)
    {
        Decide.On(household, command, roles, patterns);
        if (command is DecideAlert)
            return;
        foreach (var alert in household.Alerts.Where(IsActionable))
        {
            first ??= UkDay.Of(command.At);
            if (alert.Standing.Keys.All(r => household.Live(r)!.Occurred.Precision is Precision.Day or Precision.Month or Precision.Quarter))
                firstDated ??= UkDay.Of(command.At);
        }
    }

    /// <summary>An alert that asks for a decision the same day or sooner, is about risk, and stands.</summary>
    private static bool IsActionable(Alert alert) => alert is { Class: PatternClass.Risk, EvidenceWithdrawn: false } && alert.Severity.AtLeast(Severity.S2);

    private IEnumerable<AlertFound> Found(Household household) =>
        household.Alerts.Select(a => new AlertFound(household.Id, a, InTheFile(household, a.Standing.Keys), InTheFile(household, a.Evidence)));

    private List<(Report, CaseEvent)> InTheFile(Household household, IEnumerable<ReportId> reports) =>
        [.. reports.Select(household.Live).OfType<Report>().Order(History.ByDate).Select(r => (r, events[r.Id]))];

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

    private Household Of(Report report)
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
