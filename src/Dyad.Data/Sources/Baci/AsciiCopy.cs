using System.Text;

namespace Dyad.Data.Sources.Baci;

/// <summary>
/// Copies a table of numbers to a file in which every byte is ASCII: what is none becomes '?', and its first row is told. So no encoding
/// can stand in the way of the checks, and text in cp1251, GB18030 or UTF-16 is named for what it is.
/// </summary>
internal static class AsciiCopy
{
    private const int Room = 1 << 18;

    /// <summary>Copies a stream.</summary>
    /// <param name="from">The stream.</param>
    /// <param name="to">The file.</param>
    /// <param name="bytes">Its length, for progress.</param>
    /// <param name="progress">Told the share that is done.</param>
    /// <param name="cancel">Ends it.</param>
    /// <returns>The first bytes, and the row (from 1) of the first byte that is no ASCII; 0: none.</returns>
    public static (byte[] Head, long FirstOther) Run(Stream from, string to, long bytes, Action<double> progress, CancellationToken cancel)
    {
        var buffer = new byte[Room];
        byte[] head = [];
        long done = 0, rows = 1, other = 0;
        using var file = new FileStream(to, FileMode.Create, FileAccess.Write, FileShare.None, 1);
        while (true)
        {
            cancel.ThrowIfCancellationRequested();
            var got = from.ReadAtLeast(buffer, Room, throwOnEndOfStream: false);
            if (got == 0)
                break;
            var chunk = buffer.AsSpan(0, got);
            var skip = 0;
            if (done == 0)
            {
                head = chunk[..Math.Min(got, 4096)].ToArray();
                skip = chunk.StartsWith(Encoding.UTF8.Preamble) ? 3 : 0;
            }

            Clean(chunk[skip..], ref rows, ref other);
            file.Write(chunk[skip..]);
            done += got;
            progress(bytes > 0 ? (double)done / bytes : 0);
        }

        return (head, other);
    }

    private static void Clean(Span<byte> chunk, ref long rows, ref long other)
    {
        // Nearly every file is ASCII throughout: one pass of the processor's widest registers, and no counting of rows until needed.
        if (other == 0 && Ascii.IsValid(chunk) && !chunk.Contains((byte)0))
        {
            rows += chunk.Count((byte)'\n');
            return;
        }

        foreach (ref var b in chunk)
        {
            if (b == '\n')
                rows++;
            if (b is not (0 or > 127))
                continue;
            if (other == 0)
                other = rows;
            b = (byte)'?';
        }
    }
}
