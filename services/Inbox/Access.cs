using Alerts.Domain;
using Alerts.Households;

namespace Alerts.Inbox;

/// <summary>
/// Who may see what, decided here and nowhere else, by what the directory says now: a person may open what they were told of while they have the place in which
/// they were told, and what was decided for a role that they hold now. The front door, or who stands in for it now, may open everything. Who may open an alert may
/// also decide it; the household opens through an alert only.
/// </summary>
public sealed class Access(Func<RoleDirectory> roles, TimeProvider clock, Senders? senders = null)
{
    public bool HoldsFrontDoor(string person) => roles().Holds(person, RoleDirectory.FrontDoor, clock.GetUtcNow());

    /// <summary>Who is told, and how they are reached: the front door and the partnership manager keep that.</summary>
    public bool KeepsThePeople(string person) => HoldsFrontDoor(person) || roles().Holds(person, RoleDirectory.Partnership, clock.GetUtcNow());

    /// <summary>Who cannot be reached, and which senders have gone quiet: whoever is told of it, and can mend it.</summary>
    public bool RunsTheService(string person) => KeepsThePeople(person) || roles().Holds(person, RoleDirectory.Operations, clock.GetUtcNow());

    /// <summary>That a sender has gone quiet is also for whoever looks after its system.</summary>
    public bool MaySeeSilenceOf(string sender, string person) => RunsTheService(person) || senders?.All.Any(s => s.Sender == sender && s.Owner == person) == true;

    /// <summary>Whoever may see anything of that at all.</summary>
    public bool HasOperations(string person) => RunsTheService(person) || senders?.All.Any(s => s.Owner == person) == true;

    /// <summary>Who has, or is about to have, what this person was told of and may open no longer.</summary>
    public IReadOnlyList<Told> HasNow(string person, Household household, Alert alert, IReadOnlyCollection<string> wanted) => [.. wanted.Select(r => roles().Reach(r, household, alert.Child, clock.GetUtcNow())).Where(t => t.Person.Id != person).Distinct()];

    public bool MayOpen(string person, Household household, Alert alert) => HoldsFrontDoor(person) || IsFor(person, household, InFrontOf.Of(alert));

    /// <summary>The household, with everything that was ever reported about it: whoever may open any of its alerts.</summary>
    public bool MayOpen(string person, Household household) => HoldsFrontDoor(person) || household.Alerts.Any(a => IsFor(person, household, InFrontOf.Of(a)));

    /// <summary>Those of a list that the person may open.</summary>
    public IReadOnlyList<InboxItem> MayOpen(string person, IReadOnlyList<InboxItem> items) => HoldsFrontDoor(person) ? items : [.. items.Where(i => IsFor(person, i.Whereabouts, i.InFrontOf))];

    // While it is open, whoever holds the role now has been told or is about to be; what was decided before their time is the history that they need.
    private bool IsFor(string person, IWhereabouts household, InFrontOf alert)
    {
        var (directory, now) = (roles(), clock.GetUtcNow());
        return alert.Told.Any(t => t.Person.Id == person && directory.Has(t, household, alert.Child, now))
            || !alert.IsOpen && alert.Roles.Any(r => directory.Holds(person, r, household, alert.Child, now));
    }
}
