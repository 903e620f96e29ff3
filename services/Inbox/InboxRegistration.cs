using Alerts.Domain;
using Alerts.Households;
using Alerts.Households.People;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.FileProviders;

namespace Alerts.Inbox;

/// <summary>The inbox as a part of a host: its own service or the one process of Standalone. The host brings Workspace and PeopleDirectory.</summary>
public static class InboxRegistration
{
    private static readonly string[] NotOurs = ["/v1", "/health"];

    /// <param name="services">The host's.</param>
    /// <param name="demoSignInAnywhere">True only where nothing but a port published on 127.0.0.1 leads here.</param>
    /// <param name="keys">Where the keys of the cookies are kept, so that a restart signs nobody out; null: the user's own profile.</param>
    public static IServiceCollection AddInbox(this IServiceCollection services, bool demoSignInAnywhere = false, DirectoryInfo? keys = null)
    {
        var pages = services.AddRazorPages(o =>
        {
            o.Conventions.AuthorizeFolder("/");
            foreach (var page in new[] { "/SignIn", "/Error", "/NotFound" })
                o.Conventions.AllowAnonymousToPage(page);
        });
        var inbox = typeof(InboxRegistration).Assembly;
        if (pages.PartManager.ApplicationParts.All(p => p.Name != inbox.GetName().Name))
            pages.AddApplicationPart(inbox);
        DemoSignIn.Add(services, demoSignInAnywhere);
        services.AddAuthorization();
        services.Configure<CookieTempDataProviderOptions>(o => OurOwnOnly(o.Cookie));
        services.AddAntiforgery(o => OurOwnOnly(o.Cookie));
        var protection = services.AddDataProtection().SetApplicationName("alerts-inbox");
        if (keys is not null)
            protection.PersistKeysToFileSystem(keys);
        return services.AddSingleton(p => new Access(() => p.GetRequiredService<PeopleDirectory>().Current, p.GetRequiredService<TimeProvider>(), p.GetRequiredService<Senders>())).AddSingleton<Reading>().AddSingleton<Waits>().AddSingleton<Fragment>().AddSingleton<MyList>().AddSingleton<LiveList>();
    }

    public static WebApplication MapInbox(this WebApplication app)
    {
        app.UseWhen(http => !NotOurs.Any(p => http.Request.Path.StartsWithSegments(p)), pages =>
        {
            pages.Use(SafeHeaders.Add);
            pages.UseExceptionHandler(new ExceptionHandlerOptions { ExceptionHandlingPath = "/error", SuppressDiagnosticsCallback = _ => true });
            pages.UseStatusCodePagesWithReExecute("/not-found");
        });
        app.UseStaticFiles(new StaticFileOptions
        {
            RequestPath = "/assets",
            FileProvider = new EmbeddedFileProvider(typeof(InboxRegistration).Assembly, "Alerts.Inbox.Assets"),
            OnPrepareResponse = file => file.Context.Response.Headers.CacheControl = "public, max-age=31536000, immutable",   // the address holds the build's id
        });
        app.UseRouting();
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapGet(LiveList.Path, (HttpContext http, LiveList list) => TypedResults.ServerSentEvents(list.Follow(http))).RequireAuthorization();
        app.MapRazorPages();
        return app;
    }

    private static void OurOwnOnly(CookieBuilder cookie)
    {
        cookie.HttpOnly = true;
        cookie.SameSite = SameSiteMode.Strict;
        cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
    }
}
