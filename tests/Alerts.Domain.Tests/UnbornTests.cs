using Alerts.Domain.Values;
using static Alerts.Domain.Tests.A;

namespace Alerts.Domain.Tests;

/// <summary>What was told of an unborn child is told of the child who was born then. Ben is born on day 120, and so is his twin.</summary>
public class UnbornTests
{
    private static readonly Subject Unborn = new(SubjectRoles.Unborn, Ref: "unborn-1"), Ben = Child(71, Day(120)), Twin = Child(72, Day(121));

    private static Report Care(string kind, int day, params Subject[] about) => Report("childrens-social-care", kind, day, about);

    private static Report Contact(int day, params Subject[] about) => Report("health-visiting", Kinds.RoutineContact, day, about);

    public static TheoryData<string, string[], Report[]> Children => new()
    {
        { "nobody told of a birth", ["unborn"], [Contact(0, Unborn)] },
        { "born within ten months", ["Ben"], [Contact(0, Unborn), Contact(130, Ben)] },
        { "the birth told first", ["Ben"], [Contact(130, Ben), Contact(0, Unborn)] },
        { "born on the last day of the ten months", ["Ben"], [Contact(120 - 305, Unborn), Contact(130, Ben)] },
        { "born a day later", ["Ben", "unborn"], [Contact(120 - 306, Unborn), Contact(130, Ben)] },
        { "born a month before, and still called unborn", ["Ben"], [Contact(151, Unborn), Contact(130, Ben)] },
        { "born a day earlier: another pregnancy", ["Ben", "unborn"], [Contact(152, Unborn), Contact(130, Ben)] },
        { "told of many times: the first counts", ["Ben", "unborn"], [Contact(120 - 306, Unborn), Contact(0, Unborn), Contact(130, Ben)] },
        { "a child whose birth date nobody knows", ["Ben", "unborn"], [Contact(0, Unborn), Contact(130, Ben.AgeUnknown())] },
        { "the same, and a report of the birth", ["Ben"], [Contact(0, Unborn), Contact(130, Ben.AgeUnknown()), Report("midwifery", Kinds.Birth, 120, Ben.AgeUnknown())] },
        { "a birth that still calls it unborn", ["child"], [Contact(0, Unborn), Report("health-visiting", Kinds.Birth, 120, Unborn)] },
        { "an older brother", ["Tom", "unborn"], [Contact(0, Unborn), Contact(130, Tom)] },
        { "twins", ["Ben", "Twin"], [Contact(0, Unborn), Contact(130, Ben, Twin)] },
        { "two unborn children, twins", ["Ben", "Twin"], [Contact(0, Unborn, new(SubjectRoles.Unborn, Ref: "unborn-2")), Contact(130, Ben, Twin)] },
        { "by the sender's own reference", ["Ben"], [Contact(0, Unborn), Contact(130, Ben with { Ref = "unborn-1" })] },
        { "the same, the unborn child told of last", ["Ben"], [Contact(130, Ben with { Ref = "unborn-1" }), Contact(140, Unborn with { Born = Day(150) })] },
        { "a parent", ["mother", "unborn"], [Contact(0, Unborn), Contact(1, new Subject("parent", Name: "mother", Born: Day(120)))] },
    };

    [Theory, MemberData(nameof(Children))]
    public void An_unborn_child_is_the_child_who_was_born_then(string what, string[] expected, Report[] reports)
    {
        foreach (var order in new[] { reports, [.. reports.Reverse()] })
        {
            var known = new People(order);
            var added = new People([]);
            foreach (var report in order)
                added.Add(report);
            Assert.Equal((what, Names(known)), (what, string.Join(' ', expected.Order(StringComparer.Ordinal))));
            Assert.Equal(Names(known), Names(added));
        }
    }

    [Fact]
    public void What_is_told_of_twins_before_they_are_born_is_told_of_both()
    {
        var plan = Care(Kinds.CpPlanStarted, 0, Unborn);
        var people = new People([plan, Contact(130, Ben, Twin)]);
        Assert.Equal(2, people.ChildrenIn(plan).Count);
        Assert.Equal(people.ChildrenIn(plan)[0], people.Of(plan, Unborn));
    }

    [Fact]
    public void Somebody_whose_birth_nobody_told_of_grows_older_and_never_makes_anything_graver_by_an_age()
    {
        var person = Assert.Single(new People([Contact(0, Unborn)]).All);
        Assert.Equal(Day(273), person.Born);
        Assert.Equal((true, true, false), (person.Under(2, Day(0)), person.Under(2, Day(273).AddYears(2).AddDays(-1)), person.Under(2, Day(273).AddYears(2))));
        Assert.Null(person.AgeOn(Day(400)));
        Assert.Equal(Day(60), Assert.Single(new People([Contact(0, Unborn with { Born = Day(60) })]).All).Born);
    }

    private static readonly Report Before = Care(Kinds.CpPlanStarted, 0, Unborn), Known = Contact(130, Ben);

    private static readonly Neighbours TooLong = new(new PlanGoesOnTooLong())
    {
        { "a plan before the birth, and no end", 457, "S3", Before, Known },
        { "it ended for the child", 457, "", Before, Known, Care(Kinds.CpPlanEnded, 200, Ben) },
        { "the child is told of late", 457, "", Before, Care(Kinds.CpPlanEnded, 200, Ben) },
        { "it ended for another child", 457, "S3", Before, Known, Care(Kinds.CpPlanEnded, 200, Tom) },
        { "twins, ended for one", 457, "S3", Before, Contact(130, Ben, Twin), Care(Kinds.CpPlanEnded, 200, Ben) },
        { "twins, ended for both", 457, "", Before, Contact(130, Ben, Twin), Care(Kinds.CpPlanEnded, 200, Ben, Twin) },
    };

    private static readonly Neighbours Repeated = new(new RepeatProtectionPlan())
    {
        { "a plan before the birth, and another", "S3", Before, Care(Kinds.CpPlanEnded, 200, Ben), Care(Kinds.CpPlanStarted, 700, Ben) },
        { "a plan before the birth, and a brother's", "", Before, Care(Kinds.CpPlanStarted, 700, Tom), Known },
    };

    private static readonly Neighbours Early = new(new PlanEndedEarly())
    {
        { "begun before the birth, ended within three months", "S3", Care(Kinds.CpPlanStarted, 100, Unborn), Care(Kinds.CpPlanEnded, 180, Ben) },
        { "ended later", "", Before, Care(Kinds.CpPlanEnded, 180, Ben) },
    };

    private static readonly Neighbours Again = new(new ReportedAgainAfterClosure())
    {
        { "reported again after the plan ended", "S3", Before, Care(Kinds.CpPlanEnded, 200, Ben), Care(Kinds.ReferralClosed, 300, Ben), Report("school", Kinds.ProfessionalReferral, 330, Ben) },
        { "while it is open", "", Before, Care(Kinds.ReferralClosed, 300, Ben), Report("school", Kinds.ProfessionalReferral, 330, Ben) },
    };

    private static readonly Neighbours Refused = new(new KeptFromSeeingAChild())
    {
        { "refused after the plan ended, with a concern before", "S2", Before, Care(Kinds.CpPlanEnded, 200, Ben), Report("police", Kinds.DomesticAbuseIncident, 300, Ben), Report("health-visiting", Kinds.RefusedEntry, 330, Ben) },
        { "while it is open", "S3", Before, Report("police", Kinds.DomesticAbuseIncident, 300, Ben), Report("health-visiting", Kinds.RefusedEntry, 330, Ben) },
    };

    private static readonly Report Growing = Contact(850, Ben), Crisis = Report("gp", Kinds.ParentalMentalHealthCrisis, 2_000);

    private static readonly Neighbours Animals = new(new AnimalWelfareReport())
    {
        { "the child is two", "S3", Contact(0, Unborn), Growing, Report("rspca", Kinds.AnimalConcern, 860) },
        { "the child is not two", "S2", Contact(0, Unborn), Growing, Report("rspca", Kinds.AnimalConcern, 840) },
        { "nobody told of the birth, two years after it was expected", "S3", Contact(0, Unborn), Report("rspca", Kinds.AnimalConcern, 1_003) },
        { "nobody told of the birth, a day earlier", "S2", Contact(0, Unborn), Report("rspca", Kinds.AnimalConcern, 1_002) },
    };

    private static readonly Neighbours Door = new(new NobodyThroughTheDoor())
    {
        { "the child is two", "S3", [Contact(0, Unborn), Growing, .. Doors(860)] },
        { "the child is not two", "S2", [Contact(0, Unborn), Growing, .. Doors(800)] },
    };

    private static readonly Neighbours Unwell = new(new AdultMentalHealthCrisis())
    {
        { "the child is five", "", Contact(0, Unborn), Contact(1_990, Ben), Crisis },
        { "the child is not five", "S3", Contact(0, Unborn), Contact(1_990, Ben), Crisis.Again(1_900) },
    };

    private static Report[] Doors(int day) => [Report("health-visiting", Kinds.RefusedEntry, day), Report("housing", Kinds.MissedVisit, day + 20)];

    private static readonly Dictionary<string, Neighbours> Tables = new()
    {
        ["CP-5"] = TooLong,
        ["CP-4"] = Repeated,
        ["CP-1"] = Early,
        ["HIST-4"] = Again,
        ["AGG-2"] = Refused,
        ["RSP-1"] = Animals,
        ["VISIT-1"] = Door,
        ["MH-1"] = Unwell,
    };

    public static TheoryData<string, string> Rows
    {
        get
        {
            var rows = new TheoryData<string, string>();
            foreach (var (pattern, table) in Tables)
                foreach (string row in table.Names)
                    rows.Add(pattern, row);
            return rows;
        }
    }

    [Theory, MemberData(nameof(Rows))]
    public void A_plan_made_before_the_birth_ends_with_the_childs_and_the_unborn_child_is_no_child_of_its_own(string pattern, string neighbour) => Tables[pattern].Check(neighbour);

    private static string Names(People people) =>
        string.Join(' ', people.All.Select(p => p.Name ?? (p.Key == Key(Ben) ? "Ben" : p.Key == Key(Twin) ? "Twin" : p.Key == Key(Tom) ? "Tom" : p.Role)).Order(StringComparer.Ordinal));

    private static string Key(Subject subject) => "1-nhs:" + subject.NhsNumber;
}
