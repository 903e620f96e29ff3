using Alerts.Domain;
using Alerts.Households;
using Alerts.Households.People;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Alerts.Inbox.Pages;

/// <summary>One alert: why it is there, who was told, and the decision.</summary>
public sealed partial class OneAlertPage(Reading reading, Workspace workspace, PeopleDirectory directory, ILogger<OneAlertPage> log) : PageModel
{
    public Household Household { get; private set; } = null!;
    public Alert Alert { get; private set; } = null!;
    public Professional Me { get; private set; } = null!;
    public string? Decision { get; private set; }
    public string? Reason { get; private set; }

    /// <summary>Stands for one decision, however often the button is pressed.</summary>
    public Guid Token { get; private set; } = Guid.NewGuid();
    public IReadOnlyList<(string Field, string Rule)> Errors { get; private set; } = [];

    /// <summary>The alert's revision that the form's reader saw.</summary>
    public int Seen { get; private set; }

    /// <summary>True when a decision was sent and nobody can say yet whether it is in the household's history.</summary>
    public bool OnItsWay { get; private set; }

    /// <summary>Who decided, by name; somebody who has left keeps only the id.</summary>
    public string PersonName(string id) => directory.Person(id)?.Name ?? Alert.Told.FirstOrDefault(t => t.Person.Id == id)?.Person.Name ?? id;

    public string? Error(string field) => Errors.Where(e => e.Field == field).Select(e => e.Rule).FirstOrDefault();

    public async Task<IActionResult> OnGetAsync(string id, CancellationToken ct) => await Read(id, ct) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(string id, Guid token, int seen, string? decision, string? reason, CancellationToken ct)
    {
        if (!await Read(id, ct))
            return NotFound();
        (Decision, Reason) = (decision, reason);
        if (token != Guid.Empty)
            Token = token;
        Errors = Missing(decision, reason);
        if (Errors.Count > 0)
            return Page();
        var answer = await Send(id, seen, decision!, reason!, ct);
        if (answer is { Recorded: true })
        {
            TempData["Said"] = $"Your decision on {Alert.ReferenceOf(id)} is recorded: {Words.Decision(decision!).ToLowerInvariant()}.";
            return RedirectToPage(new { id });
        }
        await Read(id, ct);   // what was refused may have been refused because of something new: show it
        if (answer?.Refused is { } why)
            (Errors, Token) = ([("reason", $"Your decision was not recorded: {why}. Read the alert as it is now.")], Guid.NewGuid());
        else
            (OnItsWay, Seen) = (true, seen);   // the same answer again, to what was seen then
        return Page();
    }

    private async Task<bool> Read(string id, CancellationToken ct)
    {
        Me = HttpContext.Person();
        if (await reading.Alert(Me.Id, id, ct) is not { } found)
            return false;
        (Household, Alert) = found;
        Seen = Alert.Revision;
        return true;
    }

    // Both at once, so that nobody has to send the form twice to learn of the second.
    private static List<(string, string)> Missing(string? decision, string? reason) =>
        [.. new[] { Decisions.Refuse(decision, "some reason"), Decisions.Refuse(Decisions.ActNow, reason) }
            .OfType<(string Field, string Rule)>().Select(e => (e.Field, Words.Capital(e.Rule)))];

    // A failure here does not say that the decision was not written: nothing typed may be lost, and the same token sends the same decision again.
    private async Task<Answer?> Send(string id, int seen, string decision, string reason, CancellationToken ct)
    {
        try
        {
            return await workspace.Decide(Token, id, seen, Me.Id, decision, reason, ct);
        }
        catch (Exception fault) when (!ct.IsCancellationRequested)
        {
            Unanswered(id, fault.GetType().Name);
            return null;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A decision on alert {Alert} had no answer: {Fault}")]
    private partial void Unanswered(string alert, string fault);
}
