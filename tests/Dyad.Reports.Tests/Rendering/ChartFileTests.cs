using System.Xml.Linq;
using Dyad.Reports.Chapters.Scenarios;
using Dyad.Reports.Document;
using Dyad.Reports.Rendering.Charts;
using Dyad.Testing;

namespace Dyad.Reports.Tests.Rendering;

public sealed class ChartFileTests
{
    private static readonly byte[] PngSignature = [0x89, (byte)'P', (byte)'N', (byte)'G'];

    public static TheoryData<string, Language> Pictures()
    {
        var data = new TheoryData<string, Language>();
        foreach (var (name, _) in ScenarioPage.Charts(SyntheticScenario.Create(), Language.En))
            foreach (var language in Enum.GetValues<Language>())
                data.Add(name, language);
        return data;
    }

    [Theory]
    [MemberData(nameof(Pictures))]
    public void APictureStandsAlone(string name, Language language)
    {
        var chart = ScenarioPage.Charts(SyntheticScenario.Create(), language).Single(c => c.Name == name).Chart;
        var svg = XElement.Parse(ChartFile.Svg(chart, language));
        Assert.DoesNotContain(svg.DescendantsAndSelf().Attributes(), a => a.Name == "class" || a.Name == "style");
        Assert.Contains(chart.Unit, svg.Elements().Select(e => e.Value));
        Assert.All(
            svg.Descendants().Where(e => e.Name.LocalName is "rect" or "circle" or "line" or "polyline"),
            e => Assert.True(e.Attribute("fill") is not null || e.Attribute("stroke") is not null, e.ToString()));
        Assert.Equal(PngSignature, ChartFile.Png(chart, language)[..4]);
    }

    [Fact]
    public void TheGroundIsWhiteUnlessItIsAskedNotToBe()
    {
        var chart = ScenarioPage.Charts(SyntheticScenario.Create(), Language.En)[1].Chart;
        bool HasGround(bool transparent) => XElement.Parse(ChartFile.Svg(chart, Language.En, transparent)).Elements()
            .First().Attribute("fill")?.Value == "#FFFFFF";
        Assert.True(HasGround(transparent: false));
        Assert.False(HasGround(transparent: true));
        Assert.NotEqual(ChartFile.Png(chart, Language.En, transparent: true), ChartFile.Png(chart, Language.En));
    }

    [Fact]
    public void LinesDotsAndShadesAreDrawnToo()
    {
        var line = new LineChart("t", "d", "u", [2000, 2001, 2002], [new("a", [1, 2, 3], 0), new("b", [3, null, 1], 1)]);
        var dots = new IntervalChart("t", "d", "u", [new("a", 1, 0, 2, 0, "1", "p", Mark: 1.5, MarkLabel: "m"), new("b", 2, 1, 3, 1, "2", "p")]);
        var heat = new HeatMap("t", "d", "u", ["r"], ["c", "d"], [[new(0.5, "0.5", "p"), null]], 0, 1);
        Assert.All(new Chart[] { line, dots, heat }, chart => Assert.Equal(PngSignature, ChartFile.Png(chart, Language.Ru)[..4]));
    }
}
