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
            if (!Crosses(reports))
                continue;
            yield return new(null, this[Usual], reports, () =>
                $"In the {Spoken.Days(this[Window])} to {end:d MMMM yyyy} this family kept home visits on {Days(reports, missed: false)} days, and children were not brought to appointments on {Days(reports, missed: true)}. "
                + "What gets in the way of coming to a clinic? Could the appointment come to the home?")
            { GoesOn = around == Period.On(end) ? OneDayMore(reports, end) : null };
        }
    }

    private bool Crosses(IReadOnlyList<Report> reports) => Days(reports, missed: false) >= this[Visits] && Days(reports, missed: true) >= this[Missed];

    // What crosses without its last day was found on the day before that.
    private GoesOn? OneDayMore(IReadOnlyList<Report> reports, DateOnly end)
    {
        var before = reports.TakeWhile(r => r.Occurred.Day < end).ToList();
        return Crosses(before) ? new(before[^1], [.. reports.Skip(before.Count)]) : null;
    }

    private static bool IsMissed(Report report) => report.Kind == Domain.Kinds.WasNotBrought;

    private static int Days(IReadOnlyList<Report> reports, bool missed)
    {
        var (days, last) = (0, DateOnly.MinValue);
        foreach (var report in reports)
            if (IsMissed(report) == missed && report.Occurred.Day != last)
                (days, last) = (days + 1, report.Occurred.Day);
        return days;
    }
}
