namespace Alerts.Domain.Tests;

/// <summary>Checks a law with generated histories. A failing one is cut down to the messages that it needs before it is shown.</summary>
internal static class Law
{
    public static void ForAll(int histories, Func<int, IReadOnlyList<Report>> generated, Action<IReadOnlyList<Report>, Random> law)
    {
        var failed = Enumerable.Range(1, histories).AsParallel().AsOrdered().Where(seed => Broken(law, generated(seed), seed) is not null).Take(1).ToList();
        if (failed is not [var seed])
            return;
        var needed = generated(seed).ToList();
        for (var i = 0; i < needed.Count;)
            if (Broken(law, [.. needed.Where((_, n) => n != i)], seed) is not null)
                (needed, i) = ([.. needed.Where((_, n) => n != i)], 0);
            else
                i++;
        Assert.Fail($"history {seed}, cut down to\n{Readable.Of(needed)}\n\n{Broken(law, needed, seed)}");
    }

    private static string? Broken(Action<IReadOnlyList<Report>, Random> law, IReadOnlyList<Report> messages, int seed)
    {
        try
        {
            law(messages, new(seed));
            return null;
        }
        catch (Exception broken)
        {
            return broken is Xunit.Sdk.XunitException ? broken.Message : broken.ToString();
        }
    }
}
