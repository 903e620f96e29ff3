using Alerts.Domain.Values;

namespace Alerts.Domain;

/// <summary>
/// Notices that in an open case nobody has heard the child alone, for eight weeks or at three contacts in a row: children were not always spoken
/// to alone, and those too young were not always observed (S2 KF3; S0 L28; S1 LP12; S4 Q3). A child who was asked and did not want to talk was heard.
/// </summary>
public sealed class ChildsVoiceMissing() : AbsencePattern("VOICE-1", 2, "Child's own voice missing", "S2 KF3; S0 L28; S1 LP12; S4 Q3", Raises.AnewForEveryIncident,
    [.. PlanHistory.Starts, Domain.Kinds.HomeVisitNoConcern, Domain.Kinds.DoorstepVisitOnly, Domain.Kinds.RoutineContact, Domain.Kinds.AssessmentCompleted, Domain.Kinds.SchoolConcern, Domain.Kinds.ChildDisclosure],
    tell: ["LP|ASW", "DSL"])
{
    public override string Clears => "The child's voice, or an observation of a child too young to ask, is recorded.";

    private static readonly Number Window = new("window", 56, "days", Origin.Proposal, "without the child's voice");
    private static readonly Number Contacts = new("contacts", 3, "contacts", Origin.Proposal, "in a row without it");
    private static readonly Number TooYoungToAsk = new("tooYoungToAsk", 5, "years", Origin.Proposal, "of age: a younger child is observed rather than spoken to (\"too young\")");
    private static readonly Grade Usual = new("severity", Severity.S4, Origin.Proposal, "always");


    public override IReadOnlyList<string> Context => [Domain.Kinds.CinPlanEnded, Domain.Kinds.CpPlanEnded, Domain.Kinds.CaseClosed];
    public override bool FirstRelease => false;
    public override bool JoinsAdjacentDays => false;
    public override bool ReadsPeople => true;
    public override IReadOnlyList<Setting> Settings => [Window, Contacts, TooYoungToAsk, Usual];
    public override int Reach => this[Window] + 1;
    public override string Memory => "as long as the case is open";

    // Whether a case is open changes what every contact from then on means, and the wait that runs into that day.
    public override Period Touches(DateOnly context) => Period.Since(context).Wider(Reach, 0);
    public override Period Touches(Report own) => PlanHistory.Starts.Contains(own.Kind) ? Touches(own.Occurred.Day) : base.Touches(own);

    // One contact more without the child's voice makes no silence shorter; a case that opens or closes today is too late for what is late.
    public override bool OnlyGrowsBy(Report came, History history) =>
        history.IsLastOwn(this, came) && !IsVoice(came, null) && (!PlanHistory.Starts.Contains(came.Kind) || history.IsOfToday(came));

    public override bool OnlySettles(Report came, History history) => history.IsLastOwn(this, came.Occurred.Day) && history.IsOfToday(came);

    // A contact with a parent alone says nothing about the child.
    public override bool Reads(Report report) => base.Reads(report) && (PlanHistory.Starts.Contains(report.Kind) || report.Subjects.Count == 0 || report.Subjects.Any(s => s.IsChild));

    public override IEnumerable<Expected> Missing(History history, Period around)
    {
        // A silence begins where a case opens or a child is heard: mostly neither is near, and nothing more need be read.
        var near = new Period(history.Reach(this, around).From, around.To);
        List<Report> voices = LastVoice(history) >= near.From ? [.. history.Own(this, near).Where(r => IsVoice(r, null))] : [];
        var plans = history.Plans.All;
        for (var i = voices.Count == 0 ? history.Plans.BegunBefore(near.From) : 0; i < plans.Length && plans[i].From <= near.To; i++)
        {
            var episode = plans[i];
            if (episode.To < near.From || !PlanHistory.Starts.Contains(episode.Reports[0].Kind))
                continue;
            foreach (var child in episode.Children.Count > 0 ? episode.Children : AnyChild)
                foreach (var day in Begins(episode, child, near, voices, history.People))
                    if (Silence(episode, child, day, history, around) is { } silence)
                        yield return silence;
        }
    }

    private static readonly IReadOnlyList<Person?> AnyChild = [null];

    private sealed record Heard(DateOnly? Last, DateOnly ReadTo);

    // The last day on which any child was heard, read on from where it was read before.
    private DateOnly? LastVoice(History history)
    {
        var (last, from) = history.NotedBy(this) is Heard heard ? (heard.Last, heard.ReadTo) : (null, DateOnly.MinValue);
        var reports = history.Own(this, Period.Since(from));
        foreach (var report in reports)
            last = IsVoice(report, null) ? report.Occurred.Day : last;
        history.Note(this, new Heard(last, reports.Count > 0 ? reports[^1].Occurred.Day : from));
        return last;
    }

    private IEnumerable<DateOnly> Begins(PlanEpisode episode, Person? child, Period near, List<Report> voices, People people)
    {
        if (voices.Count == 0)
            return [episode.From];
        var heard = voices.Where(r => r.Occurred.Day >= episode.From && !(r.Occurred.Day > episode.To) && IsVoice(r, child) && people.MayBeAbout(r, child)).Select(r => r.Occurred.Day);
        return (near.Holds(episode.From) ? heard.Prepend(episode.From) : heard).Distinct();
    }

    // From the start of the case, or from a day on which the child was heard, to the next such day. Where there were contacts enough before the days in question, they change nothing of it.
    private Expected? Silence(PlanEpisode episode, Person? child, DateOnly day, History history, Period around)
    {
        var last = day.AddDays(this[Window]);
        var reports = history.Own(this, new(day, episode.To < last ? episode.To.Value : last));
        var (contacts, again) = After(day, reports, child, history.People);
        IReadOnlyList<Report> Beginning() => [.. reports.TakeWhile(r => r.Occurred.Day == day).Where(r => history.People.MayBeAbout(r, child))];
        if (contacts.Count >= this[Contacts])
            return contacts[^1].LastDay.AddDays(1) < around.From ? null : Expected.By(contacts[^1].Day, () => new(child?.Key, this[Usual], [.. Beginning(), .. contacts.SelectMany(c => c.Reports)],
                $"{contacts.Count} contacts in a row ({string.Join("; ", contacts.Select(c => c.Reports[0].Occurred))}) in an open case without the child seen alone or, if very young, observed. {Ask}"));
        return again || episode.To <= last ? null
            : Expected.By(last.AddDays(1), () => Found(child, Beginning()));
    }

    private Finding Found(Person? child, IReadOnlyList<Report> heard) => new(child?.Key, this[Usual], heard,
        $"In an open case nobody has recorded for {Spoken.Days(this[Window])}, since {heard[^1].Occurred}, that the child was seen alone or, if very young, observed. {Ask}");

    // As many contacts as count, up to the day on which the child is heard again, and whether that is so.
    private (List<Incident> Contacts, bool Again) After(DateOnly day, IReadOnlyList<Report> reports, Person? child, People people)
    {
        var (contacts, again) = (new List<List<Report>>(), false);
        foreach (var report in reports)
        {
            if (report.Occurred.Day == day || !people.MayBeAbout(report, child))
                continue;
            if (IsVoice(report, child))
            {
                contacts.ForEach(c => c.RemoveAll(r => r.Occurred.Day == report.Occurred.Day));
                again = true;
                break;
            }
            if (PlanHistory.Starts.Contains(report.Kind))
                continue;
            if (contacts is [.., var latest] && report.Occurred.Day <= latest[^1].Occurred.Day.AddDays(1))
                latest.Add(report);
            else if (contacts.Count < this[Contacts])
                contacts.Add([report]);
            else
                break;
        }
        return ([.. contacts.Where(c => c.Count > 0).Select(c => new Incident(c))], again);
    }

    private const string Ask = "Ask what a day in this child's life is like, and who can ask the child.";

    private bool IsVoice(Report report, Person? child) =>
        report.Kind == Domain.Kinds.ChildDisclosure || report.Attributes.Count > 0 && SaysVoice(report, child);

    private bool SaysVoice(Report report, Person? child) =>
        report.Says("childSeenAlone") || report.Says("childDeclined")
        || report.Says("childObserved") && (child is null || child.Under(this[TooYoungToAsk], report.Occurred.Day));
}
