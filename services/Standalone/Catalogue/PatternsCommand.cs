using System.CommandLine;
using Alerts.Domain;
using Alerts.Households;
using Command = System.CommandLine.Command;

namespace Alerts.Standalone.Catalogue;

/// <summary>`patterns`: what is in force, or what a settings file would put in force.</summary>
public static class PatternsCommand
{
    private const int Narrowest = 40, Widest = 100;

    public static Command Build()
    {
        var settings = new Option<string?>("--settings") { Description = "Settings of the patterns, or the word published (the default) or everything.", HelpName = "FILE" };
        var json = new Option<bool>("--json") { Description = "One JSON object a line." };
        var schema = new Option<bool>("--schema") { Description = "The JSON Schema of a settings file, and nothing else." };
        var memory = new Option<bool>("--memory") { Description = "How long each kind of report is remembered by patterns with a long memory." };
        var command = new Command("patterns", "List the patterns with their numbers, severities, recipients and sources.") { settings, json, schema, memory };
        command.Validators.Add(r =>
        {
            if (r.GetValue(schema) && (r.GetValue(settings) is not null || r.GetValue(json) || r.GetValue(memory)))
                r.AddError("--schema stands alone: it is the same for all settings");
            if (r.GetValue(memory) && r.GetValue(settings) is not null)
                r.AddError("--memory goes without --settings: it is the same for all settings");
        });
        command.SetAction((parsed, _) => CommandLine.Guarded(() =>
        {
            if (parsed.GetValue(schema))
                Console.Out.Write(PatternSchema.Text);
            else
                foreach (var line in Lines(parsed.GetValue(memory), parsed.GetValue(json), parsed.GetValue(settings)))
                    Console.WriteLine(line);
            return Task.FromResult(0);
        }));
        return command;
    }

    private static IEnumerable<string> Lines(bool memory, bool json, string? settings)
    {
        if (memory)
            return json ? PatternJson.Memory() : MemoryList.Lines(Width());
        var set = settings is null ? PatternSet.Published : PatternFile.Named(settings);
        return json ? PatternJson.Lines(set) : PatternList.Lines(set, Width());
    }

    private static int Width() => Console.IsOutputRedirected ? Widest : Math.Clamp(Console.WindowWidth, Narrowest, Widest);
}
