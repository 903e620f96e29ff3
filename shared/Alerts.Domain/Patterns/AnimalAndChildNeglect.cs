using Alerts.Domain.Values;

namespace Alerts.Domain;

/// <summary>
/// Notices an animal-welfare report of the RSPCA together with a sign of neglect that another agency saw within two years
/// (S0 L34-35: neglected animals went with neglected children, and nobody joined the two).
/// </summary>
public sealed class AnimalAndChildNeglect() : Pattern("RSP-2", 1, "Animal-welfare report plus other signs of neglect", "S0 L34-35",
    Raises.Cumulatively, Domain.Kinds.Adverse, tell: ["FD", "NN", "LP|ASW?"])
{
    public override string Clears => "The front door has decided after reading the history.";

    private static readonly Number Window = new("window", 730, "days", Origin.Proposal, "between the two, whichever came first");
    private static readonly Grade Usual = new("severity", Severity.S2, Origin.Proposal, "always");

    /// <summary>What neglect looks like to those who see the child or the home. Missed appointments and absence are too common to say it alone.</summary>
    private static readonly HashSet<string> Neglect =
    [
        Domain.Kinds.HungerReported, Domain.Kinds.PoorHygiene, Domain.Kinds.HomeConditionsPoor, Domain.Kinds.UnmetHealthNeed, Domain.Kinds.WeightOrGrowthConcern,
        Domain.Kinds.SupervisionConcern, Domain.Kinds.NotInSchool,
    ];

    public override IReadOnlyList<Setting> Settings => [Window, Usual];
    public override int Reach => this[Window];
    public override bool OnlyGrowsBy(Report came, History history) => true;
    public override bool JoinsAdjacentDays => false;

    public override bool Reads(Report report) => report.Agency == "rspca" ? base.Reads(report) : Neglect.Contains(report.Kind);

    public override IEnumerable<Finding> Find(History history, Period around)
    {
        var near = history.Near(this, around);
        foreach (var animals in near.Where(r => r.Agency == "rspca"))
        {
            var neglect = near.Where(r => r.Agency != "rspca" && Math.Abs(r.Occurred.Day.DayNumber - animals.Occurred.Day.DayNumber) <= this[Window]).ToList();
            if (neglect.Count > 0 && (around.Holds(animals.Occurred.Day) || neglect.Exists(r => around.Holds(r.Occurred.Day))))
                yield return new(null, this[Usual], [.. neglect.Append(animals).Order(History.ByDate)],
                    $"The RSPCA reported a concern about animals ({animals.Occurred}) in a home where signs of neglect of a child were seen "
                    + $"({string.Join("; ", neglect.Select(r => r.Occurred.ToString()).Distinct())}). See the children and the home.");
        }
    }
}
