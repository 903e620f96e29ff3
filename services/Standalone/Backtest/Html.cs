using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace Alerts.Standalone.Backtest;

/// <summary>A piece of a page. What is put into one is encoded, unless it is such a piece itself: <c>Html.Of($"&lt;p&gt;{words}&lt;/p&gt;")</c>.</summary>
internal readonly record struct Html
{
    private readonly string? text;

    private Html(string text) => this.text = text;

    public static Html Nothing => default;

    public static Html Of(Filled filled) => new(filled.ToString());

    public static Html Join(IEnumerable<Html> pieces) => new(string.Concat(pieces.Select(p => p.text)));

    /// <summary>A table under its caption.</summary>
    public static Html Table(string caption, Html columns, IEnumerable<Html> rows) => Of($"""
        <table>
        <caption>{caption}</caption>
        <thead><tr>{columns}</tr></thead>
        <tbody>
        {rows}
        </tbody>
        </table>
        """);

    /// <summary>What may be wider than the window: it scrolls by itself, with keys too.</summary>
    public static Html Wide(string name, Html content) => Of($"""
        <div class="wide" role="region" aria-label="{name}" tabindex="0">
        {content}
        </div>
        """);

    public static Html Columns(params IEnumerable<string> names) => Join(names.Select(n => Of($"<th scope=\"col\">{n}</th>")));

    public override string ToString() => text ?? "";

    /// <summary>Takes an interpolated string apart. Only what it has an overload for can be put in.</summary>
    [InterpolatedStringHandler]
    public readonly struct Filled(int literals, int holes)
    {
        private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

        private readonly StringBuilder text = new(literals + holes * 16);

        public void AppendLiteral(string markup) => text.Append(markup);

        public void AppendFormatted(Html piece) => text.Append(piece.text);

        public void AppendFormatted(IEnumerable<Html> pieces) => text.Append(Join(pieces).text);

        public void AppendFormatted(string? words) => text.Append(Encoder.Encode(words ?? ""));

        public void AppendFormatted(int number) => text.Append(number.ToString("N0", CultureInfo.InvariantCulture));

        /// <summary>A place in a drawing.</summary>
        public void AppendFormatted(double place) => text.Append(place.ToString("0.#", CultureInfo.InvariantCulture));

        public override string ToString() => text.ToString();
    }
}
