using System.Text;
using Alerts.Domain;
using Alerts.Domain.Values;
using Alerts.Households;
using Alerts.Inbox;

namespace Alerts.Services.Tests.Inbox;

/// <summary>What a review is given: everything that happened with an alert, also that somebody could not be told, and why.</summary>
public class RecordCsvTests
{
    private static readonly DateTimeOffset At = new(2026, 11, 20, 10, 0, 0, TimeSpan.Zero);
    private static readonly Professional Amara = new("a", "Amara Okafor", "Duty manager"), Priya = new("p", "Priya Nair", "Health visitor"), Tom = new("t", "Tom Hughes", "School nurse"), Kofi = new("k", "Kofi Mensah", "School nurse");

    [Fact]
    public void Of_what_has_no_clock_it_says_for_how_many_weeks_it_lay()
    {
        var (household, because) = (new Household(Guid.NewGuid()), new ReportId("ed", "1"));
        household.Apply(new AlertRaised("a1a1a1a1", 1, Severity.S4, "One.", because, [new("SN", Tom)], "ING-1", 1, PatternClass.Risk, null, 1, [new(because, Severity.S4)]) { At = At });
        household.Apply(new AlertClimbed("a1a1a1a1", 2, Severity.S4, "One.", because, [new("SN", Amara, As: StandsIn.Manager)], 4, ["SN"]) { At = At.AddDays(28) });
        Assert.Equal("Nobody had answered for School nurse for 4 weeks. Told: Amara Okafor.", AlertStory.Of(household, household.Alert("a1a1a1a1")!, [], id => id).Last().Text);
    }

    [Fact]
    public void Every_step_is_a_row_with_its_moment_and_its_reason()
    {
        var household = new Household(Guid.NewGuid());
        var because = new ReportId("ed", "1");
        foreach (var e in new Event[]
        {
            new AlertRaised("a1a1a1a1", 1, Severity.S2, "One.", because, [new("FD", Amara, "HV")], "ING-1", 1, PatternClass.Risk, null, 1, [new(because, Severity.S2)]) { At = At },
            new RolePassedOn("a1a1a1a1", "HV", "holder", Priya) { At = At },
            new RolePassedOn("a1a1a1a1", "HV", StandsIn.Deputy, null) { At = At },
            new RoleNotHeld("a1a1a1a1", "HV", Amara) { At = At },
            new RoleNotHeld("b2b2b2b2", "GPL", Amara) { At = At },
            new AlertPassedOn("a1a1a1a1", 2, Severity.S2, "One.", because, [new("SN", Tom)], Amara.Id, "At school.") { At = At.AddHours(1) },
            new AlertHandedOver("a1a1a1a1", 3, Severity.S2, "One.", because, [new("SN", Kofi)], [new("SN", Tom)]) { At = At.AddHours(2) },
            new AlertClimbed("a1a1a1a1", 4, Severity.S1, "One.", because, [new("SN", Amara, As: StandsIn.Manager)], 1, ["SN"]) { At = At.AddHours(3) },
            new AlertDecided("a1a1a1a1", 4, Kofi.Id, Decisions.NoFurtherAction, "Seen.") { At = At.AddHours(4), ReviewOn = new(2026, 12, 1) },
            new DecisionChallenged("a1a1a1a1", 5, Severity.S2, "One.", because, [new("SN", Kofi)], Amara.Id, "A sibling.", 1) { At = At.AddHours(5) },
            new AlertDecided("a1a1a1a1", 5, Kofi.Id, Decisions.ActNow, "Visit.") { At = At.AddHours(6) },
            new AlertReopened("a1a1a1a1", 6, Severity.S2, "Two.", because, [new("SN", Kofi)], "a second one", []) { At = At.AddHours(5.5) },   // its report had waited
        })
            household.Apply(e);
        RecordRow[] record =
        [
            new(1, Amara.Id, "inbox", "delivered", At.AddMinutes(1), At.AddMinutes(1), At.AddMinutes(1), null),
            new(2, Tom.Id, "email", "never", At.AddHours(1), null, null, null, "it was with somebody else before it could be sent"),
            new(6, Kofi.Id, "inbox", "delivered", At.AddHours(7), null, null, null),
        ];
        var lines = Encoding.UTF8.GetString(RecordCsv.Of(household, household.Alert("a1a1a1a1")!, record, id => new[] { Amara, Priya, Tom, Kofi }.First(p => p.Id == id).Name)).ReplaceLineEndings("\n").TrimEnd('\n').Split('\n');
        Assert.EndsWith("decided,decision,reason,why,at,step", lines[0], StringComparison.Ordinal);
        Assert.EndsWith(",it was with somebody else before it could be sent,,", lines[2], StringComparison.Ordinal);
        Assert.Equal(
        [
            ",,2026-11-20T10:01:00Z,Health visitor: Priya Nair (holder) was away and could not be told.",
            ",,2026-11-20T10:01:00Z,Health visitor: nobody could be told as deputy.",
            ",,2026-11-20T10:01:00Z,Health visitor: nobody could be told in this role; Amara Okafor was told instead.",
            "At school.,,2026-11-20T11:00:00Z,Amara Okafor said that it is for somebody else. Told: Tom Hughes.",
            ",,2026-11-20T12:00:00Z,\"Changed hands, from Tom Hughes to Kofi Mensah.\"",
            ",,2026-11-20T13:00:00Z,Nobody had answered for School nurse when the time to answer had passed once. Told: Amara Okafor.",
            "Seen.,,2026-11-20T14:00:00Z,Kofi Mensah decided: no further action. To be looked at again on 1 December 2026.",
            "A sibling.,,2026-11-20T15:00:00Z,Amara Okafor disagreed with the decision; it is open again. Told: Kofi Mensah.",
            "Visit.,,2026-11-20T16:00:00Z,Kofi Mensah decided: act now.",
        ], lines[5..^1].Select(l => l.Split(",,,,,,,,,,,,", 2)[1]));
        Assert.Matches(",2026-11-20T10:01:00Z,.*Raised", lines[4]);
        Assert.Matches(",2026-11-20T17:00:00Z,.*Told again", lines[^1]);
        Assert.Equal(15, lines.Length);
    }
}
