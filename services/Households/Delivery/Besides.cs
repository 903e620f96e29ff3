using System.Data.Common;
using Alerts.Households.Journal;
using Dapper;

namespace Alerts.Households.Delivery;

/// <summary>
/// What people are told besides alerts, in the outbox under an id with one of these beginnings: the week's digest (its number: how many alerts), a
/// sender that has gone quiet, and somebody who cannot be reached. Pages show them from their own tables; a system of an organisation asks for alerts and hears of neither.
/// </summary>
internal static class Besides
{
    public const string Digest = "digest/", Source = "source/", Address = "address/";

    public static bool IsOne(string id) => IsDigest(id) || IsSource(id) || IsAddress(id);

    public static bool IsDigest(string id) => id.StartsWith(Digest, StringComparison.Ordinal);

    public static bool IsSource(string id) => id.StartsWith(Source, StringComparison.Ordinal);

    public static bool IsAddress(string id) => id.StartsWith(Address, StringComparison.Ordinal);

    /// <summary>"D-20261123", the digest of that week; "S-3F9C21", a sender; "P-77B0E4", a person.</summary>
    public static string ReferenceOf(string id) => IsDigest(id) ? "D-" + id[Digest.Length..].Replace("-", "", StringComparison.Ordinal) : (IsSource(id) ? "S-" : "P-") + id[(id.IndexOf('/') + 1)..][..6].ToUpperInvariant();

    /// <summary>One row for each way outside that each of these people has.</summary>
    public static async Task Tell(DbConnection c, DbTransaction t, IDatabase database, string id, int number, IEnumerable<string> people, DateTimeOffset now)
    {
        var told = people.Distinct().ToList();
        if (told.Count == 0)
            return;
        var ways = (await c.QueryAsync<(string Person, string Channel)>($"select person, channel from contact where dead_at is null and person {database.IsOneOf("@told")} order by person, channel", new { told }, t))
            .Where(w => Channels.ReachesAPerson(w.Channel));
        var at = now.ToUnixTimeMilliseconds();
        await Rows.Insert(c, t, "outbox (alert, notice, person, channel, state, due_at, accepted_at, queued_at)", [.. ways.Select(w => new object?[] { id, (long)number, w.Person, w.Channel, "queued", at, at, at })], "on conflict do nothing");
    }
}
