using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using Dyad.Reports.Document;
using Dyad.Reports.Texts;

namespace Dyad.Reports.Rendering.Html;

/// <summary>
/// The report as one HTML file with every language inside. It asks nothing of a network, and a content security policy holds it
/// to that: the only script that runs is its own, by checksum. Without scripts the opened language is shown, and each figure links
/// to its address in the appendix.
/// </summary>
public static class HtmlReport
{
    private static readonly Lazy<string> Style = new(() => Palette + Resource("report.css"));
    private static readonly Lazy<string> Script = new(() => Resource("report.js"));

    /// <summary>Colours and fonts in both themes, as a style sheet: those of the report, for pages beside it.</summary>
    public static string Palette => Resource("palette.css");

    /// <summary>Renders the report.</summary>
    /// <param name="languages">The document in each language, in the order of the switch; chapters have the same ids in each.</param>
    /// <param name="opened">The language that is shown first.</param>
    /// <returns>The page; write it as UTF-8.</returns>
    /// <exception cref="ArgumentException">
    /// No document, two in one language, none in <paramref name="opened"/>, a figure without an address, different addresses in two
    /// documents, or an equation that is not presentation MathML.
    /// </exception>
    public static string Render(IReadOnlyList<ReportDocument> languages, Language opened)
    {
        ArgumentNullException.ThrowIfNull(languages);
        if (languages.DistinctBy(d => d.Language).Count() != languages.Count)
            throw new ArgumentException("Two documents are in the same language.", nameof(languages));
        var first = languages.FirstOrDefault(d => d.Language == opened)
            ?? throw new ArgumentException($"No document is in {opened}.", nameof(opened));

        string code = TextCatalog.Code(opened);
        var page = new Markup();
        page.Write($"<!DOCTYPE html>\n<html lang=\"{code}\">\n<head>\n<meta charset=\"utf-8\">\n");
        page.Write($"<meta http-equiv=\"Content-Security-Policy\" content=\"{Policy()}\">\n");
        page.Write($"<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"color-scheme\" content=\"light dark\">\n");
        page.Write($"<meta name=\"generator\" content=\"Dyad\">\n<title>{first.Title}</title>\n<style>");
        page.Raw(Style.Value).Raw("</style>\n</head>\n<body>\n");

        var words = new Words(languages, opened);
        var addresses = new AddressWriter(words, page);
        PageFrame.Header(words, opened, page);
        page.Write($"<div class=\"layout\">\n");
        foreach (var document in languages)
            new EditionWriter(document, words, page).Write();
        addresses.Write(AddressGroup.Of(languages));
        PageFrame.Footer(words, page);
        page.Write($"</div>\n");
        addresses.Dialog();
        page.Write($"<script>").Raw(Script.Value).Raw("</script>\n</body>\n</html>\n");
        return page.ToString();
    }

    /// <summary>Nothing from anywhere; styles of the page; the page's own script, by its checksum.</summary>
    private static string Policy()
    {
        string checksum = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Script.Value)));
        return "default-src 'none'; base-uri 'none'; form-action 'none'; img-src data:; style-src 'unsafe-inline'; "
            + $"script-src 'sha256-{checksum}'";
    }

    private static string Resource(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("Dyad.Reports.Rendering.Html." + name)
            ?? throw new InvalidOperationException($"The assembly lacks the resource {name}.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        // One form of line ends, or the checksum would differ from what a browser reads.
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
