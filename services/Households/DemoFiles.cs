namespace Alerts.Households;

/// <summary>The files of the demonstration, beside the program: invented people, and keys that everybody knows.</summary>
public static class DemoFiles
{
    public static string Roles => Path.Combine(AppContext.BaseDirectory, "demo", "roles.json");
    public static string Senders => Path.Combine(AppContext.BaseDirectory, "demo", "senders.json");
}
