using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace Alerts.Domain.Values;

/// <summary>
/// An NHS number: ten digits, the last a check digit (modulus 11). Spaces and hyphens between the digits are allowed
/// when it is read. Numbers from 999 000 0000 up are never issued to anybody; tests and demonstrations use those.
/// </summary>
[JsonConverter(typeof(ParsableJson<NhsNumber>))]
public readonly record struct NhsNumber : IParsable<NhsNumber>
{
    private readonly string digits;

    private NhsNumber(string digits) => this.digits = digits;

    /// <summary>The fictitious number that ends nearest to <paramref name="seed"/> in the 999 range (seed 0 to 999,999).</summary>
    public static NhsNumber Fictitious(int seed)
    {
        // One body in eleven has no valid check digit (it would be 10); step on to the next that has.
        for (var body = 999_000_000 + seed; ; body++)
        {
            var nine = body.ToString("D9");
            if (CheckDigit(nine) is var check and < 10)
                return new(nine + check);
        }
    }

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out NhsNumber result)
    {
        var bare = s?.Replace(" ", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal) ?? "";
        var valid = bare.Length == 10 && bare.All(char.IsAsciiDigit) && CheckDigit(bare) == bare[9] - '0';
        result = valid ? new(bare) : default;
        return valid;
    }

    public static NhsNumber Parse(string s, IFormatProvider? provider) =>
        TryParse(s, provider, out var number) ? number : throw new FormatException("not an NHS number with a right check digit");

    public override string ToString() => digits;

    private static int CheckDigit(string digits) => (11 - Enumerable.Range(0, 9).Sum(i => (digits[i] - '0') * (10 - i)) % 11) % 11;
}
