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

/// <summary>One kind of report: its name on the wire, what it says, what it means, and the attributes that patterns read.</summary>
public sealed record Kind(string Name, Stance Stance, string Meaning)
{
    public IReadOnlyDictionary<string, AttributeType> Attributes { get; init; } = new Dictionary<string, AttributeType>();
}

/// <summary>
/// The vocabulary: every kind of report that an agency may send, drawn from published reviews. A kind is never renamed
/// once shipped. Kebab-case, past tense or noun, one line of meaning.
/// </summary>
public static class Kinds
{
    public const string MedicationIngestion = "medication-ingestion";
    public const string SubstanceIngestion = "substance-ingestion";
    public const string UnexplainedToxicology = "unexplained-toxicology";
    public const string WasNotBrought = "was-not-brought";
    public const string AppointmentBrought = "appointment-brought";
    public const string AppointmentCancelled = "appointment-cancelled";
    public const string AppointmentsSummary = "appointments-summary";
    public const string AggressionToProfessional = "aggression-to-professional";
    public const string EheNotified = "ehe-notified";
    public const string NotInSchool = "not-in-school";
    public const string CpPlanStarted = "cp-plan-started";
    public const string CpPlanEnded = "cp-plan-ended";
    public const string CinPlanStarted = "cin-plan-started";
    public const string SectionFortySeven = "section-47-or-strategy";
    public const string CaseClosed = "case-closed";
    public const string VoluntaryConcern = "voluntary-concern";
    public const string HungerReported = "hunger-reported";
    public const string PoorHygiene = "poor-hygiene-observed";
    public const string AnimalConcern = "animal-concern";
    public const string PregnancyBooked = "pregnancy-booked";
    public const string Birth = "birth";
    public const string SupportSought = "support-sought";

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
        new("ed-attendance-injury", Stance.Adverse, "Emergency department or hospital contact for an injury"),
        new("ed-attendance-illness", Stance.Context, "Emergency department or urgent-care contact for illness or unexplained symptoms"),
        new("hospital-admission", Stance.Context, "Child admitted, transferred or operated on as an in-patient"),
        new(MedicationIngestion, Stance.Adverse, "Child has swallowed, or is suspected of having swallowed, a medicine or controlled drug")
            { Attributes = Ingestion },
        new(SubstanceIngestion, Stance.Adverse, "Child has swallowed or been exposed to a harmful substance that is not a medicine") { Attributes = Ingestion },
        new(UnexplainedToxicology, Stance.Adverse, "Toxicology found a substance in a child that nobody can explain (not confirmed)") { Attributes = Ingestion },
        new("injury-observed", Stance.Adverse, "Mark, bruise, burn or other injury seen by a professional outside an emergency department"),
        new("suspected-nai", Stance.Adverse, "A clinician or investigator recorded that an injury may be non-accidental, or illness fabricated or induced"),
        new(WasNotBrought, Stance.Adverse, "Child not brought to an appointment, immunisation or developmental check")
            { Attributes = Fields(("by", AttributeType.Words), ("specialty", AttributeType.Words), ("critical", AttributeType.Flag)) },
        new(AppointmentBrought, Stance.Protective, "Child was brought to a booked appointment")
            { Attributes = Fields(("specialty", AttributeType.Words), ("critical", AttributeType.Flag)) },
        new(AppointmentCancelled, Stance.Context, "Appointment cancelled, by whom (carer or service), and whether late")
            { Attributes = Fields(("by", AttributeType.Words), ("late", AttributeType.Flag), ("specialty", AttributeType.Words)) },
        new(AppointmentsSummary, Stance.Context, "Counts of appointments offered and kept over a period")
            { Attributes = Fields(("setting", AttributeType.Words), ("from", AttributeType.Date), ("to", AttributeType.Date),
                ("offered", AttributeType.Number), ("brought", AttributeType.Number), ("broughtShare", AttributeType.Share)) },
        new("gp-not-registered-or-removed", Stance.Adverse, "Child not registered with a GP, registered late, or removed from the list"),
        new("developmental-concern", Stance.Need, "Delay or loss of skills recorded"),
        new("weight-or-growth-concern", Stance.Adverse, "Weight loss, faltering growth, malnutrition or extreme obesity recorded"),
        new("complex-health-need", Stance.Need, "New or escalating medical or care needs that raise the load on the household"),
        new("unmet-health-need", Stance.Adverse, "Treatable condition left untreated"),

        // The child's voice and appearance
        new("child-distress-or-behaviour", Stance.Adverse, "Withdrawn, fearful, self-injuring or otherwise distressed"),
        new("child-disclosure", Stance.Adverse, "Child or sibling tells a professional about harm, fear or neglect"),
        new(HungerReported, Stance.Adverse, "Child very hungry, stealing or scavenging food, or no food in the home"),
        new(PoorHygiene, Stance.Adverse, "Child dirty, unkempt, soiled or inappropriately dressed"),

        // Sight of the child
        new("refused-entry", Stance.Adverse, "Professional turned away at the door or denied sight of home or child"),
        new("missed-visit", Stance.Adverse, "Planned or attempted home visit not achieved"),
        new("doorstep-visit-only", Stance.Adverse, "Contact only at the doorstep or outside the home"),
        new("child-not-seen", Stance.Adverse, "Child not seen although the contact was about the child, or unseen for a long period"),
        new("home-visit-no-concern", Stance.Context, "Visit or check recorded as satisfactory: evidence of contact, not of safety"),
        new("supervision-concern", Stance.Adverse, "Child left unsupervised, alone, or not collected"),
        new("safety-plan-breach", Stance.Adverse, "Written agreement, bail or safety plan broken"),

        // The family's stance towards services
        new("disengagement", Stance.Adverse, "Family withdraws from, avoids, self-discharges from or misleads a service"),
        new(AggressionToProfessional, Stance.Adverse, "Verbal or physical aggression, hostility or intimidation towards staff"),
        new("complaint-against-professional", Stance.Context, "Complaint made against a worker during an open concern"),

        // Home, moves, money, animals
        new("home-conditions-poor", Stance.Adverse, "Dirty, unsafe, unfurnished, unheated or squalid home"),
        new(AnimalConcern, Stance.Adverse, "Dangerous, neglected or abused animals, or animal filth, in the household")
            { Attributes = Fields(("cruelty", AttributeType.Flag), ("byChild", AttributeType.Flag), ("childPresent", AttributeType.Flag)) },
        new("housing-or-money-problem", Stance.Need, "Homelessness, temporary housing, debt, benefits, no money for food or heating"),
        new("house-move", Stance.Context, "Move of address within the area"),
        new("cross-boundary-move", Stance.Context, "Move between local authorities or countries"),

        // Education
        new("school-concern", Stance.Adverse, "School or nursery records a welfare concern not covered by a more specific kind"),
        new("school-attendance-low", Stance.Adverse, "Low or falling attendance at school or nursery"),
        new(NotInSchool, Stance.Adverse, "Child of school age not attending at all, off roll or missing education")
            { Attributes = Fields(("schoolPlace", AttributeType.Flag)) },
        new("removed-from-roll", Stance.Adverse, "Withdrawn by the parent from school or nursery"),
        new(EheNotified, Stance.Context, "Elective home education stated or registered"),
        new("school-exclusion", Stance.Context, "Suspension or permanent exclusion"),

        // Parents and household
        new("parental-mental-health-concern", Stance.Need, "Parental low mood, anxiety, depression or untreated mental illness recorded"),
        new("parental-mental-health-crisis", Stance.Need, "Crisis team, overdose, sectioning or suicidal crisis of a parent"),
        new("parental-substance-misuse", Stance.Adverse, "Parental drug or alcohol misuse observed, reported or treated"),
        new("parental-vulnerability", Stance.Need, "Parental physical illness, learning disability, own care history or other capacity issue"),
        new("parental-offending", Stance.Adverse, "Arrest, conviction, imprisonment, bail, restraining order or police marker of an adult in the household"),
        new("previous-children-removed", Stance.Adverse, "Older children no longer in the parent's care"),
        new("household-overdose", Stance.Adverse, "Overdose or drug death of another household member"),
        new("household-change", Stance.Context, "Change in who lives with or cares for the child"),
        new("new-partner-in-household", Stance.Context, "New partner of a parent starts a relationship or moves in"),
        new("domestic-abuse-incident", Stance.Adverse, "Domestic abuse incident or allegation"),
        new("marac-heard", Stance.Adverse, "Case heard at a multi-agency high-risk domestic abuse meeting"),
        new(PregnancyBooked, Stance.Context, "Pregnancy booked or disclosed to services"),
        new("late-or-no-booking", Stance.Adverse, "Unbooked, concealed or late-booked pregnancy; no antenatal care"),
        new(Birth, Stance.Context, "Birth of a child in the household"),

        // Adolescents
        new("exploitation-or-arrest", Stance.Adverse, "Indicator of criminal or sexual exploitation, or a child arrested, charged or remanded"),

        // Reports
        new("family-concern-report", Stance.Adverse, "Relative or family friend reports concern"),
        new("public-concern-report", Stance.Adverse, "Neighbour, acquaintance, member of the public or anonymous caller reports concern"),
        new(VoluntaryConcern, Stance.Adverse, "Voluntary-sector agency reports or holds a concern")
            { Attributes = Fields(("basicNeed", AttributeType.Flag)) },
        new("professional-referral", Stance.Adverse, "A professional refers to or alerts children's social care or police"),
        new(SupportSought, Stance.Need, "The family asked for help (a charity, a helpline, therapy, food, money)"),

        // Agency response: never a sign of harm by itself
        new("referral-nfa", Stance.Context, "Referral, contact or police matter closed without further action"),
        new("referral-to-early-help", Stance.Context, "Referral diverted to early help or universal services"),
        new("early-help-started", Stance.Context, "Early-help or team-around-the-child episode starts"),
        new("assessment-started", Stance.Context, "Statutory or specialist assessment starts, or a worker is allocated"),
        new("assessment-nfa", Stance.Context, "Assessment ends with no further action or is never completed"),
        new(SectionFortySeven, Stance.Context, "Strategy discussion, section 47 enquiry, joint investigation or pre-birth planning meeting"),
        new(CinPlanStarted, Stance.Context, "Child in need plan starts"),
        new(CpPlanStarted, Stance.Context, "Child protection plan or registration starts"),
        new(CpPlanEnded, Stance.Context, "Child protection plan or registration ends (stepped down)")
            { Attributes = Fields(("atFirstReview", AttributeType.Flag), ("because", AttributeType.Words)) },
        new("legal-step", Stance.Context, "Legal planning, Public Law Outline or family-court step"),
        new("child-removed", Stance.Context, "Child removed from the parents' care"),
        new("child-returned-home", Stance.Context, "Child returned to the parents' care"),
        new(CaseClosed, Stance.Context, "Case or service episode closed, or functionally closed"),
        new("routine-contact", Stance.Context, "Routine or targeted service delivered without a specific concern"),

        // Outcome
        new("serious-incident", Stance.Adverse, "The incident that a review was about"),
    ];

    private static readonly Dictionary<string, Kind> ByName = All.ToDictionary(k => k.Name);

    /// <summary>The names of all kinds that express a concern.</summary>
    public static readonly IReadOnlyList<string> Adverse = [.. All.Where(k => k.Stance == Stance.Adverse).Select(k => k.Name)];

    /// <summary>The kind of this name, or null where the vocabulary has none.</summary>
    public static Kind? Find(string name) => ByName.GetValueOrDefault(name);

    // Static properties, not fields: All above reads them while the class is being set up.
    private static IReadOnlyDictionary<string, AttributeType> Ingestion => Fields(("admitted", AttributeType.Flag), ("adultMedicine", AttributeType.Flag),
        ("selfHarm", AttributeType.Flag), ("returnVisit", AttributeType.Flag), ("substance", AttributeType.Words));

    private static Dictionary<string, AttributeType> Fields(params (string Name, AttributeType Type)[] fields) => fields.ToDictionary(f => f.Name, f => f.Type);
}
