using Alerts.Domain;
using Alerts.Households;
using Alerts.Households.Intake;
using Alerts.Households.Journal;
using Alerts.Households.People;
using Alerts.Inbox;
using Alerts.Standalone.Demo;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace Alerts.Standalone;

/// <summary>What the command line asked for.</summary>
public sealed record RunOptions(string? CaseFile, double Speed, int Port, string DataFolder, bool Replay, Uri? Bus, string? Journal, int Partitions, string? Roles, string? Senders, string? Patterns, Nation Nation = Nation.EnglandAndWales);

/// <summary>Everything in one process: agencies' door, households, and the pages; on embedded parts unless told otherwise.</summary>
public static class RunCommand
{
    /// <param name="options">Where everything is.</param>
    /// <param name="clock">Another clock than the machine's: a story moves it by hand.</param>
    public static WebApplication Build(RunOptions options, TimeProvider? clock = null)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ApplicationName = typeof(RunCommand).Assembly.GetName().Name, ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.UseUrls($"http://127.0.0.1:{options.Port}");
        builder.Logging.SetMinimumLevel(LogLevel.Warning).AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error);
        var parts = new Parts(options.Journal, options.DataFolder, options.Bus, options.Partitions, options.Roles ?? DemoFiles.Roles, options.Senders ?? DemoFiles.Senders, options.Patterns, options.Nation);
        builder.Services.AddTelemetry("alerts").AddWorkspace(parts).AddHouseholds(parts).AddProblemDetails()
            .AddSingleton<LiveWatch>().AddSingleton<ILiveLog>(s => s.GetRequiredService<LiveWatch>())
            .AddInbox(keys: new(Path.Combine(options.DataFolder, "keys")));
        if (clock is not null)
            builder.Services.AddSingleton(clock);
        var app = builder.Build();
        app.UseServerSpanNames();
        app.MapReports();
        app.MapInbox();
        return app;
    }

    public static async Task<int> Run(RunOptions options, CancellationToken ct)
    {
        var file = options.Replay ? CaseFile.Read(options.CaseFile ?? Path.Combine(AppContext.BaseDirectory, "cases", "01-stoke-child-b.ndjson")) : null;
        await using var app = Build(options);
        await app.Services.Prepare(ct);
        foreach (var line in HouseholdsRegistration.InForce(app.Services))
            Console.WriteLine(line);
        await app.StartAsync(ct);
        var address = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First() + "/");
        var demonstration = new Demonstration(address, app.Services, app.Services.GetRequiredService<LiveWatch>());
        demonstration.SayWhereThingsAre(app.Services.GetRequiredService<IDatabase>().Description, app.Services.GetRequiredService<Households.Transport.BusSettings>().ToString(), file);
        if (file is not null)
            _ = Show(file, options.Speed, address, demonstration, app);
        await app.WaitForShutdownAsync(ct);
        return Environment.ExitCode;
    }

    private static async Task Show(CaseFile file, double speed, Uri address, Demonstration demonstration, WebApplication app)
    {
        var stopping = app.Lifetime.ApplicationStopping;
        try
        {
            await LiveWatch.Open(address, app.Services.GetRequiredService<PeopleDirectory>().Everybody, stopping);
            using var http = new HttpClient { BaseAddress = address };
            var taken = await new Replay(file, http, speed, Console.WriteLine).Run(stopping);
            // The last report's alert is on its way.
            await Task.Delay(TimeSpan.FromSeconds(2), stopping);
            Console.WriteLine($"\n{taken} reports replayed.");
            await demonstration.SayWhatCame(file, stopping);
            Console.WriteLine($"\nThe page stays open at {address}; end with Ctrl+C. What was recorded is kept.");
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            return;
        }
        catch (Exception failed) when (failed is HttpRequestException or IOException or InvalidOperationException or TimeoutException)
        {
            Console.Error.WriteLine($"The replay ended early: {failed.Message}");
        }
    }
}
