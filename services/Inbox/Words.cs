using System.Globalization;
using System.Text.RegularExpressions;
using Alerts.Domain;
using Alerts.Domain.Values;
using Alerts.Households.People;

namespace Alerts.Inbox;

/// <summary>What the pages say for our codes, in words that a practitioner would use.</summary>
public static partial class Words
{
    private static readonly TimeZoneInfo Here = TimeZoneInfo.TryFindSystemTimeZoneById("Europe/London", out var london) ? london : TimeZoneInfo.Utc;

    /// <summary>"by e-mail": a way of being reached, by its channel.</summary>
    public static string ByChannel(string channel) => channel switch
    {
        Households.Delivery.Email.ChannelName => "by e-mail",
        Households.Delivery.NotifyText.ChannelName => "by text message",
        Households.Delivery.Teams.ChannelName => "in Teams",
        Households.Delivery.Webhook.ChannelName => "by webhook",
        Households.Delivery.Exchange.ChannelName => "through their organisation’s own system",
        Households.Delivery.Unreached.NoWay => "outside this service",
        _ => $"by “{channel}”",
    };

    private static readonly Dictionary<string, string> Roles = new()
    {
        ["FD"] = "Front-door duty manager",
        ["ASW"] = "Allocated social worker",
        ["LP"] = "Lead practitioner",
        ["EHM"] = "Early-help team manager",
        ["SM"] = "Children’s social care service manager",
        ["SUOM"] = "Safeguarding unit operations manager",
        ["NN"] = "Named nurse",
        ["ND"] = "Named doctor",
        ["NMW"] = "Named midwife",
        ["HV"] = "Health visitor",
        ["SN"] = "School nurse",
        ["GPL"] = "GP practice safeguarding lead",
        ["DSL"] = "Designated safeguarding lead (school)",
        ["EHEO"] = "Elective-home-education officer",
        ["POL"] = "Police public-protection desk",
        ["HSG"] = "Housing safeguarding lead",
        ["BKC"] = "Booking clinic’s safeguarding contact",
        ["PM"] = "Partnership manager",
        ["OPS"] = "Operations",
        ["TM"] = "Team manager, children’s social care",
        ["CPC"] = "Child-protection conference chair",
        ["CPA"] = "Child-protection administration",
        ["CPO"] = "Case progression officer",
        ["TSC"] = "Think Space co-ordinator",
        ["LEGAL"] = "Authority’s legal team",
        ["EYF"] = "Early years forum chair",
        ["SEND"] = "SEND officer",
        ["AO"] = "Attendance officer",
        ["ADU"] = "Adult-services contact",
    };

    private static readonly Dictionary<string, string> Agencies = new()
    {
        ["childrens-social-care"] = "Children’s social care",
        ["ed"] = "Emergency department",
        ["gp"] = "GP practice",
        ["ehe"] = "Elective-home-education team",
        ["early-help"] = "Early help",
        ["voluntary-sector"] = "Voluntary organisation",
        ["rspca"] = "RSPCA",
        ["camhs"] = "Child and adolescent mental health service",
        ["other"] = "Another body",
        ["urgent-care"] = "Urgent care",
    };

    public static string Clock(Severity severity) => severity switch
    {
        Severity.S1 => "Act now: decide within 1 hour",
        Severity.S2 => "Same working day: 4 working hours",
        Severity.S3 => "Within 3 working days",
        Severity.S4 => "Weekly digest",
        _ => throw new InvalidOperationException($"severity {severity} has no words"),
    };

    /// <summary>"twice": how many times the time to answer.</summary>
    public static string Times(int step) => step switch { 1 => "once", 2 => "twice", _ => $"{step} times" };

    /// <summary>"3 hours left", rounded down; said anew only when the hour changes.</summary>
    public static string Left(TimeSpan left) =>
        left <= TimeSpan.Zero ? "the time is over"
        : left.TotalHours < 1 ? "less than an hour left"
        : left.TotalHours < 2 ? "1 hour left"
        : left.TotalHours < 48 ? $"{(int)left.TotalHours} hours left" : $"{(int)left.TotalDays} days left";

    /// <summary>"5 weeks": how long something has waited.</summary>
    public static string Weeks(int weeks) => weeks switch { 0 => "less than a week", 1 => "1 week", _ => $"{weeks} weeks" };

    public static string Role(string code) =>
        Roles.TryGetValue(code, out var words) ? words : code.StartsWith("LEAD:", StringComparison.Ordinal) ? $"Safeguarding lead, {Agency(code[5..])}" : code;

    /// <summary>"Tom Hughes, school nurse", and in whose place where they stand in.</summary>
    public static string Has(Told told) => $"{told.Person.Name}, {Inline(Role(told.Role))}" +
        (told.InsteadOf is { } role ? $" (instead of the {Inline(Role(role))}: nobody could be told)" : told.As is { } standsIn ? $", as {standsIn}" : "");

    /// <summary>Who gets what is passed on to a role, for a list to choose from: "School nurse: Tom Hughes". Who stands in is said.</summary>
    public static string Gets(Told told) => $"{Role(told.Wanted)}: " + (told.InsteadOf is not null ? $"nobody can be told, so {told.Person.Name} gets it ({Inline(Role(told.Role))})" : told.Person.Name + (told.As is { } standsIn ? $", as {standsIn}" : ""));

    /// <summary>Every role that somebody may hold, for the list of who holds what.</summary>
    public static IEnumerable<string> AllRoles => Roles.Keys.Concat(Kinds.Agencies.Select(a => "LEAD:" + a));

    /// <summary>"Deputy health visitor, outside office hours".</summary>
    public static string Holds(Holding h) => (h.Rank switch
    {
        Rank.Holder => Role(h.Role),
        Rank.Deputy => $"Deputy of the {Inline(Role(h.Role))}",
        Rank.Manager => $"Manager of the {Inline(Role(h.Role))}",
        _ => throw new InvalidOperationException($"rank {h.Rank} has no words"),
    }) + (h.Hours switch { Hours.Always => "", Hours.Office => ", in office hours", _ => ", outside office hours" });

    /// <summary>What a role is held for.</summary>
    public static string Scope(Holding h) =>
        h.Household is { } household ? (h.Child is null ? $"For household {Short(household)}" : $"For one child of household {Short(household)}")
        : h.Organisation is { } organisation ? $"For what {organisation} reports"
        : h.Area is { } area ? $"For the area {area}" : "For every household";

    /// <summary>"From 1 November 2026, 00:00 until 1 December 2026, 00:00".</summary>
    public static string Span(DateTimeOffset? from, DateTimeOffset? until) => Capital(string.Join(" ", new[] { from is { } f ? $"from {When(f)}" : null, until is { } u ? $"until {When(u)}" : null }.OfType<string>().DefaultIfEmpty("no end")));

    /// <summary>Who said so, where it was nobody of the directory.</summary>
    public static string SaidBy(string said) => said.StartsWith("message:", StringComparison.Ordinal) ? $"a message of {said[8..]}" : said == "(role file)" ? "the role file" : said;

    /// <summary>What was changed in the directory, as far as it can be said without its details: those are said of the role or the absence itself.</summary>
    public static string Changed(PeopleChange change, Roster roster)
    {
        string Held() => roster.Held.FirstOrDefault(h => h.Id == change.About)?.Holding is { } h ? $"{Inline(Holds(h))}, {Inline(Scope(h))}" : "a role";
        var until = change.Until is { } u ? $" until {When(u)}" : "";
        var way = ContactRules.All.FirstOrDefault(c => c.Channel == change.About).Words is { } words ? Inline(words) : "a way to be reached";
        return change.What switch
        {
            PeopleChanges.Listed => "Listed",
            PeopleChanges.Described => "Another name, title or organisation",
            PeopleChanges.Leaves => $"Leaves on {When(change.Until!.Value)}",
            PeopleChanges.Stays => "Does not leave, or is there again",
            PeopleChanges.Given => $"Given a role{until}: {Held()}",
            PeopleChanges.Ended => $"{(change.Until is null ? "A role has no end any more" : $"A role ends {When(change.Until.Value)}")}: {Held()}",
            PeopleChanges.Away => $"Away{until}{(roster.Leave.FirstOrDefault(a => a.Id == change.About)?.Away.Cover is { } cover ? $"; {cover.Name} covers" : "; nobody covers")}",
            PeopleChanges.Back => $"Back, or that cover ends, {When(change.Until!.Value)}",
            PeopleChanges.Reached => $"Changed: {way}",
            PeopleChanges.StruckOut => $"Struck out: {way}",
            _ => throw new InvalidOperationException($"change {change.What} has no words"),
        };
    }

    /// <summary>What waits for operations: "2 people cannot be reached and 1 sender has gone quiet"; null where nothing does.</summary>
    public static string? Operations(int people, int senders) => (people, senders) is (0, 0) ? null
        : string.Join(" and ", new[] { people switch { 0 => null, 1 => "1 person cannot be reached", _ => $"{people} people cannot be reached" }, senders switch { 0 => null, 1 => "1 sender has gone quiet", _ => $"{senders} senders have gone quiet" } }.OfType<string>());

    /// <summary>A rule that was broken, as a sentence: "Until must lie after from".</summary>
    public static string Broken(Alerts.Agencies.RefusedException refused) => Capital($"{Plain(refused.Field).ToLowerInvariant()} {refused.Rule}");

    public static string Agency(string sort) => Agencies.TryGetValue(sort, out var words) ? words : Plain(sort);

    public static string Kind(string name) => Kinds.Find(name)?.Meaning ?? Plain(name);

    public static string Pattern(string id) => Patterns.Find(id)?.Name ?? $"Pattern {id} (not in force any more)";

    public static string Decision(string code) => Decisions.All.GetValueOrDefault(code, code);

    public static string When(DateTimeOffset at) =>
        TimeZoneInfo.ConvertTime(at, Here).ToString("d MMMM yyyy, HH:mm", CultureInfo.InvariantCulture);

    /// <summary>The same for a table: "21 Nov 2026, 06:17".</summary>
    public static string Brief(DateTimeOffset at) =>
        TimeZoneInfo.ConvertTime(at, Here).ToString("d MMM yyyy, HH:mm", CultureInfo.InvariantCulture);

    public static string Day(DateOnly day) => day.ToString("d MMMM yyyy", CultureInfo.InvariantCulture);

    /// <summary>For the middle of a sentence: "named nurse", but "GP practice safeguarding lead" and "Think Space co-ordinator".</summary>
    public static string Inline(string words) => BeginsWithName().IsMatch(words) ? words : char.ToLowerInvariant(words[0]) + words[1..];

    /// <summary>The same sentence with our severity codes said in words.</summary>
    public static string Spoken(string sentence) =>
        SeverityCode().Replace(sentence, code => $"“{Clock(Enum.Parse<Severity>(code.Value)).Split(':')[0].ToLowerInvariant()}”");

    /// <summary>By name where one is known, with a child's age on that day: "Ava Green (aged 2)", "child (born 4 May 2020)", "unborn (expected by 4 May 2020)", "parent".</summary>
    public static string Person(Person person, DateOnly on) =>
        (person.Name ?? Plain(person.Role).ToLowerInvariant())
        + (person is { Role: SubjectRoles.Unborn, Born: { } due } ? $" (expected by {Day(due)})"
            : person is { IsChild: true, Name: null, Born: { } born } ? $" (born {Day(born)})" : person.IsChild && person.AgeOn(on) is { } age ? $" ({Aged(age)})" : "");

    public static string Aged(int years) => years == 0 ? "under 1" : $"aged {years}";

    /// <summary>"adult-mental-health", "adultMedicine": as ordinary words with a capital.</summary>
    public static string Plain(string code) =>
        Capital(Inner().Replace(code, " $0").Replace('-', ' ').ToLowerInvariant());

    /// <summary>The same as the beginning of a sentence.</summary>
    public static string Capital(string words) => words.Length == 0 ? words : char.ToUpperInvariant(words[0]) + words[1..];

    [GeneratedRegex(@"\bS[1-4]\b")]
    private static partial Regex SeverityCode();

    [GeneratedRegex("(?<=[a-z])[A-Z]")]
    private static partial Regex Inner();

    // An abbreviation, or two words that both begin with a capital.
    [GeneratedRegex(@"^\p{Lu}(\p{Lu}|\S* \p{Lu}\p{Ll})")]
    private static partial Regex BeginsWithName();

    /// <summary>The first characters of a household's reference, enough to tell one from another on a page.</summary>
    public static string Short(Guid household) => household.ToString("N")[..6].ToUpperInvariant();

    /// <summary>A pattern's citation with the reviews by name.</summary>
    public static string Cited(string cites) =>
        Reviews.Aggregate(cites, (text, review) => text.Replace(review.Key + " ", review.Value + ", ", StringComparison.Ordinal));

    private static readonly Dictionary<string, string> Reviews = new()
    {
        ["S0"] = "East Sussex (Family CC, 2022)",
        ["S1"] = "Stoke-on-Trent (Child B and siblings, 2023)",
        ["S2"] = "Leicester, Leicestershire and Rutland (2017)",
        ["S3"] = "HSCP seven-minute guide on neglect (2022)",
        ["S4"] = "Kingston and Richmond (2024)",
    };
}
