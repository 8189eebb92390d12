using System.Globalization;
using System.Text;
using Sylvan.Data.Csv;

namespace Dyad.Data.Sources.InputOutput;

/// <summary>Rows of a world table in CSV, UTF-8 or ASCII.</summary>
internal sealed class WorldCsv : WorldRows
{
    /// <summary>Characters of a row at the most: the widest published, 4,537 columns of up to 17 digits, has some 90,000.</summary>
    private const int Room = 1 << 20;

    private readonly string shown;
    private readonly CsvDataReader csv;
    private long row;

    /// <summary>Opens a table.</summary>
    /// <param name="stream">The text; closed with the reader.</param>
    /// <param name="names">Columns at the left that name the row.</param>
    /// <param name="shown">How faults name the file.</param>
    public WorldCsv(Stream stream, int names, string shown)
    {
        (Names, this.shown) = (names, shown);
        csv = CsvDataReader.Create(
            new StreamReader(stream, Encoding.UTF8),
            new CsvDataReaderOptions { HasHeaders = false, Delimiter = ',', BufferSize = Room, MaxBufferSize = Room });
    }

    /// <inheritdoc />
    public override int Names { get; }

    /// <inheritdoc />
    public override long Row => row;

    /// <inheritdoc />
    public override int Count => csv.RowFieldCount;

    /// <inheritdoc />
    public override bool Next()
    {
        try
        {
            row++;
            return csv.Read();
        }
        catch (CsvRecordTooLargeException e)
        {
            throw new FactException($"{shown}: row {row}: has more than {Room} characters", e);
        }
        catch (CsvFormatException e)
        {
            throw new FactException($"{shown}: row {row}: {Sql.FirstLine(e)}", e);
        }
    }

    /// <inheritdoc />
    public override string Text(int column) => csv.GetString(column).Trim();

    /// <inheritdoc />
    public override double? Number(int column, out int digits)
    {
        var text = csv.GetFieldSpan(column);
        digits = WorldBalance.Digits(text);
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value) ? value : null;
    }

    /// <inheritdoc />
    public override void Dispose() => csv.Dispose();
}
