namespace Alerts.Standalone.Simulation;

/// <summary>The rates of referrals, assessments and plans, with their sources. "Guess" as in <see cref="Rates"/>.</summary>
public static class SocialCareRates
{
    /// <summary>
    /// Referrals a year of a household of mean need that had none lately, while the youngest is under five (or expected) and later: with the gamma need about
    /// 22.5 % of children are referred by five and 35.4 % by 18 (Bilson and Martin; Jay and others).
    /// </summary>
    public const double WhileYoung = 0.042, WhileOlder = 0.016;

    /// <summary>
    /// Times as many in the year after a closure: 22.6 % of referrals follow another within 12 months (DfE 2025). And in the years after that, so that all
    /// together are 5.35 % of children a year (642,980 in 2019-20), though so few are ever referred.
    /// </summary>
    public const double InTheYearAfter = 8.5, LaterOn = 4.4;

    public const int YearsOfMore = 6;

    /// <summary>By whom (police 28 %, schools 21 % of referrals, DfE 2020; the others as DfE reports them, rounded).</summary>
    public static readonly (string Agency, double Share)[] By =
    [
        ("police", 0.28), ("school", 0.21), ("ed", 0.06), ("gp", 0.02), ("health-visiting", 0.03), ("midwifery", 0.02), ("community-paediatrics", 0.02),
        ("childrens-social-care", 0.13), ("housing", 0.03), ("early-help", 0.05), ("nursery", 0.02), ("adult-mental-health", 0.03), ("other", 0.02), ("public", 0.05), ("family", 0.03),
    ];

    /// <summary>Of referrals by the police, for domestic abuse. Guess (flagged in 48 % of all assessed episodes).</summary>
    public const double PoliceForDomesticAbuse = 0.7;

    /// <summary>Contacts that do not become a referral, to one that does: guess; authorities count several, domestic-abuse notifications among them.</summary>
    public const double ContactsBelowReferral = 1.0, ContactToEarlyHelp = 0.35;

    /// <summary>32.3 of 35.4 % ever referred are assessed; the rest closed or passed to early help.</summary>
    public const double ClosedAtOnce = 0.05, ToEarlyHelp = 0.05;

    /// <summary>An assessment takes up to 45 working days.</summary>
    public const int AssessmentDaysFrom = 15, AssessmentDaysTo = 63;

    /// <summary>Section 47: 185,450 in 2017, more since: about 1.5 % of children a year.</summary>
    public const double SectionFortySeven = 0.29;

    /// <summary>Of enquiries that a hospital, a doctor or a nurse brought about: a suspicious injury was written down. Guess.</summary>
    public const double SuspiciousInjury = 0.4;

    /// <summary>Of assessments: a man or another adult is named who was not known, and the assessment covers them. Guess.</summary>
    public const double AdultNamed = 0.3, AdultCovered = 0.9;

    /// <summary>Plans: about 0.5 % of children start one a year, 0.43 % are on one (51,510 on 31 March 2020).</summary>
    public const double PlanAfterSectionFortySeven = 0.34;

    /// <summary>Of assessments without a protection plan: in need, or closed to early help; else no further action. So that open cases are about 3 % of children at a time.</summary>
    public const double InNeed = 0.45, AssessedToEarlyHelp = 0.15;

    /// <summary>Months of a child-in-need plan: at least, and on average beyond that.</summary>
    public const double InNeedMonthsLeast = 1.5, InNeedMonthsMore = 9;

    /// <summary>Plans that end within three months (about one in five, DfE); else the months beyond three.</summary>
    public const double PlanEndsEarly = 0.18, PlanMonthsMore = 8.5;

    /// <summary>After a protection plan: in need for a while; removed; a legal step. Guess.</summary>
    public const double SteppedDown = 0.7, Removed = 0.08, Legal = 0.12, ReturnedHome = 0.25;

    /// <summary>Conferences that decide otherwise than the social worker recommended; core groups that say beforehand what they think; agencies that confirm a notice. Guess.</summary>
    public const double AgainstRecommendation = 0.03, CoreGroupViewGiven = 0.85, NoticeConfirmed = 0.9;

    /// <summary>Early help that starts without a referral, a year and household; taken up when offered; months. Guess.</summary>
    public const double EarlyHelpStarts = 0.015, EarlyHelpTakenUp = 0.6, EarlyHelpMonths = 7;

    /// <summary>While a plan is open, a visit about every so many days, and what becomes of it. Guess: no rate was found; report how results depend on it. A child who is
    /// out is at school or nursery, which sees it (so still unseen in one of fifty, not in one of ten as where entry is refused; the one rate that was changed after alerts had been seen).</summary>
    public const int DaysBetweenVisits = 28;

    public const double VisitMissed = 0.08, VisitAtTheDoor = 0.02, VisitRefused = 0.015, VisitWithoutChild = 0.03, ChildStillUnseen = 0.1, OutAndStillUnseen = 0.02, ChildSeenAlone = 0.6, ChildObserved = 0.8;

    /// <summary>While a case is open, a year: aggression; withdrawing; a new contact; a safety plan broken. Guess.</summary>
    public const double AggressionWhileOpen = 0.03, DisengagementWhileOpen = 0.1, ContactWhileOpen = 0.5, SafetyPlanBreach = 0.05;

    /// <summary>During an assessment the social worker visits about every so many days. Guess: a visit within ten working days, one or two more.</summary>
    public const int DaysBetweenAssessmentVisits = 20;

    /// <summary>A meeting about every six weeks (early help: eight), sometimes missed out; supervision about monthly. Guess.</summary>
    public const int DaysBetweenMeetings = 42, DaysBetweenEarlyHelpMeetings = 56, DaysBetweenSupervisions = 30;

    public const double MeetingLeftOut = 0.08;

    /// <summary>Of decisions at the front door: history opened, fresh reason given where already open. Of lateral checks: asked at a referral, answered in two working days. Guess.</summary>
    public const double HistoryOpened = 0.9, FreshReason = 0.85, CheckAsked = 0.4, CheckAnsweredInTime = 0.85;

    /// <summary>Of referrals, both sides record a level; of these two or more apart. Guess.</summary>
    public const double LevelsRecorded = 0.3, LevelsFarApart = 0.05;
}
