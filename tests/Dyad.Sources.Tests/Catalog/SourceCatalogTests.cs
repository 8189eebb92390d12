using Dyad.Data;
using Dyad.Data.Sources;

namespace Dyad.Sources.Tests.Catalog;

public sealed class SourceCatalogTests
{
    [Fact]
    public void EachSourceIsFoundByItsName() => Assert.All(SourceCatalog.All, s => Assert.Same(s, SourceCatalog.Find(s.Info.Name)));

    [Theory]
    [InlineData("comtrad", "is it comtrade?")]
    [InlineData("un-comtrade", "is it comtrade?")]
    [InlineData("World-Bank", "is it worldbank?")]
    [InlineData("wrldbank", "is it worldbank?")]
    [InlineData("zzz", "there are: comtrade, ")]
    public void AnUnknownNameIsAnsweredWithWhatIsNear(string name, string said) =>
        Assert.Contains(said, Assert.Throws<FactException>(() => SourceCatalog.Find(name)).Message, StringComparison.Ordinal);

    [Fact]
    public void EachSourceSaysWhatIsToBeKnownOfIt() => Assert.All(SourceCatalog.All.Select(s => s.Info), info =>
    {
        Assert.All(
            new[] { info.Title, info.Publisher, info.Licence, info.Citation, info.ByHand },
            text => Assert.False(string.IsNullOrWhiteSpace(text) || text.Contains('\n', StringComparison.Ordinal)));
        Assert.Equal("https", info.Address.Scheme);
        Assert.NotEmpty(info.Tables);
        Assert.All(info.Tables, t => Assert.NotEmpty(t.Key));
    });

    [Fact]
    public void EachSourceHasAPage() => Assert.All(SourceCatalog.All.Select(s => s.Info), info =>
    {
        var page = File.ReadAllText(Path.Combine(Root(), "docs", "sources", info.Name + ".md"));
        Assert.Contains("Not seen live", page, StringComparison.Ordinal);
        Assert.Contains(info.Licence, page, StringComparison.Ordinal);
        Assert.All(info.Tables.SelectMany(t => t.Fields), f => Assert.Contains($"`{f.Name}`", page, StringComparison.Ordinal));
    });

    [Fact]
    public void TablesHaveNamesOfTheirOwn() =>
        Assert.Equal(
            SourceCatalog.All.SelectMany(s => s.Info.Tables).Select(t => t.Name).Distinct().Count(), SourceCatalog.All.Sum(s => s.Info.Tables.Count));

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Dyad.slnx")))
            folder = folder.Parent;
        return folder!.FullName;
    }
}
