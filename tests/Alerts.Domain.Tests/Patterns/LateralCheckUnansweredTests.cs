using static Alerts.Domain.Tests.A;

namespace Alerts.Domain.Tests;

/// <summary>UNB-2. The start is a Tuesday; two working days end on day 2.</summary>
public class LateralCheckUnansweredTests
{
    private static Report Asked(int day = 0, string? check = null, string agency = "midwifery") => Named(Report(agency, Kinds.LateralCheckAsked, day), check);

    private static Report Answered(int day, string? check = null) => Named(Report("childrens-social-care", Kinds.LateralCheckAnswered, day), check);

    private static Report Named(Report report, string? check) => check is null ? report : report.Saying("check", check);

    private static readonly Report Check = Asked(), Answer = Answered(1);

    /// <summary>Everything is told at the start, and looked at when all of it should have happened.</summary>
    private const int Afterwards = 1_000;

    private static readonly Neighbours Table = new(new LateralCheckUnanswered())
    {
        { "asked and never answered", "S3", Asked() },
        { "answered on the day", Afterwards, "", Asked(), Answered(0) },
        { "answered on the second working day", Afterwards, "", Asked(), Answered(2) },
        { "answered a day later", Afterwards, "S3", Asked(), Answered(3) },
        { "answered before it was asked", Afterwards, "S3", Answered(-1), Asked() },
        { "asked on a Friday, answered on the Tuesday", Afterwards, "", Asked(3), Answered(7) },
        { "asked on a Friday, answered on the Wednesday", Afterwards, "S3", Asked(3), Answered(8) },
        { "asked before Easter, answered on the second working day after it", Afterwards, "", Asked(30), Answered(36) },
        { "the answer to the same check", Afterwards, "", Asked(0, "C-7"), Answered(1, "C-7") },
        { "the answer to another check", Afterwards, "S3", Asked(0, "C-7"), Answered(1, "C-8") },
        { "an answer that names no check", Afterwards, "", Asked(0, "C-7"), Answered(1) },
        { "a check without a name, any later answer", Afterwards, "", Asked(), Answered(1, "C-8") },
        { "the same check asked twice on one day", "S3", Asked(0, "C-7"), Asked(0, "C-7") },
        { "the same check asked again the next day", "S3", Asked(0, "C-7"), Asked(1, "C-7") },
        { "asked again the next day; the clock runs from the first", Afterwards, "S3", Asked(0, "C-7"), Asked(1, "C-7"), Answered(3, "C-7") },
        { "asked again two days later", "S3 S3", Asked(0, "C-7"), Asked(2, "C-7") },
        { "two checks on one day", "S3 S3", Asked(0, "C-7"), Asked(0, "C-8") },
        { "two checks, one answered", Afterwards, "S3", Asked(0, "C-7"), Asked(0, "C-8"), Answered(1, "C-7") },
        { "two agencies ask, neither names its check", "S3 S3", Asked(), Asked(agency: "ed") },
        { "on the last day on which it may still be answered", 2, "", Asked() },
        { "on the day on which it is late", 3, "S3", Asked() },
        { "answered in time, looked at later", 9, "", Asked(), Answered(2) },
        { "the question withdrawn", "withdrawn", Check, Check.Withdrawal() },
        { "the answer withdrawn", "S3", Check, Answer, Answer.Withdrawal() },
        { "the answer corrected to a later day", "S3", Check, Answer, Answer.Correction(r => r.On(6)) },
        { "the answer told before the question", Afterwards, "", Answered(1), Asked() },
    };

    public static TheoryData<string> Rows => Table.Names;

    [Theory, MemberData(nameof(Rows))]
    public void A_lateral_check_without_an_answer_on_the_record_makes_somebody_look_again(string neighbour) => Table.Check(neighbour);

    [Fact]
    public void The_front_door_and_the_lead_who_asked_are_told_and_a_late_report_of_an_answer_in_time_takes_it_back()
    {
        var story = new Story([new LateralCheckUnanswered()], begins: Start);
        story.Told(Asked());
        Assert.Empty(story.ItBecomes(Day(2)).OfType<AlertRaised>());
        story.ItBecomes(Day(3));
        Assert.Equal(["FD", "NMW"], story.Alert("UNB-2").Told.Select(t => t.Role));
        story.Told(Answered(2));
        Assert.True(story.Alert("UNB-2").EvidenceWithdrawn);
    }

    [Fact]
    public void A_sender_who_is_never_told_is_not_told_of_its_own_check()
    {
        var story = new Story([new LateralCheckUnanswered()]);
        story.Told(Asked(agency: "voluntary-sector"));
        Assert.Equal(["FD"], story.Alert("UNB-2").Told.Select(t => t.Role));
    }

    [Fact]
    public void It_is_off_until_a_partnership_turns_it_on() => Assert.False(new LateralCheckUnanswered().IsOn);
}
