using System.Security.Claims;
using Alerts.Domain;
using Alerts.Households.People;

namespace Alerts.Inbox;

/// <summary>The person behind a request, as the role directory knows them; nobody who has left.</summary>
public static class SignedIn
{
    public static Professional? Find(ClaimsPrincipal? user, PeopleDirectory directory) =>
        user?.FindFirstValue(ClaimTypes.NameIdentifier) is { } id ? directory.There(id) : null;

    /// <summary>For what only a signed-in person reaches.</summary>
    public static Professional Person(this HttpContext http) =>
        Find(http.User, http.RequestServices.GetRequiredService<PeopleDirectory>()) ?? throw new InvalidOperationException("nobody is signed in");
}
