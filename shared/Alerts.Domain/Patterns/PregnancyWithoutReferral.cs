using Alerts.Domain.Values;

namespace Alerts.Domain;

/// <summary>
/// Notices a pregnancy booked in a household with serious history (a child protection plan or a removal, or other factors together) about which nobody made
/// an unborn-baby referral within ten working days. In the review of Child B the procedure asked for one and only a telephone check was made (S1 4.1.7, 4.1.9, 4.1.10, LP5, Systems Rec 2). A parent's disability or
/// diagnosis never fires it alone or together: something else must be present. The named doctor is told with the others: the ten working days
/// after which it climbs to them have passed when it is raised.
/// </summary>
public sealed class PregnancyWithoutReferral() : AbsencePattern("UNB-1", 1, "Pregnancy in a household with serious history and no unborn referral", "S1 4.1.7, 4.1.9, 4.1.10, LP5, Systems Rec 2",
    Raises.AnewForEveryIncident, [Domain.Kinds.PregnancyBooked], tell: ["NMW", "FD", "HV", "ND"])
{
    public override string Clears => "The referral about the unborn child was received, or midwifery and the front door have recorded together why not.";

    private static readonly Number Within = new("workingDays", 10, "working days", Origin.Proposal, "after the booking, for the referral to be made", Most: 100);
    private static readonly Number Before = new("monthsBefore", 3, "calendar months", Origin.Proposal, "before the booking, a referral counts already", Most: 120);
    private static readonly Number Factors = new("factors", 2, "factors", Origin.TextConcept, "where there was no removal or child protection plan, which is enough: early help, more than one baby, a parent's vulnerability, a parent's mental ill health");
    private static readonly Grade Usual = new("severity", Severity.S2, Origin.Proposal, "always");

    /// <summary>A pregnancy told again within so many days, with no birth between, is the same one.</summary>
    private const int Pregnancy = 280;

    private static readonly string[] MentalHealth = [Domain.Kinds.ParentalMentalHealthConcern, Domain.Kinds.ParentalMentalHealthCrisis];

    /// <summary>What shows that social care knows of the unborn child: a referral, or what follows one.</summary>
    private static readonly string[] Referring = [Domain.Kinds.ProfessionalReferral, Domain.Kinds.SectionFortySeven, Domain.Kinds.CpPlanStarted];

    public override IReadOnlyList<string> Needs => [Domain.Kinds.ParentalVulnerability, .. MentalHealth];
    public override IReadOnlyList<string> Context => [.. Needs, .. PlanHistory.KindsWithRemovals, Domain.Kinds.EarlyHelpStarted, Domain.Kinds.ProfessionalReferral, Domain.Kinds.Birth];
    public override int Reach => Pregnancy;
    public override IReadOnlyList<Setting> Settings => [Within, Before, Factors, Usual];
    public override string Memory => "plans, removals and early help never fade; a parent's mental ill health as its kind does";

    // History matters to every later booking, a referral also to the bookings of the working days before it.
    public override Period Touches(DateOnly context) => Period.Since(WorkingDays.Before(context, this[Within]));

    public override IEnumerable<Expected> Missing(History history, Period around) =>
        from incident in Incidents.Of(history.Near(this, around))
        let known = WhatIsKnown(history, incident)
        where known.Count > 0
        let told = ToldBefore(history, incident.Day)
        let first = told.Count > 0 ? told[0].Occurred.Day : incident.Day
        let until = WorkingDays.After(incident.Day, this[Within])
        where !history.Between(Referring, first.AddMonths(-this[Before]), until).Any(r => r.Says("unborn") || r.Subjects.Any(s => s.Role == SubjectRoles.Unborn))
        select new Expected(until.AddDays(1), new(null, this[Usual], [.. history.Between(PlanHistory.KindsWithRemovals, DateOnly.MinValue, incident.Day).Concat(told).Concat(incident.Reports).Order(History.ByDate)],
            $"A pregnancy was booked ({incident.Reports[0].Occurred}) and {this[Within]} working days later there is no referral about the unborn child. Known here: {string.Join("; ", known)}. "
            + "Midwifery and the front door: refer, or record together why not. A new partner or a long stable time may have changed much."));

    private IReadOnlyList<Report> ToldBefore(History history, DateOnly day)
    {
        var (from, to) = Period.On(day).Wider(Pregnancy, -1);
        return history.Between(Kinds, history.Between([Domain.Kinds.Birth], from, to) is [.., var birth] ? birth.Occurred.Day.AddDays(1) : from, to);
    }

    private List<string> WhatIsKnown(History history, Incident booking)
    {
        var day = booking.Day;
        List<string> serious = [], other = [], needs = [];
        if (history.Between(Domain.Kinds.Removals, DateOnly.MinValue, day) is [.., var removal])
            serious.Add($"a child removed from a parent's care ({removal.Occurred})");
        if (history.Plans.Statutory.LastOrDefault(e => e.Plan == Plan.ChildProtection && e.From <= day) is { } plan)
            serious.Add($"a child protection plan ({plan.Reports[0].Occurred})");
        if (history.Between([Domain.Kinds.EarlyHelpStarted], DateOnly.MinValue, day) is [.., var help])
            other.Add($"early help ({help.Occurred})");
        if (booking.Reports.Any(r => r.Says("multiple")))
            other.Add("more than one baby is expected");
        if (history.Between([Domain.Kinds.ParentalVulnerability], DateOnly.MinValue, day).Count > 0)
            needs.Add("a parent who may need support");
        if (history.Remembered(MentalHealth, day).Any())
            needs.Add("a parent's mental health");
        return serious.Count > 0 || other.Count > 0 && other.Count + needs.Count >= this[Factors] ? [.. serious, .. other, .. needs] : [];
    }
}
