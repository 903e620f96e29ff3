using System.Globalization;
using System.Text.Json.Serialization;

namespace Alerts.Domain.Values;

/// <summary>How well the date of an event is known.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Precision>))]
public enum Precision
{
    [JsonStringEnumMemberName("day")] Day,
    [JsonStringEnumMemberName("month")] Month,
    [JsonStringEnumMemberName("quarter")] Quarter,
    [JsonStringEnumMemberName("year")] Year,

    /// <summary>Only the order is known; the date carries no information of its own.</summary>
    [JsonStringEnumMemberName("order-only")] OrderOnly,
}

/// <summary>When a thing happened: a day in the United Kingdom, and how well that day is known.</summary>
public readonly record struct EventDate(DateOnly Day, Precision Precision)
{
    /// <summary>In words, no more exact than it is known: "10 March 2020", "March 2020", "2020", "about March 2020".</summary>
    public override string ToString() => Precision switch
    {
        Precision.Day => Day.ToString("d MMMM yyyy", CultureInfo.InvariantCulture),
        Precision.Month => Day.ToString("MMMM yyyy", CultureInfo.InvariantCulture),
        Precision.Quarter => "about " + Day.ToString("MMMM yyyy", CultureInfo.InvariantCulture),
        Precision.Year => Day.ToString("yyyy", CultureInfo.InvariantCulture),
        Precision.OrderOnly => "about " + Day.ToString("MMMM yyyy", CultureInfo.InvariantCulture),
        _ => throw new InvalidOperationException($"precision {Precision} has no words"),
    };
}
