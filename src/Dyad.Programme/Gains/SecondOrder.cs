using Dyad.Programme.Measures;

namespace Dyad.Programme.Gains;

/// <summary>
/// Gains out of single measures and pairs: v(S) = sum of m_i + sum of m_ij over pairs in S, with the Moebius terms m_i = v(i) and
/// m_ij = v(ij) - v(i) - v(j). Exact where no three measures interact (2-additive: Grabisch 1997).
/// </summary>
internal sealed class SecondOrder
{
    private readonly int count;
    private readonly (double First, double Second)[] terms;

    /// <summary>Asks for every measure alone and every pair that is not exclusive.</summary>
    public SecondOrder(int count, FeasibleSets sets, GainTable table)
    {
        this.count = count;
        terms = new (double, double)[count * count];
        var pairs = Enumerable.Range(0, count).SelectMany(i => Enumerable.Range(i + 1, count - i - 1).Select(j => (I: i, J: j)))
            .Where(p => sets.IsCompatible(MeasureSet.Of(p.I, p.J))).ToArray();
        table.Ask(Enumerable.Range(0, count).Select(i => MeasureSet.Of(i)).Concat(pairs.Select(p => MeasureSet.Of(p.I, p.J))));
        for (var i = 0; i < count; i++)
            terms[(i * count) + i] = (table[MeasureSet.Of(i)].First, table[MeasureSet.Of(i)].Second);
        foreach (var (i, j) in pairs)
        {
            var both = table[MeasureSet.Of(i, j)];
            var ((firstI, secondI), (firstJ, secondJ)) = (Term(i, i), Term(j, j));
            terms[(i * count) + j] = (both.First - firstI - firstJ, both.Second - secondI - secondJ);
        }
    }

    /// <summary>Term of a measure (i = j) or of a pair, i below j.</summary>
    public (double First, double Second) Term(int i, int j) => terms[(i * count) + j];

    /// <summary>Gains of a set, approximately.</summary>
    public (double First, double Second) Of(MeasureSet set)
    {
        var (first, second) = (0.0, 0.0);
        foreach (var i in set.Members)
        {
            foreach (var j in set.Members.Where(j => j >= i))
                (first, second) = (first + Term(i, j).First, second + Term(i, j).Second);
        }

        return (first, second);
    }
}
