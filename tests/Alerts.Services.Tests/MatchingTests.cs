using Alerts.Agencies;

namespace Alerts.Services.Tests;

/// <summary>Which household: exact identifiers only, one household for one new family, and whatever is unsure waits visibly for a person.</summary>
public abstract class MatchingTests(Func<Task<TestDatabase>> make) : OnDatabase(make)
{
    private const string NobodyThere = "it gives an address only, and no household is known there";
    private const string NoKeeper = "animals are a concern, and no household is known at the address or by whom it names";
    private const string ManyThere = "nothing but its address is known, and more than one household lives there";
    private const string TwoHouseholds = "what it says points at more than one household";
    private const string NotCome = "it withdraws or corrects a report that has not come yet";

    [Fact]
    public async Task An_NHS_number_a_UPN_or_the_households_reference_finds_the_household()
    {
        var worker = await Prepared();
        var home = (await worker.Matched("gp", Sent.Worry("1", Sent.Child(1)).Bytes()))!.Value;
        Assert.Equal(home, await worker.Matched("school", Sent.Worry("2", Sent.Child(1), Sent.Pupil("A123456789012")).Bytes()));
        Assert.Equal(home, await worker.Matched("school", Sent.Worry("3", Sent.Pupil("A123456789012")).Bytes()));
        Assert.Equal(home, await worker.Matched("rspca", (Sent.Worry("4") with { HouseholdReference = home.ToString() }).Bytes()));
        Assert.NotEqual(home, await worker.Matched("gp", Sent.Worry("5", Sent.Child(2)).Bytes()));
        Assert.Equal(2, await worker.Count("head"));
    }

    [Fact]
    public async Task A_reference_that_nobody_gave_waits()
    {
        var worker = await Prepared();
        await Waits(worker, "gp", (Sent.Worry("1", Sent.Child(1)) with { HouseholdReference = Guid.NewGuid().ToString() }), "the household reference is not known here");
    }

    [Fact]
    public async Task An_address_alone_matches_the_one_household_there_and_waits_for_none_or_two()
    {
        var worker = await Prepared();
        await Waits(worker, "rspca", Sent.Worry("1").At("100"), NobodyThere);
        var home = await worker.Matched("gp", Sent.Worry("2", Sent.Child(1)).At("100").Bytes());
        Assert.Equal(home, await worker.Matched("rspca", Sent.Worry("3").At("0100").Bytes()));
        var other = await worker.Matched("gp", Sent.Worry("4", Sent.Child(2)).Bytes());
        Assert.Equal(other, await worker.Matched("gp", Sent.Worry("5", Sent.Child(2)).At("100").Bytes()));
        await Waits(worker, "rspca", Sent.Worry("6").At("100"), ManyThere);
    }

    [Theory]
    [InlineData("100"), InlineData(null)]
    public async Task An_animal_report_that_names_its_keeper_where_no_household_is_known_waits_and_the_front_door_is_told(string? uprn)
    {
        var worker = await Prepared();
        var keeper = new AgencySubject("other-adult", Name: "Ian Invented", Ref: "keeper-1");
        AgencyReport Animals(string id, string kind = "animal-concern", params AgencySubject[] about) =>
            Sent.Report(id, kind, about.Length == 0 ? [keeper] : about) with { Address = new(Uprn: uprn, Lines: "1 Invented Street", Postcode: "ZZ99 9ZZ") };
        var waiting = await Waits(worker, "rspca", Animals("1"), NoKeeper);
        Assert.Equal(("desk-" + waiting.ToString("N"), "amara.okafor"), await worker.One<(string, string)>("select alert, person from outbox"));
        // Whoever has an identifier is somebody, and so is whom another agency names.
        var home = await worker.Matched("rspca", Animals("2", about: [keeper, Sent.Child(1)]).Bytes());
        var other = await worker.Matched("housing", Animals("3", "home-conditions-poor").Bytes());
        Assert.True(home is not null && other is not null && home == other == (uprn is not null));
        if (uprn is null)
            await Waits(worker, "rspca", Animals("4"), NoKeeper);
        else
            Assert.Equal(home, await worker.Matched("rspca", Animals("4").Bytes()));
    }

    [Fact]
    public async Task What_waits_is_on_the_desk_and_the_front_door_is_told_once()
    {
        var worker = await Prepared();
        var row = await Waits(worker, "rspca", Sent.Report("1", "animal-concern").At("100"), NobodyThere);
        Assert.Null(await worker.Match(row));
        Assert.Equal(("desk-" + row.ToString("N"), "amara.okafor", "queued"), await worker.One<(string, string, string)>("select alert, person, state from outbox"));
        var waiting = Assert.Single(await worker.Workspace.Desk(default));
        Assert.Equal((row, "waiting", "demo-rspca", "1", "animal-concern", NobodyThere), (waiting.LedgerId, waiting.State, waiting.Sender, waiting.MessageId, waiting.Kind, waiting.Reason));
        Assert.Equal(1, await worker.Workspace.Waiting(default));
    }

    [Fact]
    public async Task Identifiers_of_two_households_wait_with_both_as_candidates()
    {
        var worker = await Prepared();
        var one = (await worker.Matched("gp", Sent.Worry("1", Sent.Child(1)).Bytes()))!.Value;
        var two = (await worker.Matched("gp", Sent.Worry("2", Sent.Child(2)).Bytes()))!.Value;
        await Waits(worker, "police", Sent.Worry("3", Sent.Child(1), Sent.Child(2), Sent.Child(3)), TwoHouseholds);
        Assert.Equal(new[] { one, two }.Order(), Assert.Single(await worker.Workspace.Desk(default)).Candidates.Order());
        // Nothing of it was claimed for either.
        Assert.Equal(2, await worker.Count("identifier"));
    }

    [Fact]
    public async Task Sixty_four_senders_at_once_with_one_new_family_make_one_household()
    {
        var worker = await Prepared();
        for (var round = 0; round < 5; round++)
        {
            var family = round;
            await AllOneHousehold(worker, i => Sent.Worry($"{family}-{i}", Sent.Child(10 * family + 1), Sent.Child(10 * family + 2)));
            Assert.Equal(round + 1, await worker.Count("head"));
        }
    }

    [Fact]
    public async Task Senders_at_once_who_each_know_some_of_a_new_familys_children_make_one_household()
    {
        var worker = await Prepared();
        for (var round = 0; round < 8; round++)
        {
            var (a, b, c, family) = (Sent.Child(10 * round + 1), Sent.Child(10 * round + 2), Sent.Child(10 * round + 3), round);
            // Two sets that overlap in one child, in both orders.
            await AllOneHousehold(worker, i => Sent.Worry($"{family}-{i}", (i % 4) switch { 0 => [a, b], 1 => [b, c], 2 => [c, b], _ => [b, a] }));
            Assert.Equal(round + 1, await worker.Count("head"));
        }
    }

    [Fact]
    public async Task Senders_at_once_whose_sets_form_a_chain_lose_nothing_and_claim_nothing_without_a_report()
    {
        var worker = await Prepared();
        for (var round = 0; round < 8; round++)
        {
            var family = round;
            // The middle one may find two households: then it waits. Whatever happens first, every child belongs to a household that has a report.
            var rows = await Task.WhenAll(Enumerable.Range(0, 24).Select(i => worker.Accept("gp", Sent.Worry($"{family}-{i}", (i % 3) switch
            {
                0 => [Sent.Child(10 * family + 1), Sent.Child(10 * family + 5)],
                1 => [Sent.Child(10 * family + 5), Sent.Child(10 * family + 7), Sent.Child(10 * family + 6)],
                _ => [Sent.Child(10 * family + 6), Sent.Child(10 * family + 8)],
            }).Bytes())));
            await Task.WhenAll(rows.Select(r => Task.Run(() => worker.Match(r))));
        }
        Assert.Empty(await worker.Rows<string>("select id from ledger where (household is null) <> (state = 'waiting')"));
        var reports = (await worker.Rows<(string Household, byte[] Body)>("select household, body from ledger where household is not null")).ToLookup(r => r.Household, r => System.Text.Encoding.UTF8.GetString(r.Body));
        foreach (var (value, household) in await worker.Rows<(string Value, string Household)>("select value, household from identifier"))
            Assert.Contains(reports[household], body => body.Contains(value, StringComparison.Ordinal));
        Assert.Empty(await worker.Rows<string>("select household from head where not exists (select 1 from ledger where ledger.household = head.household)"));
    }

    [Fact]
    public async Task Senders_at_once_with_one_new_family_that_is_known_by_its_address_alone_make_one_household()
    {
        var worker = await Prepared();
        for (var round = 0; round < 3; round++)
        {
            var family = round;
            await AllOneHousehold(worker, i => Sent.Worry($"{family}-{i}", new AgencySubject("child", Name: "Tom")).At($"{family + 1}00"));
            Assert.Equal(round + 1, await worker.Count("head"));
        }
    }

    [Fact]
    public async Task A_household_that_moved_leaves_its_old_address_and_news_of_old_does_not_bring_it_back()
    {
        var worker = await Prepared();
        var home = await worker.Matched("gp", Sent.Worry("1", Sent.Child(1)).At("100").On("2026-01-01").Bytes());
        Assert.Equal(home, await worker.Matched("gp", Sent.Worry("2", Sent.Child(1)).At("200").On("2026-05-01").Bytes()));
        Assert.Equal(home, await worker.Matched("gp", Sent.Worry("3", Sent.Child(1)).At("100").On("2026-02-01").Bytes()));
        Assert.Equal(home, await worker.Matched("rspca", Sent.Worry("4").At("200").Bytes()));
        await Waits(worker, "rspca", Sent.Worry("5").At("100"), NobodyThere);
        // Another family moves in.
        var next = await worker.Matched("gp", Sent.Worry("6", Sent.Child(2)).At("100").On("2026-06-01").Bytes());
        Assert.Equal(next, await worker.Matched("rspca", Sent.Worry("7").At("100").Bytes()));
        Assert.NotEqual(home, next);
    }

    [Fact]
    public async Task A_person_settles_what_waits_to_a_household_or_to_a_new_one_and_once_only()
    {
        var worker = await Prepared();
        var home = (await worker.Matched("gp", Sent.Worry("1", Sent.Child(1)).Bytes()))!.Value;
        var first = await Waits(worker, "rspca", Sent.Worry("2").At("100"), NobodyThere);
        Assert.False(await worker.Workspace.Settle(first, Guid.NewGuid(), "amara.okafor", default));
        Assert.True(await worker.Workspace.Settle(first, home, "amara.okafor", default));
        Assert.False(await worker.Workspace.Settle(first, null, "amara.okafor", default));
        Assert.Equal(home, await worker.Match(first));
        // What was settled teaches: the household lives there now.
        Assert.Equal(home, await worker.Matched("rspca", Sent.Worry("3").At("100").Bytes()));

        var second = await Waits(worker, "rspca", Sent.Worry("4").At("200"), NobodyThere);
        Assert.True(await worker.Workspace.Settle(second, null, "amara.okafor", default));
        var made = await worker.Match(second);
        Assert.Equal((2, "amara.okafor"), (await worker.Count("head"), await worker.One<string>("select settled_by from ledger where id = @id", new { id = second.ToString("N") })));
        Assert.Equal(made, await worker.Matched("rspca", Sent.Worry("5").At("200").Bytes()));
        Assert.Empty(await worker.Workspace.Desk(default));
    }

    [Fact]
    public async Task What_a_person_settled_is_taken_in_by_the_household()
    {
        var worker = await Running();
        var row = await worker.Accept("rspca", Sent.Report("1", "animal-concern").At("100").Bytes());
        await Transport.Eventually.True(async () => await worker.StateOf(row) == "waiting", "it waits");
        Assert.True(await worker.Workspace.Settle(row, null, "amara.okafor", default));
        await worker.AllJournalled(1);
    }

    [Fact]
    public async Task What_waited_counts_from_when_it_was_settled_or_its_original_came_whoever_takes_it_up_and_what_was_merely_late_from_its_acceptance()
    {
        var clock = new HandMovedClock(DateTimeOffset.FromUnixTimeMilliseconds(DateTimeOffset.UtcNow.ToUnixTimeMilliseconds()));
        var worker = await Prepared(clock);
        var ledger = worker.Get<Households.Intake.Ledger>();
        async Task<DateTimeOffset> AsOf(Guid row) => (await ledger.Find(row, default))!.At;
        var accepted = clock.GetUtcNow();
        var unsure = await Waits(worker, "rspca", Sent.Worry("1").At("100"), NobodyThere);
        var withdrawal = await worker.Accept("gp", Sent.Withdrawal("w", of: "2").Bytes());
        Assert.Null(await worker.Match(withdrawal));
        var late = await worker.Accept("gp", Sent.Worry("2", Sent.Child(1)).Bytes());
        clock.Move(TimeSpan.FromHours(26));
        Assert.True(await worker.Workspace.Settle(unsure, null, "amara.okafor", default));
        Assert.NotNull(await worker.Match(late));
        await ledger.TakeDue(100, 12, default);
        var settled = clock.GetUtcNow();
        for (var swept = 0; swept < 3; swept++)
        {
            Assert.Equal((settled, settled, accepted), (await AsOf(unsure), await AsOf(withdrawal), await AsOf(late)));
            clock.Move(TimeSpan.FromMinutes(20));
            Assert.Equal(3, (await ledger.TakeDue(100, 12, default)).Due.Count);
        }
    }

    [Fact]
    public async Task A_correction_follows_its_original_claims_whom_it_names_first_and_takes_nobody_from_another_household()
    {
        var worker = await Prepared();
        var home = await worker.Matched("gp", Sent.Worry("1", Sent.Child(1)).Bytes());
        var other = await worker.Matched("gp", Sent.Worry("2", Sent.Child(2)).Bytes());
        Assert.NotEqual(home, other);
        Assert.Equal(home, await worker.Matched("gp", (Sent.Worry("c", Sent.Child(2), Sent.Child(3)) with { Corrects = "1" }).Bytes()));
        Assert.Equal(home, await worker.Matched("school", Sent.Worry("3", Sent.Child(3)).Bytes()));
        Assert.Equal(other, await worker.Matched("school", Sent.Worry("4", Sent.Child(2)).Bytes()));
    }

    [Fact]
    public async Task Nobody_settles_what_waits_for_its_original()
    {
        var worker = await Prepared();
        var withdrawal = await worker.Accept("gp", Sent.Withdrawal("w", "1").Bytes());
        Assert.Null(await worker.Match(withdrawal));
        Assert.True(Assert.Single(await worker.Workspace.Desk(default)).WaitsForOriginal);
        Assert.False(await worker.Workspace.Settle(withdrawal, null, "amara.okafor", default));
    }

    [Fact]
    public async Task A_withdrawal_and_a_correction_that_come_first_wait_visibly_and_follow_their_original()
    {
        var clock = new HandMovedClock(DateTimeOffset.UtcNow);
        var worker = await Running(clock);
        var withdrawal = await worker.Accept("gp", Sent.Withdrawal("w", of: "1").Bytes());
        var correction = await worker.Accept("gp", (Sent.Worry("c", Sent.Child(7)) with { Corrects = "2" }).Bytes());
        await Transport.Eventually.True(async () => await worker.Count("ledger where state = 'waiting'") == 2, "both wait");
        Assert.Equal((NotCome, NotCome), (await worker.ReasonOf(withdrawal), await worker.ReasonOf(correction)));
        Assert.Equal(2, (await worker.Workspace.Desk(default)).Count);
        // A namesake of another sender is not what they mean.
        await worker.Accept("school", Sent.Worry("1", Sent.Child(1)).Bytes());
        await worker.AllJournalled(1);
        clock.Move(TimeSpan.FromSeconds(30));
        Assert.Equal("waiting", await worker.StateOf(withdrawal));
        await worker.Accept("gp", Sent.Worry("1", Sent.Child(2)).Bytes());
        await worker.Accept("gp", Sent.Worry("2", Sent.Child(3)).Bytes());
        await Transport.Eventually.True(async () =>
        {
            clock.Move(TimeSpan.FromSeconds(1));
            return await worker.Count("ledger where state = 'journalled'") == 5;
        }, "both are taken in");
        // Each in its original's household, although the correction names another child.
        Assert.Equal(3, await worker.Count("head"));
        Assert.Equal(2, await worker.Count("ledger w join ledger o on o.sender = w.sender and o.message_id = w.waits_for and o.household = w.household"));
        Assert.Empty(await worker.Workspace.Desk(default));
    }

    [Fact]
    public async Task A_withdrawal_of_a_report_that_waits_for_a_person_waits_with_it()
    {
        var worker = await Prepared();
        var original = await Waits(worker, "rspca", Sent.Worry("1").At("100"), NobodyThere);
        var withdrawal = await worker.Accept("rspca", Sent.Withdrawal("2", of: "1").Bytes());
        Assert.Null(await worker.Match(withdrawal));
        Assert.True(await worker.Workspace.Settle(original, null, "amara.okafor", default));
        var (due, _) = await worker.Get<Households.Intake.Ledger>().TakeDue(100, 12, default);
        Assert.Contains(due, r => r.Id == withdrawal);
        Assert.Equal(await worker.Match(original), await worker.Match(withdrawal));
    }

    private static async Task AllOneHousehold(Worker worker, Func<int, AgencyReport> report)
    {
        var rows = await Task.WhenAll(Enumerable.Range(0, 64).Select(i => worker.Accept("gp", report(i).Bytes())));
        var households = await Task.WhenAll(rows.Select(r => Task.Run(() => worker.Match(r))));
        Assert.NotNull(Assert.Single(households.Distinct()));
    }

    private static async Task<Guid> Waits(Worker worker, string agency, AgencyReport report, string reason)
    {
        var row = await worker.Accept(agency, report.Bytes());
        Assert.Null(await worker.Match(row));
        Assert.Equal(("waiting", reason), (await worker.StateOf(row), await worker.ReasonOf(row)));
        return row;
    }
}

public sealed class MatchingOnPostgres() : MatchingTests(TestDatabase.Postgres);

public sealed class MatchingOnSqlite() : MatchingTests(TestDatabase.Sqlite);
