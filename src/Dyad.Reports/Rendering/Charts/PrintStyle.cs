using System.Globalization;
using System.Xml.Linq;
using Dyad.Reports.Rendering.Word;

namespace Dyad.Reports.Rendering.Charts;

/// <summary>
/// The style sheet of the charts (<c>report.css</c>) on white paper as attributes of the elements, for programs that read SVG without
/// style sheets.
/// </summary>
internal static class PrintStyle
{
    public const string Paper = "#FFFFFF";
    public const string Ink = "#" + WordLook.Ink;
    public const string Muted = "#" + WordLook.Muted;
    private const string Rule = "#DCD8CF";
    private const string Strong = "#8B8F94";
    private const string FontSize = "13";

    /// <summary>Replaces classes and inline styles below an element by attributes.</summary>
    public static void Apply(XElement root)
    {
        foreach (var element in root.DescendantsAndSelf())
        {
            string[] classes = element.Attribute("class")?.Value.Split(' ') ?? [];
            foreach (var (name, value) in Attributes(element.Name.LocalName, classes, Style(element)))
                element.SetAttributeValue(name, value);
            element.SetAttributeValue("class", null);
            element.SetAttributeValue("style", null);
        }
    }

    private static IEnumerable<(string Name, string Value)> Attributes(
        string element, string[] classes, Dictionary<string, string> style)
    {
        string? party = classes.FirstOrDefault(c => c.Length == 2 && c[0] == 'c' && char.IsAsciiDigit(c[1]));
        string? colour = party is null ? null : "#" + WordLook.Colour(party[1] - '0');
        if (element == "text")
        {
            yield return ("fill", classes.Contains("axis") ? Muted : classes.Contains("label") ? colour ?? Ink : Ink);
            yield return ("font-size", style.GetValueOrDefault("font-size", FontSize).Replace("px", "", StringComparison.Ordinal));
        }

        if (classes.Contains("strong"))
            yield return ("font-weight", "bold");
        foreach (string kind in classes)
        {
            foreach (var attribute in Of(kind, classes, colour, style))
                yield return attribute;
        }
    }

    private static (string, string)[] Of(string kind, string[] classes, string? colour, Dictionary<string, string> style) => kind switch
    {
        "grid" or "rule" => [("stroke", Rule)],
        "base" => [("stroke", Strong), ("stroke-width", "1.25")],
        "line" => [("fill", "none"), ("stroke", colour ?? Ink), ("stroke-width", "2.5"), ("stroke-linejoin", "round")],
        "dashed" => [("stroke-dasharray", "7 5")],
        "chained" => [("stroke-dasharray", "9 4 1 4"), ("stroke-linecap", "round")],
        "dotted" => [("stroke-dasharray", "1 5"), ("stroke-linecap", "round")],
        "dot" => [("fill", colour ?? Ink), ("stroke", Paper), ("stroke-width", "1.5")],
        "bar" => [("fill", colour ?? Ink), ("opacity", "0.32")],
        "column" => [("fill", colour ?? Muted), ("opacity", "0.8")],
        "whisker" => [("stroke", Ink), ("stroke-width", "1.5")],
        "mark" => [("stroke", Ink), ("stroke-width", "2.5")],
        "outline" => [("fill", "none"), ("stroke", Ink), ("stroke-width", "3")],
        "empty" => [("fill", "none"), ("stroke", Rule), ("stroke-dasharray", "3 3")],
        "heat" => [("fill", Heat(classes, style))],
        _ => [],
    };

    private static string Heat(string[] classes, Dictionary<string, string> style)
    {
        double place = double.Parse(style["--heat"].TrimEnd('%'), CultureInfo.InvariantCulture) / 100;
        return "#" + (classes.Contains("gain") ? PrintShade.Of(place) : classes.Contains("loss") ? PrintShade.Of(-place) : PrintShade.Between(place));
    }

    private static Dictionary<string, string> Style(XElement element) => (element.Attribute("style")?.Value ?? "")
        .Split(';', StringSplitOptions.RemoveEmptyEntries).Select(part => part.Split(':'))
        .ToDictionary(part => part[0].Trim(), part => part[1].Trim(), StringComparer.Ordinal);
}
