using System.Text.Json;
using Alerts.Domain.Values;
using static Alerts.Domain.Tests.A;

namespace Alerts.Domain.Tests;

/// <summary>What is written to the journal is read back as it was; what this version does not know is refused aloud.</summary>
public class JournalJsonTests
{
    private static readonly DateTimeOffset At = new(2024, 2, 29, 23, 59, 59, 123, TimeSpan.FromHours(1));
    private static readonly Professional Nurse = new("p1", "Ö. O'Neill \"Öz\"", "Named nurse");
    private static readonly IReadOnlyList<Told> Both = [new("NN", Nurse), new("FD", Nurse, "GPL")];
    private static readonly ReportId Because = new("ed-north", "m/1");
    private static readonly IReadOnlyList<Evidence> Evidence = [new(Because, Severity.S1), new(new("gp", "2"), Severity.S4)];

    private static readonly Report Everything = A.Report("ed", Kinds.MedicationIngestion, 0) with
    {
        Id = Because,
        Occurred = new(new(2019, 6, 15), Precision.OrderOnly),
        ReportedAt = At,
        Subjects = [new("child", "r1", NhsNumber.Fictitious(7), null, new(2018, 2, 28), "Zoë <b>"), new("parent")],
        Address = new(Uprn.Parse("100012345678", null), "1 High Street\nOldtown", "ST1 1AA"),
        HouseholdReference = Story.HouseholdId,
        Detail = "said “two tablets” \u2028 then none",
        Attributes = new Dictionary<string, JsonElement>
        {
            ["admitted"] = JsonSerializer.SerializeToElement(true),
            ["offered"] = JsonSerializer.SerializeToElement(12.50m),
            ["substance"] = JsonSerializer.SerializeToElement("warfarin"),
            ["from"] = JsonSerializer.SerializeToElement((string?)null),
        },
        Corrects = "m/0",
    };

    /// <summary>One of each sort. Whoever adds an event adds it here, or a test below says so.</summary>
    private static readonly Event[] OneOfEach =
    [
        new ReportRecorded(Story.HouseholdId, Everything) { At = At },
        new AlertRaised("a1", 1, Severity.S2, "Two ingestions.", Because, Both, "ING-2", 3, PatternClass.Risk, "1-nhs:9990000018", 2, Evidence) { At = At, Settings = "2026-11", Measure = "0a1b2c3d", EveryRoleAnswers = true },
        new EvidenceJoined("a1", "Three ingestions.", Because, Evidence) { At = At, Measure = "0a1b2c3d" },
        new AlertReopened("a1", 3, Severity.S1, "Four ingestions.", Because, Both, "a new child", Evidence) { At = At, Measure = "0a1b2c3d" },
        new EvidenceReassessed("a1", 2, Severity.S3, "Evidence withdrawn.", Because, Both, [Because], Evidence) { At = At },
        new AlertDecided("a1", 2, "p1", Decisions.ActNow, "Joint visit.\nToday.") { At = At, Roles = ["NN", "GPL"], ReviewOn = new(2024, 3, 14) },
        new DecisionRefused("a1", "p1", "somebody has decided it already") { At = At },
        new RoleNotHeld("a1", "GPL", Nurse) { At = At },
        new DeadlineSet("UNB-1", new(2024, 3, 14)) { At = At },
        new DeadlineReached("UNB-1", new(2024, 3, 14)) { At = At },
        new LookedBack(3, [new("ING-2", 2, null), new("UNB-1", 1, "0a1b2c3d")]) { At = At },
        new RolePassedOn("a1", "GPL", StandsIn.Deputy, Nurse) { At = At },
        new ClockSet("a1", 1, Clocks.Manager, At) { At = At },
        new ClockReached("a1", 1, Clocks.Deputy) { At = At },
        new AlertClimbed("a1", 2, Severity.S1, "Two ingestions.", Because, [new("NN", Nurse, As: StandsIn.Deputy)], Clocks.Deputy, ["NN", "GPL"]) { At = At },
        new AlertPassedOn("a1", 2, Severity.S2, "Two ingestions.", Because, Both, "p1", "Not my patch.") { At = At, Roles = ["NN"] },
        new AlertHandedOver("a1", 2, Severity.S2, "Two ingestions.", Because, Both, [new("NN", Nurse, As: StandsIn.Cover)]) { At = At },
        new DecisionChallenged("a1", 2, Severity.S2, "Two ingestions.", Because, Both, "p1", "The child was not seen.", 1) { At = At },
        new PatternFaulted("ING-2", Because, "InvalidOperationException") { At = At },
    ];

    private static IEnumerable<Type> EventTypes => typeof(Event).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(Event)) && !t.IsAbstract);

    public static TheoryData<string> Types => [.. EventTypes.Select(t => t.Name)];

    private static Event One(string type) => Assert.Single(OneOfEach, e => e.GetType().Name == type);

    [Theory, MemberData(nameof(Types))]
    public void Every_sort_of_event_is_read_back_as_it_was_written(string type)
    {
        var text = DomainJson.Write(One(type));
        var read = DomainJson.Read(text);
        Assert.Equal(type, read.GetType().Name);
        Assert.Equivalent(One(type), read, strict: true);
        Assert.Equal(text, DomainJson.Write(read));
    }

    [Theory, MemberData(nameof(Types))]
    public void Every_sort_of_event_is_known_to_a_household(string type)
    {
        var household = new Household(Story.HouseholdId);
        household.Apply(new AlertRaised("a1", 1, Severity.S2, "Before.", Because, Both, "ING-2", 1, PatternClass.Risk, null, 1, Evidence) { At = At });
        household.Apply(type == nameof(AlertRaised) ? (AlertRaised)One(type) with { Alert = "a2" } : One(type));
        Assert.Equal(2, household.Version);
    }

    [Fact]
    public void An_event_that_this_version_does_not_know_stops_the_replay() =>
        Assert.Throws<InvalidOperationException>(() => new Household(Story.HouseholdId).Apply(new FromTheFuture { At = At }));

    [Theory]
    [InlineData("""{"event":"alert-forgotten","at":"2024-02-29T23:59:59+01:00"}""")]
    [InlineData("""{"at":"2024-02-29T23:59:59+01:00"}""")]
    [InlineData("""{"event":"alert-decided","alert":"a1","notice":1,"person":"p1","decision":"act-now","reason":"r"}""")]
    [InlineData("""{"event":"role-not-held","at":"yesterday"}""")]
    [InlineData("null")]
    [InlineData("")]
    public void A_text_that_is_no_event_is_refused(string text) => Assert.ThrowsAny<Exception>(() => DomainJson.Read(text));

    [Fact]
    public void A_wrong_identity_cannot_be_read_back()
    {
        var text = DomainJson.Write(One(nameof(ReportRecorded)));
        Assert.Throws<FormatException>(() => DomainJson.Read(text.Replace($"{NhsNumber.Fictitious(7)}", "9990000000", StringComparison.Ordinal)));
    }

    [Fact]
    public void Values_and_sorts_are_written_as_words()
    {
        var text = DomainJson.Write(One(nameof(ReportRecorded)));
        Assert.Contains("\"precision\":\"order-only\"", text, StringComparison.Ordinal);
        Assert.Contains($"\"nhsNumber\":\"{NhsNumber.Fictitious(7)}\"", text, StringComparison.Ordinal);
        Assert.DoesNotContain("isChild", text, StringComparison.Ordinal);
        Assert.StartsWith("""{"event":"alert-raised",""", DomainJson.Write(One(nameof(AlertRaised))), StringComparison.Ordinal);
        Assert.Contains("\"severity\":\"S2\"", DomainJson.Write(One(nameof(AlertRaised))), StringComparison.Ordinal);
    }

    [Fact]
    public void A_report_without_subjects_or_attributes_has_none_and_not_null()
    {
        const string Text = """{"event":"report-recorded","at":"2024-01-01T00:00:00+00:00","ledgerId":"6f1c2f5e-0000-4000-8000-000000000001","report":{"id":{"sender":"ed","messageId":"1"},"agency":"ed","kind":"birth","occurred":{"day":"2024-01-01","precision":"day"},"reportedAt":"2024-01-01T00:00:00+00:00"}}""";
        var report = Assert.IsType<ReportRecorded>(DomainJson.Read(Text)).Report;
        Assert.Empty(report.Subjects);
        Assert.False(report.Says("admitted"));
    }

    private sealed record FromTheFuture : Event;
}
