using System.Collections.Frozen;

namespace Alerts.Domain;

/// <summary>What a kind of report says about a child's care.</summary>
public enum Stance
{
    /// <summary>A concern about a child or the care that it gets.</summary>
    Adverse,

    /// <summary>A need of a child, a parent or the family (illness, disability, poverty, asking for help). Never risk evidence.</summary>
    Need,

    /// <summary>Something that happened or was done, without a concern of its own.</summary>
    Context,

    /// <summary>Something went as it should.</summary>
    Protective,
}

/// <summary>What the sender may say beyond the kind itself. Others are kept, never read.</summary>
public enum AttributeType { Flag, Number, Share, Words, Date }

/// <summary>How much a single report of a kind weighs where a pattern tells small concerns from others.</summary>
public enum Weight { Low, Medium, High }

/// <summary>One kind of report: its name on the wire, what it says, what it means, and the attributes that patterns read.</summary>
public sealed record Kind(string Name, Stance Stance, string Meaning)
{
    /// <summary>How much one report of an adverse kind weighs; of no matter for others.</summary>
    public Weight Weight { get; init; } = Weight.Medium;

    /// <summary>
    /// Months after which a report of this kind is no longer remembered by patterns with a long memory: the published schedule (PROPOSAL) is
    /// 12 for low weight, 24 for medium, 60 for high. Null never fades: plans, removals, early help and how cases ended (S1 4.1.3, 4.1.9; S4 Rec 5), serious
    /// adult history, and what does not pass (a child's own needs, S1 4.2.1; a parent's disability or care history, LP5). Patterns with a window of their own keep to that.
    /// </summary>
    public int? Fades { get => field < 0 ? Weight switch { Weight.Low => 12, Weight.Medium => 24, _ => 60 } : field; init; } = -1;

    /// <summary>Attributes that keep a report from fading though its kind does.</summary>
    public IReadOnlyList<string> NeverFadesIf { get; init; } = [];

    public IReadOnlyDictionary<string, AttributeType> Attributes { get; init; } = Kinds.Common;
}

/// <summary>
/// The vocabulary: every kind of report that an agency may send, drawn from published reviews. A kind is never renamed
/// once shipped. Kebab-case, past tense or noun, one line of meaning.
/// </summary>
public static partial class Kinds
{
    /// <summary>Sorts of agency that may send. `other` is a body of no listed sort (a registrar, a court, a vet).</summary>
    public static readonly IReadOnlyList<string> Agencies =
    [
        "childrens-social-care", "police", "school", "ed", "other", "midwifery", "ambulance", "gp", "nursery", "health-visiting",
        "community-paediatrics", "housing", "ehe", "early-help", "voluntary-sector", "adult-mental-health", "substance-misuse",
        "rspca", "school-nursing", "probation", "portage", "camhs", "urgent-care",
    ];

    public static readonly IReadOnlyList<Kind> All =
    [
        // Child health
        new(EdAttendanceInjury, Stance.Adverse, "Emergency department or hospital contact for an injury")
            { Weight = Weight.Low, Attributes = Fields(("returnVisit", AttributeType.Flag), ("sport", AttributeType.Flag)) },
        new(EdAttendanceIllness, Stance.Context, "Emergency department or urgent-care contact for illness or unexplained symptoms"),
        new(HospitalAdmission, Stance.Context, "Child admitted, transferred or operated on as an in-patient")
            { Attributes = Fields(("long", AttributeType.Flag), ("planned", AttributeType.Flag)) },
        new(LeftBeforeSeen, Stance.Adverse, "Child taken from an emergency department before being seen") { Weight = Weight.Low },
        new(DischargedByCarer, Stance.Adverse, "Carer took the child out of hospital or an emergency department against advice") { Weight = Weight.Low },
        new(MedicationIngestion, Stance.Adverse, "Child has swallowed, or is suspected of having swallowed, a medicine or controlled drug")
            { Attributes = Ingestion },
        new(SubstanceIngestion, Stance.Adverse, "Child has swallowed or been exposed to a harmful substance that is not a medicine") { Attributes = Ingestion },
        new(UnexplainedToxicology, Stance.Adverse, "Toxicology found a substance in a child that nobody can explain (not confirmed)")
            { Weight = Weight.High, Attributes = new Dictionary<string, AttributeType>(Ingestion) { ["explained"] = AttributeType.Flag, ["planned"] = AttributeType.Flag } },
        new(InjuryObserved, Stance.Adverse, "Mark, bruise, burn or other injury seen by a professional outside an emergency department"),
        new(SuspectedNonAccidentalInjury, Stance.Adverse, "A clinician or investigator recorded that an injury may be non-accidental, or illness fabricated or induced") { Weight = Weight.High },
        new(WasNotBrought, Stance.Adverse, "Child not brought to an appointment, immunisation or developmental check")
            { Weight = Weight.Low, Attributes = Fields(("by", AttributeType.Words), ("specialty", AttributeType.Words), ("critical", AttributeType.Flag)) },
        new(AppointmentBrought, Stance.Protective, "Child was brought to a booked appointment")
            { Attributes = Fields(("specialty", AttributeType.Words), ("critical", AttributeType.Flag)) },
        new(AppointmentCancelled, Stance.Context, "Appointment cancelled, by whom (carer or service), and whether late")
            { Attributes = Fields(("by", AttributeType.Words), ("late", AttributeType.Flag), ("specialty", AttributeType.Words)) },
        new(AppointmentsSummary, Stance.Context, "Counts of appointments offered and kept over a period")
            { Attributes = Fields(("setting", AttributeType.Words), ("from", AttributeType.Date), ("to", AttributeType.Date),
                ("offered", AttributeType.Number), ("brought", AttributeType.Number), ("broughtShare", AttributeType.Share)) },
        new(NotRegisteredWithGp, Stance.Adverse, "Child not registered with a GP, registered late, or removed from the list") { Weight = Weight.Low },
        new(DevelopmentalConcern, Stance.Need, "Delay or loss of skills recorded") { Fades = null },
        new(WeightOrGrowthConcern, Stance.Adverse, "Weight loss, faltering growth, malnutrition or extreme obesity recorded"),
        new(ComplexHealthNeed, Stance.Need, "New or escalating medical or care needs that raise the load on the household") { Fades = null },
        new(EhcpIssued, Stance.Need, "Education, health and care plan issued for a child") { Fades = null },
        new(UnmetHealthNeed, Stance.Adverse, "Treatable condition left untreated"),

        // The child's voice and appearance
        new(ChildDistressOrBehaviour, Stance.Adverse, "Withdrawn, fearful, self-injuring or otherwise distressed") { Weight = Weight.Low },
        new(ChildDisclosure, Stance.Adverse, "Child or sibling tells a professional about harm, fear or neglect") { Weight = Weight.High },
        new(HungerReported, Stance.Adverse, "Child very hungry, stealing or scavenging food, or no food in the home"),
        new(PoorHygiene, Stance.Adverse, "Child dirty, unkempt, soiled or inappropriately dressed") { Weight = Weight.Low },
        // Sight of the child
        new(RefusedEntry, Stance.Adverse, "Professional turned away at the door or denied sight of home or child")
            { Attributes = Fields(("childSick", AttributeType.Flag), ("childStillUnseen", AttributeType.Flag), ("resolved", AttributeType.Flag)) },
        new(MissedVisit, Stance.Adverse, "Planned or attempted home visit not achieved")
            { Weight = Weight.Low, Attributes = Fields(("by", AttributeType.Words), ("because", AttributeType.Words)) },
        new(DoorstepVisitOnly, Stance.Adverse, "Contact only at the doorstep or outside the home") { Weight = Weight.Low },
        new(ChildNotSeen, Stance.Adverse, "Child not seen although the contact was about the child, or unseen for a long period")
            { Attributes = Fields(("childStillUnseen", AttributeType.Flag)) },
        new(HomeVisitNoConcern, Stance.Context, "Visit or check recorded as satisfactory: evidence of contact, not of safety"),
        new(SupervisionConcern, Stance.Adverse, "Child left unsupervised, alone, or not collected"),
        new(SafetyPlanBreach, Stance.Adverse, "Written agreement, bail or safety plan broken") { Weight = Weight.High },
        // The family's stance towards services
        new(Disengagement, Stance.Adverse, "Family withdraws from, avoids, self-discharges from or misleads a service") { Weight = Weight.Low },
        new(AggressionToProfessional, Stance.Adverse, "Verbal or physical aggression, hostility or intimidation towards staff")
            { Attributes = Fields(("communicationNeed", AttributeType.Flag)) },
        new(ComplaintAgainstProfessional, Stance.Context, "Complaint made against a worker during an open concern"),

        // Home, moves, money, animals
        new(HomeConditionsPoor, Stance.Adverse, "Dirty, unsafe, unfurnished, unheated or squalid home")
            { Attributes = Fields(("immediateDanger", AttributeType.Flag), ("landlordDisrepair", AttributeType.Flag)) },
        new(AnimalConcern, Stance.Adverse, "Dangerous, neglected or abused animals, or animal filth, in the household")
            { Attributes = Fields(("cruelty", AttributeType.Flag), ("byChild", AttributeType.Flag), ("childPresent", AttributeType.Flag)) },
        new(HousingOrMoneyProblem, Stance.Need, "Homelessness, temporary housing, debt, benefits, no money for food or heating"),
        new(HouseMove, Stance.Context, "Move of address within the area")
            { Attributes = Fields(("temporary", AttributeType.Flag)) },
        new(CrossBoundaryMove, Stance.Context, "Move between local authorities or countries")
            { Attributes = Fields(("temporary", AttributeType.Flag)) },
        new(GpRegistered, Stance.Context, "Somebody of the household registered with a GP practice"),
        new(SchoolOnRoll, Stance.Context, "Child put on the roll of a school or nursery"),
        new(TenancyStarted, Stance.Context, "Housing tenancy or placement of the household started"),
        // Education
        new(SchoolConcern, Stance.Adverse, "School or nursery records a welfare concern not covered by a more specific kind") { Weight = Weight.Low },
        new(SchoolAttendanceLow, Stance.Adverse, "Low or falling attendance at school or nursery")
            { Weight = Weight.Low, Attributes = Fields(("from", AttributeType.Date), ("to", AttributeType.Date), ("offered", AttributeType.Number), ("attended", AttributeType.Number), ("attendedShare", AttributeType.Share), ("because", AttributeType.Words)) },
        new(NotInSchool, Stance.Adverse, "Child of school age not attending at all, off roll or missing education")
            { Attributes = Fields(("schoolPlace", AttributeType.Flag)) },
        new(RemovedFromRoll, Stance.Adverse, "Withdrawn by the parent from school or nursery"),
        new(EheNotified, Stance.Context, "Elective home education stated or registered")
            { Attributes = Fields(("consent", AttributeType.Flag)) },
        new(SchoolExclusion, Stance.Context, "Suspension or permanent exclusion"),

        new(SchoolStartExpected, Stance.Context, "Child is expected to start at a school or nursery on a day")
            { Attributes = Fields(("on", AttributeType.Date)) },
        new(SchoolPresent, Stance.Protective, "Child attended a school or nursery (there, or elsewhere)")
            { Attributes = Fields(("elsewhere", AttributeType.Flag), ("days", AttributeType.Number)) },
        new(SchoolStartDeferred, Stance.Context, "Entry to school agreed for a later day")
            { Attributes = Fields(("on", AttributeType.Date)) },
        new(AttendanceWarning, Stance.Context, "Parents warned of a fine or other step over attendance"),
        new(TransportRefused, Stance.Context, "School transport sent away or refused by the carer"),
        new(EarlyYearsForumListed, Stance.Context, "Child on the list of an early years forum"),
        new(EarlyYearsForumDiscussed, Stance.Context, "Child discussed at an early years forum"),
        // Parents and household
        new(ParentalMentalHealthConcern, Stance.Need, "Parental low mood, anxiety, depression or untreated mental illness recorded"),
        new(ParentalMentalHealthCrisis, Stance.Need, "Crisis team, overdose, sectioning or suicidal crisis of a parent")
            { Attributes = Fields(("childPresent", AttributeType.Flag), ("childUnsafe", AttributeType.Flag)) },
        new(ParentalSubstanceMisuse, Stance.Adverse, "Parental drug or alcohol misuse observed, reported or treated"),
        new(ParentalVulnerability, Stance.Need, "Parental physical illness, learning disability, own care history or other capacity issue")
            { Fades = null, Attributes = Fields(("learningDisability", AttributeType.Flag)) },
        new(ParentalOffending, Stance.Adverse, "Arrest, conviction, imprisonment, bail, restraining order or police marker of an adult in the household")
            { Fades = 12, NeverFadesIf = ["violence", "againstChild"], Attributes = Fields(("violence", AttributeType.Flag), ("againstChild", AttributeType.Flag)) },
        new(PreviousChildrenRemoved, Stance.Adverse, "Older children no longer in the parent's care") { Fades = null, Weight = Weight.High },
        new(HouseholdOverdose, Stance.Adverse, "Overdose or drug death of another household member") { Fades = null, Weight = Weight.High },
        new(HouseholdChange, Stance.Context, "Change in who lives with or cares for the child"),
        new(NewPartnerInHousehold, Stance.Context, "New partner of a parent starts a relationship or moves in"),
        new(AdultNamed, Stance.Context, "An adult in the home or in the child's life, named by an agency"),
        new(DomesticAbuseIncident, Stance.Adverse, "Domestic abuse incident or allegation"),
        new(MaracHeard, Stance.Adverse, "Case heard at a multi-agency high-risk domestic abuse meeting") { Fades = null, Weight = Weight.High },
        new(PregnancyBooked, Stance.Context, "Pregnancy booked or disclosed to services")
            { Attributes = Fields(("multiple", AttributeType.Flag)) },
        new(LateOrNoBooking, Stance.Adverse, "Unbooked, concealed or late-booked pregnancy; no antenatal care"),
        new(Birth, Stance.Context, "Birth of a child in the household")
            { Attributes = Fields(("multiple", AttributeType.Flag), ("complex", AttributeType.Flag)) },
        // Adolescents
        new(ExploitationOrArrest, Stance.Adverse, "Indicator of criminal or sexual exploitation, or a child arrested, charged or remanded") { Weight = Weight.High },
        // Reports
        new(FamilyConcernReport, Stance.Adverse, "Relative or family friend reports concern"),
        new(PublicConcernReport, Stance.Adverse, "Neighbour, acquaintance, member of the public or anonymous caller reports concern") { Weight = Weight.Low },
        new(VoluntaryConcern, Stance.Adverse, "Voluntary-sector agency reports or holds a concern")
            { Weight = Weight.Low, Attributes = Fields(("basicNeed", AttributeType.Flag)) },
        new(ProfessionalReferral, Stance.Adverse, "A professional refers to or alerts children's social care or police")
            { Attributes = Fields(("unborn", AttributeType.Flag), ("level", AttributeType.Number), ("historyOpened", AttributeType.Flag)) },
        new(SupportSought, Stance.Need, "The family asked for help (a charity, a helpline, therapy, food, money)"),

        // Agency response: never a sign of harm by itself
        new(ReferralClosed, Stance.Context, "Referral, contact or police matter closed without further action")
            { Attributes = Fields(("alreadyOpen", AttributeType.Flag), ("rationale", AttributeType.Flag), ("historyOpened", AttributeType.Flag), ("level", AttributeType.Number)) },
        new(ReferralToEarlyHelp, Stance.Context, "Referral diverted to early help or universal services")
            { Attributes = Fields(("alreadyOpen", AttributeType.Flag), ("rationale", AttributeType.Flag), ("historyOpened", AttributeType.Flag), ("level", AttributeType.Number)) },
        new(EarlyHelpStarted, Stance.Context, "Early-help or team-around-the-child episode starts") { Fades = null },
        new(AssessmentCompleted, Stance.Context, "Assessment completed; its subjects are the people whom it covers")
            { NeverFadesIf = ["transition"], Attributes = Fields(("tool", AttributeType.Words), ("notRelevant", AttributeType.Flag), ("transition", AttributeType.Flag)) },
        new(LateralCheckAsked, Stance.Context, "One agency asked another what it knows of a household")
            { Attributes = Fields(("check", AttributeType.Words)) },
        new(LateralCheckAnswered, Stance.Context, "The answer to a lateral check is on the record")
            { Attributes = Fields(("check", AttributeType.Words)) },
        new(LevelRecorded, Stance.Context, "An agency recorded the level of need that it sees (1 universal to 4 statutory)")
            { Attributes = Fields(("level", AttributeType.Number)) },
        new(EscalationRaised, Stance.Context, "A professional disagreement was formally escalated, or agreed")
            { Attributes = Fields(("stage", AttributeType.Number), ("agreed", AttributeType.Flag)) },
        new(AssessmentStarted, Stance.Context, "Statutory or specialist assessment starts, or a worker is allocated"),
        new(AssessmentClosed, Stance.Context, "Assessment ends with no further action or is never completed"),
        new(SectionFortySeven, Stance.Context, "Strategy discussion, section 47 enquiry, joint investigation or pre-birth planning meeting") { Fades = null },
        new(CinPlanStarted, Stance.Context, "Child in need plan starts") { Fades = null },
        new(CinPlanEnded, Stance.Context, "Child in need plan ends") { Fades = null },
        new(CpPlanStarted, Stance.Context, "Child protection plan or registration starts")
            { Fades = null, Attributes = Fields(("transfer", AttributeType.Flag), ("count", AttributeType.Number)) },
        new(CpPlanEnded, Stance.Context, "Child protection plan or registration ends (stepped down)")
            { Fades = null, Attributes = Fields(("atFirstReview", AttributeType.Flag), ("because", AttributeType.Words)) },
        new(ConferenceScheduled, Stance.Context, "Child protection conference or core group fixed for a day")
            { Attributes = Fields(("on", AttributeType.Date), ("urgent", AttributeType.Flag), ("of", AttributeType.Words)) },
        new(ConferenceDecision, Stance.Context, "What a child protection conference decided: start, continue or end the plan")
            { Attributes = Fields(("decision", AttributeType.Words)) },
        new(RecommendationRecorded, Stance.Context, "The allocated social worker recommends to start, continue or end the plan")
            { Attributes = Fields(("recommendation", AttributeType.Words)) },
        new(CoreGroupView, Stance.Context, "The core group said whether the plan should go on")
            { Attributes = Fields(("view", AttributeType.Words)) },
        new(NoticeReceived, Stance.Context, "An agency confirms that it was told of a conference, a plan or a pre-proceedings stage")
            { Attributes = Fields(("of", AttributeType.Words), ("on", AttributeType.Date)) },
        new(ReviewHeld, Stance.Context, "Review, core group or team-around-the-family meeting held"),
        new(SupervisionHeld, Stance.Context, "The case was discussed in supervision"),
        new(PreProceedingsStageChanged, Stance.Context, "Pre-proceedings moved to another stage; the stage only")
            { Attributes = Fields(("stage", AttributeType.Words)) },
        new(TransitionPlanRecorded, Stance.Context, "Plan for a young person's move to adult services recorded") { Fades = null },
        new(LegalStep, Stance.Context, "Legal planning, Public Law Outline or family-court step"),
        new(ChildRemoved, Stance.Context, "Child removed from the parents' care") { Fades = null },
        new(ChildReturnedHome, Stance.Context, "Child returned to the parents' care"),
        new(CaseClosed, Stance.Context, "Case or service episode closed, or functionally closed")
            { Fades = null, Attributes = Fields(("because", AttributeType.Words)) },
        new(RoutineContact, Stance.Context, "Routine or targeted service delivered without a specific concern"),

        // Who works with the family: the role directory follows these
        new(ProfessionalAssigned, Stance.Context, "A named person holds a role for the household, or for the children named, from a day")
            { Attributes = Fields(("role", AttributeType.Words), ("person", AttributeType.Words), ("rank", AttributeType.Words), ("on", AttributeType.Date)) },
        new(ProfessionalUnassigned, Stance.Context, "A named person holds a role for the household, or for the children named, no longer from a day")
            { Attributes = Fields(("role", AttributeType.Words), ("person", AttributeType.Words), ("rank", AttributeType.Words), ("on", AttributeType.Date)) },

        // Outcome
        new(SeriousIncident, Stance.Adverse, "The incident that a review was about") { Weight = Weight.High },
    ];

    private static readonly FrozenDictionary<string, Kind> ByName = All.ToFrozenDictionary(k => k.Name);
    private static readonly FrozenDictionary<string, int> Places = All.Index().ToFrozenDictionary(k => k.Item.Name, k => k.Index);

    /// <summary>The names of all kinds that express a concern.</summary>
    public static readonly IReadOnlyList<string> Adverse = [.. All.Where(k => k.Stance == Stance.Adverse).Select(k => k.Name)];

    /// <summary>The kinds of a stance as bits.</summary>
    internal static readonly UInt128 AdverseBits = Bits(Adverse), NeedBits = Bits(All.Where(k => k.Stance == Stance.Need).Select(k => k.Name));

    /// <summary>A child has swallowed something, or may have.</summary>
    public static readonly IReadOnlyList<string> Ingestions = [MedicationIngestion, SubstanceIngestion];

    /// <summary>Nobody got through the door, or only as far as the door.</summary>
    public static readonly IReadOnlyList<string> ClosedDoors = [RefusedEntry, MissedVisit, DoorstepVisitOnly];

    /// <summary>The family came to the notice of social care: a referral, a report of relatives or the public, an enquiry.</summary>
    public static readonly IReadOnlyList<string> Referrals = [ProfessionalReferral, FamilyConcernReport, PublicConcernReport, VoluntaryConcern];

    /// <summary>Too common among ordinary families to say anything alone: a seventh of appointments, a fifth of pupils, a tenth of toddlers a year.</summary>
    public static readonly IReadOnlyList<string> TooCommonAlone = [WasNotBrought, SchoolAttendanceLow, EdAttendanceInjury];

    /// <summary>What somebody saw on a child or in the home, or heard from the child: not that somebody reported, and not what the adults did to each other.</summary>
    public static readonly IReadOnlyList<string> DirectSigns =
    [
        HungerReported, PoorHygiene, UnmetHealthNeed, WeightOrGrowthConcern, HomeConditionsPoor, InjuryObserved, SuspectedNonAccidentalInjury, ChildDisclosure, SupervisionConcern,
        UnexplainedToxicology,
    ];

    /// <summary>A contact, referral or assessment was closed without a plan.</summary>
    public static readonly IReadOnlyList<string> Closures = [ReferralClosed, ReferralToEarlyHelp, AssessmentClosed];

    /// <summary>Children taken from the parents' care, now or earlier. Never fades.</summary>
    public static readonly IReadOnlyList<string> Removals = [ChildRemoved, PreviousChildrenRemoved];

    /// <summary>A child's own additional needs: they lower the bar for some patterns because the reviews ask for that, and are never evidence by themselves.</summary>
    public static readonly IReadOnlyList<string> AdditionalNeeds = [ComplexHealthNeed, EhcpIssued, DevelopmentalConcern];

    /// <summary>Kinds that say by themselves that a professional saw the child.</summary>
    private static readonly HashSet<string> SeeTheChild =
        [EdAttendanceInjury, EdAttendanceIllness, HospitalAdmission, InjuryObserved, PoorHygiene, AppointmentBrought, SchoolPresent, HomeVisitNoConcern, ChildDisclosure, Birth];

    /// <summary>The kind of this name, or null where the vocabulary has none.</summary>
    public static Kind? Find(string name) => ByName.GetValueOrDefault(name);

    /// <summary>These kinds as a set of bits, so that "none of these was ever reported here" is one comparison. A kind that the vocabulary has not is in no set.</summary>
    internal static UInt128 Bits(params IEnumerable<string> names)
    {
        var bits = UInt128.Zero;
        foreach (var name in names)
            if (Places.TryGetValue(name, out var place))
                bits |= UInt128.One << place;
        return bits;
    }

    /// <summary>Where a kind of the vocabulary stands in it.</summary>
    internal static int Place(string name) => Places[name];

    internal static UInt128 Bit(string name) => Places.TryGetValue(name, out var place) ? UInt128.One << place : default;

    /// <summary>True for a report that patterns with a long memory never forget: by its kind, or by what it says.</summary>
    public static bool NeverFades(Report report) => Find(report.Kind) is not { Fades: not null } kind || kind.NeverFadesIf.Any(report.Says);

    public static bool IsAdverse(string name) => (Bit(name) & AdverseBits) != UInt128.Zero;

    /// <summary>True when a professional saw the child: the report says so, or its kind does.</summary>
    public static bool ChildWasSeen(Report report) =>
        report.Says("childSeen") || report.Says("childSeenAlone") || report.Says("childObserved") || SeeTheChild.Contains(report.Kind);

    /// <summary>Attributes that a report of any kind may carry.</summary>
    internal static IReadOnlyDictionary<string, AttributeType> Common => new Dictionary<string, AttributeType>
    {
        ["childSeen"] = AttributeType.Flag,
        ["childSeenAlone"] = AttributeType.Flag,
        ["childObserved"] = AttributeType.Flag,
        ["childDeclined"] = AttributeType.Flag,
        ["homeSeen"] = AttributeType.Flag,
    };

    // Static properties, not fields: All above reads them while the class is being set up.
    private static IReadOnlyDictionary<string, AttributeType> Ingestion => Fields(("admitted", AttributeType.Flag), ("adultMedicine", AttributeType.Flag),
        ("selfHarm", AttributeType.Flag), ("returnVisit", AttributeType.Flag), ("substance", AttributeType.Words));

    private static Dictionary<string, AttributeType> Fields(params (string Name, AttributeType Type)[] fields) =>
        fields.Select(f => KeyValuePair.Create(f.Name, f.Type)).Concat(Common).ToDictionary();
}
