using System.Text.Json.Serialization;
using Alerts.Domain.Values;

namespace Alerts.Domain;

/// <summary>Risk patterns ask somebody to look; support patterns ask somebody to offer help and are never counted as risk.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<PatternClass>))]
public enum PatternClass { Risk, Support }

/// <summary>How a pattern raises: anew for every separate incident, or one alert that gathers and re-opens.</summary>
public enum Raises { AnewForEveryIncident, Cumulatively }

/// <summary>
/// That a threshold is crossed: how serious, because of which reports, said in plain English. <paramref name="Child"/> is a person's
/// key where the pattern's scope is a child, null where it is the household. <paramref name="Tell"/> replaces the pattern's own
/// recipients where those depend on what was found.
/// </summary>
public sealed record Finding(string? Child, Severity Severity, IReadOnlyList<Report> Evidence, string Sentence, IReadOnlyList<string>? Tell = null);

/// <summary>
/// A published pattern: something that must make somebody look again. One file each in Patterns/, one test each, one line in
/// <see cref="Patterns.InForce"/>. It is asked when a report of one of its <see cref="Kinds"/> arrives, is corrected or withdrawn.
/// </summary>
/// <param name="id">As in the catalogue: "ING-2".</param>
/// <param name="version">Raised by one whenever the answer for the same history could differ.</param>
/// <param name="name">As a worker would say it.</param>
/// <param name="cites">The reviews' files (S0 to S4) and paragraphs that justify it.</param>
/// <param name="reach">Days within which one report can change what another stands for; the pattern's window.</param>
/// <param name="tell">Role codes. "A|B": A, or B where there is no A. A trailing "?": only if somebody holds it. "LEADS": the lead of every attached agency.</param>
public abstract class Pattern(string id, int version, string name, string cites, Raises raises, int reach, IReadOnlyList<string> kinds, IReadOnlyList<string> tell)
{
    public string Id { get; } = id;
    public int Version { get; } = version;
    public string Name { get; } = name;
    public string Cites { get; } = cites;
    public Raises Raises { get; } = raises;
    public int Reach { get; } = reach;

    /// <summary>The kinds whose reports are this pattern's own evidence.</summary>
    public IReadOnlyList<string> Kinds { get; } = kinds;

    public IReadOnlyList<string> Tell { get; } = tell;

    /// <summary>True when the report is this pattern's own evidence: of one of its kinds and, for some, of one sort of sender.</summary>
    public virtual bool Reads(Report report) => Kinds.Contains(report.Kind);

    public virtual PatternClass Class => PatternClass.Risk;

    /// <summary>Kinds that are not counted but change the answer (a plan, a birth): their arrival asks about the whole history.</summary>
    public virtual IReadOnlyList<string> Context => [];

    /// <summary>True when who lives there, or how old they are, changes the answer.</summary>
    public virtual bool ReadsPeople => false;

    /// <summary>
    /// What crosses the threshold in this dated history. With <paramref name="around"/> that it reads, at least every finding
    /// that holds that report (or would, had it not been withdrawn); with null or a context report, every finding there is. Pure: no clock,
    /// no look-up. A finding holds whole windows only; two findings may overlap.
    /// </summary>
    public abstract IEnumerable<Finding> Find(History history, Report? around);

    public override string ToString() => $"{Id} {Name}";
}
