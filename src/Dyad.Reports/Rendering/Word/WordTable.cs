using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Wordprocessing;
using Dyad.Reports.Document;
using Table = Dyad.Reports.Document.Table;
using W = DocumentFormat.OpenXml.Wordprocessing;

namespace Dyad.Reports.Rendering.Word;

/// <summary>
/// Tables: the head repeats on each page and is marked as head, rows stay whole, numbers stand to the right. Where the rows have
/// addresses of their own, the number follows the row's name.
/// </summary>
internal sealed class WordTable(WordText text)
{
    /// <summary>Twips left and right of a cell's text.</summary>
    public const int CellMargin = 70;

    /// <summary>A square of a map: its height in twips, its text in points.</summary>
    private const uint SquareHeight = 520;
    private const double SquareText = 7;

    /// <summary>The address of every figure, where there is only one; its number then stands below the table.</summary>
    public static string? CommonAddress(Table table)
    {
        var ids = Addresses(table.Rows.SelectMany(row => row)).Distinct(StringComparer.Ordinal).Take(2).ToList();
        return ids.Count == 1 ? ids[0] : null;
    }

    public W.Table Create(Table table, ColumnWidths widths)
    {
        bool marked = CommonAddress(table) is null;
        double? size = widths.Size < WordStyles.CellSize ? widths.Size : null;
        var word = Frame(table.Caption, "", widths.Twips);
        if (Document.Column.Groups(table.Columns) is var groups && groups.Any(g => g.Name is not null))
            word.Append(GroupRow(groups, widths, size));
        word.Append(HeadRow(table.Columns, widths, size));
        foreach (var row in table.Rows)
        {
            var line = new TableRow(new TableRowProperties(new CantSplit()));
            // The line below the table that states its address stays with the last row.
            bool keep = !marked && ReferenceEquals(row, table.Rows[^1]);
            for (int i = 0; i < row.Count; i++)
            {
                var paragraph = CellParagraph(table.Columns[i].Numeric ? WordStyles.NumberCell : WordStyles.Cell, keep: keep);
                paragraph.Append(text.Inlines(Breakable(row[i]), numbers: false, size));
                if (i == 0 && marked)
                    paragraph.Append(text.Marks(Addresses(row), size));
                line.Append(Cell(widths.Twips[i], paragraph, null));
            }

            word.Append(line);
        }

        return word;
    }

    /// <summary>A heat map is a table whose cells are shaded by their value.</summary>
    /// <param name="map">The map.</param>
    /// <param name="table">The same as a table.</param>
    /// <param name="widths">Its columns.</param>
    public W.Table Create(HeatMap map, Table table, ColumnWidths widths)
    {
        var word = Frame(map.Title, map.Description, widths.Twips);
        word.Append(HeadRow(table.Columns, widths, null, WordStyles.Head, centred: true));
        for (int i = 0; i < map.Rows.Count; i++)
        {
            var line = new TableRow(new TableRowProperties(new CantSplit()));
            for (int j = 0; j < table.Rows[i].Count; j++)
            {
                var paragraph = CellParagraph(WordStyles.Cell, centred: j > 0, keep: true);
                paragraph.Append(text.Inlines(table.Rows[i][j], numbers: false));
                string? shade = j > 0 && map.Cells[i][j - 1] is { } cell ? Charts.PrintShade.Of(map, cell.Value) : null;
                line.Append(Cell(widths.Twips[j], paragraph, shade));
            }

            word.Append(line);
        }

        return word;
    }

    /// <summary>A map of squares is a table with a cell a square: code and value, shaded; those of the parties have a frame.</summary>
    public W.Table Create(TileMap map)
    {
        int columns = Charts.WorldTiles.Columns(narrow: false);
        int[] twips = [.. Enumerable.Repeat(WordPage.Width / columns, columns)];
        double largest = DivergingScale.Largest(map.Tiles.Select(t => t.Value));
        var word = Frame(map.Title, map.Description, twips);
        // No lines between squares, and no head.
        var properties = word.GetFirstChild<TableProperties>()!;
        properties.TableLook!.Val = "0600";
        properties.TableLook.FirstRow = false;
        properties.InsertAfter(
            new TableBorders(
                new TopBorder { Val = BorderValues.None }, new BottomBorder { Val = BorderValues.None },
                new InsideHorizontalBorder { Val = BorderValues.None }),
            properties.TableWidth);
        var squares = Charts.WorldTiles.Of(map, narrow: false).ToDictionary(s => s.Place, s => s.Tile);
        for (int row = 0; row <= squares.Keys.Select(p => p.Row).DefaultIfEmpty(-1).Max(); row++)
        {
            var line = new TableRow(new TableRowProperties(
                new CantSplit(), new TableRowHeight { Val = SquareHeight, HeightType = HeightRuleValues.AtLeast }));
            for (int column = 0; column < columns; column++)
            {
                var tile = squares.GetValueOrDefault(new Charts.Place(column, row));
                line.Append(tile is null
                    ? Cell(twips[column], Bare(CellParagraph(WordStyles.Cell, keep: true)), null) : Square(tile, largest, twips[column]));
            }

            word.Append(line);
        }

        return word;
    }

    private TableCell Square(MapTile tile, double largest, int width)
    {
        var paragraph = CellParagraph(WordStyles.Cell, centred: true, keep: true);
        paragraph.Append(
            text.Run(Charts.WorldTiles.Label(tile.Code), new Bold(), SquareText), new Run(new Break()),
            text.Run(tile.Text, null, SquareText));
        var cell = Cell(width, Bare(paragraph), Charts.PrintShade.Of(DivergingScale.Shade(tile.Value, largest)));
        if (tile.Outlined)
        {
            BorderValues single = BorderValues.Single;
            cell.TableCellProperties!.InsertBefore(
                new TableCellBorders(
                    new TopBorder { Val = single, Size = 18, Color = WordLook.Ink },
                    new LeftBorder { Val = single, Size = 18, Color = WordLook.Ink },
                    new BottomBorder { Val = single, Size = 18, Color = WordLook.Ink },
                    new RightBorder { Val = single, Size = 18, Color = WordLook.Ink }),
                cell.TableCellProperties.GetFirstChild<Shading>());
        }

        cell.TableCellProperties!.Append(new TableCellMargin(
            new LeftMargin { Width = "0", Type = TableWidthUnitValues.Dxa },
            new RightMargin { Width = "0", Type = TableWidthUnitValues.Dxa }));
        return cell;
    }

    /// <summary>A paragraph without room around it.</summary>
    private static W.Paragraph Bare(W.Paragraph paragraph)
    {
        paragraph.ParagraphProperties!.InsertAfter(
            new SpacingBetweenLines { Before = "0", After = "0" },
            paragraph.ParagraphProperties.GetFirstChild<KeepNext>());
        return paragraph;
    }

    /// <summary>Names of groups of columns, above the head.</summary>
    private TableRow GroupRow(
        IReadOnlyList<(string? Name, int First, int Count)> groups, ColumnWidths widths, double? size)
    {
        var row = new TableRow(new TableRowProperties(new CantSplit(), new TableHeader()));
        foreach (var (name, first, count) in groups)
        {
            var paragraph = CellParagraph(WordStyles.Head, centred: true);
            if (name is not null)
                paragraph.Append(text.Run(name, null, size));
            var cell = Cell(widths.Twips.Skip(first).Take(count).Sum(), paragraph, null);
            cell.TableCellProperties!.Append(new GridSpan { Val = count });
            row.Append(cell);
        }

        return row;
    }

    private static W.Table Frame(string title, string description, IReadOnlyList<int> twips)
    {
        var properties = new TableProperties(
            new W.TableStyle { Val = WordStyles.Table },
            new TableWidth { Width = WordText.Number(twips.Sum()), Type = TableWidthUnitValues.Dxa },
            new TableLayout { Type = TableLayoutValues.Fixed },
            new TableLook
            {
                Val = "0620", FirstRow = true, FirstColumn = false, LastRow = false, LastColumn = false,
                NoHorizontalBand = true, NoVerticalBand = true,
            },
            new TableCaption { Val = WordText.Clean(title) });
        if (description.Length > 0)
            properties.Append(new TableDescription { Val = WordText.Clean(description) });
        return new W.Table(properties, new TableGrid(twips.Select(t => new GridColumn { Width = WordText.Number(t) })));
    }

    private TableRow HeadRow(
        IReadOnlyList<Document.Column> columns, ColumnWidths widths, double? size, string? style = null, bool centred = false)
    {
        var head = new TableRow(new TableRowProperties(new CantSplit(), new TableHeader()));
        for (int i = 0; i < columns.Count; i++)
        {
            var paragraph =
                CellParagraph(style ?? (columns[i].Numeric ? WordStyles.NumberHead : WordStyles.Head), centred && i > 0);
            if (columns[i].Header.Length > 0)
                paragraph.Append(text.Run(columns[i].Header, null, size));
            head.Append(Cell(widths.Twips[i], paragraph, null));
        }

        return head;
    }

    private static W.Paragraph CellParagraph(string style, bool centred = false, bool keep = false)
    {
        var properties = new ParagraphProperties(new ParagraphStyleId { Val = style });
        if (keep)
            properties.Append(new KeepNext());
        if (centred)
            properties.Append(new Justification { Val = JustificationValues.Center });
        return new W.Paragraph(properties);
    }

    private static TableCell Cell(int width, W.Paragraph content, string? fill)
    {
        var properties =
            new TableCellProperties(new TableCellWidth { Width = WordText.Number(width), Type = TableWidthUnitValues.Dxa });
        if (fill is not null)
            properties.Append(new Shading { Val = ShadingPatternValues.Clear, Color = "auto", Fill = fill });
        return new TableCell(properties, content);
    }

    private static List<Inline> Breakable(IReadOnlyList<Inline> cell) => [.. cell.Select(inline => inline switch
    {
        TextRun run => run with { Text = WordText.Breakable(run.Text) },
        FigureRun figure => figure with { Text = WordText.Breakable(figure.Text) },
        _ => inline,
    })];

    private static IEnumerable<string> Addresses(IEnumerable<IReadOnlyList<Inline>> cells)
        => cells.SelectMany(cell => cell).OfType<FigureRun>().Select(figure => figure.ProvenanceId);
}
