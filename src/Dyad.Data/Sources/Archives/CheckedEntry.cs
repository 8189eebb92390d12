using System.IO.Hashing;

namespace Dyad.Data.Sources.Archives;

/// <summary>The bytes of an entry: no more and no fewer than it states, with the checksum that it states.</summary>
internal sealed class CheckedEntry(Stream inner, ZipFile file, ZipMember member, uint checksum) : Stream
{
    private readonly Crc32 crc = new();
    private long read;
    private bool ended;

    /// <inheritdoc />
    public override bool CanRead => true;

    /// <inheritdoc />
    public override bool CanSeek => false;

    /// <inheritdoc />
    public override bool CanWrite => false;

    /// <inheritdoc />
    public override long Length => member.Bytes;

    /// <inheritdoc />
    public override long Position
    {
        get => read;
        set => throw new NotSupportedException();
    }

    /// <inheritdoc />
    public override int Read(Span<byte> buffer)
    {
        if (buffer.Length == 0)
            return 0;
        var got = ReadInner(buffer);
        if (got == 0)
        {
            RequireWhole();
            return 0;
        }

        read += got;
        if (read > member.Bytes)
            throw file.Fault(member, "is longer than the archive says");
        crc.Append(buffer[..got]);
        return got;
    }

    /// <inheritdoc />
    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    /// <inheritdoc />
    public override void Flush()
    {
    }

    /// <inheritdoc />
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc />
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc />
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc />
    protected override void Dispose(bool disposing)
    {
        if (disposing)
            inner.Dispose();
        base.Dispose(disposing);
    }

    private int ReadInner(Span<byte> buffer)
    {
        try
        {
            return inner.Read(buffer);
        }
        catch (InvalidDataException e)
        {
            throw file.Fault(member, $"is damaged: {Sql.FirstLine(e)}", e);
        }
        catch (IOException e)
        {
            throw file.Fault(member, $"cannot be read: {Sql.FirstLine(e)}", e);
        }
    }

    private void RequireWhole()
    {
        if (ended)
            return;
        ended = true;
        if (read < member.Bytes)
            throw file.Fault(member, $"is cut short: {read} of {member.Bytes} bytes");
        if (crc.GetCurrentHashAsUInt32() != checksum)
            throw file.Fault(member, "is damaged: its checksum is another");
    }
}
