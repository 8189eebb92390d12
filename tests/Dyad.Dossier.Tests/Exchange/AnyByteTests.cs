using Dyad.Dossier.Exchange;

namespace Dyad.Dossier.Tests.Exchange;

public class AnyByteTests
{
    /// <summary>Every byte of a signed file in turn, one bit of it flipped.</summary>
    [Fact]
    public async Task AnyByteChangedIsFound()
    {
        await using var d = await Institute.OpenAsync();
        await d.SignAsync();
        var bytes = d.Live.Export().Bytes();
        Assert.True(FileCheck.Of(bytes).Holds);
        Parallel.For(0, bytes.Length, i =>
        {
            var changed = bytes.ToArray();
            changed[i] ^= (byte)(1 << (i % 8));
            Assert.False(FileCheck.Of(changed).Holds, $"byte {i}");
        });
    }

    [Fact]
    public async Task WhatWasChangedIsSaid()
    {
        await using var d = await Institute.OpenAsync();
        string file = System.Text.Encoding.UTF8.GetString(d.Live.Export().Bytes());
        int inText = file.LastIndexOf("Trade is", StringComparison.Ordinal), inLog = file.IndexOf("Trade is", StringComparison.Ordinal);
        Assert.True(inLog < inText);
        var text = Check(file, inText);
        Assert.Contains(text.Faults, f => f.Contains("c1", StringComparison.Ordinal) && f.Contains("\"Drade is [[f1]].\"", StringComparison.Ordinal)
            && f.Contains("\"Trade is [[f1]].\"", StringComparison.Ordinal));
        // The last entry of the log has no successor that carries its hash: the seal does.
        Assert.Contains(Check(file, inLog).Faults, f => f.Contains("entry 6", StringComparison.OrdinalIgnoreCase));
        int earlier = file.IndexOf("\"name\":\"Li\"", StringComparison.Ordinal) + 8;
        Assert.Contains(Check(file, earlier).Faults, f => f.Contains("Entry 2 or 3", StringComparison.Ordinal));

        static FileCheck Check(string file, int place) =>
            FileCheck.Of(System.Text.Encoding.UTF8.GetBytes(file[..place] + "D" + file[(place + 1)..]));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{\"format\":\"dyad-dossier/1\"}")]
    public void WhatIsNoDossierIsSaidToBeNone(string text) => Assert.False(FileCheck.Of(System.Text.Encoding.UTF8.GetBytes(text)).Holds);

    [Fact]
    public void ArchivesAndGreatFilesAreNotRead()
    {
        Assert.Contains("compressed", FileCheck.Of(new byte[] { 0x1f, 0x8b, 8, 0 }).Faults[0], StringComparison.Ordinal);
        Assert.Contains("compressed", FileCheck.Of("PK\u0003\u0004"u8.ToArray()).Faults[0], StringComparison.Ordinal);
        Assert.Contains("at most", FileCheck.Of(new byte[DossierFile.LargestBytes + 1]).Faults[0], StringComparison.Ordinal);
        Assert.False(FileCheck.Of(System.Text.Encoding.UTF8.GetBytes(new string('[', 100_000))).Holds);
    }
}
