using System.Globalization;
using System.Text;
using Alerts.Households;
using Alerts.Households.Delivery;
using Alerts.Households.Journal;
using Alerts.Households.Outbox;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Alerts.Services.Tests.Delivery;

/// <summary>The outbox as a process of its own, by signed webhooks and by e-mail, so that it can be killed without warning.</summary>
static class DeliveryAlone
{
    public static readonly WebhookSecret Secret = new(Encoding.UTF8.GetBytes("a-secret-of-forty-characters-or-more-0000"));
    public const string Started = "started";

    /// <summary>In place of a connection string: one e-mail by the settings of the environment, and how that ended.</summary>
    public const string OneEmail = "one-email";

    /// <param name="args">The connection string of the journal, and the port of the mail server on loopback.</param>
    public static async Task Main(string[] args)
    {
        if (args[0] == OneEmail)
        {
            var mail = ChannelSettings.From(new ConfigurationBuilder().AddEnvironmentVariables().Build()).Mail!;
            using var longest = new CancellationTokenSource(OutboxSender.AttemptMayTake);
            try
            {
                Console.WriteLine(await new Email(mail).Send(Somebody.Told("amara@trust.example.org"), longest.Token));
            }
            catch (OperationCanceledException)
            {
                Console.WriteLine(nameof(Outcome.TryLater));   // as the outbox takes it
            }
            return;
        }
        var builder = Host.CreateEmptyApplicationBuilder(new());
        Wire(builder.Services, new(args[0], "", null, 4, DemoFiles.Roles, DemoFiles.Senders), int.Parse(args[1], CultureInfo.InvariantCulture));
        using var host = builder.Build();
        await host.StartAsync();
        Console.WriteLine(Started);
        await host.WaitForShutdownAsync();
    }

    /// <summary>The two ways by which it tells.</summary>
    public static IReadOnlyList<IChannel> By(IServiceProvider services, int mailPort) => [ActivatorUtilities.CreateInstance<Webhook>(services, Secret), new Email(SmtpSink.At(mailPort))];

    private static void Wire(IServiceCollection services, Parts parts, int mailPort)
    {
        services.AddWorkspace(parts).AddSingleton<JournalWriter>();
        foreach (var other in services.Where(s => s.ServiceType == typeof(IHostedService)).ToList())
            services.Remove(other);
        services.AddKeyedSingleton(Channels.Http, (_, _) => Channels.Client()).AddHostedService<OutboxSender>();
        services.AddSingleton(p => By(p, mailPort));
    }
}
