using System.Data.Common;
using Npgsql;

namespace Alerts.Households.Journal;

/// <summary>PostgreSQL. News travels by LISTEN and NOTIFY and carries a person's id only.</summary>
public sealed class PostgresDatabase : BackgroundService, IDatabase
{
    private const string Channel = "alerts_news";
    private const int MostConnections = 24;
    private readonly NpgsqlDataSource source;
    private readonly ILogger<PostgresDatabase> log;

    public PostgresDatabase(string connectionString, ILogger<PostgresDatabase> log)
    {
        this.log = log;
        var builder = new NpgsqlDataSourceBuilder(connectionString) { Name = "journal" };
        // Work beyond this waits its turn here; a server that is asked for more connections than it has refuses them (it has 100 by default).
        builder.ConnectionStringBuilder.MaxPoolSize = Math.Min(builder.ConnectionStringBuilder.MaxPoolSize, MostConnections);
        // Statements hold parameter names only, yet a span needs no more than the verb and the table.
        builder.ConfigureTracing(o => o.ConfigureCommandSpanNameProvider(c => string.Join(' ', c.CommandText.Split((char[]?)null, 4, StringSplitOptions.RemoveEmptyEntries).Take(3))));
        source = builder.Build();
        var parts = new NpgsqlConnectionStringBuilder(connectionString);
        Description = $"PostgreSQL, {parts.Host}:{parts.Port}/{parts.Database}";
    }

    public string Description { get; }
    public string ForUpdate => " for update";
    public string ForUpdateSkipLocked => " for update skip locked";
    public event Action<string?>? News;

    public string IsOneOf(string parameter) => $"= any({parameter})";

    public async Task<T> Read<T>(Func<DbConnection, Task<T>> read, CancellationToken ct)
    {
        await using var connection = await source.OpenConnectionAsync(ct);
        return await read(connection);
    }

    public async Task<T> Write<T>(Func<DbConnection, DbTransaction, Task<T>> write, CancellationToken ct)
    {
        await using var connection = await source.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        var result = await write(connection, transaction);
        try
        {
            await transaction.CommitAsync(CancellationToken.None);
        }
        catch (Exception lost) when (lost is IOException or NpgsqlException and not PostgresException)
        {
            throw new CommitUnknownException(lost);
        }
        return result;
    }

    public async Task Announce(string person, CancellationToken ct)
    {
        await using var command = source.CreateCommand("select pg_notify($1, $2)");
        command.Parameters.Add(new() { Value = Channel });
        command.Parameters.Add(new() { Value = person });
        await command.ExecuteNonQueryAsync(ct);
    }

    public override void Dispose()
    {
        base.Dispose();
        source.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await using var connection = await source.OpenConnectionAsync(stoppingToken);
                connection.Notification += (_, e) => News?.Invoke(e.Payload);
                await using (var listen = new NpgsqlCommand($"listen {Channel}", connection))
                    await listen.ExecuteNonQueryAsync(stoppingToken);
                News?.Invoke(null);
                while (true)
                    await connection.WaitAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception lost) when (lost is NpgsqlException or IOException)
            {
                log.LogWarning("The listening connection to the journal was lost ({Error}); trying again", lost.GetType().Name);
                await Task.Delay(TimeSpan.FromSeconds(1), stoppingToken);
            }
        }
    }
}
