using Alerts.Domain.Values;
using static Alerts.Domain.Tests.A;
using static Alerts.Domain.Tests.Ingested;

namespace Alerts.Domain.Tests;

/// <summary>When people are told, told again, and not told; and what is kept either way.</summary>
public class AlertingTests
{
    private static Report Substance(int day, params Subject[] about) => Report("ed", Kinds.SubstanceIngestion, day, about);

    // Raising

    [Fact]
    public void A_single_event_pattern_raises_anew_for_every_separate_incident()
    {
        var story = Told(new SwallowedSomethingHarmful(), Medicine(0, Tom), Medicine(50, Tom), Medicine(51, Tom));
        Assert.Equal([1, 2], story.Household.AlertsOf("ING-1").Select(a => a.Episode));
        Assert.Equal([1, 2], story.Household.AlertsOf("ING-1").Select(a => a.Standing.Count));
    }

    [Fact]
    public void An_alert_says_what_was_found_because_of_which_reports_and_who_was_told()
    {
        var (first, second) = (Medicine(0, Tom), Medicine(50, Tom).Saying("admitted"));
        var raised = Assert.IsType<AlertRaised>(Told(new RepeatIngestion(), first, second).Journal.LastNotice());
        Assert.Equal(("ING-2", new RepeatIngestion().Version, PatternClass.Risk, Severity.S1, 1, second.Id), (raised.Pattern, raised.PatternVersion, raised.Class, raised.Severity, raised.Notice, raised.Because));
        Assert.Equal([new(first.Id, Severity.S1), new(second.Id, Severity.S1)], raised.Evidence);
        Assert.Equal(["FD", "NN", "HV", "GPL", "DSL", "ASW"], raised.Told.Select(t => t.Role));
    }

    [Fact]
    public void There_is_never_a_second_alert_for_the_same_thing()
    {
        var story = Told(new SwallowedSomethingHarmful(), Medicine(0, Tom), Report("ambulance", Kinds.MedicationIngestion, 0, Tom), Report("gp", Kinds.MedicationIngestion, 1, Tom));
        Assert.Equal(3, story.Alert("ING-1").Standing.Count);
        story.Decided(story.Alert("ING-1"));
        story.Told(Report("urgent-care", Kinds.MedicationIngestion, 1, Tom));
        Assert.Equal(4, story.Alert("ING-1").Standing.Count);
    }

    [Fact]
    public void The_same_report_again_does_nothing()
    {
        var report = Medicine(0, Tom);
        var story = Told(new SwallowedSomethingHarmful(), report);
        Assert.Empty(story.Told(report, report with { Kind = Kinds.SubstanceIngestion }));
    }

    [Fact]
    public void A_child_known_by_two_names_has_one_alert_once_they_are_joined()
    {
        var byRef = new Subject(SubjectRoles.Child, Ref: "t", Born: Tom.Born);
        var story = Told(new SwallowedSomethingHarmful(), Medicine(0, byRef), Report("ed", "routine-contact", 3, Tom with { Ref = "t" }), Report("gp", Kinds.MedicationIngestion, 0, Tom));
        Assert.Equal(2, story.Alert("ING-1").Standing.Count);
    }

    [Fact]
    public void The_id_of_an_alert_is_made_of_what_it_is_about_and_of_nothing_else()
    {
        Report[] reports = [Medicine(0, Tom), Medicine(50, Tom), Medicine(100, Tom)];
        var ids = new[] { reports, [reports[2], reports[0], reports[1]], [.. reports.Reverse()] }.Select(order => Told(new RepeatIngestion(), order).Alert("ING-2").Id);
        Assert.Equal([Alert.IdOf(Story.HouseholdId, "ING-2", null, 1)], ids.Distinct());
        Assert.Equal(4, new[] { Alert.IdOf(Guid.Empty, "ING-2", null, 1), Alert.IdOf(Story.HouseholdId, "ING-1", null, 1), Alert.IdOf(Story.HouseholdId, "ING-2", "x", 1), Alert.IdOf(Story.HouseholdId, "ING-2", null, 2) }
            .Except(ids).Distinct().Count());
    }

    [Fact]
    public void The_ids_of_repeated_alerts_are_the_same_set_in_any_order()
    {
        Report[] reports = [Medicine(0, Tom), Medicine(50, Tom), Medicine(100, Ann)];
        var sets = new[] { reports, [.. reports.Reverse()] }.Select(order => Told(new SwallowedSomethingHarmful(), order).Household.Alerts.Select(a => a.Id).Order(StringComparer.Ordinal));
        Assert.Equal(sets.First(), sets.Last());
    }

    [Fact]
    public void The_reference_of_an_alert_can_be_said_on_the_telephone() =>
        Assert.Matches("^A-[0-9A-F]{6}$", Alert.ReferenceOf(Alert.IdOf(Story.HouseholdId, "ING-2", "1-nhs:9990000018", 1)));


    // While nobody has decided

    [Fact]
    public void A_cumulative_alert_takes_more_in_quietly_while_it_is_undecided_and_marks_it_new()
    {
        var story = TwoIngestions(out var alert);
        var third = Medicine(90, Tom);
        Assert.Equal([typeof(ReportRecorded), typeof(EvidenceJoined)], story.Told(third).Select(e => e.GetType()));
        Assert.Equal((1, 3, true), (alert.Notice, alert.Standing.Count, alert.IsNew(third.Id)));
        Assert.StartsWith("3 separate", alert.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void What_an_alert_was_raised_with_is_not_new()
    {
        TwoIngestions(out var alert);
        Assert.DoesNotContain(alert.Evidence, alert.IsNew);
    }

    [Fact]
    public void An_open_alert_that_becomes_graver_is_a_new_notice()
    {
        var story = TwoIngestions(out var alert);
        var admitted = Medicine(90, Tom).Saying("admitted");
        var told = Assert.IsType<AlertReopened>(story.Told(admitted).LastNotice());
        Assert.Equal(("graver than before: S1 instead of S2", 2, Severity.S1), (told.WhatIsNew, told.Notice, told.Severity));
        Assert.Equal((2, Severity.S1, admitted.Id), (alert.Notice, alert.Severity, alert.Reached.Because));
        Assert.Empty(alert.Reopenings);
    }

    [Fact]
    public void Two_alerts_that_a_late_report_joins_keep_each_the_severity_of_its_own_evidence()
    {
        var story = Told(new RepeatIngestion(), Medicine(0, Tom).Saying("admitted"), Medicine(90, Tom), Medicine(730, Tom), Medicine(735, Tom), Medicine(372, Tom));
        Assert.Equal([Severity.S1, Severity.S2], story.Household.AlertsOf("ING-2").Select(a => a.Severity));
    }


    // After a decision

    [Fact]
    public void A_decided_alert_stays_decided_when_nothing_about_it_is_new_yet_keeps_the_evidence_and_marks_it_new()
    {
        var story = TwoIngestions(out var alert);
        story.Decided(alert);
        var third = Medicine(90, Tom);
        Assert.IsType<EvidenceJoined>(story.Told(third)[^1]);
        Assert.Equal((false, 1, true, true), (alert.IsOpen, alert.Notice, alert.Standing.ContainsKey(third.Id), alert.IsNew(third.Id)));
    }

    [Fact]
    public void It_opens_again_on_a_new_kind_and_says_so()
    {
        var story = TwoIngestions(out var alert);
        story.Decided(alert);
        var told = Assert.IsType<AlertReopened>(story.Told(Substance(90, Tom)).LastNotice());
        Assert.Equal("a kind of report that was not there when it was decided: Child has swallowed or been exposed to a harmful substance that is not a medicine", told.WhatIsNew);
        Assert.Equal((true, 2, 1, 1), (alert.IsOpen, alert.Notice, alert.Reopenings.Count, alert.EarlierDecisions.Count));
        Assert.Equal([told.Evidence[0].Report], alert.Evidence.Where(alert.IsNew));
    }

    [Fact]
    public void It_opens_again_on_a_new_child_and_says_so()
    {
        var story = TwoIngestions(out var alert);
        story.Decided(alert);
        Assert.Equal("a child who was not concerned when it was decided", Assert.IsType<AlertReopened>(story.Told(Medicine(90, Ann)).LastNotice()).WhatIsNew);
    }

    [Fact]
    public void It_opens_again_when_the_reports_since_the_decision_cross_the_threshold_by_themselves()
    {
        var story = TwoIngestions(out var alert);
        story.Decided(alert);
        story.Told(Medicine(90, Tom));
        Assert.False(alert.IsOpen);
        Assert.Equal("the reports since the decision cross the threshold by themselves", Assert.IsType<AlertReopened>(story.Told(Medicine(120, Tom)).LastNotice()).WhatIsNew);
    }

    [Fact]
    public void It_opens_again_when_it_becomes_graver()
    {
        var story = TwoIngestions(out var alert);
        story.Decided(alert);
        Assert.Equal("graver than before: S1 instead of S2", Assert.IsType<AlertReopened>(story.Told(Medicine(90, Tom).Saying("admitted")).LastNotice()).WhatIsNew);
    }

    [Fact]
    public void It_opens_again_when_a_report_is_corrected_to_concern_another_child()
    {
        var (first, second) = (Medicine(0, Tom), Medicine(50, Tom));
        var story = Told(new RepeatIngestion(), first, second);
        story.Decided(story.Alert("ING-2"));
        Assert.Equal("a child who was not concerned when it was decided", Assert.IsType<AlertReopened>(story.Told(second.Correction(r => r.About(Tom, Ann))).LastNotice()).WhatIsNew);
        Assert.Equal([second.Id], story.Alert("ING-2").Evidence.Where(story.Alert("ING-2").IsNew));
    }

    [Fact]
    public void It_stays_decided_when_a_report_is_corrected_in_what_does_not_matter()
    {
        var (first, second) = (Medicine(0, Tom), Medicine(50, Tom));
        var story = Told(new RepeatIngestion(), first, second);
        story.Decided(story.Alert("ING-2"));
        story.Told(second.Correction(r => r.On(51)));
        Assert.False(story.Alert("ING-2").IsOpen);
        Assert.True(story.Alert("ING-2").IsNew(second.Id));
    }

    [Fact]
    public void What_came_since_the_decision_is_read_against_the_same_plans()
    {
        var story = Told(new TakenFromEmergencyDepartment(), Report("childrens-social-care", Kinds.CpPlanStarted, -500, Tom), Report("ed", Kinds.DischargedByCarer, 0, Tom));
        story.Decided(story.Alert("EDX-1"));
        Assert.Equal("the reports since the decision cross the threshold by themselves", Assert.IsType<AlertReopened>(story.Told(Report("ed", Kinds.DischargedByCarer, 100, Tom)).LastNotice()).WhatIsNew);
    }

    [Fact]
    public void A_decision_is_counted_from_the_last_one()
    {
        var story = TwoIngestions(out var alert);
        story.Decided(alert);
        story.Told(Substance(90, Tom));
        story.Decided(alert, "Visited; storage box given.");
        Assert.IsType<EvidenceJoined>(story.Told(Substance(130, Tom))[^1]);
        Assert.False(alert.IsOpen);
    }

    [Fact]
    public void An_incident_that_was_decided_opens_again_when_the_next_day_brings_another_kind_of_concern()
    {
        var story = Told(new VoluntaryOrganisationWorried(), Report("voluntary-sector", Kinds.HungerReported, 0, Tom));
        story.Decided(story.Alert("VCS-1"));
        story.Told(Report("voluntary-sector", "child-disclosure", 1, Tom));
        Assert.True(story.Alert("VCS-1").IsOpen);
    }

    [Fact]
    public void An_incident_that_was_decided_stays_so_when_another_agency_tells_of_it()
    {
        var story = Told(new SwallowedSomethingHarmful(), Medicine(0, Tom));
        story.Decided(story.Alert("ING-1"));
        Assert.IsType<EvidenceJoined>(story.Told(Report("ambulance", Kinds.MedicationIngestion, 0, Tom))[^1]);
        Assert.False(story.Alert("ING-1").IsOpen);
    }
}
