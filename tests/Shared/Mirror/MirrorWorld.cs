using Dyad.Evidence;

namespace Dyad.Mirror;

/// <summary>How the errors of a reporter about one partner, direction and product hang together over the years.</summary>
public enum ErrorKind
{
    /// <summary>Every year anew.</summary>
    Independent,

    /// <summary>Half of the variance recurs every year.</summary>
    HalfRecurs,

    /// <summary>Half of the variance is a random walk that starts at its middle size; it gains a twentieth of the variance a year.</summary>
    Drifts,

    /// <summary>Every year anew, by Student's law with five degrees of freedom: against the normal law that the method assumes.</summary>
    HeavyTails,
}

/// <summary>A cell of the design.</summary>
/// <param name="Economies">Economies.</param>
/// <param name="Years">Years.</param>
/// <param name="Products">Products, each of a chapter of its own; 0: totals.</param>
/// <param name="Errors">How errors hang together.</param>
/// <param name="SmallIsNoisy">Whether reports on small flows are noisier than reports on large ones.</param>
public sealed record MirrorDesign(int Economies, int Years, int Products, ErrorKind Errors, bool SmallIsNoisy = false);

/// <summary>
/// A world of known truth: economies on a plane; a margin that grows with distance and differs by product; reporters whose log errors
/// have mean zero and standard deviations from 2% to 30%, dealt out at random, noisier for some products; claims missing at random; and
/// reporters that stop publishing. Written before the method was measured on it, and not changed afterwards, but for the choice of noise
/// that falls with size: from twice a reporter's sigma to half of it along a logistic curve, which is not the power that the method fits.
/// </summary>
public sealed class MirrorWorld
{
    private const double LeastSigma = 0.02, MostSigma = 0.30;
    private const double MissingClaims = 0.15;

    /// <summary>Share of the economies that stop, and the share of the years after which the earliest does.</summary>
    private const double Stopping = 0.2, Earliest = 0.5;

    /// <summary>Noise of the smallest and the largest flows, and the width of the step between in logs, where noise falls with size.</summary>
    private const double NoiseOfSmall = 2, NoiseOfLarge = 0.5, StepWidth = 1.5;

    private const double MeanLogSize = 6, SpreadOfLogSize = 2;
    private const double LandlockedShare = 0.2;
    private const double RecurringShare = 0.5;
    private const double DriftShare = 0.05;
    private const int TailDegrees = 5;
    private const int FirstYear = 2000;
    private static readonly string Checksum = new('0', 64);

    private readonly Dictionary<(string, string), Route> routes = [];

    /// <summary>Draws a world.</summary>
    /// <param name="design">The cell.</param>
    /// <param name="seed">Seed of every draw.</param>
    public MirrorWorld(MirrorDesign design, int seed)
    {
        var random = new Random(seed);
        double Normal() => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
        var n = design.Economies;
        string[] codes = [.. Enumerable.Range(0, n).Select(i => $"E{i:000}")];
        int[] order = [.. Enumerable.Range(0, n).OrderBy(_ => random.NextDouble())];
        double[] sigma = [.. order.Select(place => LeastSigma * Math.Pow(MostSigma / LeastSigma, place / (n - 1.0)))];
        var place = codes.Select(_ => (X: 12000 * random.NextDouble(), Y: 8000 * random.NextDouble())).ToArray();
        bool[] landlocked = [.. codes.Select(_ => random.NextDouble() < LandlockedShare)];
        int[] last = [.. codes.Select(_ => random.NextDouble() < Stopping
            ? FirstYear + (int)(design.Years * (Earliest + ((1 - Earliest) * random.NextDouble()))) - 1
            : int.MaxValue)];
        var products = Math.Max(design.Products, 1);
        double[] dearness = [.. Enumerable.Range(0, products).Select(_ => design.Products == 0 ? 0 : 0.02 * Normal())];
        double[] noise = [.. Enumerable.Range(0, products).Select(_ => design.Products == 0 ? 1 : Math.Exp(0.3 * Normal()))];

        var flows = new List<MirrorFlow>();
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j < n; j++)
            {
                if (i == j)
                    continue;
                var km = Math.Max(100, Math.Sqrt(Math.Pow(place[i].X - place[j].X, 2) + Math.Pow(place[i].Y - place[j].Y, 2)));
                var route = new Route(km, km < 1500, landlocked[i], landlocked[j]);
                routes[(codes[i], codes[j])] = route;
                for (var k = 0; k < products; k++)
                {
                    var product = design.Products == 0 ? null : $"{10 + k}0100";
                    var (errorX, errorM) = (Errors(design, Normal), Errors(design, Normal));
                    for (var t = 0; t < design.Years; t++)
                    {
                        var year = FirstYear + t;
                        var fromMean = SpreadOfLogSize * Normal();
                        var truth = Math.Exp(MeanLogSize + fromMean);
                        var scale = noise[k] * (design.SmallIsNoisy ? NoiseAt(fromMean) : 1);
                        var x = truth * Math.Exp(scale * sigma[i] * errorX[t]);
                        var m = truth * Math.Exp(Margin(route, year) + dearness[k] + (scale * sigma[j] * errorM[t]));
                        var missing = random.NextDouble();
                        var (xSilent, mSilent) = (year > last[i], year > last[j]);
                        if (xSilent && mSilent)
                            continue;
                        // What is missing at random never takes the only claim that is left.
                        var hasX = !xSilent && (mSilent || missing >= MissingClaims);
                        var hasM = !mSilent && (xSilent || missing <= 1 - MissingClaims);
                        var flow = new MirrorFlow(
                            hasX ? Claim(codes[i], codes[j], ReportedSide.Exports, year, x, product) : null,
                            hasM ? Claim(codes[j], codes[i], ReportedSide.Imports, year, m, product) : null);
                        flows.Add(flow);
                        Truth[flow] = truth;
                    }
                }
            }
        }

        Flows = flows;
    }

    /// <summary>Every flow that at least one side reports.</summary>
    public IReadOnlyList<MirrorFlow> Flows { get; }

    /// <summary>True FOB values.</summary>
    public Dictionary<MirrorFlow, double> Truth { get; } = new(ReferenceEqualityComparer.Instance);

    /// <summary>The way between two economies.</summary>
    public Route RouteOf(string exporter, string importer) => routes[(exporter, importer)];

    /// <summary>Errors of one series in units of the reporter's sigma, of variance one on the mean of the years.</summary>
    private static double[] Errors(MirrorDesign design, Func<double> normal)
    {
        var years = design.Years;
        switch (design.Errors)
        {
            case ErrorKind.Independent:
                return [.. Enumerable.Range(0, years).Select(_ => normal())];
            case ErrorKind.HalfRecurs:
                var recurring = Math.Sqrt(RecurringShare) * normal();
                return [.. Enumerable.Range(0, years).Select(_ => recurring + (Math.Sqrt(1 - RecurringShare) * normal()))];
            case ErrorKind.HeavyTails:
                return [.. Enumerable.Range(0, years).Select(_ =>
                    normal() * Math.Sqrt((TailDegrees - 2.0) / Enumerable.Range(0, TailDegrees).Sum(_ => Math.Pow(normal(), 2))))];
            default:
                var start = Math.Max(RecurringShare - (DriftShare * (years - 1) / 2), 0);
                var walk = Math.Sqrt(start) * normal();
                var errors = new double[years];
                for (var t = 0; t < years; t++)
                {
                    errors[t] = walk + (Math.Sqrt(1 - RecurringShare) * normal());
                    walk += Math.Sqrt(DriftShare) * normal();
                }

                return errors;
        }
    }

    private static double NoiseAt(double logSizeFromMean) =>
        NoiseOfLarge + ((NoiseOfSmall - NoiseOfLarge) / (1 + Math.Exp(logSizeFromMean / StepWidth)));

    /// <summary>The mean margin of a way and year; it rises with distance and falls slowly.</summary>
    private static double Margin(Route route, int year)
    {
        var d = Math.Log(route.DistanceKm);
        return 0.60 - (0.16 * d) + (0.014 * d * d) + (route.Contiguous ? -0.02 : 0)
            + (route.ExporterLandlocked == true ? 0.01 : 0) + (route.ImporterLandlocked == true ? 0.03 : 0)
            - (0.002 * (year - FirstYear));
    }

    private static Observation Claim(
        string reporter, string partner, ReportedSide side, int year, double millionUsd, string? product) => new(
        "Simulated customs", "r1", reporter, partner, side, side == ReportedSide.Exports ? Valuation.Fob : Valuation.Cif, year, null,
        millionUsd, Checksum, product);
}
