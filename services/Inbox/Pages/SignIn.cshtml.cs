using Alerts.Domain;
using Alerts.Households.People;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Alerts.Inbox.Pages;

/// <summary>There only while demo sign-in is in use.</summary>
public sealed class SignInPage(PeopleDirectory directory, TimeProvider clock, IServiceProvider services) : PageModel
{
    public string ReturnTo { get; private set; } = "/";

    public IEnumerable<(Professional Person, IEnumerable<string> Roles)> People =>
        directory.Everybody.Select(p => (p, Words.AllRoles.Where(r => directory.Current.Holds(p.Id, r, clock.GetUtcNow())).Select(Words.Role)));

    public override void OnPageHandlerExecuting(PageHandlerExecutingContext context)
    {
        if (services.GetService<DemoSignIn>() is null)
            context.Result = NotFound();
    }

    public void OnGet(string? returnTo) => ReturnTo = Url.IsLocalUrl(returnTo) ? returnTo : "/";

    public async Task<IActionResult> OnPostAsync(string? person, string? returnTo)
    {
        if (person is null || directory.There(person) is not { } found)
            return RedirectToPage();
        await DemoSignIn.SignIn(HttpContext, found);
        return LocalRedirect(Url.IsLocalUrl(returnTo) ? returnTo : "/");
    }

    public async Task<IActionResult> OnPostOutAsync()
    {
        await HttpContext.SignOutAsync();
        TempData.Clear();
        return RedirectToPage();
    }
}
