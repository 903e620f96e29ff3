using Alerts.Households;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Alerts.Inbox.Pages;

/// <summary>Everything that waits for a person, so that nothing lies where nobody looks. For holders of the front door only.</summary>
public sealed class FrontDoorPage(Workspace workspace, Waits waits, Access access) : PageModel
{
    public const string NewHousehold = "new";
    public const string Typed = "typed";

    public IReadOnlyList<DeskRow> Rows { get; private set; } = [];
    public int Waiting => Rows.Count;

    /// <summary>What waits for operations, in words; null where nothing does.</summary>
    public string? Operations { get; private set; }
    public IReadOnlyList<(string Field, string Rule)> Errors { get; private set; } = [];
    public Guid Row { get; private set; }
    public string? Chosen { get; private set; }
    public string? Reference { get; private set; }
    public string? Done { get; private set; }

    public override void OnPageHandlerExecuting(PageHandlerExecutingContext context)
    {
        if (!access.HoldsFrontDoor(HttpContext.Person().Id))
            context.Result = NotFound();
    }

    public Task OnGetAsync(CancellationToken ct) => Look(ct);

    /// <param name="row">The waiting report.</param>
    /// <param name="household">A candidate's id, "typed" or "new".</param>
    /// <param name="reference">The household's reference, where it is typed.</param>
    /// <param name="ct">Ends with the request.</param>
    public async Task<IActionResult> OnPostAsync(Guid row, string? household, string? reference, CancellationToken ct)
    {
        (Row, Chosen, Reference) = (row, household, reference);
        Guid? id = null;
        if (household is null)
            Errors = [($"household-{row:N}", "Choose a household for this report")];
        else if (household != NewHousehold)
            id = await Known(household == Typed ? reference : household, ct);
        if (Errors.Count == 0 && !await workspace.Settle(row, id, HttpContext.Person().Id, ct))
            Errors = [("main-content", "That report does not wait any more: somebody settled it before you")];
        if (Errors.Count > 0)
        {
            await Look(ct);
            return Page();
        }
        TempData["Said"] = id is null ? "The report has a new household." : "The report has its household.";
        return RedirectToPage();
    }

    /// <param name="row">The message that could not be taken.</param>
    /// <param name="done">What the person did about it, in words.</param>
    /// <param name="ct">Ends with the request.</param>
    public async Task<IActionResult> OnPostDealtWithAsync(Guid row, string? done, CancellationToken ct)
    {
        (Row, Done) = (row, done);
        if (string.IsNullOrWhiteSpace(done) || done.Length > Workspace.LongestNote)
            Errors = [($"done-{row:N}", "Say in a few words what you did about it")];
        else if (!await workspace.DealtWith(row, HttpContext.Person().Id, done, ct))
            Errors = [("main-content", "That message does not wait any more: somebody dealt with it before you")];
        if (Errors.Count > 0)
        {
            await Look(ct);
            return Page();
        }
        TempData["Said"] = "The message is marked as dealt with. What was sent is kept.";
        return RedirectToPage();
    }

    /// <param name="row">The report that was given up.</param>
    /// <param name="ct">Ends with the request.</param>
    public async Task<IActionResult> OnPostTakeInAgainAsync(Guid row, CancellationToken ct)
    {
        if (!await workspace.TakeInAgain(row, HttpContext.Person().Id, ct))
        {
            Errors = [("main-content", "That was not taken in: the person it names is still not known, or it does not wait any more")];
            await Look(ct);
            return Page();
        }
        TempData["Said"] = "It is being taken in again. It comes back here where that fails.";
        return RedirectToPage();
    }

    private async Task Look(CancellationToken ct) => (Rows, Operations) = (await workspace.Desk(ct), await waits.InWords(HttpContext.Person().Id, ct));

    private async Task<Guid?> Known(string? reference, CancellationToken ct)
    {
        if (Guid.TryParse(reference, out var id) && await workspace.Household(id, ct) is not null)
            return id;
        Errors = [($"reference-{Row:N}", "Type the reference of a household that exists, as its page shows it")];
        return null;
    }
}
