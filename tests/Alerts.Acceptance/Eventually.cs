using System.Diagnostics;

namespace Alerts.Acceptance;

/// <summary>Waits for what another process or page does; says what did not come.</summary>
public static class Eventually
{
    public static Task True(Func<bool> condition, string what, int seconds = 15) => True(() => Task.FromResult(condition()), what, seconds);

    public static async Task True(Func<Task<bool>> condition, string what, int seconds = 15)
    {
        var watch = Stopwatch.StartNew();
        while (!await condition())
        {
            Assert.True(watch.Elapsed < TimeSpan.FromSeconds(seconds), $"Not within {seconds} s: {what}");
            await Task.Delay(50);
        }
    }
}
