using System.Diagnostics;
using System.Net.Mail;
using Alerts.Households.Delivery;

namespace Alerts.Services.Tests.Delivery;

/// <summary>One message as the server took it.</summary>
sealed record Mail(string To, string Text);

/// <summary>A real mail server (aiosmtpd) in a process of its own. It can be started late, on a port that was named before.</summary>
sealed class SmtpSink : IDisposable
{
    public static readonly Outside Outside = new(new("https://alerts.example.org/"), "01782 000000");
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("alerts-mail-");
    private Process? server;

    public int Port { get; } = KilledProcessTests.FreePort();

    public MailServer Settings(bool startTls = false) => new("127.0.0.1", Port, startTls, null, null, new MailAddress("alerts@partnership.example.org"), Outside);

    public Email Email(bool startTls = false) => new(Settings(startTls));

    public IReadOnlyList<Mail> Mails => [.. folder.GetFiles("*.mail").Select(f =>
    {
        var parts = File.ReadAllText(f.FullName).ReplaceLineEndings("\n").Split("\n\n", 2);
        return new Mail(parts[0], parts[1]);
    })];

    public async Task<SmtpSink> Start()
    {
        server = Process.Start(new ProcessStartInfo("/usr/bin/python3", [Path.Combine(AppContext.BaseDirectory, "Delivery", "smtp_sink.py"), $"{Port}", folder.FullName]) { RedirectStandardOutput = true, UseShellExecute = false })!;
        Assert.Equal("listening", await server.StandardOutput.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(20)));
        return this;
    }

    public void Dispose()
    {
        if (server is not null)
        {
            server.Kill();
            server.WaitForExit();
            server.Dispose();
        }
        folder.Delete(recursive: true);
    }
}
