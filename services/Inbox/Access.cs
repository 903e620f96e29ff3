using Alerts.Domain;

namespace Alerts.Inbox;

/// <summary>
/// Who may see what, decided here and nowhere else: a person may open what they were told of and still have, and the front door, or who stands in
/// for it now, may open everything. Who may open an alert may also decide it.
/// </summary>
public sealed class Access(Func<RoleDirectory> roles, TimeProvider clock)
{
    public bool HoldsFrontDoor(string person) => roles().Holds(person, RoleDirectory.FrontDoor, clock.GetUtcNow());

    /// <summary>Who is told, and how they are reached: the front door and the partnership manager keep that.</summary>
    public bool KeepsThePeople(string person) => HoldsFrontDoor(person) || roles().Holds(person, RoleDirectory.Partnership, clock.GetUtcNow());

    public bool MayOpen(string person, Alert alert) => HoldsFrontDoor(person) || alert.Told.Any(t => t.Person.Id == person);

    /// <summary>The household, with everything that was ever reported about it: whoever was told of any of its alerts.</summary>
    public bool MayOpen(string person, Household household) => HoldsFrontDoor(person) || household.Alerts.Any(a => MayOpen(person, a));
}
