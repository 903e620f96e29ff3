using System.Text.Json;
using Alerts.Domain;
using Alerts.Domain.Values;
using Alerts.Standalone.Catalogue;

namespace Alerts.Services.Tests;

/// <summary>What the command `patterns` says.</summary>
public sealed class PatternListTests
{
    private static readonly PatternSet Changed = new("2026-11 Anytown", [.. Patterns.All.Select(p => p.Id switch
    {
        "ING-2" => p.With(new(null, ["PM", "HV|SN?"], new Dictionary<string, int> { ["window"] = 300 }, new Dictionary<string, Severity> { ["severity"] = Severity.S1 })),
        "CP-1" => p.With(Chosen.Nothing with { On = false }),
        _ => p,
    })]);

    [Theory]
    [InlineData(100)]
    [InlineData(60)]
    public void Every_pattern_is_listed_and_no_line_is_wider_than_the_terminal(int width)
    {
        var lines = PatternList.Lines(Changed, width).ToList();
        Assert.All(lines, l => Assert.True(l.Length <= width && l == l.TrimEnd(), l));
        Assert.All(Patterns.All, p => Assert.Single(lines, l => l.StartsWith(p.Id + " ", StringComparison.Ordinal)));
    }

    [Fact]
    public void What_the_settings_changed_stands_beside_what_is_published()
    {
        var said = Said(PatternList.Lines(Changed, 100));
        Assert.Contains("Settings: version 2026-11 Anytown. ", said, StringComparison.Ordinal);
        Assert.Contains("ING-2 Second ingestion in the same household state on, changed by the settings", said, StringComparison.Ordinal);
        Assert.Contains("window 300 days, published 365: within which they count together (ours)", said, StringComparison.Ordinal);
        Assert.Contains("severity S1, published S2: ", said, StringComparison.Ordinal);
        Assert.Contains("told PM partnership manager; HV|SN? health visitor, or else school nurse, only if there is one (published: FD, ", said, StringComparison.Ordinal);
        Assert.Contains("state off, switched off by the settings", said, StringComparison.Ordinal);
        Assert.Contains("remembers 300 days", said, StringComparison.Ordinal);
        Assert.Contains("Settings: as published. ", Said(PatternList.Lines(PatternSet.Published, 100)), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_kind_is_in_the_schedule_of_memory_once()
    {
        var lines = MemoryList.Lines(100).ToList();
        Assert.All(lines, l => Assert.True(l.Length <= 100, l));
        Assert.All(Kinds.All, k => Assert.Single(lines, l => l.StartsWith($"  {k.Name} ", StringComparison.Ordinal)));
        Assert.Equal(Kinds.All.Count, PatternJson.Memory().Count());
        Assert.Contains(PatternJson.Memory(), l => l.Contains("\"kind\":\"previous-children-removed\",\"months\":null", StringComparison.Ordinal));
    }

    [Fact]
    public void For_programs_each_pattern_is_a_line()
    {
        var lines = PatternJson.Lines(Changed).Select(l => JsonDocument.Parse(l).RootElement).ToList();
        Assert.Equal("2026-11 Anytown", lines[0].GetProperty("version").GetString());
        Assert.Equal(Patterns.All.Select(p => p.Id), lines.Skip(1).Select(l => l.GetProperty("id").GetString()!));
        var ingestions = lines.Single(l => l.TryGetProperty("id", out var id) && id.GetString() == "ING-2");
        Assert.True(ingestions.GetProperty("changed").GetBoolean());
        Assert.Equal((300, 365, "proposal"), ingestions.GetProperty("numbers").EnumerateArray().Where(n => n.GetProperty("name").GetString() == "window")
            .Select(n => (n.GetProperty("value").GetInt32(), n.GetProperty("published").GetInt32(), n.GetProperty("origin").GetString()!)).Single());
    }

    private static string Said(IEnumerable<string> lines) => string.Join(' ', string.Join(' ', lines).Split(' ', StringSplitOptions.RemoveEmptyEntries));
}
