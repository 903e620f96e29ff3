using Alerts.Domain.Values;

namespace Alerts.Domain;

/// <summary>
/// Notices a home-educated child whom no professional has seen for six months (S0 point 2, L30-31: home education makes it harder to hear
/// a child). A healthy child need not be seen and nobody may insist, so it is a line in a digest; and it is off at first, because a sight
/// that nobody reports looks like none.
/// </summary>
public sealed class HomeEducatedChildNotSeen() : AbsencePattern("EHE-3", 2, "Home-educated child not seen by any professional", "S0 point 2 L30-31",
    Raises.Cumulatively, [Domain.Kinds.EheNotified], tell: ["EHEO", "GPL"])
{
    public override string Clears => "A professional has seen the child.";

    private static readonly Number Months = new("months", 6, "calendar months", Origin.TextConcept, "without a sight of the child, since the announcement or the last sight", Most: 216);
    private static readonly Grade Usual = new("severity", Severity.S4, Origin.Proposal, "otherwise");
    private static readonly Grade Graver = new("severityWithHistory", Severity.S3, Origin.Proposal, "a child of the household was on a plan, in need or under a section 47 enquiry");

    /// <summary>Home education ends with compulsory school age, here in whole years (TEXT: law).</summary>
    private const int SchoolAgeTo = 16;

    /// <summary>Days of a childhood: an announcement holds until the child is back at school.</summary>
    private const int Childhood = 18 * 366;

    /// <summary>Days of reports looked through at a time for the latest sight, so that a long history is not read whole.</summary>
    private const int AtATime = 30;

    private static readonly string[] Returns = [Domain.Kinds.SchoolOnRoll, Domain.Kinds.SchoolPresent];

    // Any report may say that the child was seen. Of needs, only the child's own are read.
    private static readonly string[] Sights = [.. Domain.Kinds.All.Where(k => k.Stance != Stance.Need).Select(k => k.Name), .. Domain.Kinds.AdditionalNeeds];

    public override bool FirstRelease => false;
    public override IReadOnlyList<string> Context { get; } = [.. Sights.Except([Domain.Kinds.EheNotified])];
    public override IReadOnlyList<string> Needs => Domain.Kinds.AdditionalNeeds;
    public override bool ReadsPeople => true;
    public override IReadOnlyList<Setting> Settings => [Months, Usual, Graver];
    public override int Reach => Childhood;
    public override string Memory => $"{this[Months]} months after each sight; plan history never fades";

    public override IEnumerable<Expected> Missing(History history, Period around) =>
        from child in history.Of(Kinds).SelectMany(history.People.ChildrenIn).DistinctBy(c => c.Key)
        from spell in Spells(history, child)
        from gap in Gaps(history, child, spell.Announced[0].Occurred.Day, spell.End)
        let announced = spell.Announced.Where(a => a.Occurred.Day < gap.Late)
        select new Expected(gap.Late, new Finding(child.Key, this[history.Plans.AnyBy(gap.Late) ? Graver : Usual],
            [.. announced.Concat(gap.Sight is { } sight ? [sight] : []).DistinctBy(r => r.Id).Order(History.ByDate)],
            $"No report tells that a professional has seen a home-educated child in the {this[Months]} months since {gap.From:d MMMM yyyy}. "
            + "That is no sign of harm, and nobody may insist. Ask who knows the child."));

    // From the announcement to the return to school; announced again in between, it goes on.
    private static IEnumerable<(List<Report> Announced, DateOnly End)> Spells(History history, Person child)
    {
        var returns = history.Of(Returns).Where(r => IsAbout(r, child, history)).Select(r => r.Occurred.Day).ToList();
        return history.Of([Domain.Kinds.EheNotified]).Where(r => IsAbout(r, child, history))
            .GroupBy(a => returns.Where(day => day > a.Occurred.Day).DefaultIfEmpty(DateOnly.MaxValue).First()).Select(g => (g.ToList(), g.Key));
    }

    // What passes without a sight: from the announcement or the sight before, to the day on which it is too long.
    private IEnumerable<(DateOnly From, DateOnly Late, Report? Sight)> Gaps(History history, Person child, DateOnly announced, DateOnly end)
    {
        var (from, last) = (announced, (Report?)null);
        while (from.AddMonths(this[Months]) is var until && until < end && child.Under(SchoolAgeTo, until))
        {
            var next = LatestSight(history, child, from.AddDays(1), until);
            if (next is null)
            {
                yield return (from, until.AddDays(1), last);
                next = history.Between(Sights, until.AddDays(1), end).FirstOrDefault(r => Saw(r, child, history));
            }
            if (next is null)
                yield break;
            (from, last) = (next.Occurred.Day, next);
        }
    }

    private static Report? LatestSight(History history, Person child, DateOnly from, DateOnly to)
    {
        for (; to >= from; to = to.AddDays(-AtATime))
            if (history.Between(Sights, to.AddDays(1 - AtATime) is var some && some > from ? some : from, to).LastOrDefault(r => Saw(r, child, history)) is { } sight)
                return sight;
        return null;
    }

    // A report that names no child is no sight of this one.
    private static bool Saw(Report report, Person child, History history) => Domain.Kinds.ChildWasSeen(report) && IsAbout(report, child, history);

    private static bool IsAbout(Report report, Person child, History history) => history.People.ChildrenIn(report).Any(c => c.Key == child.Key);
}
