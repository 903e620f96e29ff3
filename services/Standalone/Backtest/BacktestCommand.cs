using System.CommandLine;
using Alerts.Domain;
using Alerts.Households;
using Command = System.CommandLine.Command;

namespace Alerts.Standalone.Backtest;

/// <summary>`backtest`: what published cases would have raised, under one set of settings or two compared.</summary>
public static class BacktestCommand
{
    public static Command Build()
    {
        var files = new Argument<FileInfo[]>("FILE") { Description = "Case files (NDJSON).", Arity = ArgumentArity.OneOrMore };
        var json = new Option<bool>("--json") { Description = "One JSON object a line on standard output, and nothing else." };
        var strict = new Option<bool>("--strict") { Description = "Only what an agency knew at the time (the default)." };
        var generous = new Option<bool>("--generous") { Description = "Also what it is unclear that an agency knew." };
        var roles = new Option<FileInfo?>("--roles") { Description = "Role file; the demonstration's by default." };
        var settings = new Option<string?>("--settings") { Description = "Settings of the patterns, or the word published (the default) or everything.", HelpName = "FILE" };
        var against = new Option<string?>("--against") { Description = $"Other settings, or the word published or everything: FILE {Comparison.Direction}", HelpName = "FILE" };
        var html = new Option<DirectoryInfo?>("--html") { Description = "Also write the result as pages to read, into this folder: a new or empty one, or one with such pages.", HelpName = "FOLDER" };
        var command = new Command("backtest", "Replay case files through the patterns, with no server and no clock: which alerts, when, to whom.") { files, json, strict, generous, roles, settings, against, html };
        command.Validators.Add(r =>
        {
            if (r.GetValue(strict) && r.GetValue(generous))
                r.AddError("choose --strict or --generous, not both");
            if (r.GetValue(against) is not null && r.GetValue(html) is not null)
                r.AddError("choose --against or --html, not both");
        });
        command.SetAction((parsed, _) => CommandLine.Guarded(() =>
        {
            var holders = RoleFile.Read(parsed.GetValue(roles)?.FullName ?? DemoFiles.Roles);
            var (first, other) = (parsed.GetValue(settings) ?? "published", parsed.GetValue(against));
            var patterns = PatternFile.Named(first);
            var backtest = new Backtest(holders, patterns);
            var second = other is null ? null : new Backtest(holders, PatternFile.Named(other));
            var cases = parsed.GetValue(files)!.Select(f => CaseFile.Read(f.FullName)).ToList();
            if (second is null)
            {
                if (parsed.GetValue(html) is { } pages)
                    HtmlReport.Check(pages);
                var results = cases.Select(c => backtest.Run(c, parsed.GetValue(generous))).ToList();
                var code = BacktestOutput.All(results, parsed.GetValue(json), Console.Out, CommandLine.Wide);
                if (parsed.GetValue(html) is { } folder)
                    HtmlReport.Write(folder, results, patterns);
                return Task.FromResult(code);
            }
            return Task.FromResult(Say(cases.Select(c => Comparison.Of(backtest.Run(c, parsed.GetValue(generous)), second.Run(c, parsed.GetValue(generous)))), first, other!, parsed.GetValue(json)));
        }));
        return command;
    }

    private static int Say(IEnumerable<Comparison> comparisons, string first, string second, bool json)
    {
        var all = new List<Comparison>();
        foreach (var comparison in comparisons)
        {
            all.Add(comparison);
            if (json)
                ComparisonOutput.Json(comparison, Console.Out);
            else
                ComparisonOutput.Table(comparison, first, second, CommandLine.Wide);
        }
        if (!json)
            ComparisonOutput.Total(all, first, second, CommandLine.Wide);
        return all.Exists(c => c.First.Faults.Count + c.Second.Faults.Count > 0) ? CommandLine.PatternFailed : 0;
    }
}
