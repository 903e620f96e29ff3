using Alerts.Domain.Values;
using static Alerts.Domain.Tests.A;

namespace Alerts.Domain.Tests;

/// <summary>VOICE-1. Sue is seven, Tom two. Eight weeks after day 0 is day 56.</summary>
public class ChildsVoiceMissingTests
{
    private static Report Plan(int day, params Subject[] about) => Report("childrens-social-care", Kinds.CinPlanStarted, day, about.Length == 0 ? [Sue] : about);

    private static Report Contact(int day, params Subject[] about) => Report("childrens-social-care", Kinds.RoutineContact, day, about.Length == 0 ? [Sue] : about);

    private static Report Alone(int day, params Subject[] about) => Contact(day, about).Saying("childSeenAlone");

    private static readonly Report Opened = Plan(0), Heard = Alone(30);

    private static readonly Neighbours Table = new(new ChildsVoiceMissing())
    {
        { "no case", 200, "", Contact(0), Contact(10), Contact(20) },
        { "eight weeks", 56, "", Opened },
        { "eight weeks and a day", 57, "S4", Opened },
        { "early help too", 57, "S4", Report("early-help", Kinds.EarlyHelpStarted, 0, Sue) },
        { "seen alone in time", 57, "", Opened, Alone(56) },
        { "seen alone a day too late", 58, "S4", Opened, Alone(57) },
        { "seen, not alone", 57, "S4", Opened, Contact(30).Saying("childSeen") },
        { "observed, seven years old", 57, "S4", Opened, Contact(30).Saying("childObserved") },
        { "observed, two years old", 57, "", Plan(0, Tom), Contact(30, Tom).Saying("childObserved") },
        { "observed, of no age that anybody told", 57, "", Plan(0, Sue.AgeUnknown()), Contact(30, Sue.AgeUnknown()).Saying("childObserved") },
        { "the child did not want to", 57, "", Opened, Contact(30).Saying("childDeclined") },
        { "the child spoke to a teacher", 57, "", Opened, Report("school", Kinds.ChildDisclosure, 30, Sue) },
        { "a brother or sister was heard", 57, "S4", Opened, Alone(30, Tom) },
        { "two children, one heard", 57, "S4", Plan(0, Sue, Tom), Alone(30) },
        { "two contacts in a row", 30, "", Opened, Contact(10), Contact(20) },
        { "three contacts in a row", 30, "S4", Opened, Contact(10), Contact(20), Contact(30) },
        { "three agencies on adjacent days are one contact", 40, "", Opened, Contact(10), Report("gp", Kinds.RoutineContact, 11, Sue), Report("school", Kinds.SchoolConcern, 12, Sue) },
        { "three in a row, one of them alone", 40, "", Opened, Contact(10), Alone(20), Contact(30) },
        { "three in a row after the child was heard", 60, "S4", Opened, Heard, Contact(35), Contact(40), Contact(45) },
        { "a contact with a parent alone is none", 40, "", Opened, Contact(10), Contact(20), Contact(30, new Subject("parent", NhsNumber: NhsNumber.Fictitious(900))) },
        { "three contacts and then eight weeks: one alert", 60, "S4", Opened, Contact(10), Contact(20), Contact(30) },
        { "heard, and then eight weeks of silence", 87, "S4", Opened, Heard },
        { "two silences", 300, "S4 S4", Opened, Alone(100) },
        { "closed in time", 100, "", Opened, Report("childrens-social-care", Kinds.CinPlanEnded, 56, Sue) },
        { "closed later", 100, "S4", Opened, Report("childrens-social-care", Kinds.CinPlanEnded, 57, Sue) },
        { "contacts after it was closed", 100, "", Opened, Heard, Report("childrens-social-care", Kinds.CinPlanEnded, 40, Sue), Contact(50), Contact(60), Contact(70) },
        { "the plan withdrawn", 57, "", Opened, Opened.Withdrawal() },
        { "the contact alone withdrawn", 57, "S4", Opened, Heard, Heard.Withdrawal() },
    };

    public static TheoryData<string> Rows => Table.Names;

    [Theory, MemberData(nameof(Rows))]
    public void In_an_open_case_somebody_hears_the_child(string neighbour) => Table.Check(neighbour);

    [Fact]
    public void The_day_raises_it_and_a_contact_that_is_told_late_takes_it_back()
    {
        var story = new Story([new ChildsVoiceMissing()], begins: Start);
        story.Told(Opened);
        Assert.Empty(story.Household.Alerts);
        story.ItBecomes(Day(57));
        Assert.StartsWith("In an open case nobody has recorded for 8 weeks, since 10 March 2020,", story.Alert("VOICE-1").Sentence, StringComparison.Ordinal);
        Assert.Equal(["LP", "DSL"], story.Alert("VOICE-1").Told.Select(t => t.Role));
        story.Told(Heard);
        Assert.True(story.Alert("VOICE-1").EvidenceWithdrawn);
    }

    [Fact]
    public void Heard_when_another_plan_starts_on_the_day_of_the_third_contact_takes_it_back()
    {
        var story = new Story([new ChildsVoiceMissing()], begins: Start);
        story.Told(Opened, Contact(10), Contact(20));
        story.SleepsUntil("2020-04-09 12:00");
        story.Told(Contact(30));
        Assert.False(story.Alert("VOICE-1").EvidenceWithdrawn);
        story.Told(Report("childrens-social-care", Kinds.CpPlanStarted, 30, Sue).Saying("childSeenAlone"));
        Assert.True(story.Alert("VOICE-1").EvidenceWithdrawn);
    }
}
