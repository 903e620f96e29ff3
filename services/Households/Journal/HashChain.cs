using System.Security.Cryptography;
using System.Text;
using Dapper;

namespace Alerts.Households.Journal;

/// <summary>
/// Each event keeps its own hash and the one before it, over the exact stored text; the head keeps the last. An edited row, a cut tail
/// and a swapped pair all show.
/// </summary>
public static class HashChain
{
    public const string Start = "";

    public static string Of(string previous, Guid household, long version, string @event, string data) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{previous}\n{household:N}\n{version}\n{@event}\n{data}")));

    /// <summary>Checks every household's chain; null when it is whole, otherwise the first broken row and what is wrong with it.</summary>
    public static Task<(long Checked, string? Broken)> Verify(IDatabase database, CancellationToken ct) => database.Read(async c =>
    {
        // One moment for heads and rows: what is committed in between must not look like a cut. (SQLite has one process, which is this one.)
        await using var moment = database is PostgresDatabase ? await c.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, ct) : null;
        var heads = (await c.QueryAsync<(string Household, long Version, string Hash)>("select household, version, hash from head")).ToDictionary(h => h.Household, h => (h.Version, h.Hash));
        long seen = 0;
        var (household, version, previous) = ("", 0L, Start);
        string? Ended() => household.Length == 0 ? null
            : !heads.Remove(household, out var head) ? $"household {household}: has events and no head"
            : head != (version, previous) ? $"household {household}: ends at version {version}, its head says {head.Version}" + (head.Version == version ? " with another hash" : "") : null;
        await using var rows = await c.ExecuteReaderAsync("select household, version, event, data, previous, hash from journal order by household, version");
        while (await rows.ReadAsync(ct))
        {
            ct.ThrowIfCancellationRequested();
            if (rows.GetString(0) != household)
            {
                if (Ended() is { } broken)
                    return (seen, broken);
                (household, version, previous) = (rows.GetString(0), 0, Start);
            }
            var wrong = rows.GetInt64(1) != version + 1 ? "is not the next version"
                : rows.GetString(4) != previous ? "does not follow the row before it"
                : rows.GetString(5) != Of(previous, Guid.Parse(household), rows.GetInt64(1), rows.GetString(2), rows.GetString(3)) ? "was changed"
                : null;
            if (wrong is not null)
                return (seen, $"household {household}, version {rows.GetInt64(1)}: {wrong}");
            (version, previous) = (version + 1, rows.GetString(5));
            seen++;
        }
        var last = Ended() ?? (heads.FirstOrDefault(h => h.Value.Version != 0) is { Key: not null } lost ? $"household {lost.Key}: its head says version {lost.Value.Version} and it has no events" : null);
        return (seen, last);
    }, ct);
}
