using Alerts.Domain.Values;
using static Alerts.Domain.Tests.A;

namespace Alerts.Domain.Tests;

/// <summary>When people are told, told again, and not told; and what is kept either way.</summary>
public class AlertingTests
{
    private static Report Medicine(int day, params Subject[] about) => Report("ed", Kinds.MedicationIngestion, day, about);

    private static Report Substance(int day, params Subject[] about) => Report("ed", Kinds.SubstanceIngestion, day, about);

    private static Report Aggression(int day, string agency = "ambulance") => Report(agency, Kinds.AggressionToProfessional, day, Tom);

    private static Story Told(Pattern pattern, params Report[] reports)
    {
        var story = new Story([pattern]);
        story.Told(reports);
        return story;
    }

    private static Story TwoIngestions(out Alert alert)
    {
        var story = Told(new RepeatIngestion(), Medicine(0, Tom), Medicine(50, Tom));
        alert = story.Alert("ING-2");
        return story;
    }

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
        var raised = Assert.IsType<AlertRaised>(Told(new RepeatIngestion(), first, second).Journal[^1]);
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
        var told = Assert.IsType<AlertReopened>(story.Told(admitted)[^1]);
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
        var told = Assert.IsType<AlertReopened>(story.Told(Substance(90, Tom))[^1]);
        Assert.Equal("a kind of report that was not there when it was decided: Child has swallowed or been exposed to a harmful substance that is not a medicine", told.WhatIsNew);
        Assert.Equal((true, 2, 1, 1), (alert.IsOpen, alert.Notice, alert.Reopenings.Count, alert.EarlierDecisions.Count));
        Assert.Equal([told.Evidence[0].Report], alert.Evidence.Where(alert.IsNew));
    }

    [Fact]
    public void It_opens_again_on_a_new_child_and_says_so()
    {
        var story = TwoIngestions(out var alert);
        story.Decided(alert);
        Assert.Equal("a child who was not concerned when it was decided", Assert.IsType<AlertReopened>(story.Told(Medicine(90, Ann))[^1]).WhatIsNew);
    }

    [Fact]
    public void It_opens_again_when_the_reports_since_the_decision_cross_the_threshold_by_themselves()
    {
        var story = TwoIngestions(out var alert);
        story.Decided(alert);
        story.Told(Medicine(90, Tom));
        Assert.False(alert.IsOpen);
        Assert.Equal("the reports since the decision cross the threshold by themselves", Assert.IsType<AlertReopened>(story.Told(Medicine(120, Tom))[^1]).WhatIsNew);
    }

    [Fact]
    public void It_opens_again_when_it_becomes_graver()
    {
        var story = TwoIngestions(out var alert);
        story.Decided(alert);
        Assert.Equal("graver than before: S1 instead of S2", Assert.IsType<AlertReopened>(story.Told(Medicine(90, Tom).Saying("admitted"))[^1]).WhatIsNew);
    }

    [Fact]
    public void It_opens_again_when_a_report_is_corrected_to_concern_another_child()
    {
        var (first, second) = (Medicine(0, Tom), Medicine(50, Tom));
        var story = Told(new RepeatIngestion(), first, second);
        story.Decided(story.Alert("ING-2"));
        Assert.Equal("a child who was not concerned when it was decided", Assert.IsType<AlertReopened>(story.Told(second.Correction(r => r.About(Tom, Ann)))[^1]).WhatIsNew);
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
        Assert.Equal("the reports since the decision cross the threshold by themselves", Assert.IsType<AlertReopened>(story.Told(Report("ed", Kinds.DischargedByCarer, 100, Tom))[^1]).WhatIsNew);
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

    // When evidence goes, and comes back

    [Fact]
    public void Withdrawal_flags_the_alert_tells_those_who_were_told_and_closes_nothing()
    {
        var (first, second) = (Medicine(0, Tom), Medicine(50, Tom));
        var story = Told(new RepeatIngestion(), first, second);
        var alert = story.Alert("ING-2");
        var told = Assert.IsType<EvidenceReassessed>(story.Told(second.Withdrawal())[^1]);
        Assert.Equal((2, 2, Severity.S2), (told.Notice, told.Lost.Count, told.Severity));
        Assert.Equal(alert.Raised.Told, told.Told);
        Assert.Equal((true, true), (alert.IsOpen, alert.EvidenceWithdrawn));
        Assert.StartsWith("Evidence withdrawn", told.Sentence, StringComparison.Ordinal);
        Assert.Equal(alert.Raised.Sentence, alert.Sentence);
        Assert.Equal([first.Id, second.Id], alert.Evidence);
    }

    [Fact]
    public void Withdrawal_of_one_of_three_leaves_the_others_standing()
    {
        var third = Medicine(90, Tom);
        var story = TwoIngestions(out var alert);
        story.Told(third);
        var told = Assert.IsType<EvidenceReassessed>(story.Told(third.Withdrawal())[^1]);
        Assert.Equal([third.Id], told.Lost);
        Assert.Equal((2, false), (alert.Standing.Count, alert.EvidenceWithdrawn));
    }

    [Fact]
    public void Withdrawal_of_what_made_it_graver_lowers_it_aloud()
    {
        var admitted = Medicine(90, Tom).Saying("admitted");
        var story = TwoIngestions(out var alert);
        story.Told(admitted);
        var told = Assert.IsType<EvidenceReassessed>(story.Told(admitted.Withdrawal())[^1]);
        Assert.Equal((Severity.S2, 3), (told.Severity, told.Notice));
        Assert.Equal(Severity.S2, alert.Severity);
    }

    [Fact]
    public void Withdrawal_leaves_a_decision_as_it_is_and_is_told()
    {
        var story = TwoIngestions(out var alert);
        story.Decided(alert);
        Assert.IsType<EvidenceReassessed>(story.Told(story.Household.Live(alert.Evidence.First())!.Withdrawal())[^1]);
        Assert.Equal((false, true), (alert.IsOpen, alert.EvidenceWithdrawn));
    }

    [Fact]
    public void Evidence_that_comes_back_opens_the_alert_again()
    {
        var (first, second) = (Medicine(0, Tom), Medicine(50, Tom));
        var story = Told(new RepeatIngestion(), first, second);
        var alert = story.Alert("ING-2");
        story.Decided(alert);
        var moved = second.Correction(r => r.On(500));
        story.Told(moved);
        Assert.True(alert.EvidenceWithdrawn);
        var back = Assert.IsType<AlertReopened>(story.Told(moved.Withdrawal())[^1]);
        Assert.Equal("evidence stands again after it was withdrawn", back.WhatIsNew);
        Assert.Equal((true, false, 2, 2), (alert.IsOpen, alert.EvidenceWithdrawn, alert.Standing.Count, alert.Evidence.Count(alert.IsNew)));
        Assert.Single(story.Household.Alerts);
    }

    [Fact]
    public void A_changed_pattern_never_lowers_a_standing_alert()
    {
        var story = TwoIngestions(out var alert);
        var retired = new Scripted("ING-2", new RepeatIngestion().Version + 1, (_, _) => []);
        foreach (var message in new[] { Medicine(60, Tom), story.Household.Live(alert.Evidence.First())!.Correction(r => r.On(3)) })
            Decide.On(story.Household, new RecordReport(Guid.Empty, default, message), Story.Holders(Story.Roles), new PatternSet(null, [retired]));
        Assert.Equal((2, 1), (alert.Standing.Count, alert.Notice));
    }

    // Corrections and withdrawals among reports

    [Fact]
    public void Among_corrections_the_latest_told_is_live()
    {
        var report = Medicine(0, Tom);
        var (early, late) = (report.Correction(r => r.On(5)), report.Correction(r => r.On(9) with { ReportedAt = r.ReportedAt.AddDays(1) }));
        foreach (var order in new Report[][] { [report, early, late], [report, late, early], [late, early, report] })
            Assert.Equal(Day(9), Told(new SwallowedSomethingHarmful(), order).Household.Live(report.Id)!.Occurred.Day);
    }

    [Fact]
    public void Of_corrections_told_at_the_same_time_the_greater_id_is_live()
    {
        var report = Medicine(0, Tom);
        var (one, other) = (report.Correction(r => r.On(5)), report.Correction(r => r.On(9)));
        foreach (var order in new Report[][] { [report, one, other], [report, other, one], [other, one, report] })
            Assert.Equal(Day(9), Told(new SwallowedSomethingHarmful(), order).Household.Live(report.Id)!.Occurred.Day);
    }

    [Fact]
    public void A_correction_of_a_correction_counts_in_any_order()
    {
        var report = Medicine(0, Tom);
        var once = report.Correction(r => r.On(5));
        var twice = once.Correction(r => r.On(9));
        foreach (var order in new Report[][] { [report, once, twice], [twice, once, report], [twice, report, once], [once, twice, report] })
            Assert.Equal(Day(9), Told(new SwallowedSomethingHarmful(), order).Household.Live(report.Id)!.Occurred.Day);
    }

    [Fact]
    public void A_withdrawn_correction_leaves_what_it_replaced_in_any_order()
    {
        var report = Medicine(0, Tom);
        var wrong = report.Correction(r => r.On(5));
        foreach (var order in new Report[][] { [report, wrong, wrong.Withdrawal()], [wrong.Withdrawal(), wrong, report], [wrong, wrong.Withdrawal(), report] })
            Assert.Equal(Day(0), Told(new SwallowedSomethingHarmful(), order).Household.Live(report.Id)!.Occurred.Day);
    }

    [Fact]
    public void A_correction_or_a_withdrawal_before_its_original_waits_for_it()
    {
        var report = Medicine(0, Tom);
        Assert.Empty(Told(new SwallowedSomethingHarmful(), report.Correction(r => r.On(5))).Household.Alerts);
        Assert.Empty(Told(new SwallowedSomethingHarmful(), report.Withdrawal(), report).Household.Alerts);
        Assert.Null(Told(new SwallowedSomethingHarmful(), report.Withdrawal(), report, report.Correction(r => r.On(5))).Household.Live(report.Id));
    }

    [Fact]
    public void Only_the_original_sender_withdraws_or_corrects()
    {
        var report = Medicine(0, Tom);
        var stranger = report.Withdrawal() with { Id = new("gp", "g1"), Agency = "gp" };
        var other = report.Correction(r => r.On(5)) with { Id = new("gp", "g2"), Agency = "gp" };
        Assert.Equal(Day(0), Told(new SwallowedSomethingHarmful(), report, stranger, other).Household.Live(report.Id)!.Occurred.Day);
    }

    [Fact]
    public void Messages_that_correct_each_other_or_themselves_lead_nowhere()
    {
        var report = Medicine(0, Tom);
        var (one, other) = (Medicine(1, Tom) with { Id = new("ed", "a"), Corrects = "b" }, Medicine(2, Tom) with { Id = new("ed", "b"), Corrects = "a" });
        Assert.Empty(Told(new SwallowedSomethingHarmful(), one, other, report with { Corrects = report.Id.MessageId }).Household.History.All);
    }

    // Whom to tell

    [Fact]
    public void A_role_that_nobody_holds_goes_to_the_front_door_and_is_an_event()
    {
        var story = new Story([new SwallowedSomethingHarmful()], Story.Holders("FD", "HV"));
        var events = story.Told(Medicine(0, Tom));
        var missing = Assert.IsType<RoleNotHeld>(events[^1]);
        Assert.Equal(("GPL", "FD"), (missing.Role, missing.Instead.Id));
        Assert.Equal([("HV", null), ("FD", "GPL")], story.Alert("ING-1").Told.Select(t => (t.Role, t.InsteadOf)));
        Assert.Equal([missing], story.Household.Trouble);
    }

    [Fact]
    public void A_role_that_has_lost_its_holder_since_is_an_event_when_the_alert_opens_again()
    {
        var story = TwoIngestions(out var alert);
        story.Decided(alert);
        var now = Story.Holders(Story.Roles.Except(["GPL"]));
        var events = Decide.On(story.Household, new RecordReport(Guid.Empty, default, Medicine(90, Ann)), now, new PatternSet(null, [new RepeatIngestion()]));
        Assert.Equal("GPL", Assert.Single(events.OfType<RoleNotHeld>()).Role);
    }

    [Fact]
    public void Of_two_roles_the_first_that_somebody_holds_is_told()
    {
        var both = new Story([new VoluntaryOrganisationWorried()], Story.Holders("FD", "LP", "ASW", "HV"));
        var one = new Story([new VoluntaryOrganisationWorried()], Story.Holders("FD", "ASW", "HV"));
        both.Told(Report("voluntary-sector", Kinds.HungerReported, 0, Tom));
        one.Told(Report("voluntary-sector", Kinds.HungerReported, 0, Tom));
        Assert.Equal(["FD", "LP", "HV"], both.Alert("VCS-1").Told.Select(t => t.Role));
        Assert.Equal(["FD", "ASW", "HV"], one.Alert("VCS-1").Told.Select(t => t.Role));
    }

    [Fact]
    public void A_role_that_is_told_only_if_held_is_not_missed()
    {
        var story = new Story([new RepeatIngestion()], Story.Holders("FD", "NN", "HV", "GPL", "DSL"));
        story.Told(Medicine(0, Tom), Medicine(50, Tom));
        Assert.Empty(story.Household.Trouble);
        Assert.Equal(["FD", "NN", "HV", "GPL", "DSL"], story.Alert("ING-2").Told.Select(t => t.Role));
    }

    [Fact]
    public void The_health_visitor_is_told_only_where_a_child_is_under_five()
    {
        Assert.Contains("HV", Roles(Tom, Sue));
        Assert.Contains("SN", Roles(Sue));
        Assert.DoesNotContain("HV", Roles(Sue));
        Assert.Contains("HV", Roles(Sue.AgeUnknown()));

        static IEnumerable<string> Roles(params Subject[] children) =>
            Told(new RepeatIngestion(), Medicine(0, children[0]), Medicine(50, children[^1])).Alert("ING-2").Told.Select(t => t.Role);
    }

    [Fact]
    public void The_holder_for_this_household_comes_before_the_holder_for_all()
    {
        var own = new Professional("sw7", "A. Worker", "Social worker");
        var roles = new RoleDirectory([.. Story.Roles.Select(r => new Holding(r, new(r, r, r))), new("LP", own, Story.HouseholdId), new("LP", new("sw8", "B. Worker", "Social worker"), Guid.Empty)]);
        var story = new Story([new VoluntaryOrganisationWorried()], roles);
        story.Told(Report("voluntary-sector", Kinds.HungerReported, 0, Tom));
        Assert.Contains(own, story.Alert("VCS-1").Told.Select(t => t.Person));
    }

    [Fact]
    public void Somebody_must_hold_the_front_door() => Assert.Throws<ArgumentException>(() => Story.Holders("HV", "SN"));

    [Fact]
    public void Leads_of_senders_outside_the_statutory_network_are_never_told()
    {
        var story = Told(new AggressionToProfessionals(), Report("rspca", Kinds.AnimalConcern, 1, Tom), Report("voluntary-sector", Kinds.HungerReported, 1, Tom), Aggression(0, "school"), Aggression(9, "school"));
        Assert.Equal(["FD", "LP", "DSL"], story.Alert("AGG-1").Told.Select(t => t.Role));
    }

    [Fact]
    public void The_lead_of_an_attached_health_visiting_service_is_the_school_nurse_where_no_child_is_under_five()
    {
        var story = Told(new AggressionToProfessionals(), Aggression(0, "health-visiting").About(Sue), Aggression(9, "health-visiting").About(Sue));
        Assert.Equal(["FD", "LP", "SN"], story.Alert("AGG-1").Told.Select(t => t.Role));
    }

    // A pattern that fails

    [Fact]
    public void A_failing_pattern_is_an_event_and_stops_neither_the_others_nor_the_report()
    {
        var story = new Story([new Scripted("BAD-1", 1, (_, _) => throw new DivideByZeroException("about a named child")), new SwallowedSomethingHarmful()]);
        var report = Medicine(0, Tom);
        var fault = Assert.Single(story.Told(report).OfType<PatternFaulted>());
        Assert.Equal(("BAD-1", report.Id, nameof(DivideByZeroException)), (fault.Pattern, fault.Because, fault.ErrorType));
        Assert.NotNull(story.Household.Live(report.Id));
        Assert.Equal([report.Id], story.Alert("ING-1").Evidence);
        Assert.Equal([fault], story.Household.Trouble);
    }

    // Deciding

    [Fact]
    public void A_decision_stands_with_its_person_and_reason()
    {
        var story = TwoIngestions(out var alert);
        Assert.IsType<AlertDecided>(Assert.Single(story.Decided(alert)));
        Assert.Equal(("FD", Decisions.AlreadyActing, "Known to us; visit planned."), (alert.Decision!.Person, alert.Decision.Decision, alert.Decision.Reason));
    }

    [Theory]
    [InlineData(""), InlineData("  \n ")]
    public void A_decision_without_a_reason_is_refused(string reason)
    {
        var story = TwoIngestions(out var alert);
        Assert.Equal("give a reason in words", Assert.IsType<DecisionRefused>(Assert.Single(story.Decided(alert, reason))).Because);
        Assert.True(alert.IsOpen);
    }

    [Fact]
    public void A_reason_that_is_too_long_is_refused()
    {
        var story = TwoIngestions(out var alert);
        Assert.IsType<AlertDecided>(Assert.Single(TwoIngestions(out var other).Decided(other, new('x', Decisions.ReasonLength))));
        Assert.IsType<DecisionRefused>(Assert.Single(story.Decided(alert, new('x', Decisions.ReasonLength + 1))));
    }

    [Fact]
    public void A_second_decision_is_refused()
    {
        var story = TwoIngestions(out var alert);
        story.Decided(alert);
        Assert.Equal("somebody has decided it already", Assert.IsType<DecisionRefused>(Assert.Single(story.Decided(alert, "Mine."))).Because);
        Assert.Equal("Known to us; visit planned.", alert.Decision!.Reason);
    }

    [Fact]
    public void A_decision_made_before_evidence_joined_quietly_is_refused_until_that_was_seen()
    {
        var story = TwoIngestions(out var alert);
        var seen = alert.Revision;
        story.Told(Medicine(90, Tom));
        Assert.IsType<DecisionRefused>(Assert.Single(story.Decided(alert, seen: seen)));
        Assert.IsType<AlertDecided>(Assert.Single(story.Decided(alert)));
    }

    [Fact]
    public void A_decision_on_an_older_notice_is_refused()
    {
        var story = TwoIngestions(out var alert);
        story.Told(Medicine(90, Tom).Saying("admitted"));
        Assert.Equal("there is something new on it that had not been seen", Assert.IsType<DecisionRefused>(Assert.Single(story.Decided(alert, seen: 1))).Because);
        Assert.IsType<AlertDecided>(Assert.Single(story.Decided(alert)));
    }

    [Fact]
    public void A_decision_that_is_not_on_the_list_or_about_no_alert_is_refused()
    {
        var story = TwoIngestions(out var alert);
        Assert.Equal("choose a decision from the list", Refused(new(Guid.Empty, default, alert.Id, 1, "FD", "ignore", "Busy.")));
        Assert.Equal("there is no such alert", Refused(new(Guid.Empty, default, "none", 1, "FD", Decisions.ActNow, "Visit.")));

        string Refused(DecideAlert command) => Assert.IsType<DecisionRefused>(Assert.Single(Decide.On(story.Household, command, Story.Holders("FD")))).Because;
    }

    /// <summary>A pattern that answers as the test says.</summary>
    private sealed class Scripted(string id, int version, Func<History, Period, IEnumerable<Finding>> find)
        : Pattern(id, version, "Scripted", "none", Raises.Cumulatively, new RepeatIngestion().Kinds, ["FD"])
    {
        public override int Reach => 365;
        public override IEnumerable<Finding> Find(History history, Period around) => find(history, around);
    }
}
