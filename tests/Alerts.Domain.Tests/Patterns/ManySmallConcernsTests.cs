using static Alerts.Domain.Tests.A;

namespace Alerts.Domain.Tests;

/// <summary>CUM-1.</summary>
public class ManySmallConcernsTests
{
    private static readonly Report Hungry = Report("school", Kinds.HungerReported, 0, Sue), Dirty = Report("school", Kinds.PoorHygiene, 40, Sue),
        Missed = Report("health-visiting", Kinds.MissedVisit, 80, Ann), HomePoor = Report("housing", Kinds.HomeConditionsPoor, 120), Absent = Report("school", Kinds.SchoolAttendanceLow, 300, Sue);

    private static readonly Neighbours Table = new(new ManySmallConcerns())
    {
        { "four concerns", "", Hungry, Dirty, Missed, HomePoor },
        { "five, of five kinds, from three agencies", "S2", Hungry, Dirty, Missed, HomePoor, Absent },
        { "five from two agencies", "", Hungry, Dirty, Missed, Report("school", Kinds.HomeConditionsPoor, 120), Absent },
        { "five of two kinds", "", Hungry, Report("housing", Kinds.HungerReported, 10), Report("gp", Kinds.PoorHygiene, 20), Report("gp", Kinds.HungerReported, 30), Report("school", Kinds.PoorHygiene, 50) },
        { "the fifth on day 365", "S2", Hungry, Dirty, Missed, HomePoor, Absent.On(365) },
        { "the fifth on day 366", "", Hungry, Dirty, Missed, HomePoor, Absent.On(366) },
        { "one seen by two agencies on one day is one event", "", Hungry, Report("gp", Kinds.HungerReported, 0, Sue), Dirty, Missed, HomePoor },
        { "what is grave alone is not a small concern", "", Hungry, Dirty, Missed, HomePoor, Report("gp", Kinds.SuspectedNonAccidentalInjury, 200, Sue) },
        { "poverty, asking for help and illness do not count", "", Hungry, Dirty, Missed, HomePoor, Report("housing", Kinds.HousingOrMoneyProblem, 130), Report("voluntary-sector", Kinds.SupportSought, 140), Report("gp", Kinds.ParentalMentalHealthConcern, 150) },
        { "a family with many services and no concern", "", Report("gp", "routine-contact", 0, Sue), Report("portage", "routine-contact", 1, Sue), Report("camhs", "routine-contact", 2, Sue), Report("ed", Kinds.EdAttendanceIllness, 3, Sue), Report("school", Kinds.AppointmentBrought, 4, Sue) },
        { "one withdrawn", "withdrawn", Hungry, Dirty, Missed, HomePoor, Absent, HomePoor.Withdrawal() },
        { "one corrected to another year", "withdrawn", Hungry, Dirty, Missed, HomePoor, Absent, Hungry.Correction(r => r.On(-100)) },
        { "backwards", "S2", Absent, HomePoor, Missed, Dirty, Hungry },
        { "two windows that share reports are one alert", "S2", Hungry, Dirty, Missed, HomePoor, Absent, Report("gp", Kinds.UnmetHealthNeed, 420, Sue) },
        { "years apart, two alerts", "S2 S2", Hungry, Dirty, Missed, HomePoor, Absent, Hungry.Again(2000), Dirty.Again(2040), Missed.Again(2080), HomePoor.Again(2120), Absent.Again(2300) },
    };

    public static TheoryData<string> Rows => Table.Names;

    [Theory, MemberData(nameof(Rows))]
    public void Many_small_concerns_of_several_kinds_from_several_agencies_add_up(string neighbour) => Table.Check(neighbour);

    [Fact]
    public void The_sentence_gives_the_numbers_and_no_level()
    {
        var found = Assert.Single(new ManySmallConcerns().Find(new([Hungry, Dirty, Missed, HomePoor, Absent]), Period.Always));
        Assert.StartsWith("5 small concerns of 5 kinds from 3 agencies within 12 months, the last 4 January 2021.", found.Sentence, StringComparison.Ordinal);
    }

    // In a crowded household one more report is placed without reading the year again: what stands must be the same.
    [Theory, InlineData(1), InlineData(2), InlineData(3)]
    public void In_a_crowded_household_there_stands_what_is_found_from_scratch(int seed)
    {
        var random = new Random(seed);
        string[] kinds = [Kinds.HungerReported, Kinds.PoorHygiene, Kinds.SchoolAttendanceLow, Kinds.MissedVisit], agencies = ["school", "school", "gp", "housing"];
        var story = new Story([new ManySmallConcerns()]);
        for (var day = 0; day < 1_500; day += random.Next(day / 300 % 2 == 0 ? 12 : 120))
            story.Told(Report(agencies[random.Next(day < 200 ? 1 : 4)], kinds[random.Next(4)], random.Next(9) == 0 ? random.Next(day + 1) : day, Sue));
        Assert.Equal(Standing.FromScratch(story.Household, [new ManySmallConcerns()]), Standing.Of(story.Household, [new ManySmallConcerns()]));
        Assert.NotEmpty(story.Household.Alerts);
    }
}
