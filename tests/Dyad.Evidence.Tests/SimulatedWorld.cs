namespace Dyad.Evidence.Tests;

/// <summary>
/// A world of known truth: economies on a plane, true flows, a margin that follows eq. 1 of Gaulier and Zignago (2010), and
/// reporters whose log errors have known standard deviations from 2% to 30%, dealt out at random.
/// </summary>
internal sealed class SimulatedWorld
{
    public const double Intercept = 0.55;
    public const double LnDistance = -0.16;
    public const double LnDistanceSquared = 0.014;
    public const double Contiguity = -0.02;
    public const double LandlockedExporter = 0.01;
    public const double LandlockedImporter = 0.03;

    private const double MissingShare = 0.15;
    private static readonly string Checksum = new('0', 64);

    private readonly Dictionary<(string, string), Route> routes = [];

    /// <param name="economies">Number of economies.</param>
    /// <param name="years">Number of years.</param>
    /// <param name="seed">Seed of all draws.</param>
    /// <param name="persistence">Share of a reporter's error variance that it repeats every year with the same partner.</param>
    public SimulatedWorld(int economies, int years, int seed, double persistence = 0)
    {
        var (random, lasting) = (new Random(seed), new Random(seed + 1_000_000));
        Codes = [.. Enumerable.Range(0, economies).Select(i => $"E{i:000}")];
        var order = Enumerable.Range(0, economies).OrderBy(_ => random.NextDouble()).ToArray();
        Sigma = Codes.ToDictionary(code => code, code =>
            0.02 * Math.Pow(15, order[Array.IndexOf(Codes, code)] / Math.Max(economies - 1.0, 1)));
        var place = Codes.Select(_ => (X: 12000 * random.NextDouble(), Y: 8000 * random.NextDouble())).ToArray();
        var landlocked = Codes.Select(_ => random.NextDouble() < 0.2).ToArray();
        var flows = new List<MirrorFlow>();
        for (var i = 0; i < economies; i++)
        {
            for (var j = 0; j < economies; j++)
            {
                if (i == j)
                    continue;
                var km = Math.Max(100, Math.Sqrt(Math.Pow(place[i].X - place[j].X, 2) + Math.Pow(place[i].Y - place[j].Y, 2)));
                var route = new Route(km, km < 1500, landlocked[i], landlocked[j]);
                routes[(Codes[i], Codes[j])] = route;
                var (lastingX, lastingM) = (Normal(lasting), Normal(lasting));
                double Error(string reporter, double repeated) => Sigma[reporter]
                    * ((Math.Sqrt(persistence) * repeated) + (Math.Sqrt(1 - persistence) * Normal(random)));
                for (var t = 2000; t < 2000 + years; t++)
                {
                    var truth = Math.Exp(6 + (2 * Normal(random)));
                    var x = truth * Math.Exp(Error(Codes[i], lastingX));
                    var m = truth * Math.Exp(TrueMargin(route, t) + Error(Codes[j], lastingM));
                    var missing = random.NextDouble();
                    var flow = new MirrorFlow(
                        missing < MissingShare ? null : Claim(Codes[i], Codes[j], ReportedSide.Exports, t, x),
                        missing > 1 - MissingShare ? null : Claim(Codes[j], Codes[i], ReportedSide.Imports, t, m));
                    flows.Add(flow);
                    Truth[flow] = truth;
                }
            }
        }

        Flows = flows;
        Sample = MirrorSample.From(flows, RouteOf);
    }

    public string[] Codes { get; }

    public IReadOnlyDictionary<string, double> Sigma { get; }

    public IReadOnlyList<MirrorFlow> Flows { get; }

    public Dictionary<MirrorFlow, double> Truth { get; } = [];

    public MirrorSample Sample { get; }

    public IEnumerable<Route> Routes => routes.Values;

    public Route RouteOf(string exporter, string importer) => routes[(exporter, importer)];

    /// <summary>The margin of the world, never below zero with these coefficients.</summary>
    public static double TrueMargin(Route route, int year)
    {
        var d = Math.Log(route.DistanceKm);
        return Intercept + (LnDistance * d) + (LnDistanceSquared * d * d) + (route.Contiguous ? Contiguity : 0)
            + (route.ExporterLandlocked == true ? LandlockedExporter : 0)
            + (route.ImporterLandlocked == true ? LandlockedImporter : 0) - (0.002 * (year - 2000));
    }

    public static Observation Claim(
        string reporter, string partner, ReportedSide side, int year, double millionUsd, Valuation? valuation = null) =>
        new(
            "Simulated customs", "r1", reporter, partner, side,
            valuation ?? (side == ReportedSide.Exports ? Valuation.Fob : Valuation.Cif), year, null, millionUsd, Checksum);

    /// <summary>A standard normal draw (Box and Muller 1958).</summary>
    public static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
