using Alerts.Domain;
using Alerts.Households.Journal;
using Alerts.Households.People;

namespace Alerts.Households.Intake;

/// <summary>The duty desk: whoever holds the front door. What nobody else can settle waits on their page, and their open pages hear of it at once.</summary>
public sealed class Desk(IDatabase database, PeopleDirectory directory, TimeProvider clock, ILogger<Desk> log)
{
    /// <summary>Who is told of what is wrong with senders and addresses: operations, and the front door.</summary>
    public IEnumerable<string> Operations(DateTimeOffset now) => directory.Holders(RoleDirectory.Operations, now).Union(directory.Holders(RoleDirectory.FrontDoor, now));

    /// <summary>Says to every open page of the front door and of operations that something waits. The page shows it in any case, so a failure here loses nothing.</summary>
    public async Task Say(CancellationToken ct)
    {
        try
        {
            foreach (var person in Operations(clock.GetUtcNow()))
                await database.Announce(person, ct);
        }
        catch (Exception failed) when (failed is System.Data.Common.DbException or IOException)
        {
            log.LogWarning("The pages of the front door and of operations could not be told ({Error}); they look every few seconds", failed.GetType().Name);
        }
    }
}
