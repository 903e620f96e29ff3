namespace Alerts.Domain;

/// <summary>The catalogue: one line each. Which are in force, and with which numbers, a partnership's settings say (<see cref="PatternSet"/>).</summary>
public static class Patterns
{
    public static readonly IReadOnlyList<Pattern> All =
    [
        // Ingestion, injury, emergency departments
        new SwallowedSomethingHarmful(),
        new RepeatIngestion(),
        new IngestionWithHistory(),
        new UnexplainedSubstance(),
        new RepeatedInjuries(),
        new TakenFromEmergencyDepartment(),

        // Not brought, provision, home access
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

        // People, conduct, unborn, adults
        new AggressionToProfessionals(),
        new KeptFromSeeingAChild(),
        new PregnancyWithoutReferral(),
        new LateralCheckUnanswered(),
        new AdultInNobodysAssessment(),
        new AdultMentalHealthCrisis(),
        new LoadOnCarers(),

        // Front door and history
        new DecidedWithoutHistory(),
        new ClosedAsAlreadyOpen(),
        new MovedWithPlanHistory(),
        new ReportedAgainAfterClosure(),

        // Plans, conferences, early help, drift
        new PlanEndedEarly(),
        new PlanEndedAgainstRecommendation(),
        new CoreGroupHasNotSaid(),
        new RepeatProtectionPlan(),
        new PlanGoesOnTooLong(),
        new FreshConcernAfterPlan(),
        new NotToldOfConference(),
        new PreProceedingsNotShared(),
        new ManySmallConcerns(),
        new InAndOutOfServices(),
        new OpenCaseStandingStill(),
        new ChildsVoiceMissing(),
        new LevelsFarApart(),
        new UnseenByEarlyYearsForum(),
        new TurningEighteen(),

        // Voluntary organisations, the RSPCA
        new VoluntaryOrganisationWorried(),
        new AnimalWelfareReport(),
        new AnimalAndChildNeglect(),

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
