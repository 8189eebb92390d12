using System.Text;
using Dyad.Data.Provenance;
using Dyad.Data.Schema;
using Dyad.Data.Store;

namespace Dyad.Data.Tests.Provenance;

/// <summary>Verification: a copy passes, one changed byte does not, and what is named is what was changed.</summary>
public class FactVerificationTests
{
    [Fact]
    public void ACopyPasses()
    {
        using var copy = BuiltIn.Copy();
        var checks = Verify(copy);
        Assert.All(checks, c => Assert.True(c.Passed, $"{c.Table}: {c.Check}: {c.Detail}"));
        Assert.All(FactSchema.Tables, t =>
            Assert.Equal(2, checks.Count(c => c.Table == t.Name && !c.Check.Contains("output", StringComparison.Ordinal))));
    }

    [Theory]
    [InlineData("trade")]
    [InlineData("economies")]
    [InlineData("governance")]
    [InlineData("customs_totals")]
    [InlineData("votes")]
    public void OneChangedByteOfATableFailsAndNamesIt(string table)
    {
        foreach (var place in new[] { 0.0, 0.3, 0.99 })
        {
            using var copy = BuiltIn.Copy();
            var length = new FileInfo(copy.Path(table + ".parquet")).Length;
            Flip(copy.Path(table + ".parquet"), (long)(place * length));
            var failed = Assert.Single(Verify(copy), c => !c.Passed);
            Assert.Equal((table, "checksum"), (failed.Table, failed.Check));
            Assert.Contains(table + ".parquet", failed.Detail, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void OneChangedByteOfTheManifestFails()
    {
        var text = File.ReadAllText(Path.Combine(BuiltIn.Folder, Manifest.FileName));
        // In a citation, in a release, in white space, in its own checksum: all of it still reads as a manifest.
        foreach (var place in new[] { text.IndexOf("Timmer", StringComparison.Ordinal),
            text.IndexOf("2013 release", StringComparison.Ordinal), text.LastIndexOf('"') - 1 })
        {
            using var copy = BuiltIn.Copy();
            Flip(copy.Path(Manifest.FileName), Encoding.UTF8.GetByteCount(text.AsSpan(0, place)));
            Assert.Contains(Verify(copy), c => c is { Table: "manifest", Check: "checksum", Passed: false });
        }

        using var spaced = BuiltIn.Copy();
        File.AppendAllText(spaced.Path(Manifest.FileName), " ");
        Assert.Contains(Verify(spaced), c => c is { Table: "manifest", Check: "checksum", Passed: false });
    }

    [Fact]
    public void OneChangedByteOfTheSchemaFails()
    {
        using var copy = BuiltIn.Copy();
        Flip(copy.Path("schema.csv"), 200);
        Assert.Equal("schema", Assert.Single(Verify(copy), c => !c.Passed).Table);
        File.Delete(copy.Path("schema.csv"));
        Assert.Equal("schema", Assert.Single(Verify(copy), c => !c.Passed).Table);
    }

    [Fact]
    public void AMissingTableAndAForeignFileAreNamed()
    {
        using var copy = BuiltIn.Copy();
        File.Delete(copy.Path("gdp.parquet"));
        copy.Write("notes.txt", "");
        var failed = Verify(copy).Where(c => !c.Passed).ToList();
        Assert.Equal(["gdp", "folder"], failed.Select(c => c.Table));
        Assert.Contains("gdp.parquet", failed[0].Detail, StringComparison.Ordinal);
        Assert.Contains("notes.txt", failed[1].Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("{}")]
    [InlineData("{\"tables\": [{\"table\": \"gdp\"}]}")]
    [InlineData("{\"tables\": [null]}")]
    public void AMalformedManifestIsAnErrorThatNamesIt(string text)
    {
        using var copy = BuiltIn.Copy();
        copy.Write(Manifest.FileName, text);
        Assert.Contains(Manifest.FileName, Assert.Throws<FactException>(() => Verify(copy)).Message, StringComparison.Ordinal);
    }

    /// <summary>Tables that were changed together with their checksums: the accounts still tell.</summary>
    [Theory]
    [InlineData("trade", "million_usd + CASE WHEN year = 2003 AND exporter = 'CHN' AND importer = 'CHN' AND sector = 'MAC' " +
        "THEN 1000 ELSE 0 END AS million_usd", "2003 CHN MAC")]
    [InlineData("final_demand", "million_usd * 2 AS million_usd", "USA")]
    [InlineData("gdp", "CASE economy WHEN 'RUS' THEN 'ZZZ' ELSE economy END AS economy", "'ZZZ' is not a code of economies")]
    public void FiguresThatDoNotHoldFailThoughTheirChecksumsDo(string table, string change, string detail)
    {
        using var copy = BuiltIn.Copy();
        using (var connection = BuiltIn.Connect())
            connection.Run($"COPY (SELECT * REPLACE ({change}) FROM {table} ORDER BY ALL) TO " +
                $"{Sql.Text(copy.Path(table + ".parquet"))} (FORMAT parquet)");
        var manifest = Manifest.Read(copy.Location);
        new Manifest([.. manifest.Tables.Select(
            t => t.Table == table ? t with { Sha256 = Manifest.Checksum(copy.Path(t.File)) } : t)]).Write(copy.Location);
        var failed = Verify(copy).Where(c => !c.Passed).ToList();
        Assert.NotEmpty(failed);
        Assert.Contains(failed, c => c.Detail.Contains(detail, StringComparison.Ordinal));
    }

    [Fact]
    public void AUsersOwnTablesAreCheckedAsTheyWouldBeUsed()
    {
        using var own = new TemporaryFolder();
        own.Write("gdp.csv", "economy,year,usd\nCHN,2024,1\nRUS,2024,2\n");
        Assert.Equal([("gdp", true)], Own(own));
        own.Write("gdp.csv", "economy,year,usd\nCHN,2024,1\nRUS,2024,x\n");
        Assert.Equal([("gdp", false)], Own(own));
    }

    [Fact]
    public void AUsersOwnAccountsAreHeldToTheirBalance()
    {
        using var own = new TemporaryFolder();
        own.Write("trade.csv", "year,exporter,importer,sector,million_usd\n2020,CHN,RUS,MAC,50000\n2020,CHN,CHN,MAC,900000\n");
        own.Write("gross_output.csv", "year,economy,sector,million_usd\n2020,CHN,MAC,950000\n");
        Assert.Equal([("trade", true), ("gross_output", true), ("trade", true)], Own(own));
        own.Write("gross_output.csv", "year,economy,sector,million_usd\n2020,CHN,MAC,990000\n");
        Assert.Equal([("trade", true), ("gross_output", true), ("trade", false)], Own(own));
    }

    private static IReadOnlyList<FactCheck> Verify(TemporaryFolder folder) =>
        FactVerification.Verify(folder.Location, cancel: TestContext.Current.CancellationToken);

    private static IEnumerable<(string, bool)> Own(TemporaryFolder folder) =>
        FactVerification.VerifyOwn(BuiltIn.Folder, folder.Location, cancel: TestContext.Current.CancellationToken)
            .Select(c => (c.Table, c.Passed));

    /// <summary>Changes the lowest bit of one byte.</summary>
    private static void Flip(string path, long at)
    {
        var bytes = File.ReadAllBytes(path);
        bytes[at] ^= 1;
        File.WriteAllBytes(path, bytes);
    }
}
