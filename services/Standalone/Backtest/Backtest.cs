using System.Text.Json;
using Alerts.Agencies;
using Alerts.Domain;
using Alerts.Domain.Values;
using Alerts.Households.Matching;

namespace Alerts.Standalone.Backtest;

/// <summary>What a run over one case found.</summary>
public sealed record CaseResult(CaseFile Case, int Replayed, IReadOnlyList<AlertFound> Alerts, DateOnly? FirstActionable, DateOnly? FirstDatedActionable);

/// <summary>An alert at the end of a case, with what each of its reports was in the case file.</summary>
public sealed record AlertFound(Alert Alert, IReadOnlyList<(Report Report, CaseEvent Event)> Evidence)
{
    public DateOnly RaisedAt => DateOnly.FromDateTime(Alert.Reached.At.UtcDateTime);
    public IReadOnlyList<string> Recipients => [.. Alert.Told.Select(t => t.Role).Distinct()];
}

/// <summary>
/// Replays a case through the same parser, matching, domain and roles as the service, with no server and no clock: time is the event's own
/// day. An alert counts as decided the day after people were told, so that re-opening shows.
/// </summary>
public sealed class Backtest(RoleDirectory roles)
{
    /// <summary>An alert that asks for a decision the same day or sooner, and is about risk.</summary>
    private static bool IsActionable(Alert alert) => alert.Class == PatternClass.Risk && alert.Severity.AtLeast(Severity.S2);

    public CaseResult Run(CaseFile file, bool generous)
    {
        var households = new Dictionary<Guid, Household>();
        var of = new Dictionary<Identifier, Guid>();
        var events = new Dictionary<ReportId, CaseEvent>();
        var replayed = 0;
        DateOnly? first = null, firstDated = null;
        foreach (var e in file.Replayable(generous))
        {
            var at = new DateTimeOffset(e.At, TimeOnly.MinValue, TimeSpan.Zero);
            DecideYesterdays(households.Values, at);
            var body = JsonSerializer.SerializeToUtf8Bytes(file.Report(e), AgencyJson.Default.AgencyReport);
            var report = Parse(file, e, body, at.AddHours(12));
            var household = Of(report, households, of);
            events[report.Id] = e;
            Decide.On(household, new RecordReport(Guid.Empty, at, report), roles);
            replayed++;
            foreach (var alert in household.Alerts.Where(IsActionable))
            {
                first ??= e.At;
                if (alert.Standing.Keys.All(r => household.Live(r)!.Occurred.Precision is Precision.Day or Precision.Month or Precision.Quarter))
                    firstDated ??= e.At;
            }
        }
        var found = households.Values.SelectMany(h => h.Alerts.Select(a => new AlertFound(a,
            [.. a.Standing.Keys.Select(r => h.Live(r)!).Order(History.ByDate).Select(r => (r, events[r.Id]))])));
        return new(file, replayed, [.. found.OrderBy(a => a.RaisedAt).ThenBy(a => a.Alert.Pattern, StringComparer.Ordinal)], first, firstDated);
    }

    private void DecideYesterdays(IEnumerable<Household> households, DateTimeOffset today)
    {
        foreach (var household in households)
            foreach (var alert in household.Alerts.Where(a => a.IsOpen && a.LastTold.AddDays(1) <= today).ToList())
                Decide.On(household, new DecideAlert(Guid.Empty, alert.LastTold.AddDays(1), alert.Id, alert.Revision, alert.Told[0].Person.Id, Decisions.ActNow, "Counted as decided the day after."), roles);
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
