using Alerts.Domain;
using Alerts.Domain.Values;
using Alerts.Households;
using Alerts.Inbox;

namespace Alerts.Standalone.Catalogue;

/// <summary>The patterns in plain English, for a terminal or a file.</summary>
public static class PatternList
{
    private const string Indent = "  ";

    public static IEnumerable<string> Lines(PatternSet set, int width)
    {
        foreach (var line in Wrapped.Lines($"Settings: {Version(set)}. {set.InForce.Count} of {set.All.Count} patterns are on.", width))
            yield return line;
        foreach (var severity in Enum.GetValues<Severity>())
            yield return $"{severity}: {Words.Inline(Words.Clock(severity))}.";
        var label = set.All.SelectMany(p => p.Settings).Select(s => s.Name.Length).Append("asked for by".Length).Max() + 2;
        foreach (var pattern in set.All)
        {
            yield return "";
            foreach (var line in Wrapped.Lines($"{pattern.Id}  {pattern.Name}", width))
                yield return line;
            foreach (var (name, text) in Rows(pattern))
                foreach (var line in Wrapped.Lines($"{Indent}{name.PadRight(label)}", text, width))
                    yield return line;
        }
    }

    private static string Version(PatternSet set) =>
        set.Version is { } version ? $"version {version}" : set.All.Any(p => p.IsChanged) ? "every pattern on, with its published numbers" : "as published";

    private static IEnumerable<(string Name, string Text)> Rows(Pattern pattern)
    {
        var published = Patterns.Find(pattern.Id)!;
        yield return ("state", State(pattern));
        yield return ("class", pattern.Class == PatternClass.Risk ? "risk: asks somebody to look" : "support: asks somebody to offer help, and is never counted as risk");
        foreach (var setting in pattern.Settings)
            yield return (setting.Name, setting switch
            {
                Number n => $"{pattern[n]} {n.Unit}{(pattern[n] == n.Default ? "" : $", published {n.Default}")}: {n.Meaning} ({PatternSchema.Words(n.Origin)})",
                Grade g => $"{pattern[g]}{(pattern[g] == g.Default ? "" : $", published {g.Default}")}: {g.Meaning} ({PatternSchema.Words(g.Origin)})",
                _ => throw new InvalidOperationException($"a setting of type {setting.GetType().Name} has no words"),
            });
        yield return ("told", string.Join("; ", pattern.Tell.Select(Recipient)) + (pattern.Tell.SequenceEqual(published.Tell) ? "" : $" (published: {string.Join(", ", published.Tell)})"));
        yield return ("remembers", pattern.Memory);
        yield return ("settled by", pattern.Clears);
        yield return ("asked for by", Words.Cited(pattern.Cites));
    }

    private static string State(Pattern pattern) => (pattern.IsOn, pattern.FirstRelease) switch
    {
        (true, true) => "on" + (pattern.IsChanged ? ", changed by the settings" : ""),
        (true, false) => "on, switched on by the settings",
        (false, true) => "off, switched off by the settings",
        (false, false) => "off until a partnership switches it on: it waits for a feed that few agencies send at first",
    };

    /// <summary>"ASW|LP?": "ASW|LP? allocated social worker, or else lead practitioner, only if there is one".</summary>
    private static string Recipient(string recipient)
    {
        if (recipient == RoleDirectory.Leads)
            return $"{recipient} the safeguarding lead of every attached agency";
        return $"{recipient} {string.Join(", or else ", recipient.TrimEnd('?').Split('|').Select(r => Words.Inline(Words.Role(r))))}{(recipient.EndsWith('?') ? ", only if there is one" : "")}";
    }
}

/// <summary>How long each kind of report is remembered, in plain English.</summary>
public static class MemoryList
{
    public static IEnumerable<string> Lines(int width)
    {
        foreach (var line in Wrapped.Lines("How long a report is remembered by patterns with a long memory. The schedule is ours: 12 months for a kind of low weight, 24 for medium, 60 for high. "
            + "What never fades is read however old it is: plans and how they ended, removals, serious adult history, needs that do not pass. A pattern with a window of its own keeps to that.", width))
            yield return line;
        var label = Kinds.All.Max(k => k.Name.Length) + 2;
        foreach (var group in Kinds.All.GroupBy(k => k.Fades).OrderByDescending(g => g.Key ?? int.MaxValue))
        {
            yield return "";
            yield return group.Key is { } months ? $"{months} months" : "Never fades";
            foreach (var kind in group)
                foreach (var line in Wrapped.Lines($"  {kind.Name.PadRight(label)}", kind.Meaning + (kind.NeverFadesIf.Count == 0 ? "" : $" (never, if {string.Join(" or ", kind.NeverFadesIf)})"), width))
                    yield return line;
        }
    }
}

/// <summary>Text in lines of a width; a word that is longer than a line keeps one to itself.</summary>
public static class Wrapped
{
    public static IEnumerable<string> Lines(string text, int width) => Lines("", text, width);

    /// <summary>The first line begins with the label, the others are indented as far; a narrow terminal gets less of an indent.</summary>
    public static IEnumerable<string> Lines(string label, string text, int width)
    {
        var (line, indent) = (label, new string(' ', Math.Min(label.Length, width / 3)));
        var empty = true;
        foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (!empty && line.Length + 1 + word.Length > width || empty && label.Length > width / 3 && line.Length + word.Length > width)
            {
                yield return line.TrimEnd();
                (line, empty) = (indent, true);
            }
            line += empty ? word : " " + word;
            empty = false;
        }
        yield return line.TrimEnd();
    }
}
