using Alerts.Domain.Values;

namespace Alerts.Domain;

/// <summary>
/// Notices a child on the list of an early years forum who is not brought to appointments, or does not take up what is put in place, and
/// whom the forum has not discussed since. Child B was on such a list, and nobody brought the patterns to it (S1 4.2.3, 4.3.2, LP10,
/// Systems Rec 3). It is off at first: without the forum's minutes every child looks undiscussed.
/// </summary>
public sealed class UnseenByEarlyYearsForum() : Pattern("EYF-1", 1, "Early Years Forum child with patterns the forum has not seen", "S1 4.2.3, 4.3.2, LP10, Systems Rec 3",
    Raises.Cumulatively, [Domain.Kinds.EarlyYearsForumListed], tell: ["EYF", "EHM"])
{
    public override string Clears => "The forum has discussed the child.";

    private static readonly Number Before = new("windowBefore", Incidents.TwelveMonths, "days", Origin.Proposal, "before the listing, in which the pattern was there");
    private static readonly Number After = new("windowAfter", 42, "days", Origin.Proposal, "after the listing, in which it came");
    private static readonly Grade Usual = new("severity", Severity.S4, Origin.Proposal, "always");

    // As published, whatever a partnership has set for their own alerts.
    private static readonly Pattern[] Noticed = [new NotBroughtToAppointments(), new ProvisionNotTakenUp()];

    public override bool FirstRelease => false;
    public override IReadOnlyList<string> Context { get; } = [Domain.Kinds.EarlyYearsForumDiscussed, .. Noticed.SelectMany(p => p.Kinds)];
    public override bool ReadsPeople => true;
    public override IReadOnlyList<Setting> Settings => [Before, After, Usual];
    public override int Reach => this[Before] + this[After];

    public override IEnumerable<Finding> Find(History history, Period around) =>
        from child in history.Of(Kinds).SelectMany(r => history.People.ChildrenIn(r).Select(c => (c.Key, Report: r))).GroupBy(x => x.Key, x => x.Report)
        let discussed = history.Of([Domain.Kinds.EarlyYearsForumDiscussed]).Where(r => history.People.ChildrenIn(r).Any(c => c.Key == child.Key)).Select(r => (DateOnly?)r.Occurred.Day).Max()
        let unseen = child.Select(listed => (Listed: listed, Found: Unseen(history, child.Key, listed.Occurred.Day, discussed).ToList())).Where(x => x.Found.Count > 0).ToList()
        where unseen.Count > 0
        select new Finding(child.Key, this[Usual], [.. unseen.Select(x => x.Listed)],
            $"A child on the list of the early years forum ({unseen[^1].Listed.Occurred}) has not been discussed there since this was found: "
            + $"{string.Join(" ", unseen[^1].Found)} Bring it to the next meeting, with everybody who works with the child.");

    // What each pattern first said of the child about the time of the listing, where the forum has not met over the child since.
    private IEnumerable<string> Unseen(History history, string child, DateOnly listed, DateOnly? discussed)
    {
        var about = Period.On(listed).Wider(this[Before], this[After]);
        foreach (var pattern in Noticed)
            if (pattern.Find(history, about).Where(f => f.Child == child).Select(f => (Day: f.Evidence.Max(r => r.Occurred.Day), f.Sentence))
                    .Where(f => about.Holds(f.Day)).OrderBy(f => f.Day).Take(1).ToList() is [var first] && !(discussed >= first.Day))
                yield return first.Sentence;
    }
}
