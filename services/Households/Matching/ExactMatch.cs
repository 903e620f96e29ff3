using Alerts.Domain;

namespace Alerts.Households.Matching;

/// <summary>An identifier that belongs to one person, and so to one household.</summary>
public readonly record struct Identifier(string Kind, string Value) : IComparable<Identifier>
{
    public int CompareTo(Identifier other) =>
        string.CompareOrdinal(Kind, other.Kind) is var c and not 0 ? c : string.CompareOrdinal(Value, other.Value);
}

/// <summary>Which household a report belongs to: one for sure, a new one, or a question for a person.</summary>
public abstract record Match
{
    public sealed record Sure(Guid Household) : Match;

    public sealed record New : Match;

    /// <summary>The duty desk decides; <paramref name="Reason"/> says why, without anything personal.</summary>
    public sealed record AskAPerson(string Reason, IReadOnlyList<Guid> Candidates) : Match;
}

/// <summary>What is known of the identifiers that a report carries.</summary>
/// <param name="ByReference">The household of the reference, where the report gives one that exists.</param>
/// <param name="ByIdentifier">Households that the NHS numbers and UPNs point at.</param>
/// <param name="ByAddress">Households that live at the UPRN now, as far as is known.</param>
public sealed record Known(Guid? ByReference, IReadOnlyCollection<Guid> ByIdentifier, IReadOnlyCollection<Guid> ByAddress);

/// <summary>Exact matching: household reference, NHS number, UPN, and a UPRN that one household alone holds. Pure.</summary>
public static class ExactMatch
{
    /// <summary>The NHS numbers and UPNs of a report, each once, sorted (so that two claims at once cannot wait for each other).</summary>
    public static IReadOnlyList<Identifier> Identifiers(Report report) =>
    [
        .. report.Subjects.SelectMany(s => new Identifier?[]
            {
                s.NhsNumber is { } nhs ? new("nhs", nhs.ToString()) : null,
                s.Upn is { } upn ? new("upn", upn.ToString()) : null,
            })
            .OfType<Identifier>().Distinct().Order(),
    ];

    /// <summary>
    /// Sure, new, or a person's. The RSPCA knows who keeps the animals, not which children live there: a household made of the keeper alone
    /// would reach nobody (S0 point 3), so that somebody looks first.
    /// </summary>
    public static Match Choose(Report report, Known known)
    {
        if (report.HouseholdReference is not null && known.ByReference is null)
            return new Match.AskAPerson("the household reference is not known here", Candidates(known));
        var sure = known.ByIdentifier.Append(known.ByReference ?? Guid.Empty).Where(h => h != Guid.Empty).Distinct().ToList();
        if (sure.Count > 1)
            return new Match.AskAPerson("what it says points at more than one household", Candidates(known));
        if (sure.Count == 1)
            return new Match.Sure(sure[0]);
        if (known.ByAddress.Count == 1)
            return new Match.Sure(known.ByAddress.First());
        if (known.ByAddress.Count == 0 && report is { Agency: "rspca", Subjects.Count: > 0 } && Identifiers(report).Count == 0)
            return new Match.AskAPerson("animals are a concern, and no household is known at the address or by whom it names", Candidates(known));
        if (report.Subjects.Count > 0 && (known.ByAddress.Count == 0 || Identifiers(report).Count > 0))
            return new Match.New();
        return new Match.AskAPerson(known.ByAddress.Count == 0
            ? "it gives an address only, and no household is known there"
            : "nothing but its address is known, and more than one household lives there", Candidates(known));
    }

    private static List<Guid> Candidates(Known known) => [.. known.ByIdentifier.Concat(known.ByAddress).Append(known.ByReference ?? Guid.Empty).Where(h => h != Guid.Empty).Distinct()];
}
