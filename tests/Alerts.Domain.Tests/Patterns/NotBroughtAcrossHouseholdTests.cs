using static Alerts.Domain.Tests.A;

namespace Alerts.Domain.Tests;

/// <summary>WNB-2.</summary>
public class NotBroughtAcrossHouseholdTests
{
    private static Report Missed(int day, params Subject[] children) => Report("community-paediatrics", Kinds.WasNotBrought, day, children);

    private static Report Brought(int day, params Subject[] children) => Report("community-paediatrics", Kinds.AppointmentBrought, day, children);

    private static Report Summary(int day, Subject child, decimal share) =>
        Report("community-paediatrics", Kinds.AppointmentsSummary, day, child).Saying("from", "2019-03").Saying("to", "2020-02").Saying("broughtShare", share);

    private static Report[] All(Func<int, Report> report, params int[] days) => [.. days.Select(report)];

    private static Report Therapy(int day) => Missed(day, Tom).Saying("specialty", "speech-and-language");

    private static Report Letter(int day) => Report("gp", Kinds.WasNotBrought, day, Tom);

    private static Report Cancelled(int day) => Report("gp", Kinds.AppointmentCancelled, day, Tom).Saying("by", "carer").Saying("late");

    private static readonly Report[] Toms = All(d => Missed(d, Tom), 0, 10, 20, 30), Anns = All(d => Missed(d, Ann), 0, 10, 20, 30);
    private static readonly Report Last = Missed(30, Ann), Protected = Plan();

    private static Report Plan(string kind = Kinds.CpPlanStarted, int day = -3_000) => Report("childrens-social-care", kind, day, Sue);

    private static readonly Neighbours Table = new(new NotBroughtAcrossHousehold())
    {
        { "one child not brought", "", Toms },
        { "two children not brought", "S3", [.. Toms, .. Anns] },
        { "two children not brought, after a child protection plan", "S2", [Plan(), .. Toms, .. Anns] },
        { "a child-in-need plan", "S3", [Plan(Kinds.CinPlanStarted), .. Toms, .. Anns] },
        { "a section 47 enquiry", "S3", [Plan(Kinds.SectionFortySeven), .. Toms, .. Anns] },
        { "a plan that begins on the last day", "S2", [Plan(day: 30), .. Toms, .. Anns] },
        { "a plan that begins the day after", "S3", [Plan(day: 31), .. Toms, .. Anns] },
        { "the plan told later", "S2", [.. Toms, .. Anns, Plan()] },
        { "the plan withdrawn", "S3", [Protected, .. Toms, .. Anns, Protected.Withdrawal()] },
        { "the shares of the review, after a plan", "S2", Plan(), Summary(0, Tom, 0.24m), Summary(0, Ann, 0.62m), Summary(0, Sue, 0.5m) },
        { "together just below half, after a plan", "S2", Plan(), Summary(0, Tom, 0.49m), Summary(0, Ann, 0.5m) },
        { "together half, after a plan", "S3", Plan(), Summary(0, Tom, 0.5m), Summary(0, Ann, 0.5m) },
        { "several services, after a plan", "S3", [Plan(), .. All(d => Missed(d, Tom), 0, 10, 20, 30, 40), Therapy(50)] },
        { "two children always seen together", "S3", All(d => Missed(d, Tom, Ann), 0, 10, 20, 30) },
        { "two children, one brought to three in four", "", [.. Toms, .. All(d => Brought(d, Ann), 0, 10, 20), Missed(30, Ann)] },
        { "two children, one missed three of three", "", [.. Toms, .. All(d => Missed(d, Ann), 0, 10, 20)] },
        { "the shares of the review", "S3", Summary(0, Tom, 0.24m), Summary(0, Ann, 0.62m), Summary(0, Sue, 0.5m) },
        { "summaries of 24 and 80 per cent", "", Summary(0, Tom, 0.24m), Summary(0, Ann, 0.8m) },
        { "the second child's last 365 days after the first's", "S3", [.. Toms, .. All(d => Missed(d, Ann), 365, 375, 385, 395)] },
        { "the second child's last 366 days after the first's", "", [.. Toms, .. All(d => Missed(d, Ann), 366, 376, 386, 396)] },
        { "the second child's four, 400 days before the first's", "", [.. Toms, .. All(d => Missed(d, Ann), -400, -390, -380, -370)] },
        { "six missed in half a year, one service", "", All(d => Missed(d, Tom), 0, 10, 20, 30, 40, 50) },
        { "six missed in half a year, one service and the GP's letters", "", [.. All(d => Missed(d, Tom), 0, 10, 20, 30, 40, 50), .. All(Letter, 0, 10, 20, 30, 40, 50)] },
        { "six missed in half a year, letters of five and one at the GP's own", "S3", [.. All(d => Missed(d, Tom), 0, 10, 20, 30, 40), .. All(Letter, 0, 10, 20, 30, 40, 50)] },
        { "six missed in half a year, two specialties", "S3", [.. All(d => Missed(d, Tom), 0, 10, 20, 30, 40), Therapy(50)] },
        { "six missed in half a year, two agencies", "S3", [.. All(d => Missed(d, Tom), 0, 10, 20, 30, 40), Report("gp", Kinds.WasNotBrought, 50, Sue)] },
        { "five missed in half a year, two specialties", "", [.. All(d => Missed(d, Tom), 0, 10, 20, 30), Therapy(50)] },
        { "six missed on day 183", "S3", [.. All(d => Missed(d, Tom), 0, 10, 20, 30, 40), Therapy(183)] },
        { "six missed on day 184", "", [.. All(d => Missed(d, Tom), 0, 10, 20, 30, 40), Therapy(184)] },
        { "six among many kept: the number counts for itself", "S3", [.. All(d => Brought(d, Tom), [.. Enumerable.Range(60, 30)]), .. All(d => Missed(d, Tom), 0, 10, 20, 30, 40), Therapy(50)] },
        { "six reports of siblings on three days count three", "", [.. All(d => Missed(d, Tom), 0, 10, 20), .. All(d => Therapy(d).About(Ann), 0, 10, 20)] },
        { "three siblings not brought on the day that the hospital moved", "", [.. new[] { Tom, Ann, Sue }.Select(c => Missed(0, c).Saying("by", "service"))] },
        { "six of them moved by the hospital", "", [.. All(d => Missed(d, Tom).Saying("by", "service"), 0, 10, 20, 30, 40), Therapy(50)] },
        { "three late cancellations beside three missed", "S3", [.. All(d => Missed(d, Tom), 0, 10, 20), .. All(Cancelled, 30, 40, 50)] },
        { "two late cancellations beside four missed", "", [.. All(d => Missed(d, Tom), 0, 10, 20), .. All(d => Brought(d, Tom), [.. Enumerable.Range(60, 20)]), .. All(Cancelled, 30, 40), Missed(50, Tom)] },
        { "one withdrawn", "withdrawn", [.. Toms, .. Anns[..3], Last, Last.Withdrawal()] },
        { "visits kept in between, reported late", "withdrawn", [.. Toms, .. Anns, .. All(d => Brought(d, Ann), [.. Enumerable.Range(-20, 20)])] },
        { "the other child first", "S3", [.. Anns, .. Toms] },
        { "two children who turn out to be one", "withdrawn", [.. All(d => Missed(d, new Subject("child", Ref: "t")), 0, 10, 20, 30), .. All(d => Missed(d, Tom), 0, 10, 20, 30), Report("community-paediatrics", "routine-contact", 40, Tom with { Ref = "t" })] },
        { "a report that names no child says nothing of a second", "", [.. Toms, .. All(d => Missed(d), 5, 15)] },
    };

    public static TheoryData<string> Rows => Table.Names;

    [Theory, MemberData(nameof(Rows))]
    public void Children_of_one_household_who_are_not_brought_are_looked_at_together(string neighbour) => Table.Check(neighbour);

    [Fact]
    public void The_front_door_is_told_where_nobody_leads()
    {
        var story = new Story([new NotBroughtAcrossHousehold()], Story.Holders("FD", "NN", "DSL"));
        story.Told([.. Toms, .. Anns]);
        Assert.Equal(["NN", "FD", "DSL"], story.Alert("WNB-2").Told.Select(t => t.Role));
    }

    [Fact]
    public void The_sentence_gives_each_childs_share()
    {
        var found = new NotBroughtAcrossHousehold().Find(new([Summary(0, Tom, 0.24m), Summary(0, Ann, 0.5m)]), Period.Always);
        Assert.Equal("2 children of this household were brought to fewer than 75 % of their appointments (24 % to 10 March 2020; 50 % to 10 March 2020). Look at them together, and ask what gets in the way.", Assert.Single(found).Sentence);
    }
}
