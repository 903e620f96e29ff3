namespace Alerts.Standalone.Backtest;

/// <summary>How long before each incident the first actionable alert came, drawn: one row a case. The table beside it says the same.</summary>
internal static class LeadPlot
{
    private const int Width = 1040, Left = 380, Right = 980, Row = 26, Head = 30, LongestLabel = 50;

    public static Html Of(IReadOnlyList<CaseResult> results)
    {
        var years = Math.Max(1, (results.Select(r => r.FirstActionable is { } d ? Lead.Days(r.Case, d) : 0).DefaultIfEmpty().Max() + 364) / 365);
        double At(int days) => Right - (Right - Left) * Math.Max(0, days) / (years * 365.0);
        var height = Head + Row * results.Count + 10.0;
        return Html.Of($"""
            <div class="wide" role="region" aria-label="Leads, drawn" tabindex="0">
            <svg role="img" aria-labelledby="leads-title leads-words" viewBox="0 0 {Width.ToString()} {height}" class="plot">
            <title id="leads-title">How long before each incident the first alert came that asks for an answer the same day</title>
            <desc id="leads-words">One row for each of {results.Count} cases, from {years} {(years == 1 ? "year" : "years")} before the incident at the left to the incident at the right. The table after it says the same.</desc>
            {Enumerable.Range(0, years + 1).Select(y => Html.Of($"""<line class="tick" x1="{At(y * 365)}" x2="{At(y * 365)}" y1="20" y2="{height}"/><text class="year" text-anchor="middle" x="{At(y * 365)}" y="14">{(y == 0 ? "incident" : y == 1 ? "1 year before" : $"{y} years")}</text>"""))}
            {results.Select((r, i) => Of(r, Head + Row * i, At))}
            </svg>
            </div>
            <ul class="legend">
            <li><svg aria-hidden="true" viewBox="0 0 16 16"><circle class="risk" cx="8" cy="8" r="6"/></svg> from reports whose day, month or quarter the source gives</li>
            <li><svg aria-hidden="true" viewBox="0 0 16 16"><circle class="risk hollow" cx="8" cy="8" r="6"/></svg> hollow: rests on reports whose order alone is known, so its place means nothing but “before”</li>
            </ul>
            """);
    }

    private static Html Of(CaseResult result, int top, Func<int, double> at)
    {
        var y = top + 13.0;
        var label = Html.Of($"""<text x="0" y="{y + 4}">{(result.Case.Header.Title.Length <= LongestLabel ? result.Case.Header.Title : result.Case.Header.Title[..(LongestLabel - 1)].TrimEnd() + "…")}</text>""");
        Html Point(DateOnly day, string hollow) => Html.Of($"""<circle class="risk{hollow}" cx="{at(Lead.Days(result.Case, day))}" cy="{y}" r="6"/>""");
        var (any, dated) = (result.FirstActionable, result.FirstDatedActionable);
        if (any is null)
            return Html.Of($"""{label}<text class="none" text-anchor="end" x="{Right - 8.0}" y="{y + 4}">none</text>""");
        var line = Html.Of($"""<line class="reach" x1="{at(Lead.Days(result.Case, any.Value))}" x2="{(double)Right}" y1="{y}" y2="{y}"/>""");
        return Html.Join([label, line, any != dated ? Point(any.Value, " hollow") : Html.Nothing, dated is { } d ? Point(d, "") : Html.Nothing]);
    }
}
