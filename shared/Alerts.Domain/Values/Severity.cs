using System.Text.Json.Serialization;

namespace Alerts.Domain.Values;

/// <summary>How soon a person must have decided. Lower means sooner; compare with <see cref="Severities.AtLeast"/>, never with &lt;.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Severity>))]
public enum Severity
{
    /// <summary>Act now: decide within one hour, day and night.</summary>
    S1 = 1,

    /// <summary>The same working day: within four working hours.</summary>
    S2 = 2,

    /// <summary>Within three working days.</summary>
    S3 = 3,

    /// <summary>Weekly digest.</summary>
    S4 = 4,
}

public static class Severities
{
    /// <summary>True when <paramref name="one"/> asks for a decision as soon as <paramref name="other"/> or sooner.</summary>
    public static bool AtLeast(this Severity one, Severity other) => one <= other;

    /// <summary>True when <paramref name="one"/> asks for a decision sooner than <paramref name="other"/>.</summary>
    public static bool Above(this Severity one, Severity other) => one < other;

    /// <summary>One step sooner; nothing is sooner than S1.</summary>
    public static Severity OneUp(this Severity severity) => severity == Severity.S1 ? Severity.S1 : severity - 1;

    public static Severity Gravest(this IEnumerable<Severity> severities) => severities.Min();
}
