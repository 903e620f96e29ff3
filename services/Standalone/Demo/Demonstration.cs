using System.Globalization;
using Alerts.Domain;
using Alerts.Domain.Values;
using Alerts.Households;
using Alerts.Households.People;
using Spectre.Console;

namespace Alerts.Standalone.Demo;

/// <summary>What the one command says and shows: where things are, whom to sign in as, the case as it is replayed, and what came of it.</summary>
public sealed class Demonstration(Uri address, IServiceProvider services, LiveWatch watch)
{
    private readonly Workspace workspace = services.GetRequiredService<Workspace>();
    private readonly PeopleDirectory directory = services.GetRequiredService<PeopleDirectory>();
    private readonly DateTimeOffset started = services.GetRequiredService<TimeProvider>().GetUtcNow();

    public void SayWhereThingsAre(string journal, string bus, CaseFile? file)
    {
        var today = DateOnly.FromDateTime(services.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime);
        Console.WriteLine($"""

            Alerts is running.
              journal   {journal}
              bus       {bus}
              case      {(file is null ? "none is replayed" : $"{file.Name}, incident {file.IncidentAt:yyyy-MM-dd}: invented identifiers, published facts")}
              page      {address}
              sign in   choose one of these people on the page (demonstration only, no password):
            {string.Join('\n', directory.Everybody.Select(p => $"              {p.Name}, {p.Title}"))}

            Send a report of your own:
              curl -sS {address}v1/reports -H 'X-Api-Key: demo-key-rspca' -H 'Content-Type: application/json' -d '{Example(today)}'

            """);
    }

    /// <summary>The table at the end of a replay, in the case's own time.</summary>
    public async Task SayWhatCame(CaseFile file, CancellationToken ct)
    {
        var alerts = new Dictionary<string, (Household Household, Alert Alert)>();
        foreach (var person in directory.Everybody)
            foreach (var item in await workspace.ItemsFor(person.Id, ct))
                if (!alerts.ContainsKey(item.Alert) && await workspace.Alert(item.Alert, ct) is { } found && OfCase(found.Household, found.Alert, file))
                    alerts.Add(item.Alert, found);
        var table = new Table { Title = new($"{file.Name}: alerts in the case's time") }
            .AddColumns("Alert", "Pattern", "Severity", "Date", "To", "Days before the incident", "ms to a live page");
        foreach (var (household, alert) in alerts.Values.OrderBy(a => Day(a.Household, a.Alert)).ThenBy(a => a.Alert.Pattern, StringComparer.Ordinal))
        {
            var day = Day(household, alert);
            table.AddRow(new Text(Alert.ReferenceOf(alert.Id)), new Text($"{alert.Pattern} {Patterns.Find(alert.Pattern)?.Name}"), new Text(alert.Severity.ToString()),
                new Text(day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)), new Text(string.Join(", ", alert.Told.Select(t => t.Person.Name).Distinct())),
                new Text((file.IncidentAt.DayNumber - day.DayNumber).ToString(CultureInfo.InvariantCulture)), new Text(Milliseconds(alert)));
        }
        CommandLine.Wide.Write(table);
    }

    private string Milliseconds(Alert alert) =>
        alert.Raised.At >= started && watch.WrittenAt(alert.Id, 1) is { } written ? (written - alert.Raised.At).TotalMilliseconds.ToString("N0", CultureInfo.InvariantCulture) : "(earlier run)";

    private static bool OfCase(Household household, Alert alert, CaseFile file) =>
        alert.Evidence.Any(r => r.MessageId.StartsWith(file.Name + "/", StringComparison.Ordinal) && household.Live(r) is not null);

    // The day of the report that raised it, or reached the severity shown.
    private static DateOnly Day(Household household, Alert alert) =>
        household.Live(alert.Reached.Because)?.Occurred.Day ?? alert.Standing.Keys.Select(r => household.Live(r)!.Occurred.Day).DefaultIfEmpty().Max();

    private static string Example(DateOnly today) =>
        $$"""{"messageId":"my-report-of-{{today:yyyy-MM-dd}}","kind":"animal-concern","occurredAt":"{{today:yyyy-MM-dd}}","reportedAt":"{{today:yyyy-MM-dd}}T09:00:00Z","subjects":[{"role":"child","ref":"1","nhsNumber":"{{NhsNumber.Fictitious(42)}}","born":"{{today.AddYears(-3):yyyy-MM-dd}}"}],"detail":"Two dogs without food or water; a small child in the same room."}""";
}
