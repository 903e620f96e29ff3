using Alerts.Domain.Values;

namespace Alerts.Domain;

/// <summary>
/// Notices a child who is brought to fewer than three in four of the appointments offered within twelve months. In the review of
/// Child B the three children were brought to 24, 62 and 50 per cent, and no system saw it (S1 2.12, 4.2.2, 4.3.3, LP8, Systems Rec 4).
/// It reads shares, never counts: a child with many appointments misses several by chance.
/// </summary>
public sealed class NotBroughtToAppointments() : Pattern("WNB-1", 2, "Child not being brought to appointments", "S1 2.12, 4.2.2, 4.3.3, LP8, Systems Rec 4",
    Raises.Cumulatively, Appointments.Kinds, tell: ["BKC", "HV|SN", "GPL", "NN"])
{
    public override string Clears => "Two appointments in a row were kept, or a recorded plan removes what gets in the way.";

    private static readonly Number Share = new("share", 75, "%", Origin.Proposal, "brought to fewer than this share, between those of the review (24, 50, 62 %) and what is ordinary (76 to 86 %)", Most: 100);
    private static readonly Number FewestOffered = new("fewestOffered", 4, "appointments", Origin.Proposal, "offered at least");
    private static readonly Number LateCancellations = new("lateCancellations", 3, "cancellations", Origin.Proposal, "late cancellations by a carer count as not brought from so many on");
    private static readonly Number Window = new("window", Incidents.TwelveMonths, "days", Origin.Proposal, "within which they count together");
    private static readonly Grade Usual = new("severity", Severity.S3, Origin.Proposal, "always");

    public override bool ReadsPeople => true;
    public override bool OnlyLooksBack => true;
    public override IReadOnlyList<Setting> Settings => [Share, FewestOffered, LateCancellations, Window, Usual];
    public override int Reach => this[Window];

    private static readonly string[] AtSchool = ["BKC", "SN", "GPL", "NN"];

    public override IEnumerable<Finding> Find(History history, Period around)
    {
        if (!Appointments.MayHold(history, this, this[FewestOffered]))
            yield break;
        foreach (var child in history.Appointments(this).Children)
            foreach (var window in child.Windows(this[Window], around.Wider(0, this[Window])))
                if (Appointments.Low(window, this[Share], this[FewestOffered], this[LateCancellations]) is { } offer)
                    yield return new(child.Name, this[Usual], offer.Evidence, () =>
                        $"A child was brought to {offer.Brought / offer.Offered:P0} of the appointments offered in the {Spoken.Days(this[Window])} to {offer.End:d MMMM yyyy}. Ask what gets in the way.",
                        history.People.Named(child.Name)?.Under(Appointments.SchoolAge, offer.End) == false ? AtSchool : null);
    }
}
