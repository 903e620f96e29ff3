using static Alerts.Domain.Tests.A;

namespace Alerts.Domain.Tests;

/// <summary>EHE-2.</summary>
public class HomeEducationDuringDisputeTests
{
    private static Report Home(int day, string agency = "school") => Report(agency, Kinds.EheNotified, day, Sue);

    private static Report Warned(int day) => Report("school", Kinds.AttendanceWarning, day, Sue);

    private static Report SentAway(int day) => Report("school", Kinds.TransportRefused, day, Sue);

    private static Report Plan(int day, params Subject[] about) => Report("community-paediatrics", Kinds.EhcpIssued, day, about);

    private static readonly Report Announced = Home(0), Warning = Warned(10);

    private static readonly Neighbours Table = new(new HomeEducationDuringDispute())
    {
        { "home education alone", "", Announced },
        { "home education with every other trouble at school", "", Announced, Report("school", Kinds.SchoolAttendanceLow, -3, Sue), Report("school", Kinds.NotInSchool, -2, Sue), Report("school", Kinds.SchoolExclusion, -9, Sue) },
        { "a warning alone", "", Warning, Warned(60), SentAway(61) },
        { "a warning after it", "S2", Announced, Warning },
        { "a warning before it", "S2", Announced, Warned(-10) },
        { "transport sent away that day, now home schooling", "S2", SentAway(0), Announced },
        { "a warning 30 days after", "S2", Announced, Warned(30) },
        { "a warning 31 days after", "", Announced, Warned(31) },
        { "a warning 30 days before", "S2", Announced, Warned(-30) },
        { "a warning 31 days before", "", Announced, Warned(-31) },
        { "told by school and by the authority on adjacent days: the first counts", "", Announced, Home(1, "ehe"), Warned(31) },
        { "a child with a plan of its own", "S2", Announced, Plan(-900, Sue) },
        { "a plan of that day", "S2", Announced, Plan(0, Sue) },
        { "a plan issued later", "", Announced, Plan(1, Sue) },
        { "another child's plan", "", Announced, Plan(-10, Tom) },
        { "a plan that names no child", "", Announced, Plan(-10) },
        { "a plan, and home education of nobody who is named", "", Announced.About(), Plan(-10, Sue) },
        { "another child's warning", "", Announced, Warning.About(Tom) },
        { "a warning that names no child", "S2", Announced, Warning.About() },
        { "home education of nobody who is named, and a warning", "S2", Announced.About(), Warning },
        { "two children, one warned", "S2", Announced.About(Sue, Tom), Warning },
        { "two children, both warned", "S2 S2", Announced.About(Sue, Tom), Warning.About(Sue, Tom) },
        { "arriving in the wrong order", "S2", Warning, Announced },
        { "the warning withdrawn", "withdrawn", Announced, Warning, Warning.Withdrawal() },
        { "the warning withdrawn, a plan left", "S2", Announced, Warning, Plan(-9, Sue), Warning.Withdrawal() },
        { "home education withdrawn", "withdrawn", Announced, Warning, Announced.Withdrawal() },
        { "the warning corrected to a day long before", "withdrawn", Announced, Warning, Warning.Correction(r => r.On(-40)) },
        { "a child's other needs are not read", "", Announced, Report("camhs", Kinds.ComplexHealthNeed, -9, Sue), Report("school", Kinds.DevelopmentalConcern, -9, Sue) },
        { "asking for help and being poor are not read", "", Announced, Report("voluntary-sector", Kinds.SupportSought, 0, Sue), Report("housing", Kinds.HousingOrMoneyProblem, 0, Sue) },
    };

    public static TheoryData<string> Rows => Table.Names;

    [Theory, MemberData(nameof(Rows))]
    public void Home_education_out_of_a_dispute_makes_somebody_look_again(string neighbour) => Table.Check(neighbour);

    [Fact]
    public void The_evidence_comes_earliest_first_and_the_sentence_says_that_it_can_be_a_considered_choice()
    {
        var plan = Plan(-9, Sue);
        var found = Assert.Single(new HomeEducationDuringDispute().Find(new([Warning, Announced, plan]), Period.Always));
        Assert.Equal([plan.Id, Announced.Id, Warning.Id], found.Evidence.Select(r => r.Id));
        Assert.Equal("Home education was announced (10 March 2020) within 30 days of a warning over attendance, for a child with an education, health and care plan. "
            + "It can be a considered choice after support has failed: ask, and see the child.", found.Sentence);
    }

    [Fact]
    public void The_front_door_is_told_where_there_is_plan_history()
    {
        Assert.Equal(["EHEO", "DSL", "SEND"], Told());
        Assert.Equal(["EHEO", "DSL", "SEND", "FD"], Told(Report("childrens-social-care", Kinds.CinPlanStarted, -3000, Tom)));
    }

    private static IEnumerable<string> Told(params Report[] before)
    {
        var story = new Story([new HomeEducationDuringDispute()]);
        story.Told([.. before, Announced, Warning]);
        return story.Alert("EHE-2").Told.Select(t => t.Role);
    }
}
