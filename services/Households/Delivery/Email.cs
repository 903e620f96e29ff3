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
        catch (SmtpFailedRecipientException refused) when ((int)refused.StatusCode >= 500 && !IsPolicy(refused))
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

    // 5.7.x is the server's policy (a relay that is not allowed, a blocked sender), not the address: it would strike out everybody at once.
    private static bool IsPolicy(SmtpException refused) => PolicyCode().IsMatch(refused.Message);

    [GeneratedRegex(@"\b5\.7\.\d{1,3}\b", RegexOptions.CultureInvariant)]
    private static partial Regex PolicyCode();
}
