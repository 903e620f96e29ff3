using System.Diagnostics;
using Alerts.Households;
using Alerts.Households.Delivery;

namespace Alerts.Services.Tests.Delivery;

/// <summary>E-mail to a real mail server on loopback.</summary>
public sealed class EmailTests
{
    [Fact]
    public async Task An_email_says_that_there_is_an_alert_and_neither_who_nor_what()
    {
        using var sink = await new SmtpSink().Start();
        Assert.IsType<Outcome.Delivered>(await sink.Email().Send(Somebody.Told("amara@trust.example.org"), default));
        var mail = Assert.Single(sink.Mails);
        Assert.Equal("amara@trust.example.org", mail.To);
        Assert.Contains("Subject: You have an alert", mail.Text, StringComparison.Ordinal);
        Assert.Contains("Reference: A-000000", mail.Text, StringComparison.Ordinal);
        Assert.Contains("01782 000000", mail.Text, StringComparison.Ordinal);
        Assert.Contains("https://alerts.example.org/", mail.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(Somebody.Name, mail.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(Somebody.Alert(0), mail.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Many_alerts_are_one_email_that_says_how_many()
    {
        using var sink = await new SmtpSink().Start();
        Assert.IsType<Outcome.Delivered>(await sink.Email().Send(Somebody.Told("amara@trust.example.org", alerts: 7), default));
        var mail = Assert.Single(sink.Mails);
        Assert.Contains("Subject: You have 7 alerts", mail.Text, StringComparison.Ordinal);
        Assert.Contains("and 4 more", mail.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nobody@trust.example.org", "the mail server refuses this address (550)")]
    [InlineData("gone@trust.example.org", "the mail server refuses this address (550)")]
    [InlineData("no address at all @", "the address is no e-mail address")]
    public async Task An_address_that_is_refused_for_good_is_never_tried_again(string address, string why)
    {
        using var sink = await new SmtpSink().Start();
        Assert.Equal(new Outcome.Never(why, AddressRefused: true), await sink.Email().Send(Somebody.Told(address), default));
        Assert.Empty(sink.Mails);
    }

    [Theory]
    [InlineData("busy@trust.example.org", 450)]
    [InlineData("full@trust.example.org", 452)]
    [InlineData("relay@trust.example.org", 554)] // the server's policy: it would strike out everybody's address at once
    [InlineData("plain@trust.example.org", 550)] // the same from a server that says no more
    [InlineData("over@trust.example.org", 552)] // the mailbox is there
    public async Task What_may_pass_is_tried_later(string address, int code)
    {
        using var sink = await new SmtpSink().Start();
        Assert.Equal(new Outcome.TryLater($"the mail server answers {code}"), await sink.Email().Send(Somebody.Told(address), default));
    }

    [Fact]
    public async Task Where_encryption_is_wanted_nothing_is_sent_without_it()
    {
        using var sink = await new SmtpSink().Start();
        Assert.IsType<Outcome.TryLater>(await sink.Email(startTls: true).Send(Somebody.Told("amara@trust.example.org"), default));
        Assert.Empty(sink.Mails);
    }

    [Theory]
    [InlineData("p@ss", true, "Delivered { Reference =  }")]
    [InlineData("p@ss", false, "TryLater { Why = the mail server's certificate is not trusted here, NotBefore = , Sent =  }")]
    [InlineData("wrong", true, "TryLater")]
    public async Task Encrypted_and_signed_in_it_is_taken_from_whom_both_sides_trust(string password, bool trusted, string ended)
    {
        using var sink = new SmtpSink();
        var certificate = await sink.StartSecured("localhost", "alerts", "p@ss");
        // What a process trusts is read once, at its start.
        var start = new ProcessStartInfo("dotnet", ["exec", typeof(DeliveryAlone).Assembly.Location, DeliveryAlone.OneEmail]) { RedirectStandardOutput = true, UseShellExecute = false };
        start.Environment[Settings.Smtp] = $"smtp+starttls://alerts:{Uri.EscapeDataString(password)}@localhost:{sink.Port}";
        start.Environment[Settings.SmtpFrom] = "alerts@partnership.example.org";
        start.Environment[Settings.ServiceUrl] = $"{SmtpSink.Outside.Service}";
        start.Environment[Settings.DutyNumber] = SmtpSink.Outside.DutyNumber;
        if (trusted)
            start.Environment["SSL_CERT_FILE"] = certificate;
        using var process = Process.Start(start)!;
        Assert.StartsWith(ended, await process.StandardOutput.ReadToEndAsync(), StringComparison.Ordinal);
        Assert.Equal(ended.StartsWith("Delivered", StringComparison.Ordinal) ? 1 : 0, sink.Mails.Count);
    }

    [Fact]
    public async Task A_server_that_is_down_is_tried_later()
    {
        using var sink = new SmtpSink();
        Assert.Equal(new Outcome.TryLater("the mail server does not answer"), await sink.Email().Send(Somebody.Told("amara@trust.example.org"), default));
    }
}
