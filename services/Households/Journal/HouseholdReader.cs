using Alerts.Domain;
using Dapper;

namespace Alerts.Households.Journal;

/// <summary>Reads a household back from its journal.</summary>
public static class HouseholdReader
{
    /// <summary>The household as its journal tells; of version 0 where it has no events.</summary>
    /// <exception cref="System.Text.Json.JsonException">An event of a type that this version does not know.</exception>
    public static Task<Household> Read(IDatabase database, Guid id, CancellationToken ct) => database.Read(async c =>
        Household.Fold(id, (await c.QueryAsync<string>("select data from journal where household = @id order by version", new { id = id.ToString("N") })).Select(DomainJson.Read)), ct);
}
