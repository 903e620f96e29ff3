using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Alerts.Households;

/// <summary>
/// What operations see: ids and kinds, never a name, a birth date, an address, an identifier or free text. Spans are named after the rooms:
/// Intake, Matching, Actors, Household, Journal, Outbox, Delivery.
/// </summary>
public static class Telemetry
{
    public const string Name = "Alerts";
    public static readonly ActivitySource Source = new(Name);
    private static readonly Meter Meter = new(Name);

    /// <summary>Reports by how intake answered: received, quarantined, conflicting.</summary>
    public static readonly Counter<long> Reports = Meter.CreateCounter<long>("alerts.reports");

    /// <summary>Notices of alerts by pattern and severity.</summary>
    public static readonly Counter<long> Notices = Meter.CreateCounter<long>("alerts.notices");

    /// <summary>Times that a pattern failed on a household, by pattern: each is a fault of ours.</summary>
    public static readonly Counter<long> PatternFaults = Meter.CreateCounter<long>("alerts.pattern_faults");

    /// <summary>Seconds from a report's acceptance to its notice standing in front of a person.</summary>
    public static readonly Histogram<double> Latency = Meter.CreateHistogram<double>("alerts.accepted_to_delivered", "s");

    /// <summary>The context in a traceparent; none where it is missing or no traceparent.</summary>
    public static ActivityContext Parent(string? traceparent) =>
        ActivityContext.TryParse(traceparent, null, isRemote: true, out var context) ? context : default;
}
