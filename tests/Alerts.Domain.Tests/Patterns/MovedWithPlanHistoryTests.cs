using static Alerts.Domain.Tests.A;

namespace Alerts.Domain.Tests;

/// <summary>HIST-3.</summary>
public class MovedWithPlanHistoryTests
{
    private static Report Plan(string kind = Kinds.CpPlanStarted, int day = -3_000) => Report("childrens-social-care", kind, day, Tom);

    private static Report Moved(int day = 0, string kind = Kinds.CrossBoundaryMove, string agency = "other") => Report(agency, kind, day);

    private static Report Registered(int day, Subject? who = null) => Report("gp", Kinds.GpRegistered, day, who ?? Tom);

    private static Report OnRoll(int day, Subject? who = null) => Report("school", Kinds.SchoolOnRoll, day, who ?? Sue);

    private static Subject Aged(int years) => Child(50 + years, Start.AddYears(-years));

    private static readonly Report Move = Moved(), Started = Plan(), First = Registered(0), Nameless = Registered(0).About();

    private static readonly Neighbours Table = new(new MovedWithPlanHistory())
    {
        { "a move across a boundary", "S3", Plan(), Moved() },
        { "a move within the area", "S3", Plan(), Moved(kind: Kinds.HouseMove, agency: "housing") },
        { "registered with a GP", "S3", Plan(), Registered(0) },
        { "on the roll of a school", "S3", Plan(), OnRoll(0) },
        { "a baby registered with a GP", "", Plan(), Registered(0, Ann) },
        { "a baby on the day before its first birthday", "", Plan(), Registered(0, Child(50, Day(1).AddYears(-1))) },
        { "a child registered on its first birthday", "S3", Plan(), Registered(0, Aged(1)) },
        { "a baby and its brother registered with a GP", "S3", Plan(), Registered(0).About(Ann, Tom) },
        { "a registration that names nobody", "S3", Plan(), Registered(0).About() },
        { "a registration of a child whose age nobody told", "S3", Plan(), Registered(0, Tom.AgeUnknown()) },
        { "starting nursery at two", "", Plan(), OnRoll(0, Aged(2)) },
        { "starting school at five", "", Plan(), OnRoll(0, Aged(5)) },
        { "another school at six", "S3", Plan(), OnRoll(0, Aged(6)) },
        { "another school at ten", "S3", Plan(), OnRoll(0, Aged(10)) },
        { "starting the next school at eleven", "", Plan(), OnRoll(0, Aged(11)) },
        { "starting the next school at twelve", "", Plan(), OnRoll(0, Aged(12)) },
        { "another school at thirteen", "S3", Plan(), OnRoll(0, Aged(13)) },
        { "college at sixteen", "", Plan(), OnRoll(0, Aged(16)) },
        { "a usual start is no move to which a registration belongs", "S3", Plan(), OnRoll(0, Aged(4)), Registered(10) },
        { "a usual start that turns out to be none", "S3", Plan(), OnRoll(0, Aged(4).AgeUnknown()), Report("gp", Kinds.RoutineContact, 5, Aged(4) with { Born = Start.AddYears(-7) }) },
        { "an unknown age that turns out to be four", "withdrawn", Plan(), OnRoll(0, Aged(4).AgeUnknown()), Report("gp", Kinds.RoutineContact, 5, Aged(4)) },
        { "a tenancy", "S3", Plan(), Report("housing", Kinds.TenancyStarted, 0) },
        { "a move where nothing is known", "", Moved() },
        { "children in need before", "S3", Plan(Kinds.CinPlanStarted), Moved() },
        { "a section 47 enquiry alone is no history", "", Plan(Kinds.SectionFortySeven), Moved() },
        { "a plan of which only the end is known", "S3", Plan(Kinds.CpPlanEnded), Moved() },
        { "a plan that is still open", "S3", Plan(day: -10), Moved() },
        { "a plan that begins on the day", "S3", Plan(day: 0), Moved() },
        { "a plan that begins the day after", "", Plan(day: 1), Moved() },
        { "children removed long ago", "S3", Plan(Kinds.PreviousChildrenRemoved), Moved() },
        { "a child removed before", "S3", Plan(Kinds.ChildRemoved), Moved() },
        { "early help is no plan", "", Plan(Kinds.EarlyHelpStarted), Moved() },
        { "a concern is no plan", "", Plan(Kinds.HungerReported, -10), Moved() },
        { "a temporary stay", "", Plan(), Moved().Saying("temporary") },
        { "not temporary, said so", "S3", Plan(), Moved().Saying("temporary", false) },
        { "one move told by two agencies on adjacent days", "S3", Plan(), Moved(), Moved(1, Kinds.HouseMove, "housing") },
        { "two moves", "S3 S3", Plan(), Moved(), Moved(2) },
        { "there and back within weeks", "S3 S3", Plan(), Moved(), Moved(30) },
        { "registrations that follow a move", "S3", Plan(), Moved(), Registered(10), OnRoll(30) },
        { "a registration eight weeks after the move", "S3", Plan(), Moved(), Registered(56) },
        { "a registration a day later", "S3 S3", Plan(), Moved(), Registered(57) },
        { "several registrations, no move told", "S3", Plan(), Registered(0), OnRoll(30), Registered(50, Ann) },
        { "a registration after a temporary stay", "S3", Plan(), Moved().Saying("temporary"), Registered(10) },
        { "a registration after a move from before the plan", "S3", Moved(), Plan(day: 5), Registered(10) },
        { "a move after a registration", "S3 S3", Plan(), Registered(0), Moved(20) },
        { "the first registration withdrawn", "withdrawn S3", Plan(), First, OnRoll(30), First.Withdrawal() },
        { "the first registration, which names nobody, withdrawn", "withdrawn S3", Plan(), Nameless, OnRoll(30), Nameless.Withdrawal() },
        { "the first registration, which names nobody, temporary after all", "withdrawn S3", Plan(), Nameless, OnRoll(30), Nameless.Correction(r => r.Saying("temporary")) },
        { "the move withdrawn", "withdrawn", Plan(), Move, Move.Withdrawal() },
        { "temporary after all", "withdrawn", Plan(), Move, Move.Correction(r => r.Saying("temporary")) },
        { "the plan withdrawn", "withdrawn", Started, Moved(), Started.Withdrawal() },
        { "an earlier registration told later", "withdrawn S3", Plan(), OnRoll(30), First },
        { "the plan told last", "S3", Moved(), Plan() },
    };

    public static TheoryData<string> Rows => Table.Names;

    [Theory, MemberData(nameof(Rows))]
    public void A_household_with_plan_history_that_moves_makes_somebody_look_again(string neighbour) => Table.Check(neighbour);

    [Fact]
    public void The_plan_it_rests_on_stands_beside_the_move_and_nothing_of_later_days()
    {
        var (plan, enquiry) = (Plan(day: -90), Plan(Kinds.SectionFortySeven, day: -95));
        var ended = Plan(Kinds.CpPlanEnded, day: 20);
        Assert.Equal([plan.Id, Move.Id], Assert.Single(new MovedWithPlanHistory().Find(new([enquiry, plan, Move, ended]), Period.Always)).Evidence.Select(r => r.Id));
    }

    [Fact]
    public void The_sentence_shields_a_refuge_and_names_no_address()
    {
        var story = new Story([new MovedWithPlanHistory()]);
        story.Told(Plan(), Moved() with { Address = new(Lines: "4 Hidden Row", Postcode: "ZZ1 1ZZ"), Detail = "Now at 4 Hidden Row." });
        var alert = story.Alert("HIST-3");
        Assert.EndsWith("If a refuge is involved, shield where they live.", alert.Sentence, StringComparison.Ordinal);
        Assert.DoesNotContain("Hidden", alert.Sentence, StringComparison.Ordinal);
        Assert.Equal([Kinds.CpPlanStarted, Kinds.CrossBoundaryMove], alert.Standing.Keys.Select(id => story.Household.Live(id)!.Kind));
        Assert.Equal(["FD", "HV", "GPL", "DSL"], alert.Told.Select(t => t.Role));
    }
}
