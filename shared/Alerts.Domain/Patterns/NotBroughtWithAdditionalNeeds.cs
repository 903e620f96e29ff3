using Alerts.Domain.Values;

namespace Alerts.Domain;

/// <summary>
/// Notices sooner that a child with additional needs is not brought: fewer than four in five of three appointments in six months, or two missed
/// in a row in one specialty that the clinic marks as critical. The review asks for particular attention to these children (S1 4.2.1-4.2.4, LP6,
/// LP8, Systems Rec 4). What was missed during a stay in hospital does not count; a child with many clinics misses several by chance, so only
/// three in a row in the critical specialty ask for the same day, and only where nobody else saw the child meanwhile.
/// </summary>
public sealed class NotBroughtWithAdditionalNeeds() : Pattern("WNB-5", 3, "Child with additional needs not being brought", "S1 4.2.1-4.2.4, LP6, LP8, Systems Rec 4",
    Raises.Cumulatively, Appointments.Kinds, tell: ["NN", "BKC", "HV|SN", "EYF|DSL"])
{
    public override string Clears => "The child was brought the next time, and somebody has reviewed what was missed.";

    private static readonly Number Share = new("share", 80, "%", Origin.TextConcept, "brought to fewer than this share", Most: 100);
    private static readonly Number FewestOffered = new("fewestOffered", 3, "appointments", Origin.TextConcept, "offered at least");
    private static readonly Number FewestMissed = new("fewestMissed", 2, "appointments", Origin.Proposal, "missed at least, where no summary tells of more (base rates: never one alone)");
    private static readonly Number LateCancellations = new("lateCancellations", 3, "cancellations", Origin.Proposal, "late cancellations by a carer count as not brought from so many on");
    private static readonly Number InARow = new("missedInARow", 2, "appointments", Origin.TextConcept, "missed one after the other in the same critical specialty");
    private static readonly Number InARowIfGraver = new("missedInARowIfGraver", 3, "appointments", Origin.Proposal, "missed so, and the child brought nowhere else between them, for it to be graver: with the ordinary fifth missed, many a disabled child misses two in a row each year");
    private static readonly Number Window = new("window", 183, "days", Origin.Proposal, "within which they count together");
    private static readonly Number Stay = new("stay", 7, "days", Origin.Proposal, "from an admission on, in which nothing counts as missed", Least: 0);
    private static readonly Grade Usual = new("severity", Severity.S3, Origin.Proposal, "otherwise");
    private static readonly Grade Critical = new("severityIfCritical", Severity.S2, Origin.Proposal, "missedInARowIfGraver in a specialty marked critical, and nobody else saw the child between them");

    private static readonly string[] Admission = [Domain.Kinds.HospitalAdmission];

    public override IReadOnlyList<string> Needs => Domain.Kinds.AdditionalNeeds;
    public override IReadOnlyList<string> Context { get; } = [.. Domain.Kinds.AdditionalNeeds, .. Admission];
    public override bool ReadsPeople => true;
    public override bool OnlyLooksBack => true;
    public override IReadOnlyList<Setting> Settings => [Share, FewestOffered, FewestMissed, LateCancellations, InARow, InARowIfGraver, Window, Stay, Usual, Critical];
    public override int Reach => this[Window];
    public override string Memory => $"{Spoken.Days(this[Window])}; a child's needs never fade";
    public override Period Touches(DateOnly context) => Period.Since(context);
    public override bool OnlyGrowsBy(Report came, History history) => Needs.Contains(came.Kind);

    public override IEnumerable<Finding> Find(History history, Period around) =>
        !history.Has(Needs, Period.Always) || !Appointments.MayHold(history, this, Math.Min(this[FewestOffered], this[InARow])) ? []
        : history.Appointments(this, (report, child) => !WasInHospital(report, child, history)).Children.SelectMany(child => Found(child, history, around));

    private IEnumerable<Finding> Found(AppointmentRow child, History history, Period around)
    {
        bool HadNeedsBy(DateOnly day) => history.Has(Needs, new(DateOnly.MinValue, day), n => IsAbout(n, child.Name, history.People));
        foreach (var window in child.Windows(this[Window], around.Wider(0, this[Window])))
            if (Appointments.Low(window, this[Share], this[FewestOffered], this[LateCancellations]) is { } offer && IsNoLoneMiss(offer) && HadNeedsBy(offer.End))
                yield return new(child.Name, this[Usual], offer.Evidence, () =>
                    $"A child with additional needs was brought to {offer.Brought / offer.Offered:P0} of {offer.Offered:0} appointments in the {Spoken.Days(this[Window])} to {offer.End:d MMMM yyyy}. Ask what gets in the way: illness, transport, many clinics.",
                    Told(child.Name, offer.End, history.People));
        if (child.All.Critical < Math.Min(this[InARow], this[InARowIfGraver]))
            yield break;
        var reports = child.Of(history.Reach(this, around));
        foreach (var missed in reports.Where(r => r.Text("specialty") is not null).GroupBy(r => r.Text("specialty")!.Trim(), StringComparer.OrdinalIgnoreCase).SelectMany(MissedInARow))
            if (HadNeedsBy(missed[^1].LastDay))
            {
                var graver = missed.Count >= this[InARowIfGraver] && !WasBroughtBetween(missed, reports);
                yield return new(child.Name, this[graver ? Critical : Usual], [.. missed.SelectMany(i => i.Reports)],
                    $"A child with additional needs was not brought {missed.Count} times in a row to the same critical specialty ({string.Join("; ", missed.Select(i => i.Reports[0].Occurred))}). Ask {(graver ? "today " : "")}how the child is and what gets in the way.",
                    Told(child.Name, missed[^1].Day, history.People));
            }
    }

    private bool IsNoLoneMiss(Offer offer) => offer.Offered - offer.Brought >= this[FewestMissed] || offer.HasSummary;

    private static bool WasBroughtBetween(IReadOnlyList<Incident> missed, IReadOnlyList<Report> reports) =>
        reports.Any(r => r.Kind == Domain.Kinds.AppointmentBrought && r.Occurred.Day > missed[0].Day && r.Occurred.Day < missed[^1].Day);

    // Each run of so many missed in a row; one that was kept ends a run.
    private IEnumerable<IReadOnlyList<Incident>> MissedInARow(IEnumerable<Report> ofOneSpecialty)
    {
        var reports = ofOneSpecialty.ToList();
        var kept = reports.Where(r => r.Kind == Domain.Kinds.AppointmentBrought).Select(r => r.Occurred.Day).ToList();
        var missed = Incidents.Of(reports.Where(r => r.Kind == Domain.Kinds.WasNotBrought && Appointments.IsCritical(r)));
        foreach (var many in new[] { this[InARow], this[InARowIfGraver] }.Distinct())
            for (var last = many - 1; last < missed.Count; last++)
            {
                var row = missed.Skip(last - many + 1).Take(many).ToList();
                if (row[0].Day >= Period.On(row[^1].Day).Wider(this[Window], 0).From && !kept.Exists(day => day > row[0].Day && day < row[^1].Day))
                    yield return row;
            }
    }

    private static readonly string[] AtSchool = ["NN", "BKC", "SN", "DSL"];

    private static IReadOnlyList<string>? Told(string child, DateOnly day, People people) =>
        people.Named(child)?.Under(Appointments.SchoolAge, day) == false ? AtSchool : null;

    private bool WasInHospital(Report report, string child, History history) =>
        report.Kind != Domain.Kinds.AppointmentBrought && report.Kind != Domain.Kinds.AppointmentsSummary
        && history.Has(Admission, Period.On(report.Occurred.Day).Wider(this[Stay], 0), a => IsAbout(a, child, history.People));

    private static bool IsAbout(Report report, string child, People people) => People.IsAmong(people.ChildrenIn(report), child);
}
