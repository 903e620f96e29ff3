using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace Alerts.Domain.Values;

/// <summary>A unique property reference number: one to twelve digits, without leading zeros once read.</summary>
[JsonConverter(typeof(ParsableJson<Uprn>))]
public readonly record struct Uprn : IParsable<Uprn>
{
    private readonly string digits;

    private Uprn(string digits) => this.digits = digits;

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out Uprn result)
    {
        var bare = s?.Trim() ?? "";
        var valid = bare.Length is >= 1 and <= 12 && bare.All(char.IsAsciiDigit) && bare.Any(c => c != '0');
        result = valid ? new(bare.TrimStart('0')) : default;
        return valid;
    }

    public static Uprn Parse(string s, IFormatProvider? provider) =>
        TryParse(s, provider, out var uprn) ? uprn : throw new FormatException("not a UPRN of one to twelve digits");

    public override string ToString() => digits;
}
