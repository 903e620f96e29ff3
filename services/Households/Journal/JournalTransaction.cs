using System.Data.Common;
using System.Text.Json;
using Alerts.Domain;
using Alerts.Domain.Values;
using Dapper;

namespace Alerts.Households.Journal;

/// <summary>One transaction of the journal: locks heads and ledger rows in sorted order, refuses what is stale, writes the rest.</summary>
internal sealed class JournalTransaction(DbConnection c, DbTransaction t, IDatabase database, DateTimeOffset now)
{
    /// <param name="appends">What is to be written; one of a household is taken at a time.</param>
    /// <param name="lastHashes">Filled with the last hash of each household that is written.</param>
    /// <param name="changed">Filled with the people whose lists change without a notice to them: a decision, evidence that joined.</param>
    public async Task<List<Appended>> Run(List<Append> appends, Dictionary<string, string> lastHashes, HashSet<string> changed)
    {
        await Rows.Insert(c, t, "head (household, version, hash)", [.. appends.Where(a => a.ExpectedVersion == 0).Select(Key).Order(StringComparer.Ordinal).Select(h => new object?[] { h, 0L, HashChain.Start })], "on conflict do nothing");
        var heads = (await c.QueryAsync<(string Household, long Version, string Hash)>(
            $"select household, version, hash from head where household {database.IsOneOf("@ids")} order by household{database.ForUpdate}", new { ids = appends.ConvertAll(Key) }, t)).ToDictionary(h => h.Household);
        var ledger = (await c.QueryAsync<(string Id, string State, string? Household)>(
            $"select id, state, household from ledger where id {database.IsOneOf("@ids")} order by id{database.ForUpdate}", new { ids = appends.ConvertAll(a => a.LedgerId.ToString("N")) }, t)).ToDictionary(l => l.Id);
        var taken = new HashSet<string>();
        var outcomes = appends.ConvertAll(a =>
            !ledger.TryGetValue(a.LedgerId.ToString("N"), out var row) || row.State != "received" || row.Household != Key(a) ? Appended.NotOurs
            : !heads.TryGetValue(Key(a), out var head) || head.Version != a.ExpectedVersion || !taken.Add(Key(a)) ? Appended.Stale
            : Appended.Committed);
        var accepted = appends.Where((_, i) => outcomes[i] == Appended.Committed).ToList();
        if (accepted.Count == 0)
            return outcomes;
        await Journal(accepted, heads.ToDictionary(h => h.Key, h => h.Value.Hash), lastHashes);
        var marked = await c.ExecuteAsync($"update ledger set state = 'journalled', due_at = null where id {database.IsOneOf("@ids")} and state <> 'journalled'", new { ids = accepted.ConvertAll(a => a.LedgerId.ToString("N")) }, t);
        if (marked != accepted.Count)
            throw new InvalidOperationException("a ledger row was journalled twice in one batch");
        await Lists(accepted, changed);
        await DeadlineRows.Write(c, t, accepted);
        await ClockRows.Write(c, t, accepted);
        await Feedback.FeedbackRows.Decided(c, t, accepted, now);
        await People.Assignments.Follow(c, t, database, accepted, now);
        return outcomes;
    }

    /// <summary>Why somebody hears nothing of an alert who was to: it changed hands first.</summary>
    private const string NotTheirsAnyMore = "it was with somebody else before it could be sent";

    private static string Key(Append append) => append.State.Id.ToString("N");

    private async Task Journal(List<Append> accepted, Dictionary<string, string> hashes, Dictionary<string, string> lastHashes)
    {
        var rows = new List<object?[]>();
        foreach (var append in accepted)
        {
            var (version, previous) = ((long)append.ExpectedVersion, hashes[Key(append)]);
            foreach (var e in append.Events)
            {
                var data = DomainJson.Write(e);
                var hash = HashChain.Of(previous, append.State.Id, ++version, e.GetType().Name, data);
                rows.Add([Key(append), version, append.LedgerId.ToString("N"), e.At.ToUnixTimeMilliseconds(), e.GetType().Name, data, previous, hash]);
                previous = hash;
            }
            if (append.Events.Count > 0)
                lastHashes[Key(append)] = previous;
        }
        if (rows.Count == 0)
            return;
        await Rows.Insert(c, t, "journal (household, version, ledger_id, at, event, data, previous, hash)", rows);
        var (values, parameters) = Rows.Values([.. accepted.Where(a => a.Events.Count > 0).Select(a => new object?[] { Key(a), (long)a.State.Version, lastHashes[Key(a)] })]);
        await c.ExecuteAsync($"update head set version = v.column2, hash = v.column3 from (values {values}) as v where head.household = v.column1", parameters, t);
    }

    // What lists show, and whom to tell: written with the events, so that neither can be lost without the other.
    private async Task Lists(List<Append> accepted, HashSet<string> changed)
    {
        var alerts = new Dictionary<string, object?[]>();
        var inbox = new Dictionary<(string, string), object?[]>();
        var outbox = new List<Telling>();
        var gone = new List<object?[]>();
        var kept = new Dictionary<(string Alert, string Person), string>();
        foreach (var append in accepted)
        {
            foreach (var e in append.Events)
            {
                if (AlertOf(e) is { } id && append.State.Alert(id) is { } alert)
                {
                    if (e is AlertDecided or EvidenceJoined)
                        changed.UnionWith(alert.Told.Select(t => t.Person.Id));
                    alerts[id] = [id, Key(append), alert.Pattern, alert.Class.ToString(), alert.Urgency.ToString(), alert.Sentence, (e as AlertReopened)?.WhatIsNew ?? alerts.GetValueOrDefault(id)?[6], alert.IsOpen ? 1L : 0L, alert.EvidenceWithdrawn ? 1L : 0L, (long)alert.Notice, JsonSerializer.Serialize(InFrontOf.Of(alert), DomainJson.Default.InFrontOf), (long?)alert.Clock?.Notice];
                }
                if (e is not Noticed noticed)
                    continue;
                foreach (var person in WhoHasItNoLonger(noticed))
                {
                    changed.Add(person);
                    if (Roles(append.State, noticed.Alert, person) is { Length: > 0 } left)
                    {
                        kept[(noticed.Alert, person)] = left;
                        continue;
                    }
                    gone.Add([noticed.Alert, person]);
                    inbox.Remove((noticed.Alert, person));
                }
                foreach (var told in noticed.Told.GroupBy(p => p.Person.Id))
                {
                    inbox[(noticed.Alert, told.Key)] = [noticed.Alert, told.Key, Roles(append.State, noticed.Alert, told.Key), (long)noticed.Notice, now.ToUnixTimeMilliseconds()];
                    outbox.Add(new(noticed, told.Key, append.AcceptedAt, append.TraceParent));
                }
            }
        }
        await Rows.Insert(c, t, "alert (id, household, pattern, class, severity, sentence, whats_new, is_open, evidence_withdrawn, notice, in_front_of, clock_notice)", [.. alerts.Values],
            "on conflict (id) do update set severity = excluded.severity, sentence = excluded.sentence, whats_new = coalesce(excluded.whats_new, alert.whats_new), is_open = excluded.is_open, evidence_withdrawn = excluded.evidence_withdrawn, notice = excluded.notice, in_front_of = excluded.in_front_of, clock_notice = excluded.clock_notice");
        await Rows.Insert(c, t, "whereabouts (household, data)", [.. accepted.Where(Moves).Select(a => new object?[] { Key(a), JsonSerializer.Serialize(a.State.Whereabouts(), DomainJson.Default.Whereabouts) })],
            "on conflict (household) do update set data = excluded.data");
        await Rows.Insert(c, t, "inbox (alert, person, role, notice, told_at)", [.. inbox.Values],
            "on conflict (alert, person) do update set role = excluded.role, notice = excluded.notice, told_at = excluded.told_at, opened_at = null");
        foreach (var ((alert, person), role) in kept)
            await c.ExecuteAsync("update inbox set role = @role where alert = @alert and person = @person", new { alert, person, role }, t);
        if (gone.Count > 0)
        {
            var (values, parameters) = Rows.Values(gone);
            await c.ExecuteAsync($"delete from inbox where (alert, person) in (values {values})", parameters, t);
            await c.ExecuteAsync($"update outbox set due_at = null, state = 'never', why = '{NotTheirsAnyMore}' where due_at is not null and (alert, person) in (values {values})", parameters, t);
        }
        await Outbox(outbox);
    }

    // Every role in which the person has it: a change of any of them must find it, whichever they were told in last.
    private static string Roles(Household household, string alert, string person) => string.Join(", ", household.Alert(alert)!.Told.Where(t => t.Person.Id == person).Select(t => t.Role).Distinct());

    // Nobody asks who may open what of a household without alerts.
    private static bool Moves(Append append) => append.State.Alerts.Count > 0 && append.Events.Any(e => e is ReportRecorded || AlertOf(e) is not null);

    private sealed record Telling(Noticed Noticed, string Person, DateTimeOffset AcceptedAt, string? TraceParent);

    // One row for the inbox and for each living contact way of everybody told; an organisation's own system hears of a notice once, whoever of them was told.
    private async Task Outbox(List<Telling> tellings)
    {
        if (tellings.Count == 0)
            return;
        var ways = (await c.QueryAsync<(string Person, string Channel, string Address)>($"select person, channel, address from contact where dead_at is null and channel <> '{Delivery.Inbox.ChannelName}' and person {database.IsOneOf("@people")} order by person, channel",
            new { people = tellings.Select(w => w.Person).Distinct().ToList() }, t)).ToLookup(w => w.Person, w => (w.Channel, w.Address));
        var systems = new HashSet<(string, int, string)>();
        var rows = new List<object?[]>();
        foreach (var (noticed, person, acceptedAt, traceParent) in tellings)
            foreach (var (channel, address) in (WaitsForDigest(noticed) ? [] : ways[person]).Prepend((Delivery.Inbox.ChannelName, "")))
                if (!Delivery.Channels.IsASystem(channel) || systems.Add((noticed.Alert, noticed.Notice, address)))
                    rows.Add([noticed.Alert, (long)noticed.Notice, person, channel, "queued", now.ToUnixTimeMilliseconds(), acceptedAt.ToUnixTimeMilliseconds(), now.ToUnixTimeMilliseconds(), traceParent, noticed.Severity == Severity.S1 ? 1L : 0L]);
        await Rows.Insert(c, t, "outbox (alert, notice, person, channel, state, due_at, accepted_at, queued_at, traceparent, urgent)", rows, "on conflict do nothing");
    }

    // S4 has no clock: outside the inbox people hear of it once a week (WeeklyDigest). A disagreement's stages have their time whatever it is about.
    private static bool WaitsForDigest(Noticed e) => e.Severity == Severity.S4 && e is not DecisionChallenged;

    private static IEnumerable<string> WhoHasItNoLonger(Noticed e) => e switch
    {
        AlertHandedOver h => h.From.Select(t => t.Person.Id),
        AlertPassedOn p => [p.Person],
        _ => [],
    };

    private static string? AlertOf(Event e) => e switch
    {
        Noticed n => n.Alert,
        EvidenceJoined j => j.Alert,
        AlertDecided d => d.Alert,
        ClockSet s => s.Alert,
        ReportRecorded or DecisionRefused or RoleNotHeld or RolePassedOn or ClockReached or PatternFaulted or DeadlineSet or DeadlineReached or LookedBack => null,
        _ => throw new InvalidOperationException($"event {e.GetType().Name} has no rule for the lists"),
    };
}
