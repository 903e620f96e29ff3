using System.Diagnostics;
using Npgsql;
using RabbitMQ.Client;

namespace Alerts.Acceptance;

/// <summary>
/// The private PostgreSQL and RabbitMQ of the tests: a database of its own for each story, and one virtual host for them all, with the
/// emergency department's user in it. Without a server the tests fail: a skipped test proves nothing.
/// </summary>
public sealed class Servers : IAsyncLifetime
{
    /// <summary>The emergency department's user at the broker, as the demonstration's sender file names it.</summary>
    public const string EmergencyDepartment = "demo-ed";

    /// <summary>Few, so that a start is quick; the same for every story, because they share the queues.</summary>
    public const int Partitions = 4;

    readonly string room = "acceptance-" + Guid.NewGuid().ToString("N")[..8];
    readonly List<string> databases = [];
    Task<Uri>? vhost;

    public static string Needed(string variable, string what) => Environment.GetEnvironmentVariable(variable) is { Length: > 0 } value ? value
        : throw new InvalidOperationException($"{variable} is not set: this story needs {what}. infra/test.sh starts what is needed and sets it.");

    public async Task<string> Database()
    {
        var postgres = Needed("ALERTS_TEST_POSTGRES", "a PostgreSQL of its own (an Npgsql connection string)");
        var name = "story_" + Guid.NewGuid().ToString("N")[..12];
        await Execute(postgres, $"create database {name}");
        databases.Add(name);
        return new NpgsqlConnectionStringBuilder(postgres) { Database = name }.ToString();
    }

    public Task<Uri> VirtualHost() => vhost ??= MakeVirtualHost();

    public (string User, string Password) Login(string user) => (user, room);

    public async Task<IConnection> Connect(string user)
    {
        var factory = new ConnectionFactory { Uri = await VirtualHost(), AutomaticRecoveryEnabled = false };
        (factory.UserName, factory.Password) = Login(user);
        return await factory.CreateConnectionAsync();
    }

    /// <summary>What lies on the broker: ready and unacknowledged messages together, queue by queue.</summary>
    public async Task<Dictionary<string, int>> Lying() =>
        (await Ctl("--quiet", "--no-table-headers", "list_queues", "-p", room, "name", "messages")).Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(l => l.Split('\t')).ToDictionary(l => l[0], l => int.Parse(l[1]));

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        if (vhost is not null)
            await Ctl("delete_vhost", room);
        NpgsqlConnection.ClearAllPools();
        foreach (var name in databases)
            await Execute(Needed("ALERTS_TEST_POSTGRES", "PostgreSQL"), $"drop database {name} with (force)");
    }

    async Task<Uri> MakeVirtualHost()
    {
        var rabbit = new Uri(Needed("ALERTS_TEST_RABBITMQ", "a RabbitMQ of its own (amqp://user:password@host:port/)"));
        await Ctl("add_vhost", room);
        await Ctl("set_permissions", "-p", room, rabbit.UserInfo.Split(':')[0], ".*", ".*", ".*");
        // The broker checks that the user-id of a message is the user of the connection: that is what vouches for the sender.
        if (!(await Ctl("--quiet", "list_users")).Contains(EmergencyDepartment, StringComparison.Ordinal))
            await Ctl("add_user", EmergencyDepartment, room);
        await Ctl("change_password", EmergencyDepartment, room);
        await Ctl("set_permissions", "-p", room, EmergencyDepartment, ".*", ".*", ".*");
        return new UriBuilder(rabbit) { Path = room }.Uri;
    }

    static async Task<string> Ctl(params string[] arguments)
    {
        var ctl = Needed("ALERTS_TEST_RABBITMQCTL", "the rabbitmqctl of its private RabbitMQ");
        using var process = Process.Start(new ProcessStartInfo(ctl, arguments) { RedirectStandardOutput = true, UseShellExecute = false })!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? output : throw new InvalidOperationException($"{ctl} {arguments[0]}: {output}");
    }

    static async Task Execute(string database, string sql)
    {
        await using var connection = new NpgsqlConnection(database);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}

/// <summary>The stories run one after another, on one browser: they measure seconds.</summary>
[CollectionDefinition(nameof(Stories), DisableParallelization = true)]
public sealed class Stories : ICollectionFixture<Servers>, ICollectionFixture<Chromium>;
