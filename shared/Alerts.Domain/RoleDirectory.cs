using Alerts.Domain.Values;

namespace Alerts.Domain;

/// <summary>Who holds which role. Data to a decision, so that a replay of the journal needs no look-up: the event says who was told.</summary>
public sealed class RoleDirectory
{
    /// <summary>The front-door duty manager: told in place of any role that nobody holds. Somebody must hold it.</summary>
    public const string FrontDoor = "FD";

    /// <summary>The partnership manager: told where nobody else answers.</summary>
    public const string Partnership = "PM";

    /// <summary>Who runs the service: told of senders that go quiet and of people who cannot be reached.</summary>
    public const string Operations = "OPS";

    /// <summary>"LEADS": the lead of every attached agency.</summary>
    public const string Leads = "LEADS";

    /// <summary>Every role that a pattern may tell, beside <see cref="Leads"/> and the lead of one sort of agency, "LEAD:agency".</summary>
    public static readonly IReadOnlyList<string> Codes =
    [
        FrontDoor, "ASW", "LP", "EHM", "TM", "SM", "SUOM", "CPC", "CPA", "CPO", "TSC", "LEGAL", "NN", "ND", "NMW", "HV", "SN", "GPL", "BKC",
        "DSL", "AO", "SEND", "EYF", "EHEO", "POL", "HSG", "ADU", Partnership, Operations,
    ];

    /// <summary>An agency counts as attached while its last report is at most this old, in months.</summary>
    public const int AttachedForMonths = 24;

    /// <summary>Health visitors hold children under five; school nurses hold them from five.</summary>
    private const int HealthVisitorUntil = 5;

    /// <summary>A health visitor holds an unborn child too; a pregnancy lasts no longer than this, in days.</summary>
    private const int Pregnancy = 280;

    /// <summary>The role that leads safeguarding for a sort of agency. Others have a lead of their own, "LEAD:agency".</summary>
    private static readonly Dictionary<string, string> LeadOf = new()
    {
        ["ed"] = "NN",
        ["community-paediatrics"] = "NN",
        ["midwifery"] = "NMW",
        ["health-visiting"] = "HV|SN",
        ["school-nursing"] = "SN",
        ["gp"] = "GPL",
        ["school"] = "DSL",
        ["nursery"] = "DSL",
        ["ehe"] = "EHEO",
        ["early-help"] = "EHM",
        ["childrens-social-care"] = "SM",
        ["police"] = "POL",
        ["housing"] = "HSG",
    };

    /// <summary>Senders outside the statutory network get a receipt and the class of outcome, never an alert.</summary>
    internal static readonly string[] NeverAttached = ["voluntary-sector", "rspca", "other"];

    // A partnership has tens of thousands of families, most with holdings of their own: each is asked for hers and for the common ones only.
    private readonly ILookup<(string Role, Guid? Household), Holding> holdings;
    private readonly ILookup<string, Away> away;

    /// <param name="holdings">Holders, deputies and managers of roles.</param>
    /// <param name="away">Who is away, from when to when.</param>
    /// <param name="nation">Whose bank holidays the partnership has.</param>
    /// <exception cref="ArgumentException">Nobody holds the front door for every household.</exception>
    public RoleDirectory(IEnumerable<Holding> holdings, IEnumerable<Away>? away = null, Nation nation = Nation.EnglandAndWales)
    {
        this.holdings = holdings.ToLookup(h => (h.Role, h.Household));
        this.away = (away ?? []).ToLookup(a => a.Person);
        Nation = nation;
        if (Holder(FrontDoor, Guid.Empty) is null)
            throw new ArgumentException($"roles: nobody holds {FrontDoor} (front-door duty manager) for every household", nameof(holdings));
    }

    /// <summary>Whose bank holidays the partnership has.</summary>
    public Nation Nation { get; }

    /// <summary>The role that leads safeguarding for a sort of agency; null for a sender who is never told.</summary>
    public static string? LeadFor(string agency) => NeverAttached.Contains(agency) ? null : LeadOf.GetValueOrDefault(agency, "LEAD:" + agency);

    public static bool IsKnown(string code) => Codes.Contains(code) || code.StartsWith("LEAD:", StringComparison.Ordinal) && Kinds.Agencies.Contains(code[5..]);

    public IEnumerable<Professional> Everybody => holdings.SelectMany(g => g).Select(h => h.Person).DistinctBy(p => p.Id);

    /// <summary>True when the person holds the role for the whole partnership at that moment, whatever the hour, or stands in for whoever does: as cover, or because nobody else can be told.</summary>
    public bool Holds(string person, string role, DateTimeOffset at) =>
        holdings[(role, null)].Any(h => IsOfAll(h) && h.IsAt(at) && (h.Person.Id == person || away[h.Person.Id].Any(a => a.From <= at && at < a.Until && a.Cover?.Id == person)))
        || ReachOwn(role, Whereabouts.Nowhere, null, at, Clocks.IsOffice(at, Nation), null)?.Person.Id == person;

    /// <summary>The person who holds the role for this household or, where it has none of its own, for all, at that moment (null: whenever); null where nobody does.</summary>
    public Professional? Holder(string role, Guid household, DateTimeOffset? at = null) =>
        (Latest(holdings[(role, household)], at) ?? Latest(holdings[(role, null)].Where(IsOfAll), at))?.Person;

    /// <summary>Who has this place for the household at that moment: the narrowest that holds then; null where nobody does.</summary>
    public Professional? At(string role, Rank rank, IWhereabouts household, string? child, DateTimeOffset at) => At(role, rank, household, child, at, Clocks.IsOffice(at, Nation));

    internal Professional? At(string role, Rank rank, IWhereabouts household, string? child, DateTimeOffset at, bool office)
    {
        var (best, narrowest) = ((Holding?)null, (Width: 0, Day: 0, Hours: 0));
        foreach (var holding in Held(role, rank, household, at, office))
        {
            // Of two as narrow, the organisation that reported last, then who is there at this very hour, then the later in the list.
            var width = (Width(holding, household, child), holding.Organisation is { } o ? household.LastReportedBy(o)?.DayNumber ?? 0 : 0, holding.Hours == Hours.Always ? 0 : 1);
            if (width.Item1 > 0 && width.CompareTo(narrowest) >= 0)
                (best, narrowest) = (holding, width);
        }
        return best?.Person;
    }

    /// <summary>True when the person is away at that moment.</summary>
    public bool IsAway(string person, DateTimeOffset at) => away[person].Any(a => a.From <= at && at < a.Until);

    /// <summary>Who is told, one entry a role, in the order of <paramref name="tell"/>.</summary>
    /// <param name="tell">Role codes, as patterns give them.</param>
    /// <param name="household">Whose alert it is.</param>
    /// <param name="child">The child that it is about; null where it is about the household.</param>
    /// <param name="asOf">The day of what happened: who was attached then.</param>
    /// <param name="at">When they are told.</param>
    /// <param name="missed">Told of everybody who should have been told and could not be, in order.</param>
    /// <param name="byDay">For who is there in office hours, whatever the hour: what a day brings is found before offices open.</param>
    public IReadOnlyList<Told> Resolve(IEnumerable<string> tell, Household household, string? child, DateOnly asOf, DateTimeOffset at, Action<Unreachable>? missed = null, bool byDay = false)
    {
        var told = new List<Told>();
        foreach (var wanted in tell.SelectMany(t => t == Leads ? AttachedLeads(household, asOf) : [t]))
        {
            var choices = wanted.TrimEnd('?').Split('|');
            // Whose hours are over holds the role all the same: somebody stands in for them.
            var role = choices.FirstOrDefault(r => Applies(r, household, child, asOf) && (At(r, Rank.Holder, household, child, at, true) ?? At(r, Rank.Holder, household, child, at, false)) is not null);
            if (role is null && wanted.EndsWith('?'))
                continue;
            told.Add(Reach(role ?? choices[0], household, child, at, byDay || Clocks.IsOffice(at, Nation), missed));
        }
        return [.. told.DistinctBy(t => (t.Role, t.InsteadOf))];
    }

    /// <summary>Who is told for this role: its holder, else cover, deputy, manager, the front door, the partnership manager; at last whoever holds the front door, away or not.</summary>
    public Told Reach(string role, IWhereabouts household, string? child, DateTimeOffset at, Action<Unreachable>? missed = null) =>
        Reach(role, household, child, at, Clocks.IsOffice(at, Nation), missed);

    /// <summary>Who has it now of somebody who was told: the same person as long as they have the place, so that the end of a shift takes nothing away; else whoever would be told for the role.</summary>
    public Told HandedOn(Told told, IWhereabouts household, string? child, DateTimeOffset at)
    {
        var office = Clocks.IsOffice(at, Nation);
        var now = Reach(told.Wanted, household, child, at, office, null);
        var standsIn = told.InsteadOf is not null || told.As is not null;
        return !(standsIn && now is { InsteadOf: null, As: null }) && Reach(told.Wanted, household, child, at, !office, null).Person.Id == told.Person.Id ? told : now;
    }

    /// <summary>
    /// True while the person has the place in which they were told, or would be told for that role now. Neither the end of a shift nor leave takes a place away, and
    /// of two that are as narrow, two children's or two organisations', neither takes the other's.
    /// </summary>
    public bool Has(Told told, IWhereabouts household, string? child, DateTimeOffset at) =>
        (told.As switch
        {
            null => HasPlace(told.Person.Id, told.Role, Rank.Holder, household, child, at),
            StandsIn.Deputy => HasPlace(told.Person.Id, told.Role, Rank.Deputy, household, child, at),
            StandsIn.Manager => HasPlace(told.Person.Id, told.Role, Rank.Manager, household, child, at),
            StandsIn.Cover => InHoursAndOut(office => At(told.Role, Rank.Holder, household, child, at, office) is { } holder && away[holder.Id].Any(a => a.From <= at && at < a.Until && a.Cover?.Id == told.Person.Id)),
            _ => throw new InvalidOperationException($"nobody stands in as {told.As}"),
        }) || HandedOn(told, household, child, at).Person.Id == told.Person.Id;

    /// <summary>True when the person holds the role for this household, whatever the hour, or stands in for whoever does because they are away.</summary>
    public bool Holds(string person, string role, IWhereabouts household, string? child, DateTimeOffset at) =>
        HasPlace(person, role, Rank.Holder, household, child, at) || InHoursAndOut(office => ReachOwn(role, household, child, at, office, null)?.Person.Id == person);

    private bool HasPlace(string person, string role, Rank rank, IWhereabouts household, string? child, DateTimeOffset at) => InHoursAndOut(office =>
    {
        var held = Held(role, rank, household, at, office).Select(h => (Holding: h, Width: Width(h, household, child))).Where(h => h.Width > 0).ToList();
        var narrowest = held.Select(h => h.Width).DefaultIfEmpty().Max();
        return held.Where(h => h.Width == narrowest).Select(h => h.Holding).GroupBy(h => (h.Organisation, h.Child))
            .Any(g => g.OrderBy(h => h.Hours == Hours.Always ? 0 : 1).Last().Person.Id == person);
    });

    private static bool InHoursAndOut(Func<bool, bool> has) => has(true) || has(false);

    private IEnumerable<Holding> Held(string role, Rank rank, IWhereabouts household, DateTimeOffset at, bool office) =>
        holdings[(role, household.Id)].Concat(holdings[(role, null)]).Where(h => h.Rank == rank && h.IsAt(at) && (h.Hours == Hours.Always || (h.Hours == Hours.Office) == office));

    /// <summary>Who would be told for this role, were it in office hours.</summary>
    internal Told ByDay(string role, IWhereabouts household, string? child, DateTimeOffset at, Action<Unreachable>? missed = null) => Reach(role, household, child, at, true, missed);

    private Told Reach(string role, IWhereabouts household, string? child, DateTimeOffset at, bool office, Action<Unreachable>? missed) =>
        ReachOwn(role, household, child, at, office, missed)
        ?? (role == FrontDoor ? null : ReachOwn(FrontDoor, household, child, at, office, missed) is { } door ? door with { InsteadOf = role } : null)
        ?? (role == Partnership ? null : ReachOwn(Partnership, household, child, at, office, missed) is { } partnership ? partnership with { InsteadOf = role } : null)
        ?? new(FrontDoor, (Holder(FrontDoor, household.Id, at) ?? Holder(FrontDoor, household.Id))!, role == FrontDoor ? null : role);

    private Told? ReachOwn(string role, IWhereabouts household, string? child, DateTimeOffset at, bool office, Action<Unreachable>? missed)
    {
        var holder = At(role, Rank.Holder, household, child, at, office);
        if (holder is not null && !IsAway(holder.Id, at))
            return new(role, holder);
        missed?.Invoke(new(role, "holder", holder));
        if (holder is not null && away[holder.Id].FirstOrDefault(a => a.From <= at && at < a.Until)?.Cover is { } cover)
        {
            if (!IsAway(cover.Id, at))
                return new(role, cover, As: StandsIn.Cover);
            missed?.Invoke(new(role, StandsIn.Cover, cover));
        }
        foreach (var (rank, place) in new[] { (Rank.Deputy, StandsIn.Deputy), (Rank.Manager, StandsIn.Manager) })
        {
            var standIn = At(role, rank, household, child, at, office);
            if (standIn is not null && !IsAway(standIn.Id, at))
                return new(role, standIn, As: place);
            missed?.Invoke(new(role, place, standIn));
        }
        return null;
    }

    private static bool IsOfAll(Holding h) => h.Household is null && h.Organisation is null && h.Area is null && h.Rank == Rank.Holder;

    private static Holding? Latest(IEnumerable<Holding> held, DateTimeOffset? at) => held.LastOrDefault(h => h.Rank == Rank.Holder && (at is not { } moment || h.IsAt(moment)));

    // 0: not this household's; the narrower the more. What is about the whole household is for its own holder before one child's.
    private static int Width(Holding h, IWhereabouts household, string? child) =>
        h.Household is { } own ? own != household.Id ? 0 : h.Child is null ? 6 : child is null ? 5 : household.Canonical(h.Child) == household.Canonical(child) ? 7 : 0
        : h.Organisation is { } organisation ? household.LastReportedBy(organisation) is null ? 0 : 4
        : h.Area is { } area ? string.Equals(household.Area, area, StringComparison.OrdinalIgnoreCase) ? 3 : 0
        : 1;

    private static IEnumerable<string> AttachedLeads(Household household, DateOnly asOf) =>
        household.AgenciesSince(asOf.AddMonths(-AttachedForMonths), asOf).Except(NeverAttached).Select(a => LeadOf.GetValueOrDefault(a, "LEAD:" + a)).Distinct();

    // By the age of the child that it is about; where it is about the household, of any.
    private static bool Applies(string role, Household household, string? child, DateOnly asOf)
    {
        if (role != "HV")
            return true;
        if (child is not null && household.History.People.Named(child) is { } one)
            return one.Under(HealthVisitorUntil, asOf);
        var children = household.History.People.Children.ToList();
        return children.Count == 0 || children.Exists(c => c.Under(HealthVisitorUntil, asOf))
            || household.History.Between([Kinds.PregnancyBooked], Period.On(asOf).Wider(Pregnancy, 0).From, asOf).Count > 0;
    }
}
