using System.Security.Cryptography;
using System.Text;
using Alerts.Domain.Values;

namespace Alerts.Domain;

/// <summary>A decision as it stands on an alert.</summary>
public sealed record Decided(DateTimeOffset At, string Person, string Decision, string Reason, int Version);

/// <summary>
/// An alert as its household keeps it: what was found, because of which reports, who was told, and whether a named person has decided.
/// It is never closed by time and never by the loss of its evidence.
/// </summary>
public sealed class Alert(AlertRaised raised, int version)
{
    private readonly Dictionary<ReportId, Severity> standing = raised.Evidence.ToDictionary(e => e.Report, e => e.Severity);
    private readonly Dictionary<ReportId, string?> measures = raised.Evidence.ToDictionary(e => e.Report, _ => raised.Measure);
    private readonly Dictionary<ReportId, int> arrived = raised.Evidence.ToDictionary(e => e.Report, _ => version);

    public string Id { get; } = raised.Alert;
    public string Pattern { get; } = raised.Pattern;
    public int PatternVersion { get; } = raised.PatternVersion;
    public PatternClass Class { get; } = raised.Class;
    public string? Child { get; } = raised.Child;
    public int Episode { get; } = raised.Episode;
    public AlertRaised Raised { get; } = raised;
    public Severity Severity { get; private set; } = raised.Severity;
    public string Sentence { get; private set; } = raised.Sentence;

    /// <summary>The number of the last notice; the first is 1.</summary>
    public int Notice => Notices[^1].Notice;

    /// <summary>When people were last told of it.</summary>
    public DateTimeOffset LastTold => Notices[^1].At;

    /// <summary>Grows with everything that changes what it says, with or without a notice: a decision is for what its reader saw.</summary>
    public int Revision { get; private set; } = 1;

    /// <summary>When the severity shown was first reached, and the report that reached it.</summary>
    public (DateTimeOffset At, ReportId Because) Reached { get; private set; } = (raised.At, raised.Because);

    /// <summary>Everybody told so far, one entry a role and person.</summary>
    public IReadOnlyList<Told> Told { get; private set; } = raised.Told;

    /// <summary>Everything that people were told of it: that it was raised, opened again, or lost evidence; earliest first.</summary>
    public IReadOnlyList<Noticed> Notices { get; private set; } = [raised];

    /// <summary>Each time that it was decided and then opened again.</summary>
    public IReadOnlyList<AlertReopened> Reopenings { get; private set; } = [];
    public Decided? Decision { get; private set; }

    /// <summary>Earlier decisions, each followed by a re-opening; earliest first.</summary>
    public IReadOnlyList<Decided> EarlierDecisions { get; private set; } = [];

    /// <summary>The reports it rests on now, each with the gravest finding that it is part of.</summary>
    public IReadOnlyDictionary<ReportId, Severity> Standing => standing;

    /// <summary>Every report that it ever rested on.</summary>
    public IEnumerable<ReportId> Evidence => arrived.Keys;

    /// <summary>True when one of the reports that it rests on now is such a one.</summary>
    internal bool RestsOnAny(Func<ReportId, bool> which)
    {
        foreach (var (report, _) in standing)
            if (which(report))
                return true;
        return false;
    }

    /// <summary>True when the evidence was found by the pattern as it is now. What another version or other settings have found is not weighed anew.</summary>
    public bool IsFoundBy(Pattern pattern, ReportId evidence) => PatternVersion == pattern.Version && measures[evidence] == pattern.Measure;

    public bool IsOpen => Decision is null;

    /// <summary>True when all that it rested on was withdrawn or outweighed.</summary>
    public bool EvidenceWithdrawn => standing.Count == 0;

    /// <summary>True for evidence that came after the last decision, or after the alert was raised where there is none.</summary>
    public bool IsNew(ReportId report) => arrived[report] > (Decision?.Version ?? (EarlierDecisions.Count > 0 ? EarlierDecisions[^1].Version : version));

    /// <summary>The same for the same household, pattern, child and episode, whatever came first. It shows none of them; who has the household's reference could still
    /// test a guess at the child's identifier, so the two never stand together outside signed-in pages and operations' traces.</summary>
    public static string IdOf(Guid household, string pattern, string? child, int episode) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{household:N}|{pattern}|{child}|{episode}")).AsSpan(0, 16));

    /// <summary>Short enough to say on the telephone: "A-3F9C21".</summary>
    public static string ReferenceOf(string id) => "A-" + id[..6].ToUpperInvariant();

    internal void Apply(EvidenceJoined e, int at)
    {
        Take(e.Evidence, e.Measure, at, e.Sentence);
        Revision++;
    }

    internal void Apply(AlertReopened e, int at)
    {
        Take(e.Evidence, e.Measure, at, e.Sentence);
        Tell(e);
        if (Decision is null)
            return;
        Reopenings = [.. Reopenings, e];
        EarlierDecisions = [.. EarlierDecisions, Decision];
        Decision = null;
    }

    internal void Apply(EvidenceReassessed e)
    {
        foreach (var lost in e.Lost)
            standing.Remove(lost);
        foreach (var changed in e.Changed)
            standing[changed.Report] = changed.Severity;
        Sentence = e.StillFound ?? Sentence;
        Tell(e);
    }

    internal void Apply(AlertDecided e, int at) => Decision = new(e.At, e.Person, e.Decision, e.Reason, at);

    private void Take(IReadOnlyList<Evidence> evidence, string? measure, int at, string sentence)
    {
        foreach (var e in evidence)
        {
            // What comes back is new again; so is what weighs no more than before: it was corrected.
            var stood = standing.TryGetValue(e.Report, out var before);
            if (!stood || !e.Severity.Above(before))
                arrived[e.Report] = at;
            if (stood && before.Above(e.Severity))
                continue;   // found again under milder settings: what joins never lowers
            standing[e.Report] = e.Severity;
            measures[e.Report] = measure;
        }
        Sentence = sentence;
    }

    private void Tell(Noticed e)
    {
        Revision++;
        Notices = [.. Notices, e];
        Told = [.. Told.Union(e.Told)];
        if (e.Severity != Severity)
            (Severity, Reached) = (e.Severity, (e.At, e.Because));
    }
}
