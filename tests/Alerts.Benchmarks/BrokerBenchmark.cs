using System.Diagnostics;
using System.Text.Json;
using Alerts.Agencies;
using Alerts.Domain.Values;
using Alerts.Households;
using Alerts.Standalone;
using Npgsql;
using RabbitMQ.Client;

namespace Alerts.Benchmarks;

/// <summary>
/// Reports a second from an agency's publish through RabbitMQ, ledger, matching, the household's queue and its actor to the committed journal,
/// synced to disk. Floor: the same number of one-row durable inserts into the same PostgreSQL, as many at once.
/// </summary>
internal static class BrokerBenchmark
{
    private const int Reports = 10_000;
    private const int Households = 2_000;
    private const int AtOnce = 64;

    public static async Task Run()
    {
        var database = await Servers.NewDatabase();
        await using var source = NpgsqlDataSource.Create(database);
        var floor = await Floor(source);
        var senders = Path.GetTempFileName();
        var user = Servers.RabbitMq.UserInfo.Split(':')[0];
        await File.WriteAllTextAsync(senders, $$"""{"senders":[{"sender":"bench","agency":"school","apiKeySha256":null,"brokerUser":"{{user}}"}]}""");
        await using var app = RunCommand.Build(new(null, 1, 0, Path.GetTempPath(), Replay: false, Servers.RabbitMq, database, 16, null, senders, null));
        await app.Services.Prepare();
        await app.StartAsync();

        var watch = Stopwatch.StartNew();
        await Publish(user);
        var published = watch.Elapsed;
        while (await Journalled(source) < Reports)
            await Task.Delay(20);
        var rate = Reports / watch.Elapsed.TotalSeconds;
        Console.WriteLine($"broker: {rate:N0} reports/s from publish to committed journal ({Reports:N0} reports, {Households:N0} households, published in {published.TotalSeconds:F1} s); "
            + $"floor (one durable row each, {AtOnce} at once) {floor:N0}/s; ratio {rate / floor:F2}");
        await app.StopAsync();
        File.Delete(senders);
    }

    private static async Task Publish(string user)
    {
        var factory = new ConnectionFactory { Uri = Servers.RabbitMq };
        await using var connection = await factory.CreateConnectionAsync();
        await using var channel = await connection.CreateChannelAsync(new CreateChannelOptions(true, true));
        var properties = new BasicProperties { UserId = user, Persistent = true, ContentType = "application/json" };
        await Parallel.ForEachAsync(Enumerable.Range(0, Reports), new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (i, ct) =>
        {
            var report = new AgencyReport
            {
                MessageId = $"{i}",
                Kind = "school-concern",
                OccurredAt = "2026-01-15",
                ReportedAt = "2026-01-15T12:00:00Z",
                Subjects = [new("child", NhsNumber: NhsNumber.Fictitious(i % Households * 2).ToString())],
                Detail = "What was seen, in a sentence or two, as a professional would write it down.",
            };
            await channel.BasicPublishAsync("reports", "school.school-concern", true, properties, JsonSerializer.SerializeToUtf8Bytes(report, AgencyJson.Default.AgencyReport), ct);
        });
    }

    private static async Task<double> Floor(NpgsqlDataSource source)
    {
        await using (var create = source.CreateCommand("create table floor (id text primary key, body bytea not null)"))
            await create.ExecuteNonQueryAsync();
        var body = new byte[300];
        var watch = Stopwatch.StartNew();
        await Parallel.ForEachAsync(Enumerable.Range(0, Reports), new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (i, ct) =>
        {
            await using var insert = source.CreateCommand("insert into floor values ($1, $2)");
            insert.Parameters.Add(new() { Value = $"{i}" });
            insert.Parameters.Add(new() { Value = body });
            await insert.ExecuteNonQueryAsync(ct);
        });
        return Reports / watch.Elapsed.TotalSeconds;
    }

    private static async Task<long> Journalled(NpgsqlDataSource source)
    {
        await using var count = source.CreateCommand("select count(*) from ledger where state = 'journalled'");
        return (long)(await count.ExecuteScalarAsync())!;
    }
}
