using Alerts.Households.People;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Alerts.Inbox.Pages;

/// <summary>People and roles from a file: first what would change, then, with the same bytes, the change. For holders of the front door and the partnership manager only.</summary>
public sealed class ImportPeoplePage(PeopleImport import, Access access) : PageModel
{
    /// <summary>It travels in the form between the two steps, which takes no more than four megabytes.</summary>
    public const int LongestFile = 2 * 1024 * 1024;

    public ImportPlan? Plan { get; private set; }
    public string? FileAgain { get; private set; }
    public IReadOnlyList<(string Field, string Rule)> Errors { get; private set; } = [];

    public override void OnPageHandlerExecuting(PageHandlerExecutingContext context)
    {
        if (!access.KeepsThePeople(HttpContext.Person().Id))
            context.Result = NotFound();
    }

    public void OnGet()
    {
        // A form and nothing else.
    }

    public async Task<IActionResult> OnPostPreviewAsync(IFormFile? file, CancellationToken ct)
    {
        if (file is null or { Length: 0 })
            Errors = [("file", "Choose a file")];
        else if (file.Length > LongestFile)
            Errors = [("file", $"The file must be at most {LongestFile / 1024 / 1024} MB; import it on the command line, or in parts")];
        else
        {
            using var bytes = new MemoryStream();
            await file.CopyToAsync(bytes, ct);
            bytes.Position = 0;
            Show(await import.Preview(bytes, HttpContext.Person().Id, ct));
            FileAgain = Convert.ToBase64String(bytes.ToArray());
        }
        return Page();
    }

    public async Task<IActionResult> OnPostImportAsync(string? again, CancellationToken ct)
    {
        var bytes = new byte[(again ?? "").Length];
        if (string.IsNullOrEmpty(again) || !Convert.TryFromBase64String(again, bytes, out var length))
        {
            Errors = [("file", "Choose a file")];
            return Page();
        }
        using var file = new MemoryStream(bytes, 0, length);
        var plan = await import.Run(file, HttpContext.Person().Id, ct);
        if (!plan.IsGood)
        {
            Show(plan);   // something changed since the preview
            return Page();
        }
        TempData["Said"] = plan.Changes.Count == 1 ? "1 change is written." : $"{plan.Changes.Count} changes are written.";
        return RedirectToPage("People");
    }

    private void Show(ImportPlan plan)
    {
        Plan = plan;
        Errors = plan.IsGood ? [] : [("file", plan.Errors.Count == 1 ? "1 thing in the file is wrong; nothing was written" : $"{plan.Errors.Count} things in the file are wrong; nothing was written")];
    }
}
