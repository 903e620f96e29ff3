using Alerts.Domain.Values;

namespace Alerts.Domain;

/// <summary>
/// Notices that one agency asked another what it knows of a household and no answer is on the record. In the review of Child B midwifery
/// asked by telephone, the two sides understood the answer differently, and neither wrote it down (S1 4.1.7, footnotes 18-19). The same check asked twice is one. The lead of the agency that asked is told too.
/// </summary>
public sealed class LateralCheckUnanswered() : AbsencePattern("UNB-2", 1, "Lateral check asked and not answered on the record", "S1 4.1.7, fn 18-19",
    Raises.AnewForEveryIncident, [Domain.Kinds.LateralCheckAsked], tell: ["FD"])
{
    public override string Clears => "The check is answered on the record, with the history.";

    private static readonly Number Within = new("workingDays", 2, "working days", Origin.TextConcept, "after it was asked, for the answer to be on the record", Most: 100);
    private static readonly Grade Usual = new("severity", Severity.S3, Origin.Proposal, "always");

    // Few agencies send their checks at first: without the feed of answers every question would look unanswered.
    public override bool FirstRelease => false;
    public override IReadOnlyList<string> Context => [Domain.Kinds.LateralCheckAnswered];
    public override IReadOnlyList<Setting> Settings => [Within, Usual];
    public override Period Touches(DateOnly context) => new(WorkingDays.Before(context, this[Within]), context);

    public override IEnumerable<Expected> Missing(History history, Period around) =>
        from check in history.Near(this, around).GroupBy(r => r.Text("check") is { } name ? $"check {name}" : $"asked by {r.Agency}")
        from incident in Incidents.Of(check)
        let until = WorkingDays.After(incident.Day, this[Within])
        where !history.Between(Context, incident.Day, until).Any(answer => Answers(answer, incident.Reports[0]))
        select new Expected(until.AddDays(1), new(null, this[Usual], incident.Reports,
            $"A lateral check was asked ({incident.Reports[0].Occurred}) and {this[Within]} working days later no answer is on the record. Answer it with the history, and record what was said.",
            ["FD", .. incident.Reports.Select(r => RoleDirectory.LeadFor(r.Agency)).OfType<string>().Distinct()]));

    // A check or an answer without a name may be any.
    private static bool Answers(Report answer, Report asked) =>
        answer.Text("check") is not { } answered || asked.Text("check") is not { } check || answered == check;
}
