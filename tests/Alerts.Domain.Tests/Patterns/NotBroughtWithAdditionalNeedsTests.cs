using static Alerts.Domain.Tests.A;

namespace Alerts.Domain.Tests;

/// <summary>WNB-5.</summary>
public class NotBroughtWithAdditionalNeedsTests
{
    private static Report Missed(int day) => Report("community-paediatrics", Kinds.WasNotBrought, day, Tom);

    private static Report Brought(int day) => Report("community-paediatrics", Kinds.AppointmentBrought, day, Tom);

    private static Report Feeding(int day) => Missed(day).Saying("specialty", "feeding clinic").Saying("critical");

    private static Report Heart(int day) => Missed(day).Saying("specialty", "cardiology").Saying("critical");

    private static Report Admitted(int day, params Subject[] children) => Report("ed", Kinds.HospitalAdmission, day, children);

    private static Report[] All(Func<int, Report> report, params int[] days) => [.. days.Select(report)];

    private static readonly Report Plan = Report("school", Kinds.EhcpIssued, -700, Tom), Tube = Report("community-paediatrics", Kinds.ComplexHealthNeed, -10, Tom);
    private static readonly Report Second = Feeding(30);
    private static readonly Report[] Kept = All(Brought, [.. Enumerable.Range(-40, 8)]);

    private static Report Cancelled(int day, string by) => Report("community-paediatrics", Kinds.AppointmentCancelled, day, Tom).Saying("by", by).Saying("late");

    private static Report Shared(decimal share) => Report("community-paediatrics", Kinds.AppointmentsSummary, 0, Tom).Saying("from", "2019-03").Saying("to", "2020-02").Saying("broughtShare", share);

    private static readonly Neighbours Table = new(new NotBroughtWithAdditionalNeeds())
    {
        { "needs alone", "", Plan, Tube },
        { "three missed, no additional needs", "", All(Missed, 0, 10, 20) },
        { "three missed, with an education, health and care plan", "S3", [Plan, .. All(Missed, 0, 10, 20)] },
        { "three missed, with complex health needs", "S3", [Tube, .. All(Missed, 0, 10, 20)] },
        { "three missed, with delayed development", "S3", [Report("health-visiting", Kinds.DevelopmentalConcern, -5000, Tom), .. All(Missed, 0, 10, 20)] },
        { "the needs are another child's", "", [Plan.About(Ann), .. All(Missed, 0, 10, 20)] },
        { "the needs are nobody's who is named", "", [Plan.About(), .. All(Missed, 0, 10, 20)] },
        { "a parent's disability lowers no bar", "", [Report("gp", Kinds.ParentalVulnerability, -10, Tom), .. All(Missed, 0, 10, 20)] },
        { "needs recorded on the last day", "S3", [Plan.On(20), .. All(Missed, 0, 10, 20)] },
        { "needs recorded the day after", "", [Plan.On(21), .. All(Missed, 0, 10, 20)] },
        { "needs told later", "S3", [.. All(Missed, 0, 10, 20), Plan] },
        { "needs withdrawn", "withdrawn", [Plan, .. All(Missed, 0, 10, 20), Plan.Withdrawal()] },
        { "two missed of two", "", [Plan, .. All(Missed, 0, 10)] },
        { "exactly four in five", "", [Plan, .. Kept, .. All(Missed, 0, 10)] },
        { "just under four in five", "S3", [Plan, .. Kept[..7], .. All(Missed, 0, 10)] },
        { "one missed of three, alone", "", [Plan, Missed(0), .. All(Brought, 10, 20)] },
        { "two missed of three", "S3", [Plan, .. All(Missed, 0, 10), Brought(20)] },
        { "a share over a year of just under four in five", "S3", [Plan, Shared(0.79m)] },
        { "a share over a year of four in five", "", [Plan, Shared(0.8m)] },
        { "three late cancellations by the carer", "S3", [Plan, .. All(d => Cancelled(d, "carer"), 0, 10, 20)] },
        { "three cancelled by the clinic, during an illness", "", [Plan, .. All(d => Cancelled(d, "service"), 0, 10, 20)] },
        { "three on day 183", "S3", [Plan, .. All(Missed, 0, 10, 183)] },
        { "three on day 184", "", [Plan, .. All(Missed, 0, 10, 184)] },
        { "moved by the hospital", "", [Plan, .. All(Missed, 0, 10), Missed(20).Saying("by", "service")] },
        { "missed on the day of an admission", "", [Plan, Admitted(20, Tom), .. All(Missed, 0, 10), Missed(20)] },
        { "missed seven days after an admission", "", [Plan, Admitted(13, Tom), .. All(Missed, 0, 10), Missed(20)] },
        { "missed eight days after an admission", "S3", [Plan, .. All(Missed, 0, 10), Missed(20), Admitted(12, Tom)] },
        { "a brother's admission", "S3", [Plan, .. All(Missed, 0, 10), Missed(20), Admitted(20, Ann)] },
        { "an admission told late", "withdrawn", [Plan, .. All(Missed, 0, 10), Missed(20), Admitted(19, Tom)] },
        { "two in a row in a critical specialty", "S3", Plan, Feeding(0), Feeding(30) },
        { "three in a row in a critical specialty", "S2", Plan, Feeding(0), Feeding(30), Feeding(60) },
        { "three in a row on day 183", "S2", Plan, Feeding(0), Feeding(90), Feeding(183) },
        { "three in a row, the first a day too long ago", "S3", Plan, Feeding(0), Feeding(90), Feeding(184) },
        { "three in a row, one kept elsewhere in between: somebody saw the child", "S3", Plan, Feeding(0), Brought(15).Saying("specialty", "dentist"), Feeding(30), Feeding(60) },
        { "three in a row, one kept elsewhere told late", "S3", Plan, Feeding(0), Feeding(30), Feeding(60), Brought(15).Saying("specialty", "dentist") },
        { "two in a row in a critical specialty, no additional needs", "", Feeding(0), Feeding(30) },
        { "two in a row on day 183", "S3", Plan, Feeding(0), Feeding(183) },
        { "two in a row on day 184", "", Plan, Feeding(0), Feeding(184) },
        { "one each in two critical specialties", "", Plan, Feeding(0), Heart(30) },
        { "one each in two critical specialties, and another", "S3", Plan, Feeding(0), Heart(30), Missed(40) },
        { "a critical specialty without a name is not known to be the same", "", Plan, Missed(0).Saying("critical"), Missed(30).Saying("critical") },
        { "two in a row in a specialty that is not critical", "", Plan, Missed(0).Saying("specialty", "dentist"), Missed(30).Saying("specialty", "dentist") },
        { "one kept in between", "", [Plan, .. Kept, Feeding(0), Brought(15).Saying("specialty", "Feeding clinic"), Feeding(30)] },
        { "one kept in between, elsewhere", "S3", Plan, Feeding(0), Brought(15).Saying("specialty", "dentist"), Feeding(30) },
        { "two in a row among many kept elsewhere", "S3", [Plan, .. All(Brought, [.. Enumerable.Range(40, 20)]), Feeding(0), Feeding(30)] },
        { "the same one told by two on adjacent days", "", Plan, Feeding(0), Feeding(1) },
        { "the second while in hospital", "", Plan, Admitted(28, Tom), Feeding(0), Feeding(30) },
        { "one of two in a row withdrawn", "withdrawn", Plan, Feeding(0), Second, Second.Withdrawal() },
        { "the one kept in between told late", "withdrawn", [Plan, .. Kept, Feeding(0), Feeding(30), Brought(15).Saying("specialty", "feeding clinic")] },
        { "two in a row beside a low share", "S3", [Plan, .. All(Missed, 0, 10), .. All(Feeding, 20, 40)] },
        { "two children with needs are two alerts", "S3 S3", [Plan.About(Tom, Ann), .. All(d => Missed(d).About(Tom, Ann), 0, 10, 20)] },
    };

    public static TheoryData<string> Rows => Table.Names;

    [Theory, MemberData(nameof(Rows))]
    public void The_bar_is_lower_for_a_child_with_additional_needs(string neighbour) => Table.Check(neighbour);

    [Fact]
    public void The_need_is_no_evidence() =>
        Assert.DoesNotContain(Plan, Assert.Single(new NotBroughtWithAdditionalNeeds().Find(new([Plan, Missed(0), Missed(10), Missed(20)]), Period.Always)).Evidence);

    [Fact]
    public void It_opens_again_when_the_third_in_a_row_makes_it_graver()
    {
        var story = new Story([new NotBroughtWithAdditionalNeeds()]);
        story.Told(Plan, Feeding(0), Feeding(30));
        story.Decided(story.Alert("WNB-5"));
        story.Told(Feeding(60));
        Assert.Equal((true, Alerts.Domain.Values.Severity.S2), (story.Alert("WNB-5").IsOpen, story.Alert("WNB-5").Severity));
    }

    public static TheoryData<string, Subject, string> Ages => new()
    {
        { "under five", Child(80, Day(21).AddYears(-5)), "NN BKC HV EYF" },
        { "five on the last day", Child(81, Day(20).AddYears(-5)), "NN BKC SN DSL" },
    };

    [Theory, MemberData(nameof(Ages))]
    public void It_goes_to_early_years_under_five_and_to_the_school_from_five(string child, Subject subject, string told)
    {
        var story = new Story([new NotBroughtWithAdditionalNeeds()]);
        story.Told([Plan.About(subject), .. All(d => Missed(d).About(subject), 0, 10, 20)]);
        Assert.True(told == string.Join(' ', story.Alert("WNB-5").Told.Select(t => t.Role)), child);
    }
}
