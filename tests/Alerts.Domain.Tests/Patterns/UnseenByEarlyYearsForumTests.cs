using static Alerts.Domain.Tests.A;

namespace Alerts.Domain.Tests;

/// <summary>EYF-1.</summary>
public class UnseenByEarlyYearsForumTests
{
    private static Report Forum(string kind, int day) => Report("nursery", kind, day, Tom);

    private static Report Discussed(int day) => Forum(Kinds.EarlyYearsForumDiscussed, day);

    private static Report Nursery(int day, double share = 0.3) => Report("nursery", Kinds.SchoolAttendanceLow, day, Tom).Saying("attendedShare", share);

    private static Report[] NotBrought(params int[] days) => [.. days.Select(d => Report("community-paediatrics", Kinds.WasNotBrought, d, Tom))];

    private static readonly Report Listed = Forum(Kinds.EarlyYearsForumListed, 0), Minute = Discussed(5), Low = Nursery(-30);

    private static readonly Neighbours Table = new(new UnseenByEarlyYearsForum())
    {
        { "on the list", "", Listed },
        { "not brought, and not on the list", "", NotBrought(-40, -30, -20, -10) },
        { "on the list, a single appointment missed", "", [Listed, .. NotBrought(-10)] },
        { "on the list, not brought to four", "S4", [Listed, .. NotBrought(-40, -30, -20, -10)] },
        { "on the list, nursery not taken up", "S4", Listed, Low },
        { "on the list, nursery attended", "", Listed, Nursery(-30, 0.9) },
        { "both are one", "S4", [Listed, Low, .. NotBrought(-40, -30, -20, -10)] },
        { "twelve months before the listing", "S4", Listed, Nursery(-365) },
        { "a day earlier", "", Listed, Nursery(-366) },
        { "six weeks after the listing", "S4", Listed, Nursery(42) },
        { "a day later", "", Listed, Nursery(43) },
        { "discussed since", "", Low, Discussed(-30), Listed },
        { "discussed since, its minute late", "withdrawn", Listed, Low, Minute },
        { "discussed before it came", "S4", Listed, Low, Discussed(-31) },
        { "one of the two came after the discussion", "S4", [Listed, Low, Minute, .. NotBrought(10, 20, 30, 40)] },
        { "more of the same after the discussion", "", Low, Minute, Listed, Nursery(30) },
        { "discussed six weeks after the listing", 100, "", Listed, Low, Discussed(42) },
        { "discussed a day later", 100, "S4", Listed, Low, Discussed(43) },
        { "the pattern came after the listing: six weeks from then", 100, "", Listed, Nursery(20), Discussed(62) },
        { "and a day", 100, "S4", Listed, Nursery(20), Discussed(63) },
        { "on the last day on which the forum may still discuss it", 42, "", Listed, Low },
        { "on the day on which it is late", 43, "S4", Listed, Low },
        { "another child discussed", "S4", Listed, Low, Minute.About(Ann) },
        { "another child's pattern", "", Listed, Low.About(Ann) },
        { "two children on the list, both with patterns", "S4 S4", Listed.About(Tom, Ann), Low.About(Tom, Ann) },
        { "on the list month by month is one", "S4", Listed, Forum(Kinds.EarlyYearsForumListed, 30), Forum(Kinds.EarlyYearsForumListed, 60), Low },
        { "a list that names no child", "", Listed.About(), Low },
        { "the listing withdrawn", "withdrawn", Listed, Low, Listed.Withdrawal() },
        { "the pattern withdrawn", "withdrawn", Listed, Low, Low.Withdrawal() },
        { "the discussion withdrawn", "S4", Listed, Low, Minute, Minute.Withdrawal() },
    };

    public static TheoryData<string> Rows => Table.Names;

    [Theory, MemberData(nameof(Rows))]
    public void A_pattern_that_the_forum_has_not_seen_comes_into_the_digest(string neighbour) => Table.Check(neighbour);

    [Fact]
    public void It_says_what_was_found_to_the_forum_and_the_early_help_manager()
    {
        var story = new Story([new UnseenByEarlyYearsForum()]);
        story.Told(Listed, Low);
        Assert.Equal(["EYF", "EHM"], story.Alert("EYF-1").Told.Select(t => t.Role));
        Assert.Contains("(10 March 2020) has not been discussed there since this was found: A child attended 30 %", story.Alert("EYF-1").Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void The_forum_has_six_weeks_and_a_minute_that_is_told_late_takes_it_back()
    {
        var story = new Story([new UnseenByEarlyYearsForum()], begins: Start);
        story.Told(Listed, Low);
        Assert.Empty(story.ItBecomes(Day(42)).OfType<AlertRaised>());
        story.ItBecomes(Day(43));
        Assert.False(story.Alert("EYF-1").EvidenceWithdrawn);
        story.Told(Discussed(40));
        Assert.True(story.Alert("EYF-1").EvidenceWithdrawn);
    }

    [Fact]
    public void It_is_off_until_a_partnership_turns_it_on() => Assert.Null(PatternSet.Published.Find("EYF-1"));
}
