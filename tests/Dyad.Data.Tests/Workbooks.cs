using System.Globalization;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace Dyad.Data.Tests;

/// <summary>Small workbooks as Excel writes them: texts, numbers, empty cells.</summary>
internal static class Workbooks
{
    /// <summary>Writes a workbook; a cell is a text, a number or null.</summary>
    public static string Write(string path, params (string Sheet, object?[][] Rows)[] sheets)
    {
        using var document = SpreadsheetDocument.Create(path, SpreadsheetDocumentType.Workbook);
        var book = document.AddWorkbookPart();
        var list = new Sheets();
        foreach (var (index, (name, rows)) in sheets.Index())
        {
            var part = book.AddNewPart<WorksheetPart>();
            part.Worksheet = new Worksheet(new SheetData(rows.Select(cells => new Row(cells.Select(Cell)))));
            list.Append(new Sheet { Id = book.GetIdOfPart(part), SheetId = (uint)index + 1, Name = name });
        }

        book.Workbook = new Workbook(list);
        return path;
    }

    private static Cell Cell(object? value) => value switch
    {
        null => new Cell(),
        string text => new Cell { DataType = CellValues.InlineString, InlineString = new InlineString(new Text(text)) },
        _ => new Cell { CellValue = new CellValue(Convert.ToString(value, CultureInfo.InvariantCulture)!) },
    };
}
