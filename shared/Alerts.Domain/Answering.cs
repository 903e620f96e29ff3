using Alerts.Domain.Values;

namespace Alerts.Domain;

/// <summary>Named people answer alerts: they decide, pass on what is not theirs, and disagree with each other.</summary>
internal sealed class Answering(Household household, RoleDirectory roles, Action<Event> born)
{
    /// <summary>A review further ahead than this is a date that somebody mistyped, in days.</summary>
    public const int LatestReview = 366;

    public void Answer(DecideAlert decided)
    {
        var alert = household.Alert(decided.Alert);
        // A deputy answers for the role that they stand in for; who was told in several may say for which.
        var mine = alert?.Told.Where(t => t.Person.Id == decided.Person && (decided.Of ?? t.Wanted) == t.Wanted).Select(t => t.Wanted).Distinct().ToList() ?? [];
        if (Refused(alert, decided, mine) is { } refused)
            born(new DecisionRefused(decided.Alert, decided.Person, refused) { At = decided.At });
        else if (decided.Decision == Decisions.NotForMe)
            PassOn(alert!, decided, mine);
        else
        {
            born(new AlertDecided(alert!.Id, alert.Notice, decided.Person, decided.Decision, decided.Reason)
            { At = decided.At, Roles = alert.EveryRoleAnswers && !StandsInForAll(alert, mine) ? mine.Where(alert.Silent.Contains).ToList() : null, ReviewOn = decided.ReviewOn });
            if (alert.ReviewOn is { } review)
                born(new ClockSet(alert.Id, alert.Notice, Clocks.Review, Clocks.ReviewOn(review, roles.Nation)) { At = decided.At });
        }
    }

    private string? Refused(Alert? alert, DecideAlert decided, List<string> mine) =>
        alert is null ? "there is no such alert"
        : !alert.IsOpen ? "somebody has decided it already"
        : decided.Seen != alert.Revision ? "there is something new on it that had not been seen"
        : decided.Of is not null && mine.Count == 0 ? "you were not told in that role"
        : alert.EveryRoleAnswers && !StandsInForAll(alert, mine) && Unanswered(alert, decided, mine) is { } unanswered ? unanswered
        : Decisions.Refuse(decided.Decision, decided.Reason, decided.To)?.Rule
        ?? (decided.ReviewOn is { } on && (on <= UkDay.Of(decided.At) || on > UkDay.Of(decided.At).AddDays(LatestReview)) ? "the day to look at it again must be after today and within a year"
        : decided.Decision == Decisions.NotForMe && roles.Reach(decided.To!, household, alert.Child, decided.At).Person.Id == decided.Person ? "nobody else holds that role: it would come back to you"
        : null);

    private static string? Unanswered(Alert alert, DecideAlert decided, List<string> mine) =>
        mine.Exists(alert.Silent.Contains) ? null
        : mine.Exists(r => alert.Holders.Any(t => t.Wanted == r)) ? "you have answered already; it waits for the other roles"
        : decided.Decision != Decisions.NotForMe ? "each role answers for itself, and you were told in none" : null;

    // The partnership manager, and the front door where there is nobody else, are told because others are silent: they answer for all of those.
    private static bool StandsInForAll(Alert alert, List<string> mine) =>
        mine.Exists(r => r is RoleDirectory.Partnership or RoleDirectory.FrontDoor && alert.Holders.All(t => t.Wanted != r));

    private void PassOn(Alert alert, DecideAlert decided, List<string> mine)
    {
        var missed = new List<Unreachable>();
        var told = roles.Reach(decided.To!, household, alert.Child, decided.At, missed.Add);
        // A role that has answered keeps its answer, and who gave it.
        var answered = alert.Holders.Select(t => t.Wanted).Except(alert.Silent).ToList();
        IReadOnlyList<string>? passed = decided.Of is null && !mine.Exists(answered.Contains) ? null : [.. mine.Except(answered)];
        born(new AlertPassedOn(alert.Id, alert.Notice + 1, alert.Urgency, alert.Sentence, alert.Reached.Because, [told], decided.Person, decided.Reason) { At = decided.At, Roles = passed });
        foreach (var said in Unreachable.Say(alert.Id, [told], missed, decided.At))
            born(said);
    }

    /// <summary>Opens a decided alert again because somebody disagrees; the leads of both sides see it.</summary>
    public void Challenge(ChallengeDecision challenge)
    {
        var alert = household.Alert(challenge.Alert);
        var refused = alert is null ? "there is no such alert"
            : alert.Decision is null ? "nobody has decided it yet"
            : alert.Answers.All(a => a.Person == challenge.Person) ? "it is your own decision"
            : string.IsNullOrWhiteSpace(challenge.Reason) ? "give a reason in words"
            : challenge.Reason.Length > Decisions.ReasonLength ? $"keep the reason to {Decisions.ReasonLength:N0} characters"
            : null;
        if (refused is not null)
            born(new DecisionRefused(challenge.Alert, challenge.Person, refused) { At = challenge.At });
        else
            NextStage(alert!, [.. Sides(alert!, challenge)], challenge.Person, challenge.Reason, 1, challenge.At);
    }

    /// <summary>Nobody has settled the disagreement in its time: the partnership manager is told too.</summary>
    public void NextStage(Alert alert, DateTimeOffset at)
    {
        var before = alert.Challenge!;
        NextStage(alert, [.. before.Told.Where(alert.Told.Contains).Append(roles.Reach(RoleDirectory.Partnership, household, alert.Child, at)).Distinct()], before.Person, before.Reason, before.Stage + 1, at);
    }

    private void NextStage(Alert alert, IReadOnlyList<Told> told, string person, string reason, int stage, DateTimeOffset at)
    {
        var notice = alert.Notice + 1;
        born(new DecisionChallenged(alert.Id, notice, alert.Severity, alert.Sentence, alert.Reached.Because, told, person, reason, stage) { At = at });
        born(new ClockSet(alert.Id, notice, -stage, Clocks.StageEnds(at, roles.Nation)) { At = at });
    }

    // Who decided, who disagrees, and who answers for the role of each. Who decided may have handed it over since: whoever has it now is that side.
    private IEnumerable<Told> Sides(Alert alert, ChallengeDecision challenge)
    {
        bool IsSide(Told t) => t.Person.Id == challenge.Person || alert.Answers.Any(a => a.Person == t.Person.Id);
        var wanted = alert.Notices.SelectMany(n => n.Told).Where(IsSide).Select(t => t.Wanted).Distinct().ToList();
        var sides = alert.Told.Where(t => IsSide(t) || wanted.Contains(t.Wanted) && t.As is null);
        var leads = wanted.Select(role => roles.At(role, Rank.Manager, household, alert.Child, challenge.At) is { } lead && !roles.IsAway(lead.Id, challenge.At)
            ? new Told(role, lead, As: StandsIn.Manager) : roles.Reach(RoleDirectory.FrontDoor, household, alert.Child, challenge.At));
        return sides.Concat(leads).DefaultIfEmpty(roles.Reach(RoleDirectory.FrontDoor, household, alert.Child, challenge.At)).DistinctBy(t => (t.Role, t.Person.Id));
    }
}
