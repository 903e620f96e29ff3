using Alerts.Domain;
using Alerts.Domain.Values;
using Alerts.Inbox;

namespace Alerts.Standalone.Backtest;

/// <summary>A case drawn: a lane for each agency with its reports, below them a lane for each pattern with what it said. The table beside it says the same.</summary>
internal static class TimelinePlot
{
    private const int Width = 1040, Left = 370, Right = 1000, Lane = 22, Head = 34, LongestLabel = 54;

    /// <summary>What lies before a gap of more than this share of the whole time, and is no more than this share of the reports, is drawn at the edge.</summary>
    private const double FarBack = 0.25;

    public static Html Of(CaseResult result)
    {
        var agencies = result.Case.Events.Where(e => e.Kind != Kinds.SeriousIncident).Select(e => e.Agency).Distinct().ToList();
        var patterns = result.Alerts.Select(a => a.Alert.Pattern).Distinct().ToList();
        var scale = Scale.For(result);
        var top = Head + Lane * agencies.Count + (patterns.Count > 0 ? Head : 0);
        var height = top + Lane * patterns.Count + 12;
        var (title, words) = ($"{result.Case.Header.Title}: reports and alerts over time", $"{result.Case.Events.Count} events of {agencies.Count} agencies, and {result.Alerts.Count} alerts of {patterns.Count} patterns. The table after it says the same.");
        return Html.Of($"""
            <div class="wide" role="region" aria-label="Timeline, drawn" tabindex="0">
            <svg role="img" aria-labelledby="plot-title plot-words" viewBox="0 0 {Width.ToString()} {(double)height}" class="plot">
            <title id="plot-title">{title}</title><desc id="plot-words">{words}</desc>
            {scale.Axis(height)}
            {agencies.Select((a, i) => Label(Head + Lane * i, Words.Agency(a)))}
            {result.Case.Events.Where(e => e.Kind != Kinds.SeriousIncident).Select(e => Mark(scale.At(e.At), Head + Lane * agencies.IndexOf(e.Agency), e, result))}
            {(patterns.Count == 0 ? Html.Nothing : Html.Of($"""<line class="rule" x1="0" x2="{(double)Width}" y1="{top - 18.0}" y2="{top - 18.0}"/><text class="strong" x="0" y="{top - 4.0}">Alerts</text>"""))}
            {patterns.Select((p, i) => Label(top + Lane * i, Short($"{p} {Words.Pattern(p)}")))}
            {patterns.SelectMany((p, i) => Flags(result.Alerts.Where(a => a.Alert.Pattern == p), scale, top + Lane * i))}
            </svg>
            </div>
            {Legend}
            """);
    }

    private static readonly Html Legend = Html.Of($"""
        <ul class="legend">
        <li><svg aria-hidden="true" viewBox="0 0 16 16"><circle class="concern" cx="8" cy="8" r="5"/></svg> a concern</li>
        <li><svg aria-hidden="true" viewBox="0 0 16 16"><rect class="other" x="4" y="4" width="8" height="8"/></svg> a need, an event, or help</li>
        <li><svg aria-hidden="true" viewBox="0 0 16 16"><circle class="concern hollow" cx="8" cy="8" r="5"/></svg> hollow: the source gives a year or an order only</li>
        <li><svg aria-hidden="true" viewBox="0 0 16 16"><path class="cross" d="M4 4l8 8M12 4l-8 8"/></svg> not replayed</li>
        <li><svg aria-hidden="true" viewBox="0 0 16 16"><path class="risk" d="M8 2l6 11H2z"/></svg> an alert, with how soon it asks for an answer (S1 to S4)</li>
        <li><svg aria-hidden="true" viewBox="0 0 16 16"><path class="risk hollow" d="M8 2l6 11H2z"/></svg> told again</li>
        <li><svg aria-hidden="true" viewBox="0 0 16 16"><path class="support" d="M8 2l6 6l-6 6l-6 -6z"/></svg> offer support; never counted as risk</li>
        </ul>
        """);

    private static Html Label(int y, string words) => Html.Of($"""<text x="0" y="{y + 15.0}">{words}</text><line class="lane" x1="{(double)Left}" x2="{(double)Right}" y1="{y + 11.0}" y2="{y + 11.0}"/>""");

    private static Html Mark(double x, int lane, CaseEvent e, CaseResult result)
    {
        var y = lane + 11.0;
        var hollow = e.Precision is Precision.Year or Precision.OrderOnly ? " hollow" : "";
        return result.Case.WhyNot(e, result.Generous) is not null ? Html.Of($"""<path class="cross" d="M{x - 4} {y - 4}l8 8M{x + 4} {y - 4}l-8 8"/>""")
            : Kinds.IsAdverse(e.Kind) ? Html.Of($"""<circle class="concern{hollow}" cx="{x}" cy="{y}" r="5"/>""")
            : Html.Of($"""<rect class="other{hollow}" x="{x - 4}" y="{y - 4}" width="8" height="8"/>""");
    }

    // The severity stands before the first flag and wherever it changed: what comes later is drawn to the right.
    private static IEnumerable<Html> Flags(IEnumerable<AlertFound> alerts, Scale scale, int lane)
    {
        Severity? said = null;
        foreach (var (alert, notice) in alerts.SelectMany(a => a.Raisings.Select(n => (a.Alert, n))).OrderBy(x => x.n.At))
        {
            var (x, y) = (scale.At(UkDay.Of(notice.At)), lane + 11.0);
            var hollow = notice is AlertRaised ? "" : " hollow";
            yield return alert.Class == PatternClass.Support
                ? Html.Of($"""<path class="support{hollow}" d="M{x} {y - 7}l7 7l-7 7l-7 -7z"/>""")
                : Html.Of($"""<path class="risk{hollow}" d="M{x} {y - 7}l7 12h-14z"/>""");
            if (notice.Severity != said)
                yield return Html.Of($"""<text class="severity" text-anchor="end" x="{x - 9}" y="{y + 5}">{notice.Severity.ToString()}</text>""");
            said = notice.Severity;
        }
    }

    private static string Short(string words) => words.Length <= LongestLabel ? words : words[..(LongestLabel - 1)].TrimEnd() + "…";

    /// <summary>Where a day lies. The years before <paramref name="From"/> are drawn at the edge.</summary>
    private sealed record Scale(DateOnly From, DateOnly To, DateOnly? Earlier, DateOnly Incident, bool HasIncident)
    {
        private const int Gutter = 40;

        public static Scale For(CaseResult result)
        {
            var days = result.Case.Events.Select(e => e.At).Order().ToList();
            var incident = result.Case.IncidentAt;
            var to = days.Append(incident).Concat(result.Alerts.SelectMany(a => a.Raisings).Select(n => UkDay.Of(n.At))).Max();
            var first = days.Count == 0 ? to.AddYears(-1) : days[0];
            var far = days.Index().Skip(1).LastOrDefault(d => d.Index <= days.Count * FarBack && d.Item.DayNumber - days[d.Index - 1].DayNumber > (to.DayNumber - first.DayNumber) * FarBack);
            return far.Index == 0 ? new(first, to, null, incident, result.Case.Header.Incident is not null) : new(far.Item, to, first, incident, result.Case.Header.Incident is not null);
        }

        public double At(DateOnly day) => day < From ? Left + 8
            : Start + (Right - Start) * (double)(day.DayNumber - From.DayNumber) / Math.Max(1, To.DayNumber - From.DayNumber);

        private double Start => Earlier is null ? Left + 8 : Left + Gutter;

        public Html Axis(int height) => Html.Of($"""
            {(Earlier is { } earlier ? Html.Of($"""<text class="year" text-anchor="end" x="{Left + 20.0}" y="12">from {earlier.Year.ToString()}</text><line class="gap" x1="{Left + 24.0}" x2="{Left + 24.0}" y1="18" y2="{(double)height}"/>""") : Html.Nothing)}
            {Ticks.Select(t => Html.Of($"""<line class="tick" x1="{At(t.Day)}" x2="{At(t.Day)}" y1="18" y2="{(double)height}"/><text class="year" x="{At(t.Day) + 2}" y="12">{t.Words}</text>"""))}
            {(HasIncident ? Html.Of($"""<line class="incident" x1="{At(Incident)}" x2="{At(Incident)}" y1="28" y2="{(double)height}"/><text class="strong" text-anchor="end" x="{At(Incident) + 30}" y="26">incident</text>""") : Html.Nothing)}
            """);

        // Years, or quarters where the whole is short.
        private IEnumerable<(DateOnly Day, string Words)> Ticks
        {
            get
            {
                var months = To.DayNumber - From.DayNumber > 800 ? 12 : To.DayNumber - From.DayNumber > 250 ? 3 : 1;
                var step = months * Math.Max(1, (To.DayNumber - From.DayNumber) / 365 / 12);
                for (var day = new DateOnly(From.Year, 1, 1); day <= To; day = day.AddMonths(step))
                    if (day >= From)
                        yield return (day, months == 12 ? day.Year.ToString() : day.ToString(day.Month == 1 ? "MMM yyyy" : "MMM", System.Globalization.CultureInfo.InvariantCulture));
            }
        }
    }
}
