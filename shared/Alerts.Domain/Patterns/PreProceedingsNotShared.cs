using Alerts.Domain.Values;

namespace Alerts.Domain;

/// <summary>
/// Notices that pre-proceedings moved to another stage and agencies which work with the household have not confirmed that they were told
/// (S4 PLO L63, Rec 6 L99). Only that the stage changed is shared, never what was said: the content may be restricted by law.
/// </summary>
public sealed class PreProceedingsNotShared() : AbsencePattern("PLO-1", 2, "Pre-proceedings moved on and the network was not told", "S4 PLO L63, Rec 6 L99",
    Raises.AnewForEveryIncident, [Domain.Kinds.PreProceedingsStageChanged], tell: ["CPO", "ASW", "LEGAL"])
{
    public override string Clears => "The agencies have confirmed that they were told, and the family knows that it is shared.";

    private static readonly Number Shared = new("shared", 2, "working days", Origin.TextConcept, "after the stage changed");
    private static readonly Grade Usual = new("severity", Severity.S3, Origin.Proposal, "always");

    /// <summary>Longer than any run of days on which one change of stage is reported.</summary>
    private const int Run = 31;

    public override IReadOnlyList<string> Context => Notices.Contacts;
    public override bool FirstRelease => false;
    public override bool ReadsPeople => true;
    public override IReadOnlyList<Setting> Settings => [Shared, Usual];
    public override string Memory => "agencies that sent a routine contact, an appointment, attendance, a level, a review or a notice in the 12 months before";
    public override Period Touches(Report own) => Period.Always;

    // A notice answers a change of stage before it; a contact makes an agency one to be told from then on.
    public override Period Touches(string kind, DateOnly context) =>
        Period.On(context).Wider(kind == Domain.Kinds.NoticeReceived ? Run : -1, Incidents.TwelveMonths + Run);

    public override IEnumerable<Expected> Missing(History history, Period around)
    {
        foreach (var change in Incidents.Of(history.Of(Kinds)).Where(i => i.Reports.Any(r => around.Holds(r.Occurred.Day))))
        {
            var last = WorkingDays.After(change.Day, this[Shared]);
            if (Notices.Missing(history, this, change.Reports, ["pre-proceedings"], change.Day, last) is { Count: > 0 } agencies)
                yield return new(last.AddDays(1), new(null, this[Usual], change.Reports,
                    $"Pre-proceedings moved to another stage ({change.Reports[0].Occurred}). No confirmation by {last:d MMMM yyyy} that these agencies were told: {Notices.Spoken(agencies)}. "
                    + "Tell them the stage, tell the family that it is shared, and keep other plans going meanwhile."));
        }
    }
}
