using Alerts.Domain;
using Alerts.Domain.Values;

namespace Alerts.Services.Tests;

/// <summary>A pattern of the tests' own about something that did not happen: a child was not seen, and has not been brought to an appointment within ten days.</summary>
sealed class NobodySawTheChild() : AbsencePattern("TST-1", 1, "Nobody saw the child", "a test", Raises.AnewForEveryIncident, [Domain.Kinds.ChildNotSeen], ["FD"])
{
    private static readonly Number Days = new("days", 10, "days", Origin.Proposal, "until the child must have been brought");

    public static PatternSet InForce { get; } = new(null, [new NobodySawTheChild()]);

    /// <summary>The same with another number of days.</summary>
    public static PatternSet Within(int days) => new("another", [new NobodySawTheChild().With(Chosen.Nothing with { Numbers = new Dictionary<string, int> { ["days"] = days } })]);

    public override IReadOnlyList<Setting> Settings => [Days];

    public override IReadOnlyList<string> Context => [Domain.Kinds.AppointmentBrought];

    public override IEnumerable<Expected> Missing(History history, Period around) =>
        from unseen in history.Near(this, around)
        let late = unseen.Occurred.Day.AddDays(this[Days])
        where history.Between(Context, unseen.Occurred.Day, late.AddDays(-1)).Count == 0
        select new Expected(late, new(null, Severity.S2, [unseen], "A child who was not seen has not been brought to an appointment since."));
}
