using Alerts.Domain.Values;

namespace Alerts.Domain;

/// <summary>
/// Notices a family that is at home for visits while children are not brought to clinics. In the review of Child B the contrast was read as
/// engagement, visit by visit, and not looked into (S1 4.2.7, 4.2.3). Transport, money or fear of leaving the house may lie behind it, so
/// the alert is a question.
/// </summary>
public sealed class HomeVisitsKeptClinicsMissed() : Pattern("WNB-3", 1, "Home visits kept, clinics missed", "S1 4.2.7, 4.2.3",
    Raises.Cumulatively, [Domain.Kinds.WasNotBrought, Domain.Kinds.HomeVisitNoConcern, Domain.Kinds.RoutineContact], tell: ["LP|HV|SN", "NN"])
{
    public override string Clears => "What gets in the way is recorded and dealt with.";

    private static readonly Number Visits = new("visits", 2, "days", Origin.TextConcept, "on which a home visit was kept, at least");
    private static readonly Number Missed = new("missed", 3, "days", Origin.TextConcept, "on which a child was not brought, at least; brothers and sisters on one day count once");
    private static readonly Number Window = new("window", 84, "days", Origin.Proposal, "within which they count together");
    private static readonly Grade Usual = new("severity", Severity.S3, Origin.Proposal, "always");

    public override IReadOnlyList<Setting> Settings => [Visits, Missed, Window, Usual];
    public override int Reach => this[Window];
    public override bool OnlyGrowsBy(Report came, History history) => true;

    public override bool Reads(Report report) => base.Reads(report)
        && (IsMissed(report) ? !Appointments.IsByTheService(report) : report.Kind == Domain.Kinds.HomeVisitNoConcern || report.Says("homeSeen"));

    public override IEnumerable<Finding> Find(History history, Period around)
    {
        foreach (var (end, reports) in Appointments.Ending([.. history.Near(this, around)], this[Window], around.From))
        {
            var (missed, visits) = (Days(reports, missed: true), Days(reports, missed: false));
            if (visits >= this[Visits] && missed >= this[Missed])
                yield return new(null, this[Usual], reports, () =>
                    $"In the {Spoken.Days(this[Window])} to {end:d MMMM yyyy} this family kept home visits on {visits} days, and children were not brought to appointments on {missed}. "
                    + "What gets in the way of coming to a clinic? Could the appointment come to the home?");
        }
    }

    private static bool IsMissed(Report report) => report.Kind == Domain.Kinds.WasNotBrought;

    private static int Days(List<Report> reports, bool missed)
    {
        var (days, last) = (0, DateOnly.MinValue);
        foreach (var report in reports)
            if (report.Occurred.Day > last && IsMissed(report) == missed)
                (days, last) = (days + 1, report.Occurred.Day);
        return days;
    }
}
