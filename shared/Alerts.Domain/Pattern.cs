using System.Collections.Frozen;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;
using Alerts.Domain.Values;

namespace Alerts.Domain;

/// <summary>Risk patterns ask somebody to look; support patterns ask somebody to offer help and are never counted as risk.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<PatternClass>))]
public enum PatternClass { Risk, Support }

/// <summary>How a pattern raises: anew for every separate incident, or one alert that gathers and re-opens.</summary>
public enum Raises { AnewForEveryIncident, Cumulatively }

/// <summary>
/// That a threshold is crossed: how serious, because of which reports (earliest first), said in plain English. <paramref name="Child"/> is a person's
/// key where the pattern's scope is a child, null where it is the household. <paramref name="Tell"/> replaces the pattern's own
/// recipients where those depend on what was found.
/// </summary>
public sealed record Finding(string? Child, Severity Severity, IReadOnlyList<Report> Evidence, Func<string> Said, IReadOnlyList<string>? Tell = null)
{
    public Finding(string? child, Severity severity, IReadOnlyList<Report> evidence, string sentence, IReadOnlyList<string>? tell = null)
        : this(child, severity, evidence, () => sentence, tell) { }

    /// <summary>Where all but the newest of its evidence crossed the threshold at least as gravely before those came: null where a pattern does not know.</summary>
    internal GoesOn? GoesOn { get; init; }

    /// <summary>Put into words where somebody is told: most findings stand in an alert already.</summary>
    public string Sentence => field ??= Said();
}

/// <summary>The last report of what was found before, and those that came after it.</summary>
internal sealed record GoesOn(Report From, IReadOnlyList<Report> With);

/// <summary>
/// A published pattern: something that must make somebody look again. One file each in Patterns/, one test each, one line in
/// <see cref="Patterns.All"/>. It is asked when a report of one of its <see cref="Kinds"/> or its <see cref="Context"/> arrives, is corrected or
/// withdrawn, when other people become known where it <see cref="ReadsPeople"/>, and on the days that an <see cref="AbsencePattern"/> sets.
/// </summary>
/// <param name="id">As in the catalogue: "ING-2".</param>
/// <param name="version">Raised by one whenever the answer for the same history could differ.</param>
/// <param name="name">As a worker would say it.</param>
/// <param name="cites">The reviews' files (S0 to S4) and paragraphs that justify it; for those beyond the catalogue, published cases.</param>
/// <param name="tell">Role codes. "A|B": A, or B where there is no A. A trailing "?": only if somebody holds it. "LEADS": the lead of every attached agency.</param>
public abstract class Pattern(string id, int version, string name, string cites, Raises raises, IReadOnlyList<string> kinds, IReadOnlyList<string> tell)
{
    private Chosen chosen = Chosen.Nothing;
    private readonly FrozenSet<string> kindSet = kinds.ToFrozenSet();
    private FrozenSet<string>? contextSet;
    private UInt128? contextBits;

    public string Id { get; } = id;
    public int Version { get; } = version;
    public string Name { get; } = name;
    public string Cites { get; } = cites;
    public Raises Raises { get; } = raises;

    /// <summary>The kinds whose reports are this pattern's own evidence.</summary>
    public IReadOnlyList<string> Kinds { get; } = kinds;

    public IReadOnlyList<string> Tell => chosen.Tell ?? tell;

    /// <summary>The numbers and severities that a partnership may set.</summary>
    public virtual IReadOnlyList<Setting> Settings => [];

    /// <summary>False for a pattern that waits for a feed which few agencies have at first: it is off until a partnership turns it on.</summary>
    public virtual bool FirstRelease => true;

    public virtual PatternClass Class => PatternClass.Risk;

    /// <summary>True when one person's answer does not silence the others: every role that was told must answer for itself.</summary>
    public virtual bool EveryRoleAnswers => false;

    /// <summary>Days within which one of its own reports can change what another stands for.</summary>
    public virtual int Reach => 1;

    /// <summary>How long it remembers, in words, for who reads the list of patterns.</summary>
    public virtual string Memory => Reach <= 1 ? "the one incident" : $"{Reach} days";

    /// <summary>What would settle it, in a sentence for those who are told. It tells them what to aim at; only a person closes an alert.</summary>
    public virtual string Clears => "";

    /// <summary>Kinds that are not counted but change the answer (a plan, a birth).</summary>
    public virtual IReadOnlyList<string> Context => [];

    /// <summary>Kinds of need (<see cref="Stance.Need"/>) that it reads because a review or a published procedure asks for that. All others are closed to risk patterns.</summary>
    public virtual IReadOnlyList<string> Needs => [];

    /// <summary>On which days what it finds can change when a report of <see cref="Context"/> of that day comes, changes or goes.</summary>
    public virtual Period Touches(DateOnly context) => Period.Always;

    /// <summary>The same for one kind of <see cref="Context"/>, where some change less than others.</summary>
    public virtual Period Touches(string kind, DateOnly context) => Touches(context);

    /// <summary>
    /// On which days what it finds can change when one of its own reports comes, changes or goes: its day, and more where it begins or ends
    /// something long (a plan opened years ago changes what everything since then means).
    /// </summary>
    public virtual Period Touches(Report own) => Period.On(own.Occurred.Day);

    /// <summary>On which days evidence may weigh otherwise, or nothing, when what is found on those days has changed: all that is near, or less where a pattern knows.</summary>
    public virtual Period Affects(History history, Period around) => history.Reach(this, around);

    /// <summary>True when who lives there, or how old they are, changes the answer.</summary>
    public virtual bool ReadsPeople => false;

    /// <summary>True when what is found up to a day depends on nothing of a later day: a report later than all others of its kinds can only add.</summary>
    public virtual bool OnlyLooksBack => false;

    /// <summary>
    /// True when this report, which came just now and is its own or of its <see cref="Context"/>, can only add to what was found, or make it graver, and never merge
    /// two incidents or lift a share: then nothing that stands need be weighed again. The history holds the report already.
    /// </summary>
    public virtual bool OnlyGrowsBy(Report came, History history) => false;

    /// <summary>True when reports on adjacent days are one incident, so that what is near must be stretched until no run of days is cut in two.</summary>
    public virtual bool JoinsAdjacentDays => true;

    /// <summary>Its own kinds as bits (<see cref="Domain.Kinds.Bits"/>).</summary>
    internal UInt128 KindBits { get; } = Domain.Kinds.Bits(kinds);

    /// <summary>The kinds of its <see cref="Context"/> as bits.</summary>
    internal UInt128 ContextBits => contextBits ??= Domain.Kinds.Bits(Context);

    /// <summary>True when the report is this pattern's own evidence: of one of its kinds and, for some, of one sort of sender.</summary>
    public virtual bool Reads(Report report) => kindSet.Contains(report.Kind);

    /// <summary>
    /// True for a report, as it is live, that two findings cannot share without being one. A pattern that raises anew knows an incident by its own reports: the old plan
    /// beside two incidents does not make them one.
    /// </summary>
    internal bool KnowsAnIncidentBy(Report? live) => Raises == Raises.Cumulatively || live is not null && Reads(live);

    /// <summary>True when there is anything that it reads without counting it.</summary>
    internal bool HeedsAnything => (contextSet ??= Context.ToFrozenSet()).Count > 0;

    /// <summary>True when the report changes the answer without being counted: of a kind of its <see cref="Context"/> and, for some, of one sort of sender.</summary>
    public virtual bool Heeds(Report report) => Heeds(report.Kind);

    /// <summary>True when a report of this kind may change the answer without being counted.</summary>
    public bool Heeds(string kind) => (contextSet ??= Context.ToFrozenSet()).Contains(kind);

    /// <summary>
    /// What crosses the threshold in this dated history: at least every finding that holds a report that it reads of a day in
    /// <paramref name="around"/>. Pure: no clock, no look-up. A finding holds whole windows only; two findings may overlap.
    /// </summary>
    public abstract IEnumerable<Finding> Find(History history, Period around);

    /// <summary>True when it is asked at all.</summary>
    public bool IsOn => chosen.On ?? FirstRelease;

    /// <summary>True when a partnership has set anything of it otherwise than it is published.</summary>
    public bool IsChanged => IsOn != FirstRelease || Measure is not null || !Tell.SequenceEqual(tell);

    /// <summary>Tells apart two sets of numbers and severities: null as published, else a short hash. An alert keeps it.</summary>
    public string? Measure { get; private set; }

    /// <summary>Who is told of this finding: what the partnership chose before what depends on the finding.</summary>
    public IReadOnlyList<string> Recipients(Finding finding) => chosen.Tell ?? finding.Tell ?? tell;

    /// <summary>The same pattern as a partnership wants it. Names and ranges have been checked.</summary>
    public Pattern With(Chosen other)
    {
        var copy = (Pattern)MemberwiseClone();
        copy.chosen = other;
        var differs = Settings.Select(s => s switch
        {
            Number n => copy[n] == n.Default ? null : $"{n.Name}={copy[n].ToString(CultureInfo.InvariantCulture)}",
            Grade g => copy[g] == g.Default ? null : $"{g.Name}={copy[g]}",
            _ => throw new InvalidOperationException($"a setting of type {s.GetType().Name} is not known"),
        }).OfType<string>().ToList();
        copy.Measure = differs.Count == 0 ? null : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join(';', differs))).AsSpan(0, 4));
        return copy;
    }

    /// <summary>The number in force here.</summary>
    public int this[Number number] => chosen.Numbers.Count == 0 ? number.Default : chosen.Numbers.GetValueOrDefault(number.Name, number.Default);

    /// <summary>The severity in force here.</summary>
    public Severity this[Grade grade] => chosen.Grades.Count == 0 ? grade.Default : chosen.Grades.GetValueOrDefault(grade.Name, grade.Default);

    public override string ToString() => $"{Id} {Name}";
}

/// <summary>Something that should have happened: the first day on which it is late, and what is said then.</summary>
public sealed class Expected
{
    private readonly Func<Finding> finding;

    public Expected(DateOnly late, Finding finding)
        : this(late, () => finding) { }

    private Expected(DateOnly late, Func<Finding> finding) => (Late, this.finding) = (late, finding);

    /// <summary>What would be found is worked out where it is asked for: most of what is expected is not late yet, and nothing need be said of it.</summary>
    public static Expected By(DateOnly late, Func<Finding> finding) => new(late, finding);

    public DateOnly Late { get; }

    public Finding Finding => field ??= finding();
}

/// <summary>
/// A pattern about something that did not happen. It says what is expected and has not been seen; what is late by <see cref="History.AsOf"/>
/// is found, and for the rest the household looks again on the day. A late report that it did happen takes the finding back.
/// </summary>
public abstract class AbsencePattern(string id, int version, string name, string cites, Raises raises, IReadOnlyList<string> kinds, IReadOnlyList<string> tell)
    : Pattern(id, version, name, cites, raises, kinds, tell)
{
    /// <summary>What these reports make people expect and no report says has happened in time: late already, or not yet.</summary>
    public abstract IEnumerable<Expected> Missing(History history, Period around);

    /// <summary>
    /// True when this report of its <see cref="Pattern.Context"/>, which came just now, makes nothing late and takes back nothing that is: it settles what is
    /// awaited, and the household looks again on the day of that anyway.
    /// </summary>
    public virtual bool OnlySettles(Report came, History history) => false;

    public sealed override IEnumerable<Finding> Find(History history, Period around) =>
        Missing(history, around).Where(m => m.Late <= history.AsOf).Select(m => m.Finding);
}
