using System.Net.Http.Json;
using System.Text.Json;
using Alerts.Agencies;

namespace Alerts.Standalone.Demo;

/// <summary>
/// Sends a published case through the front door as its agencies would have: over HTTP, each with its own key, in the order in which
/// things happened. One month takes two seconds at speed 1; a gap without reports counts as one month at most.
/// </summary>
public sealed class Replay(CaseFile file, HttpClient http, double speed, Action<string> say)
{
    private const double SecondsAMonth = 2;
    private const double DaysAMonth = 365.25 / 12;
    private const int Tries = 20;

    /// <summary>Answers how many reports the service took; those of an earlier replay are the same reports and change nothing.</summary>
    public async Task<int> Run(CancellationToken ct)
    {
        var (taken, last) = (0, (DateOnly?)null);
        foreach (var e in file.Replayable(generous: false))
        {
            if (last is { } before)
                await Task.Delay(TimeSpan.FromSeconds(Math.Min(1, (e.At.DayNumber - before.DayNumber) / DaysAMonth) * SecondsAMonth / speed), ct);
            last = e.At;
            say($"{e.At:d MMM yyyy}  {e.Agency}: {e.Kind} ({e.Subject})");
            await Send(e, ct);
            taken++;
        }
        return taken;
    }

    // The same id each time: where the answer was lost, sending again is safe.
    private async Task Send(CaseEvent e, CancellationToken ct)
    {
        for (var left = Tries; ; left--)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/reports") { Content = JsonContent.Create(file.Report(e), AgencyJson.Default.AgencyReport) };
            request.Headers.Add("X-Api-Key", "demo-key-" + e.Agency);
            using var answer = await http.SendAsync(request, ct);
            if (answer.IsSuccessStatusCode)
                return;
            if ((int)answer.StatusCode < 500 || left == 0)
                throw new InvalidOperationException($"{file.Name} line {e.Line} was refused: {JsonDocument.Parse(await answer.Content.ReadAsStringAsync(ct)).RootElement.GetProperty("title")}");
            await Task.Delay(TimeSpan.FromSeconds(1), ct);
        }
    }
}
