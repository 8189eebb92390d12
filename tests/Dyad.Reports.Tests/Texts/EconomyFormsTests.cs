using Dyad.Reports.Document;
using Dyad.Reports.Model;
using Dyad.Reports.Tests.Fixtures;
using Dyad.Reports.Texts;

namespace Dyad.Reports.Tests.Texts;

/// <summary>Names of economies in sentences. The Russian cases are those of a grammar, checked by eye.</summary>
public sealed class EconomyFormsTests
{
    private static Localizer Text(Language language) => new(
        SyntheticReport.Create() with
        {
            Economies =
            [
                new("USA", "United States", "美国", "США"), new("RUS", "Russia", "俄罗斯", "Россия"),
                new("FRA", "France", "法国", "Франция"), new("CYP", "Cyprus", "塞浦路斯", "Кипр"),
                new("XXX", "Arvenia", "阿尔维尼亚", "Арвения"),
            ],
        },
        language);

    [Theory]
    [InlineData("USA", "США", "в США")]
    [InlineData("RUS", "России", "в Россию")]
    [InlineData("FRA", "Франции", "во Францию")]
    [InlineData("CYP", "Кипра", "на Кипр")]
    [InlineData("XXX", "страны Арвения", "в страну Арвения")]
    public void RussianAsksForCases(string code, string exporter, string importer)
    {
        var text = Text(Language.Ru);
        Assert.Equal((exporter, importer), (text.Exporter(code), text.Importer(code)));
    }

    [Fact]
    public void EnglishAsksForAnArticle()
    {
        var text = Text(Language.En);
        Assert.Equal("the United States", text.Importer("USA"));
        Assert.Equal("The United States", text.EconomyAtStart("USA"));
        Assert.Equal("United States", text.Economy("USA"));
        Assert.Equal("Russia", text.Exporter("RUS"));
    }

    [Fact]
    public void ChineseTakesTheNameAsItIs() => Assert.Equal("美国", Text(Language.Zh).Importer("USA"));

    [Fact]
    public void EveryEconomyOfTheInputOutputTablesHasItsRussianCases()
    {
        string root = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(root, "Dyad.slnx")))
            root = Path.GetDirectoryName(root) ?? throw new InvalidOperationException("Not in the repository.");
        var codes = File.ReadLines(Path.Combine(root, "src", "Dyad.Data", "Build", "economies.csv")).Skip(1)
            .Select(line => line.Split(',')).Where(fields => fields[^1] == "true").Select(fields => fields[0]).ToList();
        Assert.NotEmpty(codes);
        Assert.Empty(codes.Except(EconomyForms.Load(Language.Ru).Codes));
    }
}
