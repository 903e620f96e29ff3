using System.Collections;

namespace Alerts.Domain.Tests;

/// <summary>
/// A table of neighbours: what arrives, in order of arrival, and the severities of the pattern's alerts that follow, in the order in which
/// they were raised ("" is quiet; "withdrawn" is an alert that has lost its evidence).
/// </summary>
internal sealed class Neighbours(Pattern pattern) : IEnumerable
{
    private readonly Dictionary<string, (string Expected, Report[] Arrivals)> rows = [];

    public void Add(string neighbour, string expected, params Report[] arrivals) => rows.Add(neighbour, (expected, arrivals));

    public TheoryData<string> Names => [.. rows.Keys];

    /// <summary>As the row says; and the same stands when everything comes in the opposite order, or is asked from scratch.</summary>
    public void Check(string neighbour)
    {
        var (expected, arrivals) = rows[neighbour];
        var (told, backwards) = (new Story([pattern]), new Story([pattern]));
        told.Told(arrivals);
        backwards.Told(arrivals.Reverse());
        Assert.Equal(expected, string.Join(' ', told.Household.AlertsOf(pattern.Id).Select(a => a.EvidenceWithdrawn ? "withdrawn" : $"{a.Severity}")));
        var scratch = Standing.FromScratch(told.Household, [pattern]);
        Assert.Equal(scratch, Standing.Of(told.Household, [pattern]));
        Assert.Equal(scratch, Standing.Of(backwards.Household, [pattern]));
    }

    public IEnumerator GetEnumerator() => rows.GetEnumerator();
}
