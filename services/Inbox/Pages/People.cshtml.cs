using System.Text;
using Alerts.Agencies;
using Alerts.Domain;
using Alerts.Households.People;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Alerts.Inbox.Pages;

/// <summary>Who is told: everybody in the directory, to search and to add to. For holders of the front door and the partnership manager only.</summary>
public sealed class PeoplePage(PeopleDirectory directory, Staffing staffing, Access access, TimeProvider clock) : PageModel
{
    /// <summary>A page that anybody can still read; who has more searches.</summary>
    public const int MostShown = 200;

    private const string Sought = "Sought";

    public string? Search { get; private set; }
    public IReadOnlyList<(Listed Person, IReadOnlyList<Holding> Holds, Away? Away)> Found { get; private set; } = [];
    public int All { get; private set; }

    /// <summary>Those of them who are not there any more.</summary>
    public IReadOnlyList<Listed> Gone { get; private set; } = [];
    public IReadOnlyList<(string Field, string Rule)> Errors { get; private set; } = [];
    public (string? Id, string? Name, string? Title, string? Organisation) New { get; private set; }

    public string? Error(string field) => Errors.Where(e => e.Field == field).Select(e => e.Rule).FirstOrDefault();

    public override void OnPageHandlerExecuting(PageHandlerExecutingContext context)
    {
        if (!access.KeepsThePeople(HttpContext.Person().Id))
            context.Result = NotFound();
    }

    public void OnGet() => Show(null);

    /// <summary>What was searched for stands in a cookie that only this service can read, never in an address; so a way back finds it again.</summary>
    public void OnGetFound() => Show((string?)TempData.Peek(Sought));

    public IActionResult OnPostSearch(string? search)
    {
        if (string.IsNullOrWhiteSpace(search))
            return RedirectToPage();
        TempData[Sought] = search.Trim()[..Math.Min(search.Trim().Length, HoldingRules.LongestName)];
        return RedirectToPage("People", "Found");
    }

    /// <summary>Who holds what, in the columns that the import reads, without what is held for one child: nobody could say afterwards into whose hands the child's number went.</summary>
    public async Task<IActionResult> OnGetExportAsync(CancellationToken ct)
    {
        await directory.Refresh(ct);
        using var text = new StringWriter();
        PeopleCsv.Write(directory.Roster, clock.GetUtcNow(), text, children: false);
        return File(Encoding.UTF8.GetBytes(text.ToString()), "text/csv; charset=utf-8", "people.csv");
    }

    public IActionResult OnGetSample() => File(Encoding.UTF8.GetBytes(PeopleCsv.Sample), "text/csv; charset=utf-8", "people-sample.csv");

    public async Task<IActionResult> OnPostAsync(string? id, string? name, string? title, string? organisation, CancellationToken ct)
    {
        New = (id, name, title, organisation);
        try
        {
            await staffing.List(new((id ?? "").Trim(), (name ?? "").Trim(), (title ?? "").Trim()), (organisation ?? "").Trim(), HttpContext.Person().Id, ct);
        }
        catch (RefusedException refused)
        {
            Errors = [("new-" + refused.Field, Words.Broken(refused))];
            Show(null);
            return Page();
        }
        TempData["Said"] = $"{name!.Trim()} is listed.";
        return RedirectToPage("OnePerson", new { key = directory.Roster.Person(id!.Trim())!.Key });
    }

    private void Show(string? search)
    {
        Search = search?.Trim();
        var (roster, now) = (directory.Roster, clock.GetUtcNow());
        var held = roster.Held.Where(h => !h.IsOver(now)).ToLookup(h => h.Holding.Person.Id, h => h.Holding);
        var away = roster.Leave.Select(l => l.Away).Where(a => a.From <= now && now < a.Until).ToLookup(a => a.Person);
        var matching = roster.People.Where(p => string.IsNullOrEmpty(Search) || Says(p, held[p.Person.Id], Search)).ToLookup(p => p.LeftAt <= now);
        var found = matching[false].ToList();
        Gone = [.. matching[true].OrderByDescending(p => p.LeftAt).Take(MostShown)];
        (All, Found) = (found.Count, [.. found.Take(MostShown).Select(p => (p, (IReadOnlyList<Holding>)[.. held[p.Person.Id]], away[p.Person.Id].FirstOrDefault()))]);
    }

    private static bool Says(Listed p, IEnumerable<Holding> held, string search) =>
        new[] { p.Person.Id, p.Person.Name, p.Person.Title, p.Organisation }.Concat(held.SelectMany(h => new[] { h.Role, Words.Role(h.Role), h.Area ?? "" })).Any(t => t.Contains(search, StringComparison.OrdinalIgnoreCase));
}
