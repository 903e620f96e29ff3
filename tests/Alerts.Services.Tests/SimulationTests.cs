using System.Text.Json;
using Alerts.Domain;
using Alerts.Households;
using Alerts.Standalone.Simulation;

namespace Alerts.Services.Tests;

/// <summary>The simulated population: the same for the same seed, like the published one in what is published, and its strata are what they are called.</summary>
public class SimulationTests
{
    private static readonly RoleDirectory Roles = RoleFile.Read(DemoFiles.Roles);
    private static readonly PatternSet None = new(null, []);
    private static readonly Lazy<Margins> Population = new(() => new Simulation(25_000, 3, 1, None, Roles).Run(2).Margins);

    [Fact]
    public void The_same_seed_gives_the_same_answer_with_any_number_of_threads()
    {
        var one = Summary(new(1_500, 2, 7, PatternSet.Everything, Roles), threads: 1);
        Assert.Equal(one, Summary(new(1_500, 2, 7, PatternSet.Everything, Roles), threads: 1));
        Assert.Equal(one, Summary(new(1_500, 2, 7, PatternSet.Everything, Roles), threads: 4));
        Assert.NotEqual(one, Summary(new(1_500, 2, 8, PatternSet.Everything, Roles), threads: 1));
    }

    [Fact]
    public void A_family_is_the_same_whoever_else_is_simulated()
    {
        var measured = new Simulation(1, 3, 5, None, Roles).Measured;
        static string Told(Life life) => string.Join('\n', life.Diary.InOrderOfArrival().Select(r => $"{r.Arrives:O} {r.Report.Id} {r.Report.Kind} {r.Report.Occurred}"));
        Assert.Equal(Told(Life.Of(5, 123, measured)), Told(Life.Of(5, 123, measured)));
        Assert.NotEqual(Told(Life.Of(5, 123, measured)), Told(Life.Of(6, 123, measured)));
    }

    [Fact]
    public void The_summary_is_one_line_of_a_fixed_shape()
    {
        var line = Summary(new(300, 1, 1, PatternSet.Published, Roles), threads: 2);
        Assert.DoesNotContain('\n', line);
        var json = JsonElement.Parse(line);
        Assert.Equal(["type", "households", "years", "seed", "actionableSharePerYear", "byStratum", "s2PerFrontDoorPerWorkingDay", "perPattern"], json.EnumerateObject().Select(p => p.Name));
        Assert.Equal(("summary", 300, 1, 1), (json.GetProperty("type").GetString(), json.GetProperty("households").GetInt32(), json.GetProperty("years").GetInt32(), json.GetProperty("seed").GetInt32()));
        Assert.Equal(["disabledChild", "largeSibling", "hospitalDenseInfant", "lawfulHomeEducation", "poorButSafe", "general"], json.GetProperty("byStratum").EnumerateObject().Select(p => p.Name));
        Assert.Equal(PatternSet.Published.InForce.Select(p => p.Id), json.GetProperty("perPattern").EnumerateObject().Select(p => p.Name));
        Assert.All(json.GetProperty("perPattern").EnumerateObject().SelectMany(p => p.Value.EnumerateObject()), s => Assert.Matches("^S[1-4]$", s.Name));
    }

    [Theory]
    [InlineData("households with one child", 0.41, 0.45)]
    [InlineData("households with two", 0.39, 0.43)]
    [InlineData("households with four and more", 0.035, 0.045)]
    [InlineData("births a household", 0.07, 0.087)]
    [InlineData("ED attendances, infants", 0.72, 0.82)]
    [InlineData("ED attendances, under five", 0.62, 0.69)]
    [InlineData("ED injuries, under five", 0.10, 0.12)]
    [InlineData("ingestions, under five", 0.006, 0.008)]
    [InlineData("missed of brought and missed", 0.135, 0.155)]
    [InlineData("pupils persistently absent", 0.19, 0.22)]
    [InlineData("referred", 0.049, 0.058)]
    [InlineData("referrals within 12 months of another", 0.20, 0.25)]
    [InlineData("referred by five", 0.20, 0.25)]
    [InlineData("referred by 18", 0.33, 0.38)]
    [InlineData("on a protection plan by 18", 0.06, 0.08)]
    [InlineData("in need by 18", 0.23, 0.29)]
    [InlineData("section 47", 0.0125, 0.0165)]
    [InlineData("cases open at a time", 0.024, 0.033)]
    [InlineData("protection plans at a time", 0.0036, 0.005)]
    [InlineData("protection plans begin", 0.0044, 0.0056)]
    [InlineData("households with reported domestic abuse", 0.03, 0.04)]
    [InlineData("households that move", 0.075, 0.085)]
    public void The_population_is_like_the_published_one(string what, double least, double most) => Assert.InRange(Population.Value.Of(what), least, most);

    [Fact]
    public void A_family_of_twice_the_need_is_referred_and_attends_more_than_twice_as_often_and_misses_more()
    {
        var lives = Lives(6_000).Where(l => l.Family.Stratum == Stratum.General).ToList();
        var (low, high) = (lives.Where(l => l.Family.Need is > 0.25 and < 0.75).ToList(), lives.Where(l => l.Family.Need is > 1.25 and < 2.5).ToList());
        Assert.InRange(Mean(high, l => l.Care.Referrals.Count) / Mean(low, l => l.Care.Referrals.Count), 2.5, 8);
        Assert.InRange(Mean(high, l => Count(l, Kinds.EdAttendanceInjury)) / Mean(low, l => Count(l, Kinds.EdAttendanceInjury)), 2.5, 4.5);
        Assert.InRange(Missed(high) / Missed(low), 1.3, 2.5);
    }

    [Fact]
    public void Every_stratum_has_its_share_and_is_what_it_is_called()
    {
        var lives = Lives(8_000);
        List<Life> Of(Stratum stratum) => [.. lives.Where(l => l.Family.Stratum == stratum)];
        void HasShare(Stratum stratum, double share) => Assert.InRange(Of(stratum).Count / 8_000.0, share * 0.7, share * 1.3);
        HasShare(Stratum.DisabledChild, Rates.DisabledChild);
        HasShare(Stratum.LargeSibling, Rates.LargeSibling);
        HasShare(Stratum.HospitalDenseInfant, Rates.HospitalDenseInfant);
        HasShare(Stratum.LawfulHomeEducation, Rates.LawfulHomeEducation);
        HasShare(Stratum.PoorButSafe, Rates.PoorButSafe);

        Assert.All(Of(Stratum.LargeSibling), l => Assert.InRange(l.Family.Children.Count, 4, 5));
        Assert.InRange(Missed(Of(Stratum.DisabledChild)), Rates.MissedByDisabledFrom, Rates.MissedByDisabledTo);
        Assert.InRange(Of(Stratum.DisabledChild).Where(l => l.Family.Named!.Birthday(3) < new DateOnly(2021, 1, 1)).Average(l => Count(l, Kinds.AppointmentBrought, Kinds.WasNotBrought, Kinds.AppointmentCancelled) / 4.5), 12, 27);
        Assert.All(Of(Stratum.HospitalDenseInfant), l => Assert.True(Count(l, Kinds.HospitalAdmission) >= 3));
        Assert.All(Of(Stratum.LawfulHomeEducation).Where(l => l.Family.Children.Any(c => c.Birthday(5) > new DateOnly(2019, 2, 1) && c.Birthday(14) < new DateOnly(2024, 10, 1))), l => Assert.True(Count(l, Kinds.EheNotified) > 0));
        Assert.True(Mean(Of(Stratum.PoorButSafe), l => Count(l, Kinds.SupportSought)) > 10 * Mean(Of(Stratum.General), l => Count(l, Kinds.SupportSought)));
        Assert.InRange(Of(Stratum.PoorButSafe).Average(l => l.Family.Need), 1.4, 1.6);
        Assert.InRange(lives.Average(l => l.Family.Need), 0.96, 1.04);
    }

    [Fact]
    public void Guesses_can_be_varied_and_leave_what_is_published_alone()
    {
        var (once, twice) = (Population.Value, new Simulation(25_000, 3, 1, None, Roles, Guesses: 2).Run(2).Margins);
        Assert.Equal(once.Of("ED attendances, under five"), twice.Of("ED attendances, under five"), 0.02);
        Assert.Equal(once.Of("referred"), twice.Of("referred"), 0.004);
    }

    [Fact]
    public void An_alert_is_decided_and_opened_again_and_nothing_fails_on_the_way()
    {
        var tally = new Simulation(3_000, 3, 2, PatternSet.Everything, Roles).Run(2);
        Assert.Empty(tally.Faults);
        Assert.True(Enumerable.Range(0, tally.Patterns.Count).Sum(tally.Reopened) > 0);
        Assert.True(tally.Reports > 50_000);
    }

    [Fact]
    public void A_pattern_that_fails_is_said_before_the_summary_and_is_no_success()
    {
        var simulation = new Simulation(300, 1, 1, new PatternSet(null, [new BacktestTests.Failing()]), Roles);
        var (tally, said) = (simulation.Run(2), new StringWriter());
        Assert.Equal(1, SimulationOutput.Json(simulation, tally, said));
        var lines = said.ToString().TrimEnd().Split('\n');
        Assert.Equal(2, lines.Length);
        Assert.StartsWith("""{"type":"fault","pattern":"BAD-1","times":""", lines[0], StringComparison.Ordinal);
        Assert.StartsWith("""{"type":"summary",""", lines[1], StringComparison.Ordinal);
        Assert.Equal(1, SimulationOutput.Tables(simulation, tally, Spectre.Console.AnsiConsole.Create(new() { Out = new Spectre.Console.AnsiConsoleOutput(TextWriter.Null) })));
        Assert.Equal(0, SimulationOutput.Json(new(10, 1, 1, None, Roles), new Simulation(10, 1, 1, None, Roles).Run(1), TextWriter.Null));
    }

    [Theory]
    [InlineData("--households", "0", "--households: must be from 1 to 10,000,000")]
    [InlineData("--years", "10", "--years: must be from 1 to 9")]
    [InlineData("--guesses", "-1", "--guesses: must be from 0 to 10")]
    public async Task What_a_user_can_mend_is_said_in_one_line(string option, string value, string said)
    {
        var (error, usual) = (new StringWriter(), Console.Error);
        Console.SetError(error);
        try
        {
            Assert.Equal(2, await Standalone.CommandLine.Build().Parse(["simulate", option, value]).InvokeAsync());
        }
        finally
        {
            Console.SetError(usual);
        }
        Assert.Equal(said, error.ToString().TrimEnd());
    }

    private static List<Life> Lives(int count)
    {
        var measured = new Simulation(1, 3, 1, None, Roles).Measured;
        return [.. Enumerable.Range(0, count).AsParallel().AsOrdered().Select(i => Life.Of(1, i, measured))];
    }

    private static double Mean(List<Life> lives, Func<Life, int> what) => lives.Average(what);

    private static int Count(Life life, params string[] kinds) => life.Diary.InOrderOfArrival().DistinctBy(r => r.Report.Id).Count(r => kinds.Contains(r.Report.Kind));

    private static double Missed(List<Life> lives) => (double)lives.Sum(l => Count(l, Kinds.WasNotBrought)) / lives.Sum(l => Count(l, Kinds.WasNotBrought, Kinds.AppointmentBrought));

    private static string Summary(Simulation simulation, int threads)
    {
        var text = new StringWriter();
        SimulationOutput.Json(simulation, simulation.Run(threads), text);
        return text.ToString().TrimEnd();
    }
}
