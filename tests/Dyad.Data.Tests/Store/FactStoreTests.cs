using Dyad.Data.Facts;
using Dyad.Data.Provenance;
using Dyad.Data.Schema;
using Dyad.Data.Store;

namespace Dyad.Data.Tests.Store;

/// <summary>The store: built-in tables, a user's in their place, and conditions that are a stranger's text.</summary>
public class FactStoreTests
{
    [Fact]
    public void EveryTableIsReadAndDescribed()
    {
        using var store = FactStore.Open(BuiltIn.Folder);
        foreach (var table in FactSchema.Tables)
        {
            var (columns, rows, matching) = store.Query(table.Name, null, 3);
            Assert.Equal(table.Fields.Select(f => f.Name), columns);
            Assert.Equal(store.Describe(table.Name).Rows, matching);
            // Two tables have no built-in row: they wait for vintages.
            Assert.Equal(table.Name is "customs_products" or "customs_routes" or "customs_releases" ? 0 : 3, rows.Count);
        }
    }

    [Fact]
    public void ThePanelHoldsTheTableCellByCell()
    {
        using var store = FactStore.Open(BuiltIn.Folder);
        var panel = store.Trade();
        Assert.Equal(41, panel.Economies.Count);
        using var connection = BuiltIn.Connect();
        var rows = connection.Rows("SELECT year, exporter, importer, sector, million_usd FROM trade WHERE year IN (1995, 2004, " +
            "2011)");
        var (y, e, s) = (Positions(panel.Years), Positions(panel.Economies), Positions(panel.Sectors));
        Assert.All(rows, r => Assert.Equal(
            (double)r[4]!, panel[y[(int)r[0]!], s[(string)r[3]!], e[(string)r[1]!], e[(string)r[2]!]]));
        Assert.Equal((double)connection.Value("SELECT sum(abs(million_usd)) FROM trade")!, panel.Values.Sum(Math.Abs), 1.0);
        Assert.Equal(panel[3, 2, 1, 4], panel.Matrix(3, 2)[(1 * 41) + 4]);
        Assert.Equal(panel[3, 2, 1, 4], panel.Cube(3)[(((2 * 41) + 1) * 41) + 4]);
    }

    [Fact]
    public void OwnTablesReplaceBuiltInOnesAndOnlyThose()
    {
        using var own = new TemporaryFolder();
        own.Write("gdp.csv", "economy,year,usd\nCHN,2024,18.7e12\nRUS,2024,2.2e12\n");
        own.WriteParquet("Ties.PARQUET",
            $"FROM read_parquet({Sql.Text(Path.Combine(BuiltIn.Folder, "ties.parquet"))}) WHERE exporter = 'CHN' OR importer = " +
                "'CHN'");
        own.Write("README.md", "What these are.");
        own.Write(".hidden.csv", "");
        using var store = FactStore.Open(BuiltIn.Folder, own.Location);
        Assert.Equal([new GdpFact("CHN", 2024, 18.7e12), new GdpFact("RUS", 2024, 2.2e12)], store.Gdp(2024));
        Assert.Equal(435, store.Ties().Count);
        Assert.Equal(226, store.Economies().Count);
        var entry = store.Describe("gdp");
        Assert.Equal(("gdp.csv", 2L, Manifest.Checksum(own.Path("gdp.csv"))), (entry.File, entry.Rows, entry.Sha256));
        Assert.Equal("World Input-Output Database", store.Describe("trade").Sources[0].Name);
    }

    [Fact]
    public void AFolderThatTheBuildMadeIsAUsersFolderToo()
    {
        using var store = FactStore.Open(BuiltIn.Folder, BuiltIn.Folder);
        Assert.Equal(FactSchema.Tables.Select(t => t.Name).Order(StringComparer.Ordinal),
            store.OwnTables.Order(StringComparer.Ordinal));
        using var builtIn = FactStore.Open(BuiltIn.Folder);
        Assert.Equal(builtIn.Trade().Values, store.Trade().Values);
        Assert.Equal(builtIn.LatestGovernance().Facts, store.LatestGovernance().Facts);
    }

    [Theory]
    [InlineData("gdpp.csv", "there is no table 'gdpp'; near names: gdp")]
    [InlineData("trades.parquet", "there is no table 'trades'; near names: trade")]
    [InlineData("gross-output.csv", "there is no table 'gross-output'; near names: gross_output")]
    [InlineData("trade.xlsx", "a table is trade.parquet or trade.csv")]
    [InlineData("GDP.CSV.gz", null)]
    [InlineData("GDP.parquet", "stands for table gdp already; keep one of the two")]
    public void AFileThatIsNamedLikeATableAndIsNoneIsAnError(string name, string? expected)
    {
        using var own = new TemporaryFolder();
        own.Write("gdp.csv", "economy,year,usd\nCHN,2024,1\n");
        own.Write(name, "");
        if (expected is null)
        {
            FactStore.Open(BuiltIn.Folder, own.Location).Dispose();
            return;
        }

        var e = Assert.Throws<FactException>(() => FactStore.Open(BuiltIn.Folder, own.Location));
        Assert.Contains(expected, e.Message, StringComparison.Ordinal);
        Assert.Contains(own.Location, e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AbsentAndEmptyFoldersAreNamed()
    {
        using var own = new TemporaryFolder();
        Assert.Contains(own.Path("none"),
            Assert.Throws<FactException>(() => FactStore.Open(BuiltIn.Folder, own.Path("none"))).Message,
            StringComparison.Ordinal);
        Assert.Contains("NAME.csv with NAME one of economies",
            Assert.Throws<FactException>(() => FactStore.Open(BuiltIn.Folder, own.Location)).Message, StringComparison.Ordinal);
        Assert.Contains(own.Location, Assert.Throws<FactException>(() => FactStore.Open(own.Location)).Message,
            StringComparison.Ordinal);
        Assert.Contains("there are: economies", Assert.Throws<FactException>(() => Open("none")).Message,
            StringComparison.Ordinal);

        void Open(string table)
        {
            using var store = FactStore.Open(BuiltIn.Folder);
            store.Describe(table);
        }
    }

    [Fact]
    public void AListOfCodesThatLacksSomeOfABuiltInTableIsAnError()
    {
        using var own = new TemporaryFolder();
        own.WriteParquet("economies.parquet",
            $"FROM read_parquet({Sql.Text(Path.Combine(BuiltIn.Folder, "economies.parquet"))}) WHERE code <> 'MLT'");
        using var store = FactStore.Open(BuiltIn.Folder, own.Location);
        var e = Assert.Throws<FactException>(() => store.Trade());
        Assert.Contains("economies.parquet: lacks 'MLT', which the built-in table trade names in exporter", e.Message,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("two words")]
    [InlineData("it's; DROP TABLE \"gdp\"; --")]
    [InlineData("数据 Данные")]
    [InlineData("a[1] {b} %20 $x")]
    public void OddFoldersWork(string name)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows() && name.Contains('"', StringComparison.Ordinal), "not a name on Windows");
        using var own = new TemporaryFolder(name);
        own.Write("gdp.csv", "economy,year,usd\nCHN,2024,1\n");
        File.Copy(Path.Combine(BuiltIn.Folder, "ties.parquet"), own.Path("ties.parquet"));
        using var store = FactStore.Open(BuiltIn.Folder, own.Location);
        Assert.Equal(1.0, Assert.Single(store.Gdp(2024)).Usd);
        Assert.Equal(47524, store.Ties().Count);

        // As the folder of the built-in tables, too.
        File.Copy(Path.Combine(BuiltIn.Folder, Manifest.FileName), own.Path(Manifest.FileName));
        using var moved = FactStore.Open(own.Location);
        Assert.Equal(47524, moved.Ties().Count);
    }

    [Fact]
    public void ADamagedBuiltInTableIsNamed()
    {
        using var copy = BuiltIn.Copy();
        File.WriteAllBytes(copy.Path("gdp.parquet"), [1, 2, 3]);
        using var store = FactStore.Open(copy.Location);
        Assert.Contains("gdp.parquet: damaged", Assert.Throws<FactException>(() => store.Gdp(2024)).Message,
            StringComparison.Ordinal);
        Assert.Equal(226, store.Economies().Count);
    }

    [Fact]
    public void ConditionsSelectRows()
    {
        using var store = FactStore.Open(BuiltIn.Folder);
        Assert.Equal(1L, store.Query("economies", "code = 'CHN'", 5).Matching);
        Assert.Equal(2L, store.Query("economies", "code = 'CHN' OR code = 'RUS' -- both", 5).Matching);
        Assert.Single(store.Query("economies", null, 1).Rows);
        // The store goes on working after a stranger's condition.
        Assert.Equal(226, store.Economies().Count);
    }

    [Theory]
    [InlineData("nothing = 1", "(fields: code, iso2,")]
    [InlineData("code =", "syntax error")]
    [InlineData("code IN (SELECT content FROM read_text('/etc/hostname'))", "disabled")]
    [InlineData("true); SELECT (true", "without ';'")]
    [InlineData("true); COPY economies TO '{0}'; SELECT (true", "")]
    [InlineData("true); ATTACH '{0}' AS x; SELECT (true", "")]
    [InlineData("true); SET enable_external_access = true; SELECT (true", "")]
    public void AConditionReadsTheTableAndNothingElse(string where, string expected)
    {
        using var folder = new TemporaryFolder();
        using var store = FactStore.Open(BuiltIn.Folder);
        var e = Assert.Throws<FactException>(
            () => store.Query("economies", where.Replace("{0}", folder.Path("x"), StringComparison.Ordinal), 5));
        Assert.StartsWith("--where ", e.Message, StringComparison.Ordinal);
        Assert.Contains(expected, e.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder.Location));
        Assert.Equal(226, store.Economies().Count);
    }

    private static Dictionary<T, int> Positions<T>(IReadOnlyList<T> list)
        where T : notnull => list.Select((x, i) => (x, i)).ToDictionary(p => p.x, p => p.i);
}
