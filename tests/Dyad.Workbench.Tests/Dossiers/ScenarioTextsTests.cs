using Dyad.Scenarios.Model;
using Dyad.Scenarios.Reading;
using Dyad.Workbench.Dossiers;

namespace Dyad.Workbench.Tests.Dossiers;

/// <summary>What experts agreed on stands in a scenario in place of its own, as the normal distribution that they gave, in the scenario's unit.</summary>
public class ScenarioTextsTests
{
    private const string Name = "value_of_a_day";

    [Theory]
    [InlineData(1.2, 0.2, true)]
    [InlineData(0.012, 0.002, false)]
    public void AnEstimateInPercentStaysOne(double mean, double deviation, bool percent)
    {
        var (text, taken) = ScenarioTexts.WithAgreed(
            ScenarioTexts.Shipped("trade-facilitation")!, [new AgreedParameter(Name, mean, deviation, "Delphi round 1", percent)]);
        Assert.Equal([Name], taken);
        var estimate = Assert.Single(Read(text).Estimates);
        Assert.True(estimate.Percent);
        Assert.Equal("Delphi round 1", estimate.Source);
        Assert.Equal(0.012, estimate.Mean[0], 1e-12);
        Assert.Equal(0.002 * 0.002, estimate.Covariance[0], 1e-12);
    }

    [Fact]
    public void ExpertsWhoAgreeToTheLastDigitGiveANumberThatIsCertain()
    {
        var (text, _) = ScenarioTexts.WithAgreed(ScenarioTexts.Shipped("trade-facilitation")!, [new AgreedParameter(Name, 1.2, 0, "Delphi round 1", true)]);
        var estimate = Assert.Single(Read(text).Estimates);
        Assert.Equal((0.012, 0.0), (Math.Round(estimate.Mean[0], 12), estimate.Covariance[0]));
    }

    [Fact]
    public void ATextThatGoesDeeperThanAScenarioIsRefused()
    {
        var agreed = new AgreedParameter(Name, 1.2, 0.1, "Delphi round 1", true);
        Assert.Throws<UserException>(() => ScenarioTexts.WithAgreed(new string('[', 99_000), [agreed]));
        Assert.Throws<UserException>(() => ScenarioTexts.WithAgreed("- a list", [agreed]));
    }

    [Theory]
    [InlineData("", false)]
    [InlineData(" ", false)]
    [InlineData("%", true)]
    [InlineData("% per day", true)]
    [InlineData("Percent of the value", true)]
    [InlineData("процентов", true)]
    [InlineData("百分比", true)]
    [InlineData("days", null)]
    public void AUnitCountsInHundredthsOrNotAtAllOrCannotBeTold(string unit, bool? percent) => Assert.Equal(percent, AgreedParameter.IsPercent(unit));

    [Fact]
    public void AnElasticityTakesMeanAndDeviation()
    {
        var (text, taken) = ScenarioTexts.WithAgreed(
            ScenarioTexts.Shipped("trade-agreement")!, [new AgreedParameter("elasticities.FUE", 7.5, 1.25, "Delphi round 2")]);
        Assert.Equal(["elasticities.FUE"], taken);
        Assert.Contains("FUE", text, StringComparison.Ordinal);
        Assert.Contains("Delphi round 2", Read(text).Elasticities.Source, StringComparison.Ordinal);
    }

    [Fact]
    public void WhatTheScenarioHasNoPlaceForIsLeftOut()
    {
        string shipped = ScenarioTexts.Shipped("trade-agreement")!;
        var (text, taken) = ScenarioTexts.WithAgreed(shipped, [new AgreedParameter("nothing_of_it", 1, 1, "Delphi round 3")]);
        Assert.Empty(taken);
        Assert.DoesNotContain("Delphi", text, StringComparison.Ordinal);
        Assert.Equal(Read(shipped).Steps.Count, Read(text).Steps.Count);
    }

    [Fact]
    public void ParametersThatShippedScenariosHaveAreKnown() => Assert.Contains(Name, ScenarioTexts.Parameters);

    private static Scenario Read(string text) => ScenarioFile.Read("scenario.yaml", text);
}
