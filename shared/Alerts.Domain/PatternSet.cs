namespace Alerts.Domain;

/// <summary>The patterns in force as a partnership has set them, and which of them to ask when a kind of report comes.</summary>
public sealed class PatternSet
{
    private const string Unknown = "";   // any kind that the vocabulary has not: only who reads people is asked
    private readonly Dictionary<string, Pattern> on;
    private readonly Dictionary<string, Pattern> all;
    private readonly Dictionary<string, Pattern[]> byKind = [], byKindAndPeople = [];

    /// <param name="version">The settings' version; null as published.</param>
    /// <param name="patterns">Every pattern with its settings, those that are off too.</param>
    public PatternSet(string? version, IReadOnlyList<Pattern> patterns)
    {
        Version = version;
        All = patterns;
        InForce = [.. patterns.Where(p => p.IsOn)];
        all = patterns.ToDictionary(p => p.Id);
        on = InForce.ToDictionary(p => p.Id);
        foreach (var kind in Kinds.All.Select(k => k.Name).Append(Unknown))
        {
            byKind[kind] = [.. InForce.Where(p => p.Kinds.Contains(kind) || p.Context.Contains(kind))];
            byKindAndPeople[kind] = [.. InForce.Where(p => p.ReadsPeople || byKind[kind].Contains(p))];
        }
    }

    /// <summary>As published: the first release's patterns with their published numbers.</summary>
    public static PatternSet Published { get; } = new(null, Patterns.All);

    /// <summary>Every pattern there is, with its published numbers.</summary>
    public static PatternSet Everything { get; } = new(null, [.. Patterns.All.Select(p => p.With(Chosen.Nothing with { On = true }))]);

    public string? Version { get; }

    public IReadOnlyList<Pattern> InForce { get; }

    /// <summary>Those that are off too, in the order of the catalogue.</summary>
    public IReadOnlyList<Pattern> All { get; }

    public Pattern? Find(string id) => on.GetValueOrDefault(id);

    public bool IsOn(string id) => on.ContainsKey(id);

    /// <summary>The patterns that must look after this change, in the order of the list.</summary>
    internal Pattern[] AskedBy(Change change)
    {
        if (change is { Before: null, After: null })
            return [];
        var (before, after) = (change.Before?.Kind, change.After?.Kind);
        var asked = change.People ? byKindAndPeople : byKind;
        var then = asked.GetValueOrDefault(before ?? after!) ?? asked[Unknown];
        var now = asked.GetValueOrDefault(after ?? before!) ?? asked[Unknown];
        return then == now ? now : [.. InForce.Where(p => then.Contains(p) || now.Contains(p))];
    }

    /// <summary>A pattern that is not asked, because it is off or does not read such reports, to say what its alerts have lost.</summary>
    internal Pattern NotAsked(string id) => all.GetValueOrDefault(id) ?? new Forgotten(id);

    /// <summary>A pattern that this version does not know any more.</summary>
    private sealed class Forgotten(string id) : Pattern(id, 0, id, "", Raises.Cumulatively, [], [])
    {
        public override IEnumerable<Finding> Find(History history, Period around) => [];
    }
}
