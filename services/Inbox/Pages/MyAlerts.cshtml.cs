using Alerts.Households;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Alerts.Inbox.Pages;

public sealed class MyAlertsPage(Workspace workspace, Access access) : PageModel
{
    public MyAlerts Mine { get; private set; } = null!;

    public async Task OnGetAsync(CancellationToken ct) => Mine = await MyAlerts.Of(HttpContext.Person(), workspace, access, ct);
}
