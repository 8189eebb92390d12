using Dyad.Programme.Measures;

namespace Dyad.Programme.Gains;

/// <summary>Gains less weighted costs, of every set that was asked.</summary>
internal sealed class GainTable(GainsOf gains, double costWeight, FeasibleSets sets, CancellationToken cancel)
{
    private readonly Dictionary<MeasureSet, SetGain> known = new() { [default] = default };
    private int? draws;

    /// <summary>Sets that were asked.</summary>
    public int Asked => known.Count - 1;

    /// <summary>Gain less cost of a set, which is asked where it was not before.</summary>
    public SetGain this[MeasureSet set]
    {
        get
        {
            Ask([set]);
            return known[set];
        }
    }

    /// <summary>Asks for sets together.</summary>
    /// <exception cref="ArgumentException">An answer is missing, no number, or has another number of draws.</exception>
    public void Ask(IEnumerable<MeasureSet> wanted)
    {
        MeasureSet[] unknown = [.. wanted.Where(s => !known.ContainsKey(s)).Distinct()];
        if (unknown.Length == 0)
            return;
        cancel.ThrowIfCancellationRequested();
        var answers = gains(unknown);
        if (answers.Count != unknown.Length)
            throw new ArgumentException($"{answers.Count} gains for {unknown.Length} sets");
        foreach (var (set, gain) in unknown.Zip(answers))
        {
            Check(gain, set);
            var (first, second) = sets.Cost(set);
            known[set] = gain.Less(costWeight * first, costWeight * second);
        }
    }

    private void Check(SetGain gain, MeasureSet set)
    {
        var (first, second) = (gain.FirstDraws ?? [], gain.SecondDraws ?? []);
        draws ??= first.Length;
        if (first.Length != draws || second.Length != draws)
            throw new ArgumentException($"set {set.Bits:b} has {first.Length} and {second.Length} draws, others {draws}");
        if (!double.IsFinite(gain.First) || !double.IsFinite(gain.Second) || first.Concat(second).Any(double.IsInfinity))
            throw new ArgumentException($"a gain of set {set.Bits:b} is no number");
    }
}
