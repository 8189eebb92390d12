using System.Runtime.InteropServices;
using Dyad.Numerics;

namespace Dyad.Diagnosis.Products;

/// <summary>
/// What indices of two parties need of flows by product, summed in one pass over flows that are too many to hold: world trade and the
/// parties' exports and imports by product, in the sample and in every resample of the pairs at once; the flows between the two; and
/// trade of all pairs over all products.
/// </summary>
/// <remarks>
/// N economies, K products, B resamples. Lane 0 is the sample, lane b the b-th resample, in which a flow counts as often as its
/// unordered pair was drawn. A flow costs B multiply-adds, and memory is K B for each of five sums: 40 MB at 5,000 products and 200.
/// </remarks>
public sealed class ProductMargins
{
    private readonly int stride;
    private readonly int[] party;
    private readonly double[] weights;
    private readonly double[] world;
    private readonly double[][] exports;
    private readonly double[][] imports;
    private readonly double[][] flows;
    private readonly double[] totals;

    /// <summary>Makes room.</summary>
    /// <param name="economies">N.</param>
    /// <param name="products">K.</param>
    /// <param name="parties">Positions of the two parties.</param>
    /// <param name="draws">
    /// B arrays: how often each unordered pair was drawn, in the order of <see cref="PairOf"/>. The pair of the parties counts once in
    /// each, whatever is said of it: it is what is studied.
    /// </param>
    public ProductMargins(int economies, int products, (int First, int Second) parties, IReadOnlyList<int[]> draws)
    {
        ArgumentNullException.ThrowIfNull(draws);
        (Economies, Products, Draws) = (economies, products, draws.Count);
        party = [parties.First, parties.Second];
        stride = Kernels.Stride(draws.Count + 1);
        var pairs = economies * (economies - 1) / 2;
        weights = new double[pairs * stride];
        for (var p = 0; p < pairs; p++)
        {
            weights[p * stride] = 1;
            for (var b = 0; b < draws.Count; b++)
                weights[(p * stride) + b + 1] = draws[b][p];
        }

        weights.AsSpan(PairOf(party[0], party[1]) * stride, draws.Count + 1).Fill(1);
        world = new double[products * stride];
        exports = [new double[products * stride], new double[products * stride]];
        imports = [new double[products * stride], new double[products * stride]];
        flows = [new double[products], new double[products]];
        totals = new double[economies * economies];
    }

    /// <summary>N.</summary>
    public int Economies { get; }

    /// <summary>K.</summary>
    public int Products { get; }

    /// <summary>B.</summary>
    public int Draws { get; }

    /// <summary>Number of the unordered pair {i, j}, from 0.</summary>
    public static int PairOf(int i, int j)
    {
        var (low, high) = i < j ? (i, j) : (j, i);
        return (high * (high - 1) / 2) + low;
    }

    /// <summary>Adds flows; those of an economy with itself are left out.</summary>
    /// <param name="exporter">Positions of exporters.</param>
    /// <param name="importer">Positions of importers.</param>
    /// <param name="product">Positions of products.</param>
    /// <param name="value">Flows, zero or more.</param>
    public void Add(ReadOnlySpan<int> exporter, ReadOnlySpan<int> importer, ReadOnlySpan<int> product, ReadOnlySpan<double> value)
    {
        ref var w = ref MemoryMarshal.GetArrayDataReference(weights);
        ref var sums = ref MemoryMarshal.GetArrayDataReference(world);
        for (var row = 0; row < value.Length; row++)
        {
            var (i, j, k, v) = (exporter[row], importer[row], product[row], value[row]);
            if (i == j)
                continue;
            var pair = PairOf(i, j);
            Kernels.AddScaledRow(ref sums, k, ref w, pair, v, stride);
            totals[(i * Economies) + j] += v;
            var (sells, buys) = (Array.IndexOf(party, i), Array.IndexOf(party, j));
            if (sells >= 0)
                Kernels.AddScaledRow(ref MemoryMarshal.GetArrayDataReference(exports[sells]), k, ref w, pair, v, stride);
            if (buys >= 0)
                Kernels.AddScaledRow(ref MemoryMarshal.GetArrayDataReference(imports[buys]), k, ref w, pair, v, stride);
            if (sells >= 0 && buys >= 0)
                flows[sells][k] += v;
        }
    }

    /// <summary>World trade in a product; draw 0 is the sample.</summary>
    public double World(int product, int draw = 0) => world[(product * stride) + draw];

    /// <summary>Exports of a party (0 or 1) in a product.</summary>
    public double Exports(int side, int product, int draw = 0) => exports[side][(product * stride) + draw];

    /// <summary>Imports of a party (0 or 1) in a product.</summary>
    public double Imports(int side, int product, int draw = 0) => imports[side][(product * stride) + draw];

    /// <summary>Flow from a party (0 or 1) to the other in a product.</summary>
    public double Flow(int seller, int product) => flows[seller][product];

    /// <summary>Flow of any two economies over all products.</summary>
    public double Total(int exporter, int importer) => totals[(exporter * Economies) + importer];
}
