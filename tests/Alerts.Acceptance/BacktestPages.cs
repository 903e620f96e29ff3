using System.Text.Json;
using Alerts.Domain;
using Alerts.Households;
using Alerts.Standalone;
using Alerts.Standalone.Backtest;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace Alerts.Acceptance;

/// <summary>A back-test of every case and story, written as pages into a folder of its own; among them a case whose every word is dangerous if it is taken for markup.</summary>
public sealed class BacktestFolder : IDisposable
{
    public const string Nasty = "<script>window.hacked = 1</script> <img src=x onerror=\"window.hacked = 2\"> ' \" &lt; </table></svg>";
    public const string NastyName = "a \"quoted\" & <bold> name";

    public BacktestFolder()
    {
        var file = Path.Combine(Folder.FullName, "cases", NastyName + ".ndjson");
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllLines(file,
        [
            JsonSerializer.Serialize(new { @case = Nasty, source = Nasty, sources = new[] { Nasty }, incident = new { date = "2024-06-01", what = Nasty }, household = new[] { new { @ref = "child<b>", role = "child" } }, missed = new[] { Nasty }, notes = Nasty }),
            Event("2024-01-10", "yes"), Event("2024-03-10", "yes"), Event("2024-04-10", "no"),
        ]);
        string Of(string folder) => Path.Combine(AppContext.BaseDirectory, folder);
        var files = Directory.GetFiles(Of("cases"), "*.ndjson").Concat(Directory.GetFiles(Of("scenarios"), "*.ndjson")).Append(file).Order(StringComparer.Ordinal);
        var backtest = new Backtest(RoleFile.Read(DemoFiles.Roles), PatternSet.Everything);
        Results = [.. files.Select(f => backtest.Run(CaseFile.Read(f), generous: false))];
        HtmlReport.Write(Report, Results, PatternSet.Everything);
    }

    private DirectoryInfo Folder { get; } = Directory.CreateTempSubdirectory("backtest");
    public DirectoryInfo Report => new(Path.Combine(Folder.FullName, "report"));
    public IReadOnlyList<CaseResult> Results { get; }

    public IHtmlDocument Page(string file) => new HtmlParser().ParseDocument(File.ReadAllText(Path.Combine(Report.FullName, file)));

    public void Dispose() => Folder.Delete(recursive: true);

    private static string Event(string at, string known) => JsonSerializer.Serialize(new { at, precision = "day", agency = "ed", kind = "substance-ingestion", subject = "child<b>", detail = Nasty, known_at_time = known });
}

/// <summary>The back-test's pages hold everything, need nothing from elsewhere, and take no word of a source for markup.</summary>
public sealed class BacktestPages(BacktestFolder folder) : IClassFixture<BacktestFolder>
{
    [Fact]
    public void The_index_leads_to_a_page_for_every_case_and_names_every_pattern()
    {
        var index = folder.Page("index.html");
        Assert.Equal(folder.Results.Count + 1, folder.Report.GetFiles().Length);
        foreach (var result in folder.Results)
        {
            var link = Assert.Single(index.QuerySelectorAll("a"), a => a.TextContent == result.Case.Header.Title);
            var page = folder.Page(Uri.UnescapeDataString(link.GetAttribute("href")!));
            Assert.Equal(result.Case.Header.Title, page.QuerySelector("h1")!.TextContent);
            Assert.Equal(result.Alerts.Count, page.QuerySelectorAll("section[id^=alert-]").Length);
            Assert.Equal(result.Case.Events.Count, page.QuerySelectorAll("caption").Single(c => c.TextContent.StartsWith("The same", StringComparison.Ordinal)).ParentElement!.QuerySelectorAll("tbody tr:not(.alert)").Length);
        }
        foreach (var pattern in PatternSet.Everything.InForce)
            Assert.Contains(index.QuerySelectorAll("tbody th"), th => th.TextContent == pattern.Id);
    }

    [Fact]
    public void A_page_runs_no_script_and_fetches_nothing()
    {
        foreach (var page in Pages())
            Assert.Empty(page.QuerySelectorAll("script, img, link, iframe, object, [onclick], [onload], [onerror], [src], [style]"));
    }

    [Fact]
    public void Every_table_has_a_caption_and_headed_columns_and_every_drawing_a_name_in_words()
    {
        foreach (var page in Pages())
        {
            Assert.Equal("en-GB", page.DocumentElement.GetAttribute("lang"));
            Assert.Single(page.QuerySelectorAll("h1"));
            Assert.All(page.QuerySelectorAll("table"), t => Assert.NotEmpty(t.QuerySelector("caption")!.TextContent));
            Assert.All(page.QuerySelectorAll("th"), th => Assert.Contains(th.GetAttribute("scope"), (string[])["col", "row"]));
            Assert.All(page.QuerySelectorAll("svg:not([aria-hidden])"), s => Assert.True(s.GetAttribute("role") == "img" && s.QuerySelector("title")!.TextContent.Length > 10));
            Assert.Equal(page.QuerySelectorAll("[id]").Length, page.QuerySelectorAll("[id]").Select(e => e.Id).Distinct().Count());
        }
    }

    [Fact]
    public void What_a_case_file_says_is_shown_as_text()
    {
        var page = folder.Page($"case-{BacktestFolder.NastyName}.html");
        Assert.Empty(page.QuerySelectorAll("b, bold, script, img"));
        Assert.Equal(BacktestFolder.Nasty, page.QuerySelector("h1")!.TextContent);
        Assert.Contains(BacktestFolder.Nasty, page.QuerySelector(".detail")!.TextContent);
        Assert.Contains(BacktestFolder.Nasty, page.QuerySelector("svg title")!.TextContent);
        Assert.Contains(page.QuerySelectorAll("td"), td => td.TextContent == "child<b>");
        Assert.Contains("No agency knew it at the time.", page.Body!.TextContent);
    }

    [Fact]
    public void A_quiet_control_says_that_silence_is_no_sign_of_safety() =>
        Assert.Contains("no finding that the children were safe", folder.Page("case-quiet-eight-of-ten-synthetic.html").Body!.TextContent);

    [Fact]
    public void A_story_has_no_lead_and_a_published_case_has_no_more_exact_a_date_than_its_source()
    {
        Assert.DoesNotContain(folder.Page("case-child-b-synthetic.html").QuerySelectorAll("dd"), d => d.TextContent.Contains(" days)", StringComparison.Ordinal));
        Assert.Contains(folder.Page("case-01-stoke-child-b.html").QuerySelectorAll("tr.alert th"), th => th.TextContent == "May 2019");
    }

    [Fact]
    public void A_report_replaces_an_earlier_report_and_nothing_else()
    {
        using var place = new Place();
        HtmlReport.Write(place.Folder, folder.Results, PatternSet.Everything);
        HtmlReport.Write(place.Folder, [.. folder.Results.Take(1)], PatternSet.Everything);
        Assert.Equal(2, place.Folder.GetFiles().Length);
        File.WriteAllText(Path.Combine(place.Folder.FullName, "minutes.html"), "<!doctype html><p>Not ours.</p>");
        var refused = Assert.Throws<IOException>(() => HtmlReport.Write(place.Folder, folder.Results, PatternSet.Everything));
        Assert.Contains("minutes.html", refused.Message);
        Assert.Equal(3, place.Folder.GetFiles().Length);
    }

    [Fact]
    public void A_folder_with_a_folder_in_it_is_no_earlier_report()
    {
        using var place = new Place();
        place.Folder.CreateSubdirectory("photos");
        Assert.Throws<IOException>(() => HtmlReport.Write(place.Folder, folder.Results, PatternSet.Everything));
    }

    [Fact]
    public void Two_cases_of_one_name_are_refused()
    {
        using var place = new Place();
        var wrong = Assert.Throws<InvalidDataException>(() => HtmlReport.Write(place.Folder, [folder.Results[0], folder.Results[0]], PatternSet.Everything));
        Assert.Contains(folder.Results[0].Case.Name, wrong.Message);
    }

    private IEnumerable<IHtmlDocument> Pages() => folder.Report.GetFiles().Select(f => folder.Page(f.Name));

    private sealed class Place : IDisposable
    {
        public DirectoryInfo Folder { get; } = Directory.CreateTempSubdirectory("pages");

        public void Dispose() => Folder.Delete(recursive: true);
    }
}

/// <summary>The same pages in a browser, from the disk.</summary>
[Collection(nameof(Stories))]
public sealed class BacktestPagesInABrowser(Chromium chromium, BacktestFolder folder) : IClassFixture<BacktestFolder>
{
    [Theory]
    [InlineData("index.html")]
    [InlineData("case-child-b-synthetic.html")]
    [InlineData("case-01-stoke-child-b.html")]
    [InlineData($"case-{BacktestFolder.NastyName}.html")]
    public async Task A_page_passes_WCAG_22_AA_and_fits_into_320_pixels(string page)
    {
        await using var person = await Person.Opens(chromium, new("file:///"));
        await person.Page.GotoAsync(new Uri(Path.Combine(folder.Report.FullName, Uri.EscapeDataString(page))).AbsoluteUri.Replace("%25", "%", StringComparison.Ordinal));
        await PagesAreAccessible.Passes(person);
        await person.Page.SetViewportSizeAsync(320, 700);
        await PagesAreAccessible.Passes(person);
        Assert.True(await person.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= document.documentElement.clientWidth"), "the page is wider than its window of 320 pixels");
        Assert.True(await person.Page.EvaluateAsync<bool>("window.hacked === undefined"));
        Assert.Empty(person.Complaints);
    }
}
