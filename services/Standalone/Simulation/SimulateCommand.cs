using System.CommandLine;
using Alerts.Households;
using Spectre.Console;
using Command = System.CommandLine.Command;

namespace Alerts.Standalone.Simulation;

/// <summary>The words of `simulate` on the command line.</summary>
public static class SimulateCommand
{
    private const int MostHouseholds = 10_000_000;
    private const int MostGuesses = 10;

    public static Command Build()
    {
        var households = new Option<int>("--households") { Description = "Households to simulate.", DefaultValueFactory = _ => 100_000 };
        var years = new Option<int>("--years") { Description = "Years that are counted, after three that are not.", DefaultValueFactory = _ => 3 };
        var seed = new Option<int>("--seed") { Description = "The same seed gives the same population.", DefaultValueFactory = _ => 1 };
        var settings = new Option<string>("--settings") { Description = "Patterns in force: published, everything, or a settings file.", DefaultValueFactory = _ => "published" };
        var guesses = new Option<double>("--guesses") { Description = "Times the rates that no published figure was found for, to see how much hangs on them.", DefaultValueFactory = _ => 1 };
        var json = new Option<bool>("--json") { Description = "One JSON object on standard output, after one for each pattern that failed, and nothing else." };
        var command = new Command("simulate", "Take an ordinary population through the patterns, to see how often they fire on ordinary families.") { households, years, seed, settings, guesses, json };
        command.SetAction((parsed, _) => CommandLine.Guarded(() =>
        {
            var simulation = new Simulation(Checked("--households", parsed.GetValue(households), MostHouseholds), Checked("--years", parsed.GetValue(years), Simulation.MostYears),
                parsed.GetValue(seed), PatternFile.Named(parsed.GetValue(settings)!), RoleFile.Read(DemoFiles.Roles),
                parsed.GetValue(guesses) is >= 0 and <= MostGuesses and var times ? times : throw new InvalidDataException($"--guesses: must be from 0 to {MostGuesses}"));
            if (parsed.GetValue(json))
                return Task.FromResult(SimulationOutput.Json(simulation, simulation.Run(Environment.ProcessorCount), Console.Out));
            return Task.FromResult(SimulationOutput.Tables(simulation, WithProgress(simulation), CommandLine.Wide));
        }));
        return command;
    }

    // Here and not in a validator of the parser, as for the other commands.
    private static int Checked(string option, int value, int most) =>
        value >= 1 && value <= most ? value : throw new InvalidDataException($"{option}: must be from 1 to {most:N0}");

    private static Tally WithProgress(Simulation simulation)
    {
        if (Console.IsOutputRedirected)
            return simulation.Run(Environment.ProcessorCount);
        return AnsiConsole.Progress().Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn()).Start(progress =>
        {
            var task = progress.AddTask("Households", maxValue: simulation.Households);
            return simulation.Run(Environment.ProcessorCount, done => task.Value = Math.Max(task.Value, done));
        });
    }
}
