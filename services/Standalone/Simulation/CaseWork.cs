using Alerts.Domain;
using Alerts.Domain.Values;
using static Alerts.Standalone.Simulation.Diary;
using Rate = Alerts.Standalone.Simulation.SocialCareRates;

namespace Alerts.Standalone.Simulation;

/// <summary>What workers do and meet while a case is open: visits, meetings, conferences, checks. Nearly all of it is in order.</summary>
public sealed class CaseWork(Diary diary, Chance chance)
{
    private const int FirstReview = 85, LaterReviews = 175, TooYoungToAsk = 5;
    private static readonly string[] NeverTold = ["childrens-social-care", "voluntary-sector", "rspca", "other"];

    private readonly List<(string Of, DateOnly On, DateOnly Day)> toTell = [];

    private Family Family => diary.Family;

    /// <summary>At a referral other agencies are asked what they know, and levels of need may be recorded.</summary>
    public void Asked(DateOnly day, string by)
    {
        if (chance.Happens(Rate.CheckAsked))
        {
            diary.OfHousehold(day, "childrens-social-care", Kinds.LateralCheckAsked, With("check", "c" + day.DayNumber));
            var answered = WorkingDays.After(day, chance.Happens(Rate.CheckAnsweredInTime) ? chance.Between(0, 2) : chance.Between(3, 15));
            diary.OfHousehold(answered, "gp", Kinds.LateralCheckAnswered, With("check", "c" + day.DayNumber));
        }
        if (by is "public" or "family" || !chance.Happens(Rate.LevelsRecorded))
            return;
        var level = chance.Between(2, 3);
        diary.OfHousehold(day, by, Kinds.LevelRecorded, With("level", chance.Happens(Rate.LevelsFarApart) ? 4 : level));
        diary.OfHousehold(day.AddDays(2), "childrens-social-care", Kinds.LevelRecorded, With("level", level == 3 && chance.Happens(0.5) ? 3 : 2));
    }

    /// <summary>The assessment covers the children, the mother and, nearly always, an adult who was named meanwhile.</summary>
    public void Assessed(DateOnly from, DateOnly done)
    {
        Visits(from, done, "childrens-social-care", Rate.DaysBetweenAssessmentVisits, Kinds.RoutineContact);   // what it found the assessment says
        List<Subject> covered = [.. Family.Children.Take(Family.BornBy(done)).Select(c => c.Subject), Family.Mother];
        if (chance.Happens(Rate.AdultNamed))
        {
            diary.Note([Family.Adults[1]], from.AddDays(chance.Between(0, 10)), chance.OneOf("police", "school", "health-visiting"), Kinds.AdultNamed);
            if (chance.Happens(Rate.AdultCovered))
                covered.Add(Family.Adults[1]);
        }
        diary.Note(covered, done, "childrens-social-care", Kinds.AssessmentCompleted);
    }

    public void EarlyHelp(DateOnly from, DateOnly to)
    {
        Meetings(from, to, Rate.DaysBetweenEarlyHelpMeetings, "early-help");
        Visits(from, to, "early-help", Rate.DaysBetweenVisits);
    }

    public void InNeed(DateOnly from, DateOnly to)
    {
        Meetings(from, to, Rate.DaysBetweenMeetings, "childrens-social-care");
        Visits(from, to, "childrens-social-care", Rate.DaysBetweenVisits);
        WhileOpen(from, to);
    }

    public void Protection(DateOnly from, DateOnly to)
    {
        Meetings(from, to, Rate.DaysBetweenMeetings, "childrens-social-care");
        Visits(from, to, "childrens-social-care", Rate.DaysBetweenVisits / 2);
        WhileOpen(from, to);
        Conference(from, from.AddDays(-chance.Between(8, 11)), "start");
        Tell("plan", from, from);
        for (var day = from.AddDays(FirstReview); day < to.AddDays(-20); day = day.AddDays(LaterReviews))
            Conference(day, day.AddDays(-28), "continue");
        Conference(to, to.AddDays(-28), "end");
        foreach (var day in chance.Days(from, to, Rate.SafetyPlanBreach * Family.Need))
            diary.OfHousehold(day, chance.OneOf("police", "childrens-social-care"), Kinds.SafetyPlanBreach);
    }

    /// <summary>Other agencies are to be told of something that is fixed, or happens, on a day.</summary>
    public void Tell(string of, DateOnly on, DateOnly day) => toTell.Add((of, on, day));

    /// <summary>Every agency that had to do with the family in the year before is told, and nearly all confirm it.</summary>
    public void TellOthers()
    {
        foreach (var (of, on, day) in toTell)
            foreach (var agency in diary.AgenciesIn(day.AddYears(-1), day).Except(NeverTold).ToList())
                if (chance.Happens(Rate.NoticeConfirmed))
                    diary.OfHousehold(day.AddDays(chance.Between(0, 3)), agency, Kinds.NoticeReceived, With("of", of), With("on", on));
    }

    private void Conference(DateOnly on, DateOnly scheduled, string decision)
    {
        diary.OfHousehold(scheduled, "childrens-social-care", Kinds.ConferenceScheduled, With("on", on));
        Tell("conference", on, scheduled);
        if (decision != "start" && chance.Happens(Rate.CoreGroupViewGiven))
            diary.OfHousehold(WorkingDays.Before(on, chance.Between(6, 9)), "childrens-social-care", Kinds.CoreGroupView, With("view", decision));
        var recommended = !chance.Happens(Rate.AgainstRecommendation) ? decision : decision == "end" ? "continue" : "end";
        diary.OfHousehold(WorkingDays.Before(on, 2), "childrens-social-care", Kinds.RecommendationRecorded, With("recommendation", recommended));
        diary.OfHousehold(on, "childrens-social-care", Kinds.ConferenceDecision, With("decision", decision));
    }

    private void Meetings(DateOnly from, DateOnly to, int every, string agency)
    {
        for (var day = from.AddDays(chance.Between(7, every)); day < to; day = day.AddDays(every + chance.Between(-7, 7)))
            if (!chance.Happens(Rate.MeetingLeftOut))
                diary.OfHousehold(day, agency, Kinds.ReviewHeld);
        for (var day = from.AddDays(chance.Between(1, Rate.DaysBetweenSupervisions)); day < to; day = day.AddDays(Rate.DaysBetweenSupervisions + chance.Between(-7, 14)))
            diary.OfHousehold(day, agency, Kinds.SupervisionHeld);
    }

    private void Visits(DateOnly from, DateOnly to, string agency, int every, string kept = Kinds.HomeVisitNoConcern)
    {
        var onShares = Rates.OnShares(Family.Need);
        for (var day = from.AddDays(chance.Between(2, every)); day < to; day = day.AddDays(every + chance.Between(-every / 4, every / 4)))
        {
            var what = chance.Share() / (onShares * diary.Guesses);
            if ((what -= Rate.VisitMissed) < 0)
                diary.OfHousehold(day, agency, Kinds.MissedVisit);
            else if ((what -= Rate.VisitAtTheDoor) < 0)
                diary.OfHousehold(day, agency, Kinds.DoorstepVisitOnly);
            else if ((what -= Rate.VisitRefused) < 0)
                Unseen(day, agency, Kinds.RefusedEntry, Rate.ChildStillUnseen);
            else if (what - Rate.VisitWithoutChild < 0)
                Unseen(day, agency, Kinds.ChildNotSeen, Rate.OutAndStillUnseen);
            else if (Family.Children[Math.Max(0, Family.BornBy(day) - 1)].Birthday(TooYoungToAsk) > day && chance.Happens(Rate.ChildObserved))
                diary.OfHousehold(day, agency, kept, Is("childSeen"), Is("homeSeen"), Is("childObserved"), chance.Happens(Rate.ChildSeenAlone) ? Is("childSeenAlone") : Is("childSeen"));
            else if (chance.Happens(Rate.ChildSeenAlone))
                diary.OfHousehold(day, agency, kept, Is("childSeen"), Is("homeSeen"), Is("childSeenAlone"));
            else
                diary.OfHousehold(day, agency, kept, Is("childSeen"), Is("homeSeen"));
        }
    }

    private void Unseen(DateOnly day, string agency, string kind, double still)
    {
        if (chance.Happens(still))
            diary.OfHousehold(day, agency, kind, Is("childStillUnseen"));
        else
            diary.OfHousehold(day, agency, kind);
    }

    private void WhileOpen(DateOnly from, DateOnly to)
    {
        foreach (var day in chance.Days(from, to, Rate.AggressionWhileOpen * diary.Guesses))
            diary.OfHousehold(day, chance.OneOf("childrens-social-care", "childrens-social-care", "school", "health-visiting"), Kinds.AggressionToProfessional);
        foreach (var day in chance.Days(from, to, Rate.DisengagementWhileOpen * diary.Guesses))
            diary.OfHousehold(day, chance.OneOf("childrens-social-care", "health-visiting", "camhs"), Kinds.Disengagement);
        foreach (var day in chance.Days(from, to, Rate.ContactWhileOpen * diary.Guesses))
        {
            diary.OfHousehold(day, chance.OneOf("school", "police", "health-visiting", "ed"), Kinds.ProfessionalReferral);
            var decided = day.AddDays(chance.Between(0, 2));
            if (chance.Happens(Rate.FreshReason))
                diary.OfHousehold(decided, "childrens-social-care", Kinds.ReferralClosed, Is("alreadyOpen"), Is("rationale"), Is("historyOpened"));
            else
                diary.OfHousehold(decided, "childrens-social-care", Kinds.ReferralClosed, Is("alreadyOpen"));
        }
    }
}
