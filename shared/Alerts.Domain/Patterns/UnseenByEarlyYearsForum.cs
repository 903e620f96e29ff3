using Alerts.Domain.Values;

namespace Alerts.Domain;

/// <summary>
/// Notices a child on the list of an early years forum who is not brought to appointments, or does not take up what is put in place, and
/// whom the forum has not discussed within six weeks. Child B was on such a list, and nobody brought the patterns to it (S1 4.2.3, 4.3.2, LP10,
/// Systems Rec 3). When the forum meets is not reported: six weeks stand for its next meeting. It is off at first: without the forum's minutes every child looks undiscussed.
/// </summary>
public sealed class UnseenByEarlyYearsForum() : AbsencePattern("EYF-1", 2, "Early Years Forum child with patterns the forum has not seen", "S1 4.2.3, 4.3.2, LP10, Systems Rec 3",
    Raises.Cumulatively, [Domain.Kinds.EarlyYearsForumListed], tell: ["EYF", "EHM"])
{
    public override string Clears => "The forum has discussed the child.";

    private static readonly Number Before = new("windowBefore", Incidents.TwelveMonths, "days", Origin.Proposal, "before the listing, in which the pattern was there");
    private static readonly Number After = new("windowAfter", 42, "days", Origin.Proposal, "after the listing, in which it came");
    private static readonly Number Within = new("discussedWithin", 42, "days", Origin.TextConcept, "after the child was listed and the pattern was there, for the forum to discuss them");
    private static readonly Grade Usual = new("severity", Severity.S4, Origin.Proposal, "always");

    // As published, whatever a partnership has set for their own alerts.
    private static readonly Pattern[] Noticed = [new NotBroughtToAppointments(), new ProvisionNotTakenUp()];

    public override bool FirstRelease => false;
    public override IReadOnlyList<string> Context { get; } = [Domain.Kinds.EarlyYearsForumDiscussed, .. Noticed.SelectMany(p => p.Kinds)];
    public override bool ReadsPeople => true;
    public override IReadOnlyList<Setting> Settings => [Before, After, Within, Usual];
    public override int Reach => this[Before] + this[After];

    public override IEnumerable<Expected> Missing(History history, Period around)
    {
        foreach (var child in history.Of(Kinds).SelectMany(r => history.People.ChildrenIn(r).Select(c => (c.Key, Report: r))).GroupBy(x => x.Key, x => x.Report))
        {
            var discussed = history.Of([Domain.Kinds.EarlyYearsForumDiscussed]).Where(r => history.People.ChildrenIn(r).Any(c => c.Key == child.Key)).Select(r => r.Occurred.Day).ToList();
            // Of a child on the list for months each listing stands with those before it.
            var listings = new List<Report>();
            foreach (var (listed, found) in child.Select(l => (l, Found: Unseen(history, child.Key, l.Occurred.Day, discussed).ToList())).Where(x => x.Found.Count > 0).OrderBy(x => x.Found.Min(f => f.Until)).ThenBy(x => x.l, History.ByDate))
            {
                listings.Add(listed);
                yield return new(found.Min(f => f.Until).AddDays(1), new(child.Key, this[Usual], [.. listings.Order(History.ByDate)],
                    $"A child on the list of the early years forum ({listed.Occurred}) has not been discussed there since this was found: "
                    + $"{string.Join(" ", found.Select(f => f.Sentence))} Bring it to the next meeting, with everybody who works with the child."));
            }
        }
    }

    // What each pattern first said of the child about the time of the listing, and until when the forum should have met over the child and has not.
    private IEnumerable<(DateOnly Until, string Sentence)> Unseen(History history, string child, DateOnly listed, List<DateOnly> discussed)
    {
        var about = Period.On(listed).Wider(this[Before], this[After]);
        foreach (var pattern in Noticed)
            if (pattern.Find(history, about).Where(f => f.Child == child).Select(f => (Day: f.Evidence.Max(r => r.Occurred.Day), f.Sentence))
                    .Where(f => about.Holds(f.Day)).OrderBy(f => f.Day).Take(1).ToList() is [var first]
                && Period.On(first.Day > listed ? first.Day : listed).Wider(0, this[Within]).To is var until && !discussed.Exists(d => d >= first.Day && d <= until))
                yield return (until, first.Sentence);
    }
}
