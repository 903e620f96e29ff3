namespace Alerts.Households;

/// <summary>How what runs in the background waits for its next turn.</summary>
internal static class Ticks
{
    /// <summary>True at the next tick; false when it is to end, which is no error.</summary>
    public static async Task<bool> Next(this PeriodicTimer tick, CancellationToken ct)
    {
        try
        {
            return await tick.WaitForNextTickAsync(ct);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            return false;
        }
    }
}
