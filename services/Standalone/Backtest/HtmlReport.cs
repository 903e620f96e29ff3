using System.Globalization;
using System.Text;
using Alerts.Domain;
using Alerts.Inbox;

namespace Alerts.Standalone.Backtest;

/// <summary>
/// A back-test as pages that a partnership can read from a folder: one for each case and one that leads to them. No script, nothing
/// fetched from elsewhere. What the sources say in their own words may stand here, because cases are published or invented.
/// </summary>
public static class HtmlReport
{
    private static readonly Html Mark = Html.Of($"<meta name=\"generator\" content=\"Alerts back-test\">");

    /// <exception cref="IOException">The folder holds something that is not such a report.</exception>
    /// <exception cref="InvalidDataException">Two cases have the same name, so that one page would overwrite the other.</exception>
    public static void Write(DirectoryInfo folder, IReadOnlyList<CaseResult> results, PatternSet patterns)
    {
        if (results.GroupBy(r => PageOf(r.Case), StringComparer.OrdinalIgnoreCase).FirstOrDefault(g => g.Count() > 1) is { } twice)
            throw new InvalidDataException($"two case files are named {twice.First().Case.Name}: their pages would be one");
        foreach (var page in Check(folder))
            page.Delete();
        foreach (var result in results)
            Page(folder, PageOf(result.Case), result.Case.Header.Title, CasePage.Of(result));
        Page(folder, "index.html", "Back-test", Index(results, patterns));
    }

    /// <summary>Makes the folder ready, and answers with the pages of an earlier report in it: before the run, so that none is for nothing.</summary>
    /// <exception cref="IOException">It cannot be made, or holds something else.</exception>
    public static IReadOnlyList<FileSystemInfo> Check(DirectoryInfo folder)
    {
        folder.Create();
        var stale = folder.GetFileSystemInfos();
        return stale.FirstOrDefault(f => !IsOurs(f)) is not { } other ? stale
            : throw new IOException($"{folder.FullName}: holds something that is not a report of a back-test ({other.Name}); choose a new or an empty folder");
    }

    private static string PageOf(CaseFile file) => $"case-{file.Name}.html";

    private static bool IsOurs(FileSystemInfo entry) =>
        entry is FileInfo { Extension: ".html", LinkTarget: null } page && File.ReadLines(page.FullName).Take(5).Contains(Mark.ToString());

    private static Html Index(IReadOnlyList<CaseResult> results, PatternSet patterns)
    {
        var published = results.Where(r => !r.Case.Header.Synthetic).ToList();
        var synthetic = results.Where(r => r.Case.Header.Synthetic).ToList();
        return Html.Of($"""
            <h1>Back-test: what would have been said, and when</h1>
            <p>Each case below was replayed report by report, as if every agency had sent what it knew on the day it knew it. The pages show which patterns would have crossed their thresholds, whom they would have told, and how long before the incident.</p>
            <p>Read it with care. An alert is a reason for a person to look; it is no proof of harm, and silence is no sign of safety. The cases were chosen because they ended badly, so they cannot say how often the same patterns fire on families where all is well. Many dates in published sources are given by the month, the year or the order alone.</p>
            {(published.Count == 0 ? Html.Nothing : Published(published))}
            {(synthetic.Count == 0 ? Html.Nothing : Html.Of($"<h2>Stories and quiet controls</h2><p>Synthetic files: written to show that a pattern fires where a review asks for it, and that ordinary families stay quiet. Every date is invented, so no lead is counted.</p>{Table("Synthetic files and what was raised on them", synthetic, leads: false)}"))}
            {Which(results, patterns)}
            """);
    }

    private static Html Published(IReadOnlyList<CaseResult> results)
    {
        var (any, dated) = (results.Count(r => r.FirstActionable < r.Case.IncidentAt), results.Count(r => r.FirstDatedActionable < r.Case.IncidentAt));
        return Html.Of($"""
            <h2>Published cases</h2>
            <p class="note">In <strong>{any} of {results.Count}</strong> cases an alert would have asked for an answer the same working day or sooner (S1 or S2) before the incident; in <strong>{dated}</strong> of them on reports alone whose day, month or quarter the source gives.{Middle(results)}</p>
            {LeadPlot.Of(results)}
            {Table("Published cases: the first alert that asks for an answer the same working day or sooner, and every pattern that was raised", results, leads: true)}
            """);
    }

    private static string Middle(IReadOnlyList<CaseResult> results)
    {
        var leads = results.Where(r => r.FirstDatedActionable < r.Case.IncidentAt).Select(r => Lead.Days(r.Case, r.FirstDatedActionable!.Value)).Order().ToList();
        return leads.Count < 3 ? "" : $" Half of those came {Lead.Words(leads[leads.Count / 2])} or earlier.";
    }

    private static Html Table(string caption, IEnumerable<CaseResult> results, bool leads) => Html.Wide(caption, Html.Table(caption,
        Html.Of($"""<th scope="col">Case</th>{Number("Events")}{Number("Replayed")}<th scope="col">First actionable alert</th>{(leads ? Html.Join([Number("Days before, dated reports alone"), Number("Days before, any report")]) : Html.Nothing)}<th scope="col">Patterns raised</th>"""),
        results.Select(r => Html.Of($"""
            <tr><th scope="row" class="words"><a href="{Uri.EscapeDataString(PageOf(r.Case))}">{r.Case.Header.Title}</a></th><td class="number">{r.Case.Events.Count}</td><td class="number">{r.Replayed}</td><td>{(r.FirstActionable is { } first ? Lead.When(r.Case, first) : "none")}</td>{(leads ? Html.Of($"""<td class="number">{Days(r, r.FirstDatedActionable)}</td><td class="number">{Days(r, r.FirstActionable)}{(r.FirstActionable != r.FirstDatedActionable ? " (order only)" : "")}</td>""") : Html.Nothing)}<td>{Raised(r)}</td></tr>

            """))));

    private static Html Number(string column) => Html.Of($"""<th scope="col" class="number">{column}</th>""");

    private static string Days(CaseResult result, DateOnly? day) => day is { } d ? Lead.Days(result.Case, d).ToString("N0", CultureInfo.InvariantCulture) : "none";

    private static string Raised(CaseResult result) => result.Alerts.Count == 0 ? "none"
        : string.Join(", ", result.Alerts.GroupBy(a => a.Alert.Pattern).Select(g => g.Count() == 1 ? g.Key : $"{g.Key} ({g.Count()})").Order(StringComparer.Ordinal));

    private static Html Which(IReadOnlyList<CaseResult> results, PatternSet patterns) => Html.Of($"""
        <h2>Patterns</h2>
        <p>{patterns.InForce.Count} patterns were asked{(patterns.Version is { } version ? $", with the settings “{version}”" : ", with their published numbers")}. A pattern that was raised nowhere may still be right: few published sources say what it reads.</p>
        {Html.Wide("Patterns", Html.Table("Every pattern that was asked, and in how many cases it was raised", Html.Join([Html.Columns("Pattern", "Name", "Asks for", "Asked for by"), Number("Cases")]), patterns.InForce.Select(p => Html.Of($"""
            <tr><th scope="row">{p.Id}</th><td>{p.Name}</td><td>{(p.Class == PatternClass.Support ? "support" : "a look at risk")}</td><td>{Words.Cited(p.Cites)}</td><td class="number">{results.Count(r => r.Alerts.Any(a => a.Alert.Pattern == p.Id))}</td></tr>

            """))))}
        """);

    private static void Page(DirectoryInfo folder, string file, string title, Html body) => File.WriteAllText(Path.Combine(folder.FullName, file), Html.Of($"""
        <!doctype html>
        <html lang="en-GB">
        <head>
        <meta charset="utf-8">
        {Mark}
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
        <title>{title}</title>
        {Style}
        </head>
        <body>
        <main>
        {body}
        </main>
        </body>
        </html>

        """).ToString(), Encoding.UTF8);

    private static readonly Html Style = Html.Of($$"""
        <style>
        body { margin: 0; color: #0b0c0c; background: #fff; font: 1rem/1.5 system-ui, "Segoe UI", Roboto, Arial, sans-serif; }
        main { max-width: 75rem; margin: 0 auto; padding: 1rem; }
        h1 { font-size: 1.9rem; line-height: 1.2; } h2 { margin-top: 2.5rem; border-top: 1px solid #b1b4b6; padding-top: 1rem; } p, li, dd { max-width: 48rem; }
        a { color: #1a56a0; } a:focus, [tabindex]:focus, summary:focus { outline: 3px solid #0b0c0c; outline-offset: 2px; }
        table { border-collapse: collapse; width: 100%; margin: 1rem 0; } caption { text-align: left; font-weight: 700; padding: .5rem 0; }
        th, td { text-align: left; vertical-align: top; padding: .4rem .9rem .4rem .4rem; border-bottom: 1px solid #b1b4b6; font-weight: 400; } thead th { font-weight: 700; } .number { text-align: right; }
        tbody th { white-space: nowrap; } tbody th.words { white-space: normal; }
        dl { display: grid; grid-template-columns: minmax(8rem, 14rem) 1fr; gap: .25rem 1rem; } dt { font-weight: 700; } dd { margin: 0; }
        .wide { overflow-x: auto; } td { overflow-wrap: anywhere; min-width: 5rem; } td.number { min-width: 0; } dd, p, li, h1, summary { overflow-wrap: anywhere; } .plot { min-width: 56rem; width: 100%; font: 13px system-ui, Arial, sans-serif; } .detail { color: #383f43; }
        .note { border-left: .5rem solid #1a56a0; padding: .5rem 1rem; background: #f3f6fa; }
        .card { border: 1px solid #b1b4b6; border-left: .5rem solid #8a1f11; padding: 0 1rem; margin: 1.5rem 0; } .help { border-left-color: #00563f; }
        tr.alert { background: #fbeeec; } tr.alert a { font-weight: 700; } tr.incident { background: #0b0c0c; color: #fff; } tr.incident th { font-weight: 700; } tr.left-out { color: #4a4f52; } tr.left-out .detail { color: inherit; }
        .legend { list-style: none; padding: 0; display: flex; flex-wrap: wrap; gap: .25rem 1.5rem; } .legend svg { width: 1rem; height: 1rem; vertical-align: -.15rem; }
        .lane { stroke: #dde0e2; } .tick, .gap { stroke: #b1b4b6; stroke-dasharray: 2 3; } .gap { stroke-width: 3; } .rule { stroke: #b1b4b6; } .reach { stroke: #8a1f11; stroke-width: 2; } line.incident { stroke: #0b0c0c; stroke-width: 2; }
        .concern { fill: #1d4f8c; stroke: #1d4f8c; stroke-width: 1.5; } .other { fill: #6f777b; stroke: #6f777b; stroke-width: 1.5; } .cross { stroke: #4a4f52; stroke-width: 2; fill: none; }
        .risk { fill: #8a1f11; stroke: #8a1f11; stroke-width: 1.5; } .support { fill: #00563f; stroke: #00563f; stroke-width: 1.5; } .hollow { fill: #fff; }
        .strong, .severity { font-weight: 700; } .year, .none { fill: #383f43; }
        @media (max-width: 40rem) { dl { grid-template-columns: 1fr; } .card tr, .card tbody th, .card td { display: block; border: 0; padding: .1rem 0; white-space: normal; } .card tr { border-bottom: 1px solid #b1b4b6; padding: .4rem 0; } .card thead { position: absolute; clip-path: inset(50%); width: 1px; height: 1px; overflow: hidden; } }
        @media print { .card { break-inside: avoid; } a { color: inherit; } }
        </style>
        """);
}
