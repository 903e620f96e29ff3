using Alerts.Domain;
using static Alerts.Standalone.Simulation.Diary;

namespace Alerts.Standalone.Simulation;

/// <summary>A child's years with health services: emergency department, admissions, and what nurses and doctors write down.</summary>
public sealed class Health(Diary diary, SocialCare care, Chance chance)
{
    private const int Toddler = 1, Four = 4, SchoolAge = 5, Teenager = 12, Adult = 18;

    private Family Family => diary.Family;

    public void Live(Child child)
    {
        Emergencies(child, 0, Toddler, Rates.EdInfant, Rates.InjuryInfant, Rates.IngestionInfant, Rates.AdmissionInfant);
        Emergencies(child, Toddler, Four, Rates.EdOneToFour, Rates.InjuryOneToFour, Rates.IngestionOneToThree, Rates.AdmissionOneToFour);
        Emergencies(child, Four, SchoolAge, Rates.EdOneToFour, Rates.InjuryOneToFour, Rates.IngestionAtFour, Rates.AdmissionOneToFour);
        Emergencies(child, SchoolAge, Adult, Rates.EdSchoolAge, Rates.InjurySchoolAge, 0, Rates.AdmissionSchoolAge);
        foreach (var day in DaysOf(child, Teenager, Adult, Rates.SelfPoisoning))
            diary.OfChild(child, day, "ed", Kinds.MedicationIngestion, Is("selfHarm"));
        Observed(child);
    }

    private void Emergencies(Child child, int from, int to, double all, double injuries, double ingestions, double admissions)
    {
        foreach (var day in DaysOf(child, from, to, all - injuries - ingestions))
            Attended(child, day, Kinds.EdAttendanceIllness);
        foreach (var day in DaysOf(child, from, to, injuries))
            if (from >= SchoolAge && chance.Happens(Rates.InSport))
                diary.OfChild(child, day, "ed", Kinds.EdAttendanceInjury, Is("sport"));
            else
                Attended(child, day, Kinds.EdAttendanceInjury);
        foreach (var day in DaysOf(child, from, to, ingestions))
            Swallowed(child, day);
        foreach (var day in DaysOf(child, from, to, admissions))
            if (chance.Happens(Rates.AdmissionLong))
                diary.OfChild(child, day, "ed", Kinds.HospitalAdmission, Is("long"));
            else
                diary.OfChild(child, day, "ed", Kinds.HospitalAdmission);
    }

    private void Attended(Child child, DateOnly day, string kind)
    {
        diary.OfChild(child, day, "ed", kind);
        AlsoByAnother(child, day, kind);
        if (chance.Happens(Rates.LeftBeforeSeen * diary.Guesses))
            diary.OfChild(child, day, "ed", Kinds.LeftBeforeSeen);
        else if (chance.Happens(Rates.DischargedByCarer))
            diary.OfChild(child, day, "ed", Kinds.DischargedByCarer);
    }

    private void Swallowed(Child child, DateOnly day)
    {
        var medicine = chance.Happens(Rates.IsMedicine);
        var kind = medicine ? Kinds.MedicationIngestion : Kinds.SubstanceIngestion;
        var (admitted, adults) = (chance.Happens(Rates.IngestionAdmitted), medicine && chance.Happens(Rates.IsAdultMedicine));
        if (admitted && adults)
            diary.OfChild(child, day, "ed", kind, Is("admitted"), Is("adultMedicine"));
        else if (admitted)
            diary.OfChild(child, day, "ed", kind, Is("admitted"));
        else if (adults)
            diary.OfChild(child, day, "ed", kind, Is("adultMedicine"));
        else
            diary.OfChild(child, day, "ed", kind);
        AlsoByAnother(child, day, kind);
    }

    // The same incident, told by the ambulance that brought the child or the practice that had the letter.
    private void AlsoByAnother(Child child, DateOnly day, string kind)
    {
        if (chance.Happens(Rates.EdAlsoByAnother))
            diary.OfChild(child, day.AddDays(chance.Between(0, 1)), chance.OneOf("ambulance", "gp"), kind);
    }

    private void Observed(Child child)
    {
        Seen(child, 0, Adult, Rates.InjuryObserved, Kinds.InjuryObserved, "school", "school", "nursery", "health-visiting");
        Seen(child, 0, 8, Rates.WeightConcern, Kinds.WeightOrGrowthConcern, "health-visiting", "gp");
        Seen(child, 3, 16, Rates.UnmetHealthNeed, Kinds.UnmetHealthNeed, "school-nursing", "gp", "ed");
        Seen(child, 0, Adult, Rates.NotRegisteredWithGp, Kinds.NotRegisteredWithGp, "health-visiting", "ed");
        Seen(child, SchoolAge, Adult, Rates.SchoolConcern, Kinds.SchoolConcern, "school");
        Seen(child, SchoolAge, Adult, Rates.Distress, Kinds.ChildDistressOrBehaviour, "school", "camhs", "gp");
        foreach (var day in DaysOf(child, SchoolAge, Adult, Rates.Disclosure * diary.Guesses * Rates.WhileWatched))
            if (care.IsWatched(day) || chance.Happens(1 / Rates.WhileWatched))
                Disclosed(child, day);
        Seen(child, 1, Adult, Rates.Hunger, Kinds.HungerReported, "school", "nursery");
        Seen(child, 1, 12, Rates.Hygiene, Kinds.PoorHygiene, "school", "nursery", "health-visiting");
        Seen(child, 1, 10, Rates.Supervision, Kinds.SupervisionConcern, "police", "school", "housing");
        Seen(child, Teenager, Adult, Rates.Exploitation, Kinds.ExploitationOrArrest, "police", "school");
        foreach (var day in DaysOf(child, 0, Adult, Rates.UnexplainedToxicology))
            diary.OfChild(child, day, "ed", Kinds.UnexplainedToxicology);
        // Needs, which no risk pattern may count, and which two read for ever.
        foreach (var day in EverOf(child, 2, 4, Rates.DevelopmentalConcern))
        {
            diary.OfChild(child, day, "health-visiting", Kinds.DevelopmentalConcern);
            if (chance.Happens(Rates.OnForumList))
                Forum(child, day.AddDays(chance.Between(20, 90)));
        }
        foreach (var day in EverOf(child, 0, Adult, Rates.ComplexHealthNeed))
            diary.OfChild(child, day, "community-paediatrics", Kinds.ComplexHealthNeed);
    }

    // The early years forum meets about every six weeks and goes through its list.
    private void Forum(Child child, DateOnly listed)
    {
        diary.OfChild(child, listed, "nursery", Kinds.EarlyYearsForumListed);
        for (var day = listed.AddDays(chance.Between(20, 42)); day < child.Birthday(SchoolAge); day = day.AddDays(chance.Between(38, 46)))
            if (chance.Happens(Rates.DiscussedAtForum))
                diary.OfChild(child, day, "nursery", Kinds.EarlyYearsForumDiscussed);
    }

    // What a child says is referred; some of it is closed at once. What becomes of the rest is among the family's other referrals.
    private void Disclosed(Child child, DateOnly day)
    {
        diary.OfChild(child, day, chance.OneOf("school", "school", "school-nursing"), Kinds.ChildDisclosure);
        if (!chance.Happens(Rates.DisclosureClosed))
            return;
        diary.OfChild(child, day.AddDays(1), "school", Kinds.ProfessionalReferral);
        diary.OfHousehold(day.AddDays(chance.Between(2, 25)), "childrens-social-care", Kinds.ReferralClosed, Is("historyOpened"));
    }

    // What professionals see and write down: more of it while they look.
    private void Seen(Child child, int from, int to, double rate, string kind, params ReadOnlySpan<string> by)
    {
        foreach (var day in DaysOf(child, from, to, rate * diary.Guesses * Rates.WhileWatched))
            if (care.IsWatched(day) || chance.Happens(1 / Rates.WhileWatched))
                diary.OfChild(child, day, by[chance.Between(0, by.Length - 1)], kind);
    }

    private IEnumerable<DateOnly> DaysOf(Child child, int from, int to, double rate) => chance.Days(
        Later(child.Birthday(from), diary.Days.From), Earlier(child.Birthday(to), diary.Days.To), rate * Family.Need);

    private IEnumerable<DateOnly> EverOf(Child child, int from, int to, double rate) => chance.Days(child.Birthday(from), Earlier(child.Birthday(to), diary.Days.To), rate * Family.Need);

    private static DateOnly Later(DateOnly one, DateOnly other) => one > other ? one : other;

    private static DateOnly Earlier(DateOnly one, DateOnly other) => one < other ? one : other;
}
