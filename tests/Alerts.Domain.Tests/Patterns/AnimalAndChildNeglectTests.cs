using static Alerts.Domain.Tests.A;

namespace Alerts.Domain.Tests;

/// <summary>RSP-2.</summary>
public class AnimalAndChildNeglectTests
{
    private static readonly Report Dogs = Report("rspca", Kinds.AnimalConcern, 0), Hungry = Report("school", Kinds.HungerReported, 100, Sue);

    private static readonly Neighbours Table = new(new AnimalAndChildNeglect())
    {
        { "an animal report alone", "", Dogs },
        { "neglect alone", "", Hungry, Report("gp", Kinds.UnmetHealthNeed, 50, Sue) },
        { "both", "S2", Dogs, Hungry },
        { "the neglect first", "S2", Hungry.On(-100), Dogs },
        { "two years apart", "S2", Dogs, Hungry.On(730) },
        { "a day more", "", Dogs, Hungry.On(731) },
        { "missed appointments and absence are too common to say it", "", Dogs, Report("gp", Kinds.WasNotBrought, 10, Sue), Report("school", Kinds.SchoolAttendanceLow, 20, Sue) },
        { "poverty is not neglect", "", Dogs, Report("housing", Kinds.HousingOrMoneyProblem, 10) },
        { "the RSPCA alone says both", "", Dogs, Report("rspca", Kinds.HomeConditionsPoor, 1) },
        { "animals seen by the police", "", Report("police", Kinds.AnimalConcern, 0), Hungry },
        { "withdrawn", "withdrawn", Dogs, Hungry, Dogs.Withdrawal() },
        { "one of two signs withdrawn", "S2", Dogs, Hungry, Report("gp", Kinds.UnmetHealthNeed, 50, Sue), Hungry.Withdrawal() },
        { "moved out of the window by a correction", "withdrawn", Dogs, Hungry, Hungry.Correction(r => r.On(900)) },
    };

    public static TheoryData<string> Rows => Table.Names;

    [Theory, MemberData(nameof(Rows))]
    public void Neglected_animals_and_signs_of_a_neglected_child_are_joined(string neighbour) => Table.Check(neighbour);
}
