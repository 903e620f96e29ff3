namespace Alerts.Domain;

/// <summary>The patterns in force: one line each.</summary>
public static class Patterns
{
    public static readonly IReadOnlyList<Pattern> InForce =
    [
        new SwallowedSomethingHarmful(),
        new RepeatIngestion(),
        new NotBroughtToAppointments(),
        new HomeEducationWithPlanHistory(),
        new AggressionToProfessionals(),
        new PlanEndedEarly(),
        new VoluntaryOrganisationWorried(),
        new AnimalWelfareReport(),
    ];

    private static readonly Dictionary<string, Pattern> ById = InForce.ToDictionary(p => p.Id);

    /// <summary>The pattern of that id; null where it is no longer in force.</summary>
    public static Pattern? Find(string id) => ById.GetValueOrDefault(id);
}
