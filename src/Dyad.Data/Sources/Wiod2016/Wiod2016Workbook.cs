using System.Globalization;
using Dyad.Data.Sources.Archives;
using Dyad.Data.Sources.InputOutput;
using Dyad.Data.Sources.Reading;

namespace Dyad.Data.Sources.Wiod2016;

/// <summary>
/// A year of WIOD 2016 as an Excel binary workbook: a sheet named by the year. Row 3 has the codes of industries and of final demand, row 5
/// the economies, the figures begin in row 7; before them stand code, description, economy and number of the row.
/// </summary>
internal sealed class Wiod2016Workbook : WorldRows
{
    private const int CodeRow = 3, EconomyRow = 5, HeaderRows = 6;

    /// <summary>A figure is a binary number: no digit of it is rounded away.</summary>
    private const int AllDigits = 15;

    private readonly string path;
    private readonly string shown;
    private readonly ZipFile? zip;
    private readonly BinarySheet? sheet;
    private string[]? header;
    private bool named;

    /// <summary>Opens the year's sheet.</summary>
    /// <param name="bytes">The workbook.</param>
    /// <param name="year">The year.</param>
    /// <param name="scratch">Folder that it is copied to while it is read: entries of a zip cannot be read at any place.</param>
    /// <param name="shown">How faults name it.</param>
    /// <exception cref="FactException">It is no workbook, or has no such sheet.</exception>
    public Wiod2016Workbook(Stream bytes, int year, string scratch, string shown)
    {
        this.shown = shown;
        path = Path.Combine(scratch, string.Create(CultureInfo.InvariantCulture, $"wiod2016-{year}.xlsb"));
        using (var copy = File.Create(path))
            bytes.CopyTo(copy);
        try
        {
            zip = ZipFile.Open(path);
            sheet = BinarySheet.Open(zip, year.ToString(CultureInfo.InvariantCulture), shown);
        }
        catch (Exception e)
        {
            Close();
            if (Told(e) is { } told)
                throw told;
            throw;
        }
    }

    /// <inheritdoc />
    public override int Names => 4;

    /// <inheritdoc />
    public override long Row => named ? HeaderRows : sheet!.Row;

    /// <inheritdoc />
    public override int Count => header!.Length;

    /// <inheritdoc />
    public override bool Next()
    {
        try
        {
            named = header is null;
            if (named)
                return ReadHeader();
            do
            {
                if (!sheet!.Next())
                    return false;
            }
            while (sheet.Count == 0);
            return sheet.Count <= Count ? true
                : throw new FactException($"{shown}: row {sheet.Row}: has {sheet.Count} fields, not {Count}");
        }
        catch (Exception e) when (Told(e) is { } told)
        {
            throw told;
        }
    }

    /// <inheritdoc />
    public override string Text(int column) => named ? header![column] : Cell(column);

    /// <inheritdoc />
    public override double? Number(int column, out int digits)
    {
        digits = AllDigits;
        return sheet!.Cell(column) is double value && double.IsFinite(value) ? value : null;
    }

    /// <inheritdoc />
    public override void Dispose() => Close();

    /// <summary>Reads the rows above the figures and joins the two that name the columns.</summary>
    private bool ReadHeader()
    {
        string[] codes = [], economies = [];
        do
        {
            if (!sheet!.Next())
                return false;
            if (sheet.Row == CodeRow)
                codes = Cells();
            else if (sheet.Row == EconomyRow)
                economies = Cells();
        }
        while (sheet.Row < HeaderRows);
        header = [.. economies.Select((e, c) => c < Names ? "" : Wiod2016Labels.Long(codes.ElementAtOrDefault(c) ?? "", e))];
        return true;

        string[] Cells() => [.. Enumerable.Range(0, sheet.Count).Select(Cell)];
    }

    private string Cell(int column) => Convert.ToString(sheet!.Cell(column), CultureInfo.InvariantCulture)!.Trim();

    /// <summary>What goes wrong in reading, as a fault that names the file as it was brought; null: it is told so already, or is no fault of it.</summary>
    private FactException? Told(Exception e) => e switch
    {
        FactException => e.Message.StartsWith(path, StringComparison.Ordinal) ? new FactException(shown + e.Message[path.Length..], e) : null,
        InvalidDataException or EndOfStreamException or System.Xml.XmlException =>
            new FactException($"{shown}: not a workbook that can be read: {Sql.FirstLine(e)}", e),
        _ => null,
    };

    private void Close()
    {
        sheet?.Dispose();
        zip?.Dispose();
        File.Delete(path);
    }
}
