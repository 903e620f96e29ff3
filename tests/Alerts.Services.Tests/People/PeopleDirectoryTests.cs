using Alerts.Agencies;
using Alerts.Domain;
using Alerts.Households;
using Alerts.Households.People;
using Alerts.Services.Tests.Transport;

namespace Alerts.Services.Tests.People;

/// <summary>The directory in the database: filled once from the role file, changed by people, and seen by every process.</summary>
public abstract class PeopleDirectoryTests(Func<Task<TestDatabase>> make) : OnDatabase(make)
{
    protected const string FrontDoor = "amara.okafor", Partnership = "bridget.lowe", HealthVisitor = "priya.nair", SchoolNurse = "tom.hughes";

    [Fact]
    public async Task An_empty_database_is_filled_from_the_role_file_and_afterwards_the_file_is_read_no_more()
    {
        var first = await Prepared();
        var listed = await first.Count("person");
        Assert.Equal(RoleFile.Load(DemoFiles.Roles).People.Count, listed);
        Assert.Contains(HouseholdsRegistration.InForce(first.Get<IServiceProvider>()), l => l.StartsWith("people:", StringComparison.Ordinal) && l.EndsWith("at this first start", StringComparison.Ordinal));
        await first.Get<Staffing>().List(new("new.person", "New Person", "Health visitor"), "", FrontDoor, default);
        await first.DisposeAsync();
        await using var next = await Worker.Prepare(Parts with { RoleFile = "/nowhere/roles.json" }, null, null, null);
        Assert.Equal(listed + 1, await next.Count("person"));
        Assert.Equal("New Person", next.Get<PeopleDirectory>().Person("new.person")!.Name);
        Assert.EndsWith("is read no more", next.Get<PeopleDirectory>().InWords, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_kept_comes_back_as_it_was_said()
    {
        var worker = await Prepared();
        var (household, from) = (Guid.NewGuid(), new DateTimeOffset(2126, 11, 20, 9, 0, 0, TimeSpan.Zero));
        var holding = new Holding("HV", Person(worker, HealthVisitor), household, Rank.Deputy, Hours.OutOfHours, "1-nhs:9990000018", From: from, Until: from.AddDays(7));
        await worker.Get<Staffing>().Begin(holding, FrontDoor, default);
        await worker.Get<Staffing>().GoAway(new(HealthVisitor, from, from.AddDays(3), Person(worker, SchoolNurse)), Partnership, default);
        await worker.Get<Staffing>().Reach(HealthVisitor, ContactRules.Text, "07700 900 123", Partnership, default);
        var roster = worker.Get<PeopleDirectory>().Roster;
        Assert.Equal((holding, FrontDoor), roster.Held.Where(h => h.Holding.Household == household).Select(h => (h.Holding, h.SaidBy)).Single());
        Assert.Contains(roster.Leave, a => a.Away == new Away(HealthVisitor, from, from.AddDays(3), Person(worker, SchoolNurse)) && a.SaidBy == Partnership);
        Assert.Contains(roster.Contacts, c => c is { Person: HealthVisitor, Channel: ContactRules.Text, Address: "+447700900123", SaidBy: Partnership });
    }

    [Fact]
    public async Task A_holding_ends_and_the_row_stays_with_who_ended_it()
    {
        var worker = await Prepared();
        var staffing = worker.Get<Staffing>();
        await staffing.Begin(new("ASW", Person(worker, HealthVisitor), Guid.NewGuid()), FrontDoor, default);
        var held = worker.Get<PeopleDirectory>().Roster.Held.Single(h => h.Holding.Role == "ASW");
        await staffing.End(held.Id, null, Partnership, default);
        var ended = worker.Get<PeopleDirectory>().Roster.Held.Single(h => h.Id == held.Id);
        Assert.Equal((FrontDoor, Partnership), (ended.SaidBy, ended.EndedBy));
        Assert.False(ended.Holding.IsAt(TimeProvider.System.GetUtcNow()));
        var refused = await Assert.ThrowsAsync<RefusedException>(() => staffing.End(held.Id, null, Partnership, default));
        Assert.Equal("holding: has ended already", refused.Message);
    }

    [Fact]
    public async Task An_edit_that_would_leave_the_front_door_empty_now_or_later_is_refused_and_nothing_is_written()
    {
        var worker = await Prepared();
        var (staffing, directory) = (worker.Get<Staffing>(), worker.Get<PeopleDirectory>());
        var always = directory.Roster.Held.Where(h => h.Holding is { Role: "FD", Rank: Rank.Holder, Hours: Hours.Always or Hours.Office }).ToList();
        Assert.NotEmpty(always);
        var before = await worker.One<string>("select value from setting where name = 'people'");
        foreach (DateTimeOffset? until in new DateTimeOffset?[] { null, TimeProvider.System.GetUtcNow().AddDays(30) })
        {
            var refused = await Assert.ThrowsAsync<RefusedException>(async () =>
            {
                foreach (var held in always)
                    await staffing.End(held.Id, until, Partnership, default);
            });
            Assert.Equal("role", refused.Field);
            Assert.Contains("somebody must hold FD (front-door duty manager) for every household at every hour", refused.Rule, StringComparison.Ordinal);
        }
        // Once somebody else holds it from that day, the first may go.
        await staffing.Begin(new("FD", Person(worker, Partnership), From: TimeProvider.System.GetUtcNow().AddDays(20)), FrontDoor, default);
        foreach (var held in always)
            await staffing.End(held.Id, TimeProvider.System.GetUtcNow().AddDays(30), Partnership, default);
        Assert.NotEqual(before, await worker.One<string>("select value from setting where name = 'people'"));
    }

    [Theory]
    [InlineData("XX", null, null, null, "role")]
    [InlineData("LEAD:rspca", null, null, null, "role")]
    [InlineData("LEAD:ed", null, null, null, "role")]
    [InlineData("HV", "1-nhs:9990000018", null, null, "child")]
    [InlineData("HV", null, "demo-gp", "ST4", "household")]
    [InlineData("HV", null, null, "ST4 1AA", "area")]
    public async Task A_holding_that_breaks_a_rule_is_refused_by_its_field(string role, string? child, string? organisation, string? area, string field)
    {
        var worker = await Prepared();
        var refused = await Assert.ThrowsAsync<RefusedException>(() => worker.Get<Staffing>().Begin(new(role, Person(worker, HealthVisitor), Child: child, Organisation: organisation, Area: area), FrontDoor, default));
        Assert.Equal(field, refused.Field);
        Assert.Equal(0, await worker.Count("role_change where person = 'priya.nair' and role = @role", new { role }));
    }

    [Fact]
    public async Task Households_decide_by_what_the_directory_says_at_that_moment()
    {
        var worker = await Running();
        await worker.Accept("voluntary-sector", Sent.Worry("m1", Sent.Child(1)).Bytes());
        await worker.AllJournalled(1);
        var household = Guid.Parse(await worker.One<string>("select household from head"));
        Assert.Empty(await worker.Workspace.ItemsFor(Partnership, default));
        await worker.Get<Staffing>().Begin(new("FD", Person(worker, Partnership), household), FrontDoor, default);
        await worker.Accept("voluntary-sector", Sent.Worry("m2", Sent.Child(1)).On("2026-06-01").Bytes());
        await worker.AllJournalled(2);
        await Eventually.True(async () => (await worker.Workspace.ItemsFor(Partnership, default)).Count > 0, "who holds the front door for this household now is told");
    }

    [Fact]
    public async Task A_deputy_is_not_taken_for_the_holder_and_a_holding_begins_and_ends_at_its_moment()
    {
        var clock = new HandMovedClock(new(2026, 10, 5, 10, 0, 0, TimeSpan.Zero));
        var worker = await Prepared(clock);
        var (directory, staffing) = (worker.Get<PeopleDirectory>(), worker.Get<Staffing>());
        await staffing.Begin(new("HV", Person(worker, SchoolNurse), Rank: Rank.Deputy), FrontDoor, default);
        Assert.Equal(HealthVisitor, directory.Current.Holder("HV", Guid.Empty, clock.GetUtcNow())!.Id);
        await staffing.Begin(new("HV", Person(worker, SchoolNurse), From: clock.GetUtcNow().AddDays(1), Until: clock.GetUtcNow().AddDays(2)), FrontDoor, default);
        foreach (var (days, holder) in new[] { (0, HealthVisitor), (1, SchoolNurse), (1, HealthVisitor) })
        {
            clock.SleepUntil(clock.GetUtcNow().AddDays(days));
            await directory.Refresh(default);
            Assert.Equal(holder, directory.Current.Holder("HV", Guid.Empty, clock.GetUtcNow())!.Id);
        }
    }

    [Fact]
    public async Task Somebody_who_leaves_holds_covers_and_is_reached_by_nothing_from_then_on()
    {
        var clock = new HandMovedClock(new(2026, 10, 5, 10, 0, 0, TimeSpan.Zero));
        var worker = await Prepared(clock);
        var (staffing, directory, now) = (worker.Get<Staffing>(), worker.Get<PeopleDirectory>(), clock.GetUtcNow());
        await staffing.Begin(new("SN", Person(worker, HealthVisitor), Rank: Rank.Deputy, From: now.AddDays(20)), FrontDoor, default);
        await staffing.GoAway(new(SchoolNurse, now.AddDays(5), now.AddDays(15), Person(worker, HealthVisitor)), FrontDoor, default);
        await staffing.Reach(HealthVisitor, "email", "priya@example.org", FrontDoor, default);
        var day = now.AddDays(10);
        await staffing.Leave(HealthVisitor, day, Partnership, default);
        Assert.NotNull(directory.There(HealthVisitor));
        Assert.Equal(HealthVisitor, directory.Current.Holder("HV", Guid.Empty, day.AddSeconds(-1))!.Id);
        Assert.Null(directory.Current.Holder("HV", Guid.Empty, day));
        Assert.Equal([(now.AddDays(5), day, HealthVisitor), (day, now.AddDays(15), null)], directory.Roster.Leave.Where(a => a.Away.Person == SchoolNurse).Select(a => (a.Away.From, a.Away.Until, a.Away.Cover?.Id)));
        Assert.Equal("must be 2026-10-15 at the latest, when they leave", (await Refused(() => staffing.Begin(new("TM", Person(worker, HealthVisitor)), FrontDoor, default))).Rule);
        Assert.Equal("cover", (await Refused(() => staffing.GoAway(new("tom.hughes", day.AddDays(-1), day.AddDays(1), Person(worker, HealthVisitor)), FrontDoor, default))).Field);
        Assert.Contains(directory.Roster.Contacts, c => c.Person == HealthVisitor);
        clock.SleepUntil(day.AddSeconds(3));
        await Microsoft.Extensions.DependencyInjection.ActivatorUtilities.CreateInstance<RoleChanges>(worker.Get<IServiceProvider>()).Send(default);
        await directory.Refresh(default);
        Assert.DoesNotContain(directory.Roster.Contacts, c => c.Person == HealthVisitor);
        Assert.DoesNotContain(directory.Roster.Held, h => h.Holding.Person.Id == HealthVisitor && !h.IsOver(day));
        Assert.Equal((null, "Priya Nair"), (directory.There(HealthVisitor), directory.Person(HealthVisitor)!.Name));
        Assert.DoesNotContain(directory.Everybody, p => p.Id == HealthVisitor);
        Assert.Equal("cannot be held by somebody who has left", (await Refused(() => staffing.Begin(new("TM", Person(worker, HealthVisitor)), FrontDoor, default))).Rule);
        Assert.Equal("has left already", (await Refused(() => staffing.Leave(HealthVisitor, null, FrontDoor, default))).Rule);
        await staffing.Stay(HealthVisitor, FrontDoor, default);
        Assert.NotNull(directory.There(HealthVisitor));
        Assert.DoesNotContain(directory.Roster.Held, h => h.Holding.Person.Id == HealthVisitor && h.Holding.IsAt(clock.GetUtcNow()));
    }

    [Fact]
    public async Task The_last_who_hold_the_front_door_do_not_leave()
    {
        var worker = await Prepared();
        foreach (DateTimeOffset? from in new DateTimeOffset?[] { null, TimeProvider.System.GetUtcNow().AddDays(30) })
            Assert.StartsWith("somebody must hold FD (front-door duty manager)", (await Refused(() => worker.Get<Staffing>().Leave(FrontDoor, from, Partnership, default))).Rule, StringComparison.Ordinal);
        Assert.Null(worker.Get<PeopleDirectory>().Roster.Person(FrontDoor)!.LeftAt);
    }

    [Fact]
    public async Task Nobody_gives_a_role_its_cover_or_more_time_in_it_to_themselves()
    {
        var worker = await Prepared();
        var (staffing, now) = (worker.Get<Staffing>(), TimeProvider.System.GetUtcNow());
        await staffing.Begin(new("TM", Person(worker, Partnership), Until: now.AddDays(5)), FrontDoor, default);
        var held = worker.Get<PeopleDirectory>().Roster.Held.Single(h => h.Holding.Role == "TM" && h.Holding.Person.Id == Partnership);
        var before = await worker.Count("person_change");
        Assert.Equal("role", (await Refused(() => staffing.Begin(new("FD", Person(worker, Partnership), Rank: Rank.Deputy), Partnership, default))).Field);
        Assert.Equal("cover", (await Refused(() => staffing.GoAway(new(FrontDoor, now, now.AddDays(1), Person(worker, Partnership)), Partnership, default))).Field);
        var longer = await Refused(() => staffing.End(held.Id, now.AddDays(50), Partnership, default));
        Assert.Equal("until: cannot be given by you to yourself: somebody else who keeps the people has to do it", longer.Message);
        Assert.Equal(before, await worker.Count("person_change"));
        await staffing.End(held.Id, null, Partnership, default);   // to give one up is nobody's harm
    }

    [Fact]
    public async Task Each_change_is_kept_with_who_made_it()
    {
        var worker = await Prepared();
        var staffing = worker.Get<Staffing>();
        await staffing.List(new("new.person", "New Person", "Health visitor"), "", FrontDoor, default);
        await staffing.Begin(new("HV", Person(worker, "new.person"), Rank: Rank.Deputy), Partnership, default);
        await staffing.Reach("new.person", "email", "new@example.org", FrontDoor, default);
        await staffing.Leave("new.person", null, Partnership, default);
        var said = (await worker.Get<PeopleChanges>().Of("new.person", default)).Select(c => (c.What, c.SaidBy!)).Order().ToList();
        Assert.Equal([("ended", Partnership), ("given", Partnership), ("leaves", Partnership), ("listed", FrontDoor), ("reached", FrontDoor), ("struck-out", Partnership)], said);
        Assert.Equal(["(role file)"], (await worker.Get<PeopleChanges>().Of(HealthVisitor, default)).Select(c => c.SaidBy!).Distinct());
    }

    [Fact]
    public async Task What_stands_for_a_person_in_an_address_says_nothing_of_them_and_stays()
    {
        var worker = await Prepared();
        await worker.Tamper("update person set key = null where id = 'priya.nair'");   // as an earlier version left it
        await worker.DisposeAsync();
        var next = await Prepared();
        var people = next.Get<PeopleDirectory>().Roster.People;
        Assert.All(people, p => Assert.Matches("^[0-9a-f]{32}$", p.Key));
        Assert.Equal(people.Count, people.Select(p => p.Key).Distinct().Count());
        await next.Get<Staffing>().Leave(HealthVisitor, null, FrontDoor, default);
        Assert.Equal(people.Single(p => p.Person.Id == HealthVisitor).Key, next.Get<PeopleDirectory>().Roster.Person(HealthVisitor)!.Key);
    }

    private static Task<RefusedException> Refused(Func<Task> change) => Assert.ThrowsAsync<RefusedException>(change);

    private protected static Professional Person(Worker worker, string id) => worker.Get<PeopleDirectory>().Person(id)!;
}

public sealed class PeopleDirectoryOnSqlite() : PeopleDirectoryTests(TestDatabase.Sqlite);

public sealed class PeopleDirectoryOnPostgres() : PeopleDirectoryTests(TestDatabase.Postgres)
{
    [Fact]
    public async Task Every_process_sees_a_change_of_another_within_seconds()
    {
        var (one, other) = (await Running(), await Running());
        await one.Get<Staffing>().List(new("new.person", "New Person", "Health visitor"), "", FrontDoor, default);
        Assert.NotNull(one.Get<PeopleDirectory>().Person("new.person"));
        await Eventually.True(() => other.Get<PeopleDirectory>().Person("new.person") is not null, "the other process knows the new person", 5);
    }

    [Fact]
    public async Task Processes_that_start_together_fill_the_database_once()
    {
        var workers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Prepared()));
        Assert.Equal(RoleFile.Load(DemoFiles.Roles).Roles.Count, await workers[0].Count("holding"));
        Assert.Single(workers, w => w.Get<PeopleDirectory>().InWords.EndsWith("at this first start", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Two_front_door_holders_who_end_each_other_at_once_leave_one()
    {
        var worker = await Prepared();
        await worker.Get<Staffing>().Begin(new("FD", Person(worker, Partnership)), FrontDoor, default);
        var held = worker.Get<PeopleDirectory>().Roster.Held.Where(h => h.Holding is { Role: "FD", Rank: Rank.Holder, Hours: not Hours.OutOfHours }).ToList();
        var ends = await Task.WhenAll(held.Select(h => Task.Run(async () =>
        {
            try
            {
                await worker.Get<Staffing>().End(h.Id, null, Partnership, default);
                return true;
            }
            catch (RefusedException)
            {
                return false;
            }
        })));
        Assert.Contains(false, ends);
        Assert.Null(worker.Get<PeopleDirectory>().Roster.FrontDoorEmpty(TimeProvider.System.GetUtcNow()));
    }
}
