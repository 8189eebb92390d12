using DocumentFormat.OpenXml.Math;
using Dyad.Reports.Chapters.Method;
using Dyad.Reports.Document;
using Paragraph = DocumentFormat.OpenXml.Math.Paragraph;
using static Dyad.Reports.Chapters.Method.Expression;

namespace Dyad.Reports.Tests.Rendering.Word;

/// <summary>Equations keep their structure: what is over a line, under a root, summed, or in brackets.</summary>
public sealed class OfficeMathTests
{
    [Theory]
    [InlineData(Language.En)]
    [InlineData(Language.Ru)]
    public void EveryEquationIsMathematicsWithAllItsSymbols(Language language)
    {
        using var file = WordFile.Of("full", language);
        var equations = file.Report.Chapters.SelectMany(c => c.Blocks).OfType<Equation>().ToList();
        var drawn = file.Body.Descendants<Paragraph>().ToList();
        Assert.NotEmpty(equations);
        Assert.Equal(equations.Count, drawn.Count);
        foreach (var (equation, math) in equations.Zip(drawn))
        {
            Assert.Equal(Symbols(System.Xml.Linq.XElement.Parse(equation.MathMl).Value), Symbols(math.InnerText));
        }
    }

    [Fact]
    public void AFractionHasBothParts()
    {
        var fraction = Convert(Over("a", "b")).Descendants<Fraction>().Single();
        Assert.Equal(("a", "b"), (fraction.Numerator!.InnerText, fraction.Denominator!.InnerText));
    }

    [Fact]
    public void ASumTakesInWhatIsSummedUpToTheNextOperator()
    {
        var sum = Convert(Row("y", "=", Sum("k"), Sub("A", "k"), Sub("D", "k"), "+", "c")).Descendants<Nary>().Single();
        Assert.Equal("k", sum.SubArgument!.InnerText);
        Assert.Equal("AkDk", sum.Base!.InnerText);
    }

    [Fact]
    public void BracketsGrowWithWhatTheyHold()
    {
        var fence = Convert(In(Over("a", "b"))).Descendants<Delimiter>().Single();
        Assert.Equal("ab", fence.InnerText);
        Assert.Equal("(", fence.DelimiterProperties!.BeginChar!.Val!.Value);
        Assert.Single(fence.Descendants<Fraction>());
    }

    [Fact]
    public void AHatStandsOverTheLetterAlone()
    {
        var math = Convert("β̂′");
        Assert.Equal("β", math.Descendants<Accent>().Single().Base!.InnerText);
        Assert.Equal("β′", math.InnerText);
    }

    [Fact]
    public void FunctionsAreUprightAndVariablesAreNot()
    {
        var runs = Convert(Row("exp", "x")).Descendants<Run>().ToList();
        Assert.Equal(StyleValues.Plain, runs[0].MathRunProperties!.GetFirstChild<Style>()!.Val!.Value);
        Assert.Null(runs[1].MathRunProperties);
    }

    [Fact]
    public void WhatIsNotMathematicsIsRefused()
        => Assert.Throws<ArgumentException>(() => Dyad.Reports.Rendering.Word.OfficeMath.Create("<script/>"));

    /// <summary>Without what is an attribute in Office mathematics and a character in MathML: brackets, sums and hats.</summary>
    private static string Symbols(string text)
        => new([.. text.Replace('~', '∼').Where(c => c is not ('(' or ')' or '|' or '∑' or '\u0302'))]);

    private static Paragraph Convert(Expression expression)
        => Dyad.Reports.Rendering.Word.OfficeMath.Create(expression.MathElement);
}
