using System.Net.Mail;
using System.Security.Cryptography;
using System.Text;

namespace Alerts.Households.Delivery;

/// <summary>What every message outside the inbox says beside a reference: where the service is, and whom to ring.</summary>
public sealed record Outside(Uri Service, string DutyNumber);

/// <summary>The mail server. <paramref name="StartTls"/>: without it nothing is sent.</summary>
public sealed record MailServer(string Host, int Port, bool StartTls, string? User, string? Password, MailAddress From, Outside Outside)
{
    public override string ToString() => Host;
}

/// <summary>GOV.UK Notify and one of its templates.</summary>
public sealed record NotifyTemplate(Uri Url, string Key, string Template, Outside Outside)
{
    public override string ToString() => Template;
}

/// <summary>The hosts at which a Teams workflow may be.</summary>
public sealed record TeamsHosts(IReadOnlyList<string> Hosts, Outside Outside);

/// <summary>From this the key of every receiver of signed webhooks is made. It is given to none of them: whoever has it could sign as this service to each.</summary>
public sealed record WebhookSecret(byte[] Bytes)
{
    private static readonly byte[] Purpose = "alerts webhook "u8.ToArray();

    /// <summary>The key of whoever receives at this address and of nobody else: HKDF-SHA256 of the secret, the purpose and the address, as 64 characters of hex, which are the key as they stand.</summary>
    public string KeyFor(Uri receiver) =>
        Convert.ToHexStringLower(HKDF.DeriveKey(HashAlgorithmName.SHA256, Bytes, HMACSHA256.HashSizeInBytes, info: [.. Purpose, .. Encoding.UTF8.GetBytes(receiver.AbsoluteUri)]));

    // A record prints its members.
    public override string ToString() => nameof(WebhookSecret);
}

/// <summary>The channels that are set up, from the settings of those names. All that a channel needs is there, or the start is refused by the setting's name, never its value.</summary>
public sealed record ChannelSettings(MailServer? Mail = null, NotifyTemplate? NotifyText = null, NotifyTemplate? NotifyEmail = null, TeamsHosts? Teams = null, WebhookSecret? Webhook = null)
{
    public const string NotifyService = "https://api.notifications.service.gov.uk/";

    /// <summary>The shortest secret of a webhook: 256 bits of letters and digits need no fewer characters.</summary>
    private const int ShortestSecret = 32;

    // A Notify key ends with two ids, 36 characters each, a hyphen between them, after a name.
    private const int ShortestNotifyKey = 74;

    // A record prints its members, and some of these are secret.
    public override string ToString() => nameof(ChannelSettings);

    /// <exception cref="InvalidDataException">A setting that cannot be used, or one that another needs, by name.</exception>
    public static ChannelSettings From(IConfiguration settings)
    {
        var (smtp, key) = (Secret(settings, Settings.Smtp), Secret(settings, Settings.NotifyKey));
        var teams = Text(settings, Settings.TeamsHosts);
        var (text, email) = (Text(settings, Settings.NotifyTextTemplate), Text(settings, Settings.NotifyEmailTemplate));
        if (key is not null && text is null && email is null)
            throw new InvalidDataException($"{Settings.NotifyTextTemplate} or {Settings.NotifyEmailTemplate}: is required beside {Settings.NotifyKey}");
        if (key is null && (text ?? email) is not null)
            throw new InvalidDataException($"{Settings.NotifyKey}: is required beside {(text is null ? Settings.NotifyEmailTemplate : Settings.NotifyTextTemplate)}");
        if (smtp is not null && email is not null)
            throw new InvalidDataException($"{Settings.Smtp} and {Settings.NotifyEmailTemplate}: only one of them can carry e-mail");
        var outside = (smtp ?? key ?? teams) is null ? null : OutsideFrom(settings);
        return new(
            smtp is null ? null : MailFrom(smtp, settings, outside!),
            text is null ? null : NotifyFrom(key!, text, Settings.NotifyTextTemplate, settings, outside!),
            email is null ? null : NotifyFrom(key!, email, Settings.NotifyEmailTemplate, settings, outside!),
            teams is null ? null : new(HostsFrom(teams), outside!),
            WebhookFrom(settings));
    }

    /// <summary>The secret of webhooks alone; null where none is set.</summary>
    /// <exception cref="InvalidDataException">It cannot be used.</exception>
    public static WebhookSecret? WebhookFrom(IConfiguration settings) => Secret(settings, Settings.WebhookSecret) is not { } secret ? null
        : secret.Length >= ShortestSecret ? new(Encoding.UTF8.GetBytes(secret))
        : throw new InvalidDataException($"{Settings.WebhookSecret}: must have at least {ShortestSecret} characters");

    private static Outside OutsideFrom(IConfiguration settings) => new(
        Web(Text(settings, Settings.ServiceUrl), Settings.ServiceUrl, "is required where a channel outside the inbox is set up"),
        Text(settings, Settings.DutyNumber) is { } number && number.Any(char.IsAsciiDigit) && number.All(c => char.IsAsciiDigit(c) || c is ' ' or '+' or '-' or '(' or ')')
            ? number : throw new InvalidDataException($"{Settings.DutyNumber}: is required where a channel outside the inbox is set up, and must be a telephone number"));

    private static MailServer MailFrom(string smtp, IConfiguration settings, Outside outside)
    {
        if (!Uri.TryCreate(smtp, UriKind.Absolute, out var uri) || uri is not { Scheme: "smtp" or "smtp+starttls", Host.Length: > 0, AbsolutePath: "" or "/" })
            throw new InvalidDataException($"{Settings.Smtp}: must be like smtp+starttls://user:password@host:587, or smtp://host:25 without encryption");
        var login = uri.UserInfo.Split(':', 2).Select(Uri.UnescapeDataString).ToArray();
        var startTls = uri.Scheme == "smtp+starttls";
        if (!startTls && login[0].Length > 0)
            throw new InvalidDataException($"{Settings.Smtp}: a password is sent with smtp+starttls only");
        if (!MailAddress.TryCreate(Text(settings, Settings.SmtpFrom), out var from))
            throw new InvalidDataException($"{Settings.SmtpFrom}: is required beside {Settings.Smtp}, and must be an e-mail address");
        return new(uri.Host, uri.Port > 0 ? uri.Port : startTls ? 587 : 25, startTls, login[0].Length > 0 ? login[0] : null, login.Length > 1 ? login[1] : null, from, outside);
    }

    private static NotifyTemplate NotifyFrom(string key, string template, string name, IConfiguration settings, Outside outside) =>
        key.Length < ShortestNotifyKey || !Guid.TryParse(key[^36..], out _) || !Guid.TryParse(key[^73..^37], out _) ? throw new InvalidDataException($"{Settings.NotifyKey}: must be an API key of GOV.UK Notify")
        : !Guid.TryParse(template, out _) ? throw new InvalidDataException($"{name}: must be a template's id")
        : new(Web(Text(settings, Settings.NotifyUrl) ?? NotifyService, Settings.NotifyUrl, "is required"), key, template, outside);

    private static List<string> HostsFrom(string teams)
    {
        var hosts = teams.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).ToList();
        return hosts.Count > 0 && hosts.TrueForAll(h => Uri.CheckHostName(h.TrimStart('.')) != UriHostNameType.Unknown) ? hosts
            : throw new InvalidDataException($"{Settings.TeamsHosts}: must be host names with commas between them; .example.org stands for all below it");
    }

    private static Uri Web(string? address, string name, string whenMissing) =>
        address is null ? throw new InvalidDataException($"{name}: {whenMissing}")
        : Uri.TryCreate(address, UriKind.Absolute, out var uri) && IsSafe(uri) ? uri
        : throw new InvalidDataException($"{name}: must be an https address");

    /// <summary>Encrypted, or on this very machine.</summary>
    internal static bool IsSafe(Uri uri) => uri.Scheme == Uri.UriSchemeHttps || uri is { Scheme: "http", IsLoopback: true };

    private static string? Text(IConfiguration settings, string name) => string.IsNullOrWhiteSpace(settings[name]) ? null : settings[name]!.Trim();

    // A secret may stand in a file, as container platforms hand them over: NAME_FILE is its path.
    private static string? Secret(IConfiguration settings, string name)
    {
        var file = Text(settings, name + Settings.InFile);
        if (file is null)
            return Text(settings, name);
        if (Text(settings, name) is not null)
            throw new InvalidDataException($"{name} and {name}{Settings.InFile}: only one of them");
        try
        {
            return File.ReadAllText(file).Trim() is { Length: > 0 } secret ? secret : throw new InvalidDataException($"{name}{Settings.InFile}: the file is empty");
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new InvalidDataException($"{name}{Settings.InFile}: the file cannot be read", unreadable);
        }
    }
}
