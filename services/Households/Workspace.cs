using System.Text;
using System.Text.Json;
using Alerts.Domain;
using Alerts.Domain.Values;
using Alerts.Households.Actors;
using Alerts.Households.Feedback;
using Alerts.Households.Intake;
using Alerts.Households.Journal;
using Alerts.Households.Matching;
using Alerts.Households.People;
using Dapper;

namespace Alerts.Households;

/// <summary>One line of a professional's list: an alert that they were told of, at its latest notice to them. Before they had the role, nobody told them.</summary>
public sealed record InboxItem(string Alert, int Notice, Guid Household, string Pattern, string PatternName, PatternClass Class, Severity Severity,
    string Sentence, string? WhatIsNew, string Role, DateTimeOffset? ToldAt, bool Open, bool Opened, bool EvidenceWithdrawn)
{
    /// <summary>By these it is decided who may open it.</summary>
    public required InFrontOf InFrontOf { get; init; }

    /// <inheritdoc cref="InFrontOf"/>
    public required IWhereabouts Whereabouts { get; init; }
}

/// <summary>That a person has decided an alert, and nothing else of it.</summary>
public sealed record OwnDecision(string Alert, DateTimeOffset At, string Decision);

/// <summary>A ledger row that waits for a person: no household could be chosen, or it could not be read. Where: the address that it gives.
/// WaitsForOriginal: it corrects or withdraws a report that has not come. GivenUp: it could be read, and could not be taken in. Deadline: of a household that could not look again on its day, the pattern that
/// expects something. LooksBack: of a household that could not look back, the patterns that are new to it. StandsStill: its alerts do not climb, or do not change hands. Original: the first characters of what was sent.</summary>
public sealed record DeskRow(Guid LedgerId, string State, string Sender, string? MessageId, string? Kind, DateTimeOffset ReceivedAt,
    string? Field, string Reason, string? Where, string Original, IReadOnlyList<Guid> Candidates, bool WaitsForOriginal, bool GivenUp, Guid? Household, string? Deadline, IReadOnlyList<string> LooksBack, bool StandsStill);

/// <summary>That a person was told by one way: when it was queued, handed over, known to have arrived, and when they first opened the alert after it. Why: what kept it from arriving.</summary>
public sealed record RecordRow(int Notice, string Person, string Channel, string State, DateTimeOffset Queued, DateTimeOffset? Sent, DateTimeOffset? Delivered, DateTimeOffset? Opened, string? Why = null);

/// <summary>How a decision ended: recorded, refused (why), or still on its way to the household.</summary>
public sealed record Answer(bool Recorded, string? Refused);

/// <summary>What the pages read and do. Reads fold the household's journal; nothing is kept twice.</summary>
public sealed class Workspace(IDatabase database, Ledger ledger, Matcher matcher, Dispatch dispatch, PeopleDirectory directory, TimeProvider clock)
{
    /// <summary>How much of an original the front door shows, in characters.</summary>
    private const int ShownOfOriginal = 2_000;

    /// <summary>The longest note on a message that was dealt with, in characters.</summary>
    public const int LongestNote = 500;

    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(10);

    /// <summary>So many of a list's older lines are read.</summary>
    private const int MostOfHistory = 500;

    /// <summary>What the person was told of, open and gravest first, then the latest. Whether they may still open it is not asked here.</summary>
    public Task<IReadOnlyList<InboxItem>> ItemsFor(string person, CancellationToken ct) => Items("""
        i.notice, i.role, i.told_at, i.opened_at
        from inbox i join alert a on a.id = i.alert left join whereabouts w on w.household = a.household where i.person = @person
        order by a.is_open desc, case when a.is_open = 1 then a.severity else '' end, i.told_at desc
        """, new { person }, ct);

    /// <summary>What was decided in the households for which the person holds a role, and they were not told of: it was before their time. Whether they may open it is not asked here.</summary>
    public Task<IReadOnlyList<InboxItem>> HistoryFor(string person, CancellationToken ct) => Items($"""
        a.notice, '' as role, null as told_at, null as opened_at
        from alert a left join whereabouts w on w.household = a.household
        where a.is_open = 0 and a.household in (select household from holding where person = @person and household is not null and coalesce(from_at, 0) <= @now and coalesce(until_at, @now + 1) > @now)
          and not exists (select 1 from inbox i where i.alert = a.id and i.person = @person)
        order by a.household, a.id limit {MostOfHistory}
        """, new { person, now = clock.GetUtcNow().ToUnixTimeMilliseconds() }, ct);

    /// <summary>The person's latest decisions, whatever became of the alerts.</summary>
    public Task<IReadOnlyList<OwnDecision>> DecidedBy(string person, CancellationToken ct) => database.Read(async c =>
        (IReadOnlyList<OwnDecision>)[.. (await c.QueryAsync<string>($"""
            select j.data from ledger l join journal j on j.ledger_id = l.id
            where l.sender = @sender and l.state in ('received', 'waiting', 'journalled') and l.content = 'decision' and j.event = '{nameof(AlertDecided)}' order by j.at desc limit {MostOfHistory}
            """, new { sender = "person:" + person })).Select(DomainJson.Read).Cast<AlertDecided>().Select(d => new OwnDecision(d.Alert, d.At, d.Decision))], ct);

    private async Task<IReadOnlyList<InboxItem>> Items(string which, object with, CancellationToken ct)
    {
        var rows = await database.Read(async c => (await c.QueryAsync(
            "select a.id, a.household, a.pattern, a.class, a.severity, a.sentence, a.whats_new, a.is_open, a.evidence_withdrawn, a.in_front_of, w.data as whereabouts, " + which, with)).AsList(), ct);
        var read = new Dictionary<Guid, Household>();
        var items = new List<InboxItem>(rows.Count);
        foreach (var r in rows)
        {
            var household = Guid.Parse((string)r.household);
            // Nothing was kept beside an alert of an earlier version until something happened with it: it is read once.
            if (((string?)r.in_front_of is null || (string?)r.whereabouts is null) && !read.ContainsKey(household))
                read[household] = await HouseholdReader.Read(database, household, ct);
            items.Add(new((string)r.id, (int)(long)r.notice, household, (string)r.pattern, Patterns.Find((string)r.pattern)?.Name ?? (string)r.pattern,
                Enum.Parse<PatternClass>((string)r.@class), Enum.Parse<Severity>((string)r.severity), (string)r.sentence, (string?)r.whats_new, (string)r.role, Moment((long?)r.told_at),
                (long)r.is_open == 1, r.opened_at is not null, (long)r.evidence_withdrawn == 1)
            {
                InFrontOf = (string?)r.in_front_of is { } stands ? JsonSerializer.Deserialize(stands, DomainJson.Default.InFrontOf)! : InFrontOf.Of(read[household].Alert((string)r.id)!),
                Whereabouts = (string?)r.whereabouts is { } lives ? JsonSerializer.Deserialize(lives, DomainJson.Default.Whereabouts)! : read[household],
            });
        }
        return items;
    }

    /// <summary>Completes when something new may be in the person's list, or after at most <paramref name="atMost"/>.</summary>
    public async Task News(string person, TimeSpan atMost, CancellationToken ct)
    {
        var news = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        void Heard(string? about)
        {
            if (about is null || about == person)
                news.TrySetResult();
        }
        database.News += Heard;
        try
        {
            await Task.WhenAny(news.Task, Task.Delay(atMost, clock, ct));
            ct.ThrowIfCancellationRequested();
        }
        finally
        {
            database.News -= Heard;
        }
    }

    /// <summary>The household, read from its journal; null where there is none of that id.</summary>
    public async Task<Household?> Household(Guid id, CancellationToken ct) =>
        await HouseholdReader.Read(database, id, ct) is { Version: > 0 } household ? household : null;

    /// <summary>The household that holds this alert, and the alert; null where there is none.</summary>
    public async Task<(Household Household, Alert Alert)?> Alert(string alert, CancellationToken ct)
    {
        var household = await database.Read(c => c.QuerySingleOrDefaultAsync<string>("select household from alert where id = @alert", new { alert }), ct);
        return household is not null && await Household(Guid.Parse(household), ct) is { } h && h.Alert(alert) is { } a ? (h, a) : null;
    }

    /// <summary>Who was told of the alert, by which ways, and when each opened it: earliest notice first.</summary>
    public Task<IReadOnlyList<RecordRow>> Record(string alert, CancellationToken ct) => database.Read(async c =>
        (IReadOnlyList<RecordRow>)[.. (await c.QueryAsync("""
            select o.notice, o.person, o.channel, o.state, coalesce(o.queued_at, o.accepted_at) as queued_at, o.sent_at, o.delivered_at,
              (select min(r.at) from reading r where r.alert = o.alert and r.person = o.person and r.at >= coalesce(o.queued_at, o.accepted_at)) as opened_at,
              case when o.state <> 'delivered' then coalesce(o.why, (select t.why from attempt t where t.alert = o.alert and t.notice = o.notice and t.person = o.person and t.channel = o.channel order by t.at desc limit 1)) end as why
            from outbox o where o.alert = @alert order by o.notice, o.person, o.channel
            """, new { alert })).Select(r => new RecordRow((int)(long)r.notice, (string)r.person, (string)r.channel, (string)r.state, Moment((long)r.queued_at)!.Value,
            Moment((long?)r.sent_at), Moment((long?)r.delivered_at), Moment((long?)r.opened_at), (string?)r.why))], ct);

    /// <summary>When whoever comes next is told if nobody answers; null where no clock runs.</summary>
    public async Task<DateTimeOffset?> NextTold(string alert, CancellationToken ct) =>
        Moment(await database.Read(c => c.ExecuteScalarAsync<long?>($"select {ClockRows.DecideBy} from alert a where a.id = @alert", new { alert }), ct));

    private static DateTimeOffset? Moment(long? at) => at is { } known ? DateTimeOffset.FromUnixTimeMilliseconds(known) : null;

    /// <summary>Writes down that this person opened the alert or the household: every read is kept, and who sent what the alert rests on hears that it is read.</summary>
    public async Task RecordRead(string person, Guid household, string? alert, CancellationToken ct)
    {
        var opened = alert is null ? null : await Alert(alert, ct);
        await database.Write(async (c, t) =>
        {
            var now = clock.GetUtcNow().ToUnixTimeMilliseconds();
            await c.ExecuteAsync("insert into reading (person, household, alert, at) values (@person, @household, @alert, @now)", new { person, household = household.ToString("N"), alert, now }, t);
            if (opened is { } o)
                await FeedbackRows.Opened(c, t, o.Household, o.Alert, clock.GetUtcNow());
            return await c.ExecuteAsync("update inbox set opened_at = @now where person = @person and alert = @alert and opened_at is null", new { person, alert, now }, t);
        }, ct);
    }

    /// <summary>
    /// Hands a decision on the alert as it was seen (its revision) to the household and waits until it is in the journal. The token makes a second click the
    /// same decision. <paramref name="to"/>: the role that it is for, where it is not for the person; <paramref name="of"/>: which of their own roles it is about, null for all.
    /// </summary>
    public Task<Answer> Decide(Guid token, string alert, int seen, string person, string decision, string reason, CancellationToken ct, string? to = null, DateOnly? reviewOn = null, string? of = null) =>
        Hand("decision", token, alert, person, JsonSerializer.SerializeToUtf8Bytes(new DecideAlert(Guid.Empty, default, alert, seen, person, decision, reason) { To = to, ReviewOn = reviewOn, Of = of }, CommandJson.Default.DecideAlert), ct);

    /// <summary>The same for a disagreement with how the alert was decided.</summary>
    public Task<Answer> Challenge(Guid token, string alert, string person, string reason, CancellationToken ct) =>
        Hand("challenge", token, alert, person, JsonSerializer.SerializeToUtf8Bytes(new ChallengeDecision(Guid.Empty, default, alert, person, reason), CommandJson.Default.ChallengeDecision), ct);

    /// <summary>What became of the answer that this person sent with this token; null where none was sent.</summary>
    public async Task<Answer?> Answered(Guid token, string person, CancellationToken ct)
    {
        var row = await database.Read(c => c.QuerySingleOrDefaultAsync<(string? Id, string? State)>("select id, state from ledger where sender = @sender and message_id = @token and state in ('received', 'waiting', 'journalled')", new { sender = "person:" + person, token = token.ToString("N") }), ct);
        return row.Id is not { } id ? null : row.State == "journalled" ? await Recorded(Guid.Parse(id), ct) : new(false, null);
    }

    // Free text stays in the ledger; only its row's id travels to the household's owner.
    private async Task<Answer> Hand(string content, Guid token, string alert, string person, byte[] body, CancellationToken ct)
    {
        var household = await database.Read(c => c.QuerySingleOrDefaultAsync<string>("select household from alert where id = @alert", new { alert }), ct);
        if (household is null)
            return new(false, "there is no such alert");
        var (id, conflict) = await ledger.Accept(new(content, new("person:" + person, "other"), token.ToString("N"), body, Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(body)), null, Guid.Parse(household)),
            System.Diagnostics.Activity.Current?.Id, ct);
        if (conflict)
            return new(false, "this form was sent before with another answer; open the alert again");
        dispatch.Soon(id);
        var until = clock.GetUtcNow() + LongestWait;
        while (clock.GetUtcNow() < until)
        {
            if (await ledger.Find(id, ct) is { State: "journalled" })
                return await Recorded(id, ct);
            await Task.Delay(TimeSpan.FromMilliseconds(25), clock, ct);
        }
        return new(false, null);
    }

    /// <summary>What waits for the duty desk: reports that need a household first, the oldest first; 500 at most.</summary>
    public async Task<IReadOnlyList<DeskRow>> Desk(CancellationToken ct)
    {
        var rows = await database.Read(async c => (await c.QueryAsync("""
            select id, content, state, sender, message_id, field, reason, received_at, agency, household, waits_for, case when state = 'waiting' then body else substr(body, 1, 8000) end as body
            from ledger where state in ('waiting', 'quarantined', 'conflicting') or state = 'received' and reason is not null order by case state when 'waiting' then 0 else 1 end, received_at limit 500
            """)).AsList(), ct);
        var desk = new List<DeskRow>();
        foreach (var r in rows)
        {
            var report = (string)r.state == "waiting" ? Readable((byte[])r.body, new((string)r.sender, (string)r.agency), DateTimeOffset.FromUnixTimeMilliseconds((long)r.received_at)) : null;
            var original = Encoding.UTF8.GetString((byte[])r.body, 0, Math.Min(((byte[])r.body).Length, ShownOfOriginal));
            desk.Add(new(Guid.Parse((string)r.id), (string)r.state, (string)r.sender, (string?)r.message_id, report?.Kind, DateTimeOffset.FromUnixTimeMilliseconds((long)r.received_at),
                (string?)r.field, (string?)r.reason ?? "", Where(report?.Address), original, report is null ? [] : await matcher.Candidates(report, ct),
                r.waits_for is not null && (string)r.state == "waiting", r.household is not null && (string)r.state == "quarantined", r.household is null ? null : Guid.Parse((string)r.household),
                (string)r.content == Deadlines.Content ? JsonSerializer.Deserialize((byte[])r.body, CommandJson.Default.LookAgain)!.Pattern : null,
                (string)r.content == LooksBack.Content ? JsonSerializer.Deserialize((byte[])r.body, CommandJson.Default.LookBack)!.Patterns : [],
                (string)r.state == "received"));
        }
        return desk;
    }

    private async Task<Report?> Mended(LedgerRow row, CancellationToken ct)
    {
        try
        {
            var report = Agencies.ReportParser.Parse(row.Body, new(row.Sender, row.Agency), row.ReceivedAt);
            await Assignments.Check(report, directory, ct);
            return report;
        }
        catch (Agencies.RefusedException)
        {
            return null;
        }
    }

    // What was taken in under earlier rules must not hide the rest of the desk.
    private static Report? Readable(byte[] body, Agencies.SenderIdentity sender, DateTimeOffset receivedAt)
    {
        try
        {
            return Agencies.ReportParser.Parse(body, sender, receivedAt);
        }
        catch (Agencies.RefusedException)
        {
            return null;
        }
    }

    private static string? Where(Address? address) => address is null ? null
        : string.Join(", ", new[] { address.Lines, address.Postcode, address.Uprn is { } uprn ? $"UPRN {uprn}" : null }.Where(part => part is not null));

    /// <summary>How much waits for the duty desk.</summary>
    public Task<int> Waiting(CancellationToken ct) => database.Read(c =>
        c.ExecuteScalarAsync<int>("select count(*) from ledger where state in ('waiting', 'quarantined', 'conflicting') or state = 'received' and reason is not null"), ct);

    /// <summary>A person says which household a waiting report belongs to; null makes a new one. False when it does not wait any more.</summary>
    public async Task<bool> Settle(Guid ledgerId, Guid? household, string person, CancellationToken ct)
    {
        if (!await matcher.Settle(ledgerId, household, person, ct))
            return false;
        dispatch.Soon(ledgerId);
        return true;
    }

    /// <summary>
    /// A person has a given-up row taken in again, from the first attempt, or an assignment whose person is known now. False when it is none, when it still breaks
    /// a rule, or when its sender has sent it again meanwhile.
    /// </summary>
    public async Task<bool> TakeInAgain(Guid ledgerId, string person, CancellationToken ct)
    {
        var mended = await ledger.Find(ledgerId, ct) is { Content: "report", State: "quarantined", Household: null } row ? await Mended(row, ct) : null;
        var taken = await database.Write((c, t) => c.ExecuteAsync($"""
            update ledger set state = 'received', attempts = 0, due_at = @now, field = null, reason = null, settled_by = @person, settled_at = @now{(mended is null ? "" : ", fingerprint = @fingerprint, waits_for = @waitsFor")}
            where id = @id and state = 'quarantined' and household is {(mended is null ? "not null" : "null")} and not exists
              (select 1 from ledger o where o.sender = ledger.sender and o.message_id = ledger.message_id and o.state in ('received', 'waiting', 'journalled'))
            """, new { id = ledgerId.ToString("N"), person, now = clock.GetUtcNow().ToUnixTimeMilliseconds(), fingerprint = mended is null ? null : Agencies.ReportParser.Fingerprint(mended), waitsFor = mended?.Withdraws ?? mended?.Corrects }, t), ct) == 1;
        if (taken)
            dispatch.Soon(ledgerId);
        return taken;
    }

    /// <summary>A person has dealt with a message that could not be taken: it leaves the desk, and is kept. False when it does not wait any more.</summary>
    public async Task<bool> DealtWith(Guid ledgerId, string person, string note, CancellationToken ct) => await database.Write((c, t) =>
        c.ExecuteAsync("update ledger set state = 'dealt-with', settled_by = @person, settled_note = @note, settled_at = @now where id = @id and state in ('quarantined', 'conflicting')",
            new { id = ledgerId.ToString("N"), person, note, now = clock.GetUtcNow().ToUnixTimeMilliseconds() }, t), ct) == 1;

    // The events of this very ledger row say what became of the decision.
    private async Task<Answer> Recorded(Guid id, CancellationToken ct)
    {
        var events = await database.Read(async c => (await c.QueryAsync<string>("select data from journal where ledger_id = @id order by version", new { id = id.ToString("N") })).Select(DomainJson.Read).ToList(), ct);
        return events.OfType<DecisionRefused>().FirstOrDefault() is { } refused ? new(false, refused.Because) : new(events.Exists(e => e is AlertDecided or AlertPassedOn or DecisionChallenged), null);
    }
}
