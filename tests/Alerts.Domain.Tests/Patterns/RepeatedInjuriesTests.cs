using static Alerts.Domain.Tests.A;

namespace Alerts.Domain.Tests;

/// <summary>INJ-1.</summary>
public class RepeatedInjuriesTests
{
    private static readonly Subject Max = Child(70, Start.AddYears(-9)), Eve = Child(71, Start.AddYears(-4)), TwoOnDayTen = Child(72, Day(10).AddYears(-2));

    private static Report Fall(int day, params Subject[] children) => Report("ed", Kinds.EdAttendanceInjury, day, children);

    private static Report Mark(int day, params Subject[] children) => Report("health-visiting", Kinds.InjuryObserved, day, children);

    private static Report Known(params Subject[] children) => Report("gp", Kinds.RoutineContact, -300, children);

    private static Report Care(string kind, int day) => Report("childrens-social-care", kind, day, Sue);

    private static readonly Report Third = Fall(60, Tom), Plan = Care(Kinds.CpPlanStarted, -3000);

    private static readonly Neighbours Table = new(new RepeatedInjuries())
    {
        { "one injury", "", Fall(0, Tom) },
        { "two of a two-year-old", "", Fall(0, Tom), Fall(30, Tom) },
        { "three of a two-year-old", "S3", Fall(0, Tom), Fall(30, Tom), Third },
        { "three of two children", "S3", Fall(0, Tom), Fall(30, Sue), Third },
        { "three marks that a health visitor saw", "S3", Mark(0, Tom), Mark(30, Tom), Mark(60, Tom) },
        { "a mark counts beside attendances", "S3", Fall(0, Tom), Mark(30, Tom), Third },
        { "three on day 183", "S3", Fall(0, Tom), Fall(30, Tom), Fall(183, Tom) },
        { "three on day 184", "", Fall(0, Tom), Fall(30, Tom), Fall(184, Tom) },
        { "two of a baby", "S3", Fall(0, Ann), Fall(30, Ann) },
        { "two of a baby on day 183", "S3", Fall(0, Ann), Mark(183, Ann) },
        { "two of a baby on day 184", "", Fall(0, Ann), Mark(184, Ann) },
        { "two of a baby, the second on the day before the second birthday", "S3", Fall(0, TwoOnDayTen), Fall(9, TwoOnDayTen) },
        { "two of a baby, the second on the second birthday", "", Fall(0, TwoOnDayTen), Fall(10, TwoOnDayTen) },
        { "two at an age that nobody told", "S3", Fall(0, Child(73)), Fall(30, Child(73)) },
        { "two at an age that turns out to be nine", "withdrawn", Fall(0, Max.AgeUnknown()), Fall(30, Max.AgeUnknown()), Known(Max) },
        { "one of a baby and one of a brother", "", Fall(0, Ann), Fall(30, Tom) },
        { "nobody said which child, twice", "", Fall(0), Fall(30) },
        { "nobody said which child, three times", "S3", Fall(0), Fall(30), Fall(60) },
        { "one injury that ED and the health visitor saw", "", Fall(0, Ann), Mark(1, Ann) },
        { "a mark on the next day is the same injury", "", Fall(0, Tom), Mark(1, Tom), Fall(30, Tom) },
        { "a return visit", "", Fall(0, Ann), Fall(9, Ann).Saying("returnVisit") },
        { "sport at school age", "", Fall(0, Sue).Saying("sport"), Fall(30, Sue).Saying("sport"), Fall(60, Sue).Saying("sport") },
        { "sport before school age is no sport", "S3", Fall(0, Tom).Saying("sport"), Fall(30, Tom).Saying("sport"), Fall(60, Tom).Saying("sport") },
        { "sport once of three", "", Fall(0, Sue), Fall(30, Sue).Saying("sport"), Fall(60, Sue) },
        { "sport, told in a correction", "withdrawn", Fall(0, Sue), Fall(30, Sue), Third.About(Sue), Third.Correction(r => r.About(Sue).Saying("sport")) },
        { "one accident that hurt three children", "", Fall(0, Tom, Sue, Eve) },
        { "one accident, two children known, told by three agencies", "", Fall(0, Tom, Sue), Mark(0, Tom), Mark(1, Sue) },
        { "a head-banging toddler who is seen at home is no injury", "", Report("health-visiting", Kinds.ChildDistressOrBehaviour, 0, Tom), Fall(30, Tom), Third },
        { "three children, one each", "", Fall(0, Tom), Fall(30, Sue), Fall(60, Eve) },
        { "three children, four injuries, no two of one child", "S3", Known(Tom, Sue, Eve, Max), Fall(0, Tom), Fall(30, Sue), Fall(60, Eve), Fall(90, Max) },
        { "three children, two of the three injuries of one", "S3", Known(Tom, Sue, Eve), Fall(0, Tom), Fall(30, Sue), Third },
        { "two children, three injuries, and the third child known later", "S3", Fall(0, Tom), Fall(30, Sue), Third, Known(Eve) },
        { "three injuries of nobody who is named, two children known, a third becomes known", "withdrawn", Known(Tom, Sue), Fall(0), Fall(30), Fall(60), Known(Eve) },
        { "a sister who is grown up makes no large family", "S3", Known(Child(74, Day(60).AddYears(-18))), Fall(0, Tom), Fall(30, Sue), Fall(60) },
        { "a child protection plan of any child, and a baby", "S2", Plan, Fall(0, Ann), Fall(30, Ann) },
        { "the plan told later", "S2", Fall(0, Ann), Fall(30, Ann), Plan },
        { "the plan withdrawn", "S3", Plan, Fall(0, Ann), Fall(30, Ann), Plan.Withdrawal() },
        { "a child-in-need plan, and a baby", "S3", Care(Kinds.CinPlanStarted, -3000), Fall(0, Ann), Fall(30, Ann) },
        { "a section 47 enquiry, and a baby", "S3", Care(Kinds.SectionFortySeven, -3000), Fall(0, Ann), Fall(30, Ann) },
        { "a plan that begins on the day of the last", "S2", Care(Kinds.CpPlanStarted, 30), Fall(0, Ann), Fall(30, Ann) },
        { "a plan that begins the day after", "S3", Care(Kinds.CpPlanStarted, 31), Fall(0, Ann), Fall(30, Ann) },
        { "plan history and no baby", "S3", Plan, Fall(0, Tom), Fall(30, Tom), Third },
        { "plan history and two injuries", "", Plan, Fall(0, Tom), Fall(30, Tom) },
        { "a plan that begins after the last", "S3", Fall(0, Tom), Fall(30, Tom), Third, Care(Kinds.CpPlanStarted, 61) },
        { "a removal, long ago", "S2", Care(Kinds.PreviousChildrenRemoved, -4000), Fall(0, Ann), Fall(30, Ann) },
        { "early help is no plan", "S3", Report("early-help", Kinds.EarlyHelpStarted, -30, Tom), Fall(0, Ann), Fall(30, Ann) },
        { "one withdrawn", "withdrawn", Fall(0, Tom), Fall(30, Tom), Third, Third.Withdrawal() },
        { "one corrected to a day beyond", "withdrawn", Fall(0, Tom), Fall(30, Tom), Third, Third.Correction(r => r.On(200)) },
        { "in the wrong order", "S3", Third, Fall(0, Tom), Fall(30, Tom) },
        { "three, and three a year later", "S3 S3", Fall(0, Tom), Fall(30, Tom), Third, Fall(400, Tom), Fall(430, Tom), Fall(460, Tom) },
    };

    public static TheoryData<string> Rows => Table.Names;

    [Theory, MemberData(nameof(Rows))]
    public void Injuries_on_separate_occasions_make_somebody_look(string neighbour) => Table.Check(neighbour);

    [Fact]
    public void The_sentence_gives_the_number_of_children()
    {
        var found = Assert.Single(new RepeatedInjuries().Find(new([Known(Tom, Sue, Eve, Max), Fall(0, Tom), Fall(30, Sue), Third]), Period.Always));
        Assert.Equal("3 injuries among 4 children within 6 months: 10 March 2020; 9 April 2020; 9 May 2020. Children fall; ask how each came about, and see whether the accounts fit.", found.Sentence);
    }
}
