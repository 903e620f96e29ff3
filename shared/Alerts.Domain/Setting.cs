using System.Text.Json.Serialization;
using Alerts.Domain.Values;

namespace Alerts.Domain;

/// <summary>Where a number of a pattern comes from.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Origin>))]
public enum Origin
{
    /// <summary>It stands in the review.</summary>
    Text,

    /// <summary>The trigger stands in the review, the number is ours.</summary>
    TextConcept,

    /// <summary>From another published source.</summary>
    External,

    /// <summary>Ours.</summary>
    Proposal,
}

/// <summary>Something about a pattern that a partnership may set otherwise. <paramref name="Name"/> is its name in the settings file, in camelCase.</summary>
public abstract record Setting(string Name, Origin Origin, string Meaning);

/// <summary>
/// A threshold or a window. <paramref name="Unit"/>: "days", "months", "reports", "%", …; never below <paramref name="Least"/>, never above
/// <paramref name="Most"/>. Where that is not said it is a hundred years: further back or ahead a pattern would leave the calendar.
/// </summary>
public sealed record Number(string Name, int Default, string Unit, Origin Origin, string Meaning, int Least = 1, int Most = 0) : Setting(Name, Origin, Meaning)
{
    public int Most { get; } = Most > 0 ? Most : Unit.Split(' ')[^1] switch
    {
        "years" => 100,
        "months" => 1_200,
        "weeks" => 5_200,
        _ => 36_500,
    };
}

/// <summary>How soon people must have decided.</summary>
public sealed record Grade(string Name, Severity Default, Origin Origin, string Meaning) : Setting(Name, Origin, Meaning);

/// <summary>What a partnership has chosen for one pattern; what is absent stays as it is published.</summary>
public sealed record Chosen(bool? On, IReadOnlyList<string>? Tell, IReadOnlyDictionary<string, int> Numbers, IReadOnlyDictionary<string, Severity> Grades)
{
    public static readonly Chosen Nothing = new(null, null, new Dictionary<string, int>(), new Dictionary<string, Severity>());
}
