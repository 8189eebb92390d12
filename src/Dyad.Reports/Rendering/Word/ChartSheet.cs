using System.Globalization;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace Dyad.Reports.Rendering.Word;

/// <summary>
/// The figures of a chart as the workbook that Word opens with "edit data": names in the first column, a column a series.
/// </summary>
/// <param name="Names">Names of the rows.</param>
/// <param name="Columns">Header and values of each column; null is empty.</param>
internal sealed record ChartSheet(
    IReadOnlyList<string> Names, IReadOnlyList<(string Header, IReadOnlyList<double?> Values)> Columns)
{
    private const string Main = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml";
    private const string Sheet = "Sheet1";

    /// <summary>Reference to the header of a column; 0 is the first with values.</summary>
    public static string Header(int column) => $"{Sheet}!${Letter(column)}$1";

    /// <summary>Reference to the names of the rows.</summary>
    public string NameRange() => Range(-1);

    /// <summary>Reference to the values of a column.</summary>
    public string Range(int column)
        => string.Create(CultureInfo.InvariantCulture, $"{Sheet}!${Letter(column)}$2:${Letter(column)}${Names.Count + 1}");

    /// <summary>Writes the workbook.</summary>
    public void Write(Stream target) => StablePackage.Write(Make, target);

    private void Make(Stream stream)
    {
        using var document = SpreadsheetDocument.Create(stream, SpreadsheetDocumentType.Workbook);
        var workbook = document.AddNewPart<WorkbookPart>(Main, "rId1");
        var sheet = workbook.AddNewPart<WorksheetPart>("rId1");
        workbook.Workbook = new Workbook(new Sheets(new Sheet { Name = Sheet, SheetId = 1, Id = "rId1" }));
        var head = new Row(Cell(""));
        head.Append(Columns.Select(c => Cell(c.Header)));
        var data = new SheetData(head);
        for (int i = 0; i < Names.Count; i++)
        {
            var row = new Row(Cell(Names[i]));
            row.Append(Columns.Select(c => Cell(c.Values[i])));
            data.Append(row);
        }

        sheet.Worksheet = new Worksheet(data);
    }

    private static Cell Cell(string text)
        => new(new InlineString(new Text(WordText.Clean(text)))) { DataType = CellValues.InlineString };

    private static Cell Cell(double? value) => value is { } number ? new(new CellValue(number)) : new();

    /// <summary>A chart has far fewer columns than the alphabet letters.</summary>
    private static char Letter(int column) => (char)('B' + column);
}
