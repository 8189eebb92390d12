using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace Dyad.Reports.Rendering.Html;

/// <summary>
/// Writes HTML and SVG. What stands in the source is markup, what is filled in is text: every hole of an interpolated string is
/// escaped, so that no name or label can become an element. Nested markup goes in by <see cref="Raw"/>.
/// </summary>
internal sealed class Markup
{
    private readonly StringBuilder _text = new();

    /// <summary>Adds markup; its holes are escaped.</summary>
    public Markup Write([InterpolatedStringHandlerArgument("")] ref Escaping markup)
    {
        _ = markup;
        return this;
    }

    /// <summary>Adds markup that is already escaped.</summary>
    public Markup Raw(string markup)
    {
        _text.Append(markup);
        return this;
    }

    public override string ToString() => _text.ToString();

    private void Escape(string text)
    {
        foreach (char c in text)
        {
            string? entity = c switch
            {
                '&' => "&amp;",
                '<' => "&lt;",
                '>' => "&gt;",
                '"' => "&quot;",
                '\'' => "&#39;",
                // No document may hold other control characters.
                < ' ' and not ('\t' or '\n' or '\r') => "\uFFFD",
                _ => null,
            };
            if (entity is null)
                _text.Append(c);
            else
                _text.Append(entity);
        }
    }

    /// <summary>Takes an interpolated string apart: literals as they are, values escaped, numbers in invariant form.</summary>
    [InterpolatedStringHandler]
    internal readonly ref struct Escaping
    {
        private readonly Markup _markup;

        public Escaping(int literalLength, int formattedCount, Markup markup)
        {
            _ = (literalLength, formattedCount);
            _markup = markup;
        }

        public void AppendLiteral(string markup) => _markup._text.Append(markup);

        public void AppendFormatted(string? text) => _markup.Escape(text ?? "");

        public void AppendFormatted(int number) => _markup._text.Append(CultureInfo.InvariantCulture, $"{number}");

        /// <summary>Coordinates: two decimals are finer than any screen.</summary>
        public void AppendFormatted(double number)
            => _markup._text.Append(Math.Round(number, 2).ToString("0.##", CultureInfo.InvariantCulture));
    }
}
