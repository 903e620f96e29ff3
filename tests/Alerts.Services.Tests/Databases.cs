using Alerts.Domain;
using Alerts.Households;
using Alerts.Households.Journal;
using Alerts.Households.Transport;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Alerts.Services.Tests;

/// <summary>One empty database for one test, gone at its end. Both sorts must pass every test.</summary>
public abstract class TestDatabase : IAsyncDisposable
{
    public abstract Parts Parts { get; }

    public static async Task<TestDatabase> Postgres() => await PostgresFolder.Create();

    public static Task<TestDatabase> Sqlite() => Task.FromResult<TestDatabase>(new SqliteFolder());

    public abstract ValueTask DisposeAsync();

    private sealed class PostgresFolder(string server, string name) : TestDatabase
    {
        public override Parts Parts => new(new NpgsqlConnectionStringBuilder(server) { Database = name, MaxPoolSize = 30 }.ToString(), "", null, 4, DemoFiles.Roles, DemoFiles.Senders);

        public static async Task<PostgresFolder> Create()
        {
            var server = Environment.GetEnvironmentVariable("ALERTS_TEST_POSTGRES");
            Assert.False(string.IsNullOrEmpty(server), "ALERTS_TEST_POSTGRES is not set: these tests need a PostgreSQL of their own (Host=…;Port=…;Username=…;Database=postgres).");
            var name = "t" + Guid.NewGuid().ToString("N");
            await Run(server, $"create database {name} template template0");
            return new(server, name);
        }

        public override async ValueTask DisposeAsync() => await Run(server, $"drop database {name} with (force)");

        private static async Task Run(string server, string sql)
        {
            await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(server) { Pooling = false }.ToString());
            await connection.ExecuteAsync(sql, commandTimeout: 120);
        }
    }

    private sealed class SqliteFolder : TestDatabase
    {
        private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("alerts-");

        public override Parts Parts => new(null, folder.FullName, null, 4, DemoFiles.Roles, DemoFiles.Senders);

        public override ValueTask DisposeAsync()
        {
            folder.Delete(recursive: true);
            return default;
        }
    }
}

/// <summary>A test on a database of its own. The workers that it starts end before the database does.</summary>
public abstract class OnDatabase(Func<Task<TestDatabase>> make) : IAsyncLifetime
{
    private readonly List<Worker> workers = [];
    private TestDatabase database = null!;

    protected Parts Parts => database.Parts;

    public async Task InitializeAsync() => database = await make();

    public virtual async Task DisposeAsync()
    {
        foreach (var worker in workers)
            await worker.DisposeAsync();
        await database.DisposeAsync();
    }

    /// <summary>The whole worker, running.</summary>
    protected async Task<Worker> Running(TimeProvider? clock = null, Func<IDatabase, IDatabase>? through = null, Func<ITurnDoor, ITurnDoor>? turns = null, PatternSet? patterns = null, Action<IServiceCollection>? with = null, Func<Parts, Parts>? parts = null)
    {
        var worker = await Prepared(clock, through, turns, patterns, with, parts);
        await worker.Start();
        return worker;
    }

    /// <summary>The same with nothing running in the background: what is accepted stays where it is.</summary>
    protected async Task<Worker> Prepared(TimeProvider? clock = null, Func<IDatabase, IDatabase>? through = null, Func<ITurnDoor, ITurnDoor>? turns = null, PatternSet? patterns = null, Action<IServiceCollection>? with = null, Func<Parts, Parts>? parts = null)
    {
        var worker = await Worker.Prepare(parts?.Invoke(Parts) ?? Parts, clock, through, turns, patterns, with);
        workers.Add(worker);
        return worker;
    }
}
