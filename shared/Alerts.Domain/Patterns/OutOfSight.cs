using Alerts.Domain.Values;

namespace Alerts.Domain;

/// <summary>
/// Notices that a child drops out of sight (home education, off the roll, not in school) within six months after somebody was worried about a
/// child of the household. In published cases 07 and 17 the school that had been worried was the last to see the child; the
/// number is ours. Home education alone never alerts, nor does absence alone: neither is read as a concern here. For a child who is not in
/// school the concern must be a sign on a child or in the home; a referral of the
/// police after domestic abuse, or that names no child, is about the adults and not read; what police officers saw of a child or its home is.
/// </summary>
public sealed class OutOfSight() : Pattern("SIGHT-1", 3, "Out of sight soon after a concern", "cases/07, 17, 24; S0 point 2 L29-32",
    Raises.Cumulatively, [Domain.Kinds.EheNotified, Domain.Kinds.RemovedFromRoll, Domain.Kinds.NotInSchool], tell: ["FD", "EHEO", "DSL", "HV|SN"])
{
    public override string Clears => "A professional has seen the child since, and it is agreed who will go on seeing it.";

    private static readonly Number Window = new("window", 183, "days", Origin.Proposal, "from the concern to the loss of sight");
    private static readonly Number Referred = new("referredWithin", 3, "days", Origin.Proposal, "after domestic abuse, a referral of the police is about that: by law at once, in practice after the weekend", Least: 0);
    private static readonly Grade Usual = new("severity", Severity.S2, Origin.Proposal, "always");

    /// <summary>About a child's care: seen on the child or in the home, or that somebody reported. What the adults do to each other is read elsewhere; that a child is unhappy is a good reason to teach it at home.</summary>
    private static readonly IReadOnlyList<string> Concerns =
        [.. Domain.Kinds.DirectSigns, .. Domain.Kinds.Referrals, Domain.Kinds.SchoolConcern, Domain.Kinds.ExploitationOrArrest, Domain.Kinds.AggressionToProfessional];

    private static readonly HashSet<string> IsConcern = [.. Concerns];

    public override IReadOnlyList<Setting> Settings => [Window, Referred, Usual];
    public override string Memory => $"concerns of {Spoken.Days(this[Window])}";
    public override bool JoinsAdjacentDays => false;
    public override IReadOnlyList<string> Context { get; } = [.. Concerns, Domain.Kinds.DomesticAbuseIncident];

    public override Period Touches(DateOnly context) => Period.On(context).Wider(0, this[Window] + this[Referred]);

    public override IEnumerable<Finding> Find(History history, Period around)
    {
        foreach (var loss in history.Near(this, around))
        {
            var day = loss.Occurred.Day;
            var concerns = history.Between(Domain.Kinds.Adverse, Period.On(day).Wider(this[Window], 0).From, day).Where(r => IsConcern.Contains(r.Kind) && !IsAboutTheAdults(r, history)).ToList();
            // A child who is not in school is often ill, between schools or kept at home by need: a sign on a child or in the home must go before.
            if (loss.Kind == Domain.Kinds.NotInSchool)
                concerns.RemoveAll(r => !Domain.Kinds.DirectSigns.Contains(r.Kind));
            if (concerns.Count > 0)
                yield return new(null, this[Usual], [.. concerns, loss],
                    $"{Said(loss)} ({loss.Occurred}), {(concerns.Count == 1 ? "after a concern" : $"after {concerns.Count} concerns")} within {Spoken.Days(this[Window])}. Who will see the child now?");
        }
    }

    private bool IsAboutTheAdults(Report report, History history) => report.Agency == "police"
        && (report.Kind == Domain.Kinds.AggressionToProfessional || Domain.Kinds.Referrals.Contains(report.Kind)
            && (!report.Subjects.Any(s => s.IsChild) || history.Has([Domain.Kinds.DomesticAbuseIncident], Period.On(report.Occurred.Day).Wider(this[Referred], 0))));

    private static string Said(Report loss) => loss.Kind switch
    {
        Domain.Kinds.EheNotified => "Home education was announced",
        Domain.Kinds.RemovedFromRoll => "A child was taken off the roll",
        _ => "A child is not in school",
    };
}
