using Alerts.Domain.Values;

namespace Alerts.Domain;

/// <summary>A named person who can be told. <paramref name="Id"/> is what they sign in with; it carries no meaning.</summary>
public sealed record Professional(string Id, string Name, string Title);

/// <summary>How a person stands to a role: its holder, the deputy who stands in, the manager who answers for it.</summary>
public enum Rank { Holder, Deputy, Manager }

/// <summary>When a person answers for a role: always, in office hours only, or outside them (the Emergency Duty Team).</summary>
public enum Hours { Always, Office, OutOfHours }

/// <summary>
/// That a person holds a role, is its deputy or its manager. The narrowest one counts: of one child or household, of an organisation that reported,
/// of an area, and last of the whole partnership. <paramref name="Until"/> is the first moment at which it holds no longer.
/// </summary>
/// <param name="Child">A person's key in that household, where it is for one child only.</param>
/// <param name="Organisation">The name by which its system sends reports.</param>
/// <param name="Area">The first half of a postcode.</param>
public sealed record Holding(string Role, Professional Person, Guid? Household = null, Rank Rank = Rank.Holder, Hours Hours = Hours.Always, string? Child = null,
    string? Organisation = null, string? Area = null, DateTimeOffset? From = null, DateTimeOffset? Until = null)
{
    public bool IsAt(DateTimeOffset at) => (From is not { } from || from <= at) && (Until is not { } until || at < until);
}

/// <summary>That a person is away, on leave or ill, and who covers for them, where somebody does.</summary>
public sealed record Away(string Person, DateTimeOffset From, DateTimeOffset Until, Professional? Cover = null);

/// <summary>That a person was told of an alert, in which role; <paramref name="InsteadOf"/> names the role that nobody held.</summary>
public sealed record Told(string Role, Professional Person, string? InsteadOf = null);

/// <summary>Who holds which role. Data to a decision, so that a replay of the journal needs no look-up: the event says who was told.</summary>
public sealed class RoleDirectory
{
    /// <summary>The front-door duty manager: told in place of any role that nobody holds. Somebody must hold it.</summary>
    public const string FrontDoor = "FD";

    /// <summary>"LEADS": the lead of every attached agency.</summary>
    public const string Leads = "LEADS";

    /// <summary>Every role that a pattern may tell, beside <see cref="Leads"/> and the lead of one sort of agency, "LEAD:agency".</summary>
    public static readonly IReadOnlyList<string> Codes =
    [
        FrontDoor, "ASW", "LP", "EHM", "TM", "SM", "SUOM", "CPC", "CPA", "CPO", "TSC", "LEGAL", "NN", "ND", "NMW", "HV", "SN", "GPL", "BKC",
        "DSL", "AO", "SEND", "EYF", "EHEO", "POL", "HSG", "ADU", "PM",
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

    private readonly ILookup<string, Holding> holdings;

    /// <exception cref="ArgumentException">Nobody holds the front door for every household.</exception>
    public RoleDirectory(IEnumerable<Holding> holdings)
    {
        this.holdings = holdings.ToLookup(h => h.Role);
        if (Holder(FrontDoor, Guid.Empty) is null)
            throw new ArgumentException($"roles: nobody holds {FrontDoor} (front-door duty manager) for every household", nameof(holdings));
    }

    /// <summary>The role that leads safeguarding for a sort of agency; null for a sender who is never told.</summary>
    public static string? LeadFor(string agency) => NeverAttached.Contains(agency) ? null : LeadOf.GetValueOrDefault(agency, "LEAD:" + agency);

    public static bool IsKnown(string code) => Codes.Contains(code) || code.StartsWith("LEAD:", StringComparison.Ordinal) && Kinds.Agencies.Contains(code[5..]);

    public IEnumerable<Professional> Everybody => holdings.SelectMany(g => g).Select(h => h.Person).DistinctBy(p => p.Id);

    /// <summary>True when the person holds the role for every household, not for one alone.</summary>
    public bool Holds(string person, string role) => holdings[role].Any(h => h.Person.Id == person && h.Household is null);

    /// <summary>The person who holds the role for this household; null where nobody does.</summary>
    public Professional? Holder(string role, Guid household) =>
        (holdings[role].LastOrDefault(h => h.Household == household) ?? holdings[role].LastOrDefault(h => h.Household is null))?.Person;

    /// <summary>Who is told, one entry a role, in the order of <paramref name="tell"/>.</summary>
    public IReadOnlyList<Told> Resolve(IEnumerable<string> tell, Household household, DateOnly asOf)
    {
        var told = new List<Told>();
        foreach (var wanted in tell.SelectMany(t => t == Leads ? AttachedLeads(household, asOf) : [t]))
        {
            var choices = wanted.TrimEnd('?').Split('|');
            var role = choices.FirstOrDefault(r => Applies(r, household, asOf) && Holder(r, household.Id) is not null);
            if (role is not null)
                told.Add(new(role, Holder(role, household.Id)!));
            else if (!wanted.EndsWith('?'))
                told.Add(new(FrontDoor, Holder(FrontDoor, household.Id)!, choices[0]));
        }
        return [.. told.GroupBy(t => (t.Role, t.InsteadOf)).Select(g => g.First())];
    }

    private static IEnumerable<string> AttachedLeads(Household household, DateOnly asOf) =>
        household.AgenciesSince(asOf.AddMonths(-AttachedForMonths), asOf).Except(NeverAttached).Select(a => LeadOf.GetValueOrDefault(a, "LEAD:" + a)).Distinct();

    private static bool Applies(string role, Household household, DateOnly asOf) =>
        role != "HV" || household.History.People.Children.ToList() is var children && (children.Count == 0 || children.Exists(c => c.Under(HealthVisitorUntil, asOf)))
        || household.History.Between([Kinds.PregnancyBooked], Period.On(asOf).Wider(Pregnancy, 0).From, asOf).Count > 0;
}
