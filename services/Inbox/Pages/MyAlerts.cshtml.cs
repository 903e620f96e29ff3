using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Alerts.Inbox.Pages;

public sealed class MyAlertsPage(MyList list) : PageModel
{
    public MyAlerts Mine { get; private set; } = null!;

    public async Task OnGetAsync(CancellationToken ct) => Mine = await list.Of(HttpContext.Person(), ct);
}
