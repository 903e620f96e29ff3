namespace Alerts.Domain;

/// <summary>Days, both ends counted in.</summary>
public readonly record struct Period(DateOnly From, DateOnly To)
{
    public static readonly Period Always = new(DateOnly.MinValue, DateOnly.MaxValue);

    public static Period On(DateOnly day) => new(day, day);

    public static Period Since(DateOnly day) => new(day, DateOnly.MaxValue);

    /// <summary>From so many days before to so many days after; it stops at the ends of the calendar.</summary>
    public Period Wider(int before, int after) => new(Moved(From, -before), Moved(To, after));

    public bool Holds(DateOnly day) => day >= From && day <= To;

    private static DateOnly Moved(DateOnly day, int days) =>
        DateOnly.FromDayNumber(Math.Clamp(day.DayNumber + days, DateOnly.MinValue.DayNumber, DateOnly.MaxValue.DayNumber));
}
