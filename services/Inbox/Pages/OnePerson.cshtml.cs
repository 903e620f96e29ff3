using Alerts.Agencies;
using Alerts.Domain;
using Alerts.Households;
using Alerts.Households.People;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Alerts.Inbox.Pages;

/// <summary>What is asked for a new holding, as it was typed.</summary>
public sealed record NewHolding(string? Role, string? Rank, string? Hours, string? Household, string? Child, string? Organisation, string? Area, string? From, string? Until);

/// <summary>What is asked for an absence, as it was typed.</summary>
public sealed record NewLeave(string? From, string? Until, string? Cover);

/// <summary>One person of the directory: what they hold, when they are away, how they are reached. For holders of the front door and the partnership manager only.</summary>
public sealed class OnePersonPage(PeopleDirectory directory, Staffing staffing, Workspace workspace, Access access, TimeProvider clock, PeopleChanges changes, Senders senders) : PageModel
{
    public Listed Listed { get; private set; } = null!;
    public IReadOnlyList<HeldRole> Held { get; private set; } = [];
    public IReadOnlyList<HeldRole> Ended { get; private set; } = [];
    public IReadOnlyList<Absence> Leave { get; private set; } = [];
    public IReadOnlyList<Contact> Contacts { get; private set; } = [];
    public IEnumerable<(string Value, string Words)> Others => directory.Everybody.Where(p => p.Id != Listed.Person.Id).Select(p => (p.Id, $"{p.Name}, {p.Title}")).Prepend(("", "Nobody covers"));
    public DateTimeOffset Now => clock.GetUtcNow();

    /// <summary>The last changes of what the directory says of them, the latest first.</summary>
    public IReadOnlyList<PeopleChange> Changes { get; private set; } = [];
    public Roster Roster => directory.Roster;
    public bool HasLeft => Listed.LeftAt <= Now;
    public string? Leaves { get; private set; }
    public IReadOnlyList<(string Field, string Rule)> Errors { get; private set; } = [];
    public NewHolding Role { get; private set; } = new(null, "holder", "always", null, null, null, null, null, null);
    public NewLeave Away { get; private set; } = new(null, null, null);
    public IReadOnlyDictionary<string, string?> Typed { get; private set; } = new Dictionary<string, string?>();

    public string? Error(string field) => Errors.Where(e => e.Field == field).Select(e => e.Rule).FirstOrDefault();

    public string? Address(string channel) => Typed.TryGetValue(channel, out var typed) ? typed : Contacts.FirstOrDefault(c => c.Channel == channel)?.Address;

    /// <summary>Who said so, by name where it was a person.</summary>
    public string By(string said) => directory.Person(said)?.Name ?? Words.SaidBy(said);

    public override void OnPageHandlerExecuting(PageHandlerExecutingContext context)
    {
        if (!access.KeepsThePeople(HttpContext.Person().Id) || !Show((string?)RouteData.Values["key"]))
            context.Result = NotFound();
    }

    public async Task OnGetAsync(CancellationToken ct) => Changes = await changes.Of(Listed.Person.Id, ct);

    public Task<IActionResult> OnPostBeginAsync(NewHolding asked, CancellationToken ct)
    {
        Role = asked;
        return Change("begin", $"{Listed.Person.Name} holds that role from then.", async me =>
        {
            var holding = new Holding(HoldingRules.Role(asked.Role ?? ""), Listed.Person, await Household(asked.Household, ct), HoldingRules.Rank(asked.Rank ?? ""), HoldingRules.Hours(asked.Hours ?? ""),
                asked.Child is { } child ? HoldingRules.Child(child) : null, asked.Organisation, asked.Area, Moment("from", asked.From), Moment("until", asked.Until));
            HoldingRules.ReportsHere(holding.Organisation, senders);
            await staffing.Begin(holding, me, ct);
        });
    }

    public Task<IActionResult> OnPostEndAsync(string? holding, string? until, CancellationToken ct) =>
        Change("end-" + Held.ToList().FindIndex(h => h.Id == holding), $"{Listed.Person.Name} holds that role until then.", me => staffing.End(holding ?? "", Moment("until", until), me, ct));

    public Task<IActionResult> OnPostAwayAsync(NewLeave leave, CancellationToken ct)
    {
        Away = leave;
        return Change("away", $"The absence of {Listed.Person.Name} is recorded.", me => staffing.GoAway(new(Listed.Person.Id, Moment("from", leave.From) ?? Now,
            Moment("until", leave.Until) ?? throw new RefusedException("until", "is required"), leave.Cover is { } cover ? directory.There(cover) ?? throw new RefusedException("cover", "must be somebody of the directory") : null), me, ct));
    }

    public Task<IActionResult> OnPostBackAsync(string? absence, CancellationToken ct) =>
        Change("back", $"{Listed.Person.Name} is back.", me => staffing.ComeBack(absence ?? "", me, ct));

    public Task<IActionResult> OnPostContactsAsync(CancellationToken ct)
    {
        Typed = ContactRules.All.ToDictionary(c => c.Channel, c => (string?)Request.Form[c.Column].ToString());
        return Change("contact", $"The ways to reach {Listed.Person.Name} are recorded.", me => staffing.Reach(Listed.Person.Id, Typed, me, ct));
    }

    public Task<IActionResult> OnPostAliveAsync(string? channel, CancellationToken ct) =>
        Change("contact", "The address is used again.", me => staffing.Reach(Listed.Person.Id, channel ?? "", Contacts.FirstOrDefault(c => c.Channel == channel)?.Address, me, ct));

    public Task<IActionResult> OnPostLeaveAsync(string? from, CancellationToken ct)
    {
        Leaves = from;
        return Change("leave", $"It is recorded that {Listed.Person.Name} leaves.", me => staffing.Leave(Listed.Person.Id, Moment("from", from), me, ct));
    }

    public Task<IActionResult> OnPostStayAsync(CancellationToken ct) =>
        Change("stay", $"{Listed.Person.Name} can sign in. The roles that ended have to be given anew.", me => staffing.Stay(Listed.Person.Id, me, ct));

    private async Task<IActionResult> Change(string form, string said, Func<string, Task> change)
    {
        try
        {
            await change(HttpContext.Person().Id);
        }
        catch (RefusedException refused)
        {
            Errors = [($"{form}-{refused.Field}", Words.Broken(refused))];
            Show(Listed.Key);
            Changes = await changes.Of(Listed.Person.Id, HttpContext.RequestAborted);
            return Page();
        }
        TempData["Said"] = said;
        return RedirectToPage(new { key = Listed.Key });
    }

    private bool Show(string? key)
    {
        var roster = directory.Roster;
        if (key is null || roster.ByKey(key) is not { } listed)
            return false;
        var id = listed.Person.Id;
        var (held, now) = (roster.Held.Where(h => h.Holding.Person.Id == id).ToList(), Now);
        Listed = listed;
        Held = held.FindAll(h => !h.IsOver(now));
        Ended = [.. held.Where(h => h.IsOver(now)).OrderByDescending(h => h.Holding.Until)];
        Leave = [.. roster.Leave.Where(a => a.Away.Person == id && a.Away.Until > now)];
        Contacts = [.. roster.Contacts.Where(c => c.Person == id)];
        return true;
    }

    private async Task<Guid?> Household(string? reference, CancellationToken ct) =>
        reference is null ? null
        : Guid.TryParse(reference, out var id) && await workspace.Household(id, ct) is not null ? id
        : throw new RefusedException("household", "must be the reference of a household that exists, as its page shows it");

    private static DateTimeOffset? Moment(string field, string? text) => text is null ? null : HoldingRules.Moment(field, text.Trim());
}
