using Alerts.Domain;
using Alerts.Domain.Values;

namespace Alerts.Standalone.Simulation;

/// <summary>Sorts of families that must not be alerted on for what they are; each a fixed share of all, the rest general.</summary>
public enum Stratum { General, DisabledChild, LargeSibling, HospitalDenseInfant, LawfulHomeEducation, PoorButSafe }

/// <summary>A child of a simulated family.</summary>
public sealed record Child(Subject Subject, DateOnly Born)
{
    public DateOnly Birthday(int age) => Born.AddYears(age);

    public int AgeOn(DateOnly day) => day.Year - Born.Year - (day < Born.AddYears(day.Year - Born.Year) ? 1 : 0);
}

/// <summary>
/// A simulated household: eldest child first. It is there from its first pregnancy until its youngest child is eighteen. Need multiplies its
/// rates and stays with it.
/// </summary>
public sealed record Family(int Index, Stratum Stratum, double Need, IReadOnlyList<Child> Children, IReadOnlyList<Subject> Adults)
{
    /// <summary>Pregnancies are booked at about ten weeks, thirty before birth.</summary>
    public const int BookedDaysBeforeBirth = 210;

    private const int Adult = 18;
    private const int MostPeople = 12;
    private const int YearsOfBirths = 15;

    // Households never meet, so they may share these.
    private static readonly NhsNumber[] Numbers = [.. Enumerable.Range(0, MostPeople).Select(i => NhsNumber.Fictitious(20 * i))];

    public Subject Mother => Adults[0];

    public DateOnly Begins => Children[0].Born.AddDays(-BookedDaysBeforeBirth);

    public DateOnly Ends => Children[^1].Birthday(Adult);

    /// <summary>The child, disabled or much in hospital, that gives the stratum its name; null for the others.</summary>
    public Child? Named => Stratum switch
    {
        Stratum.DisabledChild => Children[Index % Children.Count],
        Stratum.HospitalDenseInfant => Children[^1],
        _ => null,
    };

    /// <summary>Children born by that day.</summary>
    public int BornBy(DateOnly day) => Children.Count(c => c.Born <= day);

    /// <summary>The family of this number; the same for the same seed. It has a child, or expects one, on some day of the measured years.</summary>
    public static Family Draw(long seed, int index, Period measured)
    {
        var chance = new Chance(seed, index, 0);
        var stratum = chance.OneOf<Stratum>([(Stratum.DisabledChild, Rates.DisabledChild), (Stratum.LargeSibling, Rates.LargeSibling),
            (Stratum.HospitalDenseInfant, Rates.HospitalDenseInfant), (Stratum.LawfulHomeEducation, Rates.LawfulHomeEducation), (Stratum.PoorButSafe, Rates.PoorButSafe), (Stratum.General, 1)]);
        var usual = (1 - Rates.PoorButSafe * Rates.NeedOfPoorButSafe) / (1 - Rates.PoorButSafe);
        var need = chance.Gamma(Rates.NeedShape, stratum == Stratum.PoorButSafe ? Rates.NeedOfPoorButSafe : usual);
        List<DateOnly> born;
        do
            born = stratum switch
            {
                Stratum.LargeSibling => Large(chance, measured),
                Stratum.HospitalDenseInfant => Infant(chance, measured),
                _ => Anybody(chance, measured),
            };
        while (born[^1].AddYears(Adult) <= measured.From || born[0].AddDays(-BookedDaysBeforeBirth) > measured.To);
        var children = born.Select((day, i) => new Child(new(SubjectRoles.Child, NhsNumber: Numbers[i + 2], Born: day), day)).ToList();
        return new(index, stratum, need, children, [new("parent", NhsNumber: Numbers[0]), new("partner", NhsNumber: Numbers[1])]);
    }

    // First births are spread over all years from which a child can still be there, a little denser in the past. Drawn again with its size until the
    // family is there in the measured years: longer families are there for longer, so more of them are met.
    private static List<DateOnly> Anybody(Chance chance, Period measured)
    {
        var earliest = measured.From.AddYears(-Adult - YearsOfBirths);
        DateOnly first;
        do
            first = chance.DayIn(earliest, measured.To.AddDays(BookedDaysBeforeBirth));
        while (!chance.Happens(Math.Pow(1 - Rates.FewerBirthsAYear, (first.DayNumber - earliest.DayNumber) / 365.25)));
        return Births(first, Gaps(chance, chance.OneOf<int>([(0, Rates.CompletedSize[0]), (1, Rates.CompletedSize[1]), (2, 1)]), Rates.YearsBetweenBirths));
    }

    // Four or five children who are all there in the middle of the measured years.
    private static List<DateOnly> Large(Chance chance, Period measured)
    {
        var gaps = Gaps(chance, chance.Happens(Rates.FiveChildren) ? 4 : 3, Rates.YearsBetweenBirthsOfMany);
        var middle = DateOnly.FromDayNumber((measured.From.DayNumber + measured.To.DayNumber) / 2);
        var eldest = chance.DayIn(middle.AddYears(-Adult), middle.AddDays(-gaps.Sum()));
        return Births(eldest, gaps);
    }

    // The youngest is an infant in the measured years.
    private static List<DateOnly> Infant(Chance chance, Period measured)
    {
        var gaps = Gaps(chance, chance.Between(0, 2), Rates.YearsBetweenBirths);
        return Births(chance.DayIn(measured.From.AddMonths(-6), measured.To.AddMonths(-3)).AddDays(-gaps.Sum()), gaps);
    }

    private static List<int> Gaps(Chance chance, int count, double years) =>
        [.. Enumerable.Range(0, count).Select(_ => chance.Happens(Rates.Twins) ? 0 : 365 + (int)chance.Exponential(365.25 * (years - 1)))];

    private static List<DateOnly> Births(DateOnly first, List<int> gaps)
    {
        List<DateOnly> days = [first];
        foreach (var gap in gaps)
            days.Add(days[^1].AddDays(gap));
        return days;
    }
}
