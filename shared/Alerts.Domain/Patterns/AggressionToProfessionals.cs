using Alerts.Domain.Values;

namespace Alerts.Domain;

/// <summary>
/// Notices aggression to professionals on separate occasions, whichever agencies met it.
/// In the review of Child B the ambulance service and a community nurse each held one of two incidents (S1 2.9, 2.10, 4.1.13; S0 discussion L74).
/// Where a sender says that somebody has a need of communication, the alert says so and is no lower for it: that may explain it, and staff still go through that door.
/// </summary>
public sealed class AggressionToProfessionals() : Pattern("AGG-1", 2, "Aggression to professionals from different agencies", "S1 2.9, 2.10, 4.1.13; S0 L74",
    Raises.Cumulatively, [Domain.Kinds.AggressionToProfessional], tell: ["FD", "LP|ASW", "LEADS"])
{
    public override string Clears => "One joint plan for contact with the family is recorded.";

    private static readonly Number Separate = new("incidents", 2, "incidents", Origin.Text, "separate incidents, on days that are not adjacent");
    private static readonly Number Window = new("window", Incidents.TwelveMonths, "days", Origin.Proposal, "within which they count together");
    private static readonly Grade Usual = new("severity", Severity.S2, Origin.Proposal, "always");

    public override IReadOnlyList<Setting> Settings => [Separate, Window, Usual];
    public override int Reach => this[Window];

    /// <summary>Each agency's staff go through that door: one lead's answer keeps nobody else's safe (S1 4.1.13).</summary>
    public override bool EveryRoleAnswers => true;

    public override IEnumerable<Finding> Find(History history, Period around) =>
        from window in Incidents.Crossing(Incidents.Of(history.Near(this, around)), this[Window], this[Separate], around)
        let reports = window.SelectMany(i => i.Reports).ToList()
        select new Finding(null, this[Usual], reports,
            $"Aggression to professionals on {window.Count} separate occasions within {Spoken.Days(this[Window])} ({string.Join("; ", window.Select(i => i.Reports[0].Occurred))}), " +
            $"reported by {string.Join(", ", reports.Select(r => r.Agency.Replace('-', ' ')).Distinct())}. Agree one plan for contact; ask what lies behind it."
            + (reports.Exists(r => r.Says("communicationNeed")) ? " A need of communication or a disability was recorded with it: ask what would help them to be understood." : ""));
}
