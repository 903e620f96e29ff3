using System.Data.Common;
using Dapper;

namespace Alerts.Households.Journal;

/// <summary>Many rows in one statement, in words that both databases understand.</summary>
internal static class Rows
{
    // SQLite takes 32,766 parameters at most, PostgreSQL 65,535.
    private const int MostParameters = 10_000;

    /// <summary>insert into … values (…), (…) …; the columns in the order of each row's values.</summary>
    public static async Task Insert(DbConnection c, DbTransaction t, string into, IReadOnlyList<object?[]> rows, string onConflict = "")
    {
        foreach (var chunk in rows.Chunk(Math.Max(1, MostParameters / Math.Max(1, rows.Count == 0 ? 1 : rows[0].Length))))
        {
            var (values, parameters) = Values(chunk);
            await c.ExecuteAsync($"insert into {into} values {values} {onConflict}", parameters, t);
        }
    }

    /// <summary>"(@p0, @p1), (@p2, @p3)" and its parameters.</summary>
    public static (string Sql, DynamicParameters Parameters) Values(IReadOnlyList<object?[]> rows)
    {
        var parameters = new DynamicParameters();
        var n = 0;
        var sql = string.Join(", ", rows.Select(row => "(" + string.Join(", ", row.Select(value =>
        {
            parameters.Add("p" + n, value);
            return "@p" + n++;
        })) + ")"));
        return (sql, parameters);
    }
}
