using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using Dapper;

namespace Alerts.Households.Journal;

/// <summary>
/// Runs the numbered SQL files that a database has not seen yet, each once, all in one transaction. Written here because none of the
/// migration libraries is held by the build's package source. A file that was changed after it had run is refused.
/// </summary>
public static class Schema
{
    /// <exception cref="InvalidOperationException">A file was changed after it ran, or the number of partitions is another than at first start.</exception>
    public static async Task Prepare(IDatabase database, int partitions, CancellationToken ct)
    {
        await database.Write(async (c, t) =>
        {
            // Two services that start together must not both create; SQLite's transaction is exclusive by itself.
            if (database is PostgresDatabase)
                await c.ExecuteAsync("select pg_advisory_xact_lock(41170)", transaction: t);
            await c.ExecuteAsync("create table if not exists schema_file (name text primary key, checksum text not null)", transaction: t);
            foreach (var (name, sql) in Files())
            {
                var checksum = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(sql)));
                var ran = await c.QuerySingleOrDefaultAsync<string>("select checksum from schema_file where name = @name", new { name }, t);
                if (ran is not null && ran != checksum)
                    throw new InvalidOperationException($"{name} was changed after it had run on this database: add a new file instead");
                if (ran is not null)
                    continue;
                await c.ExecuteAsync(sql, transaction: t);
                await c.ExecuteAsync("insert into schema_file (name, checksum) values (@name, @checksum)", new { name, checksum }, t);
            }
            // Another number would send a household to two owners.
            var wanted = partitions.ToString(CultureInfo.InvariantCulture);
            await c.ExecuteAsync("insert into setting (name, value) values ('partitions', @wanted) on conflict do nothing", new { wanted }, t);
            var stored = await c.QuerySingleAsync<string>("select value from setting where name = 'partitions'", transaction: t);
            return stored == wanted ? 0 : throw new InvalidOperationException($"{Settings.Partitions}: this database was started with {stored} partitions and cannot be run with {wanted}");
        }, ct);
    }

    private static IEnumerable<(string Name, string Sql)> Files()
    {
        var assembly = Assembly.GetExecutingAssembly();
        foreach (var name in assembly.GetManifestResourceNames().Where(n => n.EndsWith(".sql", StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            yield return (name, reader.ReadToEnd().ReplaceLineEndings("\n"));
        }
    }
}
