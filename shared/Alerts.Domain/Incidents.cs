namespace Alerts.Domain;

/// <summary>One thing that happened, however many agencies reported it. Never empty; earliest report first.</summary>
public sealed record Incident(IReadOnlyList<Report> Reports)
{
    public DateOnly Day => Reports[0].Occurred.Day;

    public DateOnly LastDay => Reports[^1].Occurred.Day;
}

/// <summary>How reports become things that happened, each counted once, and how many of them lie close together.</summary>
public static class Incidents
{
    /// <summary>12 months, everywhere in the catalogue: 365 days, both ends counted in.</summary>
    public const int TwelveMonths = 365;

    /// <summary>Reports on equal or adjacent days are one incident. <paramref name="reports"/> come earliest first.</summary>
    public static IReadOnlyList<Incident> Of(IEnumerable<Report> reports)
    {
        var incidents = new List<Incident>();
        List<Report>? last = null;
        foreach (var report in reports)
            if (last is not null && report.Occurred.Day <= last[^1].Occurred.Day.AddDays(1))
                last.Add(report);
            else
                incidents.Add(new(last = [report]));
        return incidents;
    }

    /// <summary>
    /// The same, child by child: two children are two incidents even on one day. A report that names no child is told of the children whom others name on
    /// that occasion; where none do it stands alone, and the child is null.
    /// </summary>
    public static IReadOnlyList<(Person? Child, Incident Incident)> ByChild(IEnumerable<Report> reports, People people)
    {
        var unnamed = new List<Report>();
        var children = new Dictionary<string, (Person Child, List<Report> Reports)>();
        foreach (var report in reports)
        {
            var named = people.ChildrenIn(report);
            if (named.Count == 0)
                unnamed.Add(report);
            foreach (var child in named)
                if (children.TryGetValue(child.Key, out var of))
                    of.Reports.Add(report);
                else
                    children[child.Key] = (child, [report]);
        }
        var all = new List<(Person? Child, Incident Incident)>();
        foreach (var (child, of) in children.Values)
            foreach (var incident in Of(unnamed.Count == 0 ? of : of.Concat(unnamed).Order(History.ByDate)))
                if (unnamed.Count == 0 || incident.Reports.Any(r => people.ChildrenIn(r).Count > 0))
                    all.Add((child, incident));
        if (unnamed.Count > 0)
        {
            var told = all.SelectMany(x => x.Incident.Reports).Select(r => r.Id).ToHashSet();
            all.AddRange(Of(unnamed.Where(r => !told.Contains(r.Id))).Select(i => ((Person?)null, i)));
        }
        return all.Count < 2 ? all : [.. all.OrderBy(x => x.Incident.Day)];
    }

    /// <summary>Each window of <paramref name="days"/> days that ends with an incident, holds at least <paramref name="threshold"/> of them and has to do with one of the days in question.</summary>
    public static IEnumerable<IReadOnlyList<Incident>> Crossing(IReadOnlyList<Incident> incidents, int days, int threshold, Period around)
    {
        var near = around.Wider(1, 1);   // a report that goes may leave two incidents where there was one
        for (int end = 0, start = 0; end < incidents.Count; end++)
        {
            while (incidents[start].Day.AddDays(days) < incidents[end].Day)
                start++;
            if (end - start + 1 >= threshold && incidents[start].Day <= near.To && LastDay(incidents, start, end) >= near.From)
                yield return [.. incidents.Skip(start).Take(end - start + 1)];
        }
    }

    // Of two children an earlier incident may go on for longer.
    private static DateOnly LastDay(IReadOnlyList<Incident> incidents, int start, int end)
    {
        var last = incidents[end].LastDay;
        for (var i = start; i < end; i++)
            last = incidents[i].LastDay > last ? incidents[i].LastDay : last;
        return last;
    }
}
