using Dyad.Programme.Measures;

namespace Dyad.Programme.Gains;

/// <summary>
/// What a set of measures brings each side against the status quo, costs not taken off: one simulation of the whole set.
/// </summary>
/// <param name="First">Gain of the first side.</param>
/// <param name="Second">Gain of the second side.</param>
public readonly record struct SetGain(double First, double Second)
{
    /// <summary>
    /// Draws of the first side's gain; draw d of every set is of the same parameters, NaN where it has no solution. Null where
    /// nothing is drawn.
    /// </summary>
    public double[]? FirstDraws { get; init; }

    /// <summary>Draws of the second side's gain, as many.</summary>
    public double[]? SecondDraws { get; init; }

    /// <summary>The gains less amounts that are certain.</summary>
    internal SetGain Less(double first, double second) => new(First - first, Second - second)
    {
        FirstDraws = FirstDraws?.Select(d => d - first).ToArray(),
        SecondDraws = SecondDraws?.Select(d => d - second).ToArray(),
    };
}

/// <summary>
/// Gains of sets of measures, in their order. Sets are asked in groups so that whoever answers may use threads; each is asked
/// once. No set is asked that holds two exclusive measures; sets that lack a prerequisite are asked where there are too many to
/// ask them all.
/// </summary>
public delegate IReadOnlyList<SetGain> GainsOf(IReadOnlyList<MeasureSet> sets);
