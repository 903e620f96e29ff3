using Alerts.Domain.Values;

namespace Alerts.Domain;

/// <summary>
/// Notices a child protection plan that ended although the allocated social worker had recommended that it go on, so that managers
/// review the decision (S0 recommendation 2, L51). A recommendation that was changed up to the decision counts as it was changed.
/// </summary>
public sealed class PlanEndedAgainstRecommendation() : Pattern("CP-2", 3, "Plan ended against the allocated social worker's recommendation", "S0 Rec 2 L51",
    Raises.Cumulatively, [Domain.Kinds.ConferenceDecision, Domain.Kinds.CpPlanEnded], tell: ["SM", "SUOM"])
{
    public override string Clears => "A manager's review of the decision is recorded.";

    private static readonly Number SameConference = new("sameConference", 14, "days", Origin.Proposal, "a recommendation made at most so many days before belongs to the conference");
    private static readonly Grade Usual = new("severity", Severity.S2, Origin.Proposal, "always");

    public override IReadOnlyList<string> Context => [Domain.Kinds.RecommendationRecorded];
    public override bool ReadsPeople => true;
    public override IReadOnlyList<Setting> Settings => [SameConference, Usual];
    public override int Reach => this[SameConference];
    public override string Memory => "the one conference";
    public override Period Touches(DateOnly context) => Period.On(context).Wider(0, this[SameConference]);

    // A plan that ends because the child moved or is looked after was not ended by weighing it; a decision always was.
    public override bool Reads(Report report) => report.Kind switch
    {
        Domain.Kinds.ConferenceDecision => report.Text("decision") == "end",
        Domain.Kinds.CpPlanEnded => !PlanEndedEarly.NotAnEnd.Contains(report.Text("because")),
        _ => false,
    };

    public override IEnumerable<Finding> Find(History history, Period around)
    {
        foreach (var (child, incident) in Incidents.ByChild(history.Near(this, around), history.People))
        {
            var latest = history.Between(Context, Period.On(incident.Day).Wider(this[SameConference], 0).From, incident.Day)
                .Where(r => history.People.MayBeAbout(r, child)).MaxBy(r => (r.Occurred.Day, r.ReportedAt, r.Id));
            if (latest?.Text("recommendation") is "continue" or "start")
                yield return new Finding(child?.Key, this[Usual], [latest!, .. incident.Reports],
                    $"A child protection plan ended ({incident.Reports[0].Occurred}) although the allocated social worker had recommended that there be one ({latest!.Occurred}). "
                    + "Please review the decision with the reasons on both sides.");
        }
    }
}
