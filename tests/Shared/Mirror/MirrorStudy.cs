using Dyad.Evidence;

namespace Dyad.Mirror;

/// <summary>What a reconciled value rests on, as the study tells it apart.</summary>
public enum ClaimGroup
{
    /// <summary>Both sides report.</summary>
    Both,

    /// <summary>The exporter alone; the importer publishes, but not this.</summary>
    ExporterOnly,

    /// <summary>The importer alone; the exporter publishes, but not this.</summary>
    ImporterOnly,

    /// <summary>The other side published nothing in the year.</summary>
    MissingReporter,
}

/// <summary>One flow of one world, reconciled by every rule. Errors are of the log of the value.</summary>
/// <param name="World">Number of its world in the cell.</param>
/// <param name="Group">What it rests on.</param>
/// <param name="Quarter">Quarter of its world's flows by true size, 1 the smallest, 4 the largest.</param>
/// <param name="Covered">Whether the 90% interval holds the truth.</param>
/// <param name="Dyad">Error of Dyad's value.</param>
/// <param name="Baci">Error of BACI's rule, + 2 standard errors in note 22.</param>
/// <param name="BaciPrinted">Error of BACI's rule with the sign that note 22 prints.</param>
/// <param name="Exporter">Error of the exporter's claim; null if there is none.</param>
/// <param name="Importer">Error of the importer's claim, Dyad's margin off; null if there is none.</param>
public readonly record struct MirrorOutcome(
    int World, ClaimGroup Group, int Quarter, bool Covered, double Dyad, double Baci, double BaciPrinted, double? Exporter, double? Importer);

/// <summary>Reconciles simulated worlds and sets the result against the truth, BACI's rule and each side alone.</summary>
public static class MirrorStudy
{
    /// <summary>Root mean square of some errors; null where there is none.</summary>
    public static double? RootMeanSquare(IEnumerable<double?> errors)
    {
        double[] some = [.. errors.OfType<double>()];
        return some.Length > 0 ? Math.Sqrt(some.Average(e => e * e)) : null;
    }

    /// <summary>
    /// Part of the intervals that hold the truth, with its standard error: flows of a world share what is estimated of it, so worlds are
    /// the clusters. Outcomes are those of one cell.
    /// </summary>
    public static (double Share, double StandardError) Coverage(IReadOnlyCollection<MirrorOutcome> outcomes)
    {
        var share = outcomes.Average(o => o.Covered ? 1.0 : 0.0);
        var sums = outcomes.GroupBy(o => o.World).Select(w => w.Sum(o => (o.Covered ? 1.0 : 0.0) - share)).ToList();
        var variance = sums.Sum(s => s * s) / ((double)outcomes.Count * outcomes.Count) * sums.Count / Math.Max(sums.Count - 1, 1);
        return (share, Math.Sqrt(variance));
    }

    /// <summary>Outcomes of every flow of some worlds.</summary>
    /// <param name="design">The cell.</param>
    /// <param name="worlds">Worlds.</param>
    /// <param name="seed">Worlds are a function of this, the cell and their number.</param>
    public static IEnumerable<MirrorOutcome> Run(MirrorDesign design, int worlds, int seed)
    {
        for (var w = 0; w < worlds; w++)
        {
            int[] key = [design.Economies, design.Years, design.Products, (int)design.Errors, w, .. design.SmallIsNoisy ? (int[])[1] : []];
            var world = new MirrorWorld(design, key.Aggregate(seed, (s, n) => unchecked((s * 1_000_003) + n)));
            foreach (var outcome in Outcomes(w, world))
                yield return outcome;
        }
    }

    private static IEnumerable<MirrorOutcome> Outcomes(int number, MirrorWorld world)
    {
        var sample = MirrorSample.From(world.Flows, world.RouteOf);
        var model = MirrorModel.Estimate(sample);
        var record = PublicationRecord.From(world.Flows);
        var (baci, printed) = (new BaciRule(sample, asPrinted: false), new BaciRule(sample, asPrinted: true));
        double[] sizes = [.. world.Truth.Values.Order()];
        foreach (var flow in world.Flows)
        {
            var route = world.RouteOf(flow.Exporter, flow.Importer);
            var truth = world.Truth[flow];
            var reconciled = model.Reconcile(flow, route, record: record);
            var margin = model.Margin.Predict(route, flow.Year, flow.Product).Log;
            yield return new MirrorOutcome(
                number, Group(reconciled), Quarter(sizes, truth), reconciled.Low <= truth && truth <= reconciled.High, Math.Log(reconciled.MillionUsd / truth),
                Math.Log(baci.Value(flow, route) / truth), Math.Log(printed.Value(flow, route) / truth),
                flow.ExporterReport is { } x ? Math.Log(x.MillionUsd / truth) : null,
                flow.ImporterReport is { } m ? Math.Log(m.MillionUsd / truth) - margin : null);
        }
    }

    private static int Quarter(double[] sorted, double size) => 1 + (4 * Array.BinarySearch(sorted, size) / sorted.Length);

    private static ClaimGroup Group(ReconciledFlow reconciled) => reconciled switch
    {
        { Missing: not null } => ClaimGroup.MissingReporter,
        { From: ReconciledFrom.BothSides } => ClaimGroup.Both,
        { From: ReconciledFrom.ExporterOnly } => ClaimGroup.ExporterOnly,
        _ => ClaimGroup.ImporterOnly,
    };
}
