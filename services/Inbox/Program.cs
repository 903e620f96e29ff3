using Alerts.Inbox;

var builder = WebApplication.CreateBuilder(args);
builder.WebHost.UseUrls(builder.Configuration["ALERTS_HTTP"] ?? "http://127.0.0.1:8080");
builder.Services.AddInbox(demoSignInAnywhere: builder.Configuration.GetValue<bool>("ALERTS_DEMO_SIGN_IN_BEHIND_LOOPBACK_PORT"));
var app = builder.Build();
app.MapInbox();
app.MapGet("/health", () => "well");
app.Run();
