using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Wordprocessing;

namespace Dyad.Reports.Rendering.Word;

/// <summary>The page: A4, upright or turned for a table that needs it, with page numbers at the foot.</summary>
internal static class WordPage
{
    public const string FooterId = "footer";
    public const string HeaderId = "header";

    private const int Short = 11906;
    private const int Long = 16838;
    private const int Margin = 1134;

    /// <summary>Twips between the margins.</summary>
    public const int Width = Short - 2 * Margin;

    /// <summary>Twips between the margins of a turned page.</summary>
    public const int TurnedWidth = Long - 2 * Margin;

    /// <summary>The width of an upright page in English metric units.</summary>
    public const long Emu = Width * 635L;

    /// <summary>What ends a section: all since the last one stands on pages of this kind.</summary>
    public static Paragraph EndOf(bool turned) => new(new ParagraphProperties(
        new ParagraphStyleId { Val = WordStyles.Drawing },
        new SpacingBetweenLines { Before = "0", After = "0", Line = "20", LineRule = LineSpacingRuleValues.Exact },
        Section(turned)));

    public static SectionProperties Section(bool turned)
    {
        var size = new PageSize { Width = (uint)(turned ? Long : Short), Height = (uint)(turned ? Short : Long) };
        if (turned)
            size.Orient = PageOrientationValues.Landscape;
        return new SectionProperties(
            new HeaderReference { Type = HeaderFooterValues.Default, Id = HeaderId },
            new FooterReference { Type = HeaderFooterValues.Default, Id = FooterId },
            size,
            new PageMargin { Top = 1247, Bottom = 1134, Left = Margin, Right = Margin, Header = 567, Footer = 567, Gutter = 0 });
    }

    /// <summary>Title at the head of each page.</summary>
    public static Header Header(WordText text, string title) => new(WordBlocks.Paragraph(WordStyles.PageLine, text.Run(title)));

    /// <summary>Page and number of pages.</summary>
    public static Footer Footer() => new(WordBlocks.Paragraph(
        WordStyles.PageLine, WordText.Field("PAGE", "1"),
        new Run(new Text(" / ") { Space = SpaceProcessingModeValues.Preserve }), WordText.Field("NUMPAGES", "1")));
}
