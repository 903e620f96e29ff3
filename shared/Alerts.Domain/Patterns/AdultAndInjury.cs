using Alerts.Domain.Values;

namespace Alerts.Domain;

/// <summary>
/// Notices an injury of a child that somebody has to explain, or domestic abuse, where a new partner came within six months or an adult of
/// the household has offended within twelve months, or ever with violence or against a child (S0 L21, Rec 7; S3 section 5 L77; published cases 08, 11 and 32; the numbers are ours).
/// Falls of walking children are common: a clinician's suspicion, a mark on a child under five or the injury of one in its first year is graver, and with
/// an offence alone no other injury is read, and a mark is graver on a baby only.
/// </summary>
public sealed class AdultAndInjury() : Pattern("ADULT-1", 3, "A new partner or an offending adult, and a child hurt or domestic abuse", "S0 L21, Rec 7; S3 s5 L77; cases/08, 11, 32",
    Raises.Cumulatively, [.. Injuries, Domain.Kinds.DomesticAbuseIncident], tell: ["FD", "LP|ASW?", "HV|SN", "NN"])
{
    public override string Clears => "It is recorded who was there, and an assessment covers that adult.";

    private static readonly Number Window = new("newFor", 183, "days", Origin.Proposal, "a partner is new for so long");
    private static readonly Number Offence = new("offenceFor", Incidents.TwelveMonths, "days", Origin.Proposal, "an offence is read for so long; one of violence or against a child always");
    private static readonly Number InjuryUnder = new("injuryUnder", 1, "years", Origin.Proposal, "of age, an attendance for an injury has to be explained: such a child does little to hurt itself (79 % of walkers have a bruise, 2 % of those who cannot roll)");
    private static readonly Number MarkUnder = new("markUnder", 5, "years", Origin.Proposal, "of age, a mark that a professional saw has to be explained");
    private static readonly Number BabyUnder = new("markOfOffenceUnder", 1, "years", Origin.Proposal, "of age, a mark is graver with an offence alone, which may be long ago. An unknown age is not taken for a young one");
    private static readonly Grade Graver = new("severity", Severity.S2, Origin.Proposal, "an injury to be explained");
    private static readonly Grade Lower = new("severityOtherwise", Severity.S3, Origin.Proposal, "any other injury with a new partner; domestic abuse, which is common with both");

    private static string[] Injuries => [Domain.Kinds.EdAttendanceInjury, Domain.Kinds.InjuryObserved, Domain.Kinds.SuspectedNonAccidentalInjury];

    public override IReadOnlyList<Setting> Settings => [Window, Offence, InjuryUnder, MarkUnder, BabyUnder, Graver, Lower];
    public override string Memory => $"a new partner for {Spoken.Days(this[Window])}; an offence for {Spoken.Days(this[Offence])}, of violence or against a child for ever";
    public override bool ReadsPeople => true;
    public override bool JoinsAdjacentDays => false;
    public override bool OnlyGrowsBy(Report came, History history) => true;
    public override IReadOnlyList<string> Context => [Domain.Kinds.NewPartnerInHousehold, Domain.Kinds.ParentalOffending];

    public override Period Touches(DateOnly context) => Period.Since(context);

    public override bool Reads(Report report) => base.Reads(report) && !report.Says("returnVisit") && !report.Says("sport");

    public override IEnumerable<Finding> Find(History history, Period around)
    {
        foreach (var hurt in history.Near(this, around))
        {
            var day = hurt.Occurred.Day;
            var partners = history.Between([Domain.Kinds.NewPartnerInHousehold], Period.On(day).Wider(this[Window], 0).From, day);
            var offending = history.Between([Domain.Kinds.ParentalOffending], DateOnly.MinValue, day).Where(r => Domain.Kinds.NeverFades(r) || r.Occurred.Day.AddDays(this[Offence]) >= day).ToList();
            var abuse = hurt.Kind == Domain.Kinds.DomesticAbuseIncident;
            var explain = !abuse && (hurt.Kind == Domain.Kinds.SuspectedNonAccidentalInjury
                || history.People.ChildrenIn(hurt).Any(c => c.AgeOn(day) < (hurt.Kind == Domain.Kinds.InjuryObserved ? this[MarkUnder] : this[InjuryUnder])));
            if (partners.Count > 0)
                yield return Found(hurt, partners, this[explain ? Graver : Lower], "a new partner had come into the household");
            // An offence of violence is never forgotten, and those who walk fall: with it alone a suspicion or a baby's injury is graver.
            var grave = hurt.Kind == Domain.Kinds.SuspectedNonAccidentalInjury || explain && history.People.ChildrenIn(hurt).Any(c => c.AgeOn(day) < this[BabyUnder]);
            if (offending.Count > 0 && (abuse || explain))
                yield return Found(hurt, offending, this[grave ? Graver : Lower], "an adult of the household is known to have offended");
        }
    }

    private static Finding Found(Report hurt, IReadOnlyList<Report> adults, Severity severity, string why) =>
        new(null, severity, [.. adults, hurt], (hurt.Kind == Domain.Kinds.DomesticAbuseIncident ? "Domestic abuse was reported" : "A child was hurt") + $" ({hurt.Occurred}) where {why} ({adults[^1].Occurred})."
            + " Ask who was there, and whether any assessment covers that adult.");
}
