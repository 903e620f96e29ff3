using Alerts.Households;
using Alerts.Inbox;

var builder = WebApplication.CreateBuilder(args);
var address = builder.Configuration[Settings.Http] ?? "http://127.0.0.1:8080";
var behindLoopbackPort = builder.Configuration.GetValue<bool>(Settings.DemoSignInBehindLoopbackPort);
try
{
    // Before anything is opened; the server's own list of addresses is looked at again once it has started.
    DemoSignIn.RefuseUnlessLoopback(address.Split(';'), behindLoopbackPort);
    var parts = Parts.From(builder.Configuration);
    if (parts.Journal is null || parts.Bus is null)
        throw new InvalidDataException($"{Settings.Journal} and {Settings.Bus} must be set: this service runs on PostgreSQL and RabbitMQ. For all in one process on embedded parts, run services/Standalone.");
    builder.WebHost.UseUrls(address);
    builder.Services.AddTelemetry("alerts-inbox").AddWorkspace(parts).AddWayToHouseholds(parts).AddInbox(behindLoopbackPort);
    var app = builder.Build();
    app.UseServerSpanNames();
    app.MapInbox();
    app.MapGet("/health", () => "well");
    await app.Services.Prepare();
    await app.RunAsync();
    return Environment.ExitCode;
}
// What whoever starts it can mend is said in one line.
catch (Exception wrong) when (wrong is InvalidDataException or InvalidOperationException or ArgumentException)
{
    Console.Error.WriteLine(wrong.Message);
    return 2;
}
