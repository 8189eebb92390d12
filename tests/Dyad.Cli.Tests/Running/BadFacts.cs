namespace Dyad.Cli.Tests.Running;

/// <summary>Damaged and malformed tables: the line names the file, and where there is one the row, the column and the
/// value.</summary>
public class BadFacts
{
    private const int Failure = 1;
    private const string Header = "year,exporter,importer,sector,million_usd";
    private static readonly string BuiltIn = Path.Combine(AppContext.BaseDirectory, "data");

    [Fact]
    public void ParquetCutShort()
    {
        var whole = File.ReadAllBytes(Path.Combine(BuiltIn, "trade.parquet"));
        Reports("trade.parquet", whole[..(whole.Length / 2)], "trade.parquet");
    }

    [Fact]
    public void ParquetOfRandomBytes()
    {
        var noise = new byte[20_000];
        new Random(1).NextBytes(noise);
        Reports("trade.parquet", noise, "trade.parquet");
    }

    [Fact]
    public void EmptyParquet() => Reports("trade.parquet", [], "trade.parquet");

    [Fact]
    public void TextInPlaceOfANumber() => Reports(
        "trade.csv", Rows("2011,CHN,CHN,AGR,1.5", "2011,CHN,RUS,AGR,n/a"), "trade.csv", "row 3", "column million_usd", "'n/a'",
            "not a number");

    [Fact]
    public void CodeThatIsNotThere() => Reports(
        "trade.csv", Rows("2011,CHN,QQQ,AGR,1.5"), "trade.csv", "row 2", "column importer", "'QQQ'", "not a code of economies");

    [Fact]
    public void ColumnThatIsMissing() => Reports(
        "trade.csv", "year,exporter,importer,sector\n2011,CHN,RUS,AGR\n"u8.ToArray(), "trade.csv", "million_usd",
            "data show trade");

    [Fact]
    public void NoRows() => Reports("trade.csv", Rows(), "trade");

    [Fact]
    public void BuiltInTableWithOneByteChanged()
    {
        using var folder = new TemporaryFolder();
        var facts = CopyFacts(folder);
        var path = Path.Combine(facts, "trade.parquet");
        var bytes = File.ReadAllBytes(path);
        bytes[bytes.Length / 2] ^= 1;
        File.WriteAllBytes(path, bytes);
        var before = folder.Entries;

        Shell.Run(folder.Path, "dotnet", [Shell.Program, "report", "CHN", "RUS"], [("DYAD_DATA", facts)])
            .IsOneLine(Failure, "trade.parquet", "damaged", "SHA-256");
        Assert.Equal(before, folder.Entries);

        var verified = Shell.Dyad(folder.Path, "data", "verify", "--data", facts);
        Assert.Equal(Failure, verified.Code);
        Assert.Contains("1 failed", verified.Out, StringComparison.Ordinal);
        Assert.Contains("trade: checksum", verified.ErrorLines[^1], StringComparison.Ordinal);
    }

    internal static string CopyFacts(TemporaryFolder folder, string name = "my-facts")
    {
        var facts = folder.At(name);
        Directory.CreateDirectory(facts);
        foreach (var file in Directory.EnumerateFiles(BuiltIn))
            File.Copy(file, Path.Combine(facts, Path.GetFileName(file)));
        return facts;
    }

    private static byte[] Rows(params string[] rows) =>
        System.Text.Encoding.UTF8.GetBytes(string.Join('\n', [Header, .. rows]) + "\n");

    private static void Reports(string file, byte[] content, params string[] parts)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder.At("facts", file), content);
        var before = folder.Entries;
        Shell.Dyad(folder.Path, "report", "CHN", "RUS", "--resamples", "20", "--data", "facts").IsOneLine(Failure, parts);
        Assert.Equal(before, folder.Entries);
    }
}
