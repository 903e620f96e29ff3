namespace Alerts.Domain;

/// <summary>What decides which holdings are a household's: where it lives, who reported about it, and which keys are one child.</summary>
public interface IWhereabouts
{
    Guid Id { get; }

    /// <summary>The first half of the postcode that was reported last; null where none was.</summary>
    string? Area { get; }

    /// <summary>The latest day about which this sender has reported; null for one that has not.</summary>
    DateOnly? LastReportedBy(string sender);

    /// <summary>The strongest key of the same person today; a key that nobody bears stays as it is.</summary>
    string Canonical(string child);
}

/// <summary>The same without the household, so that a list asks who holds its roles and reads no history.</summary>
/// <param name="Reported">Each sender's latest day.</param>
/// <param name="SameChild">Every further key of a child, with the strongest one.</param>
public sealed record Whereabouts(Guid Id, string? Area, IReadOnlyDictionary<string, DateOnly> Reported, IReadOnlyDictionary<string, string> SameChild) : IWhereabouts
{
    /// <summary>Of no household: only what is held for all counts.</summary>
    public static readonly Whereabouts Nowhere = new(Guid.Empty, null, new Dictionary<string, DateOnly>(), new Dictionary<string, string>());

    public DateOnly? LastReportedBy(string sender) => Reported.TryGetValue(sender, out var day) ? day : null;

    public string Canonical(string child) => SameChild.GetValueOrDefault(child, child);
}

/// <summary>In front of whom an alert stands: whom it is about, who was told and has it, and the roles that it is with.</summary>
public sealed record InFrontOf(string? Child, bool IsOpen, IReadOnlyList<Told> Told, IReadOnlyList<string> Roles)
{
    /// <summary>Since when it waits for a decision, or waited for the last; null where an earlier version wrote it down.</summary>
    public DateTimeOffset? Since { get; init; }

    public static InFrontOf Of(Alert alert) => new(alert.Child, alert.IsOpen, alert.Told, [.. alert.Holders.Select(t => t.Wanted).Distinct()]) { Since = alert.OpenedBy.At };
}
