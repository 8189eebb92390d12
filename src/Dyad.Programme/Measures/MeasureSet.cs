using System.Numerics;

namespace Dyad.Programme.Measures;

/// <summary>A set of measures, a bit each.</summary>
/// <param name="Bits">Bit m is set where measure m is in the set.</param>
public readonly record struct MeasureSet(ulong Bits)
{
    /// <summary>Most measures that a programme can have.</summary>
    public const int Most = 60;

    /// <summary>Number of measures in the set.</summary>
    public int Count => BitOperations.PopCount(Bits);

    /// <summary>The measures in the set, in their order.</summary>
    public IEnumerable<int> Members
    {
        get
        {
            for (var rest = Bits; rest != 0; rest &= rest - 1)
                yield return BitOperations.TrailingZeroCount(rest);
        }
    }

    /// <summary>The set of some measures.</summary>
    public static MeasureSet Of(params IEnumerable<int> measures) =>
        measures.Aggregate(default(MeasureSet), (set, m) => set.Plus(m));

    /// <summary>The first so many measures.</summary>
    public static MeasureSet All(int count) => new((1UL << count) - 1);

    /// <summary>Whether a measure is in the set.</summary>
    public bool Contains(int measure) => ((Bits >> measure) & 1) != 0;

    /// <summary>Whether every measure of the set is in the other.</summary>
    public bool IsWithin(MeasureSet other) => (Bits & ~other.Bits) == 0;

    /// <summary>The set and one measure more.</summary>
    public MeasureSet Plus(int measure) => new(Bits | (1UL << measure));

    /// <summary>The set without one measure.</summary>
    public MeasureSet Less(int measure) => new(Bits & ~(1UL << measure));

    /// <summary>Measures that are in either set.</summary>
    public MeasureSet Or(MeasureSet other) => new(Bits | other.Bits);

    /// <summary>Measures that are in both sets.</summary>
    public MeasureSet And(MeasureSet other) => new(Bits & other.Bits);
}
