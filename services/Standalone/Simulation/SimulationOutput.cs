using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Alerts.Domain;
using Alerts.Domain.Values;
using Spectre.Console;

namespace Alerts.Standalone.Simulation;

/// <summary>Prints what a simulation counted: tables for people, or one JSON object. Both give the exit code: patterns that failed leave numbers that nobody should use.</summary>
public static class SimulationOutput
{
    /// <summary>An average authority: about 6.9 million households with children over 153 authorities.</summary>
    public const int HouseholdsOfAnAuthority = 45_000;

    public const int WorkingDaysAYear = 253;
    private const int Pairs = 10;

    private static readonly Severity[] Severities = Enum.GetValues<Severity>();
    private static readonly Stratum[] Strata = Enum.GetValues<Stratum>();

    public static int Json(Simulation simulation, Tally tally, TextWriter to)
    {
        foreach (var (pattern, count) in tally.Faults.OrderBy(f => f.Key, StringComparer.Ordinal))
            to.WriteLine(JsonSerializer.Serialize(new FaultLine("fault", pattern, count), SimulationJson.Default.FaultLine));
        to.WriteLine(JsonSerializer.Serialize(new SummaryLine("summary", simulation.Households, simulation.Years, simulation.Seed, Rounded(tally.ActionableShare()),
            new(Share(tally, Stratum.DisabledChild), Share(tally, Stratum.LargeSibling), Share(tally, Stratum.HospitalDenseInfant), Share(tally, Stratum.LawfulHomeEducation),
                Share(tally, Stratum.PoorButSafe), Share(tally, Stratum.General)),
            Rounded(AFrontDoor(tally, Severity.S2)),
            tally.Patterns.Select((p, i) => (p.Id, Told: Severities.Select(s => (s, A: Rounded(tally.AThousand(i, s)))).Where(x => x.A > 0).ToDictionary(x => x.s.ToString(), x => x.A)))
                .ToDictionary(x => x.Id, x => (IReadOnlyDictionary<string, double>)x.Told)), SimulationJson.Default.SummaryLine));
        return ExitCode(tally);
    }

    public static int Tables(Simulation simulation, Tally tally, IAnsiConsole to)
    {
        to.MarkupLineInterpolated($"[bold]{simulation.Households:N0} households[/], {tally.Years():N0} household-years measured after {Life.LeadIn} years of lead-in, {tally.Reports:N0} reports, seed {simulation.Seed}");
        to.WriteLine("A notice is an alert that a person gets: raised, or opened again. Alerts are decided two days after people are told.");
        foreach (var (pattern, count) in tally.Faults.OrderBy(f => f.Key, StringComparer.Ordinal))
            to.MarkupLineInterpolated($"[red]{pattern} failed {count:N0} times: its numbers below are not to be used.[/]");
        if (simulation.Guesses != 1)
            to.MarkupLineInterpolated($"Guessed rates were taken {simulation.Guesses:0.##} times.");
        Titled(to, "Notices to 1,000 households a year", Notices(tally));
        Titled(to, "Households a year with an alert about risk of S1 or S2", Actionable(tally));
        Titled(to, $"Notices about risk in an authority of {HouseholdsOfAnAuthority:N0} households with children, a working day ({WorkingDaysAYear} a year)", FrontDoor(tally));
        Titled(to, "Patterns on one household, the commonest pairs", Both(tally));
        Titled(to, "The simulated population beside the published one, a child and year where nothing else is said", Population(tally));
        return ExitCode(tally);
    }

    private static int ExitCode(Tally tally) => tally.Faults.Count > 0 ? CommandLine.PatternFailed : 0;

    private static void Titled(IAnsiConsole to, string title, Table table)
    {
        to.WriteLine();
        to.MarkupLineInterpolated($"[bold]{title}[/]");
        to.Write(table);
    }

    private static Table Notices(Tally tally)
    {
        var table = new Table().AddColumns("Pattern", "Severity", "All").AddColumns([.. Strata.Select(s => Words(s))]).AddColumn("Re-opened");
        foreach (var column in table.Columns.Skip(2))
            column.RightAligned();
        for (var p = 0; p < tally.Patterns.Count; p++)
        {
            var pattern = tally.Patterns[p];
            var name = pattern.Class == PatternClass.Support ? $"{pattern.Id} (support)" : pattern.Id;
            var shown = Severities.Where(s => tally.AThousand(p, s) > 0).ToList();
            foreach (var severity in shown)
                table.AddRow([name, severity.ToString(), Number(tally.AThousand(p, severity)), .. Strata.Select(s => Number(tally.AThousand(p, severity, s))),
                    severity == shown[0] ? $"{(double)tally.Reopened(p) / tally.Notices(p):P0}" : ""]);
            if (shown.Count == 0)
                table.AddRow(name, "none");
        }
        return table;
    }

    private static Table Actionable(Tally tally)
    {
        var table = new Table().AddColumns("", "Households", "Share a year", "To that of all");
        table.AddRow("all", $"{tally.Households():N0}", $"{tally.ActionableShare():P2}", "");
        foreach (var s in Strata)
            table.AddRow(Words(s), $"{tally.Households(s):N0}", $"{tally.ActionableShare(s):P2}", tally.ActionableShare() == 0 ? "" : $"{tally.ActionableShare(s) / tally.ActionableShare():0.00}");
        return table;
    }

    private static Table FrontDoor(Tally tally)
    {
        var table = new Table().AddColumns([.. Severities.Select(s => s.ToString())]);
        table.AddRow([.. Severities.Select(s => $"{AFrontDoor(tally, s):0.0}")]);
        return table;
    }

    private static Table Both(Tally tally)
    {
        var table = new Table().AddColumns("One", "Other", "Households in 1,000");
        foreach (var (one, other, households) in tally.CommonestPairs(Pairs))
            table.AddRow(one.Id, other.Id, $"{1_000.0 * households / tally.Households():0.00}");
        return table;
    }

    private static Table Population(Tally tally)
    {
        var table = new Table().AddColumns("", "Simulated", "Published");
        foreach (var (what, simulated, published) in tally.Margins.Lines())
            table.AddRow(what, double.IsNaN(simulated) ? "-" : simulated.ToString("0.0000", CultureInfo.InvariantCulture), published);   // too few for any
        return table;
    }

    private static string Words(Stratum stratum) => stratum switch
    {
        Stratum.General => "general",
        Stratum.DisabledChild => "disabled child",
        Stratum.LargeSibling => "four and more",
        Stratum.HospitalDenseInfant => "infant in hospital",
        Stratum.LawfulHomeEducation => "home education",
        Stratum.PoorButSafe => "poor but safe",
        _ => throw new InvalidOperationException($"stratum {stratum} has no words"),
    };

    private static string Number(double aThousand) => aThousand == 0 ? "-" : aThousand.ToString(aThousand < 1 ? "0.000" : "0.00", CultureInfo.InvariantCulture);

    private static double AFrontDoor(Tally tally, Severity severity) => tally.RiskNotices(severity) * HouseholdsOfAnAuthority / WorkingDaysAYear;

    private static double Share(Tally tally, Stratum stratum) => Rounded(tally.ActionableShare(stratum));

    private static double Rounded(double number) => Math.Round(number, 5);
}

internal sealed record FaultLine(string Type, string Pattern, long Times);

internal sealed record SummaryLine(string Type, int Households, int Years, int Seed, double ActionableSharePerYear, StratumShares ByStratum, double S2PerFrontDoorPerWorkingDay,
    IReadOnlyDictionary<string, IReadOnlyDictionary<string, double>> PerPattern);

internal sealed record StratumShares(double DisabledChild, double LargeSibling, double HospitalDenseInfant, double LawfulHomeEducation, double PoorButSafe, double General);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(FaultLine))]
[JsonSerializable(typeof(SummaryLine))]
internal sealed partial class SimulationJson : JsonSerializerContext;
