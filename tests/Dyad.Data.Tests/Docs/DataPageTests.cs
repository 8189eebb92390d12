using System.Text;
using System.Text.RegularExpressions;
using Dyad.Data.Provenance;
using Dyad.Data.Schema;
using Dyad.Data.Store;

namespace Dyad.Data.Tests.Docs;

/// <summary>docs/data.md says what is so. <c>DYAD_UPDATE_DOCS=1</c> writes its reference part anew.</summary>
public partial class DataPageTests
{
    private const string Begin = "<!-- tables -->\n";
    private const string End = "<!-- end of tables -->";

    private static readonly string Page = Path.Combine(BuiltIn.Clone, "docs", "data.md");

    [Fact]
    public void TheReferenceIsTheSchema()
    {
        var text = File.ReadAllText(Page);
        var (from, to) = (text.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length,
            text.IndexOf(End, StringComparison.Ordinal));
        var expected = Reference();
        if (Environment.GetEnvironmentVariable("DYAD_UPDATE_DOCS") is { Length: > 0 })
            File.WriteAllText(Page, text[..from] + expected + text[to..], new UTF8Encoding(false));
        else
            Assert.Equal(expected, text[from..to]);
    }

    [Fact]
    public void EverySourceStandsWithItsLicenceAndItsTables()
    {
        var text = File.ReadAllText(Page);
        var licences = text[text.IndexOf("## Licences", StringComparison.Ordinal)..text.IndexOf(
            "## The customs", StringComparison.Ordinal)];
        Assert.All(Manifest.Read(BuiltIn.Folder).Tables, t =>
        {
            Assert.Matches($@"\b{t.Table}\b", licences);
            Assert.All(t.Sources, s => Assert.Contains(s.Licence, licences, StringComparison.Ordinal));
        });
    }

    [Fact]
    public void TheExamplesAreReadAsThePageSays()
    {
        var text = File.ReadAllText(Page);
        var files = Example().Matches(text);
        Assert.Equal(2, files.Count);
        using var own = new TemporaryFolder();
        own.Write(files[0].Groups["name"].Value, files[0].Groups["text"].Value);
        Assert.All(FactVerification.VerifyOwn(BuiltIn.Folder, own.Location, cancel: TestContext.Current.CancellationToken),
            c => Assert.True(c.Passed, c.Detail));
        own.Write(files[1].Groups["name"].Value, files[1].Groups["text"].Value);
        var failed = Assert.Single(
            FactVerification.VerifyOwn(BuiltIn.Folder, own.Location, cancel: TestContext.Current.CancellationToken), c =>
            !c.Passed);
        Assert.Equal(own.Path(Answer().Match(text).Groups["text"].Value.TrimEnd()), failed.Detail);
    }

    [Theory]
    [InlineData("gdp")]
    [InlineData("roll_calls")]
    [InlineData("customs_totals")]
    [InlineData("economies")]
    [InlineData("trade_totals")]
    public void ATableThatIsWrittenAsCsvIsReadAsItWas(string table)
    {
        using var own = new TemporaryFolder();
        using var builtIn = FactStore.Open(BuiltIn.Folder);
        var before = builtIn.Query(table, null, int.MaxValue);
        Assert.Equal(before.Matching, builtIn.WriteCsv(table, null, int.MaxValue, own.Path(table + ".csv")));
        using var store = FactStore.Open(BuiltIn.Folder, own.Location);
        Assert.Equal(before.Rows, store.Query(table, null, int.MaxValue).Rows);
    }

    [Fact]
    public void ACsvIsWrittenUnderAConditionOrNotAtAll()
    {
        using var own = new TemporaryFolder();
        using var store = FactStore.Open(BuiltIn.Folder);
        Assert.Equal(2, store.WriteCsv("gdp", "economy = 'CHN'", 2, own.Path("gdp.csv")));
        var lines = File.ReadAllLines(own.Path("gdp.csv"));
        Assert.Equal("economy,year,usd", lines[0]);
        Assert.Equal(["CHN,1960", "CHN,1961"], lines[1..].Select(l => l[..8]));
        Assert.Throws<FactException>(() => store.WriteCsv("gdp", "no = 1", 2, own.Path("other.csv")));
        // What is there may hold a user's own figures by now.
        Assert.Contains("is there already", Assert.Throws<FactException>(() => store.WriteCsv("gdp", null, 2, own.Path("gdp.csv"))).Message);
        Assert.Equal(lines, File.ReadAllLines(own.Path("gdp.csv")));
        Assert.Single(Directory.EnumerateFileSystemEntries(own.Location));
    }

    private static string Reference()
    {
        var manifest = Manifest.Read(BuiltIn.Folder);
        var text = new StringBuilder();
        foreach (var table in FactSchema.Tables)
        {
            var entry = manifest.Tables.Single(t => t.Table == table.Name);
            text.Append('\n').Append("### ").Append(table.Name).Append('\n');
            text.Append(string.Join("; ", entry.Sources.Select(s => $"{s.Name}, {s.Release}"))).Append(". ")
                .Append(entry.Aggregation).Append(".\n\n");
            text.Append("| field | type | unit | allowed | what it holds |\n|---|---|---|---|---|\n");
            foreach (var f in table.Fields)
            {
                var allowed = (f.Allowed.Length > 0 ? $"`{f.Allowed.Replace("|", @"\|", StringComparison.Ordinal)}`" : "")
                    + (f.Nullable ? " may be missing" : "");
                text.Append($"| {(f.Key ? $"**{f.Name}**" : f.Name)} | {f.TypeName} | {f.Unit} | {allowed.Trim()} | " +
                    $"{f.Description} |\n");
            }
        }

        return text.Append('\n').ToString();
    }

    [GeneratedRegex(@"<!-- example (?<name>\S+) -->\n```csv\n(?<text>.*?)```", RegexOptions.Singleline)]
    private static partial Regex Example();

    [GeneratedRegex(@"<!-- answer -->\n```\n(?<text>.*?)```", RegexOptions.Singleline)]
    private static partial Regex Answer();
}
