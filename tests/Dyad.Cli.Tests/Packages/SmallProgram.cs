namespace Dyad.Cli.Tests.Packages;

/// <summary>A program of somebody else: flows that follow the gravity equation exactly, fitted with the packed library.</summary>
internal static class SmallProgram
{
    /// <summary>Ends with 0 where the elasticity of distance is the one that the flows were made with, to 1e-6.</summary>
    public const string Text =
        """
        using Dyad.Gravity.Ppml;
        using Dyad.Gravity.Specification;

        const double elasticity = -0.8;
        var pairs = (from i in Enumerable.Range(0, 5) from j in Enumerable.Range(0, 5) select (Exporter: i, Importer: j))
            .ToList();
        var distance = pairs.Select(p => Math.Log(1 + p.Exporter + 2 * p.Importer + p.Exporter * p.Importer)).ToArray();
        var flow = pairs.Select((p, r) => Math.Exp(elasticity * distance[r] + 0.3 * p.Exporter - 0.1 * p.Importer)).ToArray();
        var sample = new GravitySample(
            flow, ["ln_distance"], [distance],
            [FixedEffect.Of("exporter", pairs.Select(p => p.Exporter)),
                FixedEffect.Of("importer", pairs.Select(p => p.Importer))]);
        var result = PpmlEstimator.Fit(sample);
        return Math.Abs(result.Coefficients[0] - elasticity) < 1e-6 ? 0 : 1;
        """;
}
