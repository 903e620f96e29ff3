using Alerts.Domain;

namespace Alerts.Standalone.Simulation;

/// <summary>
/// How often in the simulated population happens what is published for the real one, to see whether the one may stand for the other. Counted in the
/// measured years; per child where nothing else is said.
/// </summary>
public sealed class Margins
{
    private const int UnderFive = 5, SchoolAgeTo = 16, Adult = 18;

    private enum N
    {
        ChildDays, InfantDays, UnderFiveDays, PupilDays, HouseholdDays, Births, EdInfant, EdUnderFive, InjuryUnderFive, IngestionUnderFive, Referrals, ReferralsOfChildren, Again,
        Enquiries, InNeedDays, PlanDays, PlanStarts, Brought, NotBrought, HouseholdAbuseYears, HouseholdYears, Moves, AbsentPupilYears, PupilYears, HomeEducationStarts, ReachFive, ReferredByFive, ReachAdult, ReferredByAdult, PlanByAdult, NeedByAdult, HouseholdsOf1, HouseholdsOf2, HouseholdsOf3, HouseholdsOf4,
    }

    private readonly long[] counts = new long[Enum.GetValues<N>().Length];

    public void Add(Margins other) => Tally.Add(counts, other.counts);

    public void Add(Life life, Period measured)
    {
        var (family, care) = (life.Family, life.Care);
        foreach (var child in family.Children)
        {
            Count(N.ChildDays, Days(child.Born, child.Birthday(Adult), measured));
            Count(N.InfantDays, Days(child.Born, child.Birthday(1), measured));
            Count(N.UnderFiveDays, Days(child.Born, child.Birthday(UnderFive), measured));
            Count(N.PupilDays, Days(child.Birthday(UnderFive), child.Birthday(SchoolAgeTo), measured));
            if (measured.Holds(child.Birthday(UnderFive)))
                Ever(child, care, UnderFive, N.ReachFive, N.ReferredByFive, null);
            if (measured.Holds(child.Birthday(Adult)))
                Ever(child, care, Adult, N.ReachAdult, N.ReferredByAdult, N.PlanByAdult);
            Count(N.Births, measured.Holds(child.Born) ? 1 : 0);
        }
        Count(N.HouseholdDays, Days(family.Begins, family.Ends, measured));
        var middle = measured.From.AddDays((measured.To.DayNumber - measured.From.DayNumber) / 2);
        if (family.Children.Count(c => c.Born <= middle && c.Birthday(Adult) > middle) is > 0 and var size)
            Count(N.HouseholdsOf1 + Math.Min(size, 4) - 1, 1);
        Care(family, care, measured);
        Reports(life, measured);
    }

    /// <summary>What was simulated beside what is published.</summary>
    public IEnumerable<(string What, double Simulated, string Published)> Lines()
    {
        var households = this[N.HouseholdsOf1] + this[N.HouseholdsOf2] + this[N.HouseholdsOf3] + this[N.HouseholdsOf4];
        yield return ("households with one child", this[N.HouseholdsOf1] / households, "0.43");
        yield return ("households with two", this[N.HouseholdsOf2] / households, "0.41");
        yield return ("households with four and more", this[N.HouseholdsOf4] / households, "0.04");
        yield return ("births a household", AYear(N.Births, N.HouseholdDays), "0.07 to 0.085");
        yield return ("ED attendances, infants", AYear(N.EdInfant, N.InfantDays), "0.72 to 0.82");
        yield return ("ED attendances, under five", AYear(N.EdUnderFive, N.UnderFiveDays), "0.655");
        yield return ("ED injuries, under five", AYear(N.InjuryUnderFive, N.UnderFiveDays), "0.110");
        yield return ("ingestions, under five", AYear(N.IngestionUnderFive, N.UnderFiveDays), "0.007");
        yield return ("missed of brought and missed", this[N.NotBrought] / (this[N.Brought] + this[N.NotBrought]), "0.142; developmental 0.18 to 0.24");
        yield return ("pupils persistently absent", this[N.AbsentPupilYears] / this[N.PupilYears], "0.20 to 0.22");
        yield return ("home education begins, pupils", AYear(N.HomeEducationStarts, N.PupilDays), "not found");
        yield return ("referred", AYear(N.ReferralsOfChildren, N.ChildDays), "0.0535");
        yield return ("referrals within 12 months of another", this[N.Again] / this[N.Referrals], "0.226");
        yield return ("referred by five", this[N.ReferredByFive] / this[N.ReachFive], "0.225");
        yield return ("referred by 18", this[N.ReferredByAdult] / this[N.ReachAdult], "0.354");
        yield return ("on a protection plan by 18", this[N.PlanByAdult] / this[N.ReachAdult], "0.069");
        yield return ("in need by 18", this[N.NeedByAdult] / this[N.ReachAdult], "0.253");
        yield return ("section 47", AYear(N.Enquiries, N.ChildDays), "0.015");
        yield return ("cases open at a time", this[N.InNeedDays] / this[N.ChildDays], "0.03");
        yield return ("protection plans at a time", this[N.PlanDays] / this[N.ChildDays], "0.0043");
        yield return ("protection plans begin", AYear(N.PlanStarts, N.ChildDays), "0.005");
        yield return ("households with reported domestic abuse", this[N.HouseholdAbuseYears] / (this[N.HouseholdDays] / 365.25), "0.03 to 0.04");
        yield return ("households that move", AYear(N.Moves, N.HouseholdDays), "0.08");
    }

    /// <summary>The simulated value of a line.</summary>
    public double Of(string what) => Lines().Single(l => l.What == what).Simulated;

    private double this[N of] => counts[(int)of];

    private double AYear(N of, N days) => this[of] / this[days] * 365.25;

    private void Count(N what, long by) => counts[(int)what] += by;

    private void Care(Family family, SocialCare care, Period measured)
    {
        long Children(DateOnly day) => family.Children.Count(c => c.Born <= day && c.Birthday(Adult) > day);
        for (var i = 0; i < care.Referrals.Count; i++)
            if (measured.Holds(care.Referrals[i]))
            {
                Count(N.Referrals, 1);
                Count(N.ReferralsOfChildren, Children(care.Referrals[i]));
                Count(N.Again, i > 0 && care.Referrals[i - 1].AddYears(1) >= care.Referrals[i] ? 1 : 0);
            }
        foreach (var (from, to) in care.Open)
            Count(N.InNeedDays, family.Children.Sum(c => Days(c.Born > from ? c.Born : from, c.Birthday(Adult) < to ? c.Birthday(Adult) : to, measured)));
        foreach (var help in care.Help)
        {
            var begins = measured.Holds(help.From) ? Children(help.From) : 0;
            if (help.Plan == Plan.SectionFortySeven)
                Count(N.Enquiries, begins);
            if (help.Plan != Plan.ChildProtection)
                continue;
            Count(N.PlanStarts, begins);
            Count(N.PlanDays, family.Children.Sum(c => Days(c.Born > help.From ? c.Born : help.From, c.Birthday(Adult) < help.To ? c.Birthday(Adult) : help.To, measured)));
        }
    }

    private void Reports(Life life, Period measured)
    {
        var abuse = new HashSet<int>();
        var absent = new HashSet<(string, int)>();
        foreach (var report in life.Diary.InOrderOfArrival().Select(r => r.Report).Where(r => measured.Holds(r.Occurred.Day)).DistinctBy(r => r.Id))
        {
            var day = report.Occurred.Day;
            var age = report.Subjects[0].Born is { } born ? new Child(report.Subjects[0], born).AgeOn(day) : Adult;
            var ed = report.Agency == "ed" && report.Kind is Kinds.EdAttendanceIllness or Kinds.EdAttendanceInjury or Kinds.MedicationIngestion or Kinds.SubstanceIngestion;
            Count(N.EdInfant, ed && age < 1 ? 1 : 0);
            Count(N.EdUnderFive, ed && age < UnderFive ? 1 : 0);
            Count(N.InjuryUnderFive, ed && age < UnderFive && report.Kind == Kinds.EdAttendanceInjury ? 1 : 0);
            Count(N.IngestionUnderFive, ed && age < UnderFive && Kinds.Ingestions.Contains(report.Kind) ? 1 : 0);
            Count(N.Brought, report.Kind == Kinds.AppointmentBrought ? 1 : 0);
            Count(N.NotBrought, report.Kind == Kinds.WasNotBrought ? 1 : 0);
            Count(N.HomeEducationStarts, report.Kind == Kinds.EheNotified ? 1 : 0);
            Count(N.Moves, report.Kind is Kinds.HouseMove or Kinds.CrossBoundaryMove ? 1 : 0);
            if (report.Kind == Kinds.DomesticAbuseIncident)
                abuse.Add(day.Year);
            if (report.Kind == Kinds.SchoolAttendanceLow)
                absent.Add((report.Subjects[0].NhsNumber.ToString()!, day.AddMonths(-8).Year));
        }
        Count(N.HouseholdAbuseYears, abuse.Count);
        Count(N.AbsentPupilYears, absent.Count(a => Whole(a.Item2, measured)));
        Count(N.PupilYears, life.Family.Children.Sum(c => Enumerable.Range(measured.From.Year, measured.To.Year - measured.From.Year)
            .Count(y => c.AgeOn(new(y, 8, 31)) is >= 4 and < SchoolAgeTo - 1)));
    }

    private void Ever(Child child, SocialCare care, int age, N reach, N referred, N? plan)
    {
        bool Then(DateOnly day) => day >= child.Born && day < child.Birthday(age);
        Count(reach, 1);
        Count(referred, care.Referrals.Any(Then) ? 1 : 0);
        if (plan is not { } p)
            return;
        Count(p, care.Help.Any(h => h.Plan == Plan.ChildProtection && Then(h.From)) ? 1 : 0);
        Count(N.NeedByAdult, care.Help.Any(h => h.Plan != Plan.EarlyHelp && Then(h.From)) ? 1 : 0);
    }

    private static bool Whole(int schoolYear, Period measured) => schoolYear >= measured.From.Year && schoolYear < measured.To.Year;

    private static long Days(DateOnly from, DateOnly to, Period measured)
    {
        var (first, last) = (Math.Max(from.DayNumber, measured.From.DayNumber), Math.Min(to.DayNumber, measured.To.DayNumber + 1));
        return Math.Max(0, last - first);
    }
}
