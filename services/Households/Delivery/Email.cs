using System.Net;
using System.Net.Mail;
using System.Security.Authentication;
using System.Text.RegularExpressions;

namespace Alerts.Households.Delivery;

/// <summary>
/// An e-mail by the partnership's own mail server. Nothing in it says who or what: mail lies in lists, on lock screens and in other people's
/// hands. Delivered means that the server has taken it.
/// </summary>
public sealed partial class Email(MailServer server) : IChannel
{
    public const string ChannelName = "email";

    public string Name => ChannelName;

    public bool Bundles => true;

    public async Task<Outcome> Send(Notice notice, CancellationToken ct)
    {
        if (!MailAddress.TryCreate(notice.Address, out var to))
            return new Outcome.Never("the address is no e-mail address", AddressRefused: true);
        using var message = Words(notice, to);
        using var client = new SmtpClient(server.Host, server.Port) { EnableSsl = server.StartTls };
        if (server.User is not null)
            client.Credentials = new NetworkCredential(server.User, server.Password);
        try
        {
            await client.SendMailAsync(message, ct);
            return new Outcome.Delivered();
        }
        catch (SmtpFailedRecipientException refused) when ((int)refused.StatusCode >= 500 && IsOfTheAddress(refused))
        {
            return new Outcome.Never($"the mail server refuses this address ({(int)refused.StatusCode})", AddressRefused: true);
        }
        catch (Exception failed) when (failed is AuthenticationException or SmtpException { InnerException: AuthenticationException })
        {
            return new Outcome.TryLater("the mail server's certificate is not trusted here");
        }
        catch (SmtpException failed)
        {
            // Below nought: no answer at all.
            return new Outcome.TryLater((int)failed.StatusCode > 0 ? $"the mail server answers {(int)failed.StatusCode}" : "the mail server does not answer");
        }
    }

    private MailMessage Words(Notice notice, MailAddress to)
    {
        var message = new MailMessage(server.From, to)
        {
            Subject = $"You have {notice.HowMany}",
            Body = $"""
                You have {notice.HowMany}. Open the service: {server.Outside.Service}

                Reference: {notice.References}
                If you cannot open it, ring the duty desk: {server.Outside.DutyNumber}

                This message was sent by a system. Please do not answer it.
                """,
        };
        message.Headers.Add("Auto-Submitted", "auto-generated");   // so that out-of-office answers do not come back
        return message;
    }

    // 5.1.x is the address. Anything else that is said so (5.2.2 a full mailbox, 5.7.1 a relay that is not allowed) is not, and without such a code the words
    // must name it: what is the server's own trouble would strike out everybody at once.
    private static bool IsOfTheAddress(SmtpException refused)
    {
        // The library's own words come first, and call every 550 a mailbox.
        var answer = refused.Message[(refused.Message.IndexOf(ServerSaid, StringComparison.Ordinal) is var at and >= 0 ? at : refused.Message.Length)..];
        return EnhancedCode().Match(answer) is { Success: true } code ? code.ValueSpan.StartsWith("5.1.", StringComparison.Ordinal)
            : (int)refused.StatusCode is 550 or 551 or 553 && NamesTheAddress().IsMatch(answer);
    }

    private const string ServerSaid = "The server response was:";

    [GeneratedRegex(@"\b5\.\d{1,3}\.\d{1,3}\b", RegexOptions.CultureInvariant)]
    private static partial Regex EnhancedCode();

    [GeneratedRegex(@"mailbox|user|recipient|no such|unknown", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex NamesTheAddress();
}
