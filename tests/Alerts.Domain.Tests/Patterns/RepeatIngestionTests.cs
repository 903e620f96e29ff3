using static Alerts.Domain.Tests.A;

namespace Alerts.Domain.Tests;

/// <summary>ING-2.</summary>
public class RepeatIngestionTests
{
    private static Report Medicine(int day, Subject child, string agency = "ed") => Report(agency, Kinds.MedicationIngestion, day, child);

    private static Report Substance(int day, Subject child) => Report("ed", Kinds.SubstanceIngestion, day, child);

    private static Report Toxicology(int day, Subject child, string agency = "ed") => Report(agency, Kinds.UnexplainedToxicology, day, child);

    private static readonly Report First = Medicine(0, Tom), Second = Medicine(100, Tom), Late = Medicine(366, Tom), Result = Toxicology(50, Ann);

    private static readonly Neighbours Table = new(new RepeatIngestion())
    {
        { "one ingestion", "", First },
        { "two", "S2", First, Second },
        { "a medicine and then another substance", "S2", First, Substance(30, Tom) },
        { "the same one reported by ambulance and by ED on the same day", "", Medicine(0, Tom, "ambulance"), First },
        { "the same one reported by ambulance and by ED on adjacent days", "", Medicine(0, Tom, "ambulance"), Medicine(1, Tom) },
        { "two days apart", "S2", First, Medicine(2, Tom) },
        { "the same one reported on three days running", "", First, Medicine(1, Tom), Medicine(2, Tom) },
        { "a third report makes one of two", "withdrawn", First, Medicine(2, Tom), Medicine(1, Tom, "gp") },
        { "two on day 364", "S2", First, Medicine(364, Tom) },
        { "two on day 365", "S2", First, Medicine(365, Tom) },
        { "two on day 366", "", First, Medicine(366, Tom) },
        { "day 366 but the first incident lasted into the next day", "", First, Medicine(1, Tom, "gp"), Medicine(366, Tom) },
        { "the later incident begins on day 365 and lasts", "S2", First, Medicine(365, Tom), Medicine(366, Tom, "gp"), Medicine(367, Tom, "gp") },
        { "the same, its last report first", "S2", Medicine(367, Tom, "gp"), Medicine(366, Tom, "gp"), Medicine(365, Tom), First },
        { "the first incident lasts and grows late, its first day within the window", "S2", First, Medicine(1, Tom), Medicine(-365, Tom), Medicine(2, Tom, "gp") },
        { "two children, one each", "S2", First, Medicine(40, Ann) },
        { "two children, one each on one day", "S2", First, Medicine(0, Ann) },
        { "two children in one report", "S2", Report("ed", Kinds.MedicationIngestion, 0, Tom, Ann) },
        { "two children who turn out to be one", "withdrawn", Medicine(0, new("child", Ref: "t")), Medicine(0, Tom, "ambulance"), Report("ed", "routine-contact", 9, Tom with { Ref = "t" }) },
        { "one withdrawn later", "withdrawn", First, Second, Second.Withdrawal() },
        { "one of three withdrawn later", "S2", First, Second, Medicine(200, Tom), Second.Withdrawal() },
        { "withdrawn before it came", "", First, Second.Withdrawal(), Second },
        { "corrected to a day beyond the window", "withdrawn", First, Second, Second.Correction(r => r.On(366)) },
        { "corrected to a day within the window", "S2", First, Late, Late.Correction(r => r.On(365)) },
        { "corrected to another kind", "withdrawn", First, Second, Second.Correction(r => r with { Kind = "ed-attendance-illness" }) },
        { "arriving in the wrong order", "S2", Second, First },
        { "a return visit for the same incident", "", First, Medicine(4, Tom).Saying("returnVisit") },
        { "a return visit after two incidents", "S2", First, Second, Medicine(104, Tom).Saying("returnVisit") },
        { "a return visit between two reports joins nothing", "S2", First, Medicine(1, Tom).Saying("returnVisit"), Medicine(2, Tom) },
        { "admitted the second time", "S1", First, Second.Saying("admitted") },
        { "admitted the first time, reported late", "S1", Second, First.Saying("admitted") },
        { "not admitted, said so", "S2", First, Second.Saying("admitted", false) },
        { "admission corrected away", "S2", First, Second.Saying("admitted"), Second.Correction(r => r) },
        { "an adult's medicine both times", "S1", First.Saying("adultMedicine"), Second.Saying("adultMedicine") },
        { "an adult's medicine once", "S2", First.Saying("adultMedicine"), Second },
        { "an adult's medicine, once, reported twice", "S2", First.Saying("adultMedicine"), Medicine(1, Tom, "gp").Saying("adultMedicine"), Second },
        { "unexplained toxicology after an ingestion", "S2", First, Report("ed", Kinds.UnexplainedToxicology, 50, Ann) },
        { "unexplained toxicology on the day of the ingestion", "", First, Report("ed", Kinds.UnexplainedToxicology, 0, Tom) },
        { "explained toxicology after an ingestion", "", First, Toxicology(50, Ann).Saying("explained") },
        { "not explained, said so", "S2", First, Toxicology(50, Ann).Saying("explained", false) },
        { "explained by another team the next day", "withdrawn", First, Toxicology(50, Ann), Toxicology(51, Ann, "community-paediatrics").Saying("explained") },
        { "explained later, in a correction", "withdrawn", First, Result, Result.Correction(r => r.Saying("explained")) },
        { "what is explained for one child explains nothing for another", "S2", First, Toxicology(50, Ann), Toxicology(50, Sue).Saying("explained") },
        { "an ingestion on the day on which toxicology was explained", "S2", First, Medicine(50, Ann), Toxicology(50, Ann).Saying("explained") },
        { "a planned re-test", "", First, Toxicology(50, Tom).Saying("planned") },
        { "no planned re-test, said so", "S2", First, Toxicology(50, Tom).Saying("planned", false) },
        { "a planned re-test after two", "S2", First, Second, Toxicology(150, Tom).Saying("planned") },
        { "a fall is no ingestion", "", First, Report("ed", "ed-attendance-injury", 50, Tom) },
        { "nobody said which child", "S2", Report("ambulance", Kinds.MedicationIngestion, 0), Report("ambulance", Kinds.MedicationIngestion, 9) },
    };

    public static TheoryData<string> Rows => Table.Names;

    [Theory, MemberData(nameof(Rows))]
    public void A_second_ingestion_within_twelve_months_makes_somebody_look_again(string neighbour) => Table.Check(neighbour);

    [Fact]
    public void The_sentence_counts_the_incidents_and_names_their_days()
    {
        var found = Assert.Single(new RepeatIngestion().Find(new([First, Second.Saying("admitted")]), Period.Always));
        Assert.Equal("2 separate ingestions in this household within 12 months: 10 March 2020; 18 June 2020. A child was admitted.", found.Sentence);
        Assert.Null(found.Child);
    }
}
