using static Alerts.Domain.Tests.A;

namespace Alerts.Domain.Tests;

/// <summary>HOME-1.</summary>
public class HazardousHomeTests
{
    private static Report Poor(int day, string agency = "police") => Report(agency, Kinds.HomeConditionsPoor, day, Tom);

    private static readonly Report First = Poor(0), Second = Poor(90, "ambulance");

    private static readonly Neighbours Table = new(new HazardousHome())
    {
        { "one report", "", First },
        { "two agencies", "S2", First, Second },
        { "one agency, twice", "", First, Poor(90) },
        { "one agency twice, then another", "S2", First, Poor(90), Poor(200, "housing") },
        { "one occasion, seen by two agencies on adjacent days", "", First, Poor(1, "ambulance") },
        { "two days apart", "S2", First, Poor(2, "ambulance") },
        { "a joint visit, and one of the two again", "S2", First, Poor(0, "ambulance"), Poor(90) },
        { "on day 365", "S2", First, Poor(365, "school") },
        { "on day 366", "", First, Poor(366, "school") },
        { "the other agency's report too long before, one agency since", "", Poor(-400, "school"), First, Poor(90) },
        { "immediate danger", "S2", First.Saying("immediateDanger") },
        { "no immediate danger, said so", "", First.Saying("immediateDanger", false) },
        { "immediate danger corrected away", "withdrawn", First.Saying("immediateDanger"), First.Correction(r => r) },
        { "immediate danger, and another agency later", "S2", First.Saying("immediateDanger"), Second },
        { "immediate danger twice, years apart", "S2 S2", First.Saying("immediateDanger"), Poor(800).Saying("immediateDanger") },
        { "a landlord's disrepair", "", First, Second.Saying("landlordDisrepair") },
        { "a landlord's disrepair, dangerous", "", First.Saying("landlordDisrepair").Saying("immediateDanger") },
        { "a landlord's disrepair, told later", "withdrawn", First, Second, Second.Correction(r => r.Saying("landlordDisrepair")) },
        { "animals are not read", "", First, Report("rspca", Kinds.AnimalConcern, 90, Tom) },
        { "poverty is not read", "", First, Report("housing", Kinds.HousingOrMoneyProblem, 90, Tom) },
        { "a clean home in between clears nothing", "S2", First, Report("childrens-social-care", Kinds.HomeVisitNoConcern, 40, Tom).Saying("homeSeen"), Second },
        { "told about different children", "S2", First, Second.About(Ann) },
        { "told about nobody", "S2", First.About(), Second.About() },
        { "arriving in the wrong order", "S2", Second, First },
        { "one withdrawn", "withdrawn", First, Second, Second.Withdrawal() },
        { "corrected to the day of the other", "withdrawn", First, Second, Second.Correction(r => r.On(0)) },
    };

    public static TheoryData<string> Rows => Table.Names;

    [Theory, MemberData(nameof(Rows))]
    public void A_home_that_two_agencies_found_hazardous_makes_somebody_look_again(string neighbour) => Table.Check(neighbour);

    [Fact]
    public void The_sentence_names_the_agencies_and_the_days() =>
        Assert.Equal("2 agencies (police, ambulance) reported a hazardous or neglected home on 2 occasions within 12 months (10 March 2020; 8 June 2020). "
            + "Ask what it is like for each child to live there, and what the family needs to put it right.",
            Assert.Single(new HazardousHome().Find(new([First, Second]), Period.Always)).Sentence);
}
