using System.Net.Mail;
using System.Text.RegularExpressions;
using Alerts.Agencies;

namespace Alerts.Households.People;

/// <summary>The ways to reach a person beside the inbox, by the names of their channels, and what an address of each looks like.</summary>
public static partial class ContactRules
{
    public const string Text = Delivery.NotifyText.ChannelName;
    private const string Email = Delivery.Email.ChannelName, Teams = Delivery.Teams.ChannelName, Webhook = Delivery.Webhook.ChannelName, Exchange = Delivery.Exchange.ChannelName;

    /// <summary>Each channel with its name in files and what it is called on a page.</summary>
    public static readonly IReadOnlyList<(string Channel, string Column, string Words)> All =
    [
        (Email, "email", "E-mail address"),
        (Text, "mobile", "Mobile number for text messages"),
        (Teams, "teams", "Microsoft Teams workflow address"),
        (Webhook, "webhook", "Signed webhook of their organisation"),
        (Exchange, "exchange", "Routing key of their organisation’s system"),
    ];

    /// <summary>The address as it is kept; empty where none is given.</summary>
    /// <exception cref="RefusedException">It is no address of that channel; the field is the column's name.</exception>
    public static string Read(string channel, string? address)
    {
        var text = (address ?? "").Trim();
        if (text.Length == 0)
            return "";
        if (text.Length > 500)
            throw new RefusedException(Column(channel), "must be at most 500 characters");
        return channel switch
        {
            Email => MailAddress.TryCreate(text, out var mail) && mail.Address == text && text.All(char.IsAscii) && !text.Any(char.IsControl) ? text : throw new RefusedException(Column(channel), "must be an e-mail address like name@example.org"),
            Text => Mobile(text) ?? throw new RefusedException("mobile", "must be a United Kingdom mobile number like 07700 900123"),
            Teams or Webhook => Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme == Uri.UriSchemeHttps ? text : throw new RefusedException(Column(channel), "must be an https address"),
            Exchange => RoutingKey().IsMatch(text) ? text : throw new RefusedException("exchange", "must be letters, digits, dots, hyphens and underscores, at most 200"),
            _ => throw new RefusedException("channel", "is no way to reach a person"),
        };
    }

    private static string Column(string channel) => All.FirstOrDefault(c => c.Channel == channel).Column ?? "channel";

    // As the number is dialled from anywhere: +447700900123.
    private static string? Mobile(string text)
    {
        var digits = Between().Replace(text, "");
        return UnitedKingdomMobile().Match(digits) is { Success: true } match ? "+447" + match.Groups["rest"].Value : null;
    }

    [GeneratedRegex(@"\A[A-Za-z0-9._-]{1,200}\z")]
    private static partial Regex RoutingKey();

    [GeneratedRegex(@"[\s()-]")]
    private static partial Regex Between();

    [GeneratedRegex(@"\A(?:0|\+?44|0044)7(?<rest>\d{9})\z", RegexOptions.ExplicitCapture)]
    private static partial Regex UnitedKingdomMobile();
}
