using System.Data.Common;
using Alerts.Agencies;
using Alerts.Domain;
using Alerts.Households.Intake;
using Alerts.Households.Journal;
using Alerts.Households.People;
using Dapper;

namespace Alerts.Households.Matching;

/// <summary>
/// Writes the household on a ledger row, once. A new household claims its identifiers in the same transaction, so that of many senders who
/// report one new family at once, the first makes the household and the others find it.
/// </summary>
public sealed class Matcher(IDatabase database, PeopleDirectory directory, TimeProvider clock)
{
    /// <summary>Says that something waits for the duty desk; raised after the commit.</summary>
    public event Action? OutboxFilled;

    /// <summary>The household of a report; null where it waits for a person or for the report that it corrects.</summary>
    public async Task<Guid?> Assign(LedgerRow row, CancellationToken ct)
    {
        var report = ReportParser.Parse(row.Body, new(row.Sender, row.Agency), row.ReceivedAt);
        var household = await database.Write(async (c, t) =>
        {
            var (state, assigned) = await c.QuerySingleAsync<(string, string?)>($"select state, household from ledger where id = @id{database.ForUpdate}", new { id = Key(row.Id) }, t);
            if (assigned is not null)
                return Guid.Parse(assigned);
            if (state != "received")
                return (Guid?)null;
            return (report.Withdraws ?? report.Corrects) is { } original ? await OfOriginal(c, t, row, report, original) : await OfPeople(c, t, row, report);
        }, ct);
        if (household is null)
            OutboxFilled?.Invoke();
        return household;
    }

    /// <summary>A person has said which household a waiting report belongs to; null makes a new one. False when it does not wait any more.</summary>
    public async Task<bool> Settle(Guid ledgerId, Guid? chosen, string person, CancellationToken ct) => await database.Write(async (c, t) =>
    {
        var row = (await c.QueryAsync($"select {Ledger.Columns} from ledger where id = @id and waits_for is null{database.ForUpdate}", new { id = Key(ledgerId) }, t)).Select(Ledger.Row).SingleOrDefault();
        if (row is not { State: "waiting", Content: "report" } || chosen is { } h && !await Exists(c, t, h))
            return false;
        var report = ReportParser.Parse(row.Body, new(row.Sender, row.Agency), row.ReceivedAt);
        var household = chosen ?? Guid.NewGuid();
        await OneAtATime(c, t, report.Address);
        await Claim(c, t, household, ExactMatch.Identifiers(report));
        await Place(c, t, row, report, household);
        await c.ExecuteAsync("update ledger set state = 'received', settled_by = @person, settled_at = @now, due_at = @now, reason = null, waits_for = null where id = @id",
            new { id = Key(ledgerId), person, now = clock.GetUtcNow().ToUnixTimeMilliseconds() }, t);
        return true;
    }, ct);

    /// <summary>Households that a waiting report may belong to, for the person who decides.</summary>
    public Task<IReadOnlyList<Guid>> Candidates(Report report, CancellationToken ct) => database.Read(async c =>
        (IReadOnlyList<Guid>)[.. (await Holding(c, null, ExactMatch.Identifiers(report))).Values.Concat(await LivingAt(c, null, report)).Distinct()], ct);

    private async Task<Guid?> OfOriginal(DbConnection c, DbTransaction t, LedgerRow row, Report report, string original)
    {
        var household = await c.QuerySingleOrDefaultAsync<string?>(
            $"select household from ledger where sender = @sender and message_id = @original and state in ('received', 'waiting', 'journalled'){database.ForUpdate}", new { sender = row.Sender, original }, t);
        if (household is null)
        {
            await Wait(c, t, row, "it withdraws or corrects a report that has not come yet");
            return null;
        }
        // It follows its original, whatever it says. Whom a correction names first is of that household from now on; nobody is taken from another.
        if (report.Corrects is not null)
            await Claim(c, t, Guid.Parse(household), ExactMatch.Identifiers(report));
        await c.ExecuteAsync("update ledger set household = @household where id = @id", new { id = Key(row.Id), household }, t);
        return Guid.Parse(household);
    }

    private async Task<Guid?> OfPeople(DbConnection c, DbTransaction t, LedgerRow row, Report report)
    {
        await OneAtATime(c, t, report.Address);
        var identifiers = ExactMatch.Identifiers(report);
        var held = await Holding(c, t, identifiers);
        var match = ExactMatch.Choose(report, new(
            report.HouseholdReference is { } reference && await Exists(c, t, reference) ? reference : null,
            [.. held.Values.Distinct()],
            await LivingAt(c, t, report)));
        if (match is Match.AskAPerson ask)
        {
            await Wait(c, t, row, ask.Reason);
            return null;
        }
        var household = match is Match.Sure sure ? sure.Household : Guid.NewGuid();
        var unheld = identifiers.Where(i => !held.ContainsKey(i)).ToList();
        var claimed = await Claim(c, t, household, unheld);
        // Somebody claimed first, perhaps for the same household.
        List<Guid> others = claimed.Count == unheld.Count ? [] : [.. (await Holding(c, t, identifiers)).Values.Where(h => h != household).Distinct()];
        if (others.Count > 0)
        {
            // What we claimed is given back; one other household is adopted, several are a question.
            foreach (var identifier in claimed)
                await c.ExecuteAsync("delete from identifier where kind = @Kind and value = @Value", identifier, t);
            if (match is Match.Sure || others.Count > 1)
            {
                await Wait(c, t, row, "what it says points at more than one household");
                return null;
            }
            household = others[0];
            await Claim(c, t, household, identifiers);
        }
        await Place(c, t, row, report, household);
        return household;
    }

    /// <summary>Claims what nobody holds yet; answers what is claimed by this.</summary>
    private static async Task<IReadOnlyList<Identifier>> Claim(DbConnection c, DbTransaction t, Guid household, IEnumerable<Identifier> identifiers)
    {
        var claimed = new List<Identifier>();
        // One by one, in sorted order: each waits for whoever is claiming the same.
        foreach (var identifier in identifiers)
            if (await c.ExecuteAsync("insert into identifier (kind, value, household) values (@Kind, @Value, @household) on conflict do nothing", new { identifier.Kind, identifier.Value, household = Key(household) }, t) == 1)
                claimed.Add(identifier);
        return claimed;
    }

    // Before anything is looked up: of two reports at once from one address, the second must see the household that the first has made.
    private static async Task OneAtATime(DbConnection c, DbTransaction t, Address? address)
    {
        if (address?.Uprn is { } uprn)
            await c.ExecuteAsync("insert into address (uprn) values (@uprn) on conflict (uprn) do update set uprn = excluded.uprn", new { uprn = uprn.ToString() }, t);
    }

    private static async Task Place(DbConnection c, DbTransaction t, LedgerRow row, Report report, Guid household)
    {
        await c.ExecuteAsync("insert into head (household, version, hash) values (@household, 0, '') on conflict do nothing", new { household = Key(household) }, t);
        await c.ExecuteAsync("update ledger set household = @household where id = @id", new { id = Key(row.Id), household = Key(household) }, t);
        if (report.Address?.Uprn is { } uprn)
            await c.ExecuteAsync("""
                insert into residence (household, uprn, since) values (@household, @uprn, @since)
                on conflict (household) do update set uprn = excluded.uprn, since = excluded.since where excluded.since >= residence.since
                """, new { household = Key(household), uprn = uprn.ToString(), since = report.Occurred.Day.ToString("O", null) }, t);
    }

    // Waits visibly: on the front door's page, and its holders are told at once.
    private async Task Wait(DbConnection c, DbTransaction t, LedgerRow row, string reason)
    {
        await c.ExecuteAsync("update ledger set state = 'waiting', due_at = null, reason = @reason where id = @id", new { id = Key(row.Id), reason }, t);
        var now = clock.GetUtcNow();
        await Rows.Insert(c, t, "outbox (alert, notice, person, channel, state, due_at, accepted_at, queued_at, traceparent)",
            [.. directory.Everybody.Where(p => directory.Current.Holds(p.Id, RoleDirectory.FrontDoor, now)).Select(p => new object?[] { "desk-" + Key(row.Id), 1L, p.Id, Delivery.Inbox.ChannelName, "queued", now.ToUnixTimeMilliseconds(), row.ReceivedAt.ToUnixTimeMilliseconds(), now.ToUnixTimeMilliseconds(), row.TraceParent })], "on conflict do nothing");
    }

    private static async Task<IReadOnlyCollection<Guid>> LivingAt(DbConnection c, DbTransaction? t, Report report) =>
        report.Address?.Uprn is { } uprn ? [.. (await c.QueryAsync<string>("select household from residence where uprn = @uprn", new { uprn = uprn.ToString() }, t)).Select(Guid.Parse)] : [];

    private async Task<Dictionary<Identifier, Guid>> Holding(DbConnection c, DbTransaction? t, IReadOnlyList<Identifier> identifiers)
    {
        var held = new Dictionary<Identifier, Guid>();
        foreach (var kind in identifiers.GroupBy(i => i.Kind))
            foreach (var (value, household) in await c.QueryAsync<(string, string)>($"select value, household from identifier where kind = @kind and value {database.IsOneOf("@values")}", new { kind = kind.Key, values = kind.Select(i => i.Value).ToList() }, t))
                held.Add(new(kind.Key, value), Guid.Parse(household));
        return held;
    }

    private static async Task<bool> Exists(DbConnection c, DbTransaction t, Guid household) =>
        await c.ExecuteScalarAsync<long>("select count(*) from head where household = @household", new { household = Key(household) }, t) > 0;

    private static string Key(Guid id) => id.ToString("N");
}
