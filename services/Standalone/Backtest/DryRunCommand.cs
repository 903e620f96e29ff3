using System.CommandLine;
using Alerts.Domain;
using Alerts.Domain.Values;
using Alerts.Households;
using Alerts.Households.Journal;
using Alerts.Households.People;
using Spectre.Console;
using Command = System.CommandLine.Command;

namespace Alerts.Standalone.Backtest;

/// <summary>`dry-run`: what other settings would have raised from the reports that a service has taken in, beside it while it runs.</summary>
public static class DryRunCommand
{
    public static Command Build(Option<string?> journal, Option<DirectoryInfo> data)
    {
        var settings = new Option<string?>("--settings") { Description = "Without --against, the settings to try, compared with the published ones; with it, what is compared with. A file, or the word published or everything.", HelpName = "FILE" };
        var against = new Option<string?>("--against") { Description = $"The settings to try: FILE {Comparison.Direction}", HelpName = "FILE" };
        var since = new Option<string>("--since") { Description = "Alerts raised since then: 2y, 18m, 90d or a date like 2025-11-21.", HelpName = "DAY", Required = true };
        var roles = new Option<FileInfo?>("--roles") { Description = "Who would be told, from a role file; by default who is told by the database that is read." };
        var json = new Option<bool>("--json") { Description = "One JSON object a line on standard output, and nothing else." };
        var command = new Command("dry-run", "Try other settings on a journal: which alerts they would have raised more, less or at another time. The service may run; nothing is written.")
            { against, settings, since, roles, json, journal, data };
        command.SetAction((parsed, ct) => CommandLine.Guarded(async () =>
        {
            var now = TimeProvider.System.GetUtcNow();
            var (from, to) = (parsed.GetValue(settings), parsed.GetValue(against)) switch
            {
                (null, null) => throw new InvalidDataException("--settings: name the settings to try"),
                ({ } only, null) => ("published", only),
                (var before, { } tried) => (before ?? "published", tried),
            };
            var (first, second, day) = (PatternFile.Named(from), PatternFile.Named(to), Since.Parse(parsed.GetValue(since)!, UkDay.Of(now)));
            await using var reader = await JournalReader.Open(CommandLine.JournalOf(parsed), parsed.GetValue(data)!.FullName, ct);
            var households = await reader.Households(ct);
            var run = new DryRun(parsed.GetValue(roles) is { } file ? RoleFile.Read(file.FullName) : await RolesIn(reader, ct), first, second, day, now);
            var output = new DryRunOutput(run.Since, run.WorkingDays, parsed.GetValue(json) ? Console.Out : null);
            await ForEach(households, async household => output.Add(run.Compare(household, await reader.Reports(household, ct))));
            if (parsed.GetValue(json))
                output.Json();
            else
                output.Tables(from, to, CommandLine.Wide);
            return 0;
        }));
        return command;
    }

    private static async Task<RoleDirectory> RolesIn(JournalReader reader, CancellationToken ct) => await PeopleDirectory.In(reader, ct) is { People.Count: > 0 } roster
        ? roster.Roles(Nation.EnglandAndWales)
        : throw new InvalidDataException("--roles: the database holds no people yet; name a role file");

    // With a bar where somebody looks on; it stands on standard error, so that what is found can go elsewhere.
    private static async Task ForEach(IReadOnlyList<Guid> households, Func<Guid, Task> work)
    {
        if (Console.IsErrorRedirected)
        {
            foreach (var household in households)
                await work(household);
            return;
        }
        await AnsiConsole.Create(new() { Out = new AnsiConsoleOutput(Console.Error) }).Progress().StartAsync(async progress =>
        {
            var bar = progress.AddTask("Households", maxValue: Math.Max(1, households.Count));
            foreach (var household in households)
            {
                await work(household);
                bar.Increment(1);
            }
        });
    }
}
