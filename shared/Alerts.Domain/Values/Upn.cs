using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace Alerts.Domain.Values;

/// <summary>
/// A unique pupil number: a check letter and twelve digits; a temporary one ends in a letter instead of the last digit.
/// The check letter is the weighted sum (weights 2 to 13) modulus 23 in an alphabet without I, O and S.
/// </summary>
[JsonConverter(typeof(ParsableJson<Upn>))]
public readonly record struct Upn : IParsable<Upn>
{
    private const string Letters = "ABCDEFGHJKLMNPQRTUVWXYZ";
    private readonly string value;

    private Upn(string value) => this.value = value;

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out Upn result)
    {
        var text = s?.Trim().ToUpperInvariant() ?? "";
        var shaped = text.Length == 13 && text[1..12].All(char.IsAsciiDigit) && (char.IsAsciiDigit(text[12]) || Letters.Contains(text[12], StringComparison.Ordinal));
        var valid = shaped && text[0] == Letters[Enumerable.Range(1, 12).Sum(i => Worth(text[i]) * (i + 1)) % 23];
        result = valid ? new(text) : default;
        return valid;
    }

    public static Upn Parse(string s, IFormatProvider? provider) =>
        TryParse(s, provider, out var upn) ? upn : throw new FormatException("not a UPN with a right check letter");

    public override string ToString() => value;

    private static int Worth(char c) => char.IsAsciiDigit(c) ? c - '0' : Letters.IndexOf(c, StringComparison.Ordinal);
}
