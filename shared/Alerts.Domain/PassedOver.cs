using Alerts.Domain.Values;

namespace Alerts.Domain;

/// <summary>
/// An alert is news of a family. What a pattern that is new to a household finds in its past is passed over where it was old already on the day that
/// the household looked back with it (<see cref="LookedBack"/>), every report of it had come by then, and it does not become possible by what came
/// just now. Plans and removals never fade: beside something recent they count, however old they are.
/// </summary>
internal sealed class PassedOver(Household household, Pattern pattern, Change change, int version, DateOnly on)
{
    /// <summary>Older than this on the day of the look is no news any more (PROPOSAL; the catalogue's 12 months).</summary>
    private const int News = Incidents.TwelveMonths;

    private IReadOnlyList<Finding>? before;

    /// <summary>Those of the findings that are not passed over; all of them where the household never looked back with the pattern.</summary>
    /// <param name="missing">What an absence pattern expects: it became true on the day on which it was late.</param>
    public static IEnumerable<Finding> Leaves(List<Finding> found, IReadOnlyList<Expected>? missing, Household household, Pattern pattern, Change change)
    {
        if (found.Count == 0 || household.LookedBackWith(pattern.Id) is not var (version, on))
            return found;
        var late = missing?.GroupBy(m => m.Finding, ReferenceEqualityComparer.Instance).ToDictionary(m => m.Key!, m => m.Max(e => e.Late), ReferenceEqualityComparer.Instance);
        var passed = new PassedOver(household, pattern, change, version, on);
        return found.Where(f => !passed.Holds(f, late?[f] ?? f.Evidence.Where(pattern.Reads).Max(r => r.Occurred.Day)));
    }

    private bool Holds(Finding finding, DateOnly became) =>
        became.AddDays(News) < on && finding.Evidence.All(r => household.ArrivedAt(r.Id) <= version) && !Stands(finding) && WasFoundBefore(finding);

    // What people have been told of is no question any more.
    private bool Stands(Finding finding) =>
        finding.Evidence.All(r => household.AlertsHolding(pattern.Id, r.Id).Any(a => a.Stands(r.Id, finding.Severity)));

    // Asked only of what is old and stands in no alert, so that it may cost a look at everything.
    private bool WasFoundBefore(Finding finding) => change is { Before: null, After: null }
        || (before ??= [.. pattern.Find(Before(), Period.Always)]).Any(f => !finding.Severity.Above(f.Severity) && household.History.People.AreTheSame(f.Child, finding.Child)
            && f.Evidence.Any(r => pattern.Reads(r) && finding.Evidence.Any(e => e.Id == r.Id)));

    private History Before()
    {
        var changed = (change.Before ?? change.After)!.Id;
        var others = household.History.All.Where(r => r.Id != changed);
        return new(change.Before is { } was ? others.Append(was) : others) { AsOf = household.History.AsOf };
    }
}
