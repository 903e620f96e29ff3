using System.Security.Claims;
using Alerts.Domain;

namespace Alerts.Inbox;

/// <summary>The person behind a request, as the role directory knows them.</summary>
public static class SignedIn
{
    public static Professional? Find(ClaimsPrincipal? user, RoleDirectory roles) =>
        user?.FindFirstValue(ClaimTypes.NameIdentifier) is { } id ? roles.Everybody.FirstOrDefault(p => p.Id == id) : null;

    /// <summary>For what only a signed-in person reaches.</summary>
    public static Professional Person(this HttpContext http) =>
        Find(http.User, http.RequestServices.GetRequiredService<RoleDirectory>()) ?? throw new InvalidOperationException("nobody is signed in");
}
