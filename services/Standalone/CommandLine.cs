using System.CommandLine;
using System.Data.Common;
using System.Net.Sockets;
using Alerts.Households;
using Alerts.Households.Delivery;
using Alerts.Households.Journal;
using Alerts.Standalone.Backtest;
using Alerts.Standalone.Catalogue;
using Alerts.Standalone.Simulation;
using Microsoft.Extensions.Logging.Abstractions;
using Spectre.Console;

namespace Alerts.Standalone;

/// <summary>The words of the command line, and what each does.</summary>
public static class CommandLine
{
    private const int Wrong = 2;

    /// <summary>What was printed is not whole: a pattern failed while it looked.</summary>
    internal const int PatternFailed = 1;

    private const int WidthOfAFile = 180;

    private static readonly Option<string?> Journal = new("--journal") { Description = "PostgreSQL connection string, for instance \"Host=…;Username=…;Database=…\". Without it: SQLite in the data folder." };
    private static readonly Option<DirectoryInfo> Data = new("--data") { Description = "Folder of the SQLite file and the sign-in keys.", DefaultValueFactory = _ => new("data") };

    /// <summary>The console, wide enough for a table and plain where it is no terminal.</summary>
    public static IAnsiConsole Wide
    {
        get
        {
            var console = AnsiConsole.Console;
            if (Console.IsOutputRedirected)
                (console.Profile.Width, console.Profile.Capabilities.Ansi) = (WidthOfAFile, false);
            return console;
        }
    }

    public static RootCommand Build()
    {
        var root = new RootCommand("""
            Alerts: cross-agency alerts for child safeguarding, all in one process.
            Without a command it replays a published case while a page fills with live alerts.
            """);
        root.Subcommands.Add(BacktestCommand.Build());
        root.Subcommands.Add(PatternsCommand.Build());
        root.Subcommands.Add(SimulateCommand.Build());
        root.Subcommands.Add(DryRunCommand.Build(Journal, Data));
        root.Subcommands.Add(PeopleCommand.Build(Journal, Data));
        root.Subcommands.Add(VerifyCommand());
        root.Subcommands.Add(WebhookKeyCommand());
        Run(root);
        return root;
    }

    private static void Run(RootCommand root)
    {
        var file = new Option<FileInfo?>("--case") { Description = "Case file to replay (NDJSON); by default the case of Child B." };
        var speed = new Option<double>("--speed") { Description = "1: one month takes two seconds; 10: ten times as fast.", DefaultValueFactory = _ => 1 };
        var port = new Option<int>("--port") { Description = "Port on 127.0.0.1; 0 for any free one.", DefaultValueFactory = _ => 5080 };
        var quiet = new Option<bool>("--no-replay") { Description = "Replay no case." };
        var bus = new Option<string?>("--bus") { Description = "RabbitMQ, as amqp://user:password@host:5672/. Without it: in this process." };
        var partitions = new Option<int>("--partitions") { Description = "Queues that the households are spread over; fixed at first start.", DefaultValueFactory = _ => Parts.DefaultPartitions };
        var roles = new Option<FileInfo?>("--roles") { Description = "Role file; the demonstration's by default." };
        var senders = new Option<FileInfo?>("--senders") { Description = "Sender file; the demonstration's by default." };
        var patterns = new Option<FileInfo?>("--patterns") { Description = "Settings of the patterns; as published by default." };
        var nation = new Option<string?>("--nation") { Description = "Whose bank holidays count: england-and-wales, which is the default, or scotland." };
        foreach (var option in new Option[] { file, speed, port, Data, quiet, bus, Journal, partitions, roles, senders, patterns, nation })
            root.Options.Add(option);
        root.SetAction((parsed, ct) => Guarded(() => RunCommand.Run(Checked(new(parsed.GetValue(file)?.FullName, parsed.GetValue(speed), parsed.GetValue(port), parsed.GetValue(Data)!.FullName, !parsed.GetValue(quiet),
            Parts.BusFrom(parsed.GetValue(bus), "--bus"), JournalOf(parsed), parsed.GetValue(partitions), parsed.GetValue(roles)?.FullName, parsed.GetValue(senders)?.FullName, parsed.GetValue(patterns)?.ToString(), Parts.NationFrom(parsed.GetValue(nation), "--nation"))), ct)));
    }

    internal static string? JournalOf(ParseResult parsed) => Parts.JournalFrom(parsed.GetValue(Journal), Journal.Name);

    // Here and not in a validator of the parser: those run before the defaults are in, and fail on a value that is no number.
    private static RunOptions Checked(RunOptions options) =>
        options.Speed is not (> 0 and <= 100_000) ? throw new InvalidDataException("--speed: must be more than 0 and at most 100,000")
        : options.Partitions is < 1 or > 1_000 ? throw new InvalidDataException("--partitions: must be from 1 to 1,000")
        : options.Port is < 0 or > 65535 ? throw new InvalidDataException("--port: must be from 0 to 65535")
        : options;

    private static Command VerifyCommand()
    {
        var command = new Command("verify-journal", "Check every household's chain of hashes; names the first broken row. 0: whole, 1: broken.") { Journal, Data };
        command.SetAction((parsed, ct) => Guarded(async () =>
        {
            var folder = parsed.GetValue(Data)!;
            var journal = JournalOf(parsed);
            if (journal is null && !File.Exists(Path.Combine(folder.FullName, "alerts.db")))
                throw new IOException($"{folder.FullName}: there is no journal here");
            IDatabase database = journal is not null ? new PostgresDatabase(journal, NullLogger<PostgresDatabase>.Instance) : new SqliteDatabase(folder.FullName);
            using var closing = (IDisposable)database;
            var (seen, broken) = await HashChain.Verify(database, ct);
            Console.WriteLine(broken is null ? $"The journal is whole: {seen:N0} events checked." : $"The journal is broken after {seen:N0} events: {broken}.");
            return broken is null ? 0 : 1;
        }));
        return command;
    }

    private static Command WebhookKeyCommand()
    {
        var address = new Argument<string>("ADDRESS") { Description = "Where the receiver takes messages, as it stands with its people: an https address." };
        var command = new Command("webhook-key", $"""
            Print the key by which messages to a webhook are signed, for whoever receives there and nobody else: its 64 characters as they stand. Another address has another key.
            It is made from {Settings.WebhookSecret} (or {Settings.WebhookSecret}{Settings.InFile}), which stays here: whoever has that could sign to every receiver.
            """) { address };
        command.SetAction((parsed, _) => Guarded(() =>
        {
            var secret = ChannelSettings.WebhookFrom(new ConfigurationBuilder().AddEnvironmentVariables().Build()) ?? throw new InvalidDataException($"{Settings.WebhookSecret}: is required");
            Console.WriteLine(secret.KeyFor(Webhook.Receiver(parsed.GetRequiredValue(address)) ?? throw new InvalidDataException("ADDRESS: must be an https address")));
            return Task.FromResult(0);
        }));
        return command;
    }

    // What a user can mend is said in one line; anything else is a fault of ours and shows whole.
    internal static async Task<int> Guarded(Func<Task<int>> work)
    {
        try
        {
            return await work();
        }
        catch (Exception wrong) when (wrong is CaseFileException or IOException or UnauthorizedAccessException or InvalidDataException or InvalidOperationException or ArgumentException or SocketException or DbException)
        {
            Console.Error.WriteLine(wrong.Message);
            return Wrong;
        }
    }
}
