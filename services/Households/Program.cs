using Alerts.Households;
using Alerts.Households.Intake;

var builder = WebApplication.CreateBuilder(args);
var parts = Parts.From(builder.Configuration);
if (parts.Journal is null || parts.Bus is null)
{
    Console.Error.WriteLine($"{Settings.Journal} and {Settings.Bus} must be set: this service runs on PostgreSQL and RabbitMQ. For all in one process on embedded parts, run services/Standalone.");
    return 2;
}
builder.WebHost.UseUrls(builder.Configuration[Settings.Http] ?? "http://127.0.0.1:5081");
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
