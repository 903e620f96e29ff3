using Alerts.Domain.Values;

namespace Alerts.Domain;

/// <summary>
/// Somebody of the household, joined from every report that named them by any of their identifiers.
/// <paramref name="Key"/> is the strongest identifier known (internal: it may hold an NHS number, so never in a URL or a log).
/// <paramref name="Born"/> of an unborn child is the day on which it is expected, at the latest.
/// </summary>
public sealed record Person(string Key, string Role, DateOnly? Born, string? Name, IReadOnlyList<string> Keys)
{
    public bool IsChild => Role is SubjectRoles.Child or SubjectRoles.Unborn;

    /// <summary>Whole years on that day; null where the birth date is not known or lies after it, and where nobody told of a birth.</summary>
    public int? AgeOn(DateOnly day) => Role == SubjectRoles.Unborn ? null : Years(day);

    /// <summary>True when younger than <paramref name="years"/> on that day. An unknown birth date counts as younger; who was expected so long ago is not.</summary>
    public bool Under(int years, DateOnly day) => Years(day) is not { } age || age < years;

    private int? Years(DateOnly day) =>
        Born is not { } born || born > day ? null : day.Year - born.Year - (day < born.AddYears(day.Year - born.Year) ? 1 : 0);
}

/// <summary>
/// Who lives in the household, as far as the live reports tell. Two mentions are the same person when they share an NHS number,
/// a UPN or one sender's own reference. What was told of an unborn child is told of the child who was born then, of twins both, by whatever
/// name that child is known: a plan made before the birth ends with the child's (S1 2.3, 4.1.2). The result does not depend on the order in which reports arrived.
/// </summary>
public sealed class People
{
    /// <summary>
    /// A child born within ten months after an unborn child was first told of is that child. A month before too: a birth is often dated roughly,
    /// or told of late, and no other pregnancy is known of so soon. In days, as all of these.
    /// </summary>
    private const int BornBefore = 31, BornWithin = 305;

    /// <summary>Of what is left of a pregnancy that somebody knows of, where nobody said when the birth is expected: 39 weeks.</summary>
    private const int Expecting = 273;

    /// <summary>Children of one mother who are born further apart than this were not carried together, however roughly a birth is dated.</summary>
    private const int SameBirth = 182;

    private readonly Dictionary<string, string> parent = [];
    private readonly Dictionary<string, Dictionary<Mention, LastSaid>> mentions = [];
    private readonly Dictionary<(Subject As, string? By), LastSaid> alone = [];   // of whom nothing else was ever said; kept until people change
    private readonly Dictionary<Report, IReadOnlyList<Person>> childrenIn = new(ReferenceEqualityComparer.Instance);   // kept until people change: windows overlap
    private List<Person>? all;
    private Dictionary<string, Person> byKey = [];
    private Dictionary<string, IReadOnlyList<string>> bornOf = [];   // of an unborn child's root: the children who were born then

    public People(IEnumerable<Report> reports)
    {
        foreach (var report in reports)
            Take(report);
    }

    /// <summary>Takes the people of one more report in; true when that changed who is known, as what, or when they were born.</summary>
    public bool Add(Report report)
    {
        if (WasAllSaid(report))
            return false;
        var before = All;
        Take(report);
        return before.Count != All.Count || !before.Zip(All).All(p => IsTheSame(p.First, p.Second));
    }

    /// <summary>Everybody, children first, then by key.</summary>
    public IReadOnlyList<Person> All => all ??= Build();

    public IEnumerable<Person> Children => All.Where(p => p.IsChild);

    /// <summary>The person that this subject of that report is; of twins who were not born yet the first.</summary>
    public Person Of(Report report, Subject subject) => Named(subject.Key(report))!;

    /// <summary>The person known under this key today, or null.</summary>
    public Person? Named(string key) => All.Count == 0 ? null : byKey.GetValueOrDefault(Root(key) is var root && bornOf.TryGetValue(root, out var born) ? born[0] : root);

    /// <summary>The strongest key of the same person today; a key that nobody bears stays as it is.</summary>
    public string Canonical(string key) => Named(key)?.Key ?? key;

    /// <summary>True when both keys are the same person's, or neither is anybody's.</summary>
    public bool AreTheSame(string? one, string? other) => one == other || one is not null && other is not null && Canonical(one) == Canonical(other);

    /// <summary>True when one of them bears this key.</summary>
    public static bool IsAmong(IReadOnlyList<Person> people, string key)
    {
        for (var i = 0; i < people.Count; i++)
            if (people[i].Key == key)
                return true;
        return false;
    }

    /// <summary>Children whom this report is about.</summary>
    public IReadOnlyList<Person> ChildrenIn(Report report)
    {
        if (!childrenIn.TryGetValue(report, out var children))
            childrenIn[report] = children = report.Subjects.Where(s => s.IsChild).SelectMany(s => AllNamed(s.Key(report))).DistinctBy(p => p.Key).ToArray();
        return children;
    }

    /// <summary>True when the report may be about this child: it names the child, or no child at all. Null stands for any child.</summary>
    public bool MayBeAbout(Report report, Person? child) => child is null || ChildrenIn(report) is not { Count: > 0 } named || IsAmong(named, child.Key);

    /// <summary>True when two reports may be about the same child: they share one, or one of them names none.</summary>
    public bool MayShareAChild(Report one, Report other) =>
        ChildrenIn(one) is var named && (named.Count == 0 || named.Any(c => MayBeAbout(other, c)));

    private IEnumerable<Person> AllNamed(string key) =>
        All.Count == 0 ? [] : bornOf.TryGetValue(Root(key), out var born) ? born.Select(b => byKey[b]) : byKey.TryGetValue(Root(key), out var person) ? [person] : [];

    private void Take(Report report)
    {
        foreach (var subject in report.Subjects)
        {
            var keys = subject.Keys(report).ToList();
            foreach (var key in keys)
                Join(keys[0], key);
            Keep(Root(keys[0]), Mention.Of(report, subject), report.ReportedAt, report.Id);
        }
        all = null;
        alone.Clear();
        childrenIn.Clear();
    }

    private bool WasAllSaid(Report report)
    {
        for (var i = 0; i < report.Subjects.Count; i++)
            if (!WasSaid(report, report.Subjects[i]))
                return false;
        return true;
    }

    // Most reports say nothing new about who lives there, most of them in the same words; a later mention matters only where others say something else.
    private bool WasSaid(Report report, Subject subject)
    {
        var words = (subject, subject.Ref is null ? null : report.Id.Sender);
        var isEverTheSame = Mention.IsOfTheWordsAlone(report, subject);
        if (isEverTheSame && alone.TryGetValue(words, out var last))
        {
            last.Say(report.ReportedAt, report.Id);
            return true;
        }
        string? root = null;
        foreach (var key in subject.Keys(report))
            if (!parent.ContainsKey(key) || (root ??= Root(key)) != Root(key))
                return false;
        if (!mentions.TryGetValue(root!, out var said) || !said.TryGetValue(Mention.Of(report, subject), out last))
            return false;
        if (said.Count > 1)
            return !last.IsBefore(report.ReportedAt, report.Id);
        if (isEverTheSame)
            alone[words] = last;
        last.Say(report.ReportedAt, report.Id);
        return true;
    }

    // Of mentions that say the same, only the latest can ever matter.
    private void Keep(string root, Mention mention, DateTimeOffset at, ReportId by)
    {
        if (!mentions.TryGetValue(root, out var said))
            mentions[root] = said = [];
        if (said.TryGetValue(mention, out var last))
            last.Say(at, by);
        else
            said[mention] = new(at, by);
    }

    private string Root(string key)
    {
        while (parent.TryGetValue(key, out var up) && up != key)
            key = up;
        return key;
    }

    private void Join(string one, string other)
    {
        parent.TryAdd(one, one);
        parent.TryAdd(other, other);
        var (a, b) = (Root(one), Root(other));
        if (a == b)
            return;
        var (keep, give) = string.CompareOrdinal(a, b) < 0 ? (a, b) : (b, a);
        parent[give] = keep;
        if (mentions.Remove(give, out var moved))
            foreach (var (mention, last) in moved)
                Keep(keep, mention, last.At, last.By);
    }

    private List<Person> Build()
    {
        var keys = parent.Keys.GroupBy(Root).ToDictionary(g => g.Key, g => g.Order(StringComparer.Ordinal).ToList());
        var people = mentions.Select(m => Of(m.Key, keys[m.Key], m.Value)).OrderBy(p => p.IsChild ? 0 : 1).ThenBy(p => p.Key, StringComparer.Ordinal).ToList();
        bornOf = people.Where(p => p.Role == SubjectRoles.Unborn).Select(u => (u.Key, Born: BornOf(u, people))).Where(u => u.Born.Count > 0).ToDictionary(u => u.Key, u => u.Born);
        if (bornOf.Count > 0)
            people = [.. people.Where(p => !bornOf.ContainsKey(p.Key)).Select(p => p with { Keys = [.. p.Keys, .. bornOf.Where(u => u.Value.Contains(p.Key)).SelectMany(u => keys[u.Key]).Order(StringComparer.Ordinal)] })];
        byKey = people.ToDictionary(p => p.Key);
        return people;
    }

    // The first children whose birth falls into the time in which this one was expected.
    private IReadOnlyList<string> BornOf(Person unborn, IEnumerable<Person> people)
    {
        var expected = Period.On(mentions[unborn.Key].Keys.Min(m => m.Unborn)!.Value).Wider(BornBefore, BornWithin);
        var born = people.Where(p => p.Role == SubjectRoles.Child && p.Born is { } day && expected.Holds(day)).OrderBy(p => p.Born).ToList();
        return [.. born.Where(p => p.Born!.Value.DayNumber - born[0].Born!.Value.DayNumber <= SameBirth).Select(p => p.Key)];
    }

    // Where reports disagree, the one reported last is believed; the report id settles a tie, and what it says one within a report. What was said before a birth
    // counts only where nobody has said more since.
    private static Person Of(string root, List<string> keys, Dictionary<Mention, LastSaid> said)
    {
        List<Mention> latestFirst = said.Count == 1 ? [.. said.Keys] : [.. said.OrderBy(t => t.Key.Unborn is null ? 0 : 1).ThenByDescending(t => t.Value.At).ThenByDescending(t => t.Value.By)
            .ThenBy(t => t.Key.Role, StringComparer.Ordinal).ThenBy(t => t.Key.Born).ThenBy(t => t.Key.Name, StringComparer.Ordinal).Select(t => t.Key)];
        var born = Born(latestFirst.Where(t => t.Unborn is null)) ?? Born(latestFirst);
        if (latestFirst[0].Unborn is not null)
            born ??= Period.On(latestFirst.Min(t => t.Unborn)!.Value).Wider(0, Expecting).To;
        return new(root, latestFirst[0].Role, born, latestFirst.Select(t => t.Name).FirstOrDefault(n => n is not null), keys);
    }

    private static bool IsTheSame(Person one, Person other) => one.Role == other.Role && one.Born == other.Born && one.Keys.SequenceEqual(other.Keys);

    private static DateOnly? Born(IEnumerable<Mention> latestFirst) =>
        latestFirst.Select(t => t.Born).FirstOrDefault(b => b is not null) ?? latestFirst.Select(t => t.Birth).FirstOrDefault(b => b is not null);

    /// <summary>What one report says about one person; a child's birth stands in for a birth date that nobody gave. Of an unborn child the day of which that is said.</summary>
    private readonly record struct Mention(string Role, DateOnly? Born, DateOnly? Birth, DateOnly? Unborn, string? Name)
    {
        /// <summary>True where it says the same whatever else the report says.</summary>
        public static bool IsOfTheWordsAlone(Report report, Subject subject) => subject.Role != SubjectRoles.Unborn && report.Kind != Kinds.Birth;

        // Whoever is born is unborn no more, whatever the sender still calls it.
        public static Mention Of(Report report, Subject subject) => report.Kind == Kinds.Birth && subject.IsChild
            ? new(SubjectRoles.Child, subject.Role == SubjectRoles.Unborn ? null : subject.Born, report.Occurred.Day, null, subject.Name)
            : new(subject.Role, subject.Born, null, subject.Role == SubjectRoles.Unborn ? report.Occurred.Day : null, subject.Name);
    }

    /// <summary>When the same was said last, and by which report.</summary>
    private sealed class LastSaid(DateTimeOffset at, ReportId by)
    {
        public DateTimeOffset At { get; private set; } = at;
        public ReportId By { get; private set; } = by;

        public bool IsBefore(DateTimeOffset at, ReportId by) => at != At ? at > At : by.CompareTo(By) > 0;

        public void Say(DateTimeOffset at, ReportId by)
        {
            if (IsBefore(at, by))
                (At, By) = (at, by);
        }
    }
}
