using Alerts.Domain.Values;

namespace Alerts.Domain;

/// <summary>
/// Notices a parent's mental-health crisis in a home with a young child or a child with additional needs, so that somebody offers help
/// (S1 4.1.13, 4.3.5, timeline). It is a prompt to support and never counts as risk; asking for help oneself is not read.
/// </summary>
public sealed class AdultMentalHealthCrisis() : Pattern("MH-1", 2, "Adult mental-health crisis in a home with a young child", "S1 4.1.13, 4.3.5, timeline",
    Raises.AnewForEveryIncident, [Domain.Kinds.ParentalMentalHealthCrisis], tell: ["HV|SN", "LP|ASW", "GPL"])
{
    public override string Clears => "The health visitor or school nurse has been in contact with the family, and it is recorded.";

    private static readonly Number Young = new("youngUnder", 5, "years", Origin.TextConcept, "of age (the children of the review were babies and a three-year-old)");
    private static readonly Grade Usual = new("severity", Severity.S3, Origin.Proposal, "otherwise");
    private static readonly Grade Graver = new("severityIfUnsafe", Severity.S2, Origin.Proposal, "a child was present and unsafe");

    private const int Adult = 18;

    /// <summary>A child born within so many months after a crisis was expected then; one born later was not there.</summary>
    private const int Expecting = 9;

    public override PatternClass Class => PatternClass.Support;
    public override bool ReadsPeople => true;
    public override string Memory => "the one incident; a child's needs never fade";
    public override IReadOnlyList<string> Context => Domain.Kinds.AdditionalNeeds;
    public override IReadOnlyList<Setting> Settings => [Young, Usual, Graver];
    public override Period Touches(DateOnly context) => Period.Since(context);

    public override IEnumerable<Finding> Find(History history, Period around) =>
        from incident in Incidents.Of(history.Near(this, around))
        let young = HasAYoungChild(history.People, incident)
        where young || HasAChildWithNeeds(history, incident.Day)
        let @unsafe = incident.Reports.Any(r => r.Says("childPresent") && r.Says("childUnsafe"))
        select new Finding(null, this[@unsafe ? Graver : Usual], incident.Reports,
            $"A parent had a mental-health crisis ({incident.Reports[0].Occurred}) in a home with {(young ? $"a child under {this[Young]}" : "a child with additional needs")}."
            + (@unsafe ? " A child was present and not safe." : "") + " Ask how the family is and offer help; good care may be in place already.");

    // Where no child is known yet, one who was present may be young.
    private bool HasAYoungChild(People people, Incident crisis)
    {
        var children = people.Children.Where(c => c.Born is not { } born || born <= crisis.Day.AddMonths(Expecting)).ToList();
        return children.Count == 0 ? crisis.Reports.Any(r => r.Says("childPresent")) : children.Exists(c => c.Under(this[Young], crisis.Day));
    }

    private static bool HasAChildWithNeeds(History history, DateOnly day) =>
        history.Between(Domain.Kinds.AdditionalNeeds, DateOnly.MinValue, day)
            .Any(r => history.People.ChildrenIn(r) is var children && (children.Count == 0 || children.Any(c => c.Under(Adult, day))));
}
