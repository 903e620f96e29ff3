using Alerts.Domain.Values;

namespace Alerts.Domain;

/// <summary>
/// Notices that two or more children of a household are not being brought to appointments, or that appointments with several services are
/// missed again and again. In the review of Child B three children's missed appointments lay in separate systems, and nobody saw them together
/// (S1 4.2.7, 4.3.3; S3 s5 L71). Clinics of brothers and sisters on one day count once.
/// </summary>
public sealed class NotBroughtAcrossHousehold() : Pattern("WNB-2", 2, "Not brought across a household", "S1 4.2.7, 4.3.3; S3 s5",
    Raises.Cumulatively, Appointments.Kinds, tell: ["NN", "LP|ASW|FD", "DSL"])
{
    public override string Clears => "A multi-agency meeting has been held with one chronology, and three in four appointments are kept over three months.";

    private static readonly Number Children = new("children", 2, "children", Origin.TextConcept, "brought to too few of their appointments");
    private static readonly Number Share = new("share", 75, "%", Origin.Proposal, "each brought to fewer than this share, as in WNB-1", Most: 100);
    private static readonly Number FewestOffered = new("fewestOffered", 4, "appointments", Origin.Proposal, "offered to each at least");
    private static readonly Number LateCancellations = new("lateCancellations", 3, "cancellations", Origin.Proposal, "late cancellations by a carer count as not brought from so many on");
    private static readonly Number Window = new("window", Incidents.TwelveMonths, "days", Origin.Proposal, "within which each child's appointments count together, and within which the children's windows end");
    private static readonly Number Missed = new("missedDays", 6, "days", Origin.TextConcept, "on which a child was not brought");
    private static readonly Number Services = new("services", 2, "services", Origin.TextConcept, "agencies or specialties that missed a child on those days");
    private static readonly Number MissedWindow = new("missedWindow", 183, "days", Origin.Proposal, "within which those days count together");
    private static readonly Number Half = new("shareTogether", 50, "%", Origin.TextConcept, "brought to fewer than this share, all of them together: 45 % in the case, 76 to 86 % is ordinary", Most: 100);
    private static readonly Grade Usual = new("severity", Severity.S3, Origin.Proposal, "otherwise");
    private static readonly Grade Graver = new("severityBelowHalf", Severity.S2, Origin.Proposal, "the children together were brought to fewer than shareTogether, and one was on a child protection plan");

    public override bool ReadsPeople => true;
    public override bool OnlyLooksBack => true;
    public override IReadOnlyList<string> Context { get; } = [Domain.Kinds.CpPlanStarted, Domain.Kinds.CpPlanEnded];
    public override Period Touches(DateOnly context) => Period.Since(context);
    public override bool OnlyGrowsBy(Report came, History history) => Heeds(came.Kind);
    public override IReadOnlyList<Setting> Settings => [Children, Share, FewestOffered, LateCancellations, Window, Missed, Services, MissedWindow, Half, Usual, Graver];
    public override int Reach => Math.Max(2 * this[Window], this[MissedWindow]);
    public override string Memory => $"{Spoken.Days(this[Window])}, twice over; plan history never fades";

    public override IEnumerable<Finding> Find(History history, Period around)
    {
        if (!Appointments.MayHold(history, this, Math.Min(this[FewestOffered], this[Missed])))
            return [];
        var book = history.Appointments(this);
        return SeveralChildren(book.Children, around.Wider(0, 2 * this[Window]), history.Plans).Concat(SeveralServices(book.Missed, around.Wider(0, this[MissedWindow])));
    }

    // On each day on which somebody's window ends: the latest window of each child that ended within the last twelve months.
    private IEnumerable<Finding> SeveralChildren(IReadOnlyList<AppointmentRow> children, Period ends, PlanHistory plans)
    {
        var days = new SortedSet<DateOnly>();
        foreach (var child in children)
            foreach (var window in child.Windows(this[Window], ends))
                if (IsLow(window))
                    days.Add(window.End);
        foreach (var end in days)
        {
            var together = new List<Offer>();
            foreach (var child in children)
                if (child.LatestWindow(this[Window], Period.On(end).Wider(this[Window], 0), IsLow) is { } window)
                    together.Add(Low(window)!);
            if (together.Count >= this[Children])
                yield return new(null, this[together.Average(o => 100 * o.Brought / o.Offered) < this[Half] && plans.ProtectedBy(end) ? Graver : Usual], Evidence(together), () =>
                    $"{together.Count} children of this household were brought to fewer than {this[Share]} % of their appointments ({string.Join("; ", together.Select(o => $"{o.Brought / o.Offered:P0} to {o.End:d MMMM yyyy}"))}). "
                    + "Look at them together, and ask what gets in the way.");
        }
    }

    private bool IsLow(AppointmentWindow window) => Low(window) is not null;

    private Offer? Low(AppointmentWindow window) => Appointments.Low(window, this[Share], this[FewestOffered], this[LateCancellations]);

    // A window that ends with an appointment kept holds nothing that the one before it, which ends with one missed, does not.
    private IEnumerable<Finding> SeveralServices(AppointmentRow all, Period ends)
    {
        foreach (var window in all.Windows(this[MissedWindow], ends))
        {
            var missed = new Stretch(window, window.Counts.Late >= this[LateCancellations]);
            if (missed.Count < this[Missed])
                continue;
            var days = missed.All.Select(r => r.Occurred.Day).Distinct();
            var services = missed.Once.Select(r => r.Text("specialty") ?? r.Agency).Distinct();
            if (days.Skip(this[Missed] - 1).Any() && services.Skip(this[Services] - 1).Any())
                yield return new(null, this[Usual], new Stretches([missed]), () =>
                    $"Children of this household were not brought to appointments on {days.Count()} days within {Spoken.Days(this[MissedWindow])} (to {window.End:d MMMM yyyy}), with {services.Count()} services. "
                    + "Look at them together, and ask what gets in the way.");
        }
    }

    // A report about two of the children, and one that a summary speaks for, is evidence once.
    private static IReadOnlyList<Report> Evidence(List<Offer> together) =>
        together.TrueForAll(o => o is { Stretch: not null, IsAlsoOfOthers: false }) ? new Stretches(together.Select(o => o.Stretch!.Value).ToArray())
        : [.. together.SelectMany(o => o.Evidence).DistinctBy(r => r.Id).Order(History.ByDate)];
}
