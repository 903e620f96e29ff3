using System.Diagnostics;
using OpenTelemetry;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Alerts.Households;

/// <summary>
/// Sends traces, metrics and logs by OTLP where the standard OTEL_* variables say; without an endpoint nothing is made and nothing sent.
/// Stands in for OpenTelemetry.Extensions.Hosting and Instrumentation.AspNetCore, which the build's package source does not hold.
/// </summary>
public static class TelemetryRegistration
{
    private sealed record Builder(IServiceCollection Services) : IOpenTelemetryBuilder;

    public static IServiceCollection AddTelemetry(this IServiceCollection services, string name)
    {
        // Its lines about requests hold whole addresses, and what somebody typed into one.
        services.AddLogging(log => log.AddFilter("Microsoft.AspNetCore", LogLevel.Warning));
        if (!Environment.GetEnvironmentVariables().Keys.Cast<string>().Any(v => v.StartsWith("OTEL_EXPORTER_OTLP", StringComparison.Ordinal) && v.EndsWith("ENDPOINT", StringComparison.Ordinal)))
            return services;
        new Builder(services)
            .ConfigureResource(r => r.AddService(name).AddEnvironmentVariableDetector())
            .WithTracing(t => t.AddSource(Telemetry.Name, "Microsoft.AspNetCore", "System.Net.Http", "Npgsql", "MassTransit").SetSampler(new ParentBasedSampler(new OwnRoots())))
            .WithMetrics(m => m.AddMeter(Telemetry.Name, "Microsoft.AspNetCore.*", "System.Net.Http", "System.Runtime", "Npgsql", "MassTransit"))
            .WithLogging(null, o => o.IncludeFormattedMessage = true)
            .UseOtlpExporter();
        // First in the list, so that listeners are in place before the web server and the bus start.
        services.Insert(0, ServiceDescriptor.Singleton<IHostedService, Start>());
        return services;
    }

    /// <summary>.NET 10 leaves route, status and name of the server span to others. The path goes: it may hold what somebody typed, the route does not.</summary>
    public static IApplicationBuilder UseServerSpanNames(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        var span = Activity.Current;
        try
        {
            await next(context);
        }
        finally
        {
            if (span is { IsAllDataRequested: true })
            {
                var route = (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText;
                span.DisplayName = $"{context.Request.Method} {route ?? "(none)"}";
                span.SetTag("http.route", route);
                span.SetTag("url.path", null);
                span.SetTag("http.response.status_code", context.Response.StatusCode);
                if (context.Response.StatusCode >= 500)
                    span.SetStatus(ActivityStatusCode.Error);
            }
        }
    });

    /// <summary>
    /// A trace starts with a request, or with a report that came in. Polls, probes and the long-lived stream of alerts start none; what the
    /// parts below do belongs to a trace only where one is open.
    /// </summary>
    private sealed class OwnRoots : Sampler
    {
        private static readonly string[] Unwatched = ["/health", "/alerts/stream"];

        public override SamplingResult ShouldSample(in SamplingParameters parameters)
        {
            var path = parameters.Tags?.FirstOrDefault(t => t.Key == "url.path").Value as string;
            var starts = parameters.Kind == ActivityKind.Server ? !Array.Exists(Unwatched, u => path?.StartsWith(u, StringComparison.Ordinal) == true) : parameters.Name == "Intake";
            return new(starts ? SamplingDecision.RecordAndSample : SamplingDecision.Drop);
        }
    }

    private sealed class Start(IServiceProvider services) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken)
        {
            _ = (services.GetService<TracerProvider>(), services.GetService<MeterProvider>(), services.GetService<LoggerProvider>());
            return Task.CompletedTask;
        }

        // The container disposes the providers, which flushes them.
        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
