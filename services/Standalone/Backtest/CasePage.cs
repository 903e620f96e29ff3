using Alerts.Domain;
using Alerts.Domain.Values;
using Alerts.Inbox;

namespace Alerts.Standalone.Backtest;

/// <summary>One case as a page: what it is, what was reported and when, what would have been said to whom, and what was left out.</summary>
internal static class CasePage
{
    public static Html Of(CaseResult result)
    {
        var (file, header) = (result.Case, result.Case.Header);
        return Html.Of($"""
            <p><a href="index.html">All cases</a></p>
            <h1>{header.Title}</h1>
            {(header.Synthetic ? Html.Of($"<p class=\"note\"><strong>Synthetic.</strong> A story written after a published review. Every date in it is invented, so it has no lead times.</p>") : Html.Nothing)}
            <dl>
            <dt>{(header.Incident is null ? "Last day looked at" : "Incident")}</dt><dd>{header.Incident ?? "Nothing happened: this is a control that must stay quiet."} ({When(header.When)})</dd>
            {(header.Synthetic ? Html.Nothing : Html.Of($"<dt>Source</dt><dd>{header.Source}</dd>"))}
            <dt>Reports</dt><dd>{result.Replayed} of {file.Events.Count} events were replayed, {(result.Generous ? "with those of which it is unclear whether an agency knew them at the time" : "only what an agency knew at the time")}. {result.Households} {(result.Households == 1 ? "household" : "households")}.</dd>
            <dt>Alerts</dt><dd>{Counted(result)}</dd>
            <dt>First alert that asks for an answer the same day or sooner</dt><dd>{FirstActionable(result)}</dd>
            </dl>
            {Missed(header)}
            {(header.Notes is null ? Html.Nothing : Html.Of($"<details><summary>How this file was made</summary><p>{header.Notes}</p>{List(header.Sources)}</details>"))}
            <h2>Timeline</h2>
            {TimelinePlot.Of(result)}
            {Table(result)}
            <h2>Alerts</h2>
            {(result.Alerts.Count == 0 ? Html.Of($"<p>No pattern crossed its threshold. That is no finding that the children were safe.</p>") : Html.Join(result.Alerts.Select((a, i) => Alert(result, a, i))))}
            {NotReplayed(result)}
            {(result.Faults.Count == 0 ? Html.Nothing : Html.Of($"<h2>Patterns that failed</h2><p>A fault of this program, not of the case: {string.Join(", ", result.Faults.Select(f => $"{f.Pattern} ({f.ErrorType})").Distinct())}.</p>"))}
            """);
    }

    /// <summary>"14 May 2019: same working day, …" for the first alert that asks for an answer at once; how long before.</summary>
    public static string FirstActionable(CaseResult result) =>
        result.FirstActionable is not { } any ? "none"
        : result.Case.Header.Synthetic ? $"{Words.Day(any)}, as the story has it"
        : result.FirstDatedActionable is not { } dated ? "before the incident; how long is not known, because it rests on reports whose order alone is known"
        : Lead.When(result.Case, dated) + ", " + Lead.Words(Lead.Days(result.Case, dated)) + (any == dated ? "" : "; an earlier one rests on reports whose order alone is known");

    private static string Counted(CaseResult result)
    {
        var (risk, support) = (result.Alerts.Count(a => a.Alert.Class == PatternClass.Risk), result.Alerts.Count(a => a.Alert.Class == PatternClass.Support));
        return result.Alerts.Count == 0 ? "none" : $"{risk} about risk, of {result.Alerts.Where(a => a.Alert.Class == PatternClass.Risk).Select(a => a.Alert.Pattern).Distinct().Count()} patterns" + (support == 0 ? "" : $"; {support} to offer support");
    }

    private static Html Missed(CaseHeader header) =>
        header.Missed.Count == 0 ? Html.Nothing : Html.Of($"<h2>What professionals missed, by the published source</h2>{List(header.Missed)}");

    private static Html List(IReadOnlyList<string> texts) => texts.Count == 0 ? Html.Nothing : Html.Of($"<ul>{texts.Select(t => Html.Of($"<li>{t}</li>"))}</ul>");

    private static Html Table(CaseResult result)
    {
        var reports = result.Case.Events.Select(e => (Day: e.At, Order: e.Kind == Kinds.SeriousIncident ? 2 : 0, Row: Report(result, e)));
        var alerts = result.Alerts.SelectMany((a, i) => a.Raisings.Select(n => (Day: UkDay.Of(n.At), Order: 1, Row: Raised(result.Case, a, i, n))));
        return Html.Wide("Timeline, as a table", Html.Table("The same as a table: every event of the case, and every alert on the day it would have come", Html.Columns("Date", "From", "What", "About"),
            reports.Concat(alerts).OrderBy(r => r.Day).ThenBy(r => r.Order).Select(r => r.Row)));
    }

    private static Html Report(CaseResult result, CaseEvent e)
    {
        var whyNot = result.Case.WhyNot(e, result.Generous);
        var times = e.Count is { } n ? $" ({n} times, counted as one)" : e.Repeated ? " (repeatedly, counted as one)" : "";
        return e.Kind == Kinds.SeriousIncident
            ? Html.Of($"""<tr class="incident"><th scope="row">{Date(e)}</th><td>{Words.Agency(e.Agency)}</td><td><strong>The incident.</strong> {e.Detail}</td><td>{About(e.Subject)}</td></tr>""")
            : Html.Of($"""<tr{(whyNot is null ? Html.Nothing : Html.Of($" class=\"left-out\""))}><th scope="row">{Date(e)}</th><td>{Words.Agency(e.Agency)}</td><td>{(whyNot is null ? Html.Nothing : Html.Of($"<em>Not replayed: {whyNot}</em> "))}{Words.Kind(e.Kind)}{times}.{(e.Detail is null ? Html.Nothing : Html.Of($" <span class=\"detail\">{e.Detail}</span>"))}</td><td>{About(e.Subject)}</td></tr>""");
    }

    private static Html Raised(CaseFile file, AlertFound found, int index, Noticed notice) => Html.Of($"""
        <tr class="alert"><th scope="row">{Lead.When(file, UkDay.Of(notice.At))}</th><td>{(found.Alert.Class == PatternClass.Support ? "Alerts: support" : "Alerts")}</td><td><a href="#alert-{index.ToString()}">{(notice is AlertRaised ? "Alert" : "Told again")}: {found.Alert.Pattern} {Words.Pattern(found.Alert.Pattern)}</a>. {Words.Clock(notice.Severity)}.</td><td>{Concerns(found)}</td></tr>

        """);

    private static Html Alert(CaseResult result, AlertFound found, int index)
    {
        var alert = found.Alert;
        var rests = found.Evidence.Select(e => e.Event).ToList();
        return Html.Of($"""
            <section class="{(alert.Class == PatternClass.Support ? "card help" : "card")}" id="alert-{index.ToString()}" aria-labelledby="alert-{index.ToString()}-name">
            <h3 id="alert-{index.ToString()}-name">{alert.Pattern} {Words.Pattern(alert.Pattern)}</h3>
            <p>{alert.Sentence}</p>
            <dl>
            <dt>About</dt><dd>{Concerns(found)}</dd>
            <dt>Asks for</dt><dd>{alert.Severity.ToString()}: {Words.Clock(alert.Severity)}{(alert.Class == PatternClass.Support ? ". It asks to offer support and is never counted as risk" : "")}</dd>
            <dt>Before the incident</dt><dd>{Lead.Words(result.Case, found.FirstToldAt, rests)}</dd>
            <dt>Told</dt><dd>{string.Join("; ", alert.Told.Select(Person).Distinct())}</dd>
            {(alert.EvidenceWithdrawn ? Html.Of($"<dt>Evidence</dt><dd>None of the reports that it rested on counts any more.</dd>") : Html.Nothing)}
            </dl>
            {Html.Table("When people were told", Html.Columns("Date", "Severity", "Why"), alert.Notices.Select(n => Html.Of($"""<tr><th scope="row">{Lead.When(result.Case, UkDay.Of(n.At))}</th><td>{n.Severity.ToString()}</td><td>{Why(n)}</td></tr>""")))}
            {(rests.Count == 0 ? Html.Nothing : Html.Table("Because of", Html.Columns("Date", "From", "Report", "About"),
                rests.Select(e => Html.Of($"""<tr><th scope="row">{Date(e)}</th><td>{Words.Agency(e.Agency)}</td><td>{Words.Kind(e.Kind)}</td><td>{About(e.Subject)}</td></tr>"""))))}
            </section>
            """);
    }

    private static string Why(Noticed notice) => notice switch
    {
        AlertRaised => "Raised",
        AlertReopened again => "Told again: " + Words.Spoken(again.WhatIsNew),
        _ => notice.Sentence,
    };

    private static string Person(Told told) =>
        told.InsteadOf is { } nobody ? $"{Words.Role(told.Role)} (nobody holds the role: {Words.Inline(Words.Role(nobody))})" : Words.Role(told.Role);

    private static Html NotReplayed(CaseResult result)
    {
        var left = result.Case.Events.Select(e => (Event: e, Why: result.Case.WhyNot(e, result.Generous))).Where(e => e.Why is not null).ToList();
        return Html.Of($"""
            <h2>What was not replayed</h2>
            {(left.Count == 0 ? Html.Of($"<p>Everything in the file was replayed.</p>") : Html.Wide("What was not replayed", Html.Table("Events of the file that the patterns never saw, and why", Html.Columns("Date", "From", "What", "Why not"),
                left.Select(e => Html.Of($"""<tr><th scope="row">{Date(e.Event)}</th><td>{Words.Agency(e.Event.Agency)}</td><td>{Words.Kind(e.Event.Kind)}. <span class="detail">{e.Event.Detail}</span></td><td>{e.Why}</td></tr>""")))))}
            """);
    }

    private static string Concerns(AlertFound found) =>
        found.Alert.Child is null ? "the household"
        : found.Evidence.Select(e => e.Event.Subject).Distinct().ToList() is { Count: 1 } only ? About(only[0]) : "one child";

    private static string About(string subject) => subject == "household" ? "the household" : subject.Replace('-', ' ');

    private static string Date(CaseEvent e) => new EventDate(e.At, e.Precision) + (e.Precision == Precision.OrderOnly ? " (order only)" : "");

    private static string When(string written) =>
        DateOnly.TryParseExact(written, "yyyy-MM-dd", out var day) ? Words.Day(day)
        : DateOnly.TryParseExact(written + "-01", "yyyy-MM-dd", out var month) ? new EventDate(month, Precision.Month).ToString()
        : written;
}
