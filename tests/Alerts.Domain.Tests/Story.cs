using Alerts.Domain.Values;

namespace Alerts.Domain.Tests;

/// <summary>One household and what it is told, in the order in which it is told.</summary>
internal sealed class Story(IReadOnlyList<Pattern>? patterns = null, RoleDirectory? roles = null, DateOnly? begins = null)
{
    private static readonly DateOnly LongAfter = new(2024, 1, 1);

    public static readonly Guid HouseholdId = new("6f1c2f5e-0000-4000-8000-000000000001");

    /// <summary>Every role that a pattern names has a holder, whose id is the role.</summary>
    public static readonly string[] Roles = ["FD", "NN", "NMW", "HV", "SN", "GPL", "DSL", "ASW", "LP", "EHEO", "EHM", "SUOM", "BKC", "SM", "POL", "HSG", "LEAD:ambulance",
        "ND", "CPC", "EYF", "TSC", "CPO", "ADU", "PM", "OPS", "SEND", "AO", "TM", "CPA", "LEGAL"];

    private readonly RoleDirectory roles = roles ?? Holders(Roles);
    private readonly PatternSet patterns = patterns is null ? PatternSet.Published : new(null, [.. patterns.Select(p => p.With(Chosen.Nothing with { On = true }))]);
    private DateTimeOffset clock = new(begins ?? LongAfter, new(9, 0), TimeSpan.Zero);
    private int commands;

    public Household Household { get; } = new(HouseholdId);
    public List<Event> Journal { get; } = [];

    public static RoleDirectory Holders(params IEnumerable<string> roles) => new(roles.Select(r => new Holding(r, new(r, $"Holder of {r}", r))));

    /// <summary>What follows from these reports, taken in one after another.</summary>
    public IReadOnlyList<Event> Told(params IEnumerable<Report> reports) => [.. reports.SelectMany(r => Do(new RecordReport(NextId(), Now(), r)))];

    /// <summary>Time passes: on every day that the household set itself, up to this one, it looks again.</summary>
    public IReadOnlyList<Event> ItBecomes(DateOnly day)
    {
        var events = new List<Event>();
        while (Household.Deadlines.Where(d => d.On <= day).OrderBy(d => d.On).ThenBy(d => d.Pattern, StringComparer.Ordinal).Select(d => ((string, DateOnly)?)d).FirstOrDefault() is var (pattern, on))
        {
            if (UkDay.Start(on) > clock)
                clock = UkDay.Start(on);
            events.AddRange(Do(new LookAgain(NextId(), Now(), pattern, on)));
        }
        return events;
    }

    /// <summary>Time passes and nobody looks.</summary>
    public void Becomes(DateOnly day) => clock = UkDay.Start(day);

    /// <summary>A named person answers the alert as it stands now.</summary>
    public IReadOnlyList<Event> Decided(Alert alert, string reason = "Known to us; visit planned.", int? seen = null) =>
        Do(new DecideAlert(NextId(), Now(), alert.Id, seen ?? alert.Revision, "FD", Decisions.AlreadyActing, reason));

    public Alert Alert(string pattern) => Assert.Single(Household.AlertsOf(pattern));

    private IReadOnlyList<Event> Do(Command command)
    {
        var events = Decide.On(Household, command, roles, patterns);
        Journal.AddRange(events);
        return events;
    }

    // The hand-moved clock: a minute a command.
    private DateTimeOffset Now() => clock.AddMinutes(commands);

    private Guid NextId() => new(++commands, 0, 0, new byte[8]);
}
