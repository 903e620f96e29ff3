using Alerts.Households;
using Alerts.Households.Delivery;
using Alerts.Households.Sources;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Alerts.Inbox.Pages;

/// <summary>People who cannot be reached and senders that have gone quiet, for everybody who is told of them. Who looks after one sender's system sees that sender only.</summary>
public sealed class OperationsPage(Waits waits, Unreached unreached, Silences silences, Access access) : PageModel
{
    public IReadOnlyList<CannotBeReached> OutOfReach { get; private set; } = [];
    public IReadOnlyList<Silence> Quiet { get; private set; } = [];
    public IReadOnlyList<string> NotJudged { get; private set; } = [];

    /// <summary>True for who sees all of it.</summary>
    public bool All { get; private set; }
    public IReadOnlyList<(string Field, string Rule)> Errors { get; private set; } = [];
    public Guid Row { get; private set; }
    public string? Done { get; private set; }

    public override void OnPageHandlerExecuting(PageHandlerExecutingContext context)
    {
        if (!access.HasOperations(HttpContext.Person().Id))
            context.Result = NotFound();
    }

    public Task OnGetAsync(CancellationToken ct) => Look(ct);

    /// <param name="row">Who cannot be reached.</param>
    /// <param name="done">What the person did about it, in words.</param>
    /// <param name="ct">Ends with the request.</param>
    public async Task<IActionResult> OnPostUnreachedAsync(Guid row, string? done, CancellationToken ct)
    {
        await Look(ct);
        return await SeenTo(row, done, OutOfReach.Any(u => u.Id == row), unreached.DealtWith, ct);
    }

    /// <param name="row">The sender that has gone quiet.</param>
    /// <param name="done">What the person did about it, in words.</param>
    /// <param name="ct">Ends with the request.</param>
    public async Task<IActionResult> OnPostQuietAsync(Guid row, string? done, CancellationToken ct)
    {
        await Look(ct);
        return await SeenTo(row, done, Quiet.Any(s => s.Id == row), silences.DealtWith, ct);
    }

    // What this person does not see waits for them as little as what is over.
    private async Task<IActionResult> SeenTo(Guid row, string? done, bool waiting, Func<Guid, string, string, CancellationToken, Task<bool>> dealtWith, CancellationToken ct)
    {
        (Row, Done) = (row, done);
        if (!waiting)
            Errors = [("main-content", "That does not wait any more: somebody dealt with it before you")];
        else if (string.IsNullOrWhiteSpace(done) || done.Length > Workspace.LongestNote)
            Errors = [($"done-{row:N}", "Say in a few words what you did about it")];
        else if (!await dealtWith(row, HttpContext.Person().Id, done, ct))
            Errors = [("main-content", "That does not wait any more: somebody dealt with it before you")];
        if (Errors.Count > 0)
        {
            await Look(ct);
            return Page();
        }
        TempData["Said"] = "It is marked as dealt with.";
        return RedirectToPage();
    }

    private async Task Look(CancellationToken ct)
    {
        var me = HttpContext.Person().Id;
        (All, OutOfReach, Quiet, NotJudged) = (access.RunsTheService(me), await waits.OutOfReach(me, ct), await waits.Quiet(me, ct), await waits.NotJudged(me, ct));
    }
}
