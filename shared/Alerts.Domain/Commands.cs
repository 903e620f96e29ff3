using System.Text.Json.Serialization;

namespace Alerts.Domain;

/// <summary>Something that a household is asked to do. <paramref name="LedgerId"/> is the row that holds it; <paramref name="At"/> when it was accepted, or settled where it waited for a person.</summary>
public abstract record Command(Guid LedgerId, DateTimeOffset At)
{
    /// <summary>When the household was asked, where that may be long after: nobody's time to answer is over before they can be told. Null: at once.</summary>
    [JsonIgnore]
    public DateTimeOffset? TakenUp { get; init; }
}

/// <summary>Take in an agency's report, correction or withdrawal.</summary>
public sealed record RecordReport(Guid LedgerId, DateTimeOffset At, Report Report) : Command(LedgerId, At);

/// <summary>A day has come for which the household set itself a deadline: look whether what a pattern expects is late.</summary>
public sealed record LookAgain(Guid LedgerId, DateTimeOffset At, string Pattern, DateOnly On) : Command(LedgerId, At);

/// <summary>The time that people had to answer an alert is over, a review date or a stage of a disagreement has come.</summary>
public sealed record AnswerIsDue(Guid LedgerId, DateTimeOffset At, string Alert, int Notice, int Step) : Command(LedgerId, At);

/// <summary>Somebody has begun or ceased to hold a role: look whether open alerts must change hands.</summary>
public sealed record LookAtRoles(Guid LedgerId, DateTimeOffset At) : Command(LedgerId, At);

/// <summary>A professional who was told disagrees with how an alert was decided, and says why.</summary>
public sealed record ChallengeDecision(Guid LedgerId, DateTimeOffset At, string Alert, string Person, string Reason) : Command(LedgerId, At);

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

    /// <summary>Passes the alert on to another role; it decides nothing.</summary>
    public const string NotForMe = "not-for-me";

    /// <summary>Each decision, in words.</summary>
    public static readonly IReadOnlyDictionary<string, string> All = new Dictionary<string, string>
    {
        [ActNow] = "Act now",
        [AlreadyActing] = "Already acting, and this changes what we do",
        [NotForMe] = "Not for me",
        [NoFurtherAction] = "No further action",
    };

    /// <summary>Of several people's answers, the one that says most.</summary>
    public static string Gravest(IEnumerable<string> decisions) => decisions.MinBy(d => d switch { ActNow => 0, AlreadyActing => 1, _ => 2 })!;

    /// <summary>The longest reason that is kept, in characters.</summary>
    public const int ReasonLength = 4_000;

    /// <summary>That something is open already says nothing of what is new (HIST-2): a reason made of such words, and of those between them, is none.</summary>
    private static readonly HashSet<string> SaysNothing =
        ["open", "opened", "known", "aware", "noted", "note", "involved", "allocated", "active", "ongoing", "already", "above", "previous", "previously", "na", "case"];

    private static readonly HashSet<string> Between =
    [
        "it", "is", "its", "s", "this", "that", "the", "a", "n", "an", "we", "our", "us", "they", "them", "are", "re", "was", "were", "be", "been", "have", "has", "had", "to", "by", "of", "with", "and", "as", "see", "now",
        "still", "currently", "current", "family", "household", "child", "children", "social", "care", "services", "service", "team", "worker", "referral", "csc", "thanks",
    ];

    /// <summary>Null when the decision can be recorded; otherwise the field and the rule it breaks.</summary>
    public static (string Field, string Rule)? Refuse(string? decision, string? reason, string? to = null) =>
        decision is null || !All.ContainsKey(decision) ? ("decision", "choose a decision from the list")
        : decision == NotForMe && (to is null || !RoleDirectory.IsKnown(to)) ? ("to", "say for whom it is")
        : string.IsNullOrWhiteSpace(reason) ? ("reason", "give a reason in words")
        : reason.Length > ReasonLength ? ("reason", $"keep the reason to {ReasonLength:N0} characters")
        : IsOnlyOpen(reason) ? ("reason", "that it is open or known already is no reason by itself: say what is new, and what you have done with it")
        : null;

    private static bool IsOnlyOpen(string reason)
    {
        var words = new string([.. reason.ToLowerInvariant().Select(c => char.IsLetterOrDigit(c) ? c : ' ')]).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return words.Length == 0 || words.Any(SaysNothing.Contains) && words.All(w => SaysNothing.Contains(w) || Between.Contains(w));
    }
}

/// <summary>A named person decides an alert, as it stood at the revision that they saw (<see cref="Alert.Revision"/>), with a reason.</summary>
public sealed record DecideAlert(Guid LedgerId, DateTimeOffset At, string Alert, int Seen, string Person, string Decision, string Reason) : Command(LedgerId, At)
{
    /// <summary>The role that it is for, where it is not for the person.</summary>
    public string? To { get; init; }

    /// <summary>Which of the roles in which the person was told the answer is about; null: all of them.</summary>
    public string? Of { get; init; }

    /// <summary>The day on which it is to be looked at again.</summary>
    public DateOnly? ReviewOn { get; init; }
}
