using Dyad.Gravity.BiasCorrection;
using Dyad.Gravity.Formulas;
using Dyad.Gravity.Ppml;
using Dyad.Gravity.Specification;

namespace Dyad.Workbench.Fitting;

/// <summary>What <c>--bias-correct</c> asks for: which effects of a formula are exporters', importers' and pairs'.</summary>
/// <param name="Members">
/// Columns of economies: of exporters and importers; with the years' among them where names do not tell which is which; none
/// where exporters and years come combined in one column and the pairs have to tell.
/// </param>
internal sealed record FitBias(IReadOnlyList<KeyTerm> Members)
{
    private const string Wanted =
        "it takes exporter^year + importer^year, with effects of pairs or without; or exporter + importer of one year";

    /// <summary>Finds the columns of economies in the formula.</summary>
    /// <exception cref="UserException">The model is neither two-way nor three-way, or options do not go together.</exception>
    public static FitBias Parse(FitRequest request, Formula formula, FitErrors errors)
    {
        if (request.Family != FitFamily.Poisson)
            throw new UserException("--bias-correct: corrects PPML, not --family gaussian");
        if (errors.SmallSample != "stata")
            throw new UserException($"--bias-correct: corrects errors under --ssc stata, not {errors.SmallSample}");
        if (errors.Kind is not ("hetero" or "cluster") || errors.Clusters.Count > 1)
        {
            throw new UserException(
                $"--bias-correct: errors are clustered by pair; leave out --vcov {request.Vcov}, or name the pairs: cluster:V");
        }

        if (formula.Effects.Count is not (2 or 3))
            throw new UserException($"--bias-correct: {formula.Effects.Count} sets of effects; {Wanted}");
        var combined = formula.Effects.Where(e => e.Parts.Count > 1).ToList();
        if (combined.Count == 0)
            return new FitBias(formula.Effects.Count == 2 ? formula.Effects : []);
        if (formula.Effects.Count == 3 && combined is [{ Parts.Count: 2 }])
            return new FitBias([]);
        // Two sides share the year; where the pair is named by its columns too, every two of the three share one.
        var columns = combined.SelectMany(e => e.Parts).GroupBy(p => p.Name).ToList();
        var alone = formula.Effects.Where(e => e.Parts.Count == 1).Any(e => columns.Any(c => c.Key == e.Parts[0].Name));
        if (combined.Any(e => e.Parts.Count != 2) || combined.Count < 2 || columns.Count != 3 || alone)
            throw new UserException($"--bias-correct: which of {string.Join(" + ", formula.Effects)} are whose? {Wanted}");
        return new FitBias([.. columns.Where(c => combined.Count == 3 || c.Count() == 1).Select(c => new KeyTerm([c.First()]))]);
    }

    /// <summary>Corrects an estimate.</summary>
    /// <param name="formula">The formula.</param>
    /// <param name="errors">Clusters, if they are given.</param>
    /// <param name="design">Its design; its first clusters are those of <paramref name="errors"/>.</param>
    /// <param name="fit">The estimate.</param>
    /// <param name="threads">Threads.</param>
    /// <param name="cancel">Cancellation.</param>
    /// <exception cref="UserException">The rows are no gravity panel of this shape.</exception>
    public BiasCorrectionResult Of(
        Formula formula, FitErrors errors, Design design, PpmlResult fit, int threads, CancellationToken cancel)
    {
        try
        {
            var clusters = errors.Clusters.Count > 0 ? design.Clusters[0] : null;
            return BiasCorrector.Of(design.Sample, fit, Shape(formula, design, clusters), clusters?.Levels, threads, cancel);
        }
        catch (ArgumentException e)
        {
            throw FitFaults.Of("--bias-correct", e);
        }
    }

    private GravityShape Shape(Formula formula, Design design, FixedEffect? clusters)
    {
        var effects = design.Sample.Effects;
        if (Members.Count == 0)
        {
            // Of effects in one column each, that of the pair has the most levels; or it is the one of two columns.
            var most = formula.Effects.Index().MaxBy(e => (e.Item.Parts.Count, effects[e.Index].Count)).Index;
            FixedEffect[] others = [.. effects.Where((_, e) => e != most)];
            return GravityShape.Inferred(others[0], others[1], effects[most]);
        }

        if (formula.Effects.All(e => e.Parts.Count == 1) && clusters is not null && SpansYears(design.Members, clusters))
            return GravityShape.Inferred(effects[0], effects[1], clusters) with { Pair = null };
        var economies = Economies(formula, design);
        FixedEffect Of(int member, int other) =>
            effects[formula.Effects.Index().Single(e => Holds(e.Item, member) && !Holds(e.Item, other)).Index];
        var exporter = Of(economies.First, economies.Second);
        var importer = Of(economies.Second, economies.First);
        var pair = effects.FirstOrDefault(e => !ReferenceEquals(e, exporter) && !ReferenceEquals(e, importer));
        return new GravityShape(
            design.Members[economies.First].Levels, design.Members[economies.Second].Levels, exporter, importer, pair);
    }

    /// <summary>Which two members are economies: of three those that have names in common, else the last effect's.</summary>
    private (int First, int Second) Economies(Formula formula, Design design)
    {
        if (Members.Count == 2)
            return (0, 1);
        HashSet<int>[] names = [.. design.Members.Select(m => m.Levels.ToHashSet())];
        (int First, int Second)[] choices = [(0, 1), (0, 2), (1, 2)];
        (int First, int Second)[] common = [.. choices.Where(c => names[c.First].Overlaps(names[c.Second]))];
        return common.Length == 1 ? common[0]
            : choices.Single(c => Holds(formula.Effects[^1], c.First) && Holds(formula.Effects[^1], c.Second));
    }

    /// <summary>
    /// Whether a cluster holds several combinations: members are then economies in a year, and the cluster is the pair.
    /// </summary>
    private static bool SpansYears(IReadOnlyList<FixedEffect> members, FixedEffect clusters)
    {
        var known = new (int, int)?[clusters.Count];
        for (var row = 0; row < clusters.Levels.Length; row++)
        {
            var (i, j) = (members[0].Levels[row], members[1].Levels[row]);
            ref var pair = ref known[clusters.Levels[row]];
            pair ??= (Math.Min(i, j), Math.Max(i, j));
            if (pair != (Math.Min(i, j), Math.Max(i, j)))
                return true;
        }

        return false;
    }

    private bool Holds(KeyTerm effect, int member) => effect.Parts.Any(p => p.Name == Members[member].Parts[0].Name);
}
