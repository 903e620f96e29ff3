using Alerts.Domain;
using static Alerts.Standalone.Simulation.Diary;

namespace Alerts.Standalone.Simulation;

/// <summary>What happens to the household as a whole: births, moves, partners, money, abuse, illness, animals, neighbours.</summary>
public sealed class HomeLife(Diary diary, SocialCare care, Chance chance)
{
    private Family Family => diary.Family;

    public void Live()
    {
        Births();
        Abuse();
        ParentsHealth();
        Moves();
        Money();
        House();
        Doors();
    }

    private void Births()
    {
        foreach (var child in Family.Children.DistinctBy(c => c.Born))
        {
            var twins = Family.Children.Count(c => c.Born == child.Born) > 1;
            var late = chance.Happens(Math.Min(0.5, Rates.LateBooking * Family.Need));
            var booked = child.Born.AddDays(late ? -chance.Between(20, 140) : -Family.BookedDaysBeforeBirth + chance.Between(0, 14));
            IReadOnlyList<Subject> mother = [Family.Mother];
            if (late)
                diary.Note(mother, booked, "midwifery", Kinds.LateOrNoBooking);
            if (twins)
                diary.Note(mother, booked, "midwifery", Kinds.PregnancyBooked, Is("multiple"));
            else
                diary.Note(mother, booked, "midwifery", Kinds.PregnancyBooked);
            if (care.KnownBefore(booked) && chance.Happens(Rates.UnbornReferred))
                diary.Note(mother, booked.AddDays(chance.Between(1, 12)), "midwifery", Kinds.ProfessionalReferral, Is("unborn"));
            foreach (var born in Family.Children.Where(c => c.Born == child.Born))
            {
                diary.OfChild(born, born.Born, "midwifery", Kinds.Birth);
                diary.OfChild(born, born.Born.AddDays(chance.Between(20, 60)), "gp", Kinds.GpRegistered);
            }
        }
        if (chance.Happens(Math.Min(0.2, Rates.OlderChildrenRemoved * Family.Need)))
            diary.OfHousehold(diary.Days.From.AddDays(chance.Between(0, 200)), "childrens-social-care", Kinds.PreviousChildrenRemoved);
    }

    private void Abuse()
    {
        foreach (var (from, to) in chance.Spells(diary.Days.From, diary.Days.To, Rates.DomesticAbuse * Family.Need, Rates.DomesticAbuseYears))
            foreach (var day in chance.Days(from, to, Rates.DomesticAbuseReported))
            {
                diary.OfHousehold(day, "police", Kinds.DomesticAbuseIncident);
                if (chance.Happens(Rates.PoliceRefused * diary.Guesses))
                    diary.OfHousehold(day, "police", Kinds.RefusedEntry, chance.Happens(Rates.PoliceSettle) ? Is("resolved") : IsNot("resolved"));
                if (chance.Happens(Rates.HeardAtMarac))
                    diary.OfHousehold(day.AddDays(chance.Between(7, 35)), "police", Kinds.MaracHeard);
            }
    }

    private void ParentsHealth()
    {
        foreach (var (from, to) in chance.Spells(diary.Days.From, diary.Days.To, Rates.MentalIllHealth * Family.Need, Rates.MentalIllHealthYears))
        {
            foreach (var day in chance.Days(from, to, Rates.MentalIllHealthRecorded * diary.Guesses))
                diary.OfHousehold(day, chance.OneOf("gp", "health-visiting", "midwifery", "adult-mental-health"), Kinds.ParentalMentalHealthConcern);
            foreach (var day in chance.Days(from, to, Rates.MentalHealthCrisis))
                diary.OfHousehold(day, chance.OneOf("adult-mental-health", "ambulance", "police"), Kinds.ParentalMentalHealthCrisis);
        }
        foreach (var (from, to) in chance.Spells(diary.Days.From, diary.Days.To, Rates.SubstanceMisuse * Family.Need, Rates.SubstanceMisuseYears))
        {
            foreach (var day in chance.Days(from, to, Rates.SubstanceMisuseRecorded * diary.Guesses))
                diary.OfHousehold(day, chance.OneOf("substance-misuse", "substance-misuse", "gp", "police", "midwifery"), Kinds.ParentalSubstanceMisuse);
            foreach (var day in chance.Days(from, to, Rates.HouseholdOverdose))
                diary.OfHousehold(day, "ambulance", Kinds.HouseholdOverdose);
        }
        foreach (var day in Days(Rates.ParentalVulnerability * diary.Guesses))
            if (chance.Happens(Rates.IsLearningDisability))
                diary.OfHousehold(day, "gp", Kinds.ParentalVulnerability, Is("learningDisability"));
            else
                diary.OfHousehold(day, chance.OneOf("gp", "health-visiting"), Kinds.ParentalVulnerability);
        // From the first pregnancy on: an offence of violence is never forgotten.
        foreach (var day in chance.Days(Family.Begins, diary.Days.To, Rates.Offending * diary.Guesses * Family.Need))
        {
            var agency = chance.OneOf("police", "police", "probation");
            if (chance.Happens(Rates.AgainstChild))
                diary.OfHousehold(day, agency, Kinds.ParentalOffending, Is("againstChild"));
            else if (chance.Happens(Rates.OfViolence))
                diary.OfHousehold(day, agency, Kinds.ParentalOffending, Is("violence"));
            else
                diary.OfHousehold(day, agency, Kinds.ParentalOffending);
        }
    }

    private void Moves()
    {
        foreach (var day in Days(Rates.Moves))
        {
            var kind = chance.Happens(Rates.AcrossBoundary) ? Kinds.CrossBoundaryMove : Kinds.HouseMove;
            if (chance.Happens(Rates.MoveIsTemporary))
                diary.OfHousehold(day, "housing", kind, Is("temporary"));
            else
                diary.OfHousehold(day, chance.OneOf("gp", "housing", "school"), kind);
            diary.OfHousehold(day.AddDays(chance.Between(5, 60)), "gp", Kinds.GpRegistered);
        }
        foreach (var day in Days(Rates.NewPartner))
        {
            IReadOnlyList<Subject> couple = [.. Family.Children.Take(Family.BornBy(day)).Select(c => c.Subject), .. Family.Adults];
            diary.Note(couple, day, chance.OneOf("school", "health-visiting", "police", "gp"), Kinds.NewPartnerInHousehold);
        }
        foreach (var day in Days(Rates.HouseholdChange))
            diary.OfHousehold(day, chance.OneOf("school", "gp", "health-visiting"), Kinds.HouseholdChange);
    }

    private void Money()
    {
        var poor = Family.Stratum == Stratum.PoorButSafe;
        foreach (var day in Days(poor ? Rates.HousingOrMoneyOfPoor / Rates.NeedOfPoorButSafe : Rates.HousingOrMoney))
            diary.OfHousehold(day, chance.OneOf("housing", "housing", "voluntary-sector", "school"), Kinds.HousingOrMoneyProblem);
        foreach (var day in Days(poor ? Rates.SupportSoughtByPoor / Rates.NeedOfPoorButSafe : Rates.SupportSought))
            diary.OfHousehold(day, chance.OneOf("voluntary-sector", "voluntary-sector", "gp"), Kinds.SupportSought);
    }

    private void House()
    {
        foreach (var day in Watched(Rates.HomeConditions * diary.Guesses))
        {
            var (danger, landlord) = (chance.Happens(Rates.ImmediateDanger), chance.Happens(Rates.LandlordDisrepair));
            var agency = chance.OneOf("housing", "police", "ambulance", "health-visiting");
            if (danger)
                diary.OfHousehold(day, agency, Kinds.HomeConditionsPoor, Is("immediateDanger"));
            else if (landlord)
                diary.OfHousehold(day, "housing", Kinds.HomeConditionsPoor, Is("landlordDisrepair"));
            else
                diary.OfHousehold(day, agency, Kinds.HomeConditionsPoor);
        }
        foreach (var day in Days(Rates.Rspca))
            if (chance.Happens(Rates.CrueltyBeforeChild))
                diary.OfHousehold(day, "rspca", Kinds.AnimalConcern, Is("cruelty"), Is("childPresent"));
            else
                diary.OfHousehold(day, "rspca", Kinds.AnimalConcern);
        foreach (var day in Days(Rates.VoluntaryConcern * diary.Guesses))
            if (chance.Happens(Rates.BasicNeed))
                diary.OfHousehold(day, "voluntary-sector", Kinds.VoluntaryConcern, Is("basicNeed"));
            else
                diary.OfHousehold(day, "voluntary-sector", Kinds.VoluntaryConcern);
        foreach (var day in Days(Rates.Aggression * diary.Guesses))
            diary.OfHousehold(day, chance.OneOf("school", "gp", "ed", "housing"), Kinds.AggressionToProfessional);
        foreach (var day in Days(Rates.Disengagement * diary.Guesses))
            diary.OfHousehold(day, chance.OneOf("health-visiting", "camhs", "school"), Kinds.Disengagement);
    }

    // Turned away while nobody has a case, or as if nobody had.
    private void Doors()
    {
        foreach (var day in Days(Rates.CrewRefused * diary.Guesses))
            Unseen(day, "ambulance", Kinds.RefusedEntry, chance.Happens(Rates.ChildIsSick));
        foreach (var day in Days(Rates.TurnedAway * diary.Guesses))
            Unseen(day, chance.OneOf("health-visiting", "school", "housing"), Kinds.RefusedEntry, false);
        foreach (var day in Days(Rates.ChildNotSeen * diary.Guesses))
            Unseen(day, chance.OneOf("health-visiting", "school", "police"), Kinds.ChildNotSeen, false);
    }

    private void Unseen(DateOnly day, string agency, string kind, bool sick)
    {
        var still = chance.Happens(Rates.StillUnseen);
        if (sick)
            diary.OfHousehold(day, agency, kind, Is("childSick"), still ? Is("childStillUnseen") : IsNot("childStillUnseen"));
        else
            diary.OfHousehold(day, agency, kind, still ? Is("childStillUnseen") : IsNot("childStillUnseen"));
    }

    private IEnumerable<DateOnly> Watched(double rate) => Days(rate * Rates.WhileWatched).Where(d => care.IsWatched(d) || chance.Happens(1 / Rates.WhileWatched));

    private IEnumerable<DateOnly> Days(double rate) => chance.Days(diary.Days.From, diary.Days.To, rate * Family.Need);
}
