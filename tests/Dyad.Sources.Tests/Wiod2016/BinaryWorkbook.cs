using System.IO.Compression;
using System.Text;

namespace Dyad.Sources.Tests.Wiod2016;

/// <summary>
/// Excel binary workbooks of one sheet, as small as readers take them ([MS-XLSB]): records with type and length in groups of seven bits.
/// No package writes the format. Texts are shared, as Excel writes them; those of the first column stand in their cells.
/// </summary>
internal static class BinaryWorkbook
{
    private const int RowHeader = 0, CellRk = 2, CellReal = 5, CellText = 6, CellShared = 7, SharedItem = 19, BeginSheet = 129, EndSheet = 130, BeginBook = 131, EndBook = 132,
        BeginSheets = 143, EndSheets = 144, BeginData = 145, EndData = 146, Dimension = 148, BundleSheet = 156;

    /// <summary>A workbook; cells are texts, numbers (whole and decimal ones in 30 bits), or null for none.</summary>
    public static byte[] Write(string sheet, IReadOnlyList<object?[]> rows)
    {
        using var memory = new MemoryStream();
        using (var zip = new ZipArchive(memory, ZipArchiveMode.Create))
        {
            Entry(zip, "xl/workbook.bin", w =>
            {
                Record(w, BeginBook);
                Record(w, BeginSheets);
                Record(w, BundleSheet, b =>
                {
                    b.Write(0);
                    b.Write(1);
                    Text(b, "rId1");
                    Text(b, sheet);
                });
                Record(w, EndSheets);
                Record(w, EndBook);
            });
            Entry(zip, "_rels/.rels", w => w.Write(Relation(("officeDocument", "xl/workbook.bin"))));
            Entry(zip, "xl/_rels/workbook.bin.rels", w => w.Write(Relation(
                ("worksheet", "worksheets/sheet1.bin"), ("sharedStrings", "/xl/sharedStrings.bin"))));
            var shared = new List<string>();
            Entry(zip, "xl/worksheets/sheet1.bin", w => Sheet(w, rows, shared));
            Entry(zip, "xl/sharedStrings.bin", w => shared.ForEach(text => Record(w, SharedItem, b =>
            {
                b.Write((byte)0);
                Text(b, text);
            })));
        }

        return memory.ToArray();
    }

    private static byte[] Relation(params (string Kind, string Target)[] relations) => Encoding.UTF8.GetBytes(
        "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">" + string.Concat(relations.Select((r, i) =>
            $"<Relationship Id=\"rId{i + 1}\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/{r.Kind}\" Target=\"{r.Target}\"/>"))
        + "</Relationships>");

    private static void Sheet(BinaryWriter w, IReadOnlyList<object?[]> rows, List<string> shared)
    {
        Record(w, BeginSheet);
        Record(w, Dimension, b =>
        {
            foreach (var bound in new[] { 0, rows.Count - 1, 0, rows.Max(r => r.Length) - 1 })
                b.Write(bound);
        });
        Record(w, BeginData);
        for (var r = 0; r < rows.Count; r++)
        {
            var at = r;
            Record(w, RowHeader, b =>
            {
                b.Write(at);
                b.Write(new byte[13]);
            });
            for (var c = 0; c < rows[r].Length; c++)
                Cell(w, c, rows[r][c], shared);
        }

        Record(w, EndData);
        Record(w, EndSheet);
    }

    private static void Cell(BinaryWriter w, int column, object? value, List<string> shared)
    {
        if (value is null)
            return;
        Record(w, value switch { string => column == 0 ? CellText : CellShared, int or decimal => CellRk, _ => CellReal }, b =>
        {
            b.Write(column);
            b.Write(0);
            switch (value)
            {
                case string text when column == 0:
                    Text(b, text);
                    break;
                case string text:
                    b.Write(shared.Count);
                    shared.Add(text);
                    break;
                case decimal cents:
                    b.Write(((int)(cents * 100) << 2) | 3);
                    break;
                case int whole:
                    b.Write((whole << 2) | 2);
                    break;
                default:
                    b.Write((double)value);
                    break;
            }
        });
    }

    private static void Text(BinaryWriter w, string text)
    {
        w.Write(text.Length);
        w.Write(Encoding.Unicode.GetBytes(text));
    }

    private static void Record(BinaryWriter w, int type, Action<BinaryWriter>? body = null)
    {
        using var memory = new MemoryStream();
        using (var inner = new BinaryWriter(memory))
            body?.Invoke(inner);
        var bytes = memory.ToArray();
        w.Write7BitEncodedInt(type);
        w.Write7BitEncodedInt(bytes.Length);
        w.Write(bytes);
    }

    private static void Entry(ZipArchive zip, string name, Action<BinaryWriter> write)
    {
        using var w = new BinaryWriter(zip.CreateEntry(name).Open());
        write(w);
    }
}
