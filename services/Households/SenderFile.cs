using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Alerts.Agencies;
using Alerts.Domain;

namespace Alerts.Households;

/// <summary>The sender file: who may send, by which credential. It holds hashes of API keys, never a key.</summary>
public sealed record SenderFile(IReadOnlyList<SenderFile.Row> Senders)
{
    /// <summary>One sender: its id, its sort of agency, the SHA-256 of its API key (hexadecimal) and its user at the broker, where it has them.</summary>
    public sealed record Row(string Sender, string Agency, string? ApiKeySha256, string? BrokerUser);

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
            return new(file.Senders);
        }
        catch (Exception wrong) when (wrong is JsonException or ArgumentException or IOException)
        {
            throw new InvalidDataException($"{path}: {wrong.Message}", wrong);
        }
    }
}

/// <summary>Who a credential belongs to.</summary>
public sealed class Senders(IEnumerable<SenderFile.Row> rows)
{
    private readonly List<SenderFile.Row> rows = [.. rows];

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
