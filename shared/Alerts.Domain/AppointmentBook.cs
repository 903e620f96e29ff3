namespace Alerts.Domain;

/// <summary>How many of a row of reports say what of appointments. What another agency told already is evidence, and counts no second time.</summary>
internal readonly record struct AppointmentCounts(int Brought, int Missed, int Late, int Summaries, int Critical, int OfSeveral, int Again = 0)
{
    public AppointmentCounts ToldAgain => this with { Brought = 0, Missed = 0, Again = 1 };

    public static AppointmentCounts operator +(AppointmentCounts a, AppointmentCounts b) =>
        new(a.Brought + b.Brought, a.Missed + b.Missed, a.Late + b.Late, a.Summaries + b.Summaries, a.Critical + b.Critical, a.OfSeveral + b.OfSeveral, a.Again + b.Again);

    public static AppointmentCounts operator -(AppointmentCounts a, AppointmentCounts b) =>
        new(a.Brought - b.Brought, a.Missed - b.Missed, a.Late - b.Late, a.Summaries - b.Summaries, a.Critical - b.Critical, a.OfSeveral - b.OfSeveral, a.Again - b.Again);
}

/// <summary>The reports of a row in a window of days that ends with a report: the counts are a subtraction, the reports are taken out where they are asked for.</summary>
internal readonly record struct AppointmentWindow(AppointmentRow Row, Period Days, int Start, int Next)
{
    public DateOnly End => Days.To;
    public AppointmentCounts Counts => Row.Counted(Start, Next);
    public List<Report> Reports => Row.Taken(Start, Next);
}

/// <summary>
/// What counts in a window as evidence, where no summary is in it: part of a row of reports, all that is in it on these days. On a day that two stretches of one row
/// share, both hold the same.
/// </summary>
internal readonly record struct Stretch(AppointmentWindow Window, bool WithLate)
{
    public string Row => WithLate ? Window.Row.NameWithLate : Window.Row.Name;
    public Period Days => Window.Days;
    public int Count => Counts.Brought + Counts.Missed + Counts.Again + (WithLate ? Counts.Late : 0);
    public IEnumerable<Report> All => Window.Row.Outcomes(Window.Start, Window.Next, WithLate);

    /// <summary>What is in it of an appointment of which no other agency had told already.</summary>
    public IEnumerable<Report> Once => Window.Row.Outcomes(Window.Start, Window.Next, WithLate, once: true);

    /// <summary>Its reports of that day or later, earliest first.</summary>
    public IEnumerable<Report> Since(DateOnly day) => Window.Row.Outcomes(Window.Row.FirstAtOrAfter(day, Window.Start, Window.Next), Window.Next, WithLate);

    private AppointmentCounts Counts => Window.Counts;
}

/// <summary>The appointments of one child, or those that anybody missed, earliest first, with running counts.</summary>
internal sealed class AppointmentRow(string name)
{
    private readonly List<Report> reports = [];
    private readonly List<AppointmentCounts> before = [default];   // of all reports before this one
    private readonly List<int> judgedSo = [];   // how many reports there are up to the end of each window of which the question was true
    private DateOnly notJudged;   // no window was that ends on this day or later

    public string Name { get; } = name;

    /// <summary>The same reports where late cancellations count as well.</summary>
    public string NameWithLate { get; } = name + " and late cancellations";

    public bool IsEmpty => reports.Count == 0;

    public AppointmentCounts All => before[^1];

    public AppointmentCounts Counted(int start, int next) => before[next] - before[start];

    public List<Report> Taken(int start, int next) => reports.GetRange(start, next - start);

    /// <param name="once">Without those of which another agency told already.</param>
    public IEnumerable<Report> Outcomes(int start, int next, bool late, bool once = false)
    {
        for (var i = start; i < next; i++)
            if (Appointments.IsOutcome(reports[i], late) && !(once && before[i + 1].Again > before[i].Again))
                yield return reports[i];
    }

    public List<Report> Of(Period days) =>
        FirstAtOrAfter(days.From, 0, reports.Count) is var start && NextAfter(days.To) is var next && next > start ? Taken(start, next) : [];

    /// <param name="isOfTheSame">True for an earlier report that may be about the same child.</param>
    public void Add(Report report, AppointmentCounts counts, Func<Report, bool>? isOfTheSame = null)
    {
        if (reports.Count > 0 && reports[^1].Occurred.Day == report.Occurred.Day && Appointments.IsToldAgain(report, Of(Period.On(report.Occurred.Day)).Where(isOfTheSame ?? (_ => true))))
            counts = counts.ToldAgain;
        reports.Add(report);
        before.Add(All + counts);
    }

    public void ForgetFrom(DateOnly day)
    {
        var first = FirstAtOrAfter(day, 0, reports.Count);
        reports.RemoveRange(first, reports.Count - first);
        before.RemoveRange(first + 1, before.Count - first - 1);
        while (judgedSo.Count > 0 && judgedSo[^1] > first)
            judgedSo.RemoveAt(judgedSo.Count - 1);
        notJudged = day < notJudged ? day : notJudged;
    }

    /// <summary>Each window of so many days that ends on a day of a report, where that is one of these days; earliest first.</summary>
    public IEnumerable<AppointmentWindow> Windows(int days, Period ends) => reports.Count == 0 || reports[^1].Occurred.Day < ends.From ? [] : WindowsFrom(days, ends);

    private IEnumerable<AppointmentWindow> WindowsFrom(int days, Period ends)
    {
        for (var next = FirstAtOrAfter(ends.From, 0, reports.Count) + 1; next <= reports.Count && reports[next - 1].Occurred.Day is var end && end <= ends.To; next++)
            if (next == reports.Count || reports[next].Occurred.Day != end)
                yield return WindowTo(next, days);
    }

    /// <summary>The latest of them of which that is true. Each is judged once: a row is asked for windows of one sort only.</summary>
    public AppointmentWindow? LatestWindow(int days, Period ends, Func<AppointmentWindow, bool> which)
    {
        foreach (var window in Windows(days, Period.Since(notJudged)))
            if (which(window))
                judgedSo.Add(window.Next);
        notJudged = Period.On(reports[^1].Occurred.Day).Wider(0, 1).To;
        var at = judgedSo.BinarySearch(NextAfter(ends.To));
        at = at < 0 ? ~at - 1 : at;
        return at >= 0 && reports[judgedSo[at] - 1].Occurred.Day >= ends.From ? WindowTo(judgedSo[at], days) : null;
    }

    private AppointmentWindow WindowTo(int next, int days)
    {
        var window = Period.On(reports[next - 1].Occurred.Day).Wider(days, 0);
        return new(this, window, FirstAtOrAfter(window.From, 0, next), next);
    }

    public int FirstAtOrAfter(DateOnly day, int low, int high) => History.FirstAtOrAfter(reports, day, low, high);

    private int NextAfter(DateOnly day) => day == DateOnly.MaxValue ? reports.Count : FirstAtOrAfter(day.AddDays(1), 0, reports.Count);
}

/// <summary>
/// The appointments of a household as one pattern counts them, row by row. The newest report is written below the others; where one comes in
/// between, what follows it is written again. Without it each report would have years of appointments counted anew.
/// </summary>
/// <param name="own">The household's reports that the pattern reads, earliest first, as they come and go.</param>
internal sealed class AppointmentBook(List<Report> own)
{
    private readonly List<AppointmentRow> children = [];

    /// <summary>A row for each child, named by the child's key. A report that names no child says nothing of any.</summary>
    public IReadOnlyList<AppointmentRow> Children => children;

    /// <summary>What anybody was not brought to, and late cancellations by a carer.</summary>
    public AppointmentRow Missed { get; } = new("missed");

    /// <summary>The last day of which there is a report.</summary>
    public DateOnly LastDay => own.Count == 0 ? DateOnly.MinValue : own[^1].Occurred.Day;

    /// <summary>How many of the reports are written up.</summary>
    public int Written { get; private set; }

    /// <summary>How often anything but what is newest was written again: what somebody remembers of the rows is worth nothing then.</summary>
    public int Rewritten { get; private set; }

    /// <summary>A report of that day is about to come in.</summary>
    public void Await(DateOnly day)
    {
        if (day < LastDay)
            Rewritten++;
        ForgetFrom(day);
    }

    /// <summary>Everything from that day on must be written again.</summary>
    public void Rewrite(DateOnly from)
    {
        Rewritten++;
        ForgetFrom(from);
    }

    /// <param name="counts">False for a report that says nothing of this child.</param>
    public void WriteUp(People people, Func<Report, string, bool>? counts)
    {
        for (; Written < own.Count; Written++)
        {
            var report = own[Written];
            var named = people.ChildrenIn(report);
            var count = Appointments.Count(report, named.Count);
            if (count.Missed + count.Late > 0)
                Missed.Add(report, count, r => people.MayShareAChild(r, report));
            if (Appointments.IsByTheService(report))
                continue;
            foreach (var child in named)
                if (counts?.Invoke(report, child.Key) != false)
                    RowOf(child.Key).Add(report, count);
        }
    }

    private AppointmentRow RowOf(string child)
    {
        foreach (var row in children)
            if (row.Name == child)
                return row;
        children.Add(new(child));
        return children[^1];
    }

    private void ForgetFrom(DateOnly day)
    {
        while (Written > 0 && (Written > own.Count || own[Written - 1].Occurred.Day >= day))
            Written--;
        Missed.ForgetFrom(day);
        foreach (var row in children)
            row.ForgetFrom(day);
        children.RemoveAll(r => r.IsEmpty);   // the order of the rows is that of their first reports, however those came
    }
}
