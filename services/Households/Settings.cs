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

    /// <summary>The mail server: smtp+starttls://user:password@host:587, or smtp://host:25 without encryption.</summary>
    public const string Smtp = "ALERTS_SMTP";

    /// <summary>The address that e-mails come from.</summary>
    public const string SmtpFrom = "ALERTS_SMTP_FROM";

    /// <summary>The API key of GOV.UK Notify.</summary>
    public const string NotifyKey = "ALERTS_NOTIFY_KEY";

    /// <summary>Where GOV.UK Notify is, if not at its own address.</summary>
    public const string NotifyUrl = "ALERTS_NOTIFY_URL";

    /// <summary>The ids of the templates for a text message and for an e-mail through GOV.UK Notify.</summary>
    public const string NotifyTextTemplate = "ALERTS_NOTIFY_TEXT_TEMPLATE", NotifyEmailTemplate = "ALERTS_NOTIFY_EMAIL_TEMPLATE";

    /// <summary>The hosts at which Teams workflows may be, with commas between them.</summary>
    public const string TeamsHosts = "ALERTS_TEAMS_HOSTS";

    /// <summary>From what the key of each receiver of webhooks is made.</summary>
    public const string WebhookSecret = "ALERTS_WEBHOOK_SECRET";

    /// <summary>Whom to ring, and where the service is: said in every message outside the inbox.</summary>
    public const string DutyNumber = "ALERTS_DUTY_NUMBER", ServiceUrl = "ALERTS_SERVICE_URL";

    /// <summary>Behind the name of a secret: the path of a file that holds it.</summary>
    public const string InFile = "_FILE";

    /// <summary>Those that may be given as the path of a file.</summary>
    public static IReadOnlyList<string> Secrets { get; } = [Smtp, NotifyKey, WebhookSecret];

    /// <summary>All of the above.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        Bus, Journal, Partitions, Roles, Senders, Patterns, Nation, DemoSignInBehindLoopbackPort, Http,
        Smtp, SmtpFrom, NotifyKey, NotifyUrl, NotifyTextTemplate, NotifyEmailTemplate, TeamsHosts, WebhookSecret, DutyNumber, ServiceUrl,
        .. Secrets.Select(s => s + InFile),
    ];
}
