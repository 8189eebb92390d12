using Dyad.Programme.Gains;
using Dyad.Programme.Measures;

namespace Dyad.Programme.Tests;

/// <summary>
/// Made-up programmes whose gains can be computed for any set: singles, pairs and, where asked, triples interact.
/// </summary>
internal sealed record RandomProgramme(ProgrammeProblem Problem, double[] First, double[] Second, double Triples)
{
    public const int Seeds = 1_000_000;

    public static RandomProgramme Make(int seed, int count, double triples = 0, bool budgets = true)
    {
        var random = new Random(Math.Abs(seed));
        double[] Terms() => [.. Enumerable.Range(0, count * count).Select(c =>
            c / count == c % count ? (4 * random.NextDouble()) - 1 : random.NextDouble() < 0.4 ? (2 * random.NextDouble()) - 1 : 0)];
        Measure[] measures =
        [
            .. Enumerable.Range(0, count).Select(m => new Measure($"M{m}", 1 + random.NextDouble(), 1 + random.NextDouble())
            {
                After = m > 1 && random.NextDouble() < 0.3 ? [random.Next(m)] : [],
                With = m > 1 && random.NextDouble() < 0.2 ? [random.Next(m)] : [],
                Duration = 1 + random.Next(4),
                EarliestStart = random.Next(3),
            }),
        ];
        return new(
            new ProgrammeProblem
            {
                Measures = measures,
                Exclusive = Exclusive(measures, random),
                FirstBudget = budgets ? 0.8 * count : double.PositiveInfinity,
                SecondBudget = budgets ? 0.8 * count : double.PositiveInfinity,
            },
            Terms(), Terms(), triples);
    }

    /// <summary>Two measures, unless one needs the other or a third needs both.</summary>
    private static MeasureSet[] Exclusive(Measure[] measures, Random random)
    {
        var half = measures.Length / 2;
        var pair = MeasureSet.Of(random.Next(half), half + random.Next(measures.Length - half));
        MeasureSet Needed(int m) => measures[m].After.Concat(measures[m].With).Aggregate(MeasureSet.Of(m), (set, o) => set.Or(Needed(o)));
        return Enumerable.Range(0, measures.Length).Any(m => pair.IsWithin(Needed(m))) ? [] : [pair];
    }

    /// <summary>The same programme with the sides swapped.</summary>
    public RandomProgramme Mirrored() => new(
        Problem with
        {
            Measures = [.. Problem.Measures.Select(m => m with { FirstCost = m.SecondCost, SecondCost = m.FirstCost })],
            FirstBudget = Problem.SecondBudget,
            SecondBudget = Problem.FirstBudget,
            FirstPerPeriod = Problem.SecondPerPeriod,
            SecondPerPeriod = Problem.FirstPerPeriod,
        },
        Second, First, Triples);

    public SetGain Gain(MeasureSet set)
    {
        int[] members = [.. set.Members];
        double Pairs(double[] terms) => members.Sum(i => members.Where(j => j >= i).Sum(j => terms[(i * Problem.Measures.Count) + j]));
        var triples = members.Sum(i => members.Sum(j => members.Count(k => i < j && j < k && (i + j + k) % 3 == 0)));
        return new(Pairs(First) + (Triples * triples), Pairs(Second) + (Triples * triples));
    }

    public IReadOnlyList<SetGain> Gains(IReadOnlyList<MeasureSet> sets) => [.. sets.Select(Gain)];

    /// <summary>Feasible sets by the words of the rule, one by one.</summary>
    public IEnumerable<MeasureSet> Feasible() =>
        Enumerable.Range(1, (1 << Problem.Measures.Count) - 1).Select(b => new MeasureSet((ulong)b)).Where(IsFeasible);

    public bool IsFeasible(MeasureSet set) =>
        set.Members.All(m => Problem.Measures[m].After.Concat(Problem.Measures[m].With).All(set.Contains))
        && Problem.Exclusive.All(e => set.And(e).Count < 2)
        && set.Members.Sum(m => Problem.Measures[m].FirstCost) <= Problem.FirstBudget
        && set.Members.Sum(m => Problem.Measures[m].SecondCost) <= Problem.SecondBudget;
}
