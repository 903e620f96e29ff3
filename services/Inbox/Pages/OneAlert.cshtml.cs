using System.Globalization;
using Alerts.Domain;
using Alerts.Households;
using Alerts.Households.People;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Alerts.Inbox.Pages;

/// <summary>One alert: why it is there, who was told, and the decision.</summary>
public sealed partial class OneAlertPage(Reading reading, Workspace workspace, PeopleDirectory directory, TimeProvider clock, ILogger<OneAlertPage> log) : PageModel
{
    public Household Household { get; private set; } = null!;
    public Alert Alert { get; private set; } = null!;
    public Professional Me { get; private set; } = null!;
    public string? Decision { get; private set; }
    public string? Reason { get; private set; }

    /// <summary>For which role it is, where it is not for the person.</summary>
    public string? To { get; private set; }

    /// <summary>Which of the person's own roles the answer is about; null: all of them.</summary>
    public string? Of { get; private set; }

    /// <summary>The day for looking at it again, as it was typed.</summary>
    public string? ReviewOn { get; private set; }

    /// <summary>Why the person disagrees with the decision.</summary>
    public string? Disagreement { get; private set; }

    /// <summary>When the deputy, or who comes next, is told; null where no clock runs.</summary>
    public DateTimeOffset? NextTold { get; private set; }

    public IReadOnlyList<RecordRow> Record { get; private set; } = [];

    /// <summary>Stands for one decision, however often the button is pressed.</summary>
    public Guid Token { get; private set; } = Guid.NewGuid();
    public IReadOnlyList<(string Field, string Rule)> Errors { get; private set; } = [];

    /// <summary>The alert's revision that the form's reader saw.</summary>
    public int Seen { get; private set; }

    /// <summary>True when a decision was sent and nobody can say yet whether it is in the household's history.</summary>
    public bool OnItsWay { get; private set; }

    /// <summary>Where the alert is that the person was told of and has no longer; null while they have it.</summary>
    public WithOthers? Gone { get; private set; }

    /// <summary>What became of this form's answer, where it had been sent; null where it never was.</summary>
    public Answer? Before { get; private set; }

    /// <summary>Who decided, by name; somebody who has left keeps only the id.</summary>
    public string PersonName(string id) => directory.Person(id)?.Name ?? Alert.Told.FirstOrDefault(t => t.Person.Id == id)?.Person.Name ?? id;

    /// <summary>The roles that wait for this person's answer.</summary>
    public IReadOnlyList<string> Mine => [.. Alert.Told.Where(t => t.Person.Id == Me.Id).Select(t => t.Wanted).Distinct().Where(Alert.Silent.Contains)];

    /// <summary>The roles that it may be passed on to, each with whoever would get it now. What would come back to this person is none.</summary>
    public IEnumerable<(string Role, string Words)> Recipients
    {
        get
        {
            var (roles, now) = (directory.Current, clock.GetUtcNow());
            return Words.AllRoles.Where(r => !r.StartsWith("LEAD:", StringComparison.Ordinal) || RoleDirectory.LeadFor(r[5..]) == r)
                .Select(r => (Role: r, Told: roles.Reach(r, Household, Alert.Child, now))).Where(r => r.Told.Person.Id != Me.Id).Select(r => (r.Role, Words.Gets(r.Told)));
        }
    }

    public string? Error(string field) => Errors.Where(e => e.Field == field).Select(e => e.Rule).FirstOrDefault();

    public async Task<IActionResult> OnGetAsync(string id, CancellationToken ct) => await Read(id, ct) ? Page() : await Lost(id, null, ct);

    public async Task<IActionResult> OnPostAsync(string id, Guid token, int seen, string? decision, string? reason, string? to, string? of, string? reviewOn, CancellationToken ct)
    {
        (Decision, Reason, To, Of, ReviewOn) = (decision, reason, to, of, reviewOn);
        if (!await Read(id, ct))
            return await Lost(id, await Earlier(token, ct), ct);
        if (token != Guid.Empty)
            Token = token;
        Errors = Missing(decision, reason, to, reviewOn);
        if (Errors.Count > 0)
            return Page();
        var answer = await Send(id, () => workspace.Decide(Token, id, seen, Me.Id, decision!, reason!, ct, decision == Decisions.NotForMe ? to : null, Day(reviewOn), of is { Length: > 0 } ? of : null), ct);
        if (answer is { Recorded: true })
        {
            var now = (await workspace.Alert(id, ct))!.Value.Alert;
            var passed = decision == Decisions.NotForMe ? now.Notices.OfType<AlertPassedOn>().Last(p => p.Person == Me.Id).Told[0] : null;
            TempData["Said"] = passed is not null ? $"Alert {Alert.ReferenceOf(id)} is with {Words.Has(passed)} now."
                : $"Your decision on {Alert.ReferenceOf(id)} is recorded: {Words.Decision(decision!).ToLowerInvariant()}.";
            return passed is not null && now.Told.All(t => t.Person.Id != Me.Id) ? Redirect("/") : RedirectToPage(new { id });
        }
        // What was refused may have been refused because of something new: show it.
        if (!await Read(id, ct))
            return await Lost(id, answer ?? new(false, null), ct);
        if (answer?.Refused is { } why)
            (Errors, Token) = ([("reason", $"Your decision was not recorded: {why}. Read the alert as it is now.")], Guid.NewGuid());
        else
            (OnItsWay, Seen) = (true, seen);   // the same answer again, to what was seen then
        return Page();
    }

    /// <summary>Somebody who was told disagrees with the decision.</summary>
    public async Task<IActionResult> OnPostChallengeAsync(string id, Guid token, string? disagreement, CancellationToken ct)
    {
        Disagreement = disagreement;
        if (!await Read(id, ct))
            return await Lost(id, await Earlier(token, ct), ct);
        if (token != Guid.Empty)
            Token = token;
        if (string.IsNullOrWhiteSpace(disagreement) || disagreement.Length > Decisions.ReasonLength)
            Errors = [("disagreement", string.IsNullOrWhiteSpace(disagreement) ? "Say why you disagree" : $"Keep it to {Decisions.ReasonLength:N0} characters")];
        if (Errors.Count > 0)
            return Page();
        var answer = await Send(id, () => workspace.Challenge(Token, id, Me.Id, disagreement!, ct), ct);
        if (answer is { Recorded: true })
        {
            TempData["Said"] = $"Your disagreement is recorded. Alert {Alert.ReferenceOf(id)} is open again, and both sides’ leads are told.";
            return RedirectToPage(new { id });
        }
        if (!await Read(id, ct))
            return await Lost(id, answer ?? new(false, null), ct);
        Errors = [("disagreement", answer?.Refused is { } why ? $"Your disagreement was not recorded: {why}." : "Nobody has confirmed yet that it is recorded. Press the button again: it is recorded once only.")];
        if (answer?.Refused is not null)
            Token = Guid.NewGuid();
        return Page();
    }

    /// <summary>The record of this alert for a review: a row for each time that somebody was told, opened or decided.</summary>
    public async Task<IActionResult> OnGetRecordAsync(string id, CancellationToken ct) =>
        await Read(id, ct) ? File(RecordCsv.Of(Household, Alert, Record, PersonName), "text/csv; charset=utf-8", $"{Alert.ReferenceOf(id)}-record.csv") : NotFound();

    private async Task<bool> Read(string id, CancellationToken ct)
    {
        Me = HttpContext.Person();
        if (await reading.Alert(Me.Id, id, ct) is not { } found)
            return false;
        (Household, Alert) = found;
        Seen = Alert.Revision;
        Record = await workspace.Record(id, ct);
        NextTold = await workspace.NextTold(id, ct);
        return true;
    }

    private Task<Answer?> Earlier(Guid token, CancellationToken ct) => workspace.Answered(token, Me.Id, ct);

    // Roles change hands, also while somebody writes: they keep their words, and learn who has the alert. What was recorded after all is said to be. To whoever was
    // never told of it, it does not exist.
    private async Task<IActionResult> Lost(string id, Answer? answer, CancellationToken ct)
    {
        (Gone, Before) = (await reading.Gone(Me.Id, id, ct), answer);
        return Gone is null ? NotFound() : Page();
    }

    // All at once, so that nobody has to send the form twice to learn of the second.
    private static List<(string, string)> Missing(string? decision, string? reason, string? to, string? reviewOn)
    {
        var missing = new List<(string Field, string Rule)?> { Decisions.Refuse(decision, "some reason", to), Decisions.Refuse(Decisions.ActNow, reason) }.OfType<(string Field, string Rule)>().ToList();
        if (!string.IsNullOrWhiteSpace(reviewOn) && Day(reviewOn) is null)
            missing.Add(("reviewOn", "write the day as 2027-01-31, or leave it empty"));
        return [.. missing.Select(e => (e.Field, Words.Capital(e.Rule)))];
    }

    private static DateOnly? Day(string? typed) => DateOnly.TryParseExact(typed?.Trim(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    // A failure here does not say that it was not written: nothing typed may be lost, and the same token sends the same again.
    private async Task<Answer?> Send(string id, Func<Task<Answer>> send, CancellationToken ct)
    {
        try
        {
            return await send();
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
