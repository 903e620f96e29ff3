using Alerts.Domain;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Alerts.Inbox.Pages;

/// <summary>Everything that is known about one household, earliest first.</summary>
public sealed class OneHouseholdPage(Reading reading, Access access, TimeProvider clock) : PageModel
{
    public Household Household { get; private set; } = null!;
    public DateOnly Today { get; } = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);

    public IReadOnlyList<Report> Chronology => [.. Household.History.All];
    public IEnumerable<Alert> Alerts(bool open) => Household.Alerts.Where(a => a.IsOpen == open).OrderBy(a => a.Urgency).ThenByDescending(a => a.Notices[^1].At);
    public Address? LastAddress => Chronology.LastOrDefault(r => r.Address is not null)?.Address;
    public bool MayOpen(Alert alert) => access.MayOpen(HttpContext.Person().Id, Household, alert);
    public IReadOnlyList<Alert> RestingOn(Report report) => [.. Household.Alerts.Where(a => a.Standing.ContainsKey(report.Id))];

    /// <summary>Patterns that could not be looked at here, so that nobody takes their silence for an answer.</summary>
    public IReadOnlyList<string> NotLookedAt => [.. Household.Trouble.OfType<PatternFaulted>().Select(f => Words.Pattern(f.Pattern)).Distinct()];

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct)
    {
        if (await reading.Household(HttpContext.Person().Id, id, ct) is not { } found)
            return NotFound();
        Household = found;
        return Page();
    }
}
