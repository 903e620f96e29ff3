using static Alerts.Domain.Tests.A;

namespace Alerts.Domain.Tests;

/// <summary>PLO-1. Two working days after day 0, a Tuesday, is day 2.</summary>
public class PreProceedingsNotSharedTests
{
    private static Report Changed(int day, params Subject[] about) => Report("childrens-social-care", Kinds.PreProceedingsStageChanged, day, about.Length == 0 ? [Tom] : about).Saying("stage", "letter sent");

    private static Report Told(string agency, int day, string of = "pre-proceedings") => Report(agency, Kinds.NoticeReceived, day).Saying("of", of);

    private static Report Contact(string agency, int day) => Report(agency, Kinds.RoutineContact, day, Tom);

    private static readonly Report Stage = Changed(0), School = Contact("school", -30), Notice = Told("school", 1);

    private static readonly Neighbours Table = new(new PreProceedingsNotShared())
    {
        { "nobody else is attached", 10, "", Stage },
        { "not told, on the last day", 2, "", School, Stage },
        { "not told, a day later", 3, "S3", School, Stage },
        { "told on the last day", 3, "", School, Stage, Told("school", 2) },
        { "told too late", 4, "S3", School, Stage, Told("school", 3) },
        { "over a weekend there is more time", 7, "", School, Changed(3) },
        { "over a weekend, a day later", 8, "S3", School, Changed(3) },
        { "told of a conference", 3, "S3", School, Stage, Told("school", 1, "conference") },
        { "one of two told", 3, "S3", School, Contact("gp", -9), Stage, Told("school", 1) },
        { "attached longer than a year ago", 3, "", Contact("gp", -366), Stage },
        { "a charity", 3, "", Contact("voluntary-sector", -9), Stage },
        { "another stage months later: told of the first only", 100, "S3", School, Contact("school", 20), Stage, Told("school", 1), Changed(90) },
        { "two stages, told of none", 100, "S3 S3", School, Stage, Changed(90) },
        { "told by two on adjacent days: one change", 10, "S3", School, Stage, Changed(1) },
        { "the change withdrawn", 10, "", School, Stage, Stage.Withdrawal() },
        { "the notice withdrawn", 10, "S3", School, Stage, Notice, Notice.Withdrawal() },
    };

    public static TheoryData<string> Rows => Table.Names;

    [Theory, MemberData(nameof(Rows))]
    public void The_network_is_told_that_pre_proceedings_moved_on(string neighbour) => Table.Check(neighbour);

    [Fact]
    public void The_day_raises_it_without_content_and_a_notice_that_is_told_late_takes_it_back()
    {
        var story = new Story([new PreProceedingsNotShared()], begins: Start);
        story.Told(School, Stage);
        Assert.Empty(story.Household.Alerts);
        story.ItBecomes(Day(3));
        Assert.DoesNotContain("letter", story.Alert("PLO-1").Sentence, StringComparison.Ordinal);
        Assert.Contains("12 March 2020 that these agencies were told: school.", story.Alert("PLO-1").Sentence, StringComparison.Ordinal);
        Assert.Equal(["CPO", "ASW", "LEGAL"], story.Alert("PLO-1").Told.Select(t => t.Role));
        story.Told(Told("school", 2));
        Assert.True(story.Alert("PLO-1").EvidenceWithdrawn);
    }
}
