using System.Data.Common;
using Alerts.Domain;
using Dapper;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Alerts.Households.Journal;

/// <summary>
/// Reads what households were told beside a running service, and can write nothing: SQLite's file is opened read-only, PostgreSQL refuses writes in
/// the transaction. Each household is one short read of its own, so that neither the service nor its database waits for a long one.
/// </summary>
public sealed class JournalReader : IAsyncDisposable
{
    private readonly DbConnection connection;

    private JournalReader(DbConnection connection) => this.connection = connection;

    /// <param name="journal">PostgreSQL connection string; null for SQLite.</param>
    /// <param name="dataFolder">Folder of the SQLite file.</param>
    /// <param name="ct">Ends the opening.</param>
    /// <exception cref="IOException">There is no SQLite file in the folder.</exception>
    public static async Task<JournalReader> Open(string? journal, string dataFolder, CancellationToken ct)
    {
        DbConnection to = journal is null ? SqliteDatabase.ReadOnly(dataFolder) : new NpgsqlConnection(new NpgsqlConnectionStringBuilder(journal) { Pooling = false }.ToString());
        await to.OpenAsync(ct);
        return new(to);
    }

    /// <summary>Every household that something was written about.</summary>
    /// <exception cref="IOException">The database holds no journal.</exception>
    public async Task<IReadOnlyList<Guid>> Households(CancellationToken ct)
    {
        try
        {
            return [.. (await Read<string>("select household from head where version > 0 order by household", null, ct)).Select(Guid.Parse)];
        }
        catch (Exception missing) when (missing is PostgresException { SqlState: PostgresErrorCodes.UndefinedTable } or SqliteException { SqliteErrorCode: 1 })
        {
            throw new IOException("there is no journal in this database", missing);
        }
    }

    /// <summary>What the household was told, in the order of arrival: reports, corrections and withdrawals.</summary>
    public async Task<IReadOnlyList<ReportRecorded>> Reports(Guid household, CancellationToken ct) =>
        [.. (await Read<string>($"select data from journal where household = @id and event = '{nameof(ReportRecorded)}' order by version", new { id = household.ToString("N") }, ct))
            .Select(DomainJson.Read).Cast<ReportRecorded>()];

    /// <summary>What else the database holds, as one read that can write nothing.</summary>
    public async Task<T> Read<T>(Func<DbConnection, DbTransaction?, Task<T>> read, CancellationToken ct)
    {
        if (connection is not NpgsqlConnection)
            return await read(connection, null);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await connection.ExecuteAsync(new("set transaction read only", transaction: transaction, cancellationToken: ct));
        return await read(connection, transaction);
    }

    public ValueTask DisposeAsync() => connection.DisposeAsync();

    private Task<IEnumerable<T>> Read<T>(string sql, object? with, CancellationToken ct) => Read((c, t) => c.QueryAsync<T>(new(sql, with, t, cancellationToken: ct)), ct);
}
