using static Alerts.Domain.Tests.A;

namespace Alerts.Domain.Tests;

/// <summary>ING-4.</summary>
public class UnexplainedSubstanceTests
{
    private static Report Found(int day, Subject? child = null, string agency = "ed") => Report(agency, Kinds.UnexplainedToxicology, day, child is null ? [] : [child]);

    private static readonly Report First = Found(0, Tom);

    private static readonly Neighbours Table = new(new UnexplainedSubstance())
    {
        { "a substance that nobody explained", "S1", First },
        { "nobody said in which child", "S1", Found(0) },
        { "the treating team explained it", "", First.Saying("explained") },
        { "not explained, said so", "S1", First.Saying("explained", false) },
        { "explained in a correction", "withdrawn", First, First.Correction(r => r.Saying("explained")) },
        { "explained by another agency the next day", "withdrawn", First, Found(1, Tom, "community-paediatrics").Saying("explained") },
        { "an explanation of long after is for people to weigh", "S1", First, Found(9, Tom).Saying("explained") },
        { "what is explained in one child explains nothing in another", "S1", First, Found(0, Ann).Saying("explained") },
        { "reported by ED and by the community team", "S1", First, Found(1, Tom, "community-paediatrics") },
        { "brother and sister on one day are one alert", "S1", First, Found(0, Ann) },
        { "a sister's result a week later", "S1 S1", First, Found(7, Ann) },
        { "an ingestion is explained by itself", "", Report("ed", Kinds.MedicationIngestion, 0, Tom) },
        { "withdrawn", "withdrawn", First, First.Withdrawal() },
        { "withdrawn before it came", "", First.Withdrawal(), First },
    };

    public static TheoryData<string> Rows => Table.Names;

    [Theory, MemberData(nameof(Rows))]
    public void An_unexplained_substance_in_one_child_is_looked_into_at_once(string neighbour) => Table.Check(neighbour);

    [Fact]
    public void It_says_that_nothing_is_confirmed_and_asks_for_the_other_children()
    {
        var story = new Story([new UnexplainedSubstance()]);
        story.Told(First);
        Assert.Contains("It is not confirmed", story.Alert("ING-4").Sentence, StringComparison.Ordinal);
        Assert.EndsWith("Check every other child in the home now.", story.Alert("ING-4").Sentence, StringComparison.Ordinal);
        Assert.Equal(["FD", "ND", "POL", "ASW"], story.Alert("ING-4").Told.Select(t => t.Role));
    }
}
