namespace Alerts.Domain.Tests;

/// <summary>The vocabulary, and what the patterns may and may not read of it.</summary>
public class VocabularyTests
{
    private static IEnumerable<string> Needs => Kinds.All.Where(k => k.Stance == Stance.Need).Select(k => k.Name);

    private static IEnumerable<string> ReadBy(Pattern pattern) => pattern.Kinds.Concat(pattern.Context);

    public static TheoryData<string> PatternIds => [.. Patterns.All.Select(p => p.Id)];

    [Fact]
    public void Kinds_are_kebab_case_unique_and_each_has_a_meaning()
    {
        Assert.All(Kinds.All, k => Assert.Matches("^[a-z0-9]+(-[a-z0-9]+)*$", k.Name));
        Assert.All(Kinds.All, k => Assert.Matches("^[A-Z].{10,}[^.]$", k.Meaning));
        Assert.Equal(Kinds.All.Count, Kinds.All.Select(k => k.Name).Distinct().Count());
        Assert.All(Kinds.All, k => Assert.Same(k, Kinds.Find(k.Name)));
        Assert.Null(Kinds.Find("Birth"));
    }

    [Fact]
    public void Every_kind_named_in_code_is_in_the_vocabulary() =>
        Assert.All(typeof(Kinds).GetFields().Where(f => f.IsLiteral).Select(f => (string)f.GetRawConstantValue()!), k => Assert.NotNull(Kinds.Find(k)));

    [Fact]
    public void Attributes_are_camel_case() =>
        Assert.All(Kinds.All.SelectMany(k => k.Attributes.Keys), a => Assert.Matches("^[a-z]+([A-Z][a-z]*)*$", a));

    [Fact]
    public void Agencies_are_kebab_case_and_unique()
    {
        Assert.All(Kinds.Agencies, a => Assert.Matches("^[a-z]+(-[a-z]+)*$", a));
        Assert.Equal(Kinds.Agencies.Count, Kinds.Agencies.Distinct().Count());
    }

    [Fact]
    public void Asking_for_help_poverty_and_a_diagnosis_are_needs()
    {
        foreach (var kind in new[] { Kinds.SupportSought, "housing-or-money-problem", "parental-mental-health-concern", "parental-mental-health-crisis", "parental-vulnerability", "developmental-concern", "complex-health-need" })
            Assert.Equal(Stance.Need, Kinds.Find(kind)!.Stance);
    }

    /// <summary>Risk patterns that may read needs, and which: the catalogue or a review asks for it, and something else must be present.</summary>
    internal static readonly Dictionary<string, IReadOnlyList<string>> MayRead = new()
    {
        ["UNB-1"] = [Kinds.ParentalVulnerability, Kinds.ParentalMentalHealthConcern, Kinds.ParentalMentalHealthCrisis],
        ["WNB-5"] = Kinds.AdditionalNeeds,
        ["EHE-2"] = [Kinds.EhcpIssued],
        ["EHE-3"] = Kinds.AdditionalNeeds,   // who records a need of the child may have seen it
    };

    [Theory, MemberData(nameof(PatternIds))]
    public void No_risk_pattern_reads_a_need_that_no_review_asks_it_to_read(string id)
    {
        var pattern = Patterns.Find(id)!;
        if (pattern.Class == PatternClass.Support)
            return;
        Assert.Equal(ReadBy(pattern).Intersect(Needs).Order(), pattern.Needs.Order());
        Assert.Empty(pattern.Needs.Except(MayRead.GetValueOrDefault(id, [])));
    }

    [Theory, MemberData(nameof(PatternIds))]
    public void A_need_lowers_a_bar_and_is_never_evidence(string id)
    {
        var pattern = Patterns.Find(id)!;
        Assert.True(pattern.Class == PatternClass.Support || !pattern.Kinds.Intersect(Needs).Any());
        Assert.Empty(pattern.Needs.Except(ReadBy(pattern)));
    }

    [Theory, MemberData(nameof(PatternIds))]
    public void A_pattern_says_what_it_reads_whom_it_tells_and_which_review_asked_for_it(string id)
    {
        var pattern = Patterns.Find(id)!;
        Assert.Matches("^[A-Z]{2,5}-[0-9]$", pattern.Id);
        Assert.True(pattern.Version >= 1 && pattern.Reach >= 1);
        Assert.NotEmpty(pattern.Name);
        Assert.Matches("^(S[0-4] |cases/)", pattern.Cites);
        Assert.NotEmpty(pattern.Kinds);
        Assert.All(ReadBy(pattern), k => Assert.NotNull(Kinds.Find(k)));
        Assert.Empty(pattern.Kinds.Intersect(pattern.Context));
        Assert.NotEmpty(pattern.Tell);
        Assert.All(pattern.Tell, t => Assert.Matches(@"^[A-Z]+(\|[A-Z]+)*\??$", t));
        Assert.All(pattern.Tell.Where(t => t != RoleDirectory.Leads).SelectMany(t => t.TrimEnd('?').Split('|')), t => Assert.Contains(t, RoleDirectory.Codes));
    }

    [Theory, MemberData(nameof(PatternIds))]
    public void A_pattern_says_what_would_settle_it(string id) => Assert.Matches("^[A-Z].{15,150}\\.$", Patterns.Find(id)!.Clears);

    [Fact]
    public void The_patterns_in_force_are_all_that_there_are_each_once()
    {
        var written = typeof(Pattern).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(Pattern)) && t is { IsAbstract: false, IsNested: false }).ToList();
        Assert.Equal(written.Select(t => t.Name).Order(), Patterns.All.Select(p => p.GetType().Name).Order());
        Assert.Equal(Patterns.All.Count, Patterns.All.Select(p => p.Id).Distinct().Count());
    }

    [Fact]
    public void The_domain_references_nothing_but_the_runtime() =>
        Assert.All(typeof(Household).Assembly.GetReferencedAssemblies(), a => Assert.StartsWith("System.", a.Name, StringComparison.Ordinal));
}
