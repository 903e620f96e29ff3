using System.Diagnostics;
using System.Text.Json;
using Alerts.Agencies;
using Alerts.Domain;
using Alerts.Households.Intake;
using Alerts.Households.Transport;

namespace Alerts.Households.Actors;

/// <summary>Takes a turn off the household's queue: reads the ledger row that it names and hands what is in it to the household.</summary>
public sealed class Turns(Ledger ledger, IHouseholds households, People.PeopleDirectory directory, TimeProvider clock) : ITurnDoor
{
    public async Task Take(Turn turn, CancellationToken ct)
    {
        if (await ledger.Find(turn.LedgerId, ct) is not { State: "received" } row || row.Household != turn.Household)
            return;
        // In the report's own trace, whichever queue or sweep brought it here.
        using var span = Telemetry.Source.StartActivity("Actors", ActivityKind.Consumer, Telemetry.Parent(row.TraceParent));
        // Who looks at its roles must see them as they are now: an old picture would lose the hand-over.
        if (row.Content == People.RoleChanges.Content)
            await directory.Refresh(ct);
        var now = clock.GetUtcNow();
        await households.Hand(turn.Household, CommandIn(row, now) with { TakenUp = now }, ct);
    }

    private static Command CommandIn(LedgerRow row, DateTimeOffset now) => row.Content switch
    {
        "report" => new RecordReport(row.Id, row.At, ReportParser.Parse(row.Body, new(row.Sender, row.Agency), row.ReceivedAt)),
        "decision" => Decision(JsonSerializer.Deserialize(row.Body, CommandJson.Default.DecideAlert)!, row),
        "challenge" => JsonSerializer.Deserialize(row.Body, CommandJson.Default.ChallengeDecision)! with { LedgerId = row.Id, At = row.At },
        // What was held up asks for now: as of then it would tell who has handed over since, and a step that has come meanwhile would be a notice of its own.
        Deadlines.ClockContent => JsonSerializer.Deserialize(row.Body, CommandJson.Default.AnswerIsDue)! with { LedgerId = row.Id, At = now },
        People.RoleChanges.Content => new LookAtRoles(row.Id, now),
        Deadlines.Content => JsonSerializer.Deserialize(row.Body, CommandJson.Default.LookAgain)! with { LedgerId = row.Id, At = row.At },
        LooksBack.Content => JsonSerializer.Deserialize(row.Body, CommandJson.Default.LookBack)! with { LedgerId = row.Id, At = row.At },
        _ => throw new InvalidOperationException($"ledger content {row.Content} is not known to this version"),
    };

    // A person decided when they did, however long it waited; whom they passed it on to has it from now.
    private static DecideAlert Decision(DecideAlert decided, LedgerRow row) => decided with { LedgerId = row.Id, At = decided.Decision == Decisions.NotForMe ? row.At : row.ReceivedAt };
}

/// <summary>How a person's decision or disagreement, a deadline, a clock and a look back lie in the ledger on their way to the household.</summary>
[System.Text.Json.Serialization.JsonSerializable(typeof(DecideAlert))]
[System.Text.Json.Serialization.JsonSerializable(typeof(LookAgain))]
[System.Text.Json.Serialization.JsonSerializable(typeof(LookBack))]
[System.Text.Json.Serialization.JsonSerializable(typeof(AnswerIsDue))]
[System.Text.Json.Serialization.JsonSerializable(typeof(ChallengeDecision))]
internal sealed partial class CommandJson : System.Text.Json.Serialization.JsonSerializerContext;
