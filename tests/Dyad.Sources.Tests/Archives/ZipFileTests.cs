using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using Dyad.Data;
using Dyad.Data.Sources.Archives;
using Dyad.Sources.Tests.StandIn;
using ZipFile = Dyad.Data.Sources.Archives.ZipFile;

namespace Dyad.Sources.Tests.Archives;

/// <summary>A zip from a stranger: what could do harm, or is no longer what it was, is told with file and entry.</summary>
public sealed class ZipFileTests : IDisposable
{
    private static readonly byte[] Body = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 2000).Select(i => $"{i},{i * 7919 % 1000}\n")));
    private readonly TemporaryFolder folder = new();

    [Fact]
    public void ReadsWhatIsThere()
    {
        using var zip = ZipFile.Open(Write(("b/two.csv", Body), ("one.csv", [1, 2, 3]), ("b/", [])));
        Assert.Equal(["b/two.csv", "one.csv"], zip.Members.Select(m => m.Path));
        Assert.Equal(["two.csv", "one.csv"], zip.Members.Select(m => m.Name));
        using var copy = new MemoryStream();
        using (var stream = zip.Read(zip.Members[0]))
            stream.CopyTo(copy);
        Assert.Equal(Body, copy.ToArray());
    }

    [Theory]
    [InlineData("../up.csv")]
    [InlineData("a/../../up.csv")]
    [InlineData("/etc/passwd")]
    [InlineData("C:/up.csv")]
    [InlineData("a\\..\\up.csv")]
    [InlineData("a\nb.csv")]
    public void ANameThatLeadsElsewhereIsRefused(string name)
    {
        var path = Write((name, Body));
        var fault = Assert.Throws<FactException>(() => ZipFile.Open(path)).Message;
        Assert.StartsWith(path + ": ", fault, StringComparison.Ordinal);
        Assert.Contains(name.Replace('\n', '?'), fault, StringComparison.Ordinal);
    }

    [Fact]
    public void ANameThatStandsTwiceIsRefused() => Refused(Write(("a.csv", Body), ("a.csv", Body)), "a.csv: stands twice in the archive");

    [Fact]
    public void ABombIsRefusedByItsRatio() =>
        Refused(Write(("zeros.csv", new byte[4 << 20])), "zeros.csv: unpacks to 1", "at most 200 times is read");

    [Fact]
    public void ABombIsRefusedByTheSumOfItsEntries() =>
        Refused(Write(("a.csv", Body), ("b.csv", Body)), "its entries unpack to more than 20000 bytes", limits: new() { MostBytes = 20000 });

    [Fact]
    public void ALargeEntryIsRefused() =>
        Refused(Write(("a.csv", Body)), "a.csv: unpacks to", "at most 100 are read", limits: new() { MostEntryBytes = 100 });

    [Fact]
    public void TooManyEntriesAreRefused() => Refused(
        Write([.. Enumerable.Range(0, 12).Select(i => ($"{i}.csv", (byte[])[1]))]), "has 12 entries; at most 10 are read",
        limits: new() { MostEntries = 10 });

    [Fact]
    public void AnEntryThatHidesItsLengthIsCaughtInReading()
    {
        var path = Write(("a.csv", Body));
        Patch(path, header => BinaryPrimitives.WriteInt32LittleEndian(header[24..], 100));
        using var zip = ZipFile.Open(path);
        var fault = Assert.Throws<FactException>(() => zip.Text(zip.Members[0]));
        Assert.StartsWith($"{path}: a.csv: ", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AWrongChecksumIsCaughtInReading()
    {
        var path = Write(("a.csv", Body));
        Patch(path, header => header[16] ^= 1);
        using var zip = ZipFile.Open(path);
        Assert.Equal($"{path}: a.csv: is damaged: its checksum is another", Assert.Throws<FactException>(() => zip.Text(zip.Members[0])).Message);
    }

    [Fact]
    public void AnEncryptedEntryIsRefused()
    {
        var path = Write(("a.csv", Body));
        Patch(path, header => header[8] |= 1);
        Refused(path, "a.csv: is encrypted");
    }

    [Fact]
    public void ALinkIsRefused()
    {
        var path = Write(("a.csv", Body));
        Patch(path, header => BinaryPrimitives.WriteInt32LittleEndian(header[38..], unchecked((int)0xA1FF0000)));
        Refused(path, "a.csv: is a link");
    }

    [Fact]
    public void AFileCutShortIsNoZip()
    {
        var path = Write(("a.csv", Body));
        File.WriteAllBytes(path, File.ReadAllBytes(path)[..^40]);
        Refused(path, "is no zip, or is damaged or cut short");
    }

    [Fact]
    public void BytesThatChangedAreCaught()
    {
        var path = Write(("a.csv", Body));
        var bytes = File.ReadAllBytes(path);
        // Every tenth byte of the packed data in turn: whatever the damage, it is a fault of that entry, never other text.
        for (var at = 40; at < 1000; at += 10)
        {
            var damaged = (byte[])bytes.Clone();
            damaged[at] ^= 0x10;
            File.WriteAllBytes(path, damaged);
            using var zip = ZipFile.Open(path);
            var fault = Assert.Throws<FactException>(() => zip.Text(zip.Members[0]));
            Assert.StartsWith($"{path}: a.csv: ", fault.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void AFileThatIsAbsentIsNamed() => Refused(folder.File("none.zip"), "cannot be read");

    [Fact]
    public void TextIsUtf8OrElseLatin1()
    {
        using var zip = ZipFile.Open(Write(("a", Encoding.UTF8.GetBytes("Türkiye")), ("b", Encoding.Latin1.GetBytes("Türkiye"))));
        Assert.All(zip.Members, m => Assert.Equal("Türkiye", zip.Text(m)));
    }

    public void Dispose() => folder.Dispose();

    private static void Refused(string path, params ReadOnlySpan<string> parts) => Refused(path, parts.ToArray(), null);

    private static void Refused(string path, string part, ArchiveLimits limits) => Refused(path, [part], limits);

    private static void Refused(string path, string part, string also, ArchiveLimits limits) => Refused(path, [part, also], limits);

    private static void Refused(string path, string[] parts, ArchiveLimits? limits)
    {
        var fault = Assert.Throws<FactException>(() => ZipFile.Open(path, limits)).Message;
        Assert.StartsWith(path + ": ", fault, StringComparison.Ordinal);
        Assert.All(parts, p => Assert.Contains(p, fault, StringComparison.Ordinal));
    }

    private string Write(params (string Name, byte[] Bytes)[] entries)
    {
        var path = folder.File($"{Guid.NewGuid():N}.zip");
        using var archive = new ZipArchive(File.Create(path), ZipArchiveMode.Create);
        foreach (var (name, bytes) in entries)
        {
            using var stream = archive.CreateEntry(name).Open();
            stream.Write(bytes);
        }

        return path;
    }

    private delegate void Change(Span<byte> header);

    /// <summary>Changes the header of the first entry in the central directory (APPNOTE.TXT, section 4.3.12).</summary>
    private static void Patch(string path, Change change)
    {
        var bytes = File.ReadAllBytes(path);
        var at = bytes.AsSpan().IndexOf("PK\u0001\u0002"u8);
        change(bytes.AsSpan(at));
        File.WriteAllBytes(path, bytes);
    }
}
