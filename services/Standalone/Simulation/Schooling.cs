using Alerts.Domain;
using static Alerts.Standalone.Simulation.Diary;

namespace Alerts.Standalone.Simulation;

/// <summary>A child's school years: starting, absence, suspension, home education, missing education.</summary>
public sealed class Schooling(Diary diary, Chance chance)
{
    private const int From = 4, SecondaryFrom = 11, To = 16;
    private static readonly (int Month, int Day)[] TermEnds = [(12, 18), (3, 28), (7, 18)];

    private Family Family => diary.Family;

    public void Live(Child child)
    {
        var starts = SchoolYearAfter(child.Birthday(From));
        var home = HomeEducation(child, starts);
        var plan = Plan(child, starts);
        if (home?.From > starts || home is null)
            Starts(child, starts, "school");
        if (home?.From > starts && Family.Stratum != Stratum.LawfulHomeEducation && chance.Happens(Rates.WarnedBeforeHome * diary.Guesses))
            diary.OfChild(child, home.Value.From.AddDays(-chance.Between(1, 15)), "school", Kinds.AttendanceWarning);
        if (plan < home?.From && chance.Happens(Rates.TransportRefusedForHome * diary.Guesses))
            diary.OfChild(child, home.Value.From, "school", Kinds.TransportRefused);
        var absent = false;
        for (var year = starts; year < SchoolYearAfter(child.Birthday(To).AddDays(-1)) && year < diary.Days.To; year = year.AddYears(1))
        {
            absent = chance.Happens(IsAbsent(child, absent, plan is { } issued && issued < year));
            if (home is { } h && h.From < year.AddYears(1) && year < h.To)
                continue;
            if (year != starts && child.AgeOn(year) == SecondaryFrom)
                Starts(child, year, "school");
            if (year.AddYears(1) > diary.Days.From)
                SchoolYear(child, year, absent, plan < year);
        }
    }

    private void SchoolYear(Child child, DateOnly year, bool absent, bool plan)
    {
        var ends = year.AddMonths(10).AddDays(18);
        var severe = absent && chance.Happens(Rates.SeverelyAbsent);
        if (absent)
            foreach (var (month, day) in TermEnds)
                LowAttendance(child, new(year.Year + (month < 9 ? 1 : 0), month, day), severe);
        foreach (var day in chance.Days(year, ends, (child.AgeOn(year) < SecondaryFrom ? Rates.SuspensionPrimary : Rates.SuspensionSecondary) * Family.Need))
            diary.OfChild(child, day, "school", Kinds.SchoolExclusion);
        foreach (var day in chance.Days(year, ends, Rates.AttendanceWarning * Rates.OnShares(Family.Need)))
            diary.OfChild(child, day, "school", Kinds.AttendanceWarning);
        foreach (var day in plan ? chance.Days(year, ends, Rates.TransportRefused * diary.Guesses) : [])
            diary.OfChild(child, day, "school", Kinds.TransportRefused);
        foreach (var day in chance.Days(year, ends, Rates.MissingEducation * Family.Need))
            Missing(child, day);
    }

    private double IsAbsent(Child child, bool lastYear, bool plan)
    {
        var usual = (plan || child == Family.Named ? Rates.PersistentlyAbsentWithPlan : Rates.PersistentlyAbsent) * Rates.OnShares(Family.Need);
        return lastYear ? Math.Max(Rates.AbsentAgain, usual) : usual * (1 - Rates.AbsentAgain) / (1 - Rates.PersistentlyAbsent);
    }

    private void LowAttendance(Child child, DateOnly termEnds, bool severe)
    {
        if (chance.Happens(Rates.ShareIsGiven))
            diary.OfChild(child, termEnds, "school", Kinds.SchoolAttendanceLow, With("from", termEnds.AddDays(-90)), With("to", termEnds),
                With("attendedShare", severe ? chance.Between(0.1, 0.5) : chance.Between(0.6, 0.9)));
        else
            diary.OfChild(child, termEnds, "school", Kinds.SchoolAttendanceLow);
    }

    private void Missing(Child child, DateOnly day)
    {
        if (!chance.Happens(Rates.HasPlaceAllTheSame))
            diary.OfChild(child, day, "ehe", Kinds.NotInSchool);
        else
            diary.OfChild(child, day, "school", Kinds.NotInSchool, Is("schoolPlace"));
        diary.OfChild(child, day.AddDays(chance.Between(20, 120)), "school", Kinds.SchoolOnRoll);
    }

    private void Starts(Child child, DateOnly day, string agency)
    {
        var told = day.AddDays(-120);
        diary.OfChild(child, told, agency, Kinds.SchoolStartExpected, With("on", day));
        diary.OfChild(child, day, agency, Kinds.SchoolOnRoll);
        var what = chance.Share();
        if (what < Rates.StartDeferred)
        {
            diary.OfChild(child, told.AddDays(60), agency, Kinds.SchoolStartDeferred, With("on", day.AddDays(120)));
            diary.OfChild(child, day.AddDays(121), agency, Kinds.SchoolPresent);
        }
        else if (what < Rates.StartDeferred + Rates.StartedElsewhere)
            diary.OfChild(child, day.AddDays(chance.Between(0, 10)), agency, Kinds.SchoolPresent, Is("elsewhere"));
        else if (what < 1 - Rates.NotStarted * Family.Need)
            diary.OfChild(child, day.AddDays(chance.Between(0, 7)), agency, Kinds.SchoolPresent);
    }

    // Taught at home, from when to when; null for most. The lawful stratum's from the start, or from some year, and for good.
    private (DateOnly From, DateOnly To)? HomeEducation(Child child, DateOnly starts)
    {
        var last = child.Birthday(To);
        (DateOnly From, DateOnly To)? home = null;
        if (Family.Stratum == Stratum.LawfulHomeEducation)
            home = (chance.Happens(Rates.AtHomeFromTheStart) ? child.Birthday(5) : chance.DayIn(child.Birthday(5), last.AddYears(-2)), last);
        else
            foreach (var day in chance.Days(child.Birthday(5), last, Rates.HomeEducationBegins * Family.Need))
                home ??= (day, day.AddDays((int)chance.Exponential(365.25 * Rates.HomeEducationYears)));
        if (home is not var (from, to) || from >= diary.Days.To)
            return home;
        if (from > starts)
            diary.OfChild(child, from, "school", Kinds.RemovedFromRoll);
        diary.OfChild(child, from.AddDays(chance.Between(0, 14)), "ehe", Kinds.EheNotified);
        // The officer writes to the family about once a year, and often sees the child.
        for (var day = from.AddDays(chance.Between(20, 120)); day < to; day = day.AddDays(chance.Between(300, 430)))
            if (chance.Happens(Rates.SeenByOfficer))
                diary.OfChild(child, day, "ehe", Kinds.RoutineContact, Is("childSeen"));
            else
                diary.OfChild(child, day, "ehe", Kinds.RoutineContact);
        if (to < last)
            diary.OfChild(child, to, "school", Kinds.SchoolOnRoll);
        return home;
    }

    // The day on which an education, health and care plan was issued.
    private DateOnly? Plan(Child child, DateOnly starts)
    {
        DateOnly? issued = Family.Stratum == Stratum.DisabledChild && child == Family.Named ? starts.AddDays(-chance.Between(30, 400))
            : chance.Days(child.Birthday(3), child.Birthday(To), Rates.EhcpIssued * Rates.OnShares(Family.Need)).Cast<DateOnly?>().FirstOrDefault();
        if (issued is { } day)
            diary.OfChild(child, day, "school", Kinds.EhcpIssued);
        return issued;
    }

    // A child starts in the September after its fourth birthday.
    private static DateOnly SchoolYearAfter(DateOnly birthday) => new(birthday.Year + (birthday.Month < 9 ? 0 : 1), 9, 3);
}
