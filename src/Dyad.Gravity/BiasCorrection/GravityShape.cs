using Dyad.Gravity.Absorption;
using Dyad.Gravity.Specification;

namespace Dyad.Gravity.BiasCorrection;

/// <summary>What a gravity model's effects are: whose they are, and which of them belong to pairs.</summary>
/// <param name="Exporter">Exporter of each row of the sample.</param>
/// <param name="Importer">Importer of each row; both number economies alike: a domestic row has the same number twice.</param>
/// <param name="ExporterTime">Effects of exporters, in each year or once.</param>
/// <param name="ImporterTime">Effects of importers.</param>
/// <param name="Pair">
/// Effects of pairs, of each direction by itself or of both together; domestic rows may share one level. Null: a two-way model.
/// </param>
public sealed record GravityShape(
    int[] Exporter, int[] Importer, FixedEffect ExporterTime, FixedEffect ImporterTime, FixedEffect? Pair = null)
{
    /// <summary>
    /// Finds exporters and importers of a three-way model from its levels alone: exporter-years that trade within one pair have
    /// one exporter. That takes effects of pairs in one direction; no row counts as domestic.
    /// </summary>
    /// <exception cref="ArgumentException">The levels do not tell economies apart.</exception>
    public static GravityShape Inferred(FixedEffect exporterTime, FixedEffect importerTime, FixedEffect pair)
    {
        ArgumentNullException.ThrowIfNull(exporterTime);
        ArgumentNullException.ThrowIfNull(importerTime);
        ArgumentNullException.ThrowIfNull(pair);
        var (exporter, exporters) = Owners(exporterTime, pair);
        var (importer, importers) = Owners(importerTime, pair);
        if (exporters < 2 || importers < 2)
        {
            throw new ArgumentException(
                $"the pairs of {pair.Name} tie the levels of {exporterTime.Name} and {importerTime.Name} together: no telling " +
                "whose they are");
        }

        return new GravityShape(exporter, [.. importer.Select(j => exporters + j)], exporterTime, importerTime, pair);
    }

    /// <summary>Checks the rows in the estimation.</summary>
    /// <exception cref="ArgumentException">They are no gravity panel of this shape; the message says why.</exception>
    internal void Validate(GravitySample sample, bool[] used)
    {
        FixedEffect[] effects = Pair is null ? [ExporterTime, ImporterTime] : [ExporterTime, ImporterTime, Pair];
        bool In(FixedEffect effect) => sample.Effects.Any(s => ReferenceEquals(s.Levels, effect.Levels));
        if (sample.Effects.Count != effects.Length || !effects.All(In))
            throw new ArgumentException("the effects of the sample are not those of the shape");
        if (Exporter.Length != sample.Rows || Importer.Length != sample.Rows)
            throw new ArgumentException($"{Exporter.Length} exporters and {Importer.Length} importers for {sample.Rows} rows");
        if (!One(ExporterTime, row => Exporter[row], used))
            throw new ArgumentException($"a level of {ExporterTime.Name} holds several exporters");
        if (!One(ImporterTime, row => Importer[row], used))
            throw new ArgumentException($"a level of {ImporterTime.Name} holds several importers");
        if (Pair is null)
        {
            RequireOneYear(used);
            return;
        }

        // Domestic rows may share a level, and no other row may be with them.
        if (!One(Pair, row => Exporter[row] == Importer[row] ? (-1, -1) : Unordered(row), used))
            throw new ArgumentException($"a level of {Pair.Name} holds several pairs of economies");
        var directed = FixedEffect.Of("", Enumerable.Range(0, sample.Rows).Select(r => (Exporter[r], Importer[r])));
        if (!One(directed, row => Pair.Levels[row], used))
            throw new ArgumentException($"{Pair.Name} changes within a pair of economies");
    }

    /// <summary>
    /// Economies with one effect each trade in one year, and with each other. Where they fall into blocks, they are economies by year whose
    /// pairs nobody named, and each row would be a pair of its own.
    /// </summary>
    private void RequireOneYear(bool[] used)
    {
        if (!One(FixedEffect.Of("", Exporter), row => ExporterTime.Levels[row], used))
            return;
        int[] rows = [.. Enumerable.Range(0, used.Length).Where(row => used[row])];
        FixedEffect Of(int[] economies) => FixedEffect.Of("", rows.Select(row => economies[row]));
        var blocks = ConnectedBlocks.Of(Of(Exporter), Of(Importer)).Count;
        if (blocks > 1)
        {
            throw new ArgumentException(
                $"{ExporterTime.Name} and {ImporterTime.Name} fall into {blocks} blocks, as economies by year do; name the pairs of economies " +
                "by a cluster variable");
        }
    }

    /// <summary>Whether some pair level holds both directions.</summary>
    internal bool IsSymmetric(bool[] used) =>
        Pair is not null && !One(Pair, row => Exporter[row] == Importer[row] ? -1 : Exporter[row], used);

    /// <summary>Number of each row's pair of economies.</summary>
    /// <param name="bothDirections">Whether both directions are one.</param>
    internal int[] Pairs(bool bothDirections) =>
        FixedEffect.Of("", Enumerable.Range(0, Exporter.Length).Select(r =>
            bothDirections ? Unordered(r) : (Exporter[r], Importer[r]))).Levels;

    private (int, int) Unordered(int row) => (Math.Min(Exporter[row], Importer[row]), Math.Max(Exporter[row], Importer[row]));

    /// <summary>Whether each level has one value.</summary>
    private static bool One<T>(FixedEffect effect, Func<int, T> value, bool[] used)
        where T : struct, IEquatable<T>
    {
        var known = new T?[effect.Count];
        for (var row = 0; row < used.Length; row++)
        {
            if (!used[row])
                continue;
            ref var level = ref known[effect.Levels[row]];
            level ??= value(row);
            if (!level.Value.Equals(value(row)))
                return false;
        }

        return true;
    }

    private static (int[] Of, int Count) Owners(FixedEffect side, FixedEffect pair)
    {
        var blocks = Absorption.ConnectedBlocks.Of(side, pair);
        var (owner, count) = (new int[side.Count], 0);
        foreach (var (levels, pairs) in blocks.FirstLevels.Zip(blocks.SecondLevels))
        {
            foreach (var level in levels)
                owner[level] = count;
            // A level without rows is a block of its own and nobody's.
            if (levels.Length > 0 && pairs.Length > 0)
                count++;
        }

        return ([.. side.Levels.Select(l => owner[l])], count);
    }
}
