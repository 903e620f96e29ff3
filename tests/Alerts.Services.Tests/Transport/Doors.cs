using System.Collections.Concurrent;
using System.Diagnostics;
using Alerts.Households.Transport;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Alerts.Services.Tests.Transport;

/// <summary>Keeps what is handed in; <c>Answer</c> may throw.</summary>
sealed class CollectingReportDoor : IReportDoor
{
    public ConcurrentQueue<RawReport> Got { get; } = [];
    public Func<RawReport, Receipt> Answer { get; set; } = _ => new("ed", null, "received", Guid.Empty, null, null);

    public async Task<Receipt> Receive(RawReport report, CancellationToken ct)
    {
        await Task.Yield();
        Got.Enqueue(report);
        return Answer(report);
    }
}

sealed class CollectingTurnDoor : ITurnDoor
{
    public ConcurrentQueue<Turn> Got { get; } = [];
    public Func<Turn, CancellationToken, Task> Answer { get; set; } = (_, _) => Task.CompletedTask;

    public Task Take(Turn turn, CancellationToken ct)
    {
        Got.Enqueue(turn);
        return Answer(turn, ct);
    }
}

/// <summary>Every line of every logger, exceptions written out in full.</summary>
sealed class CollectingLog : ILoggerProvider, ILogger
{
    public ConcurrentQueue<string> Lines { get; } = [];
    public ILogger CreateLogger(string categoryName) => this;
    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;
    public bool IsEnabled(LogLevel logLevel) => true;
    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        Lines.Enqueue($"{logLevel} {formatter(state, exception)} {exception}");
    public void Dispose() { }
}

/// <summary>A host with the transport and nothing else.</summary>
sealed class Node : IAsyncDisposable
{
    public CollectingReportDoor Reports { get; } = new();
    public CollectingTurnDoor Turns { get; } = new();
    public CollectingLog Log { get; } = new();
    public IHost Host { get; }

    public Node(BusSettings settings, bool takesReports = true, bool takesTurns = true, WatchTimes? watch = null)
    {
        var builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(new());
        builder.Logging.AddProvider(Log).SetMinimumLevel(LogLevel.Trace);
        builder.Services.AddSingleton<IReportDoor>(Reports).AddSingleton<ITurnDoor>(Turns);
        builder.Services.AddBus(settings, takesReports, takesTurns);
        if (watch is not null)
            builder.Services.AddSingleton(watch);
        Host = builder.Build();
    }

    public static async Task<Node> Start(BusSettings settings, bool takesReports = true, bool takesTurns = true, Action<Node>? before = null, WatchTimes? watch = null)
    {
        var node = new Node(settings, takesReports, takesTurns, watch);
        before?.Invoke(node);
        await node.Host.StartAsync();
        return node;
    }

    public Partitions Partitions => Host.Services.GetRequiredService<Partitions>();

    public async ValueTask DisposeAsync()
    {
        await Host.StopAsync();
        await ((IAsyncDisposable)Host).DisposeAsync();
    }
}

static class Eventually
{
    public static async Task True(Func<bool> condition, string what, int seconds = 20)
    {
        var watch = Stopwatch.StartNew();
        while (!condition())
        {
            Assert.True(watch.Elapsed < TimeSpan.FromSeconds(seconds), $"Not within {seconds} s: {what}");
            await Task.Delay(20);
        }
    }

    public static async Task True(Func<Task<bool>> condition, string what, int seconds = 20)
    {
        var watch = Stopwatch.StartNew();
        while (!await condition())
        {
            Assert.True(watch.Elapsed < TimeSpan.FromSeconds(seconds), $"Not within {seconds} s: {what}");
            await Task.Delay(100);
        }
    }
}
