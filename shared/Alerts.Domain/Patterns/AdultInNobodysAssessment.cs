using Alerts.Domain.Values;

namespace Alerts.Domain;

/// <summary>
/// Notices an adult who was named in the home or in a child's life while early help or a plan is open, and whom no assessment covers.
/// The reviews found unseen men: partners overlooked as a risk and as somebody who could protect (S0 L21, Rec 7; S1 4.1.6, 4.1.14; S3 s5 L77).
/// A parent counts as anybody else does: the reviews speak of fathers above all. An assessment may say that the adult does not matter.
/// </summary>
public sealed class AdultInNobodysAssessment() : AbsencePattern("MALE-1", 2, "Adult in the home or in the child's life is in nobody's assessment", "S0 L21, Rec 7; S1 4.1.6, 4.1.14; S3 s5 L77",
    Raises.AnewForEveryIncident,
    [Domain.Kinds.AdultNamed, Domain.Kinds.NewPartnerInHousehold, Domain.Kinds.HouseholdChange, Domain.Kinds.DomesticAbuseIncident], tell: ["LP|ASW", "CPC"])
{
    public override string Clears => "An assessment covers the adult, or \"not relevant\" is recorded with the reason.";

    private static readonly Number Within = new("workingDays", 20, "working days", Origin.TextConcept, "after the adult was named, for an assessment to cover them", Most: 250);
    private static readonly Number Before = new("before", Incidents.TwelveMonths, "days", Origin.Proposal, "before the adult was named again, an assessment that covers them still counts");
    private static readonly Grade Usual = new("severity", Severity.S4, Origin.Proposal, "otherwise");
    private static readonly Grade Graver = new("severityOfDomesticAbuse", Severity.S3, Origin.Proposal, "the police named them in a domestic abuse incident");

    // Few agencies send at first whom an assessment covers: every adult would seem to be left out.
    public override bool FirstRelease => false;
    public override bool ReadsPeople => true;
    public override IReadOnlyList<string> Context => [Domain.Kinds.AssessmentCompleted, .. PlanHistory.KindsWithEarlyHelp];
    public override IReadOnlyList<Setting> Settings => [Within, Before, Usual, Graver];
    public override string Memory => "while early help or a plan is open";

    // A plan or an assessment matters to later reports, an assessment also to those of the working days before it.
    public override Period Touches(DateOnly context) => Period.Since(WorkingDays.Before(context, this[Within]));

    // The time runs from an incident's first day.
    public override bool OnlyGrowsBy(Report came, History history) => history.IsLastOwn(this, came);

    public override bool Reads(Report report) => base.Reads(report) && report.Subjects.Any(s => !s.IsChild);

    public override IEnumerable<Expected> Missing(History history, Period around) =>
        from adult in history.Near(this, around).Where(r => history.Plans.OpenOn(r.Occurred.Day).Any())
            .SelectMany(r => r.Subjects.Where(s => !s.IsChild).Select(s => (history.People.Of(r, s).Key, Report: r)).Distinct())
            .GroupBy(x => x.Key, x => x.Report)
        from incident in Incidents.Of(adult)
        let until = WorkingDays.After(incident.Day, this[Within])
        where !history.Between([Domain.Kinds.AssessmentCompleted], Period.On(incident.Day).Wider(this[Before], 0).From, until).Any(a => Covers(a, adult.Key, history.People))
        let abuse = incident.Reports.Any(r => r.Kind == Domain.Kinds.DomesticAbuseIncident && r.Agency == "police")
        select new Expected(until.AddDays(1), new(null, this[abuse ? Graver : Usual], incident.Reports,
            $"An adult in the home or in a child's life was named ({incident.Reports[0].Occurred}) while early help or a plan is open, and {this[Within]} working days later no assessment covers them. "
            + "Assess them as a risk and as somebody who may protect, or record why they do not matter. The family must not be told who named the adult."));

    private static bool Covers(Report assessment, string adult, People people) => assessment.Subjects.Any(s => people.Of(assessment, s).Key == adult);
}
