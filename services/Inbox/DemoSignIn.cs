using System.Net;
using System.Security.Claims;
using Alerts.Domain;
using Alerts.Households.People;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace Alerts.Inbox;

/// <summary>
/// Signing in by choosing a name, without a password: for demonstrations on one machine. Everything that knows about signing in is here and
/// in Pages/SignIn, so that an OpenID Connect provider can take its place: it has to set the name identifier to the person's id of the roles.
/// </summary>
public sealed class DemoSignIn(IServer server, bool allowedAnywhere) : IHostedLifecycleService
{
    private static readonly TimeSpan OneShift = TimeSpan.FromHours(8);

    public static void Add(IServiceCollection services, bool allowedAnywhere)
    {
        services.AddSingleton(s => new DemoSignIn(s.GetRequiredService<IServer>(), allowedAnywhere));
        services.AddHostedService(s => s.GetRequiredService<DemoSignIn>());
        services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme).AddCookie(cookie =>
        {
            cookie.Cookie.Name = "alerts";
            cookie.Cookie.HttpOnly = true;
            cookie.Cookie.SameSite = SameSiteMode.Lax;   // a link in an e-mail must open the alert
            cookie.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            cookie.ExpireTimeSpan = OneShift;
            cookie.SlidingExpiration = false;
            cookie.LoginPath = "/sign-in";
            cookie.ReturnUrlParameter = "returnTo";
            cookie.Events.OnRedirectToAccessDenied = refused => Answer(refused.Response, StatusCodes.Status404NotFound);
            cookie.Events.OnValidatePrincipal = StillThere;
            var toSignIn = cookie.Events.OnRedirectToLogin;
            cookie.Events.OnRedirectToLogin = unknown => unknown.Request.Path == LiveList.Path
                ? Answer(unknown.Response, StatusCodes.Status401Unauthorized)
                : toSignIn(unknown);
        });
    }

    public static Task SignIn(HttpContext http, Professional person) => http.SignInAsync(new ClaimsPrincipal(
        new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, person.Id)], CookieAuthenticationDefaults.AuthenticationScheme)));

    /// <exception cref="InvalidOperationException">An address can be reached from another machine, and that was not explicitly allowed.</exception>
    public static void RefuseUnlessLoopback(IEnumerable<string> urls, bool explicitlyAllowed)
    {
        if (explicitlyAllowed || urls.FirstOrDefault(u => !IsLoopback(u)) is not { } open)
            return;
        throw new InvalidOperationException(
            $"demo sign-in asks for no password, so it starts on loopback addresses only, and {open} can be reached from other machines. "
            + "Listen on http://127.0.0.1 instead, or set ALERTS_DEMO_SIGN_IN_BEHIND_LOOPBACK_PORT=true where only a port published on 127.0.0.1 leads here.");
    }

    private static bool IsLoopback(string url)
    {
        var address = BindingAddress.Parse(url);
        return address.IsUnixPipe || address.Host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
            || IPAddress.TryParse(address.Host, out var ip) && IPAddress.IsLoopback(ip);
    }

    // Whatever set the addresses (a setting, an argument, a file), the server itself says which ones they are.
    public Task StartedAsync(CancellationToken cancellationToken)
    {
        RefuseUnlessLoopback(server.Features.Get<IServerAddressesFeature>()?.Addresses ?? [], allowedAnywhere);
        return Task.CompletedTask;
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    // Somebody who was taken off the directory is signed out at the next click.
    private static async Task StillThere(CookieValidatePrincipalContext signedIn)
    {
        if (SignedIn.Find(signedIn.Principal, signedIn.HttpContext.RequestServices.GetRequiredService<PeopleDirectory>()) is not null)
            return;
        signedIn.RejectPrincipal();
        await signedIn.HttpContext.SignOutAsync();
    }

    private static Task Answer(HttpResponse response, int status)
    {
        response.StatusCode = status;
        return Task.CompletedTask;
    }
}
