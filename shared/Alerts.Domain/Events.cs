using System.Text.Json.Serialization;
using Alerts.Domain.Values;

namespace Alerts.Domain;

/// <summary>A report that an alert rests on, and how grave the gravest finding is that it is part of.</summary>
public readonly record struct Evidence(ReportId Report, Severity Severity);

/// <summary>
/// What happened to a household, in the order in which it was decided. The history of a household is the list of these, and its state
/// is a function of nothing else. Never change a shipped event: add a new one.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "event")]
[JsonDerivedType(typeof(ReportRecorded), "report-recorded")]
[JsonDerivedType(typeof(AlertRaised), "alert-raised")]
[JsonDerivedType(typeof(EvidenceJoined), "evidence-joined")]
[JsonDerivedType(typeof(AlertReopened), "alert-reopened")]
[JsonDerivedType(typeof(EvidenceReassessed), "evidence-reassessed")]
[JsonDerivedType(typeof(AlertDecided), "alert-decided")]
[JsonDerivedType(typeof(DecisionRefused), "decision-refused")]
[JsonDerivedType(typeof(RoleNotHeld), "role-not-held")]
[JsonDerivedType(typeof(PatternFaulted), "pattern-faulted")]
[JsonDerivedType(typeof(DeadlineSet), "deadline-set")]
[JsonDerivedType(typeof(DeadlineReached), "deadline-reached")]
[JsonDerivedType(typeof(RolePassedOn), "role-passed-on")]
[JsonDerivedType(typeof(ClockSet), "clock-set")]
[JsonDerivedType(typeof(ClockReached), "clock-reached")]
[JsonDerivedType(typeof(AlertClimbed), "alert-climbed")]
[JsonDerivedType(typeof(AlertPassedOn), "alert-passed-on")]
[JsonDerivedType(typeof(AlertHandedOver), "alert-handed-over")]
[JsonDerivedType(typeof(DecisionChallenged), "decision-challenged")]
[JsonDerivedType(typeof(LookedBack), "looked-back")]
public abstract record Event
{
    public required DateTimeOffset At { get; init; }
}

/// <summary>A report, correction or withdrawal became part of the history.</summary>
public sealed record ReportRecorded(Guid LedgerId, Report Report) : Event;

/// <summary>Something of an alert that people are told: each has a number of its own, so that each is delivered once.</summary>
public abstract record Noticed(string Alert, int Notice, Severity Severity, string Sentence, ReportId Because, IReadOnlyList<Told> Told) : Event;

/// <summary>A pattern's threshold was crossed for the first time by this incident or in this household.</summary>
public sealed record AlertRaised(string Alert, int Notice, Severity Severity, string Sentence, ReportId Because, IReadOnlyList<Told> Told,
    string Pattern, int PatternVersion, PatternClass Class, string? Child, int Episode, IReadOnlyList<Evidence> Evidence)
    : Noticed(Alert, Notice, Severity, Sentence, Because, Told)
{
    /// <summary>The version of the partnership's settings under which it was raised; null as published.</summary>
    public string? Settings { get; init; }

    /// <summary>The pattern's numbers and severities then (<see cref="Pattern.Measure"/>).</summary>
    public string? Measure { get; init; }

    /// <summary>True when every role told must answer for itself (<see cref="Pattern.EveryRoleAnswers"/>).</summary>
    public bool EveryRoleAnswers { get; init; }
}

/// <summary>More evidence came to an alert without a new notice: it was undecided, or nothing about it was new enough to re-open it.</summary>
public sealed record EvidenceJoined(string Alert, string Sentence, ReportId Because, IReadOnlyList<Evidence> Evidence) : Event
{
    /// <summary>The pattern's numbers and severities by which this evidence was found (<see cref="Pattern.Measure"/>).</summary>
    public string? Measure { get; init; }
}

/// <summary>People are told again: a decided alert has something new, an open one has become graver, or withdrawn evidence stands again.</summary>
public sealed record AlertReopened(string Alert, int Notice, Severity Severity, string Sentence, ReportId Because, IReadOnlyList<Told> Told,
    string WhatIsNew, IReadOnlyList<Evidence> Evidence)
    : Noticed(Alert, Notice, Severity, Sentence, Because, Told)
{
    /// <summary>The pattern's numbers and severities by which this evidence was found (<see cref="Pattern.Measure"/>).</summary>
    public string? Measure { get; init; }
}

/// <summary>
/// Evidence of an alert was withdrawn, corrected or outweighed. Where nothing of it stands any more, the alert is flagged;
/// it is never closed by this. <paramref name="StillFound"/> says what is found now, where anything is.
/// </summary>
public sealed record EvidenceReassessed(string Alert, int Notice, Severity Severity, string Sentence, ReportId Because, IReadOnlyList<Told> Told,
    IReadOnlyList<ReportId> Lost, IReadOnlyList<Evidence> Changed, string? StillFound = null)
    : Noticed(Alert, Notice, Severity, Sentence, Because, Told);

/// <summary>A named person decided, with a reason.</summary>
public sealed record AlertDecided(string Alert, int Notice, string Person, string Decision, string Reason) : Event
{
    /// <summary>The roles for which the person answered; null: for all.</summary>
    public IReadOnlyList<string>? Roles { get; init; }

    /// <summary>The day on which the alert opens again to be looked at, where the person wants that.</summary>
    public DateOnly? ReviewOn { get; init; }
}

/// <summary>The time to answer began, or its next step: at <paramref name="Due"/> the household looks whether somebody has (<see cref="Clocks"/>).</summary>
/// <param name="Step">How many times the severity's clock; 0 for a review date, <see cref="Clocks.Opening"/> and below for the next opening, <see cref="Clocks.Closing"/> and <see cref="Clocks.IsStale"/> for what they say, else below 0 for a stage of a disagreement.</param>
public sealed record ClockSet(string Alert, int Notice, int Step, DateTimeOffset Due) : Event
{
    /// <summary>When the time began, where that was not with the notice.</summary>
    public DateTimeOffset? From { get; init; }
}

/// <summary>The time came and the household looked.</summary>
public sealed record ClockReached(string Alert, int Notice, int Step) : Event;

/// <summary>Nobody has answered in so many times the severity's clock or, where it has none, in so many weeks: those next in line are told.</summary>
public sealed record AlertClimbed(string Alert, int Notice, Severity Severity, string Sentence, ReportId Because, IReadOnlyList<Told> Told, int Step, IReadOnlyList<string> Silent)
    : Noticed(Alert, Notice, Severity, Sentence, Because, Told);

/// <summary>Somebody said that the alert is not for them, and for whom it is.</summary>
public sealed record AlertPassedOn(string Alert, int Notice, Severity Severity, string Sentence, ReportId Because, IReadOnlyList<Told> Told, string Person, string Reason)
    : Noticed(Alert, Notice, Severity, Sentence, Because, Told)
{
    /// <summary>The roles in which they were told and have it no longer; null: in none any more.</summary>
    public IReadOnlyList<string>? Roles { get; init; }
}

/// <summary>Roles changed hands: who holds them now has the alert, and who held them has it no longer.</summary>
public sealed record AlertHandedOver(string Alert, int Notice, Severity Severity, string Sentence, ReportId Because, IReadOnlyList<Told> Told, IReadOnlyList<Told> From)
    : Noticed(Alert, Notice, Severity, Sentence, Because, Told);

/// <summary>A professional disagrees with a decision: the alert is open again, and the leads of both agencies see it. Each stage of the procedure has its time.</summary>
public sealed record DecisionChallenged(string Alert, int Notice, Severity Severity, string Sentence, ReportId Because, IReadOnlyList<Told> Told, string Person, string Reason, int Stage)
    : Noticed(Alert, Notice, Severity, Sentence, Because, Told);

/// <summary>A decision that could not be taken as it was meant: the alert had changed, or somebody else had decided.</summary>
public sealed record DecisionRefused(string Alert, string Person, string Because) : Event;

/// <summary>Nobody holds a role that should have been told; <paramref name="Instead"/> was.</summary>
public sealed record RoleNotHeld(string Alert, string Role, Professional Instead) : Event;

/// <summary>Somebody who should have been told could not be: nobody has that place, or they are away. The next in line is.</summary>
/// <param name="Place">"holder", or how they would have stood in (<see cref="StandsIn"/>).</param>
public sealed record RolePassedOn(string Alert, string Role, string Place, Professional? Person) : Event;

/// <summary>A pattern failed on this household. The others went on, and the report is kept. The error's type only: its text may be personal.</summary>
public sealed record PatternFaulted(string Pattern, ReportId Because, string ErrorType) : Event;

/// <summary>The household will look again on this day: something that the pattern expects will be late then, if no report says that it has happened.</summary>
public sealed record DeadlineSet(string Pattern, DateOnly On) : Event;

/// <summary>The day came and the household looked.</summary>
public sealed record DeadlineReached(string Pattern, DateOnly On) : Event;

/// <summary>
/// The household looked back over everything with patterns that are new to it. What was old by that day and had been reported by then is no news of
/// the family: these patterns pass it over for ever, unless something that comes later makes it possible.
/// </summary>
public sealed record LookedBack(int Round, IReadOnlyList<LookedWith> With) : Event;

/// <summary>A pattern as it was when the household looked back with it.</summary>
public readonly record struct LookedWith(string Pattern, int Version, string? Measure);
