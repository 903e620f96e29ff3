using Alerts.Domain.Values;

namespace Alerts.Domain;

/// <summary>
/// Notices aggression to professionals on separate occasions, whichever agencies met it.
/// In the review of Child B the ambulance service and a community nurse each held one of two incidents (S1 2.9, 2.10, 4.1.13; S0 discussion L74).
/// </summary>
public sealed class AggressionToProfessionals() : Pattern("AGG-1", 1, "Aggression to professionals from different agencies", "S1 2.9, 2.10, 4.1.13; S0 L74",
    Raises.Cumulatively, reach: Incidents.TwelveMonths, [Domain.Kinds.AggressionToProfessional], tell: ["FD", "LP|ASW", "LEADS"])
{
    /// <summary>TEXT: two separate incidents. The window of twelve months is a PROPOSAL.</summary>
    private const int Threshold = 2;

    public override IEnumerable<Finding> Find(History history, Report? around) =>
        from window in Incidents.Crossing(Incidents.Of(history.Near(this, around)), Incidents.TwelveMonths, Threshold)
        let reports = window.SelectMany(i => i.Reports).ToList()
        select new Finding(null, Severity.S2, reports,
            $"Aggression to professionals on {window.Count} separate occasions within 12 months ({string.Join("; ", window.Select(i => i.Reports[0].Occurred))}), " +
            $"reported by {string.Join(", ", reports.Select(r => r.Agency.Replace('-', ' ')).Distinct())}. Agree one plan for contact; ask what lies behind it.");
}
