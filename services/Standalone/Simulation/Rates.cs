namespace Alerts.Standalone.Simulation;

/// <summary>
/// Every rate of the simulated population, a year and a person unless it says otherwise, each with its source. "Guess" marks what no
/// published figure was found for: vary it before anything is concluded from it. No rate was set by looking at alerts.
/// </summary>
public static class Rates
{
    // ---- the population ----

    /// <summary>Gamma shape of the household's need (mean 1), which multiplies every rate: every rate rises with deprivation, young motherhood and disability.</summary>
    public const double NeedShape = 1.5;

    /// <summary>
    /// Completed families of one, two and three children; with births evenly spread these give, at any one time, about 43, 41 and 12 % of
    /// households with one, two and three children (ONS families and households); four and more are the large-sibling stratum.
    /// </summary>
    public static readonly double[] CompletedSize = [0.277, 0.506, 0.217];

    /// <summary>Mean years between births, at least one. Guess.</summary>
    public const double YearsBetweenBirths = 3;

    /// <summary>Of families with four or more, those with five; and the shorter time between their births. Guess.</summary>
    public const double FiveChildren = 0.2, YearsBetweenBirthsOfMany = 2.2;

    /// <summary>Births become fewer every year: 694,000 in 2012, 577,000 in 2022 (ONS, England).</summary>
    public const double FewerBirthsAYear = 0.015;

    /// <summary>Births of two: about 1.5 % of maternities (ONS).</summary>
    public const double Twins = 0.015;

    // The strata's shares of all households that are there in some measured year; the rest is general. Four and more children: 4 % at any one time (ONS).
    public const double DisabledChild = 0.02, LargeSibling = 0.034, HospitalDenseInfant = 0.005, LawfulHomeEducation = 0.010, PoorButSafe = 0.12;

    /// <summary>Need of the poor but safe: ordinary for deprived families. The others' is lowered so that the whole population's stays 1.</summary>
    public const double NeedOfPoorButSafe = 1.5;

    public const int AppointmentsOfDisabledFrom = 15, AppointmentsOfDisabledTo = 25;
    public const double MissedByDisabledFrom = 0.14, MissedByDisabledTo = 0.24;

    // ---- how reports travel: late by days to weeks, the same message twice, one incident by two agencies. Guesses. ----
    public const double Late = 0.05, MeanDaysLate = 14, SentTwice = 0.02, EdAlsoByAnother = 0.03;

    // ---- emergency department and hospital ----

    /// <summary>All causes, infants: 720 (2012-19) to 819 (2018-19) per 1,000 (Nath 2022).</summary>
    public const double EdInfant = 0.77;

    /// <summary>Ages 1 to 4, so that all under-fives together have 655 per 1,000 (2018-19, Buckinghamshire JSNA, England row).</summary>
    public const double EdOneToFour = 0.626;

    /// <summary>From five. Guess: about half of the under-fives' rate.</summary>
    public const double EdSchoolAge = 0.30;

    /// <summary>Injuries: 110 per 1,000 under-fives (PHE 2012-16: 370,000 a year); infants fewer and walkers more (guess), to that mean.</summary>
    public const double InjuryInfant = 0.06, InjuryOneToFour = 0.1225, InjurySchoolAge = 0.14;

    /// <summary>Of injuries from five years on. Guess.</summary>
    public const double InSport = 0.35;

    /// <summary>7 per 1,000 under-fives (UK 2002, 24,887 attendances), most between one and three.</summary>
    public const double IngestionInfant = 0.003, IngestionOneToThree = 0.010, IngestionAtFour = 0.002;

    /// <summary>Overdoses on purpose, 12 to 17. Guess.</summary>
    public const double SelfPoisoning = 0.0035;

    /// <summary>About 70 % medicines, 20 % household products (PHE). Of medicines, an adult's: guess.</summary>
    public const double IsMedicine = 0.7, IsAdultMedicine = 0.6;

    /// <summary>1.4 admissions to 7 attendances per 1,000.</summary>
    public const double IngestionAdmitted = 0.2;

    /// <summary>Emergency admissions of infants 338 per 1,000 (Nath 2022); later ages: guess.</summary>
    public const double AdmissionInfant = 0.338, AdmissionOneToFour = 0.10, AdmissionSchoolAge = 0.04, AdmissionLong = 0.03;

    /// <summary>Of attendances: left before being seen; taken out against advice. Guess.</summary>
    public const double LeftBeforeSeen = 0.02, DischargedByCarer = 0.002;

    /// <summary>A substance in a child's blood that nobody can explain. Guess: rare.</summary>
    public const double UnexplainedToxicology = 0.00002;

    // ---- appointments ----

    /// <summary>About 0.65 children's outpatient appointments a year (guess): a few children with many, others now and then.</summary>
    public const double LastingClinic = 0.06, LastingClinicAppointments = 5, PassingClinic = 0.20, PassingClinicMore = 0.75;

    /// <summary>
    /// At mean need; over all appointments, of which those of more need have more, it comes to the published 14.2 % in a trust and 17.9 to 24 % in developmental
    /// paediatrics (St George's; ADC 102 Suppl A98).
    /// </summary>
    public const double Missed = 0.115, MissedDevelopmental = 0.18;

    /// <summary>Share of lasting clinics that are developmental; of clinics whose specialty is marked critical. Guess.</summary>
    public const double IsDevelopmental = 0.3, IsCritical = 0.1;

    /// <summary>A disabled child's appointments are spread over so many specialties, one of which is marked critical. Guess.</summary>
    public const int SpecialtiesOfDisabled = 5;

    /// <summary>One that was missed makes the next more likely to be (1 in 6 miss another within three months, HSCIC 2014; 40 % had missed before). Mean kept.</summary>
    public const double AfterMissed = 1.5, AfterBrought = 0.93;

    /// <summary>Cancelled by the carer (and of these late), or by the service. Guess.</summary>
    public const double CancelledByCarer = 0.08, CancelledLate = 0.3, CancelledByService = 0.08;

    /// <summary>New-birth visit not done within 30 days: 2.0 %; later reviews over 80 % done, most others not for the family's sake (gov.uk 2024-25).</summary>
    public const double NewBirthVisitMissed = 0.02, LaterReviewDone = 0.8, LaterReviewNotBrought = 0.04;

    // ---- seen by professionals (guesses: no published base rate was found) ----
    public const double InjuryObserved = 0.01, WeightConcern = 0.003, UnmetHealthNeed = 0.006, NotRegisteredWithGp = 0.002, DevelopmentalConcern = 0.03,
        ComplexHealthNeed = 0.001, SchoolConcern = 0.02, Distress = 0.015, Disclosure = 0.002, Hunger = 0.003, Hygiene = 0.004, Supervision = 0.003, Exploitation = 0.004;

    /// <summary>Of disclosures: referred, and closed within a month without an enquiry. Guess.</summary>
    public const double DisclosureClosed = 0.2;

    /// <summary>Of children with a developmental concern; at each meeting. Guess.</summary>
    public const double OnForumList = 0.3, DiscussedAtForum = 0.8;

    /// <summary>4.8 % of pupils have a plan (DfE 2024): issued at a rate that leads there by the middle of school age.</summary>
    public const double EhcpIssued = 0.005;

    /// <summary>While a case is open and for a year after, professionals see and say more. Guess.</summary>
    public const double WhileWatched = 2;

    // ---- education ----

    /// <summary>20.1 % in autumn 2023-24, 21.8 % in spring; with a plan 34.6 % (DfE). Half of those who were so last year are so again: guess.</summary>
    public const double PersistentlyAbsent = 0.20, PersistentlyAbsentWithPlan = 0.346, AbsentAgain = 0.5;

    /// <summary>Of the persistently absent: absent for half or more of the time (about 2 % of pupils, DfE); whose report gives the share. The latter a guess.</summary>
    public const double SeverelyAbsent = 0.10, ShareIsGiven = 0.3;

    /// <summary>Suspensions: 4.13 per 100 pupils in one term (DfE autumn 2023), nearly all of secondary age.</summary>
    public const double SuspensionPrimary = 0.02, SuspensionSecondary = 0.22;

    /// <summary>About 400,000 penalty notices for 8 million pupils, most for holidays (DfE 2022-23).</summary>
    public const double AttendanceWarning = 0.05;

    /// <summary>Home education that began at school age with need as others have it; with the lawful stratum about 1.4 % of 5-16s at any time (DfE autumn 2024).</summary>
    public const double HomeEducationBegins = 0.003, HomeEducationYears = 1.3;

    /// <summary>Of home education that so begins: within a month of a warning over attendance. Guess.</summary>
    public const double WarnedBeforeHome = 0.05;

    /// <summary>Of the lawful stratum, at home from the start; of all at home, seen when the officer writes, about once a year. Guess.</summary>
    public const double AtHomeFromTheStart = 0.5, SeenByOfficer = 0.6;

    /// <summary>Of pupils a year; of these with a school place all the same. Guess.</summary>
    public const double MissingEducation = 0.003, HasPlaceAllTheSame = 0.5;

    /// <summary>Reception starts later by agreement; begins elsewhere; is not there after ten days. Guess.</summary>
    public const double StartDeferred = 0.01, StartedElsewhere = 0.02, NotStarted = 0.001;

    // ---- parents and household ----

    /// <summary>Share of households at a time (children: 825,000, 890,000, 470,000 of 11.8 million; Children's Commissioner 2018), lasting so many years (guess).</summary>
    public const double DomesticAbuse = 0.07, DomesticAbuseYears = 2, MentalIllHealth = 0.075, MentalIllHealthYears = 3, SubstanceMisuse = 0.04, SubstanceMisuseYears = 4;

    /// <summary>Police notifications while there is domestic abuse; with those that come with a referral 3 to 4 % of households a year (1.46 million incidents and crimes, ONS 2021).</summary>
    public const double DomesticAbuseReported = 0.30;

    /// <summary>Of reported incidents heard at MARAC: 148,270 children a year, about 1 % (SafeLives 2024).</summary>
    public const double HeardAtMarac = 0.19;

    // Known to an agency that sends, while it lasts. Guesses.
    public const double MentalIllHealthRecorded = 0.3, MentalHealthCrisis = 0.03, SubstanceMisuseRecorded = 0.25, HouseholdOverdose = 0.002;

    /// <summary>Parent's own illness, disability or care history recorded. Guess.</summary>
    public const double ParentalVulnerability = 0.01, IsLearningDisability = 0.1;

    /// <summary>Arrests and convictions of an adult at home that somebody shares. Guess (about 15 arrests per 1,000 people).</summary>
    public const double Offending = 0.01;

    /// <summary>Of these, for violence (the commonest reason for an arrest); against a child. Guess.</summary>
    public const double OfViolence = 0.4, AgainstChild = 0.03;

    /// <summary>40 % move before five (Millennium Cohort), fewer later: 8 % a year. Across a boundary, temporary: guess.</summary>
    public const double Moves = 0.08, AcrossBoundary = 0.3, MoveIsTemporary = 0.05;

    public const double NewPartner = 0.015, HouseholdChange = 0.02;

    /// <summary>Older children of the mother no longer in her care. Guess.</summary>
    public const double OlderChildrenRemoved = 0.003;

    /// <summary>Booked after 20 weeks or not at all.</summary>
    public const double LateBooking = 0.005;

    /// <summary>A pregnancy with plan history that is referred within ten days of booking. Guess.</summary>
    public const double UnbornReferred = 0.7;

    /// <summary>A year, a household: guesses but for the RSPCA (about 90,000 incidents a year over 28 million households, about half with children's age groups).</summary>
    public const double HomeConditions = 0.004, LandlordDisrepair = 0.3, ImmediateDanger = 0.02, Rspca = 0.002, CrueltyBeforeChild = 0.05, VoluntaryConcern = 0.0015,
        BasicNeed = 0.3, SupportSought = 0.05, HousingOrMoney = 0.04, Aggression = 0.0005, Disengagement = 0.003;

    /// <summary>
    /// Turned away while no case is open. Guesses: no rate was found (base rates: "probably rare"). The police, of the domestic abuse that they are called to, and of
    /// these settled on the spot, for they may go in; an ambulance crew, and a school, a nurse or a landlord, a year and household; of the last also a contact about
    /// a child who was not seen. Half of the crews come for a sick child.
    /// </summary>
    public const double PoliceRefused = 0.01, PoliceSettle = 0.5, CrewRefused = 0.0002, TurnedAway = 0.001, ChildNotSeen = 0.001, ChildIsSick = 0.5, StillUnseen = 0.1;

    /// <summary>School transport sent away, a year and pupil with a plan; on the day when home education begins for one. Guess.</summary>
    public const double TransportRefused = 0.01, TransportRefusedForHome = 0.1;

    /// <summary>The poor but safe: events of housing and money, and asking for help. Guess.</summary>
    public const double HousingOrMoneyOfPoor = 0.8, SupportSoughtByPoor = 1.5;

    // ---- social care: see SocialCareRates.cs ----

    /// <summary>
    /// What need does to a share (a missed appointment, absence): half of what it does to a rate. Published gradients of shares are about
    /// twofold (absence 33.0 % of pupils with free meals, 15.6 % of others).
    /// </summary>
    public static double OnShares(double need) => 0.5 + 0.5 * need;
}
