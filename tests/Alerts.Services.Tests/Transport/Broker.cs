using System.Diagnostics;
using Alerts.Households.Transport;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace Alerts.Services.Tests.Transport;

/// <summary>
/// The private RabbitMQ of the tests, with a virtual host of their own where the node may be asked for one. Without a broker the
/// tests fail: a skipped test proves nothing. The classes that use it run one after another, because the queues' names are fixed.
/// </summary>
public sealed class Broker : IAsyncLifetime
{
    public const int Partitions = 4;

    static readonly string? Ctl = Environment.GetEnvironmentVariable("ALERTS_TEST_RABBITMQCTL");
    readonly string room = "bus-" + Guid.NewGuid().ToString("N")[..8];

    public Uri Address { get; private set; } = null!;
    public IConnection Connection { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        var given = Environment.GetEnvironmentVariable("ALERTS_TEST_RABBITMQ");
        Assert.False(string.IsNullOrEmpty(given), "ALERTS_TEST_RABBITMQ is not set: these tests need a RabbitMQ of their own (amqp://user:password@host:port/).");
        Address = new Uri(given);
        if (Ctl is not null)
        {
            await Run("add_vhost", room);
            var user = Address.UserInfo.Split(':')[0];
            await Run("set_permissions", "-p", room, user, ".*", ".*", ".*");
            await Run("set_user_tags", user, "administrator", "impersonator");   // so that it may send as any agency's user
            Address = new UriBuilder(Address) { Path = room }.Uri;
        }
        Connection = await Factory().CreateConnectionAsync();
        if (Ctl is null)
        {
            await using var channel = await Connection.CreateChannelAsync();
            foreach (var queue in Enumerable.Range(0, Partitions).Select(Households.Transport.Partitions.QueueOf).Append("intake"))
                await channel.QueueDeleteAsync(queue);
        }
    }

    public async Task DisposeAsync()
    {
        if (Connection is not null)
            await Connection.DisposeAsync();
        if (Ctl is not null)
            await Run("delete_vhost", room);
    }

    public BusSettings Settings => new(Address, Partitions);

    public ConnectionFactory Factory() => new() { Uri = Address, AutomaticRecoveryEnabled = false };

    public async Task Publish(string exchange, string key, ReadOnlyMemory<byte> body, Action<BasicProperties>? with = null)
    {
        await using var channel = await Connection.CreateChannelAsync(new CreateChannelOptions(true, true));
        var properties = new BasicProperties();
        with?.Invoke(properties);
        await channel.BasicPublishAsync(exchange, key, mandatory: true, properties, body);
    }

    /// <summary>Null where there is no such queue.</summary>
    public async Task<QueueDeclareOk?> Queue(string name)
    {
        await using var channel = await Connection.CreateChannelAsync();
        try
        {
            return await channel.QueueDeclarePassiveAsync(name);
        }
        catch (OperationInterruptedException gone) when (gone.ShutdownReason?.ReplyCode == Constants.NotFound)
        {
            return null;
        }
    }

    /// <summary>Every queue and every exchange of ours, as the broker itself names them; where it cannot be asked, those that MassTransit would have made.</summary>
    public async Task<IReadOnlyList<string>> Everything()
    {
        if (Ctl is not null)
        {
            var names = await Run("--quiet", "list_queues", "-p", room, "name") + await Run("--quiet", "list_exchanges", "-p", room, "name");
            return [.. names.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Where(n => n != "name" && !n.StartsWith("amq.", StringComparison.Ordinal))];
        }
        var found = new List<string>();
        foreach (var name in new[] { "intake_error", "intake_skipped", "household-00_error", "household-01_error", "household-02_error", "household-03_error" })
            if (await Queue(name) is not null)
                found.Add(name);
        return found;
    }

    public static async Task<string> Run(params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(Ctl!, arguments) { RedirectStandardOutput = true, UseShellExecute = false })!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, $"{Ctl} {string.Join(' ', arguments)}: {output}");
        return output;
    }
}

[CollectionDefinition(nameof(OneBroker))]
public sealed class OneBroker : ICollectionFixture<Broker>;

static class Wire
{
    /// <summary>The client counts its publishes, and where somebody traces MassTransit hands the trace on.</summary>
    public static readonly string[] Harmless = ["x-dotnet-pub-seq-no", "MT-Activity-Id"];
}
