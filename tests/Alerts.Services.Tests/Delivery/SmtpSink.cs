using System.Diagnostics;
using System.Net.Mail;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
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

    public MailServer Settings(bool startTls = false) => At(Port, startTls);

    /// <summary>The settings for one on loopback, also for a process that has not started it.</summary>
    public static MailServer At(int port, bool startTls = false) => new("127.0.0.1", port, startTls, null, null, new MailAddress("alerts@partnership.example.org"), Outside);

    public Email Email(bool startTls = false) => new(Settings(startTls));

    /// <summary>Whether it takes its time, before it keeps a mail and before it says that it has.</summary>
    public bool IsSlow
    {
        get => File.Exists(SaysSlow);
        set
        {
            if (value)
                File.WriteAllText(SaysSlow, "");
            else
                File.Delete(SaysSlow);
        }
    }

    private string SaysSlow => Path.Combine(folder.FullName, "slow");

    /// <summary>With this certificate it takes mail after STARTTLS and signing in only. Answers the file to trust.</summary>
    public async Task<string> StartSecured(string host, string user, string password)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest($"CN={host}", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(host);
        request.CertificateExtensions.Add(names.Build());
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        var (trusted, keyFile) = (Path.Combine(folder.FullName, "certificate.pem"), Path.Combine(folder.FullName, "key.pem"));
        await File.WriteAllTextAsync(trusted, certificate.ExportCertificatePem());
        await File.WriteAllTextAsync(keyFile, key.ExportPkcs8PrivateKeyPem());
        await Start(trusted, keyFile, user, password);
        return trusted;
    }

    public IReadOnlyList<Mail> Mails => [.. folder.GetFiles("*.mail").Select(f =>
    {
        var parts = File.ReadAllText(f.FullName).ReplaceLineEndings("\n").Split("\n\n", 2);
        return new Mail(parts[0], parts[1]);
    })];

    public async Task<SmtpSink> Start(params string[] secured)
    {
        server = Process.Start(new ProcessStartInfo("/usr/bin/python3", [Path.Combine(AppContext.BaseDirectory, "Delivery", "smtp_sink.py"), $"{Port}", folder.FullName, .. secured]) { RedirectStandardOutput = true, UseShellExecute = false })!;
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
