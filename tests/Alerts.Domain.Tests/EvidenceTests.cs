using Alerts.Domain.Values;
using static Alerts.Domain.Tests.A;
using static Alerts.Domain.Tests.Ingested;

namespace Alerts.Domain.Tests;

/// <summary>What becomes of an alert when its evidence is withdrawn, corrected or comes back; and which form of a report is live.</summary>
public class EvidenceTests
{
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
        var back = Assert.IsType<AlertReopened>(story.Told(moved.Withdrawal()).LastNotice());
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

    /// <summary>A pattern that answers as the test says.</summary>
    private sealed class Scripted(string id, int version, Func<History, Period, IEnumerable<Finding>> find)
        : Pattern(id, version, "Scripted", "none", Raises.Cumulatively, new RepeatIngestion().Kinds, ["FD"])
    {
        public override int Reach => 365;
        public override IEnumerable<Finding> Find(History history, Period around) => find(history, around);
    }
}
