using System.Security.Cryptography;
using System.Text;
using Alerts.Domain.Values;

namespace Alerts.Domain;

/// <summary>A decision as it stands on an alert, for which roles (null: for all), and when it is to be looked at again.</summary>
public sealed record Decided(DateTimeOffset At, string Person, string Decision, string Reason, int Version, IReadOnlyList<string>? Roles = null, DateOnly? ReviewOn = null);

/// <summary>The time to answer as it runs: since which notice, from when, for which severity.</summary>
public sealed record Running(int Notice, DateTimeOffset From, Severity Severity);

/// <summary>
/// An alert as its household keeps it: what was found, because of which reports, who was told, and whether a named person has decided.
/// It is never closed by time and never by the loss of its evidence.
/// </summary>
public sealed class Alert(AlertRaised raised, int version)
{
    private readonly List<Noticed> notices = [raised];
    private readonly Dictionary<ReportId, Severity> standing = raised.Evidence.ToDictionary(e => e.Report, e => e.Severity);
    private readonly Dictionary<ReportId, (string? Measure, int Arrived)> ever = raised.Evidence.ToDictionary(e => e.Report, _ => (raised.Measure, version));

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

    /// <summary>The notice since which it waits for a decision, or waited for the last: that it was raised, opened again, or disagreed about.</summary>
    public Noticed OpenedBy { get; private set; } = raised;

    /// <summary>When people were last told of it.</summary>
    public DateTimeOffset LastTold => Notices[^1].At;

    /// <summary>Grows with everything that changes what it says, with or without a notice: a decision is for what its reader saw.</summary>
    public int Revision { get; private set; } = 1;

    /// <summary>When the severity shown was first reached, and the report that reached it.</summary>
    public (DateTimeOffset At, ReportId Because) Reached { get; private set; } = (raised.At, raised.Because);

    /// <summary>Everybody told so far, one entry a role and person.</summary>
    public IReadOnlyList<Told> Told { get; private set; } = raised.Told;

    /// <summary>Everything that people were told of it: that it was raised, opened again, or lost evidence; earliest first.</summary>
    public IReadOnlyList<Noticed> Notices => notices;

    /// <summary>Each time that it was decided and then opened again.</summary>
    public IReadOnlyList<AlertReopened> Reopenings { get; private set; } = [];
    public Decided? Decision { get; private set; }

    /// <summary>Every answer since it was last opened; earliest first. Where every role must answer for itself, the last of them decides.</summary>
    public IReadOnlyList<Decided> Answers { get; private set; } = [];

    /// <summary>The time to answer; null once somebody has decided, and where there is none (S4).</summary>
    public Running? Clock { get; private set; }

    /// <summary>True when nobody answered in time; it is shown one step graver until somebody decides.</summary>
    public bool HasClimbed { get; private set; }

    /// <summary>How urgent it is shown: its severity, one step graver once nobody has answered in time.</summary>
    public Severity Urgency => HasClimbed ? Severity.OneUp() : Severity;

    /// <summary>The disagreement that nobody has answered yet.</summary>
    public DecisionChallenged? Challenge { get; private set; }

    /// <summary>Those who were told in a role of their own, not because nobody answered.</summary>
    public IReadOnlyList<Told> Holders { get; private set; } = raised.Told;

    /// <summary>The earliest day on which somebody who decided wants to look at it again; null while it is open, and where nobody does.</summary>
    public DateOnly? ReviewOn => Decision is null ? null : Answers.Min(a => a.ReviewOn);

    /// <summary>The roles that have not answered yet.</summary>
    public IEnumerable<string> Silent => Decision is not null ? [] : Holders.Select(t => t.Wanted).Distinct().Where(r => !EveryRoleAnswers || !Answers.Any(a => a.Roles is null || a.Roles.Contains(r)));

    /// <summary>The first of those whose answer it waits for.</summary>
    public Professional WaitsFor => Holders.First(t => Silent.Contains(t.Wanted)).Person;

    /// <summary>True when every role that was told must answer for itself.</summary>
    public bool EveryRoleAnswers => Raised.EveryRoleAnswers;

    /// <summary>Earlier decisions, each followed by a re-opening; earliest first.</summary>
    public IReadOnlyList<Decided> EarlierDecisions { get; private set; } = [];

    /// <summary>The reports it rests on now, each with the gravest finding that it is part of.</summary>
    public IReadOnlyDictionary<ReportId, Severity> Standing => standing;

    /// <summary>Every report that it ever rested on.</summary>
    public IEnumerable<ReportId> Evidence => ever.Keys;

    internal bool EverRestedOn(ReportId report) => ever.ContainsKey(report);

    /// <summary>True when one of the reports that it rests on now is such a one.</summary>
    internal bool RestsOnAny(Func<ReportId, bool> which)
    {
        foreach (var (report, _) in standing)
            if (which(report))
                return true;
        return false;
    }

    /// <summary>True when the evidence was found by the pattern as it is now. What another version or other settings have found is not weighed anew.</summary>
    public bool IsFoundBy(Pattern pattern, ReportId evidence) => PatternVersion == pattern.Version && ever[evidence].Measure == pattern.Measure;

    /// <summary>The same, where it stands at least as grave.</summary>
    internal bool IsFoundBy(Pattern pattern, Report evidence, Severity severity) => Stands(evidence.Id, severity) && IsFoundBy(pattern, evidence.Id);

    /// <summary>True when it rests on the report now, at least as grave.</summary>
    internal bool Stands(ReportId report, Severity severity) => standing.TryGetValue(report, out var stands) && stands.AtLeast(severity);

    public bool IsOpen => Decision is null;

    /// <summary>True when all that it rested on was withdrawn or outweighed.</summary>
    public bool EvidenceWithdrawn => standing.Count == 0;

    /// <summary>True for evidence that came after the last decision, or after the alert was raised where there is none.</summary>
    public bool IsNew(ReportId report) => ever[report].Arrived > (Decision?.Version ?? (EarlierDecisions.Count > 0 ? EarlierDecisions[^1].Version : version));

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
        Holders = [.. Holders.Union(e.Told)];
        if (Decision is not null)
        {
            Reopenings = [.. Reopenings, e];
            Open();
        }
        else
            AskAgain(Answers);   // one role's answer was for what it had seen
    }

    internal void Apply(DecisionChallenged e)
    {
        Tell(e);
        Challenge = e;
        if (Decision is not null)
            Open();
    }

    internal void Apply(AlertClimbed e)
    {
        HasClimbed |= Clocks.HasOne(e.Severity);   // without a clock nobody's time is over: it is in more people's digest, and no graver
        notices.Add(e);
        Told = [.. Told.Union(e.Told)];
    }

    internal void Apply(AlertPassedOn e)
    {
        Replace(e, [.. Told.Where(t => t.Person.Id == e.Person && (e.Roles is null || e.Roles.Contains(t.Wanted)))]);
        // The role had answered for itself, not for this one.
        AskAgain([.. Answers.Where(a => a.Roles is { } roles && e.Told.Any(t => roles.Contains(t.Wanted)))]);
    }

    internal void Apply(AlertHandedOver e) => Replace(e, e.From);

    internal void Apply(ClockSet e)
    {
        if (e.Step == Clocks.Deputy && Notices.FirstOrDefault(n => n.Notice == e.Notice) is { } notice)
            Clock = new(e.Notice, e.From ?? notice.At, notice.Severity);
    }

    // What nobody reads anew changes nothing that a decision was for.
    private void Replace(Noticed e, IReadOnlyList<Told> gone)
    {
        notices.Add(e);
        Holders = [.. Holders.Except(gone).Union(e.Told)];
        Told = [.. Told.Except(gone).Union(e.Told)];
    }

    private void Open()
    {
        AskAgain(Answers);
        (Decision, HasClimbed, OpenedBy) = (null, false, Notices[^1]);
    }

    private void AskAgain(IReadOnlyList<Decided> answers) => (EarlierDecisions, Answers) = ([.. EarlierDecisions, .. answers], [.. Answers.Except(answers)]);

    internal void Apply(EvidenceReassessed e)
    {
        foreach (var lost in e.Lost)
            standing.Remove(lost);
        foreach (var changed in e.Changed)
            standing[changed.Report] = changed.Severity;
        Sentence = e.StillFound ?? Sentence;
        Tell(e);
    }

    internal void Apply(AlertDecided e, int at)
    {
        Answers = [.. Answers, new(e.At, e.Person, e.Decision, e.Reason, at, e.Roles, e.ReviewOn)];
        if (Silent.Any() && EveryRoleAnswers && e.Roles is not null)
            return;
        Decision = Answers[^1];
        (Clock, Challenge) = (null, null);
    }

    private void Take(IReadOnlyList<Evidence> evidence, string? measure, int at, string sentence)
    {
        foreach (var e in evidence)
        {
            // What comes back is new again; so is what weighs no more than before: it was corrected.
            var stood = standing.TryGetValue(e.Report, out var before);
            var lowers = stood && before.Above(e.Severity);   // found again under milder settings: what joins never lowers
            ever[e.Report] = (lowers ? ever[e.Report].Measure : measure, !stood || !e.Severity.Above(before) ? at : ever[e.Report].Arrived);
            if (!lowers)
                standing[e.Report] = e.Severity;
        }
        Sentence = sentence;
    }

    private void Tell(Noticed e)
    {
        Revision++;
        notices.Add(e);
        Told = [.. Told.Union(e.Told)];
        if (e.Severity != Severity)
            (Severity, Reached) = (e.Severity, (e.At, e.Because));
    }
}
