using static Alerts.Domain.Tests.A;

namespace Alerts.Domain.Tests;

/// <summary>HIST-3.</summary>
public class MovedWithPlanHistoryTests
{
    private static Report Plan(string kind = Kinds.CpPlanStarted, int day = -3_000) => Report("childrens-social-care", kind, day, Tom);

    private static Report Moved(int day = 0, string kind = Kinds.CrossBoundaryMove, string agency = "other") => Report(agency, kind, day);

    private static Report Registered(int day, Subject? who = null) => Report("gp", Kinds.GpRegistered, day, who ?? Tom);

    private static Report OnRoll(int day) => Report("school", Kinds.SchoolOnRoll, day, Tom);

    private static readonly Report Move = Moved(), Started = Plan(), First = Registered(0);

    private static readonly Neighbours Table = new(new MovedWithPlanHistory())
    {
        { "a move across a boundary", "S3", Plan(), Moved() },
        { "a move within the area", "S3", Plan(), Moved(kind: Kinds.HouseMove, agency: "housing") },
        { "registered with a GP", "S3", Plan(), Registered(0) },
        { "on the roll of a school", "S3", Plan(), OnRoll(0) },
        { "a tenancy", "S3", Plan(), Report("housing", Kinds.TenancyStarted, 0) },
        { "a move where nothing is known", "", Moved() },
        { "children in need before", "S3", Plan(Kinds.CinPlanStarted), Moved() },
        { "a section 47 enquiry before", "S3", Plan(Kinds.SectionFortySeven), Moved() },
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
