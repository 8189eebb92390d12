using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Wordprocessing;

namespace Dyad.Reports.Rendering.Word;

/// <summary>
/// The styles of the document. Headings are Word's own (<c>Heading1</c> to <c>Heading3</c>), so that the navigation pane, a table
/// of contents and screen readers find them. Sizes in points, spacing in twentieths of a point.
/// </summary>
internal static class WordStyles
{
    public const string Title = "Title";
    public const string Subtitle = "Subtitle";
    public const string Body = "Normal";
    public const string List = "ListParagraph";
    public const string Caption = "Caption";
    public const string Note = "Note";
    public const string Drawing = "Drawing";
    public const string CalloutTitle = "CalloutTitle";
    public const string Callout = "Callout";
    public const string EquationLabel = "EquationLabel";
    public const string Formula = "Formula";
    public const string Cell = "TableText";
    public const string NumberCell = "TableNumber";
    public const string Head = "TableHead";
    public const string NumberHead = "TableNumberHead";
    public const string Address = "Address";
    public const string AddressDetails = "AddressDetails";
    public const string Command = "Command";
    public const string PageLine = "PageLine";
    public const string ContentsTitle = "TOCHeading";
    public const string Figure = "Figure";
    public const string Mark = "AddressMark";
    public const string Table = "ReportTable";

    /// <summary>Points of the text of a table that has room.</summary>
    public const double CellSize = 9;

    public static string HeadingStyle(int level)
        => "Heading" + (level - 1).ToString(System.Globalization.CultureInfo.InvariantCulture);

    public static string Contents(int level) => "TOC" + level.ToString(System.Globalization.CultureInfo.InvariantCulture);

    public static Styles Create(WordLook look)
    {
        var styles = new Styles(Defaults(look));
        styles.Append(
            Paragraph(Body, "Normal", null, Space(0, 120, 276)),
            Paragraph(Title, "Title", Body, Space(480, 160, 240), KeepNext(), Sans(look, 24, WordLook.Ink, bold: true)),
            Paragraph(Subtitle, "Subtitle", Body, Space(0, 480, 276), null, Sans(look, 12, WordLook.Muted)),
            HeadingOf(look, 1, 18, Space(480, 160, 240)), HeadingOf(look, 2, 13, Space(320, 100, 240)),
            HeadingOf(look, 3, 11, Space(240, 80, 240)),
            Paragraph(List, "List Paragraph", Body, Space(0, 80, 276)),
            Paragraph(Caption, "caption", Body, Space(280, 80, 240), KeepNext(), Sans(look, 9.5, WordLook.Ink, bold: true)),
            Paragraph(Note, "Note", Body, Space(60, 200, 240), null, Sans(look, 8.5, WordLook.Muted)),
            Paragraph(Drawing, "Drawing", Body, Space(0, 0, 240), KeepNext()),
            Paragraph(
                CalloutTitle, "Callout Title", Body, Space(200, 0, 264), KeepNext(), Sans(look, 10, WordLook.Ink, bold: true),
                    box: true),
            Paragraph(Callout, "Callout", Body, Space(0, 240, 264), null, Sans(look, 9.5, WordLook.Ink), box: true),
            Paragraph(EquationLabel, "Equation Label", Body, Space(160, 40, 240), KeepNext(),
                Sans(look, 9.5, WordLook.Ink, bold: true)),
            Paragraph(Formula, "Formula", Body, Space(40, 80, 276), KeepNext()),
            Paragraph(Cell, "Table Text", Body, Space(30, 30, 240), null, Sans(look, CellSize, WordLook.Ink)),
            Paragraph(NumberCell, "Table Number", Cell, null, null, null, JustificationValues.Right),
            Paragraph(Head, "Table Head", Cell, null, KeepNext(), Bold()),
            Paragraph(NumberHead, "Table Number Head", Head, null, null, null, JustificationValues.Right),
            Paragraph(Address, "Address", Body, Space(60, 0, 240), KeepNext(), Sans(look, 8, WordLook.Ink), hanging: 680),
            Paragraph(AddressDetails, "Address Details", Body, Space(0, 40, 240), null, Sans(look, 7.5, WordLook.Muted),
                left: 680),
            Paragraph(Command, "Command", Body, Space(0, 20, 240), null, Mono(7), left: 680),
            Paragraph(PageLine, "Page Line", Body, Space(0, 0, 240), null, Sans(look, 8, WordLook.Muted),
                JustificationValues.Center),
            Paragraph(ContentsTitle, "TOC Heading", Body, Space(240, 120, 240), KeepNext(),
                Sans(look, 13, WordLook.Ink, bold: true)),
            Paragraph(Contents(1), "toc 1", Body, Space(100, 20, 240), null, Bold()),
            Paragraph(Contents(2), "toc 2", Body, Space(0, 10, 240), null, null, left: 340),
            Character(Figure, "Figure", new Color { Val = WordLook.Accent }),
            Character(
                Mark, "Address Mark", new Color { Val = WordLook.Accent },
                new VerticalTextAlignment { Val = VerticalPositionValues.Superscript }),
            TableStyle());
        return styles;
    }

    private static DocDefaults Defaults(WordLook look) => new(
        new RunPropertiesDefault(new RunPropertiesBaseStyle(
            Fonts(WordLook.Serif, WordLook.ChineseSerif), new Color { Val = WordLook.Ink }, Size(look.Chinese ? 10.5 : 11),
            SizeCs(11),
            new Languages { Val = look.Chinese ? look.Latin : look.Tag, EastAsia = look.EastAsia })),
        new ParagraphPropertiesDefault());

    private static Style HeadingOf(WordLook look, int level, double size, SpacingBetweenLines space)
    {
        var style = Paragraph(
            "Heading" + level.ToString(System.Globalization.CultureInfo.InvariantCulture),
            "heading " + level.ToString(System.Globalization.CultureInfo.InvariantCulture), Body, space, KeepNext(),
            Sans(look, size, level == 1 ? WordLook.Accent : WordLook.Ink, bold: true));
        var properties = style.StyleParagraphProperties!;
        if (level <= WordNumbering.HeadingLevels)
            properties.InsertAfter(
                WordNumbering.OfHeading(level),
                    properties.GetFirstChild<KeepLines>() ?? (OpenXmlElement)properties.GetFirstChild<KeepNext>()!);
        properties.Append(new OutlineLevel { Val = level - 1 });
        return style;
    }

    private static Style Paragraph(
        string id, string name, string? basedOn, SpacingBetweenLines? space, KeepNext? keepNext = null,
        StyleRunProperties? run = null, JustificationValues? align = null, bool box = false, int left = 0, int hanging = 0)
    {
        var paragraph = new StyleParagraphProperties();
        if (keepNext is not null)
            paragraph.Append(keepNext, new KeepLines());
        if (box)
            paragraph.Append(
                // The lines above and below are of the colour of the box: they pad it.
                new ParagraphBorders(
                    new TopBorder { Val = BorderValues.Single, Size = 4, Space = 5, Color = WordLook.Head },
                    new LeftBorder { Val = BorderValues.Single, Size = 24, Space = 8, Color = WordLook.Accent },
                    new BottomBorder { Val = BorderValues.Single, Size = 4, Space = 5, Color = WordLook.Head }),
                new Shading { Val = ShadingPatternValues.Clear, Color = "auto", Fill = WordLook.Head });
        if (space is not null)
            paragraph.Append(space);
        if (box)
            paragraph.Append(new Indentation { Left = "200", Right = "100" });
        else if (hanging > 0)
            paragraph.Append(new Indentation { Left = Text(hanging), Hanging = Text(hanging) });
        else if (left > 0)
            paragraph.Append(new Indentation { Left = Text(left) });
        if (align is { } justification)
            paragraph.Append(new Justification { Val = justification });

        var style = new Style(new StyleName { Val = name }) { Type = StyleValues.Paragraph, StyleId = id };
        if (id == Body)
            style.Default = true;
        if (basedOn is not null)
            style.Append(new BasedOn { Val = basedOn });
        style.Append(new PrimaryStyle(), paragraph);
        if (run is not null)
            style.Append(run);
        return style;
    }

    private static Style Character(string id, string name, params OpenXmlElement[] run)
        => new(new StyleName { Val = name }, new StyleRunProperties(run)) { Type = StyleValues.Character, StyleId = id };

    /// <summary>Rules between rows, a shaded head, no lines between columns.</summary>
    private static Style TableStyle() => new(
        new StyleName { Val = "Report Table" },
        new StyleTableProperties(
            new TableBorders(
                Line<TopBorder>(8, WordLook.Muted), Line<BottomBorder>(8, WordLook.Muted),
                    Line<InsideHorizontalBorder>(4, WordLook.Rule)),
            new TableCellMarginDefault(
                new TopMargin { Width = "0", Type = TableWidthUnitValues.Dxa },
                new TableCellLeftMargin { Width = (short)WordTable.CellMargin, Type = TableWidthValues.Dxa },
                new BottomMargin { Width = "0", Type = TableWidthUnitValues.Dxa },
                new TableCellRightMargin { Width = (short)WordTable.CellMargin, Type = TableWidthValues.Dxa })),
        new TableStyleProperties(
            new TableStyleConditionalFormattingTableCellProperties(
                new TableCellBorders(Line<BottomBorder>(8, WordLook.Muted)),
                new Shading { Val = ShadingPatternValues.Clear, Color = "auto", Fill = WordLook.Head },
                new TableCellVerticalAlignment { Val = TableVerticalAlignmentValues.Bottom }))
        { Type = TableStyleOverrideValues.FirstRow })
    { Type = StyleValues.Table, StyleId = Table };

    private static T Line<T>(uint eighths, string colour) where T : BorderType, new()
        => new() { Val = BorderValues.Single, Size = eighths, Space = 0, Color = colour };

    private static SpacingBetweenLines Space(int before, int after, int line)
        => new() { Before = Text(before), After = Text(after), Line = Text(line), LineRule = LineSpacingRuleValues.Auto };

    private static KeepNext KeepNext() => new();

    private static StyleRunProperties Bold() => new(new Bold());

    private static StyleRunProperties Mono(double size)
        => new(Fonts(WordLook.Mono, WordLook.ChineseSerif), new NoProof(), new Color { Val = WordLook.Muted }, Size(size));

    private static StyleRunProperties Sans(WordLook look, double size, string colour, bool bold = false)
    {
        var run =
            new StyleRunProperties(Fonts(WordLook.Sans, look.Chinese && !bold ? WordLook.ChineseSerif : WordLook.ChineseSans));
        if (bold)
            run.Append(new Bold());
        run.Append(new Color { Val = colour }, Size(size));
        return run;
    }

    private static RunFonts Fonts(string latin, string chinese)
        => new() { Ascii = latin, HighAnsi = latin, ComplexScript = latin, EastAsia = chinese };

    /// <summary>Half points.</summary>
    private static FontSize Size(double points) => new() { Val = Text((int)(2 * points)) };

    private static FontSizeComplexScript SizeCs(double points) => new() { Val = Text((int)(2 * points)) };

    private static string Text(int value) => value.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
