using static Alerts.Domain.Tests.A;

namespace Alerts.Domain.Tests;

/// <summary>How reports become things that happened to children.</summary>
public sealed class IncidentsTests
{
    private static readonly Subject Unknown = new(SubjectRoles.Child);

    [Fact]
    public void A_report_that_names_no_child_is_told_of_the_child_whom_another_names_on_that_occasion() =>
        Assert.Equal(["Tom 2"], ByChild(Ingestion(0), Ingestion(1, Tom)));

    [Fact]
    public void Where_two_children_are_named_it_is_told_of_both() => Assert.Equal(["Tom 2", "Ann 2"], ByChild(Ingestion(0), Ingestion(0, Tom), Ingestion(1, Ann)));

    [Fact]
    public void Two_days_apart_it_stands_alone() => Assert.Equal(["nobody 1", "Tom 1"], ByChild(Ingestion(0), Ingestion(2, Tom)));

    [Fact]
    public void Where_none_is_named_the_reports_of_one_occasion_are_one() => Assert.Equal(["nobody 2"], ByChild(Ingestion(0), Ingestion(1)));

    [Fact]
    public void Two_children_without_a_name_in_one_report_are_two_people_and_the_first_keeps_its_key()
    {
        var report = Ingestion(0, Unknown, Unknown with { });
        Assert.Equal([$"4-only:{report.Id}/child/", $"4-only:{report.Id}/child/#2"], new People([report]).Children.Select(c => c.Key));
        Assert.Equal(2, ByChild(report).Count);
    }

    [Fact]
    public void One_child_of_one_event_in_two_reports_is_no_second_ingestion()
    {
        var story = new Story([new RepeatIngestion()]);
        story.Told(Ingestion(0), Ingestion(1, Tom) with { Id = new("ed", "second"), Agency = "ed" });
        Assert.Empty(story.Household.Alerts);
    }

    private static Report Ingestion(int day, params Subject[] about) => Report("ambulance", Kinds.MedicationIngestion, day, about);

    private static List<string> ByChild(params Report[] reports)
    {
        var people = new People(reports);
        return [.. Incidents.ByChild(reports, people).Select(x => $"{(x.Child is null ? "nobody" : x.Child.Key.Contains($"{Tom.NhsNumber}", StringComparison.Ordinal) ? "Tom" : "Ann")} {x.Incident.Reports.Count}")];
    }
}
