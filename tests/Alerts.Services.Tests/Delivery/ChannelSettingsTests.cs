using System.Diagnostics;
using Alerts.Households;
using Alerts.Households.Delivery;
using Microsoft.Extensions.Configuration;

namespace Alerts.Services.Tests.Delivery;

/// <summary>Which channels are set up, by the environment; what is wrong is said at start by the setting's name.</summary>
public sealed class ChannelSettingsTests
{
    private const string Key = "alerts-26785a09-ab16-4eb0-8407-a37497a57506-3d844edf-8d35-48ac-975b-e847b4f122b0";
    private static readonly (string, string)[] Outside = [(Settings.ServiceUrl, "https://alerts.example.org"), (Settings.DutyNumber, "01782 000000")];

    private static ChannelSettings From(params (string Name, string? Value)[] settings) =>
        ChannelSettings.From(new ConfigurationBuilder().AddInMemoryCollection(settings.ToDictionary(s => s.Name, s => s.Value)).Build());

    [Fact]
    public void Nothing_set_means_that_the_inbox_is_the_only_way()
    {
        Assert.Equal(new(), From());
        // As compose hands over what is not set.
        Assert.Equal(new(), From([.. Settings.All.Select(s => (s, (string?)""))]));
    }

    [Fact]
    public void Each_channel_is_set_up_by_its_own_settings()
    {
        var set = From([.. Outside, (Settings.Smtp, "smtp+starttls://alerts:p%40ss@mail.example.org"), (Settings.SmtpFrom, "alerts@example.org"),
            (Settings.NotifyKey, Key), (Settings.NotifyTextTemplate, "f33517ff-2a88-4f6e-b855-c550268ce08a"), (Settings.TeamsHosts, ".logic.azure.com, hooks.example.org"), (Settings.WebhookSecret, new string('s', 32))]);
        Assert.Equal(("mail.example.org", 587, true, "alerts", "p@ss"), (set.Mail!.Host, set.Mail.Port, set.Mail.StartTls, set.Mail.User, set.Mail.Password));
        Assert.Equal(new("https://api.notifications.service.gov.uk/"), set.NotifyText!.Url);
        Assert.Null(set.NotifyEmail);
        Assert.Equal([".logic.azure.com", "hooks.example.org"], set.Teams!.Hosts);
        Assert.Equal(32, set.Webhook!.Bytes.Length);
        Assert.DoesNotContain("p@ss", $"{set}", StringComparison.Ordinal);
    }

    [Fact]
    public void A_secret_may_stand_in_a_file()
    {
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllText(file, new string('s', 40) + "\n");
            Assert.Equal(40, From((Settings.WebhookSecret + Settings.InFile, file)).Webhook!.Bytes.Length);
            Assert.StartsWith(Settings.WebhookSecret, Wrong((Settings.WebhookSecret + Settings.InFile, file), (Settings.WebhookSecret, new string('s', 40))), StringComparison.Ordinal);
            Assert.StartsWith(Settings.WebhookSecret + Settings.InFile, Wrong((Settings.WebhookSecret + Settings.InFile, file + ".gone")), StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Theory]
    [InlineData(Settings.Smtp, "mail.example.org")]
    [InlineData(Settings.Smtp, "smtp://user:hunter2@mail.example.org")]
    [InlineData(Settings.SmtpFrom, "no address")]
    [InlineData(Settings.ServiceUrl, "http://alerts.example.org")]
    [InlineData(Settings.ServiceUrl, null)]
    [InlineData(Settings.DutyNumber, "ring us")]
    [InlineData(Settings.DutyNumber, null)]
    [InlineData(Settings.NotifyKey, "hunter2")]
    [InlineData(Settings.NotifyKey, null)]
    [InlineData(Settings.NotifyUrl, "ftp://x")]
    [InlineData(Settings.NotifyTextTemplate, "template")]
    [InlineData(Settings.TeamsHosts, " , ")]
    [InlineData(Settings.WebhookSecret, "hunter2")]
    public void What_cannot_be_used_is_refused_by_its_name_and_never_by_its_value(string name, string? value)
    {
        (string, string?)[] well = [.. Outside, (Settings.Smtp, "smtp://127.0.0.1:25"), (Settings.SmtpFrom, "alerts@example.org"), (Settings.NotifyKey, Key), (Settings.NotifyTextTemplate, "f33517ff-2a88-4f6e-b855-c550268ce08a")];
        var wrong = Wrong([.. well.Where(s => s.Item1 != name), (name, value)]);
        Assert.StartsWith(name, wrong, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", wrong, StringComparison.Ordinal);
        Assert.NotNull(From(well).Mail);
    }

    [Fact]
    public void Only_one_carries_email() => Assert.Contains(Settings.NotifyEmailTemplate,
        Wrong([.. Outside, (Settings.Smtp, "smtp://127.0.0.1:25"), (Settings.SmtpFrom, "alerts@example.org"), (Settings.NotifyKey, Key), (Settings.NotifyEmailTemplate, "f33517ff-2a88-4f6e-b855-c550268ce08a")]), StringComparison.Ordinal);

    [Fact]
    public async Task A_service_with_half_a_channel_does_not_start_and_says_what_is_missing()
    {
        var start = new ProcessStartInfo("dotnet", ["exec", Path.Combine(AppContext.BaseDirectory, "Alerts.Households.dll")]) { RedirectStandardError = true, RedirectStandardOutput = true, UseShellExecute = false };
        foreach (var (name, value) in new[] { (Settings.Bus, "amqp://127.0.0.1:1/"), (Settings.Journal, "Host=127.0.0.1;Port=1"), (Settings.Http, "http://127.0.0.1:0"), (Settings.Smtp, "smtp://127.0.0.1:25"), (Settings.ServiceUrl, "https://alerts.example.org") })
            start.Environment[name] = value;
        using var service = Process.Start(start)!;
        var said = await service.StandardError.ReadToEndAsync().WaitAsync(TimeSpan.FromSeconds(60));
        await service.WaitForExitAsync();
        Assert.Equal((2, $"{Settings.DutyNumber}: is required where a channel outside the inbox is set up, and must be a telephone number"), (service.ExitCode, said.Trim()));
    }

    private static string Wrong(params (string, string?)[] settings) => Assert.Throws<InvalidDataException>(() => From(settings)).Message;
}
