using System.Collections.Immutable;

namespace Alerts.Domain;

/// <summary>What sort of plan or enquiry an episode was.</summary>
public enum Plan { ChildProtection, ChildInNeed, SectionFortySeven, EarlyHelp }

/// <summary>One plan or enquiry: from its first to its last day (null while no end is known), the reports that say so, and whose it was (empty: of any child).</summary>
public sealed record PlanEpisode(Plan Plan, DateOnly From, DateOnly? To, IReadOnlyList<Report> Reports, IReadOnlyList<Person> Children)
{
    public bool IsOpenOn(DateOnly day) => From <= day && (To is not { } to || to > day);

    /// <summary>True when it may be this child's; null stands for any child.</summary>
    public bool IsOf(Person? child) => child is null || Children.Count == 0 || People.IsAmong(Children, child.Key);
}

/// <summary>
/// The plans of a household's children, in any authority, by their first day and then by the report of it. Plan history never fades; patterns say how far back they look.
/// Early help is kept beside the statutory plans and counts as history only where a pattern says so.
/// </summary>
public sealed class PlanHistory
{
    /// <summary>Child protection plans, child-in-need plans and section 47 enquiries.</summary>
    public static readonly IReadOnlyList<string> Kinds =
        [Domain.Kinds.CpPlanStarted, Domain.Kinds.CpPlanEnded, Domain.Kinds.CinPlanStarted, Domain.Kinds.CinPlanEnded, Domain.Kinds.SectionFortySeven];

    /// <summary>The serious history of a household: plans, enquiries, and children removed. Never fades.</summary>
    public static readonly IReadOnlyList<string> KindsWithRemovals = [.. Kinds, .. Domain.Kinds.Removals];

    /// <summary>Kinds that end an episode as well: social care closing the case ends a child-in-need plan.</summary>
    public static readonly IReadOnlyList<string> KindsWithEnds = [.. Kinds, Domain.Kinds.CaseClosed];

    /// <summary>The same with early help.</summary>
    public static readonly IReadOnlyList<string> KindsWithEarlyHelp = [.. KindsWithEnds, Domain.Kinds.EarlyHelpStarted];

    /// <summary>The same as bits (<see cref="Domain.Kinds.Bits"/>).</summary>
    internal static readonly UInt128 KindBits = Domain.Kinds.Bits(KindsWithEarlyHelp);

    /// <summary>Kinds by which a plan or early help begins.</summary>
    public static readonly IReadOnlyList<string> Starts = [Domain.Kinds.EarlyHelpStarted, Domain.Kinds.CinPlanStarted, Domain.Kinds.CpPlanStarted];

    private readonly DateOnly lastDay;

    public PlanHistory(History history)
        : this([.. history.Of(KindsWithEarlyHelp).Select(r => Episode(r, history)).OfType<PlanEpisode>()], history.Of(KindsWithEarlyHelp) is [.., var last] ? last.Occurred.Day : DateOnly.MinValue) { }

    private PlanHistory(ImmutableArray<PlanEpisode> all, DateOnly lastDay)
    {
        this.lastDay = lastDay;
        All = all;
        Statutory = [.. all.Where(e => e.Plan != Plan.EarlyHelp)];
    }

    /// <summary>
    /// The same after one more report of these kinds, which the history holds already. Of a later day than all others it changes nothing that has ended: it ends
    /// what is open, and may be an episode itself. Null where it came late, and all must be read again.
    /// </summary>
    internal PlanHistory? After(Report came, History history)
    {
        if (came.Occurred.Day <= lastDay)
            return null;
        var all = All.Select(e => e.To is null && IsEnd(e.Plan, came) && Ends(came, e.Reports[0], history.People) ? Ended(e, came) : e);
        return new([.. Episode(came, history) is { } begun ? all.Append(begun) : all], came.Occurred.Day);
    }

    /// <summary>Early help too.</summary>
    public ImmutableArray<PlanEpisode> All { get; }

    public ImmutableArray<PlanEpisode> Statutory { get; }

    /// <summary>How many of all began before that day: the first of them stand first.</summary>
    public int BegunBefore(DateOnly day)
    {
        var (low, high) = (0, All.Length);
        while (low < high)
        {
            var mid = (low + high) / 2;
            (low, high) = All[mid].From < day ? (mid + 1, high) : (low, mid);
        }
        return low;
    }

    /// <summary>True when a child was on a plan, in need or under a section 47 enquiry on that day or ever before.</summary>
    public bool AnyBy(DateOnly day) => Statutory.Length > 0 && Statutory[0].From <= day;

    /// <summary>True when a child was on a child protection plan on that day or ever before. Enquiries and help in need are too common to make another matter graver by themselves.</summary>
    public bool ProtectedBy(DateOnly day) => Statutory.Any(e => e.Plan == Plan.ChildProtection && e.From <= day);

    /// <summary>True when a child was on a child protection or child-in-need plan on that day or ever before.</summary>
    public bool PlannedBy(DateOnly day) => Statutory.Any(e => e.Plan != Plan.SectionFortySeven && e.From <= day);

    /// <summary>Statutory plans and, where wanted, early help that is open on that day.</summary>
    public IReadOnlyList<PlanEpisode> OpenOn(DateOnly day, bool earlyHelp = true)
    {
        List<PlanEpisode>? open = null;
        foreach (var episode in earlyHelp ? All : Statutory)
            if (episode.Plan != Plan.SectionFortySeven && episode.IsOpenOn(day))
                (open ??= []).Add(episode);
        return (IReadOnlyList<PlanEpisode>?)open ?? [];
    }

    private static PlanEpisode? Episode(Report report, History history) => report.Kind switch
    {
        Domain.Kinds.SectionFortySeven => new(Plan.SectionFortySeven, report.Occurred.Day, report.Occurred.Day, [report], history.People.ChildrenIn(report)),
        Domain.Kinds.CpPlanStarted => Until(Plan.ChildProtection, report, history),
        Domain.Kinds.CinPlanStarted => Until(Plan.ChildInNeed, report, history),
        Domain.Kinds.EarlyHelpStarted => Until(Plan.EarlyHelp, report, history),
        // An end whose start nobody reported.
        Domain.Kinds.CpPlanEnded => Lone(Plan.ChildProtection, report, history, StartsOfProtection),
        Domain.Kinds.CinPlanEnded => Lone(Plan.ChildInNeed, report, history, StartsOfNeed),
        _ => null,
    };

    private static readonly IReadOnlyList<string> StartsOfProtection = [Domain.Kinds.CpPlanStarted], StartsOfNeed = [Domain.Kinds.CinPlanStarted];

    private static IReadOnlyList<string> KindsOfEnds(Plan plan) => plan switch
    {
        Plan.ChildProtection => EndsOfProtection,
        Plan.ChildInNeed => EndsOfNeed,
        _ => EndsOfEarlyHelp,
    };

    private static readonly IReadOnlyList<string> EndsOfProtection = [Domain.Kinds.CpPlanEnded], EndsOfEarlyHelp = [Domain.Kinds.CaseClosed],
        EndsOfNeed = [Domain.Kinds.CpPlanStarted, Domain.Kinds.CinPlanEnded, Domain.Kinds.CaseClosed];

    // Each service closes its own case.
    private static bool IsEnd(Plan plan, Report report) => KindsOfEnds(plan).Contains(report.Kind)
        && (report.Kind != Domain.Kinds.CaseClosed || report.Agency == (plan == Plan.EarlyHelp ? "early-help" : "childrens-social-care"));

    private static PlanEpisode? Lone(Plan plan, Report end, History history, IReadOnlyList<string> starts) =>
        history.Has(starts, new(DateOnly.MinValue, end.Occurred.Day), start => Ends(end, start, history.People)) ? null
        : new(plan, end.Occurred.Day, end.Occurred.Day, [end], history.People.ChildrenIn(end));

    private static PlanEpisode Until(Plan plan, Report start, History history)
    {
        var open = new PlanEpisode(plan, start.Occurred.Day, null, [start], history.People.ChildrenIn(start));
        return history.First(KindsOfEnds(plan), Period.Since(start.Occurred.Day), r => IsEnd(plan, r) && Ends(r, start, history.People)) is { } end ? Ended(open, end) : open;
    }

    private static PlanEpisode Ended(PlanEpisode open, Report end) => open with { To = end.Occurred.Day, Reports = [.. open.Reports, end] };

    private static bool Ends(Report end, Report start, People people)
    {
        if (end.Occurred.Day < start.Occurred.Day || end.Id == start.Id)
            return false;
        var (ended, started) = (people.ChildrenIn(end), people.ChildrenIn(start));
        return ended.Count == 0 || started.Count == 0 || ended.Any(e => started.Any(s => s.Key == e.Key));
    }
}
