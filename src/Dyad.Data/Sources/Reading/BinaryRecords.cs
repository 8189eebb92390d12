using System.Buffers.Binary;
using System.Text;

namespace Dyad.Data.Sources.Reading;

/// <summary>Records of a part of an Excel binary workbook ([MS-XLSB]): type, length and bytes, one after the other.</summary>
/// <param name="stream">The part; closed with it.</param>
internal sealed class BinaryRecords(Stream stream) : IDisposable
{
    /// <summary>Bytes of a record at the most: a cell of text has 65,000 at the most, other records are passed over.</summary>
    private const int MostBytes = 1 << 24;

    private readonly BufferedStream bytes = new(stream, 1 << 16);
    private byte[] body = new byte[256];
    private int length;

    /// <summary>Type of the record that is read.</summary>
    public int Type { get; private set; }

    /// <summary>Goes on to the next record; false at the end.</summary>
    /// <exception cref="InvalidDataException">The part is cut short, or is none of a workbook.</exception>
    public bool Next()
    {
        var first = bytes.ReadByte();
        if (first < 0)
            return false;
        Type = (first & 0x80) == 0 ? first : (first & 0x7F) | (Byte() << 7);
        length = 0;
        for (var shift = 0; shift < 28; shift += 7)
        {
            var part = Byte();
            length |= (part & 0x7F) << shift;
            if ((part & 0x80) == 0)
                break;
        }

        if (length > MostBytes)
            throw new InvalidDataException($"a record of {length} bytes; at most {MostBytes} are read");
        if (length > body.Length)
            body = new byte[Math.Max(length, 2 * body.Length)];
        bytes.ReadExactly(body, 0, length);
        return true;
    }

    /// <summary>A whole number of the record at a place.</summary>
    public int Int(int at) => BinaryPrimitives.ReadInt32LittleEndian(Part(at, 4));

    /// <summary>A number of the record at a place.</summary>
    public double Real(int at) => BinaryPrimitives.ReadDoubleLittleEndian(Part(at, 8));

    /// <summary>A number in 30 bits (RkNumber): whole or the upper bits of a real one, perhaps in hundredths.</summary>
    public double Rk(int at)
    {
        var rk = Int(at);
        var value = (rk & 2) != 0 ? rk >> 2 : BitConverter.Int64BitsToDouble((long)(rk & ~3) << 32);
        return (rk & 1) != 0 ? value / 100 : value;
    }

    /// <summary>A text of the record at a place (XLWideString), and the place behind it.</summary>
    public (string Text, int End) Text(int at)
    {
        var characters = Int(at);
        var end = at + 4L + (2L * (uint)characters);
        return end <= length
            ? (Encoding.Unicode.GetString(body, at + 4, 2 * characters), (int)end)
            : throw new InvalidDataException("a text that is longer than its record");
    }

    /// <inheritdoc />
    public void Dispose() => bytes.Dispose();

    private ReadOnlySpan<byte> Part(int at, int count) =>
        at + count <= length ? body.AsSpan(at, count) : throw new InvalidDataException("a record that is too short");

    private int Byte() => bytes.ReadByte() is >= 0 and var b ? b : throw new EndOfStreamException("is cut short");
}
