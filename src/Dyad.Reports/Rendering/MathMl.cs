using System.Xml;
using System.Xml.Linq;

namespace Dyad.Reports.Rendering;

/// <summary>Presentation MathML of equations, read strictly: only mathematics passes, so that nothing else enters a page by it.</summary>
internal static class MathMl
{
    public static readonly XNamespace Namespace = "http://www.w3.org/1998/Math/MathML";

    private static readonly HashSet<string> Elements = new(StringComparer.Ordinal)
    {
        "math", "mrow", "mi", "mn", "mo", "mtext", "mspace", "mfrac", "msqrt", "msub", "msup", "msubsup", "munder", "mover",
        "munderover",
    };

    private static readonly HashSet<string> Attributes = new(StringComparer.Ordinal)
    {
        "display", "mathvariant", "stretchy", "xmlns",
    };

    /// <summary>Reads an equation.</summary>
    /// <exception cref="ArgumentException">It is not well formed, or holds anything but presentation MathML.</exception>
    public static XElement Parse(string mathMl)
    {
        XElement math;
        try
        {
            math = XElement.Parse(mathMl);
        }
        catch (XmlException e)
        {
            throw new ArgumentException($"An equation is not well-formed MathML: {e.Message}", nameof(mathMl), e);
        }

        foreach (var element in math.DescendantsAndSelf())
        {
            if (element.Name.Namespace != Namespace || !Elements.Contains(element.Name.LocalName))
                throw new ArgumentException($"An equation holds the element \"{element.Name}\".", nameof(mathMl));
            if (element.Attributes().FirstOrDefault(a => !Attributes.Contains(a.Name.LocalName)) is { } stray)
                throw new ArgumentException($"An equation holds the attribute \"{stray.Name}\".", nameof(mathMl));
        }

        return math;
    }
}
