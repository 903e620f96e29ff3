namespace Alerts.Households.Outbox;

/// <summary>The published waits of the outbox. Nothing is given up by time: the last step repeats.</summary>
public static class Ladder
{
    /// <summary>How long after each failed attempt the next follows.</summary>
    public static readonly IReadOnlyList<TimeSpan> Steps =
    [
        TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(30), TimeSpan.FromHours(1),
    ];

    /// <summary>An S1 is to be decided within one hour: no wait may use much of that up.</summary>
    public static readonly TimeSpan LongestUrgent = TimeSpan.FromMinutes(10);

    /// <summary>So many failed attempts, which is nearly four hours (for S1 three quarters of one), and the front door is told.</summary>
    public const int ToldAfter = 8;

    /// <summary>Notices to one person by one channel within this go as one message, the first at once; S1 apart.</summary>
    public static readonly TimeSpan Together = TimeSpan.FromMinutes(15);

    public static TimeSpan Wait(long attempts, bool urgent)
    {
        var step = Steps[(int)Math.Clamp(attempts - 1, 0, Steps.Count - 1)];
        return urgent && step > LongestUrgent ? LongestUrgent : step;
    }

    /// <summary>"5 s, 30 s, 2 min, 10 min, 30 min, 1 h": what the start says.</summary>
    public static string InWords => string.Join(", ", Steps.Select(s =>
        s < TimeSpan.FromMinutes(1) ? $"{s.TotalSeconds:0} s" : s < TimeSpan.FromHours(1) ? $"{s.TotalMinutes:0} min" : $"{s.TotalHours:0} h"));
}
