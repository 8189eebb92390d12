using Dyad.Programme.Gains;
using Dyad.Programme.Measures;

namespace Dyad.Programme.Choice;

/// <summary>Outcomes of sets that were simulated.</summary>
internal static class Outcomes
{
    public static Outcome Of(MeasureSet set, FeasibleSets sets, GainTable table)
    {
        var (gain, (first, second)) = (table[set], sets.Cost(set));
        return new(set, gain.First, gain.Second, first, second, GainUncertainty.Of(gain));
    }
}
