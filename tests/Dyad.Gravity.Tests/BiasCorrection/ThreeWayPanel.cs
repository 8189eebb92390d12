using Dyad.Gravity.BiasCorrection;
using Dyad.Gravity.Specification;
using MathNet.Numerics.Distributions;

namespace Dyad.Gravity.Tests.BiasCorrection;

/// <summary>What the effects of pairs hold.</summary>
public enum PairEffects
{
    /// <summary>There are none: a two-way model.</summary>
    None,

    /// <summary>Each direction has its own.</summary>
    Directed,

    /// <summary>Both directions share one.</summary>
    Symmetric,

    /// <summary>Each direction has its own, and all domestic flows share one.</summary>
    DomesticShared,

    /// <summary>Both directions share one, and all domestic flows share another.</summary>
    SymmetricDomesticShared,
}

/// <summary>
/// Panels of economies over years with what makes real ones hard: rows that are missing, so that pairs have unequal years, zero
/// flows, pairs that never trade, domestic flows, weights, among them zero.
/// </summary>
internal sealed record ThreeWayPanel(
    double[] Flow, double[][] X, int[] Exporter, int[] Importer, int[] Year, int[] Pair, PairEffects Effects, double[] Weights)
{
    private const int Years = 3;

    /// <summary>Share of the rows.</summary>
    private const double Missing = 0.1;

    private static readonly string[] Terms = ["x0", "x1"];

    public int Rows => Flow.Length;

    public static ThreeWayPanel Make(
        int seed, PairEffects effects, int economies = 6, double zeros = 0.15, bool weighted = true)
    {
        var random = new Random(seed);
        var never = (random.Next(economies), random.Next(economies));
        var keys = (
            from i in Enumerable.Range(0, economies)
            from j in Enumerable.Range(0, economies)
            from t in Enumerable.Range(0, Years)
            where random.NextDouble() >= Missing
            select (i, j, t)).ToArray();
        double[][] x = [[.. keys.Select(_ => Normal.Sample(random, 0, 1))], [.. keys.Select(_ => random.Next(2) + 0.0)]];
        double Index((int I, int J, int T) key, int row) =>
            (0.3 * key.I) - (0.2 * key.J) + (0.1 * key.T) + (0.5 * x[0][row]) - (0.4 * x[1][row]);
        double[] flow =
        [
            .. keys.Select((k, r) => random.NextDouble() < zeros || (k.i, k.j) == never
                ? 0
                : Math.Exp(Index(k, r) + Normal.Sample(random, 0, 0.7))),
        ];
        return new ThreeWayPanel(
            flow, x, [.. keys.Select(k => k.i)], [.. keys.Select(k => k.j)], [.. keys.Select(k => k.t)],
            [.. keys.Select(k => Level(k.i, k.j, effects))], effects, [.. keys.Select(_ => weighted ? random.Next(4) : 1.0)]);
    }

    public ThreeWayPanel With(double unit = 1, double weight = 1) =>
        this with { Flow = [.. Flow.Select(y => unit * y)], Weights = [.. Weights.Select(w => weight * w)] };

    public ThreeWayPanel Reordered(int[] order)
    {
        return new ThreeWayPanel(
            Pick(Flow), [.. X.Select(Pick)], Pick(Exporter), Pick(Importer), Pick(Year), Pick(Pair), Effects, Pick(Weights));

        T[] Pick<T>(T[] values) => [.. order.Select(r => values[r])];
    }

    /// <summary>Economies, years and pairs under other numbers.</summary>
    public ThreeWayPanel Renamed() => this with
    {
        Exporter = [.. Exporter.Select(i => 97 - (7 * i))],
        Importer = [.. Importer.Select(j => 97 - (7 * j))],
        Year = [.. Year.Select(t => 1986 - (4 * t))],
        Pair = [.. Pair.Select(p => 1000 - p)],
    };

    /// <summary>Exporters become importers.</summary>
    public ThreeWayPanel Mirrored() => this with { Exporter = Importer, Importer = Exporter };

    public (GravitySample Sample, GravityShape Shape) Model()
    {
        var exporter = FixedEffect.Of("exporter^year", Exporter.Zip(Year));
        var importer = FixedEffect.Of("importer^year", Importer.Zip(Year));
        var pair = Effects == PairEffects.None ? null : FixedEffect.Of("pair", Pair);
        FixedEffect[] effects = pair is null ? [exporter, importer] : [exporter, importer, pair];
        var sample = new GravitySample(Flow, Terms, X, effects, Weights);
        return (sample, new GravityShape(Exporter, Importer, exporter, importer, pair));
    }

    private static int Level(int i, int j, PairEffects effects)
    {
        var symmetric = effects is PairEffects.Symmetric or PairEffects.SymmetricDomesticShared;
        var shared = effects is PairEffects.DomesticShared or PairEffects.SymmetricDomesticShared;
        return i == j && shared ? -1 : symmetric ? (100 * Math.Min(i, j)) + Math.Max(i, j) : (100 * i) + j;
    }
}
