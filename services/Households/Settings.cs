namespace Alerts.Households;

/// <summary>The settings that our services read, by the names they have in the environment.</summary>
public static class Settings
{
    /// <summary>Where the bus is: an AMQP URI.</summary>
    public const string Bus = "ALERTS_BUS";

    /// <summary>Where the journal is: an Npgsql connection string.</summary>
    public const string Journal = "ALERTS_JOURNAL";

    /// <summary>How many queues the households are spread over; every service must be told the same number.</summary>
    public const string Partitions = "ALERTS_PARTITIONS";

    /// <summary>The path of the file that says who holds which role.</summary>
    public const string Roles = "ALERTS_ROLES";

    /// <summary>The path of the file that says which agencies may send, and by which credential.</summary>
    public const string Senders = "ALERTS_SENDERS";

    /// <summary>The path of the file that says what the partnership wants otherwise than the published patterns.</summary>
    public const string Patterns = "ALERTS_PATTERNS";

    /// <summary>Whose bank holidays count: england-and-wales or scotland.</summary>
    public const string Nation = "ALERTS_NATION";

    /// <summary>Lets demo sign-in listen beyond loopback: true only where the port is published on loopback, as compose does.</summary>
    public const string DemoSignInBehindLoopbackPort = "ALERTS_DEMO_SIGN_IN_BEHIND_LOOPBACK_PORT";

    /// <summary>The URL to listen on.</summary>
    public const string Http = "ALERTS_HTTP";

    /// <summary>All of the above.</summary>
    public static IReadOnlyList<string> All { get; } =
        [Bus, Journal, Partitions, Roles, Senders, Patterns, Nation, DemoSignInBehindLoopbackPort, Http];
}
