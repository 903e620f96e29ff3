using System.Collections;

namespace Alerts.Domain.Tests;

/// <summary>
/// A table of neighbours: what arrives, in order of arrival, and the severities of the pattern's alerts that follow, in the order in which
/// they were raised ("" is quiet; "withdrawn" is an alert that has lost its evidence).
/// </summary>
internal sealed class Neighbours(Pattern pattern) : IEnumerable
{
    private readonly Dictionary<string, (string Expected, int? LookedAt, Report[] Arrivals)> rows = [];

    public void Add(string neighbour, string expected, params Report[] arrivals) => rows.Add(neighbour, (expected, null, arrivals));

    /// <summary>For what did not happen: everything arrives at the start, and then time passes until <paramref name="lookedAt"/>.</summary>
    public void Add(string neighbour, int lookedAt, string expected, params Report[] arrivals) => rows.Add(neighbour, (expected, lookedAt, arrivals));

    public TheoryData<string> Names => [.. rows.Keys];

    /// <summary>As the row says; and the same stands when everything comes in the opposite order, or is asked from scratch.</summary>
    public void Check(string neighbour)
    {
        var (expected, lookedAt, arrivals) = rows[neighbour];
        var (told, backwards) = (Happened(arrivals, lookedAt), Happened(arrivals.Reverse(), lookedAt));
        Assert.Equal(expected, string.Join(' ', told.Household.AlertsOf(pattern.Id).Select(a => a.EvidenceWithdrawn ? "withdrawn" : $"{a.Severity}")));
        Assert.Empty(told.Journal.OfType<PatternFaulted>());
        var scratch = Standing.FromScratch(told.Household, [pattern]);
        Assert.Equal(scratch, Standing.Of(told.Household, [pattern]));
        Assert.Equal(scratch, Standing.Of(backwards.Household, [pattern]));
    }

    private Story Happened(IEnumerable<Report> arrivals, int? lookedAt)
    {
        var story = new Story([pattern], begins: lookedAt is null ? null : A.Start);
        story.Told(arrivals);
        if (lookedAt is { } day)
            story.ItBecomes(A.Day(day));
        return story;
    }

    public IEnumerator GetEnumerator() => rows.GetEnumerator();
}
