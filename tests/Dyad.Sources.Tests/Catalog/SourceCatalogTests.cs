using Dyad.Data;
using Dyad.Data.Sources;

namespace Dyad.Sources.Tests.Catalog;

public sealed class SourceCatalogTests
{
    [Fact]
    public void EachSourceIsFoundByItsName() => Assert.All(SourceCatalog.All, s => Assert.Same(s, SourceCatalog.Find(s.Info.Name)));

    [Fact]
    public void AnUnknownNameIsAnsweredWithThoseThatThereAre() => Assert.StartsWith(
        "no source 'zzz'; there are: baci, ", Assert.Throws<FactException>(() => SourceCatalog.Find("zzz")).Message, StringComparison.Ordinal);

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
    public void TablesOfOneNameAreTheSame() =>
        // Sources of world tables fill fact tables, and those more than one of them.
        Assert.All(
            SourceCatalog.All.SelectMany(s => s.Info.Tables).GroupBy(t => t.Name),
            g => Assert.Single(g.Distinct(ReferenceEqualityComparer.Instance)));

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Dyad.slnx")))
            folder = folder.Parent;
        return folder!.FullName;
    }
}
