using Alerts.Households;
using Alerts.Households.Intake;

var builder = WebApplication.CreateBuilder(args);
try
{
    var parts = Parts.From(builder.Configuration);
    if (parts.Journal is null || parts.Bus is null)
        throw new InvalidDataException($"{Settings.Journal} and {Settings.Bus} must be set: this service runs on PostgreSQL and RabbitMQ. For all in one process on embedded parts, run services/Standalone.");
    var address = builder.Configuration[Settings.Http] ?? "http://127.0.0.1:5081";
    // The demonstration's keys and people are known to all: beyond this machine they must be chosen, never met by default.
    if (!address.Split(';').All(a => new Uri(a.Replace("://+", "://0.0.0.0", StringComparison.Ordinal).Replace("://*", "://0.0.0.0", StringComparison.Ordinal)).IsLoopback)
        && (builder.Configuration[Settings.Senders] is null || builder.Configuration[Settings.Roles] is null))
        throw new InvalidDataException($"{Settings.Senders} and {Settings.Roles} must be set where {Settings.Http} is not a loopback address");
    builder.WebHost.UseUrls(address);
    builder.Services.AddTelemetry("alerts-households").AddWorkspace(parts).AddHouseholds(parts).AddProblemDetails();
    var app = builder.Build();
    app.UseServerSpanNames();
    app.MapReports();
    app.MapGet("/health", () => "well");
    await app.Services.Prepare();
    foreach (var line in HouseholdsRegistration.InForce(app.Services))
        app.Logger.LogInformation("In force: {Line}", line);
    await app.RunAsync();
    return Environment.ExitCode;
}
// What whoever starts it can mend is said in one line.
catch (Exception wrong) when (wrong is InvalidDataException or InvalidOperationException or ArgumentException or UriFormatException)
{
    Console.Error.WriteLine(wrong.Message);
    return 2;
}
