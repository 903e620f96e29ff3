using Alerts.Domain;
using Alerts.Domain.Values;
using Alerts.Households;

namespace Alerts.Services.Tests;

/// <summary>The partnership's settings of the patterns: what is read, what is refused, and the files that are kept with the code.</summary>
public sealed class PatternFileTests
{
    [Fact]
    public void What_a_file_says_is_in_force_and_all_else_is_as_published()
    {
        var set = Read("""
            // as agreed in November
            {"version": "2026-11 Anytown", "patterns": {
              "ING-2": {"window": 300, "severity": "S1", "recipients": ["FD", "LP?", "LEADS", "LEAD:ambulance|NN"]},
              "CP-1": {"on": false},
              "AGG-1": {}}}
            """);
        var (ingestions, aggression) = (set.Find("ING-2")!, set.Find("AGG-1")!);
        Assert.Equal("2026-11 Anytown", set.Version);
        Assert.Equal((300, 2), (Value(ingestions, "window"), Value(ingestions, "incidents")));
        Assert.Equal(["S1", "S1"], ingestions.Settings.OfType<Grade>().Select(g => ingestions[g].ToString()));
        Assert.Equal(["FD", "LP?", "LEADS", "LEAD:ambulance|NN"], ingestions.Tell);
        Assert.Null(set.Find("CP-1"));
        Assert.Equal((null, false), (aggression.Measure, aggression.IsChanged));
        Assert.Equal(["ING-2", "CP-1"], set.All.Where(p => p.IsChanged).Select(p => p.Id));
        Assert.Equal(Patterns.All.Select(p => p.Id), set.All.Select(p => p.Id));
    }

    [Fact]
    public void A_version_alone_is_enough()
    {
        var set = Read("""{"version": "1"}""");
        Assert.Equal(PatternSet.Published.InForce.Select(p => p.Id), set.InForce.Select(p => p.Id));
        Assert.All(set.All, p => Assert.Null(p.Measure));
    }

    [Theory]
    [InlineData("""{}""", "$.version: is required and must be one line of text, of at most 100 characters: every alert keeps it")]
    [InlineData("""{"version": " "}""", "$.version: is required")]
    [InlineData("""{"version": "a\nb"}""", "$.version: is required")]
    [InlineData("""{"version": 3}""", "$.version: is required")]
    [InlineData("""[]""", "$: must be a JSON object")]
    [InlineData("""{"version": "1", "$schema": 1}""", "$[\"$schema\"]: must be text")]
    [InlineData("""{"version": "1", "pattern": {}}""", "$.pattern: is not known here; there are $schema, version, patterns")]
    [InlineData("""{"version": "1", "version": "2"}""", "$.version: is there twice")]
    [InlineData("""{"version": "1", "patterns": []}""", "$.patterns: must be a JSON object")]
    [InlineData("""{"version": "1", "patterns": {"ING-9": {}}}""", "$.patterns[\"ING-9\"]: there is no such pattern; there are ING-1, ING-2, ")]
    [InlineData("""{"version": "1", "patterns": {"ING-2": {}, "ING-2": {}}}""", "$.patterns[\"ING-2\"]: is there twice")]
    [InlineData("""{"version": "1", "patterns": {"ING-2": true}}""", "$.patterns[\"ING-2\"]: must be a JSON object")]
    [InlineData("""{"version": "1", "patterns": {"ING-2": {"windows": 3}}}""", "$.patterns[\"ING-2\"].windows: is no setting of ING-2; it has on, recipients, incidents, window, severity, severityIfAdmitted")]
    [InlineData("""{"version": "1", "patterns": {"ING-2": {"window": 3, "window": 4}}}""", "$.patterns[\"ING-2\"].window: is there twice")]
    [InlineData("""{"version": "1", "patterns": {"ING-2": {"window": 0}}}""", "$.patterns[\"ING-2\"].window: must be a whole number from 1 to 36500")]
    [InlineData("""{"version": "1", "patterns": {"ING-2": {"window": 36501}}}""", "$.patterns[\"ING-2\"].window: must be a whole number from 1 to 36500")]
    [InlineData("""{"version": "1", "patterns": {"ING-2": {"window": 99999999999}}}""", "$.patterns[\"ING-2\"].window: must be a whole number")]
    [InlineData("""{"version": "1", "patterns": {"ING-2": {"window": 1.5}}}""", "$.patterns[\"ING-2\"].window: must be a whole number")]
    [InlineData("""{"version": "1", "patterns": {"ING-2": {"window": "300"}}}""", "$.patterns[\"ING-2\"].window: must be a whole number")]
    [InlineData("""{"version": "1", "patterns": {"ING-2": {"window": null}}}""", "$.patterns[\"ING-2\"].window: must be a whole number")]
    [InlineData("""{"version": "1", "patterns": {"WNB-1": {"share": 101}}}""", "$.patterns[\"WNB-1\"].share: must be a whole number from 1 to 100")]
    [InlineData("""{"version": "1", "patterns": {"ING-2": {"severity": "S5"}}}""", "$.patterns[\"ING-2\"].severity: must be one of S1, S2, S3, S4")]
    [InlineData("""{"version": "1", "patterns": {"ING-2": {"severity": "1"}}}""", "$.patterns[\"ING-2\"].severity: must be one of S1, S2, S3, S4")]
    [InlineData("""{"version": "1", "patterns": {"ING-2": {"severity": 1}}}""", "$.patterns[\"ING-2\"].severity: must be one of S1, S2, S3, S4")]
    [InlineData("""{"version": "1", "patterns": {"ING-2": {"on": "yes"}}}""", "$.patterns[\"ING-2\"].on: must be true or false")]
    [InlineData("""{"version": "1", "patterns": {"ING-2": {"recipients": "FD"}}}""", "$.patterns[\"ING-2\"].recipients: must be a list of role codes with at least one that is told in any case")]
    [InlineData("""{"version": "1", "patterns": {"ING-2": {"recipients": []}}}""", "$.patterns[\"ING-2\"].recipients: must be a list of role codes with at least one that is told in any case")]
    [InlineData("""{"version": "1", "patterns": {"ING-2": {"recipients": ["LP?", "LEADS"]}}}""", "$.patterns[\"ING-2\"].recipients: must be a list of role codes with at least one that is told in any case")]
    [InlineData("""{"version": "1", "patterns": {"ING-2": {"recipients": ["FD", "FD"]}}}""", "$.patterns[\"ING-2\"].recipients: names FD twice")]
    [InlineData("""{"version": "1", "patterns": {"ING-2": {"recipients": ["FD", 3]}}}""", "$.patterns[\"ING-2\"].recipients[1]: must be a role code")]
    [InlineData("""{"version": "1", "patterns": {"ING-2": {"recipients": ["FD", "HV|XX"]}}}""", "$.patterns[\"ING-2\"].recipients[1]: \"XX\" is no role code; there are FD, ASW, ")]
    [InlineData("""{"version": "1", "patterns": {"ING-2": {"recipients": ["FD|"]}}}""", "$.patterns[\"ING-2\"].recipients[0]: \"\" is no role code")]
    [InlineData("""{"version": "1", "patterns": {"ING-2": {"recipients": ["HV?|SN"]}}}""", "$.patterns[\"ING-2\"].recipients[0]: \"HV?\" is no role code")]
    [InlineData("""{"version": "1", "patterns": {"ING-2": {"recipients": ["LEAD:coven"]}}}""", "$.patterns[\"ING-2\"].recipients[0]: \"LEAD:coven\" is no role code")]
    [InlineData("""{"version": "1", "patterns": {"ING-2": {"recipients": ["LEAD:rspca"]}}}""", "$.patterns[\"ING-2\"].recipients[0]: \"LEAD:rspca\" is outside the statutory network")]
    [InlineData("""not JSON""", ": is not JSON (line 1, byte 2)")]
    [InlineData("""{"version": "\ud800"}""", "UTF-16")]
    public void A_file_that_cannot_be_used_is_refused_with_the_place_and_the_rule(string content, string rule)
    {
        var (path, message) = Refused(content);
        Assert.StartsWith($"{path}: {(rule.StartsWith('$') ? rule : "")}", message, StringComparison.Ordinal);
        Assert.Contains(rule, message, StringComparison.Ordinal);
        Assert.Single(message.Split('\n'));
    }

    [Fact]
    public void All_that_is_wrong_is_said_at_once_one_line_each()
    {
        var (path, message) = Refused("""{"patterns": {"ING-2": {"window": 0, "severity": "S9", "recipients": ["XX", "YY"]}, "ING-9": {}}, "extra": 1}""");
        var lines = message.Split('\n');
        Assert.Equal(7, lines.Length);
        Assert.All(lines, l => Assert.StartsWith($"{path}: $.", l, StringComparison.Ordinal));
    }

    [Fact]
    public void A_file_that_is_not_there_is_said_in_words() =>
        Assert.StartsWith("/nowhere/patterns.json: ", Assert.Throws<InvalidDataException>(() => PatternFile.Read("/nowhere/patterns.json")).Message, StringComparison.Ordinal);

    [Fact]
    public void Two_words_stand_for_sets_that_need_no_file() =>
        Assert.Equal([PatternSet.Published, PatternSet.Everything], new[] { "published", "everything" }.Select(PatternFile.Named));

    [Fact]
    public void The_schema_that_is_kept_is_the_one_that_the_catalogue_makes() =>
        Assert.True(File.ReadAllText(InRepository("infra/patterns.schema.json")) == PatternSchema.Text,
            "infra/patterns.schema.json is out of date. Refresh it: dotnet run --project services/Standalone -- patterns --schema > infra/patterns.schema.json");

    [Fact]
    public void The_schema_names_every_setting_that_the_reader_knows()
    {
        var properties = System.Text.Json.JsonDocument.Parse(PatternSchema.Text).RootElement.GetProperty("properties").GetProperty("patterns").GetProperty("properties");
        Assert.Equal(Patterns.All.Select(p => p.Id), properties.EnumerateObject().Select(p => p.Name));
        Assert.All(Patterns.All, p => Assert.Equal(p.Settings.Select(s => s.Name).Prepend("recipients").Prepend("on"), properties.GetProperty(p.Id).GetProperty("properties").EnumerateObject().Select(s => s.Name)));
    }

    [Fact]
    public void The_example_is_read_and_leaves_every_pattern_but_its_own_as_published()
    {
        var example = PatternFile.Read(InRepository("infra/patterns.example.json"));
        Assert.Equal("2026-11 Anytown", example.Version);
        Assert.Equal(["ING-2", "WNB-1", "CP-1"], example.All.Where(p => p.IsChanged).Select(p => p.Id));
    }

    [Theory]
    [InlineData("quieter")]
    [InlineData("looser")]
    [InlineData("catalogue")]
    public void The_settings_of_the_published_curve_are_read(string name) => Assert.Contains(PatternFile.Read(InRepository($"infra/curve/{name}.json")).All, p => p.IsChanged);

    private static int Value(Pattern pattern, string number) => pattern[pattern.Settings.OfType<Number>().Single(n => n.Name == number)];

    private static PatternSet Read(string content) => With(content, PatternFile.Read);

    private static (string Path, string Message) Refused(string content) => With(content, path => (path, Assert.Throws<InvalidDataException>(() => PatternFile.Read(path)).Message));

    private static T With<T>(string content, Func<string, T> read)
    {
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllText(path, content);
            return read(path);
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static string InRepository(string path)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Alerts.sln")))
            folder = folder.Parent ?? throw new InvalidOperationException("The tests do not run inside the repository.");
        return Path.Combine(folder.FullName, path);
    }
}
