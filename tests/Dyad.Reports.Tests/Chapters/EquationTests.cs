using System.Xml.Linq;
using Dyad.Reports.Chapters;
using Dyad.Reports.Chapters.Method;
using Dyad.Reports.Document;
using Dyad.Reports.Tests.Fixtures;

namespace Dyad.Reports.Tests.Chapters;

public sealed class EquationTests
{
    private static IEnumerable<Equation> Equations(Language language)
        => ReportComposer.Compose(SyntheticReport.Create(), language)
        .Chapters.Single(c => c.Id == "method").Blocks.OfType<Equation>();

    [Fact]
    public void EveryEquationIsWellFormedMathMl()
    {
        XNamespace mathMl = "http://www.w3.org/1998/Math/MathML";
        Assert.All(Equations(Language.En), e => Assert.Equal(mathMl + "math", XElement.Parse(e.MathMl).Name));
    }

    [Fact]
    public void EveryEquationHasALinearFormWithBalancedBrackets()
        => Assert.All(Equations(Language.En), e =>
        {
            Assert.NotEmpty(e.Linear);
            Assert.Equal(e.Linear.Count(c => c == '('), e.Linear.Count(c => c == ')'));
        });

    [Fact]
    public void EquationsAreTheSameInEveryLanguage()
    {
        var english = Equations(Language.En).Select(e => (e.MathMl, e.Linear));
        Assert.Equal(english, Equations(Language.Zh).Select(e => (e.MathMl, e.Linear)));
        Assert.Equal(english, Equations(Language.Ru).Select(e => (e.MathMl, e.Linear)));
    }

    [Fact]
    public void OnlyMethodsOfTheReportAreDescribed()
    {
        Assert.Contains(Equations(Language.En), e => e.Label.EndsWith("Mirror gap", StringComparison.Ordinal));
        var bare = ReportComposer.Compose(SyntheticReport.Bare(), Language.En).Chapters.Single(c => c.Id == "method");
        string[] left = ["Mirror gap", "Worth of an agreement", "Trade that goes with the gap"];
        Assert.All(
            bare.Blocks.OfType<Equation>(),
            e => Assert.DoesNotContain(left, name => e.Label.EndsWith(name, StringComparison.Ordinal)));
    }

    [Fact]
    public void BothFormsComeFromOneTree()
    {
        var ratio = Expression.Over(Expression.Sub("X", "ij"), Expression.Power("Y", "2"));
        Assert.Equal("(X_(ij))/(Y^2)", ratio.Linear);
        Assert.Equal("<mfrac><msub><mi>X</mi><mi>ij</mi></msub><msup><mi>Y</mi><mn>2</mn></msup></mfrac>", ratio.MathMl);
    }
}
