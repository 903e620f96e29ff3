using System.CommandLine;
using Alerts.Households;
using Alerts.Standalone.Backtest;
using Spectre.Console;

namespace Alerts.Standalone;

/// <summary>The words of the command line, and what each does.</summary>
public static class CommandLine
{
    public static RootCommand Build()
    {
        var root = new RootCommand("Alerts: cross-agency alerts for child safeguarding, all in one process.");
        root.Subcommands.Add(BacktestCommand());
        return root;
    }

    private static Command BacktestCommand()
    {
        var files = new Argument<FileInfo[]>("FILE") { Description = "Case files (NDJSON).", Arity = ArgumentArity.OneOrMore };
        var json = new Option<bool>("--json") { Description = "One JSON object a line on standard output, and nothing else." };
        var strict = new Option<bool>("--strict") { Description = "Only what an agency knew at the time (the default)." };
        var generous = new Option<bool>("--generous") { Description = "Also what it is unclear that an agency knew." };
        var roles = new Option<FileInfo?>("--roles") { Description = "Role file; the demonstration's by default." };
        var command = new Command("backtest", "Replay case files through the patterns, with no server and no clock: which alerts, when, to whom.") { files, json, strict, generous, roles };
        command.Validators.Add(r =>
        {
            if (r.GetValue(strict) && r.GetValue(generous))
                r.AddError("choose --strict or --generous, not both");
        });
        command.SetAction(parsed =>
        {
            try
            {
                var backtest = new Backtest.Backtest(RoleFile.Read(parsed.GetValue(roles)?.FullName ?? DemoFiles.Roles));
                var cases = parsed.GetValue(files)!.Select(f => CaseFile.Read(f.FullName)).ToList();
                foreach (var result in cases.Select(c => backtest.Run(c, parsed.GetValue(generous))))
                    if (parsed.GetValue(json))
                        BacktestOutput.Json(result, Console.Out);
                    else
                        BacktestOutput.Table(result, AnsiConsole.Console);
                return 0;
            }
            catch (Exception wrong) when (wrong is CaseFileException or IOException or UnauthorizedAccessException or InvalidDataException)
            {
                Console.Error.WriteLine(wrong.Message);
                return 2;
            }
        });
        return command;
    }
}
