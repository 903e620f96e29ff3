using System.Diagnostics;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Alerts.Inbox.Pages;

/// <summary>Says that it failed, never what: the error's text may be personal, so only its type is logged.</summary>
[IgnoreAntiforgeryToken]
public sealed partial class ErrorPage(ILogger<ErrorPage> log) : PageModel
{
    public string? Headline { get; private set; }
    public string Trace => Activity.Current?.TraceId.ToString() ?? HttpContext.TraceIdentifier;

    public void OnGet() => Show();

    public void OnPost() => Show();

    private void Show()
    {
        var fault = HttpContext.Features.Get<IExceptionHandlerFeature>()?.Error;
        if (fault is WithheldException withheld)
        {
            Headline = withheld.Headline;
            Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        }
        if (fault is not null)
            Failed(Trace, fault.GetType().Name, fault.InnerException?.GetType().Name);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A page failed, trace {Trace}: {Fault} {Inner}")]
    private partial void Failed(string trace, string fault, string? inner);
}
