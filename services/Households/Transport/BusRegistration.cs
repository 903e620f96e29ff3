using MassTransit;

namespace Alerts.Households.Transport;

public static class BusRegistration
{
    /// <summary>
    /// The whole wiring of the bus. The host's start returns when everything that was asked for consumes, so what is sent right after
    /// it is not lost. In-memory there is no report endpoint: without a broker agencies use HTTP.
    /// </summary>
    public static IServiceCollection AddBus(this IServiceCollection s, BusSettings settings, bool takesReports, bool takesTurns)
    {
        if (settings.Partitions is < 1 or > 1000)
            throw new ArgumentOutOfRangeException(nameof(settings), settings.Partitions, "The number of partitions is from 1 to 1000.");
        s.AddSingleton(settings).AddSingleton<Partitions>().AddSingleton<Receipts>().AddSingleton<Deliveries>();
        if (settings.RabbitMq is not null)
            s.AddHostedService<BrokerGate>();
        // It would write a stack trace for every message that is to come again; we say that ourselves, by ids.
        s.AddLogging(log => log.AddFilter("MassTransit.ReceiveTransport", LogLevel.None));
        s.AddMassTransit(bus =>
        {
            // 8.4.0 reports to its makers unless told otherwise.
            bus.DisableUsageTelemetry();
            if (settings.RabbitMq is null)
                bus.UsingInMemory((services, memory) => InMemory(memory, services, settings, takesTurns));
            else
                bus.UsingRabbitMq((services, rabbit) => RabbitMq(rabbit, services, settings, takesReports, takesTurns));
        });
        // Drain politely: 10 s until the doors' tokens are cancelled, 20 s in all, within the host's own 30.
        s.Configure<MassTransitHostOptions>(host =>
        {
            host.WaitUntilStarted = true;
            host.ConsumerStopTimeout = TimeSpan.FromSeconds(10);
            host.StopTimeout = TimeSpan.FromSeconds(20);
        });
        return settings.RabbitMq is null ? s : s.AddWatch(settings, takesReports, takesTurns);
    }

    static void InMemory(IInMemoryBusFactoryConfigurator memory, IServiceProvider services, BusSettings settings, bool takesTurns)
    {
        memory.UseRawJsonSerializer(RawSerializerOptions.AnyMessageType);
        if (!takesTurns)
            return;
        foreach (var name in Enumerable.Range(0, settings.Partitions).Select(Partitions.QueueOf))
            memory.ReceiveEndpoint(name, queue => queue.ConfigureReceive(pipe => pipe.UseFilter(new TurnsIn(name, services))));
    }

    static void RabbitMq(IRabbitMqBusFactoryConfigurator rabbit, IServiceProvider services, BusSettings settings, bool takesReports, bool takesTurns)
    {
        RabbitMqTopology.Connect(rabbit, settings);
        // Plain JSON and no headers of its own: nothing surplus (host, process, assembly) travels, and an agency reads a receipt with any client.
        rabbit.UseRawJsonSerializer(RawSerializerOptions.AnyMessageType);
        if (takesReports)
            RabbitMqTopology.TakeReports(rabbit, services);
        for (var partition = 0; takesTurns && partition < settings.Partitions; partition++)
            RabbitMqTopology.TakeTurns(rabbit, services, partition);
    }

    static IServiceCollection AddWatch(this IServiceCollection s, BusSettings settings, bool takesReports, bool takesTurns)
    {
        List<string> queues = [];
        if (takesReports)
            queues.Add(RabbitMqTopology.Intake);
        if (takesTurns)
            queues.AddRange(Enumerable.Range(0, settings.Partitions).Select(Partitions.QueueOf));
        if (queues.Count == 0)
            return s;
        s.AddSingleton(new WatchTimes(Between: TimeSpan.FromSeconds(15), Patience: TimeSpan.FromSeconds(60)));
        return s.AddHostedService(services => new BusWatch(settings, queues, services.GetRequiredService<Deliveries>(),
            services.GetRequiredService<IBusControl>(), services.GetRequiredService<WatchTimes>(),
            services.GetRequiredService<IHostApplicationLifetime>(), services.GetService<TimeProvider>() ?? TimeProvider.System,
            services.GetRequiredService<ILogger<BusWatch>>()));
    }
}
