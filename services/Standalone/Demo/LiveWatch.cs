using System.Collections.Concurrent;
using System.Net;
using System.Text.RegularExpressions;
using Alerts.Domain;
using Alerts.Inbox;

namespace Alerts.Standalone.Demo;

/// <summary>
/// Holds a live stream open for every demo person, over HTTP as a browser would, so that the time until an alert is written to one can be
/// measured whether or not somebody is looking. Remembers when each notice was first written to any stream.
/// </summary>
public sealed partial class LiveWatch(TimeProvider clock) : ILiveLog
{
    private readonly ConcurrentDictionary<(string Alert, int Notice), DateTimeOffset> written = new();

    public void Written(string person, string alert, int notice) => written.TryAdd((alert, notice), clock.GetUtcNow());

    /// <summary>When the notice was first written to a live stream; null where it has not been since the start.</summary>
    public DateTimeOffset? WrittenAt(string alert, int notice) => written.TryGetValue((alert, notice), out var at) ? at : null;

    /// <summary>Completes when every person's stream has sent its first list; the streams stay open until <paramref name="ct"/>.</summary>
    public static async Task Open(Uri address, IEnumerable<Professional> people, CancellationToken ct)
    {
        await Task.WhenAll(people.Select(async person =>
        {
            var first = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _ = Follow(address, person, first, ct);
            await first.Task.WaitAsync(TimeSpan.FromSeconds(20), ct);
        }));
    }

    private static async Task Follow(Uri address, Professional person, TaskCompletionSource first, CancellationToken ct)
    {
        try
        {
            using var http = new HttpClient(new HttpClientHandler { CookieContainer = new CookieContainer() }) { BaseAddress = address, Timeout = Timeout.InfiniteTimeSpan };
            var token = Token().Match(await http.GetStringAsync("/sign-in", ct)).Groups["token"].Value;
            using var signedIn = await http.PostAsync("/sign-in", new FormUrlEncodedContent(new Dictionary<string, string> { ["person"] = person.Id, ["__RequestVerificationToken"] = token }), ct);
            signedIn.EnsureSuccessStatusCode();
            while (!ct.IsCancellationRequested)
            {
                using var stream = new StreamReader(await http.GetStreamAsync("/alerts/stream", ct));
                while (await stream.ReadLineAsync(ct) is not null)
                    first.TrySetResult();
            }
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            first.TrySetCanceled(ct);
        }
        catch (Exception failed) when (failed is HttpRequestException or IOException)
        {
            first.TrySetException(failed);
        }
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\"[^>]*value=\"(?<token>[^\"]+)\"", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Token();
}
