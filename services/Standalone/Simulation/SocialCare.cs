using Alerts.Domain;
using static Alerts.Standalone.Simulation.Diary;
using Rate = Alerts.Standalone.Simulation.SocialCareRates;

namespace Alerts.Standalone.Simulation;

/// <summary>What sort of help a family had, and from when to when.</summary>
public sealed record Help(Plan Plan, DateOnly From, DateOnly To);

/// <summary>
/// A family's way through social care from its first pregnancy on: contacts, referrals, assessments, plans, closures. It runs from long before the simulated
/// years, so that plan history is there as often as published.
/// </summary>
public sealed class SocialCare
{
    private readonly Diary diary;
    private readonly Chance chance;
    private readonly CaseWork work;
    private readonly List<DateOnly> referrals = [];
    private readonly List<(DateOnly From, DateOnly To)> open = [];
    private readonly List<Help> help = [];

    public SocialCare(Diary diary, Chance chance)
    {
        (this.diary, this.chance, work) = (diary, chance, new(diary, chance));
        Live();
    }

    /// <summary>Days on which the family was referred, each for all of its children.</summary>
    public IReadOnlyList<DateOnly> Referrals => referrals;

    /// <summary>Plans and section 47 enquiries.</summary>
    public IReadOnlyList<Help> Help => help;

    /// <summary>Times from a referral to its closure.</summary>
    public IReadOnlyList<(DateOnly From, DateOnly To)> Open => open;

    /// <summary>To be called when all else is written: who is told of conferences and plans depends on who works with the family.</summary>
    public void TellOthers() => work.TellOthers();

    private Family Family => diary.Family;

    private double ContactsBelow => Rate.ContactsBelowReferral * diary.Guesses;

    /// <summary>True while a case is open and for a year after.</summary>
    public bool IsWatched(DateOnly day)
    {
        foreach (var (from, to) in open)
            if (from <= day && day < to.AddYears(1))
                return true;
        return false;
    }

    /// <summary>True when there was a plan or an enquiry before that day.</summary>
    public bool KnownBefore(DateOnly day) => help.Exists(h => h.Plan != Plan.EarlyHelp && h.From < day);

    private void Live()
    {
        var ends = Family.Ends < diary.Days.To ? Family.Ends : diary.Days.To;
        var most = Rate.WhileYoung * Rate.InTheYearAfter * (1 + ContactsBelow) * Family.Need;
        for (var day = Next(Family.Begins, most); day < ends; day = Next(day, most))
        {
            var now = Hazard(day) * Family.Need;
            var what = chance.Share() * most;
            if (what < now)
                day = Referred(day);
            else if (what < now * (1 + ContactsBelow))
                Contact(day);
        }
        foreach (var day in chance.Days(diary.Days.From, ends, Rate.EarlyHelpStarts * Family.Need))
            EarlyHelp(day);
    }

    private DateOnly Next(DateOnly day, double aYear) => day.AddDays(1 + (int)Math.Min(20_000, chance.Exponential(365.25 / aYear)));

    private double Hazard(DateOnly day)
    {
        var youngest = Family.Children.LastOrDefault(c => c.Born.AddDays(-Family.BookedDaysBeforeBirth) <= day) ?? Family.Children[0];
        var usual = day < youngest.Birthday(5) ? Rate.WhileYoung : Rate.WhileOlder;
        return open.Count == 0 || day >= open[^1].To.AddYears(Rate.YearsOfMore) ? usual
            : usual * (day < open[^1].To.AddYears(1) ? Rate.InTheYearAfter : Rate.LaterOn);
    }

    private string Told(DateOnly day)
    {
        var by = chance.OneOf<string>(Rate.By);
        if (by == "police" && chance.Happens(Rate.PoliceForDomesticAbuse))
            diary.OfHousehold(day.AddDays(-chance.Between(0, 2)), by, Kinds.DomesticAbuseIncident);
        if (by is "public" or "family")
            diary.OfHousehold(day, "childrens-social-care", by == "public" ? Kinds.PublicConcernReport : Kinds.FamilyConcernReport);
        else
            diary.OfHousehold(day, by, Kinds.ProfessionalReferral);
        return by;
    }

    // A contact below the threshold of a referral.
    private void Contact(DateOnly day)
    {
        Told(day);
        if (chance.Happens(Rate.ContactToEarlyHelp))
            ToEarlyHelp(day.AddDays(chance.Between(0, 2)));
        else
            diary.OfHousehold(day.AddDays(chance.Between(0, 2)), "childrens-social-care", Kinds.ReferralClosed, Opened());
    }

    private (string, System.Text.Json.JsonElement) Opened() => chance.Happens(Rate.HistoryOpened) ? Is("historyOpened") : IsNot("historyOpened");

    // Gives the day on which the case is closed.
    private DateOnly Referred(DateOnly day)
    {
        referrals.Add(day);
        var by = Told(day);
        work.Asked(day, by);
        var outcome = chance.Share();
        var decided = day.AddDays(chance.Between(0, 2));
        if (outcome < Rate.ClosedAtOnce)
            diary.OfHousehold(decided, "childrens-social-care", Kinds.ReferralClosed, Opened());
        else if (outcome < Rate.ClosedAtOnce + Rate.ToEarlyHelp)
            ToEarlyHelp(decided);
        else
            decided = Assessed(decided, by);
        open.Add((day, decided));
        return decided;
    }

    private void ToEarlyHelp(DateOnly day)
    {
        diary.OfHousehold(day, "childrens-social-care", Kinds.ReferralToEarlyHelp, Opened());
        if (chance.Happens(Rate.EarlyHelpTakenUp))
            EarlyHelp(day.AddDays(chance.Between(5, 30)));
    }

    private DateOnly Assessed(DateOnly day, string by)
    {
        diary.OfHousehold(day, "childrens-social-care", Kinds.AssessmentStarted);
        if (chance.Happens(Rate.SectionFortySeven))
        {
            var enquiry = day.AddDays(chance.Between(0, 10));
            if (by is "ed" or "gp" or "community-paediatrics" or "health-visiting" && chance.Happens(Rate.SuspiciousInjury) && Family.BornBy(day) is > 0 and var born)
                diary.OfChild(Family.Children[born - 1], day, by == "health-visiting" ? "ed" : by, Kinds.SuspectedNonAccidentalInjury);
            diary.OfHousehold(enquiry, "childrens-social-care", Kinds.SectionFortySeven);
            help.Add(new(Plan.SectionFortySeven, enquiry, enquiry));
            if (chance.Happens(Rate.PlanAfterSectionFortySeven))
                return Protected(enquiry.AddDays(chance.Between(12, 25)));
        }
        var done = day.AddDays(chance.Between(Rate.AssessmentDaysFrom, Rate.AssessmentDaysTo));
        work.Assessed(day, done);
        var outcome = chance.Share();
        if (outcome < Rate.InNeed)
            return Closed(InNeed(done, Rate.InNeedMonthsMore));
        if (outcome < Rate.InNeed + Rate.AssessedToEarlyHelp)
        {
            ToEarlyHelp(done);
            return done;
        }
        diary.OfHousehold(done, "childrens-social-care", Kinds.AssessmentClosed);
        return done;
    }

    private DateOnly Protected(DateOnly starts)
    {
        var early = chance.Happens(Rate.PlanEndsEarly);
        var ends = early ? starts.AddDays(chance.Between(70, 90)) : starts.AddDays(91 + (int)chance.Exponential(30.4 * Rate.PlanMonthsMore));
        diary.OfHousehold(starts, "childrens-social-care", Kinds.CpPlanStarted);
        if (early)
            diary.OfHousehold(ends, "childrens-social-care", Kinds.CpPlanEnded, Is("atFirstReview"));
        else
            diary.OfHousehold(ends, "childrens-social-care", Kinds.CpPlanEnded);
        help.Add(new(Plan.ChildProtection, starts, ends));
        work.Protection(starts, ends);
        if (!early && chance.Happens(Rate.Legal))
        {
            diary.OfHousehold(ends.AddDays(-90), "childrens-social-care", Kinds.PreProceedingsStageChanged);
            work.Tell("pre-proceedings", ends.AddDays(-90), ends.AddDays(-90));
            diary.OfHousehold(ends.AddDays(-30), "childrens-social-care", Kinds.LegalStep);
        }
        if (!early && chance.Happens(Rate.Removed))
        {
            diary.OfHousehold(ends, "childrens-social-care", Kinds.ChildRemoved);
            if (chance.Happens(Rate.ReturnedHome))
                diary.OfHousehold(ends.AddDays(chance.Between(60, 400)), "childrens-social-care", Kinds.ChildReturnedHome);
            return Closed(ends.AddDays(chance.Between(60, 300)));
        }
        return Closed(chance.Happens(Rate.SteppedDown) ? InNeed(ends, Rate.InNeedMonthsMore / 2) : ends.AddDays(chance.Between(0, 14)));
    }

    private DateOnly InNeed(DateOnly starts, double monthsMore)
    {
        var ends = starts.AddDays((int)(30.4 * (Rate.InNeedMonthsLeast + chance.Exponential(monthsMore))));
        diary.OfHousehold(starts, "childrens-social-care", Kinds.CinPlanStarted);
        diary.OfHousehold(ends, "childrens-social-care", Kinds.CinPlanEnded);
        help.Add(new(Plan.ChildInNeed, starts, ends));
        work.InNeed(starts, ends);
        return ends;
    }

    private DateOnly Closed(DateOnly day)
    {
        diary.OfHousehold(day, "childrens-social-care", Kinds.CaseClosed);
        return day;
    }

    private void EarlyHelp(DateOnly starts)
    {
        if (help.Exists(h => h.From <= starts && starts < h.To))
            return;
        var ends = starts.AddDays(60 + (int)chance.Exponential(30.4 * (Rate.EarlyHelpMonths - 2)));
        diary.OfHousehold(starts, "early-help", Kinds.EarlyHelpStarted);
        diary.OfHousehold(ends, "early-help", Kinds.CaseClosed);
        help.Add(new(Plan.EarlyHelp, starts, ends));
        work.EarlyHelp(starts, ends);
    }
}
