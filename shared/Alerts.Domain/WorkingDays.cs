namespace Alerts.Domain;

/// <summary>Whose bank holidays count. Wales has England's.</summary>
public enum Nation { EnglandAndWales, Scotland }

/// <summary>
/// Working days: Monday to Friday without bank holidays (gov.uk, years 1998 to 2030: the standing rules and the days that
/// were moved or added by proclamation). England and Wales, where nobody says otherwise.
/// </summary>
public static class WorkingDays
{
    private static readonly DateOnly[] Moved =
        [new(2002, 5, 27), new(2012, 5, 28), new(2020, 5, 4), new(2022, 5, 30)];

    private static readonly DateOnly[] Added =
    [
        new(1999, 12, 31), new(2002, 6, 3), new(2002, 6, 4), new(2011, 4, 29), new(2012, 6, 4), new(2012, 6, 5), new(2020, 5, 8),
        new(2022, 6, 2), new(2022, 6, 3), new(2022, 9, 19), new(2023, 5, 8),
    ];

    // For the national team's first match at a World Cup since 1998.
    private static readonly DateOnly WorldCup = new(2026, 6, 15);

    // Asked for every waiting day of every pattern: worked out once for the years that reports are about.
    private static readonly DateOnly First = new(1990, 1, 1);
    private static readonly bool[] Known = [.. Enumerable.Range(0, 70 * 366).Select(n => WorkOut(First.AddDays(n)))];

    public static bool IsOne(DateOnly day) => day.DayNumber - First.DayNumber is >= 0 and var n && n < Known.Length ? Known[n] : WorkOut(day);

    /// <summary>The same for one nation.</summary>
    public static bool IsOne(DateOnly day, Nation nation) => nation == Nation.EnglandAndWales ? IsOne(day) : !IsWeekend(day) && !IsScottishHoliday(day);

    /// <summary>The same for one nation.</summary>
    public static DateOnly After(DateOnly day, int count, Nation nation)
    {
        for (var left = count; left > 0;)
        {
            day = day.AddDays(1);
            left -= IsOne(day, nation) ? 1 : 0;
        }
        return day;
    }

    private static bool IsWeekend(DateOnly day) => day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;

    private static bool WorkOut(DateOnly day) => !IsWeekend(day) && !IsBankHoliday(day);

    /// <summary>The day that lies <paramref name="count"/> working days after this one.</summary>
    public static DateOnly After(DateOnly day, int count) => Step(day, count, 1);

    /// <summary>The day that lies <paramref name="count"/> working days before this one.</summary>
    public static DateOnly Before(DateOnly day, int count) => Step(day, count, -1);

    private static DateOnly Step(DateOnly day, int count, int by)
    {
        for (var left = count; left > 0;)
        {
            day = day.AddDays(by);
            left -= IsOne(day) ? 1 : 0;
        }
        return day;
    }

    private static bool IsBankHoliday(DateOnly day) => Added.Contains(day) || !Moved.Contains(day) && (IsFixed(day) || IsMonday(day) || IsEaster(day));

    // New Year's Day, Christmas and Boxing Day, or the next weekdays in their stead.
    private static bool IsFixed(DateOnly day) => (day.Month, day.Day, day.DayOfWeek) switch
    {
        (1, 1, _) or (12, 25, _) or (12, 26, _) => true,
        (1, 2 or 3, DayOfWeek.Monday) => true,
        (12, 27, DayOfWeek.Monday or DayOfWeek.Tuesday) or (12, 28, DayOfWeek.Monday or DayOfWeek.Tuesday) => true,
        _ => false,
    };

    // The first and the last Monday of May, the last of August.
    private static bool IsMonday(DateOnly day) => day.DayOfWeek == DayOfWeek.Monday && (day.Month == 5 && (day.Day <= 7 || day.Day > 24) || day.Month == 8 && day.Day > 24);

    private static bool IsEaster(DateOnly day) => day.DayOfWeek is DayOfWeek.Friday or DayOfWeek.Monday && Easter(day.Year) is var sunday && (day == sunday.AddDays(-2) || day == sunday.AddDays(1));

    // As in England, but 2 January, the first Monday of August instead of the last, Saint Andrew's Day, and no Easter Monday (gov.uk). A day that falls on a
    // weekend moves to the next weekday that is free.
    private static bool IsScottishHoliday(DateOnly day) =>
        day == WorldCup || Added.Contains(day) && day != new DateOnly(1999, 12, 31) || !Moved.Contains(day) && day.DayOfWeek == DayOfWeek.Monday && (day.Month == 5 && (day.Day <= 7 || day.Day > 24) || day.Month == 8 && day.Day <= 7)
        || day.DayOfWeek == DayOfWeek.Friday && day == Easter(day.Year).AddDays(-2)
        || (day.Month, day.Day, day.DayOfWeek) switch
        {
            (1, 1 or 2, _) or (12, 25 or 26, _) or (11, 30, _) => true,
            (1, 3, DayOfWeek.Monday or DayOfWeek.Tuesday) or (1, 4, DayOfWeek.Monday or DayOfWeek.Tuesday) => true,
            (12, 1 or 2, DayOfWeek.Monday) => true,
            (12, 27, DayOfWeek.Monday or DayOfWeek.Tuesday) or (12, 28, DayOfWeek.Monday or DayOfWeek.Tuesday) => true,
            _ => false,
        };

    // The Gregorian computus (Meeus, Jones and Butcher).
    private static DateOnly Easter(int year)
    {
        var (a, b, c) = (year % 19, year / 100, year % 100);
        var h = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
        var l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
        var m = (a + 11 * h + 22 * l) / 451;
        var n = h + l - 7 * m + 114;
        return new(year, n / 31, n % 31 + 1);
    }
}
