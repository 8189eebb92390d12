using System.Globalization;
using Dyad.Gravity.Specification;

namespace Dyad.Gravity.Formulas;

/// <summary>
/// Formula and columns to a sample, top to bottom: terms, effects, rows that are left out, and what is left in arrays of its own.
/// </summary>
internal sealed class DesignBuilder(Formula formula, IColumns columns, DesignOptions options)
{
    /// <summary>Name of the constant, as R prints it.</summary>
    public const string Intercept = "(Intercept)";

    /// <summary>
    /// Times that a column of a term is held at once while it is estimated: as it is, by rows, and less what the effects take up.
    /// </summary>
    private const int Copies = 3;

    /// <summary>Most levels that a complaint names.</summary>
    private const int MostNamed = 8;

    public Design Build()
    {
        if (!formula.Constant && formula.Effects.Count == 0)
            throw new DesignException("a model needs a constant or fixed effects; leave out the 0");
        if (formula.Terms.Any(t => t is Term.Product { Factors: [var factor] } && factor.Text == formula.Left.Text))
            throw new DesignException($"{formula.Left.Text} is the outcome and a term; leave it out of the terms");
        var outcome = Values(formula.Left);
        List<Part> parts = [.. formula.Terms.Select(PartOf)];
        var weights = options.Weights is { } w ? Values(w) : null;
        var offset = options.Offset is { } o ? Values(o) : null;
        List<FixedEffect> effects = [.. formula.Effects.Select(e => Combine(e)[0])];
        List<FixedEffect> clusters = [.. options.Clusters.Select(c => Combine(c)[0])];
        FixedEffect[] members = options.Members.Count > 0 ? Combine([.. options.Members]) : [];

        var rows = new RowSelection(columns.Rows);
        // What is missing is so in a column: a value that an expression loses is a fault, and not dropped in silence.
        rows.DropMissing(formula.Numbers.Concat(options.Numbers).Select(n => n.Name).Distinct().Select(columns.Numbers));
        rows.DropMissing(effects.Concat(clusters).Concat(members).Select(e => e.Levels)
            .Concat(parts.Select(p => p.Key?.Levels).OfType<int[]>()));
        Check(formula.Left.Text, [formula.Left], outcome, rows, options.Poisson ? 0 : null);
        foreach (var part in parts.Where(p => p.Values is not null))
            Check(part.Term.Text, part.Factors, part.Values!, rows);
        if (weights is not null)
        {
            Check($"weights {options.Weights}", [options.Weights!], weights, rows, 0);
            rows.DropZeroWeights(weights);
        }

        if (offset is not null)
            Check($"offset {options.Offset}", [options.Offset!], offset, rows);
        rows.DropLevels(effects, options.Poisson ? outcome : null, !options.KeepSingletons);
        if (rows.Count == 0)
            throw new DesignException($"no row is left: {rows.Describe()}");

        var named = parts.SelectMany(p =>
            p.Term is Term.Indicator i ? Dummies(i, p, rows) : [(p.Term.Text, rows.Keep(p.Values!))]).ToList();
        IReadOnlyList<FixedEffect> kept = effects.Count > 0
            ? [.. effects.Select(rows.Keep)]
            : [new FixedEffect(Intercept, new int[rows.Count], 1)];
        var sample = new GravitySample(
            rows.Keep(outcome), [.. named.Select(n => n.Item1)], [.. named.Select(n => n.Item2)], kept,
            weights is null ? null : rows.Keep(weights), offset is null ? null : rows.Keep(offset));
        return new Design(
            sample, [.. clusters.Select(rows.Keep)], [.. members.Select(m => m with { Levels = rows.Keep(m.Levels) })],
            effects.Count == 0, rows.Missing, rows.Singletons, rows.AllZero, rows.ZeroWeight)
        {
            Names = options.Names ? Names(rows, kept) : null,
        };
    }

    /// <summary>Labels are those of the first row of each level.</summary>
    private DesignNames Names(RowSelection rows, IReadOnlyList<FixedEffect> effects)
    {
        int[] numbers = rows.Keep([.. Enumerable.Range(0, columns.Rows)]);
        var levels = effects.Select((effect, e) =>
        {
            KeyColumn[] keys = [.. formula.Effects.ElementAtOrDefault(e)?.Parts.Select(p => columns.Keys(p.Name)) ?? []];
            var labels = new string[effect.Count];
            for (var row = 0; row < numbers.Length; row++)
                labels[effect.Levels[row]] ??= string.Join('^', keys.Select(k => k.Labels[k.Levels[numbers[row]]]));
            return labels;
        });
        return new DesignNames(numbers, [.. levels]);
    }

    private double[] Values(Expression expression) => Functions.Evaluate(expression, columns.Rows, v => columns.Numbers(v.Name));

    private Part PartOf(Term term)
    {
        if (term is Term.Indicator indicator)
            return new Part(term, indicator.Variable is { } v ? Values(v) : null, columns.Keys(indicator.Factor.Name));
        var factors = ((Term.Product)term).Factors;
        var values = Values(factors[0]);
        foreach (var factor in factors.Skip(1))
            values = [.. values.Zip(Values(factor), (a, b) => a * b)];
        return new Part(term, values, null);
    }

    /// <summary>
    /// A column for each level that a row has. As in fixest, dummies alone leave the first level out, which a constant or effects
    /// hold
    /// already; with a variable all levels stay.
    /// </summary>
    private IEnumerable<(string Name, double[] Values)> Dummies(Term.Indicator indicator, Part part, RowSelection rows)
    {
        var key = part.Key!;
        var levels = rows.Keep(key.Levels);
        var values = part.Values is { } v ? rows.Keep(v) : null;
        var present = new bool[key.Labels.Count];
        foreach (var level in levels)
            present[level] = true;
        int[] order = [.. Order(key).Where(l => present[l])];
        if (indicator.References.FirstOrDefault(r => order.All(l => key.Labels[l] != r)) is { } unknown)
        {
            var known = order.Take(MostNamed).Select(l => key.Labels[l]).Concat(order.Length > MostNamed ? ["…"] : []);
            throw new DesignException($"{indicator}: no level '{unknown}'; there are: {string.Join(", ", known)}");
        }

        int[] shown = indicator.References.Count > 0 ? [.. order.Where(l => !indicator.References.Contains(key.Labels[l]))]
            : indicator.Variable is null ? order[1..] : order;
        RequireRoom(indicator, shown.Length, levels.Length);
        foreach (var level in shown)
        {
            var column = new double[levels.Length];
            for (var row = 0; row < column.Length; row++)
                column[row] = levels[row] == level ? values?[row] ?? 1 : 0;
            yield return (indicator.NameOf(key.Labels[level]), column);
        }
    }

    /// <summary>Many levels as terms take memory that they would not take as effects.</summary>
    private void RequireRoom(Term.Indicator indicator, int terms, int rows)
    {
        var values = (long)terms * rows;
        var bytes = Copies * sizeof(double) * values;
        if (bytes <= options.MostBytes && values <= Array.MaxLength)
            return;
        throw new DesignException(string.Create(
            CultureInfo.InvariantCulture,
            $"{indicator}: {terms} terms of {rows} rows take {bytes / 1e9:0.0} GB of memory, and there are " +
                $"{options.MostBytes / 1e9:0.0} GB; what is not to be reported takes little as an effect, after the |"));
    }

    /// <summary>Levels with rows in their order: numbers by value, else by text.</summary>
    private static int[] Order(KeyColumn key)
    {
        var numbers = new double[key.Labels.Count];
        var numeric = key.Labels.Index().All(l =>
            double.TryParse(l.Item, NumberStyles.Float, CultureInfo.InvariantCulture, out numbers[l.Index]));
        var levels = Enumerable.Range(0, key.Labels.Count);
        return numeric ? [.. levels.OrderBy(l => numbers[l])] : [.. levels.OrderBy(l => key.Labels[l], StringComparer.Ordinal)];
    }

    /// <summary>Levels of keys; of several they are numbered together, by label: one below the other they are one key.</summary>
    private FixedEffect[] Combine(params KeyTerm[] terms)
    {
        var parts = terms[0].Parts.Count;
        if (terms.FirstOrDefault(t => t.Parts.Count != parts) is { } other)
            throw new DesignException($"{terms[0]} and {other} are keys of different kinds");
        var stacked = new FixedEffect(terms[0].Text, [], 0);
        for (var p = 0; p < parts; p++)
        {
            var key = Stacked([.. terms.Select(t => columns.Keys(t.Parts[p].Name))]);
            stacked = p == 0 ? key : LevelPairs.Of(stacked.Name, stacked, key.Levels, key.Count);
        }

        return [.. terms.Select((t, i) => terms.Length == 1
            ? stacked with { Name = t.Text }
            : new FixedEffect(t.Text, stacked.Levels[(i * columns.Rows)..((i + 1) * columns.Rows)], stacked.Count))];
    }

    private static FixedEffect Stacked(KeyColumn[] keys)
    {
        if (keys is [{ } single])
            return new FixedEffect("", single.Levels, single.Labels.Count);
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        var levels = keys.SelectMany(key =>
        {
            int[] number =
                [.. key.Labels.Select(l => numbers.TryGetValue(l, out var n) ? n : numbers[l] = numbers.Count)];
            return key.Levels.Select(l => l < 0 ? l : number[l]);
        });
        return new FixedEffect("", [.. levels], numbers.Count);
    }

    private void Check(
        string name, IReadOnlyList<Expression> factors, double[] values, RowSelection rows, double? lowest = null)
    {
        for (var row = 0; row < values.Length; row++)
        {
            if (!rows.Has(row) || (double.IsFinite(values[row]) && !(values[row] < lowest)))
                continue;
            throw double.IsFinite(values[row])
                ? ValueFault.Negative(name, factors[0], values[row], row)
                : ValueFault.Of(name, factors, row, v => columns.Numbers(v.Name));
        }
    }

    /// <summary>A term with the values that it reads: of an indicator its variable, if any, and its key.</summary>
    private sealed record Part(Term Term, double[]? Values, KeyColumn? Key)
    {
        /// <summary>The expressions that make the values.</summary>
        public IReadOnlyList<Expression> Factors =>
            Term is Term.Product product ? product.Factors : [((Term.Indicator)Term).Variable!];
    }
}
