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
