using System.Text.Json;
using Alerts.Agencies;
using Alerts.Domain;
using Alerts.Households.Intake;
using Alerts.Households.People;
using Alerts.Services.Tests.Transport;

namespace Alerts.Services.Tests.People;

/// <summary>Agencies say who works with a family: in the household's history, and in the directory with the same commit.</summary>
public abstract class AssignmentTests(Func<Task<TestDatabase>> make) : OnDatabase(make)
{
    private const string HealthVisitor = "priya.nair", Another = "tom.hughes";
    private static readonly DateTimeOffset First = new(2026, 9, 30, 23, 0, 0, TimeSpan.Zero);   // 1 October begins in summer time

    [Fact]
    public async Task Somebody_is_assigned_and_later_no_more()
    {
        var worker = await Running();
        await Taken(worker, "health-visiting", Assigned("a1", "HV", HealthVisitor));
        var held = Assert.Single(await Held(worker));
        var household = Guid.Parse(await worker.One<string>("select household from head"));
        Assert.Equal(new Holding("HV", worker.Get<PeopleDirectory>().Person(HealthVisitor)!, household, Child: "1-nhs:" + Sent.Child(1).NhsNumber, From: First), held.Holding);
        Assert.Equal(("message:demo-health-visiting/a1", "message:demo-health-visiting"), (held.Id, held.SaidBy));
        await Taken(worker, "health-visiting", Unassigned("a2", "HV", HealthVisitor).On("2026-11-01"));
        Assert.Equal(new DateTimeOffset(2026, 11, 1, 0, 0, 0, TimeSpan.Zero), Assert.Single(await Held(worker)).Holding.Until);
        Assert.Equal(2, await worker.Count("journal where event = 'ReportRecorded'"));
        Assert.Equal(0, await worker.Count("alert"));
    }

    [Theory]
    [InlineData("a1,u1,a2"), InlineData("u1,a2,a1"), InlineData("a2,u1,a1"), InlineData("a1,a2,u1")]
    public async Task Whatever_comes_first_the_holdings_are_the_same(string order)
    {
        var worker = await Running();
        foreach (var id in order.Split(','))
            await Taken(worker, "health-visiting", id switch
            {
                "a1" => Assigned("a1", "HV", HealthVisitor),
                "u1" => Unassigned("u1", "HV", HealthVisitor).On("2026-10-15"),
                _ => Assigned("a2", "HV", Another).On("2026-10-15"),
            });
        var until = new DateTimeOffset(2026, 10, 14, 23, 0, 0, TimeSpan.Zero);
        Assert.Equal([(HealthVisitor, First, until), (Another, until, (DateTimeOffset?)null)], (await Held(worker)).Select(h => (h.Holding.Person.Id, h.Holding.From!.Value, h.Holding.Until)));
    }

    [Fact]
    public async Task Without_children_it_is_for_the_household_with_two_it_is_for_each()
    {
        var worker = await Running();
        await Taken(worker, "health-visiting", Assigned("a1", "HV", HealthVisitor) with { Subjects = [Sent.Child(1), Sent.Child(2)] });
        await Taken(worker, "childrens-social-care", Assigned("a2", "ASW", "samir.joshi") with { Subjects = [new("parent", "p1")], HouseholdReference = await worker.One<string>("select household from head") });
        var held = await Held(worker);
        Assert.Equal(2, held.Count(h => h.Holding is { Role: "HV", Child: not null }));
        Assert.Single(held, h => h.Holding is { Role: "ASW", Child: null });
    }

    [Fact]
    public async Task A_withdrawn_assignment_ends_and_a_withdrawn_end_holds_again()
    {
        var worker = await Running();
        await Taken(worker, "health-visiting", Assigned("a1", "HV", HealthVisitor));
        await Taken(worker, "health-visiting", Unassigned("u1", "HV", HealthVisitor).On("2026-10-15"));
        await Taken(worker, "health-visiting", Unassigned("w1", "HV", HealthVisitor) with { Withdraws = "u1" });
        Assert.Null(Assert.Single(await Held(worker)).Holding.Until);
        await Taken(worker, "health-visiting", Assigned("w2", "HV", HealthVisitor) with { Withdraws = "a1" });
        Assert.False(Assert.Single(await Held(worker)).Holding.IsAt(TimeProvider.System.GetUtcNow()));
    }

    [Fact]
    public async Task A_correction_to_another_person_ends_the_first_and_begins_the_second()
    {
        var worker = await Running();
        await Taken(worker, "health-visiting", Assigned("a1", "HV", HealthVisitor));
        await Taken(worker, "health-visiting", Assigned("c1", "HV", Another) with { Corrects = "a1" });
        var held = await Held(worker);
        Assert.Equal([Another], held.Where(h => h.Holding.IsAt(TimeProvider.System.GetUtcNow())).Select(h => h.Holding.Person.Id));
        Assert.Equal(["message:demo-health-visiting/a1", "message:demo-health-visiting/a1#2"], held.Select(h => h.Id).Order());
    }

    [Fact]
    public async Task What_a_person_has_ended_no_message_brings_back()
    {
        var worker = await Running();
        await Taken(worker, "health-visiting", Assigned("a1", "HV", HealthVisitor));
        await worker.Get<Staffing>().End((await Held(worker))[0].Id, null, "amara.okafor", default);
        await Taken(worker, "health-visiting", Assigned("a2", "SN", Another));
        Assert.Equal("amara.okafor", (await Held(worker)).Single(h => h.Holding.Role == "HV").EndedBy);
    }

    [Fact]
    public async Task Who_has_left_is_assigned_to_nobody_and_what_messages_gave_them_ends()
    {
        var worker = await Running();
        await Taken(worker, "health-visiting", Assigned("a1", "HV", HealthVisitor));
        await worker.Get<Staffing>().Leave(HealthVisitor, null, "amara.okafor", default);
        await Taken(worker, "health-visiting", Assigned("a2", "SN", Another));
        var held = Assert.Single(await Held(worker), h => h.Holding.Role == "HV");
        Assert.False(held.Holding.IsAt(TimeProvider.System.GetUtcNow()));
        var late = Assigned("a3", "HV", HealthVisitor).On(DateTimeOffset.UtcNow.AddDays(1).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(("quarantined", "has left by that day"), (await worker.Send("health-visiting", late.Bytes())) is var receipt ? (receipt.State, receipt.Rule) : default);
    }

    [Theory]
    [InlineData("gp", "HV", HealthVisitor, "attributes.role", "is not filled by gp")]
    [InlineData("rspca", "LEAD:rspca", HealthVisitor, "attributes.role", "is no role code")]
    [InlineData("voluntary-sector", "FD", HealthVisitor, "attributes.role", "is not filled by voluntary-sector")]
    [InlineData("health-visiting", "BOSS", HealthVisitor, "attributes.role", "is no role code")]
    [InlineData("health-visiting", "HV", "some.stranger", "attributes.person", "is nobody of the role directory")]
    [InlineData("health-visiting", "HV", null, "attributes.person", "is required")]
    public async Task An_assignment_that_breaks_a_rule_is_quarantined_with_field_and_rule(string agency, string role, string? person, string field, string rule)
    {
        var worker = await Running();
        var receipt = await worker.Send(agency, Assigned("a1", role, person).Bytes());
        Assert.Equal(("quarantined", field), (receipt.State, receipt.Field));
        Assert.StartsWith(rule, receipt.Rule, StringComparison.Ordinal);
        Assert.Empty(await Held(worker));
    }

    [Fact]
    public void The_front_door_may_assign_any_role_and_every_statutory_agency_its_own_lead()
    {
        Assert.All(RoleDirectory.Codes, r => Assert.True(Assignments.MayAssign("childrens-social-care", r)));
        Assert.All(Kinds.Agencies.Where(a => RoleDirectory.LeadFor(a)?.StartsWith("LEAD:", StringComparison.Ordinal) == true), a => Assert.True(Assignments.MayAssign(a, "LEAD:" + a)));
        Assert.False(Assignments.MayAssign("police", "LEAD:ambulance"));
        Assert.All(new[] { "rspca", "voluntary-sector", "other" }, a => Assert.DoesNotContain(RoleDirectory.Codes.Append("LEAD:" + a), r => Assignments.MayAssign(a, r)));
    }

    [Fact]
    public async Task Once_the_person_is_listed_the_message_on_the_desk_is_taken_in_again()
    {
        var worker = await Running();
        var row = (await worker.Send("health-visiting", Assigned("a1", "HV", "new.person").Bytes())).LedgerId;
        Assert.False(await worker.Workspace.TakeInAgain(row, "amara.okafor", default));
        Assert.Equal("quarantined", await worker.StateOf(row));
        await worker.Get<Staffing>().List(new("new.person", "New Person", "Health visitor"), "", "amara.okafor", default);
        Assert.True(await worker.Workspace.TakeInAgain(row, "amara.okafor", default));
        await worker.AllJournalled(1);
        Assert.Equal("new.person", Assert.Single(await Held(worker)).Holding.Person.Id);
        // The sender's own second attempt is the same report.
        Assert.Equal(row, (await worker.Send("health-visiting", Assigned("a1", "HV", "new.person").Bytes())).LedgerId);
    }

    [Theory, InlineData(When.BeforeTheCommit), InlineData(When.AfterTheCommit)]
    public async Task A_crash_around_the_commit_leaves_the_history_and_the_directory_as_one(When forgets)
    {
        ForgetfulDatabase? forgetful = null;
        var worker = await Prepared(through: d => forgetful = new(d));
        var (row, household) = (await worker.Accept("health-visiting", Assigned("a1", "HV", HealthVisitor).Bytes()), Guid.Empty);
        household = (await worker.Match(row))!.Value;
        var owner = await worker.AnotherOwner();
        (forgetful!.Forgets, forgetful.Times) = (forgets, 1);
        try
        {
            await worker.Turn(owner, row, household);
        }
        catch (IOException)
        {
            Assert.Equal((0, 0), (await worker.Count("journal"), (await Held(worker)).Count));   // neither
        }
        forgetful.Forgets = When.Never;
        await worker.Turn(owner, row, household);
        Assert.Equal((1, 1), (await worker.Count("journal where event = 'ReportRecorded'"), (await Held(worker)).Count));
        Assert.Equal(1, await worker.Count("role_change where household is not null"));
    }

    private static AgencyReport Assigned(string id, string role, string? person) => Sent.Report(id, Kinds.ProfessionalAssigned, Sent.Child(1)) with
    {
        Attributes = new Dictionary<string, JsonElement> { ["role"] = Text(role) }.Concat(person is null ? [] : [KeyValuePair.Create("person", Text(person))]).ToDictionary(),
    };

    private static AgencyReport Unassigned(string id, string role, string person) => Assigned(id, role, person) with { Kind = Kinds.ProfessionalUnassigned };

    private static JsonElement Text(string text) => JsonSerializer.SerializeToElement(text);

    private static async Task Taken(Worker worker, string agency, AgencyReport report)
    {
        var row = await worker.Accept(agency, report.Bytes());
        await Eventually.True(async () => await worker.StateOf(row) == "journalled", $"{report.MessageId} is journalled");
    }

    private static async Task<List<HeldRole>> Held(Worker worker)
    {
        await worker.Get<PeopleDirectory>().Refresh(default);
        return [.. worker.Get<PeopleDirectory>().Roster.Held.Where(h => h.Holding.Household is not null)];
    }
}

public sealed class AssignmentsOnSqlite() : AssignmentTests(TestDatabase.Sqlite);

public sealed class AssignmentsOnPostgres() : AssignmentTests(TestDatabase.Postgres);
