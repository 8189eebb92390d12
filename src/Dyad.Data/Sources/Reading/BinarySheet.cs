using System.Globalization;
using System.Xml;
using System.Xml.Linq;
using Dyad.Data.Sources.Archives;

namespace Dyad.Data.Sources.Reading;

/// <summary>
/// A sheet of an Excel binary workbook (.xlsb), row by row: texts and numbers, of formulas their values. The numbers of records are
/// those that public readers of the format ([MS-XLSB]) agree on; the document itself was not read. The package that reads the other forms of
/// Excel has no reader of this one in the version that is served (3.6.0).
/// </summary>
internal sealed class BinarySheet : IDisposable
{
    private const int RowHeader = 0, Rk = 2, Real = 5, PlainText = 6, SharedText = 7, FormulaText = 8, FormulaReal = 9, SharedItem = 19,
        EndData = 146, SheetName = 156;

    /// <summary>Bytes before the value of a cell: column and style.</summary>
    private const int CellHead = 8;

    private const int MostColumns = 16_384;

    private readonly BinaryRecords records;
    private readonly List<string> shared;
    private readonly object?[] cells = new object?[MostColumns];
    private bool ended;

    private BinarySheet(BinaryRecords records, List<string> shared)
    {
        (this.records, this.shared) = (records, shared);
        while (Read() && records.Type != RowHeader)
        {
        }
    }

    /// <summary>The row that is read, from 1, as a spreadsheet counts.</summary>
    public long Row { get; private set; }

    /// <summary>Cells up to the last of the row that holds something.</summary>
    public int Count { get; private set; }

    /// <summary>Opens a sheet.</summary>
    /// <param name="zip">The workbook.</param>
    /// <param name="sheet">Name of the sheet.</param>
    /// <param name="shown">How faults name the workbook.</param>
    /// <exception cref="FactException">There is no such sheet, or a part of the workbook is not there.</exception>
    /// <exception cref="InvalidDataException">It is no workbook.</exception>
    public static BinarySheet Open(ZipFile zip, string sheet, string shown)
    {
        var sheets = new Dictionary<string, string>(StringComparer.Ordinal);
        using (var book = Part("xl/workbook.bin"))
        {
            while (book.Next())
            {
                if (book.Type != SheetName)
                    continue;
                // After state and number: the relation that leads to the sheet, and its name.
                var (relation, end) = book.Text(8);
                sheets[book.Text(end).Text] = relation;
            }
        }

        if (!sheets.TryGetValue(sheet, out var id))
            throw new FactException($"{shown}: no sheet '{sheet}'; there are {string.Join(", ", sheets.Keys)}");
        var relations = XDocument.Parse(zip.Text(Member("xl/_rels/workbook.bin.rels"))).Root!.Elements().ToList();
        var shared = new List<string>();
        if (relations.Find(r => ((string?)r.Attribute("Type"))?.EndsWith("/sharedStrings", StringComparison.Ordinal) == true) is { } texts)
        {
            using var items = Part(Target(texts));
            while (items.Next())
            {
                if (items.Type == SharedItem)
                    shared.Add(items.Text(1).Text);
            }
        }

        return new BinarySheet(
            Part(Target(relations.Find(r => (string?)r.Attribute("Id") == id) ?? throw new InvalidDataException($"no relation {id}"))), shared);

        BinaryRecords Part(string path) => new(zip.Read(Member(path)));

        ZipMember Member(string path) => zip.Members.FirstOrDefault(m => m.Path.Equals(path, StringComparison.OrdinalIgnoreCase))
            ?? throw new InvalidDataException($"no part {path}");

        static string Target(XElement relation) => (string?)relation.Attribute("Target") is { } target
            ? target.StartsWith('/') ? target[1..] : "xl/" + target
            : throw new XmlException("a relation without target");
    }

    /// <summary>Goes on to the next row that the sheet has; false at the end.</summary>
    /// <exception cref="InvalidDataException">The sheet is cut short or damaged.</exception>
    public bool Next()
    {
        Array.Clear(cells, 0, Count);
        Count = 0;
        if (ended)
            return false;
        Row = records.Int(0) + 1L;
        while (Read() && records.Type != RowHeader)
        {
            object? value = records.Type switch
            {
                Rk => records.Rk(CellHead),
                Real or FormulaReal => records.Real(CellHead),
                PlainText or FormulaText => records.Text(CellHead).Text,
                SharedText => records.Int(CellHead) is var at && (uint)at < (uint)shared.Count ? shared[at]
                    : throw new InvalidDataException($"row {Row.ToString(CultureInfo.InvariantCulture)}: a text that is not there"),
                _ => null,
            };
            if (value is null or "")
                continue;
            var column = records.Int(0);
            if ((uint)column >= MostColumns)
                throw new InvalidDataException($"row {Row.ToString(CultureInfo.InvariantCulture)}: a column beyond the last");
            cells[column] = value;
            Count = Math.Max(Count, column + 1);
        }

        return true;
    }

    /// <summary>A cell of the row: text, number (<see cref="double"/>), or null.</summary>
    public object? Cell(int column) => column < Count ? cells[column] : null;

    /// <inheritdoc />
    public void Dispose() => records.Dispose();

    /// <summary>The next record of the cells; false behind the last.</summary>
    private bool Read()
    {
        if (!records.Next())
            throw new EndOfStreamException("is cut short: no end of the cells");
        ended = records.Type == EndData;
        return !ended;
    }
}
