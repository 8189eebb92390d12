using DocumentFormat.OpenXml.Wordprocessing;
using Dyad.Reports.Chapters.Scenarios;
using Dyad.Reports.Document;
using Dyad.Reports.Rendering.Word;
using Dyad.Testing;
using FsCheck;
using FsCheck.Xunit;
using Table = Dyad.Reports.Document.Table;
using W = DocumentFormat.OpenXml.Wordprocessing;

namespace Dyad.Reports.Tests.Rendering.Word;

/// <summary>Tables say what the document's say, fit the page, and are told from one another by who does not see them.</summary>
public sealed class WordTableTests
{
    /// <summary>Words, also far wider than a column, and amounts.</summary>
    private static readonly string[] Words =
        ["", "a", "rank", "12.3 billion US$", "Electrical and optical equipment", "该部门两个方向均不足", "3,2–13,4 млрд долл. США",
            "17a1c1d3e3eff18e94e8a60c6bdcbd0e4b3a2f1c"];

    [Theory]
    [MemberData(nameof(WordReportTests.Reports), MemberType = typeof(WordReportTests))]
    public void RowsAreTheDocuments(string name, Language language)
    {
        using var file = WordFile.Of(name, language);
        var expected = file.Report.Chapters.SelectMany(c => c.Blocks).OfType<Table>().ToList();
        var maps = file.Report.Chapters.SelectMany(c => c.Blocks).OfType<Document.Figure>().Select(f => f.Chart)
            .Where(c => c is HeatMap or TileMap).ToList();
        var tables = file.Body.Elements<W.Table>().Where(t => maps.All(m => m.Title != Title(t))).ToList();
        Assert.Equal(expected.Select(t => t.Caption), tables.Select(Title));
        foreach (var (table, word) in expected.Zip(tables))
        {
            Assert.Equal(
                table.Rows.Select(row => string.Join(" | ", row.Select(cell => WordText.Breakable(Inlines.PlainText(cell))))),
                Rows(word).Skip(Heads(table)));
            Assert.Equal(string.Join(" | ", table.Columns.Select(c => c.Header)), Rows(word).ElementAt(Heads(table) - 1));
            if (Heads(table) == 2)
                Assert.Equal(string.Join(" | ", Document.Column.Groups(table.Columns).Select(g => g.Name)), Rows(word).First());
        }
    }

    [Theory]
    [InlineData(Language.En)]
    [InlineData(Language.Zh)]
    [InlineData(Language.Ru)]
    public void HeadsRepeatAndNumbersStandToTheRight(Language language)
    {
        using var file = WordFile.Of("full", language);
        var squares = file.Report.Chapters.SelectMany(c => c.Blocks).OfType<Document.Figure>().Select(f => f.Chart).OfType<TileMap>()
            .Select(m => m.Title).ToHashSet();
        Assert.All(file.Body.Elements<W.Table>().Where(t => !squares.Contains(Title(t)!)), table =>
        {
            var heads = table.Elements<TableRow>().Where(r => r.TableRowProperties?.GetFirstChild<TableHeader>() is not null);
            // A row of names of groups stands above the head.
            bool grouped = table.Elements<TableRow>().First().Descendants<GridSpan>().Any();
            Assert.Equal(table.Elements<TableRow>().Take(grouped ? 2 : 1), heads);
            Assert.True(table.GetFirstChild<TableProperties>()!.TableLook!.FirstRow!.Value);
        });
        var source = file.Report.Chapters.SelectMany(c => c.Blocks).OfType<Table>().First(t => t.Columns.Any(c => c.Numeric));
        var row = file.Body.Elements<W.Table>().Single(t => Title(t) == source.Caption).Elements<TableRow>().Last();
        Assert.Equal(
            source.Columns.Select(c => c.Numeric ? WordStyles.NumberCell : WordStyles.Cell),
            row.Elements<TableCell>().Select(cell => WordFile.Style(cell.GetFirstChild<W.Paragraph>()!)!));
    }

    [Fact]
    public void AHeatMapIsATableWithItsValuesShaded()
    {
        using var file = WordFile.Of("full", Language.En);
        var map = file.Report.Chapters.SelectMany(c => c.Blocks).OfType<Document.Figure>().Select(f => f.Chart).OfType<HeatMap>()
            .Single(m => !m.Diverging);
        var table = file.Body.Elements<W.Table>().Single(t => Title(t) == map.Title);
        Assert.Equal(map.Description, table.GetFirstChild<TableProperties>()!.TableDescription!.Val!.Value);
        var cells = table.Elements<TableRow>().Skip(1).SelectMany(r => r.Elements<TableCell>().Skip(1)).ToList();
        var values = map.Cells.SelectMany(row => row).ToList();
        Assert.Equal(values.Select(v => v?.Text ?? file.Report.Labels["missing"]), cells.Select(WordFile.Text));
        Assert.Equal(values.Select(v => v is not null), cells.Select(c => c.TableCellProperties!.Shading is not null));
        // The larger the value, the darker: less red.
        var shades = values.Zip(cells).Where(p => p.First is not null)
            .Select(p => (p.First!.Value, Red: Convert.FromHexString(p.Second.TableCellProperties!.Shading!.Fill!.Value!)[0]))
            .OrderBy(p => p.Value).Select(p => (int)p.Red).ToList();
        Assert.Equal(shades.OrderDescending(), shades);
    }

    /// <summary>A map of squares is a table, too: a cell a square, gains in one colour and losses in another, the sides framed.</summary>
    [Fact]
    public void AMapIsATableOfSquares()
    {
        using var file = new WordFile(ScenarioPage.Compose(SyntheticScenario.Create(), Language.En));
        var map = file.Report.Chapters.SelectMany(c => c.Blocks).OfType<Document.Figure>().Select(f => f.Chart).OfType<TileMap>().First();
        var table = file.Body.Elements<W.Table>().Single(t => Title(t) == map.Title);
        Assert.Equal(map.Description, table.GetFirstChild<TableProperties>()!.TableDescription!.Val!.Value);
        var cells = table.Descendants<TableCell>().Where(c => c.TableCellProperties!.Shading is not null).ToList();
        Assert.Equal(map.Tiles.Select(t => t.Code + t.Text).Order(), cells.Select(WordFile.Text).Order());
        foreach (var tile in map.Tiles)
        {
            var properties = cells.Single(c => WordFile.Text(c) == tile.Code + tile.Text).TableCellProperties!;
            byte[] rgb = Convert.FromHexString(properties.Shading!.Fill!.Value!);
            Assert.Equal(tile.Value > 0, rgb[1] > rgb[0]);
            Assert.Equal(tile.Outlined, properties.TableCellBorders is not null);
        }
    }

    /// <summary>Whatever is in the cells, the columns fill the page and none is lost.</summary>
    [Property]
    public void ColumnsFillThePage(byte[] picks, PositiveInt columns)
    {
        int count = 1 + columns.Get % 20;
        var row = Enumerable.Range(0, count).Select(i => (IReadOnlyList<Inline>)
            [new TextRun(Words[picks.Length == 0 ? 0 : picks[i % picks.Length] % Words.Length])]).ToList();
        var table =
            new Table("", [.. Enumerable.Range(0, count).Select(i => new Document.Column(Words[i % Words.Length]))], [row]);
        var widths = ColumnWidths.For(table, WordPage.Width, WordPage.TurnedWidth);
        Assert.Equal(widths.Turned ? WordPage.TurnedWidth : WordPage.Width, widths.Twips.Sum());
        Assert.All(widths.Twips, twips => Assert.True(twips > 2 * WordTable.CellMargin));
    }

    [Fact]
    public void ATableTooWideForThePageTurnsIt()
    {
        IReadOnlyList<Inline> cell = [new TextRun("coefficient")];
        Table Wide(int columns) => new(
            "", [.. Enumerable.Repeat(new Document.Column("coefficient"), columns)], [[.. Enumerable.Repeat(cell, columns)]]);
        Assert.False(ColumnWidths.For(Wide(4), WordPage.Width, WordPage.TurnedWidth).Turned);
        Assert.True(ColumnWidths.For(Wide(17), WordPage.Width, WordPage.TurnedWidth).Turned);
    }

    [Fact]
    public void AUnitMayBreakButNotBetweenNumberAndUnit()
        => Assert.Equal(
            "3,2–13,4\u00A0млрд долл. США", WordText.Breakable("3,2–13,4\u00A0млрд\u00A0долл.\u00A0США"));

    private static int Heads(Table table) => table.Columns.Any(c => c.Group is not null) ? 2 : 1;

    private static string? Title(W.Table table) => table.GetFirstChild<TableProperties>()!.TableCaption!.Val!.Value;

    private static IEnumerable<string> Rows(W.Table table)
        => table.Elements<TableRow>().Select(r => string.Join(" | ", r.Elements<TableCell>().Select(WordFile.Text)));
}
