using static Alerts.Domain.Tests.A;

namespace Alerts.Domain.Tests;

/// <summary>CUM-1.</summary>
public class ManySmallConcernsTests
{
    private static readonly Report Hungry = Report("school", Kinds.HungerReported, 0, Sue), Dirty = Report("school", Kinds.PoorHygiene, 40, Sue),
        Missed = Report("health-visiting", Kinds.MissedVisit, 80, Ann), HomePoor = Report("housing", Kinds.HomeConditionsPoor, 120),
        Left = Report("ed", Kinds.LeftBeforeSeen, 200, Sue), Worried = Report("school", Kinds.SchoolConcern, 300, Sue), Distressed = Report("school", Kinds.ChildDistressOrBehaviour, 210, Sue);

    private static readonly Report[] Five = [Hungry, Dirty, Missed, HomePoor, Worried], Six = [.. Five, Left];

    private static readonly Neighbours Table = new(new ManySmallConcerns())
    {
        { "five concerns of five kinds", "", Five },
        { "six, of six kinds, from four agencies", "S2", Six },
        { "six of five kinds", "S2", [.. Five, Hungry.Again(20)] },
        { "six of four kinds", "", Hungry, Hungry.Again(20), Dirty, Dirty.Again(60), Missed, HomePoor },
        { "six from three agencies", "S2", [.. Five, Distressed] },
        { "six from two agencies", "", Hungry, Dirty, Missed, Report("school", Kinds.HomeConditionsPoor, 120), Worried, Distressed },
        { "six, of which two kinds were seen on a child or in the home", "S3", Hungry, Dirty, Missed, Left, Worried, Distressed },
        { "six, of which none was", "", Report("school", Kinds.RemovedFromRoll, 0, Sue), Report("early-help", Kinds.Disengagement, 40), Missed, Left, Worried, Distressed },
        { "six, of which one kind was", "S3", Hungry, Report("early-help", Kinds.Disengagement, 40), Missed, Left, Worried, Distressed },
        { "the last on day 365", "S2", [.. Six[..4], Left, Worried.On(365)] },
        { "the last on day 366", "", [.. Six[..4], Left, Worried.On(366)] },
        { "one seen by two agencies on one day is one event", "", [.. Five, Report("gp", Kinds.HungerReported, 0, Sue)] },
        { "what is grave alone is not a small concern", "", [.. Five, Report("gp", Kinds.SuspectedNonAccidentalInjury, 200, Sue)] },
        { "what is too common to say anything does not count", "", [.. Five, Report("gp", Kinds.WasNotBrought, 130, Sue), Report("school", Kinds.SchoolAttendanceLow, 140, Sue), Report("ed", Kinds.EdAttendanceInjury, 150, Sue)] },
        { "that somebody reported says again what was seen", "", [.. Five, Report("gp", Kinds.ProfessionalReferral, 130, Sue), Report("childrens-social-care", Kinds.PublicConcernReport, 140), Report("childrens-social-care", Kinds.FamilyConcernReport, 150), Report("voluntary-sector", Kinds.VoluntaryConcern, 160)] },
        { "poverty, asking for help and illness do not count", "", [.. Five, Report("housing", Kinds.HousingOrMoneyProblem, 130), Report("voluntary-sector", Kinds.SupportSought, 140), Report("gp", Kinds.ParentalMentalHealthConcern, 150)] },
        { "a family with many services and no concern", "", Report("gp", "routine-contact", 0, Sue), Report("portage", "routine-contact", 1, Sue), Report("camhs", "routine-contact", 2, Sue), Report("ed", Kinds.EdAttendanceIllness, 3, Sue), Report("school", Kinds.AppointmentBrought, 4, Sue) },
        { "one withdrawn", "withdrawn", [.. Six, HomePoor.Withdrawal()] },
        { "one corrected to another year", "withdrawn", [.. Six, Hungry.Correction(r => r.On(-100))] },
        { "backwards", "S2", [.. Six.Reverse()] },
        { "two windows that share reports are one alert", "S2", [.. Six, Report("gp", Kinds.UnmetHealthNeed, 330, Sue), Report("early-help", Kinds.Disengagement, 420, Sue)] },
        { "years apart, two alerts", "S2 S2", [.. Six, .. Six.Select(r => r.Again(2_000 + r.Occurred.Day.DayNumber - Start.DayNumber))] },
    };

    public static TheoryData<string> Rows => Table.Names;

    [Theory, MemberData(nameof(Rows))]
    public void Many_small_concerns_of_several_kinds_from_several_agencies_add_up(string neighbour) => Table.Check(neighbour);

    [Fact]
    public void The_sentence_gives_the_numbers()
    {
        var found = new ManySmallConcerns().Find(new(Six), Period.Always).First();
        Assert.StartsWith("6 small concerns of 6 kinds from 4 agencies within 12 months, the last 4 January 2021.", found.Sentence, StringComparison.Ordinal);
        Assert.EndsWith("4 agencies in all know this household; many services are many reporters.", found.Sentence, StringComparison.Ordinal);
        var known = new History([.. Six, Report("camhs", "routine-contact", 2, Sue), Report("voluntary-sector", Kinds.SupportSought, 3)]);
        Assert.Contains("5 agencies in all", new ManySmallConcerns().Find(known, Period.Always).First().Sentence, StringComparison.Ordinal);
        known.Remove(known.Of(["routine-contact"])[0]);
        Assert.Contains("4 agencies in all", new ManySmallConcerns().Find(known, Period.Always).First().Sentence, StringComparison.Ordinal);
    }

    // In a crowded household one more report is placed without reading the year again: what stands must be the same.
    [Theory, InlineData(1), InlineData(2), InlineData(3)]
    public void In_a_crowded_household_there_stands_what_is_found_from_scratch(int seed)
    {
        var random = new Random(seed);
        string[] kinds = [Kinds.HungerReported, Kinds.PoorHygiene, Kinds.SchoolConcern, Kinds.MissedVisit, Kinds.HomeConditionsPoor, Kinds.Disengagement, Kinds.WasNotBrought], agencies = ["school", "school", "gp", "housing"];
        var story = new Story([new ManySmallConcerns()]);
        for (var day = 0; day < 1_500; day += random.Next(day / 300 % 2 == 0 ? 12 : 120))
            story.Told(Report(agencies[random.Next(day < 200 ? 1 : 4)], kinds[random.Next(kinds.Length)], random.Next(9) == 0 ? random.Next(day + 1) : day, Sue));
        Assert.Equal(Standing.FromScratch(story.Household, [new ManySmallConcerns()]), Standing.Of(story.Household, [new ManySmallConcerns()]));
        Assert.NotEmpty(story.Household.Alerts);
    }
}
