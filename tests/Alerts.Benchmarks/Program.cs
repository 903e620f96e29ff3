using Alerts.Benchmarks;

// Each benchmark measures a floor in the same run and prints what we do as a ratio of it, because machines differ and drift.
var wanted = args.Length == 0 ? ["domain", "broker", "latency"] : args;
foreach (var name in wanted)
    switch (name)
    {
        case "domain":
            DomainBenchmark.Run();
            break;
        case "broker":
            await BrokerBenchmark.Run();
            break;
        case "latency":
            await LatencyBenchmark.Run();
            break;
        default:
            Console.Error.WriteLine("usage: Alerts.Benchmarks [domain] [broker] [latency]; the last two read ALERTS_TEST_RABBITMQ and ALERTS_TEST_POSTGRES, as infra/test.sh --benchmarks sets them");
            return 2;
    }
return 0;
