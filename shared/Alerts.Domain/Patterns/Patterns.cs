namespace Alerts.Domain;

/// <summary>The catalogue: one line each. Which are in force, and with which numbers, a partnership's settings say (<see cref="PatternSet"/>).</summary>
public static class Patterns
{
    public static readonly IReadOnlyList<Pattern> All =
    [
        new SwallowedSomethingHarmful(),
        new RepeatIngestion(),
        new IngestionWithHistory(),
        new UnexplainedSubstance(),
        new RepeatedInjuries(),
        new TakenFromEmergencyDepartment(),
        new NotBroughtToAppointments(),
        new NotBroughtAcrossHousehold(),
        new HomeVisitsKeptClinicsMissed(),
        new NotBroughtWithAdditionalNeeds(),
        new ProvisionNotTakenUp(),
        new StarterNotBroughtToSchool(),
        new HomeEducationWithPlanHistory(),
        new HomeEducationDuringDispute(),
        new HomeEducatedChildNotSeen(),
        new NobodyThroughTheDoor(),
        new HazardousHome(),
        new AggressionToProfessionals(),
        new KeptFromSeeingAChild(),
        new PlanEndedEarly(),
        new UnseenByEarlyYearsForum(),
        new VoluntaryOrganisationWorried(),
        new AnimalWelfareReport(),
        new AnimalAndChildNeglect(),

        // Front door and history, plans
        new ReportedAgainAfterClosure(),
        new ManySmallConcerns(),

        // What recurs in published cases and the catalogue lacks
        new OutOfSight(),
        new MissingFromTwoServices(),
        new ClosedDoor(),
        new AdultAndInjury(),
        new SeriousHistoryNewStart(),
    ];

    private static readonly Dictionary<string, Pattern> ById = All.ToDictionary(p => p.Id);

    /// <summary>The pattern of that id, with its published numbers; null where this version has none.</summary>
    public static Pattern? Find(string id) => ById.GetValueOrDefault(id);
}
