using Npgsql;

namespace Alerts.Benchmarks;

/// <summary>The servers of a run, from the environment that infra/test.sh --benchmarks sets; a database of its own for each benchmark.</summary>
internal static class Servers
{
    public static Uri RabbitMq => new(Variable("ALERTS_TEST_RABBITMQ"));

    public static async Task<string> NewDatabase()
    {
        var server = Variable("ALERTS_TEST_POSTGRES");
        var name = $"bench_{Guid.NewGuid():N}";
        await using var source = NpgsqlDataSource.Create(server);
        await using var create = source.CreateCommand($"create database {name}");
        await create.ExecuteNonQueryAsync();
        return new NpgsqlConnectionStringBuilder(server) { Database = name }.ToString();
    }

    private static string Variable(string name) =>
        Environment.GetEnvironmentVariable(name) ?? throw new InvalidOperationException($"{name} is not set: run infra/test.sh --benchmarks");
}
