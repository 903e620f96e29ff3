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

    // A contact with a parent alone says nothing about the child.
    public override bool Reads(Report report) => base.Reads(report) && (PlanHistory.Starts.Contains(report.Kind) || report.Subjects.Count == 0 || report.Subjects.Any(s => s.IsChild));

    public override IEnumerable<Expected> Missing(History history, Period around)
    {
        var near = history.Reach(this, around);
        IReadOnlyList<Report>? reports = null;
        bool? heard = null;
        foreach (var episode in history.Plans.All)
        {
            if (episode.From > around.To || episode.To < near.From || !PlanHistory.Starts.Contains(episode.Reports[0].Kind))
                continue;
            // A silence begins where a case opens or a child is heard: mostly neither is near, and nothing need be read.
            if (episode.From < near.From && !(heard ??= history.Own(this, new(near.From, around.To)).Any(r => IsVoice(r, null))))
                continue;
            reports ??= history.Own(this, near);
            foreach (var child in episode.Children.Cast<Person?>().DefaultIfEmpty())
            {
                var days = reports.Where(r => r.Occurred.Day >= episode.From && !(r.Occurred.Day > episode.To) && history.People.MayBeAbout(r, child))
                    .GroupBy(r => r.Occurred.Day).Select(g => g.ToList()).ToList();
                for (var i = 0; i < days.Count && days[i][0].Occurred.Day <= around.To; i++)
                    if ((days[i][0].Occurred.Day == episode.From || days[i].Exists(r => IsVoice(r, child))) && Silence(episode, child, days[i], days.Skip(i + 1)) is { } silence)
                        yield return silence;
            }
        }
    }

    // From the start of the case, or from a day on which the child was heard, to the next such day.
    private Expected? Silence(PlanEpisode episode, Person? child, List<Report> heard, IEnumerable<List<Report>> after)
    {
        var day = heard[0].Occurred.Day;
        var last = day.AddDays(this[Window]);
        var soon = after.TakeWhile(d => d[0].Occurred.Day <= last).ToList();
        var silent = soon.TakeWhile(d => !d.Exists(r => IsVoice(r, child))).ToList();
        var contacts = Incidents.Of(silent.SelectMany(d => d.Where(r => !PlanHistory.Starts.Contains(r.Kind)))).Take(this[Contacts]).ToList();
        if (contacts.Count >= this[Contacts])
            return Expected.By(contacts[^1].Day, () => new(child?.Key, this[Usual], [.. heard, .. contacts.SelectMany(c => c.Reports)],
                $"{contacts.Count} contacts in a row ({string.Join("; ", contacts.Select(c => c.Reports[0].Occurred))}) in an open case without the child seen alone or, if very young, observed. {Ask}"));
        return silent.Count < soon.Count || episode.To <= last ? null
            : Expected.By(last.AddDays(1), () => new(child?.Key, this[Usual], heard,
                $"In an open case nobody has recorded for {Spoken.Days(this[Window])}, since {heard[^1].Occurred}, that the child was seen alone or, if very young, observed. {Ask}"));
    }

    private const string Ask = "Ask what a day in this child's life is like, and who can ask the child.";

    private bool IsVoice(Report report, Person? child) =>
        report.Kind == Domain.Kinds.ChildDisclosure || report.Attributes.Count > 0 && SaysVoice(report, child);

    private bool SaysVoice(Report report, Person? child) =>
        report.Says("childSeenAlone") || report.Says("childDeclined")
        || report.Says("childObserved") && (child is null || child.Under(this[TooYoungToAsk], report.Occurred.Day));
}
