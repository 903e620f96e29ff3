namespace Alerts.Domain;

/// <summary>A child protection plan, child-in-need episode or section 47 enquiry: from its first to its last day; null while no end is known.</summary>
public sealed record PlanEpisode(DateOnly From, DateOnly? To, IReadOnlyList<Report> Reports);

/// <summary>Plans of any child of the household, in any authority. Plan history never fades; patterns say how far back they look.</summary>
public static class PlanHistory
{
    public static readonly IReadOnlyList<string> Kinds =
        [Domain.Kinds.CpPlanStarted, Domain.Kinds.CpPlanEnded, Domain.Kinds.CinPlanStarted, Domain.Kinds.SectionFortySeven];

    /// <summary>Kinds that end an episode as well: social care closing the case ends a child-in-need plan.</summary>
    public static readonly IReadOnlyList<string> KindsWithEnds = [.. Kinds, Domain.Kinds.CaseClosed];

    public static IEnumerable<PlanEpisode> Episodes(History history)
    {
        var reports = history.Of(KindsWithEnds);
        var people = history.People;
        foreach (var start in reports)
            switch (start.Kind)
            {
                case Domain.Kinds.SectionFortySeven:
                    yield return new(start.Occurred.Day, start.Occurred.Day, [start]);
                    break;
                case Domain.Kinds.CpPlanStarted:
                    yield return Until(start, reports.FirstOrDefault(r => r.Kind == Domain.Kinds.CpPlanEnded && Ends(r, start, people)));
                    break;
                case Domain.Kinds.CinPlanStarted:
                    yield return Until(start, reports.FirstOrDefault(r => Ends(r, start, people)
                        && (r.Kind == Domain.Kinds.CpPlanStarted || r.Kind == Domain.Kinds.CaseClosed && r.Agency == "childrens-social-care")));
                    break;
                case Domain.Kinds.CpPlanEnded when !reports.Any(r => r.Kind == Domain.Kinds.CpPlanStarted && Ends(start, r, people)):
                    yield return new(start.Occurred.Day, start.Occurred.Day, [start]);
                    break;
                default:
                    break;
            }
    }

    private static PlanEpisode Until(Report start, Report? end) =>
        end is null ? new(start.Occurred.Day, null, [start]) : new(start.Occurred.Day, end.Occurred.Day, [start, end]);

    private static bool Ends(Report end, Report start, People people)
    {
        if (end.Occurred.Day < start.Occurred.Day || end.Id == start.Id)
            return false;
        var (ended, started) = (people.ChildrenIn(end), people.ChildrenIn(start));
        return ended.Count == 0 || started.Count == 0 || ended.Any(e => started.Any(s => s.Key == e.Key));
    }
}
