using System.Xml.Linq;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Math;
using W = DocumentFormat.OpenXml.Wordprocessing;

namespace Dyad.Reports.Rendering.Word;

/// <summary>Presentation MathML as Office mathematics, so that Word shows, reads out and edits an equation as one.</summary>
internal static class OfficeMath
{
    private const char Hat = '\u0302';
    private const string Operators = "=+−±≤<>,";

    /// <summary>An equation on its own line.</summary>
    /// <exception cref="ArgumentException">It is not presentation MathML.</exception>
    public static Paragraph Create(string mathMl)
        => new(new DocumentFormat.OpenXml.Math.OfficeMath(Row(MathMl.Parse(mathMl).Elements().ToList())));

    private static IEnumerable<OpenXmlElement> Row(IReadOnlyList<XElement> parts)
    {
        for (int i = 0; i < parts.Count; i++)
        {
            if (Name(parts[i]) is "msub" or "munder" && parts[i].Elements().First().Value == "∑")
            {
                // What is summed: all up to the next operator.
                int end = i + 1;
                while (end < parts.Count
                    && !(Name(parts[end]) == "mo" && Operators.Contains(parts[end].Value, StringComparison.Ordinal)))
                    end++;
                yield return Sum(parts[i].Elements().Last(), [.. parts.Skip(i + 1).Take(end - i - 1)]);
                i = end - 1;
                continue;
            }

            foreach (var element in Convert(parts[i]))
                yield return element;
        }
    }

    private static IEnumerable<OpenXmlElement> Convert(XElement part, bool index = false)
    {
        var inner = part.Elements().ToList();
        switch (Name(part))
        {
            case "mrow" or "math" when IsFenced(inner):
                return [Fenced(inner[0].Value, inner[^1].Value, Row(inner[1..^1]))];
            case "mrow" or "math":
                return Row(inner);
            case "mfrac":
                return [new Fraction(new Numerator(Convert(inner[0])), new Denominator(Convert(inner[1])))];
            case "msqrt":
                return [new Radical(new RadicalProperties(new HideDegree { Val = BooleanValues.On }), new Degree(),
                    new Base(Row(inner)))];
            case "msub":
                return [new Subscript(new Base(Convert(inner[0])), new SubArgument(Convert(inner[1], true)))];
            case "msup":
                return [new Superscript(new Base(Convert(inner[0])), new SuperArgument(Convert(inner[1], true)))];
            case "msubsup":
                return
                [
                    new SubSuperscript(
                        new Base(Convert(inner[0])), new SubArgument(Convert(inner[1], true)),
                        new SuperArgument(Convert(inner[2], true))),
                ];
            case "munder":
                return [new LimitLower(new Base(Convert(inner[0])), new Limit(Convert(inner[1])))];
            case "mover":
                return [new LimitUpper(new Base(Convert(inner[0])), new Limit(Convert(inner[1])))];
            case "munderover":
                return
                [
                    new LimitUpper(
                        new Base(new LimitLower(new Base(Convert(inner[0])), new Limit(Convert(inner[1])))),
                        new Limit(Convert(inner[2]))),
                ];
            case "mspace":
                return [Symbol(" ", upright: true)];
            case "mi" when part.Value.Contains(Hat, StringComparison.Ordinal):
                return Hatted(part.Value);
            case "mi":
                return [Symbol(part.Value, upright: !index && part.Value.Length > 1 && part.Value.All(char.IsLetter))];
            default:
                // The tilde of a keyboard is a space to some equation editors.
                return [Symbol(part.Value.Replace('~', '∼'), upright: true)];
        }
    }

    /// <summary>A letter with a hat is an accent over the letter; what follows (a prime) is not under it.</summary>
    private static IEnumerable<OpenXmlElement> Hatted(string text)
    {
        int hat = text.IndexOf(Hat, StringComparison.Ordinal);
        yield return new Accent(
            new AccentProperties(new AccentChar { Val = Hat.ToString() }), new Base(Symbol(text[..hat], upright: false)));
        if (hat + 1 < text.Length)
            yield return Symbol(text[(hat + 1)..], upright: false);
    }

    private static Nary Sum(XElement over, IReadOnlyList<XElement> summed) => new(
        new NaryProperties(
            new AccentChar { Val = "∑" }, new LimitLocation { Val = LimitLocationValues.UnderOver },
            new HideSuperArgument { Val = BooleanValues.On }),
        new SubArgument(Convert(over, index: true)), new SuperArgument(), new Base(Row(summed)));

    private static Delimiter Fenced(string open, string close, IEnumerable<OpenXmlElement> content) => new(
        new DelimiterProperties(new BeginChar { Val = open }, new EndChar { Val = close }), new Base(content));

    private static bool IsFenced(List<XElement> parts)
        => parts.Count > 2 && Name(parts[0]) == "mo" && Name(parts[^1]) == "mo"
            && (parts[0].Value, parts[^1].Value) is ("(", ")") or ("|", "|");

    private static Run Symbol(string text, bool upright)
    {
        var run = new Run();
        if (upright)
            run.Append(new RunProperties(new Style { Val = StyleValues.Plain }));
        run.Append(
            new W.RunProperties(new W.RunFonts { Ascii = WordLook.Formula, HighAnsi = WordLook.Formula }),
            new Text(text) { Space = SpaceProcessingModeValues.Preserve });
        return run;
    }

    private static string Name(XElement element) => element.Name.LocalName;
}
