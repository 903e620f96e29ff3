namespace Alerts.Domain;

/// <summary>Something that a household is asked to do. <paramref name="LedgerId"/> is the row that holds it; <paramref name="At"/> when it was accepted.</summary>
public abstract record Command(Guid LedgerId, DateTimeOffset At);

/// <summary>Take in an agency's report, correction or withdrawal.</summary>
public sealed record RecordReport(Guid LedgerId, DateTimeOffset At, Report Report) : Command(LedgerId, At);

/// <summary>A day has come for which the household set itself a deadline: look whether what a pattern expects is late.</summary>
public sealed record LookAgain(Guid LedgerId, DateTimeOffset At, string Pattern, DateOnly On) : Command(LedgerId, At);

/// <summary>
/// Look back over everything with these patterns: they are new here, newly switched on, or their numbers are others than before. <paramref name="Round"/>
/// counts such changes of the service; a household looks back once a round.
/// </summary>
public sealed record LookBack(Guid LedgerId, DateTimeOffset At, int Round, IReadOnlyList<string> Patterns) : Command(LedgerId, At);

/// <summary>What a named person decided about an alert.</summary>
public static class Decisions
{
    public const string ActNow = "act-now";
    public const string AlreadyActing = "already-acting";
    public const string NoFurtherAction = "no-further-action";

    /// <summary>Each decision, in words.</summary>
    public static readonly IReadOnlyDictionary<string, string> All = new Dictionary<string, string>
    {
        [ActNow] = "Act now",
        [AlreadyActing] = "Already acting, and this changes what we do",
        [NoFurtherAction] = "No further action",
    };

    /// <summary>The longest reason that is kept, in characters.</summary>
    public const int ReasonLength = 4_000;

    /// <summary>Null when the decision can be recorded; otherwise the field and the rule it breaks.</summary>
    public static (string Field, string Rule)? Refuse(string? decision, string? reason) =>
        decision is null || !All.ContainsKey(decision) ? ("decision", "choose a decision from the list")
        : string.IsNullOrWhiteSpace(reason) ? ("reason", "give a reason in words")
        : reason.Length > ReasonLength ? ("reason", $"keep the reason to {ReasonLength:N0} characters")
        : null;
}

/// <summary>A named person decides an alert, as it stood at the revision that they saw (<see cref="Alert.Revision"/>), with a reason.</summary>
public sealed record DecideAlert(Guid LedgerId, DateTimeOffset At, string Alert, int Seen, string Person, string Decision, string Reason) : Command(LedgerId, At);
