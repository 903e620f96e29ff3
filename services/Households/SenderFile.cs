using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Alerts.Agencies;
using Alerts.Domain;
using Alerts.Households.Sources;

namespace Alerts.Households;

/// <summary>The sender file: who may send, by which credential. It holds hashes of API keys, never a key.</summary>
public sealed record SenderFile(IReadOnlyList<SenderFile.Row> Senders)
{
    /// <summary>One sender: its id, its sort of agency, the SHA-256 of its API key (hexadecimal) and its user at the broker, where it has them. Owner: who looks after its
    /// system, a person's id in the role directory. Closed: days on which nothing is expected of it, such as a school's holidays.</summary>
    public sealed record Row(string Sender, string Agency, string? ApiKeySha256, string? BrokerUser, string? Owner = null, IReadOnlyList<Away>? Closed = null)
    {
        /// <summary>The same, read.</summary>
        [JsonIgnore]
        public IReadOnlyList<Closed> Days { get; init; } = [];
    }

    /// <summary>From one day to another, both included, as "2026-12-21".</summary>
    public sealed record Away(string From, string To);

    /// <exception cref="InvalidDataException">The file cannot be used; the message names the place and the rule.</exception>
    public static Senders Read(string path)
    {
        try
        {
            var file = JsonSerializer.Deserialize(File.ReadAllText(path), FilesJson.Default.SenderFile) ?? throw new InvalidDataException($"{path}: is empty");
            foreach (var (row, i) in file.Senders.Select((r, i) => (r, i)))
                if (!Kinds.Agencies.Contains(row.Agency))
                    throw new InvalidDataException($"{path}: senders[{i}].agency: is no sort of agency");
                else if (row.Sender.StartsWith('(') || row.Sender.StartsWith("person:", StringComparison.Ordinal))
                    throw new InvalidDataException($"{path}: senders[{i}].sender: must not begin with \"(\" or \"person:\", which are our own in the ledger");
                else if (row.ApiKeySha256 is { } hash && !(hash.Length == 64 && hash.All(char.IsAsciiHexDigit)))
                    throw new InvalidDataException($"{path}: senders[{i}].apiKeySha256: must be a SHA-256 in hexadecimal");
                else if (row.Owner is { } owner && string.IsNullOrWhiteSpace(owner))
                    throw new InvalidDataException($"{path}: senders[{i}].owner: must be the id of a person in the role directory");
            return new(file.Senders.Select((row, i) => row with { Days = [.. (row.Closed ?? []).Select((c, n) => Days(c, $"{path}: senders[{i}].closed[{n}]"))] }).ToList());
        }
        catch (Exception wrong) when (wrong is JsonException or ArgumentException or IOException)
        {
            throw new InvalidDataException($"{path}: {wrong.Message}", wrong);
        }
    }

    private static Closed Days(Away away, string where)
    {
        var (from, to) = (Day(away.From, where + ".from"), Day(away.To, where + ".to"));
        return from <= to ? new(from, to) : throw new InvalidDataException($"{where}.to: must not be before from");
    }

    private static DateOnly Day(string text, string where) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : throw new InvalidDataException($"{where}: must be a day like 2026-12-21");
}

/// <summary>Who a credential belongs to.</summary>
public sealed class Senders(IEnumerable<SenderFile.Row> rows)
{
    private readonly List<SenderFile.Row> rows = [.. rows];

    /// <summary>Everybody who may send.</summary>
    public IReadOnlyList<SenderFile.Row> All => rows;

    /// <summary>True when one of them has this name.</summary>
    public bool Has(string name) => rows.Exists(r => r.Sender == name);

    /// <summary>The sender with this API key; every row is compared, in the same time whether it fits or not.</summary>
    public SenderIdentity? WithKey(string key)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(key));
        SenderFile.Row? found = null;
        foreach (var row in rows)
            if (row.ApiKeySha256 is { } known && CryptographicOperations.FixedTimeEquals(hash, Convert.FromHexString(known)))
                found = row;
        return found is null ? null : new(found.Sender, found.Agency);
    }

    /// <summary>The sender with this user at the broker, which vouches for it.</summary>
    public SenderIdentity? WithBrokerUser(string? user) =>
        user is not null && rows.Find(r => r.BrokerUser == user) is { } row ? new(row.Sender, row.Agency) : null;
}
