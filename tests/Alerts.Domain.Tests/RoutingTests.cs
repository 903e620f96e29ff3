using Alerts.Domain.Values;
using static Alerts.Domain.Tests.A;
using static Alerts.Domain.Tests.Worry;

namespace Alerts.Domain.Tests;

/// <summary>Who is told for a role: the narrowest attachment at that moment, else whoever stands in, step by step.</summary>
public class RoutingTests
{
    private const string Noon = "2024-03-13 12:00";
    private static readonly Guid Own = Story.HouseholdId;

    private static readonly Holding[] Doors = [Held("FD", "door"), Held("PM", "partner")];

    /// <summary>The oldest wide, the newest narrow; a test takes some of them.</summary>
    private static readonly Dictionary<string, Holding> Attached = new()
    {
        ["all"] = Held("HV", "all"),
        ["area"] = Held("HV", "area") with { Area = "BS1" },
        ["other area"] = Held("HV", "other area") with { Area = "BS2" },
        ["clinic"] = Held("HV", "clinic") with { Organisation = "health-visiting" },
        ["ward"] = Held("HV", "ward") with { Organisation = "ed" },
        ["stranger"] = Held("HV", "stranger") with { Organisation = "gp" },
        ["household"] = Held("HV", "household") with { Household = Own },
        ["other household"] = Held("HV", "other household") with { Household = Guid.Empty },
        ["Tom's"] = Held("HV", "Tom's") with { Household = Own, Child = Key(Tom) },
        ["Ann's"] = Held("HV", "Ann's") with { Household = Own, Child = Key(Ann) },
    };

    private static string Key(Subject child) => $"1-nhs:{child.NhsNumber}";

    // Tom and Ann; the clinic reported on day 1, the ward on day 9; they moved from BS2 to BS1 on day 5.
    private static Household Family(params Report[] more)
    {
        var story = new Story([]);
        story.Told(
        [
            Report("health-visiting", "routine-contact", 1, Tom) with { Address = new(null, "1 Old Street", "BS2 8AA") },
            Report("school", "routine-contact", 5, Ann) with { Address = new(null, "2 New Street", "bs1 4DJ") },
            Report("ed", "routine-contact", 9, Tom, Ann),
            .. more,
        ]);
        return story.Household;
    }

    private static Told Reach(IEnumerable<Holding> holdings, string moment = Noon, Subject? child = null, IEnumerable<Away>? away = null, List<Unreachable>? missed = null, Household? household = null, string role = "HV") =>
        new RoleDirectory([.. Doors, .. holdings], away).Reach(role, household ?? Family(), child is null ? null : Key(child), Story.Moment(moment), missed is null ? null : missed.Add);

    [Fact]
    public void Whose_it_is_goes_by_the_age_of_the_child_that_it_is_about_and_of_any_where_it_is_about_the_household()
    {
        var roles = new RoleDirectory([.. Doors, Held("HV", "visitor"), Held("DSL", "school")]);
        var (baby, pupil) = (Tom with { Born = new(2023, 9, 1) }, Ann with { Born = new(2014, 9, 1) });
        var story = new Story([]);
        story.Told(Report("ed", "routine-contact", 1, baby, pupil));
        string For(Subject? child) => roles.Resolve(["HV|DSL"], story.Household, child is null ? null : Key(child), Day(9), Story.Moment(Noon)).Single().Person.Id;
        Assert.Equal(("visitor", "school", "visitor"), (For(baby), For(pupil), For(null)));
    }

    private static string For(IEnumerable<Holding> holdings, string moment = Noon) => Reach(holdings, moment).Person.Id;

    [Theory]
    [InlineData("all", "all")]
    [InlineData("all, area", "area")]
    [InlineData("area, all", "area")]
    [InlineData("all, other area", "all")]
    [InlineData("area, clinic", "clinic")]
    [InlineData("ward, clinic", "ward")]          // the ward reported last
    [InlineData("clinic, ward", "ward")]
    [InlineData("all, stranger", "all")]          // never reported
    [InlineData("ward, household, all", "household")]
    [InlineData("all, other household", "all")]
    [InlineData("household, Tom's", "Tom's")]
    [InlineData("Tom's, household, Ann's", "Tom's")]
    [InlineData("Ann's, all", "all")]             // another child's
    public void The_narrowest_attachment_is_told(string attached, string told) =>
        Assert.Equal(told, Reach(attached.Split(", ").Select(a => Attached[a]), child: Tom).Person.Id);

    [Fact]
    public void What_is_about_the_whole_household_is_for_its_own_holder_and_only_then_for_one_childs()
    {
        Assert.Equal("household", For([Attached["household"], Attached["Tom's"]]));
        Assert.Equal("Tom's", For([Attached["ward"], Attached["Tom's"]]));
    }

    [Fact]
    public void A_report_that_was_taken_back_brings_no_area_and_no_organisation()
    {
        var wrong = Report("gp", "routine-contact", 20, Tom) with { Address = new(null, "3 Wrong Street", "BS2 8AA") };
        Holding[] holdings = [Attached["area"], Attached["other area"], Attached["stranger"]];
        Assert.Equal("stranger", Reach(holdings, household: Family(wrong)).Person.Id);
        Assert.Equal("other area", Reach(holdings[..2], household: Family(wrong)).Person.Id);
        Assert.Equal("area", Reach(holdings, household: Family(wrong, wrong.Withdrawal())).Person.Id);
    }

    // Hours

    [Theory]
    [InlineData("2024-03-13 08:59", "night")]
    [InlineData("2024-03-13 09:00", "day")]
    [InlineData("2024-03-13 16:59", "day")]
    [InlineData("2024-03-13 17:00", "night")]
    [InlineData("2024-03-16 12:00", "night")]     // a Saturday
    [InlineData("2024-04-01 12:00", "night")]     // Easter Monday
    [InlineData("2024-04-02 09:00", "day")]       // summer time
    public void In_office_hours_the_day_duty_is_told_and_outside_them_the_emergency_duty_team(string moment, string told) =>
        Assert.Equal(told, For([Held("HV", "day") with { Hours = Hours.Office }, Held("HV", "night") with { Hours = Hours.OutOfHours }], moment));

    [Fact]
    public void Easter_Monday_is_a_working_day_in_Scotland()
    {
        var roles = new RoleDirectory([.. Doors, Held("HV", "day") with { Hours = Hours.Office }, Held("HV", "night") with { Hours = Hours.OutOfHours }], nation: Nation.Scotland);
        Assert.Equal("day", roles.Reach("HV", Family(), null, Story.Moment("2024-04-01 12:00")).Person.Id);
    }

    [Fact]
    public void Of_two_as_narrow_who_is_there_at_this_very_hour_comes_first() =>
        Assert.Equal("night", For([Held("HV", "night") with { Hours = Hours.OutOfHours }, Held("HV", "always")], "2024-03-13 02:00"));

    [Fact]
    public void At_night_a_narrow_holder_who_is_there_by_day_only_leaves_it_to_the_wider_one()
    {
        Holding[] holdings = [Held("HV", "night") with { Hours = Hours.OutOfHours }, Attached["household"] with { Hours = Hours.Office }];
        Assert.Equal("night", For(holdings, "2024-03-13 02:00"));
        Assert.Equal("household", For(holdings));
    }

    [Fact]
    public void A_role_that_is_told_only_if_held_is_told_at_night_too_where_its_holder_is_there_by_day()
    {
        var roles = new RoleDirectory([.. Doors, Held("ASW", "worker") with { Hours = Hours.Office }]);
        var told = roles.Resolve(["ASW?", "LP?", "LP|ASW"], Family(), null, Day(9), Story.Moment("2024-03-13 02:00"));
        Assert.Equal([("FD", "door", "ASW")], told.Select(t => (t.Role, t.Person.Id, t.InsteadOf)));
    }

    // From and until

    [Theory]
    [InlineData("2024-03-13 11:59", "before")]
    [InlineData("2024-03-13 12:00", "now")]
    [InlineData("2024-03-20 11:59", "now")]
    [InlineData("2024-03-20 12:00", "before")]
    public void It_holds_from_its_first_moment_until_the_moment_before_its_last(string moment, string told) =>
        Assert.Equal(told, For([Held("HV", "before"), Attached["household"] with { Person = Person("now"), From = Story.Moment(Noon), Until = Story.Moment("2024-03-20 12:00") }], moment));

    // Standing in

    private static Away Leave(string person, string? cover = null) => new(person, Story.Moment("2024-03-11 00:00"), Story.Moment("2024-03-18 00:00"), cover is null ? null : Person(cover));

    private static readonly Holding[] Three = [.. Holders("HV")];

    public static TheoryData<string, string, string?, string> Leaves => new()
    {
        { "HV:cover", "cover", StandsIn.Cover, "holder HV" },
        { "HV", "HV-deputy", StandsIn.Deputy, "holder HV" },
        { "HV:cover, cover", "HV-deputy", StandsIn.Deputy, "holder HV, cover cover" },
        { "HV, HV-deputy", "HV-manager", StandsIn.Manager, "holder HV, deputy HV-deputy" },
        { "HV, HV-deputy:cover", "HV-manager", StandsIn.Manager, "holder HV, deputy HV-deputy" },
        { "HV-deputy", "HV", null, "" },
    };

    [Theory, MemberData(nameof(Leaves))]
    public void Somebody_on_leave_is_covered_for_else_the_deputy_is_told_else_the_manager(string leave, string told, string? standsIn, string steps)
    {
        var missed = new List<Unreachable>();
        var one = Reach(Three, away: leave.Split(", ").Select(l => Leave(l.Split(':')[0], l.Split(':').ElementAtOrDefault(1))), missed: missed);
        Assert.Equal(("HV", told, standsIn, null), (one.Role, one.Person.Id, one.As, one.InsteadOf));
        Assert.Equal(steps, string.Join(", ", missed.Select(m => $"{m.Place} {m.Person?.Id}")));
    }

    [Theory]
    [InlineData("2024-03-10 23:59", "HV")]
    [InlineData("2024-03-11 00:00", "cover")]
    [InlineData("2024-03-17 23:59", "cover")]
    [InlineData("2024-03-18 00:00", "HV")]
    public void Leave_begins_and_ends_to_the_minute(string moment, string told) => Assert.Equal(told, Reach(Three, moment, away: [Leave("HV", "cover")]).Person.Id);

    [Theory]
    [InlineData("", "door", "FD")]
    [InlineData("door", "partner", "PM")]
    [InlineData("door, partner", "door", "FD")]   // away or not: somebody must see it
    public void A_role_that_nobody_holds_goes_to_the_front_door_then_to_the_partnership_manager_and_in_the_end_to_the_front_door_whatever(string away, string told, string role)
    {
        var one = Reach([], away: away.Split(", ").Select(p => Leave(p)));
        Assert.Equal((role, told, "HV"), (one.Role, one.Person.Id, one.InsteadOf));
    }

    [Fact]
    public void Where_nobody_can_be_told_it_is_who_holds_the_front_door_now_and_not_who_held_it_once()
    {
        var roles = new RoleDirectory([Held("FD", "now"), Held("FD", "once") with { Until = Story.Moment("2020-01-01 00:00") }], [Leave("now")]);
        Assert.Equal("now", roles.Reach("FD", Family(), null, Story.Moment(Noon)).Person.Id);
    }

    [Fact]
    public void A_deputy_who_holds_no_role_is_told_where_nobody_holds_it() =>
        Assert.Equal(("HV-deputy", StandsIn.Deputy), Reach([Held("HV", "HV-deputy", Rank.Deputy)]) is var t ? (t.Person.Id, t.As) : default);

    // Each step is an event

    [Fact]
    public void The_events_of_a_role_that_nobody_could_be_reached_in_name_everybody_on_the_way()
    {
        var story = Told(Severity.S2, Noon, new([.. Doors, Held("HV", "HV"), Held("DSL", "DSL"), Held("DSL", "DSL-deputy", Rank.Deputy)], [Leave("HV", "cover"), Leave("cover"), Leave("door"), Leave("DSL")]), out var alert, tell: ["HV", "DSL"]);
        Assert.Equal(
            [("HV", "holder", "HV"), ("HV", "cover", "cover"), ("FD", "holder", "door"), ("HV", "instead", "partner"), ("DSL", "holder", "DSL")],
            story.Household.Trouble.Select(e => e switch { RolePassedOn p => (p.Role, p.Place, p.Person!.Id), RoleNotHeld n => (n.Role, "instead", n.Instead.Id), _ => ("", "", "") }));
        Assert.Equal([("PM", "partner", "HV", null), ("DSL", "DSL-deputy", null, StandsIn.Deputy)], alert.Told.Select(t => (t.Role, t.Person.Id, t.InsteadOf, t.As)));
        Assert.All(story.Household.Trouble, e => Assert.Equal(alert.Id, e is RolePassedOn p ? p.Alert : ((RoleNotHeld)e).Alert));
    }

    [Fact]
    public void Where_everybody_is_there_nothing_is_said()
    {
        var story = Told(Severity.S2, Noon, Rota(), out _);
        Assert.Empty(story.Household.Trouble);
    }
}
