using System.CommandLine;
using Alerts.Households;
using Alerts.Households.Journal;
using Alerts.Households.People;
using Microsoft.Extensions.Logging.Abstractions;
using Command = System.CommandLine.Command;

namespace Alerts.Standalone;

/// <summary>`people`: who is told, in and out as a file. Works on the database beside a running service where that is PostgreSQL; SQLite has one process.</summary>
public static class PeopleCommand
{
    private const int Refused = 1;

    public static Command Build(Option<string?> journal, Option<DirectoryInfo> data)
    {
        var command = new Command("people", "Who is told: read a file of people and roles in, or write what is in force out.");
        command.Subcommands.Add(Import(journal, data));
        command.Subcommands.Add(Export(journal, data));
        var sample = new Command("sample", "A people file to begin with, with invented people.");
        sample.SetAction(_ => Console.Out.Write(PeopleCsv.Sample));
        command.Subcommands.Add(sample);
        return command;
    }

    private static Command Import(Option<string?> journal, Option<DirectoryInfo> data)
    {
        var file = new Argument<FileInfo>("FILE") { Description = "CSV in UTF-8 with a header." };
        var senders = new Option<FileInfo?>("--senders") { Description = "Sender file, whose names reported_by may say; the demonstration's by default." };
        var dryRun = new Option<bool>("--dry-run") { Description = "Say what would change, and write nothing." };
        var command = new Command("import", $"""
            Read people and roles from a CSV file: all of it, or nothing where a row is wrong. What is not in the file stays as it is.
            0: good, 1: rows are wrong.

            Columns, of which only id must be there:
            {string.Join('\n', PeopleCsv.Columns.Select(c => $"  {c.Column,-14}{c.Meaning}"))}
            """)
        { file, dryRun, senders, journal, data };
        command.SetAction((parsed, ct) => CommandLine.Guarded(() => On(parsed, journal, data, async (database, directory) =>
        {
            var import = new PeopleImport(database, new(database, directory, TimeProvider.System), directory, SenderFile.Read(parsed.GetValue(senders)?.FullName ?? DemoFiles.Senders), TimeProvider.System);
            await using var stream = parsed.GetRequiredValue(file).OpenRead();
            var by = "command line, " + Environment.UserName;
            var plan = parsed.GetValue(dryRun) ? await import.Preview(stream, by, ct) : await import.Run(stream, by, ct);
            foreach (var error in plan.Errors)
                Console.Error.WriteLine(error);
            if (!plan.IsGood)
            {
                Console.Error.WriteLine($"{plan.Errors.Count} {(plan.Errors.Count == 1 ? "error" : "errors")}; nothing was written.");
                return Refused;
            }
            foreach (var change in plan.Changes)
                Console.WriteLine(change);
            Console.WriteLine(plan.Changes.Count == 0 ? "Nothing to change." : parsed.GetValue(dryRun) ? $"{plan.Changes.Count} changes; nothing was written." : $"{plan.Changes.Count} changes written.");
            return 0;
        }, ct)));
        return command;
    }

    private static Command Export(Option<string?> journal, Option<DirectoryInfo> data)
    {
        var command = new Command("export", "Write who holds what now, and from days to come, in the columns of import.") { journal, data };
        command.SetAction((parsed, ct) => CommandLine.Guarded(() => On(parsed, journal, data, (_, directory) =>
        {
            PeopleCsv.Write(directory.Roster, TimeProvider.System.GetUtcNow(), Console.Out);
            return Task.FromResult(0);
        }, ct)));
        return command;
    }

    private static async Task<int> On(ParseResult parsed, Option<string?> journal, Option<DirectoryInfo> data, Func<IDatabase, PeopleDirectory, Task<int>> work, CancellationToken ct)
    {
        var (server, folder) = (parsed.GetValue(journal), parsed.GetValue(data)!.FullName);
        if (server is null && !File.Exists(Path.Combine(folder, "alerts.db")))
            throw new IOException($"{folder}: there is no journal here; start the service once");
        IDatabase database = server is not null ? new PostgresDatabase(server, NullLogger<PostgresDatabase>.Instance) : new SqliteDatabase(folder);
        using var closing = (IDisposable)database;
        using var directory = new PeopleDirectory(database, new(server, folder, null, Parts.DefaultPartitions, "", ""), TimeProvider.System, NullLogger<PeopleDirectory>.Instance);
        await directory.Refresh(ct);
        return await work(database, directory);
    }
}
